"""What an import came to, in plain groups, what went wrong and what is asked first; it stays until it is closed."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListView, QPushButton, QToolButton, QVBoxLayout, QWidget

from evidence_desk.ui import icons
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.earlierimports import EarlierImports
from evidence_desk.ui.partials.lookalikes import LookAlikeBar, is_look_alike
from evidence_desk.ui.partials.passwords import PasswordPanel
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.operations.importing import FileRow, ImportReport

ALIKE: Final = "alike"
FOLDER: Final = "folder"
GROUPS: Final = (
    ("rejected", "Could not be read", "warning", "concern"),
    (ALIKE, "Looks like something here", "info", "accent"),
    ("imported", "New", "plus", "accent"),
    ("new-version", "New versions of what was here", "retry", "accent"),
    ("duplicate", "Already here", "tick", "second"),
    (FOLDER, "Opened as folders", "folder", "second"),
)
_NAME, _HEAD = 52, 30


class ImportPanel(QWidget):
    """The rows of an import; Enter on one shows its item."""

    shown = Signal()
    closed = Signal()
    chosen = Signal(str)
    queue_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Import report")
        self.current: ImportReport | None = None
        self.may_change = True
        self._titles: Mapping[str, str] = {}
        self._both: set[str] = set()
        self.earlier = EarlierImports()
        self.alike = LookAlikeBar()
        self.alike.keep_wanted.connect(self._keep_both)
        self.alike.keep_all_wanted.connect(lambda: self._keep_both(*(self.current.files if self.current else ())))
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
        self.list.selectionModel().currentChanged.connect(lambda *_: self._ask())
        self.passwords = PasswordPanel()
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
        layout.addWidget(self.earlier)
        layout.addWidget(self._sum)
        layout.addWidget(self.passwords)
        layout.addWidget(self.queue)
        layout.addWidget(label("Show", "field", self.group))
        layout.addWidget(self.group)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.alike)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def show_report(self, report: "ImportReport") -> None:
        """Shows a report and says what it came to."""
        self.current = report
        self._both.clear()
        self._sum.setText(summary(report))
        self.passwords.show_locked(_locked(report))
        self._fill_groups()
        self._show_group()
        announce(self, summary(report))

    def renew(self, report: "ImportReport") -> None:
        """Shows the same report with what is known now."""
        if self.current is not None:
            self.current = report
            self._show_again()

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """The titles of the items that files look like, by reference."""
        self._titles = titles
        self._ask()

    def show_untagged(self, left: int) -> None:
        """How many of what came in nobody has tagged yet."""
        self.queue.setText(f"Untagged ({left:,})")
        named(self.queue, f"Untagged ({left:,})", "Lists what came in and is not tagged yet, one after the other")
        self.queue.setVisible(left > 0)

    def forget(self) -> None:
        """The library is closed."""
        self.current = None
        self._titles = {}
        self._both.clear()
        self.model.show([])
        self.group.clear()
        self.passwords.show_locked(0)
        self.show_untagged(0)
        self.earlier.show_imports((), 0)
        self._ask()

    def _fill_groups(self) -> None:
        """The groups that are not empty; the one chosen stays chosen."""
        assert self.current is not None
        chosen = self.group.currentData()
        counts = Counter(group_of(row, self._both) for row in self.current.files)
        self.group.clear()
        self.group.addItem(f"All ({len(self.current.files):,})", "")
        for name, title, _, _ in GROUPS:
            if counts[name]:
                self.group.addItem(f"{title} ({counts[name]:,})", name)
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)))

    def _show_group(self) -> None:
        if self.current is not None:
            self.model.show(report_lines(self.current, str(self.group.currentData() or ""), self._both))
            self._ask()

    def _show_again(self) -> None:
        at = self.list.currentIndex().row()
        self._fill_groups()
        self._show_group()
        self.list.setCurrentIndex(self.model.index(min(at, self.model.rowCount() - 1), 0))
        self._ask()

    def _ask(self) -> None:
        """About the current file if it looks like something here, else about the first that does."""
        files = self.current.files if self.current is not None else ()
        open_ones = [row for row in files if group_of(row, self._both) == ALIKE]
        line = self.model.line(self.list.currentIndex().row())
        row = next((one for one in open_ones if line is not None and one.ref == line.key), None)
        row = row or next(iter(open_ones), None)
        like = self._titles.get(row.like or "", "") if row is not None else ""
        name = file_name(row) if row is not None else ""
        self.alike.ask(row, name, like, may=self.may_change, left=len(open_ones))

    def _keep_both(self, *rows: "FileRow") -> None:
        self._both.update(row.path for row in rows)
        self._show_again()
        if not self.alike.isVisible():
            self.list.setFocus()

    def _choose(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None and line.key:
            self.chosen.emit(line.key)


def _locked(report: "ImportReport") -> int:
    from evidence_desk.operations.unlocking import locked_rows

    return len(locked_rows(report))


def summary(report: "ImportReport") -> str:
    """One sentence: `12 files: 10 new, 1 already here, 1 could not be read.` Your own files are never touched."""
    short = {"imported": "new", "new-version": "new versions", "duplicate": "already here", "rejected": "not read"}
    files = [row for row in report.files if not row.is_folder]
    numbers = Counter(row.status for row in files)
    parts = [f"{numbers[status]:,} {words}" for status, words in short.items() if numbers[status]]
    return f"{count(len(files), 'file')}: {', '.join(parts) or 'nothing'}. Your own files were not touched."


def group_of(row: "FileRow", both: Collection[str] = ()) -> str:
    """What became of the file; a look-alike is asked about, unless both are kept (`both` has its path)."""
    if row.is_folder:
        return FOLDER
    return ALIKE if is_look_alike(row) and row.path not in both else row.status


def report_lines(report: "ImportReport", only: str = "", both: Collection[str] = ()) -> list[Line]:
    """The rows under their groups, or those of one group; an empty group is not shown."""
    lines: list[Line] = []
    for name, title, icon, role in GROUPS:
        rows = [row for row in report.files if group_of(row, both) == name and only in ("", name)]
        if rows:
            lines.append(Line(f"{title} ({len(rows):,})", heading=True))
            lines += [_line(row, icon, role) for row in rows]
    return lines


def file_name(row: "FileRow") -> str:
    """The name of a file without its folders; one that was erased has none."""
    return row.path.replace("\\", "/").rpartition("/")[2] or "A file that was erased"


def _line(row: "FileRow", icon: str, role: str) -> Line:
    name = file_name(row)
    like = ""
    if row.like and row.status == "imported":
        like = f"It is a version of {row.like} now." if row.like == row.ref else f"It looks like {row.like}."
    second = " ".join(part for part in (row.reason or "", like) if part)
    return Line(elided(name), second, icon, role, key=row.ref or "", full=name)


def elided(name: str) -> str:
    """A long file name cut in the middle: its beginning and its ending tell most."""
    return name if len(name) <= _NAME else f"{name[:_HEAD].rstrip()}…{name[_HEAD - _NAME + 1 :].lstrip()}"
