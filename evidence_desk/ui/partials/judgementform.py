"""The form of a judgement: rating, four texts, owner and status; each is saved when it is left or chosen."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence_desk.model.citing import Citation, Cited, cited
from evidence_desk.ui.models.evaluation import Evaluation
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.citedhere import CitedHere, CitedWarning
from evidence_desk.ui.partials.judgementfield import Contested, JudgementField, OneLine
from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.partials.prose import Prose
from evidence_desk.ui.partials.ratingchoice import RatingChoice
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import STATUSES, count

TEXTS: Final = (
    ("know", "What we know", "What is true here, in a few sentences"),
    ("how", "How we know it", "What shows it. Cite the evidence beside"),
    ("impact", "Impact", "What difference it makes to children and families"),
    ("next", "Next steps", "What will change, and by when"),
)
_FIRST: Final = "how"
_WIDEST: Final = 680
_NARROW: Final = 96
_PAUSE: Final = 300


class JudgementForm(QScrollArea):
    """`edited` with a field and its words when they are to be saved; `cites_changed` soon after words changed."""

    edited = Signal(str, str)
    cites_changed = Signal()
    opened = Signal(object)
    settled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setFrameShape(self.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        named(self, "Judgement")
        self._session = session
        self._shown: Evaluation | None = None
        self._last = _FIRST
        self.title = label("", "section", wrap=True)
        self.state = label("", "caption", wrap=True)
        self.warning = CitedWarning()
        self.rating = RatingChoice()
        self.fields = {field: JudgementField(session, name, hint) for field, name, hint in TEXTS}
        self.owner = OneLine("Owner")
        self.status = named(OneChoice(), "Status")
        self.status.addItem("Not said", "")
        self.status.setMinimumWidth(_NARROW)
        self.owner.setMinimumWidth(_NARROW)
        for stored, words in STATUSES.items():
            self.status.addItem(words, stored)
        self.contested = {field: Contested(session) for field in ("gone", "rating", "owner", "status")}
        self.cited_here = CitedHere()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.state)
        column.addWidget(self.contested["gone"])
        column.addWidget(self.warning)
        column.addLayout(_labelled("Rating", self.rating, self.contested["rating"]))
        for field in self.fields.values():
            column.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(_labelled("Owner", self.owner, self.contested["owner"]), 3)
        row.addLayout(_labelled("Status", self.status, self.contested["status"]), 2)
        column.addLayout(row)
        column.addWidget(self.cited_here)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self._inside.setObjectName("pane")
        whole = QHBoxLayout(self._inside)
        whole.setContentsMargins(24, 12, 24, 24)
        whole.addWidget(middle, 1)
        whole.addStretch(0)
        self.setWidget(self._inside)

    def _connect(self) -> None:
        self.rating.changed.connect(lambda stored: self.edited.emit("rating", stored))
        self.status.activated.connect(lambda _: self.edited.emit("status", str(self.status.currentData())))
        self.owner.left.connect(lambda: self._leave("owner", self.owner))
        for name, field in self.fields.items():
            text = field.text
            text.left.connect(lambda name=name, text=text: self._leave(name, text))
            text.entered.connect(lambda name=name: self._remember(name))
            text.dropped.connect(lambda name=name: self._remember(name))
            text.opened.connect(self._follow)
            text.textChanged.connect(self._soon.start)
            text.caret_moved.connect(lambda at, text=text: self._keep_in_sight(text, at))
            field.contested.settled.connect(self.settled)
        for one in self.contested.values():
            one.settled.connect(self.settled)
        self.cited_here.opened.connect(self.opened)
        self._soon.timeout.connect(self._count)

    # What is shown

    @property
    def evaluation(self) -> Evaluation | None:
        return self._shown

    @property
    def criterion(self) -> str | None:
        return self._shown.criterion.id if self._shown is not None else None

    def show_evaluation(self, evaluation: Evaluation, waiting: Mapping[str, str]) -> None:
        """Shows a criterion; of the same one only what has changed, and never over what is being typed.

        `waiting` is what was typed and is on its way into the library.
        """
        same = self._shown is not None and self.criterion == evaluation.criterion.id
        self._shown = evaluation
        said = {field: waiting.get(field, getattr(evaluation.judgement, field)) for field in _FIELDS}
        self.title.setText(f"{evaluation.criterion.id}  {evaluation.criterion.title}")
        self.rating.show_scale(evaluation.framework)
        self.rating.choose(said["rating"])
        self._choose_status(said["status"])
        for name, field in self.fields.items():
            field.text.show_known(self._is_known)
            field.contested.show_conflict(evaluation.conflicts.get(name))
        for name, one in self.contested.items():
            one.show_conflict(evaluation.conflicts.get(name))
        for name, text in self._texts().items():
            text.unsaved.offer(said[name]) if same else text.unsaved.begin(said[name])
        for field in self.fields.values():
            field.refresh()
        if not same:
            self._last = _FIRST
            self.verticalScrollBar().setValue(0)
        self._lock(self._session.read_only)
        self._count()

    def clear(self) -> None:
        """Lets go of the library."""
        self._shown = None
        self._soon.stop()
        for text in self._texts().values():
            text.unsaved.begin("")

    def _choose_status(self, stored: str) -> None:
        at = self.status.findData(stored)
        if at < 0:
            self.status.addItem(stored, stored)
            at = self.status.count() - 1
        self.status.setCurrentIndex(at)

    def _lock(self, read_only: bool) -> None:
        self.rating.setEnabled(not read_only)
        self.status.setEnabled(not read_only)
        for text in self._texts().values():
            text.setReadOnly(read_only)

    def _texts(self) -> dict[str, Prose | OneLine]:
        return {**{name: field.text for name, field in self.fields.items()}, "owner": self.owner}

    def _is_known(self, one: Citation) -> bool:
        return self._shown is not None and self._shown.references.key_of(one.prefix) is not None

    # What it cites

    @property
    def cites(self) -> list[Cited]:
        """What the words cite as they stand, saved or not."""
        if self._shown is None:
            return []
        return cited((field.text.words() for field in self.fields.values()), self._shown.references)

    def cite(self, words: str) -> None:
        """Puts a citation into the text used last. Where the caret is not in it, it is saved at once."""
        text = self.fields[self._last].text
        text.cite(words)
        announce(text, f"Cited in {text.accessibleName()}")
        if not text.hasFocus():
            self._leave(self._last, text)
        self._count()

    def _remember(self, name: str) -> None:
        self._last = name

    def _follow(self, one: Citation) -> None:
        key = self._shown.references.key_of(one.prefix) if self._shown is not None else None
        if key is not None:
            self.opened.emit(Cited(key, one.place))

    def _count(self) -> None:
        shown = self._shown
        if shown is None:
            return
        words = sum(field.word_count for field in self.fields.values())
        so_far = f"{count(words, 'word')} in all." if words else "No words yet."
        self.state.setText(f"{so_far} Short and evaluative beats long and descriptive.")
        found = self.cites
        beside = [one for one in shown.beside if one.key not in {each.key for each in found}]
        self.cited_here.show_cited(found, beside, shown.items)
        keys = {one.key for one in (*found, *beside)}
        self.warning.show_items([item for key, item in shown.items.items() if key in keys])
        self.cites_changed.emit()

    # Saving

    def leave(self) -> None:
        """Hands over everything that is not saved yet."""
        for name, text in self._texts().items():
            self._leave(name, text)

    def not_saved(self, criterion: str, field: str) -> None:
        """A field whose words the library did not take is tried again when it is left."""
        text = self._texts().get(field)
        if text is not None and criterion == self.criterion:
            text.unsaved.refuse()

    def _leave(self, name: str, text: Prose | OneLine) -> None:
        if self._shown is None or self._session.read_only or not text.unsaved.is_dirty:
            return
        self.edited.emit(name, text.take())
        if name in self.fields:
            self.fields[name].refresh()

    def _keep_in_sight(self, text: Prose, at: QRect) -> None:
        place = text.viewport().mapTo(self._inside, QPoint(at.left(), at.center().y()))
        self.ensureVisible(0, place.y(), 0, 32)


_FIELDS: Final = ("rating", "know", "how", "impact", "next", "owner", "status")


def _labelled(words: str, widget: QWidget, beneath: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label(words, "field", widget))
    column.addWidget(widget)
    column.addWidget(beneath)
    return column
