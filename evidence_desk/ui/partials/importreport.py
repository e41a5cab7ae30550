"""What an import came to, in plain groups, what went wrong and what is asked first; it stays until it is closed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence_desk.operations.refusals import with_both_kept
from evidence_desk.ui import icons
from evidence_desk.ui.models.lines import LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.earlierimports import EarlierImports
from evidence_desk.ui.partials.lookalikes import LookAlikeBar, may_be_version
from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.partials.passwords import PasswordPanel
from evidence_desk.ui.partials.reportlines import (
    ALIKE,
    FOLDER,
    GROUPS,
    file_name,
    fits,
    group_of,
    report_lines,
    summary,
)
from evidence_desk.ui.partials.scrolled import ShortList, scrolled
from evidence_desk.ui.partials.unfinished import Unfinished
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.operations.importing import FileRow, ImportReport

_SETTLE = 150
# Something of the list is seen, whatever is asked above and below it.
_LIST = 72
# What belongs to a part stands close beneath it.
_BELOW = 48


class ImportPanel(QWidget):
    """The rows of an import; Enter on one shows its item."""

    shown = Signal()
    closed = Signal()
    chosen = Signal(str)
    both_kept = Signal(object)
    queue_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Import report")
        self.current: ImportReport | None = None
        self.may_change = True
        self._titles: Mapping[str, str] = {}
        self._left = 0
        self.earlier = EarlierImports()
        self.alike = LookAlikeBar()
        self.alike.keep_wanted.connect(lambda row: self._keep_both([row]))
        self.alike.keep_all_wanted.connect(lambda: self._keep_both(self._asked_about()))
        self.alike.other_wanted.connect(self.chosen)
        self._sum = label("", "second", wrap=True)
        self.broken = Unfinished()
        self.queue = named(QPushButton(), "Untagged")
        icons.dress(self.queue, "tag", size=16)
        self.queue.clicked.connect(self.queue_wanted)
        self.group = named(OneChoice(), "Show")
        self.group.setSizeAdjustPolicy(OneChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.group.activated.connect(lambda _: self._show_group())
        self.words = named(QLineEdit(), "Find in this report", "Words of a file's name, its folders, or the reason")
        self.words.setPlaceholderText("Find in this report")
        self._typing = QTimer(self, singleShot=True, interval=_SETTLE)
        self._typing.timeout.connect(self._show_group)
        self.words.textChanged.connect(lambda _: self._typing.start())
        self._nothing = label("No file of this report has these words.", "second", wrap=True)
        self._nothing.hide()
        self.model = LinesModel()
        self.list = named(ShortList(_LIST), "Imported files")
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
        # All that may be asked at once is more than a small window has room for.
        self._pane = QWidget()
        self._body = scrolled(self._pane)
        self._body.verticalScrollBar().rangeChanged.connect(lambda *_: self._follow())
        self.alike.asked.connect(lambda _: self._follow())
        self.passwords = PasswordPanel()
        self.passwords.left_alone.connect(self._left_locked)
        self.passwords.asking.connect(self._take_password)
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
        head.setContentsMargins(16, 8, 12, 0)
        below = QVBoxLayout(self._pane)
        below.setContentsMargins(16, 0, 12, 12)
        below.setSpacing(8)
        for part in (self.earlier, self.broken, self._sum, self.passwords, self.queue):
            below.addWidget(part)
        below.addLayout(self._choosing())
        below.addWidget(self._nothing)
        below.addWidget(self.list, 1)
        below.addWidget(self.alike)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._body, 1)

    def _choosing(self) -> QVBoxLayout:
        shown = QHBoxLayout()
        shown.setSpacing(8)
        shown.addWidget(label("Show", "field", self.group))
        shown.addWidget(self.group, 1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(shown)
        column.addWidget(self.words)
        return column

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def show_report(self, report: "ImportReport", broken_off: str | None = None) -> None:
        """Shows a report and says what it came to, and whether the import broke off."""
        self.current = report
        self.words.clear()
        self._sum.setText(summary(report))
        self.passwords.show_locked(_locked(report))
        self._fill_groups()
        self._show_group()
        self.broken.say(broken_off)
        announce(self, " ".join(filter(None, (broken_off, summary(report)))))

    def shown_paths(self) -> frozenset[str] | None:
        """The files that are listed; None where that is all of them."""
        group, words = str(self.group.currentData() or ""), self.words.text()
        if self.current is None or not (group or words.strip()):
            return None
        return frozenset(row.path for row in self.current.files if group in ("", group_of(row)) and fits(row, words))

    def renew(self, report: "ImportReport") -> None:
        """Shows the same report with what is known now."""
        if self.current is not None:
            self.current = report
            self._show_again()

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """The titles of the items that files look like, by reference."""
        self._titles = titles
        if self.current is not None:
            self._show_again()

    def show_untagged(self, left: int) -> None:
        """How many of what came in nobody has tagged yet."""
        self.queue.setText(f"Untagged ({left:,})")
        named(self.queue, f"Untagged ({left:,})", "Lists what came in and is not tagged yet, one after the other")
        self._left = left
        self._offer_queue()

    def _offer_queue(self) -> None:
        """Not while a password is typed: that needs the room."""
        self.queue.setVisible(self._left > 0 and not self.passwords.is_asking)

    def _take_password(self, asking: bool) -> None:
        self._offer_queue()
        if asking:
            self._bring_up(self.passwords.field)

    def _bring_up(self, part: QWidget) -> None:
        """Scrolls to what was just shown, once it has its place."""
        QTimer.singleShot(0, self, lambda: self._body.ensureWidgetVisible(part, 0, _BELOW))

    def _follow(self) -> None:
        """Who goes through the list sees what is asked about each file."""
        if self.list.hasFocus() and not self.alike.isHidden():
            self._bring_up(self.alike.keep)

    def _left_locked(self) -> None:
        self._offer_queue()
        self._ask()
        self.list.setFocus()

    def forget(self) -> None:
        """The library is closed."""
        self.current = None
        self._titles = {}
        self.broken.say(None)
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
        counts = Counter(group_of(row) for row in self.current.files)
        self.group.clear()
        self.group.addItem(f"All ({len(self.current.files) - counts[FOLDER]:,})", "")
        for name, title, _, _ in GROUPS:
            if counts[name]:
                self.group.addItem(f"{title} ({counts[name]:,})", name)
        self.group.setCurrentIndex(max(0, self.group.findData(chosen)))

    def _show_group(self) -> None:
        if self.current is not None:
            group, words = str(self.group.currentData() or ""), self.words.text()
            self.model.show(report_lines(self.current, group, words=words, titles=self._titles))
            self._nothing.setVisible(not self.model.rowCount() and bool(words))
            if self.words.hasFocus() and words:
                announce(self, count(sum(fits(row, words) for row in self.current.files), "file"))
            self._ask()

    def _show_again(self) -> None:
        at = self.list.currentIndex().row()
        self._fill_groups()
        self._show_group()
        self.list.setCurrentIndex(self.model.index(min(at, self.model.rowCount() - 1), 0))
        self._ask()

    def _ask(self) -> None:
        """About the current file if it looks like something here, else about the first that does.

        Of two questions the one about passwords comes first: else they leave the list no room.
        """
        files = self.current.files if self.current is not None else ()
        open_ones = self._asked_about()
        line = self.model.line(self.list.currentIndex().row())
        row = next((one for one in files if line and one.ref == line.key and may_be_version(one)), None)
        if row is None and self.passwords.isHidden():
            row = next(iter(open_ones), None)
        like = self._titles.get(row.like or "", "") if row is not None else ""
        name = file_name(row) if row is not None else ""
        self.alike.ask(row, name, like, may=self.may_change, left=len(open_ones))

    def _asked_about(self) -> "list[FileRow]":
        return [row for row in self.current.files if group_of(row) == ALIKE] if self.current is not None else []

    def _keep_both(self, rows: "Sequence[FileRow]") -> None:
        assert self.current is not None
        files = (replace(one, reason=with_both_kept(one.reason)) if one in rows else one for one in self.current.files)
        self.current = replace(self.current, files=tuple(files))
        self._show_again()
        self.both_kept.emit([row.ref for row in rows])
        if not self.alike.isVisible():
            self.list.setFocus()

    def _choose(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None and line.key:
            self.chosen.emit(line.key)


def _locked(report: "ImportReport") -> int:
    from evidence_desk.operations.unlocking import locked_rows

    return len(locked_rows(report))
