"""What a judgement cites, as a list: every citation can be followed, and what has become of its item is told."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from evidence_desk.model.citing import Cited, formatted
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.empty import Picture
from evidence_desk.ui.words import count, shorter

if TYPE_CHECKING:
    from evidence_desk.library.citations import CitedItem

_TITLE: Final = 90
_OUT_OF_DATE: Final = "out-of-date"


class CitedHere(QWidget):
    """`opened` with what was followed."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cited: list[Cited] = []
        self.model = LinesModel()
        self.list = named(QListView(), "Cited here")
        self.list.setObjectName("boxed")
        self.list.setModel(self.model)
        self.list.setItemDelegate(LinesDelegate(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label("Cited here", "field", self.list))
        column.addWidget(self.list)

    def show_cited(self, cites: Sequence[Cited], beside: Collection[Cited], items: Mapping[str, "CitedItem"]) -> None:
        """What the words cite, then what stands beside them without being named."""
        self._cited = [one for one in (*cites, *beside) if one.key in items]
        lines = [_line(items[one.key], one, in_words=one in cites) for one in self._cited]
        if lines != [self.model.line(at) for at in range(self.model.rowCount())]:
            self.model.show(lines)
        self.setVisible(bool(lines))
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def _fit(self) -> None:
        rows = range(self.model.rowCount())
        self.list.setFixedHeight(sum(self.list.sizeHintForIndex(self.model.index(at)).height() for at in rows) + 8)

    def _open(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._cited):
            self.opened.emit(self._cited[index.row()])


class CitedWarning(QWidget):
    """One quiet line where an item that is cited does not leave, is out of date or was removed."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "second", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture("warning", 18, "concern"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_items(self, items: Collection["CitedItem"]) -> None:
        found = warning(items)
        self._words.setText(found)
        self.setVisible(bool(found))


def warning(items: Collection["CitedItem"]) -> str:
    """`Of what is cited here, 1 item is withheld from exports and 2 items are out of date.`"""
    counts = (
        (sum(one.withheld is not None for one in items), "withheld from exports"),
        (sum(one.currency == _OUT_OF_DATE for one in items if not one.removed), "out of date"),
        (sum(one.removed for one in items), "no longer in the list"),
    )
    parts = [f"{count(number, 'item')} {'is' if number == 1 else 'are'} {what}" for number, what in counts if number]
    if not parts:
        return ""
    *first, last = parts
    before = ", ".join(first) + " and " if first else ""
    return f"Of what is cited here, {before}{last}."


def _line(item: "CitedItem", one: Cited, *, in_words: bool) -> Line:
    warnings = [
        "Removed" if item.removed else "",
        f"Withheld from exports: {item.withheld}" if item.withheld else "",
        "Out of date" if item.currency == _OUT_OF_DATE and not item.removed else "",
    ]
    told = [one for one in warnings if one]
    facts = told if in_words else [*told, "Not named in the words"]
    return Line(
        words=formatted(item.ref, one.place),
        second="\n".join(part for part in (shorter(item.title, _TITLE), " · ".join(facts)) if part),
        icon="warning" if told else "quote",
        role="concern" if told else "second",
        key=item.key,
    )
