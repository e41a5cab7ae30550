"""What an import came to, in four plain groups, what went wrong first; it stays until it is closed."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListView, QPushButton, QToolButton, QVBoxLayout, QWidget

from evidence_desk.ui import icons
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.operations.importing import FileRow, ImportReport

GROUPS: Final = (
    ("rejected", "Could not be read", "warning", "concern"),
    ("imported", "New", "plus", "accent"),
    ("new-version", "New versions of what was here", "retry", "accent"),
    ("duplicate", "Already here", "tick", "second"),
)
_NAME, _HEAD = 52, 30


class ImportPanel(QWidget):
    """The rows of the last import; Enter on one shows its item."""

    closed = Signal()
    chosen = Signal(str)
    queue_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Import report")
        self.current: ImportReport | None = None
        self._sum = label("", "second", wrap=True)
        self.queue = named(QPushButton(), "Untagged")
        icons.dress(self.queue, "tag", size=16)
        self.queue.clicked.connect(self.queue_wanted)
        self.group = named(QComboBox(), "Show")
        self.group.activated.connect(lambda _: self._show_group())
        self.model = LinesModel()
        self.list = named(QListView(), "Imported files")
        self.list.setModel(self.model)
        self.list.setItemDelegate(LinesDelegate(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(40)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(lambda index: self._choose(index.row()))
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self._lay_out()
        self.show_untagged(0)

    def _lay_out(self) -> None:
        close = named(QToolButton(), "Close the import report", "Close. The Report button brings it back.")
        close.setProperty("kind", "flat")
        icons.dress(close, "close", size=16)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(label("Import report", "section"), 1)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._sum)
        layout.addWidget(self.queue)
        layout.addWidget(label("Show", "field", self.group))
        layout.addWidget(self.group)
        layout.addWidget(self.list, 1)

    def show_report(self, report: "ImportReport") -> None:
        """Shows a report and says what it came to."""
        self.current = report
        self._sum.setText(summary(report))
        self.group.clear()
        self.group.addItem(f"All ({len(report.files):,})", "")
        for status, title, _, _ in GROUPS:
            if report.count(status):
                self.group.addItem(f"{title} ({report.count(status):,})", status)
        self._show_group()
        announce(self, summary(report))

    def renew(self, report: "ImportReport") -> None:
        """Shows the same report with what is known now."""
        if self.current is not None:
            self.current = report
            at = self.list.currentIndex().row()
            self._show_group()
            self.list.setCurrentIndex(self.model.index(at, 0))

    def show_untagged(self, left: int) -> None:
        """How many of what came in nobody has tagged yet."""
        self.queue.setText(f"Untagged ({left:,})")
        named(self.queue, f"Untagged ({left:,})", "Lists what came in and is not tagged yet, one after the other")
        self.queue.setVisible(left > 0)

    def forget(self) -> None:
        """The library is closed."""
        self.current = None
        self.model.show([])
        self.group.clear()
        self.show_untagged(0)

    def _show_group(self) -> None:
        if self.current is not None:
            self.model.show(report_lines(self.current, str(self.group.currentData() or "")))

    def _choose(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None and line.key:
            self.chosen.emit(line.key)


def summary(report: "ImportReport") -> str:
    """One sentence: `12 files: 10 new, 1 already here, 1 could not be read.` Your own files are never touched."""
    short = {"imported": "new", "new-version": "new versions", "duplicate": "already here", "rejected": "not read"}
    parts = [f"{report.count(status):,} {words}" for status, words in short.items() if report.count(status)]
    return f"{count(len(report.files), 'file')}: {', '.join(parts) or 'nothing'}. Your own files were not touched."


def report_lines(report: "ImportReport", only: str = "") -> list[Line]:
    """The rows under their groups, or those of one group; an empty group is not shown."""
    lines: list[Line] = []
    for status, title, icon, role in GROUPS:
        rows = [row for row in report.files if row.status == status and only in ("", status)]
        if rows:
            lines.append(Line(f"{title} ({len(rows):,})", heading=True))
            lines += [_line(row, icon, role) for row in rows]
    return lines


def _line(row: "FileRow", icon: str, role: str) -> Line:
    name = row.path.replace("\\", "/").rpartition("/")[2]
    like = f"It looks like {row.like}." if row.like and row.status == "imported" else ""
    second = " ".join(part for part in (row.reason or "", like) if part)
    return Line(elided(name), second, icon, role, key=row.ref or "", full=name)


def elided(name: str) -> str:
    """A long file name cut in the middle: its beginning and its ending tell most."""
    return name if len(name) <= _NAME else f"{name[:_HEAD].rstrip()}…{name[_HEAD - _NAME + 1 :].lstrip()}"
