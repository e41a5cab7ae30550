"""What stands behind the marks of one criterion: its gap in words, the voices in figures, and their quotes."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from evidence_desk.insight.behind import Said
from evidence_desk.model.perception_words import NAMES
from evidence_desk.ui import icons
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.models.perception import Gap, HeardModel, heard_words
from evidence_desk.ui.models.perception_delegate import GROUP_ROW, HeardDelegate
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.empty import Picture
from evidence_desk.ui.words import STANCES, VOICES, day, listed, period, shorter


class HeardPanel(QWidget):
    """Choosing a voice shows what it said; Enter on a quote reads it in its place."""

    group_chosen = Signal(str)
    read = Signal(str, str)
    write = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "What is heard")
        self._gap: Gap | None = None
        self._title = label("", "strong", wrap=True)
        self._picture = Picture("minus", 18)
        self._sentence = label("", wrap=True)
        self.model = HeardModel()
        self.groups = _list("Voices", self.model)
        self.groups.setItemDelegate(HeardDelegate(self.groups))
        self.groups.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.groups.selectionModel().currentChanged.connect(self._group_current)
        self._said = label("", "caption", wrap=True)
        self.lines = LinesModel()
        self.quotes = _list("Quotes", self.lines)
        self.quotes.setItemDelegate(LinesDelegate(self.quotes))
        self.quotes.setResizeMode(QListView.ResizeMode.Adjust)
        self.quotes.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.quotes.activated.connect(self._read)
        self.quotes.clicked.connect(self._read)
        self._keys: list[str] = []
        self.button = named(QPushButton("Write the self-evaluation"), "Write the self-evaluation")
        self.button.setProperty("kind", "primary")
        icons.dress(self.button, "self-evaluation", "on_accent")
        self.button.clicked.connect(lambda: self._gap and self.write.emit(self._gap.criterion))
        self._lay_out()

    def _lay_out(self) -> None:
        gap = QHBoxLayout()
        gap.setSpacing(8)
        gap.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        gap.addWidget(self._sentence, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 16, 16, 8)
        inside.setSpacing(8)
        inside.addWidget(self._title)
        inside.addLayout(gap)
        inside.addSpacing(4)
        inside.addWidget(label("Who says what", "field", self.groups))
        inside.addWidget(self.groups)
        inside.addSpacing(4)
        inside.addWidget(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inside)
        column.addWidget(self.quotes, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.addWidget(self.button)
        column.addLayout(foot)

    @property
    def group(self) -> str:
        """The group that is looked at."""
        heard = self.model.heard(self.groups.currentIndex().row())
        return heard.group if heard is not None else ""

    def show_gap(self, gap: Gap) -> None:
        """Shows a criterion, first with the voice furthest from the rating; one that is shown keeps its voice."""
        kept = self.group if self._gap is not None and self._gap.criterion == gap.criterion else ""
        self._gap = gap
        self._title.setText(f"{gap.criterion}  {gap.title}")
        self._picture.show_icon(gap.icon, gap.role)
        self._sentence.setText(f"{gap.sentence}.")
        self.model.show(gap.seen.heard)
        self.groups.setFixedHeight(self.model.rowCount() * GROUP_ROW + 6)
        self.choose(kept or _first(gap))

    def choose(self, group: str) -> None:
        """Looks at a group."""
        at = self.model.place(group)
        if at is not None:
            self.groups.setCurrentIndex(self.model.index(at))

    def step(self, rows: int) -> None:
        """Looks at the next group or the one before, and has it said."""
        at = max(0, min(self.model.rowCount() - 1, self.groups.currentIndex().row() + rows))
        self.groups.setCurrentIndex(self.model.index(at))
        announce(self.groups, self._said.text())

    def show_quotes(self, said: Sequence[Said]) -> None:
        """The tags behind the mark of the group."""
        self._keys = [one.key for one in said]
        self.lines.show([quote_line(one) for one in said])
        self.quotes.setCurrentIndex(self.lines.index(0) if said else QModelIndex())
        named(self.quotes, f"Quotes: {NAMES.get(self.group, '')}".rstrip(": "))

    def enter_quotes(self) -> None:
        """Puts the caret on the first quote, where there is one."""
        if self.lines.rowCount():
            self.quotes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group_current(self, current: QModelIndex, _: QModelIndex) -> None:
        heard = self.model.heard(current.row())
        if heard is not None:
            self._said.setText(heard_words(heard))
            self.group_chosen.emit(heard.group)

    def _read(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row())
        if line is not None:
            self.read.emit(self._keys[index.row()], line.key)


def _list(name: str, model: HeardModel | LinesModel) -> QListView:
    made = named(QListView(), name)
    made.setModel(model)
    made.setObjectName("boxed" if isinstance(model, HeardModel) else "quotes")
    made.setMouseTracking(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _first(gap: Gap) -> str:
    """Whom to look at first: who is furthest from the rating, else who says something."""
    heard = (one.group for one in gap.seen.heard if one.anything)
    return next(iter((*gap.seen.furthest, *heard)), gap.seen.heard[0].group)


def quote_line(said: Said) -> Line:
    """A quote, or the item tagged as a whole; what was noted; and what it shows, whose it is and where it stands."""
    dated = day(said.date, short=True) or period(said.period, short=True)
    where = (said.page, shorter(said.title, 80)) if said.quote else ("Whole item",)
    facts = (STANCES.get(said.stance, said.stance), listed(said.voices, VOICES), dated, *where)
    return Line(
        words=f"“{shorter(said.quote, 240)}”" if said.quote else said.title,
        second=" · ".join(part for part in facts if part),
        quote=shorter(said.note, 160),
        icon=said.stance,
        role=said.stance,
        key=said.tag,
    )
