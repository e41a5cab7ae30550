"""The panel for several selected items: tag them, change what is known of them, or remove them, each in one step."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidence_desk.ui.models.criteria import Choice
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.criterion import CriterionPicker
from evidence_desk.ui.partials.manychoice import ManyChoice
from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.partials.scrolled import scrolled
from evidence_desk.ui.partials.segments import Segments
from evidence_desk.ui.partials.tags import STANCES
from evidence_desk.ui.partials.twoasone import TwoAsOne
from evidence_desk.ui.words import KINDS, MARKINGS, VOICES, count, stored_day

_AS_IT_IS = "Leave as it is"


class SelectedPanel(QWidget):
    """Says what is wanted; what is left blank stays as it is with every item."""

    tag_wanted = Signal()
    change_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Selected items")
        self._may_change = True
        self.heading = label("", "section")
        self.picker = CriterionPicker()
        self.stance = Segments("Shows", STANCES)
        self.stance.choose("context")
        self.tag_voices = ManyChoice("Whose voice is quoted", VOICES, "As each item")
        self.note = named(QPlainTextEdit(), "Note")
        self.note.setPlaceholderText("What difference do they show?")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(46)
        self.tag = self._button("Tag them", self.tag_wanted, primary=True)
        self.kind = self._choice("Kind", KINDS)
        self.date = self._line("Date", _AS_IT_IS)
        self.review_date = self._line("Review date", _AS_IT_IS)
        self.voices = ManyChoice("Whose voice", VOICES, _AS_IT_IS)
        self.marking = self._choice("Marking", MARKINGS)
        self.add_labels = self._line("Add labels", "With commas between")
        self.drop_labels = ManyChoice("Remove labels", {}, "None")
        self.two = TwoAsOne()
        self.change = self._button("Change them", self.change_wanted)
        self.remove = self._button("Remove", self.remove_wanted)
        self._lay_out()
        self._connect()
        self.show_count(0)

    def _button(self, words: str, signal: object, *, primary: bool = False) -> QPushButton:
        made = named(QPushButton(words), words)
        made.setProperty("kind", "primary" if primary else "")
        made.clicked.connect(lambda: signal.emit())  # type: ignore[attr-defined]
        return made

    def _choice(self, name: str, words: Mapping[str, str]) -> QComboBox:
        made = named(OneChoice(), name)
        made.addItem(_AS_IT_IS, "")
        for stored, shown in words.items():
            made.addItem(shown, stored)
        return made

    def _line(self, name: str, hint: str) -> QLineEdit:
        made = named(QLineEdit(), name)
        made.setPlaceholderText(hint)
        return made

    def _lay_out(self) -> None:
        """Tagging is always in sight; the facts, of which there are many, scroll."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 12)
        top.setSpacing(4)
        top.addWidget(self.heading)
        top.addSpacing(4)
        self._tag_rows(top)
        layout.addLayout(top)
        line = QFrame()
        line.setObjectName("hairline")
        layout.addWidget(line)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(12, 4, 12, 12)
        rows.setSpacing(4)
        self._change_rows(rows)
        rows.addStretch(1)
        layout.addWidget(scrolled(inside), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        foot.setSpacing(8)
        foot.addWidget(self.change, 1)
        foot.addWidget(self.remove)
        layout.addLayout(foot)

    def _tag_rows(self, form: QVBoxLayout) -> None:
        form.addWidget(self.picker)
        form.addSpacing(4)
        form.addWidget(self.stance)
        self._row(form, "Whose voice", self.tag_voices)
        self._row(form, "Note", self.note)
        form.addSpacing(8)
        form.addWidget(self.tag)

    def _change_rows(self, form: QVBoxLayout) -> None:
        form.addWidget(self.two)
        for words, widget in (
            ("Kind", self.kind), ("Date", self.date), ("Review date", self.review_date), ("Whose voice", self.voices),
            ("Marking", self.marking), ("Add labels", self.add_labels), ("Remove labels", self.drop_labels),
        ):  # fmt: skip
            self._row(form, words, widget)

    def _row(self, form: QVBoxLayout, words: str, widget: QWidget) -> None:
        form.addSpacing(4)
        form.addWidget(label(words, "field", widget))
        form.addWidget(widget)

    def _connect(self) -> None:
        self.picker.picked.connect(self._enable)
        for choice in (self.kind, self.marking):
            choice.currentIndexChanged.connect(self._enable)
        for line in (self.date, self.review_date, self.add_labels):
            line.textChanged.connect(self._enable)
            line.returnPressed.connect(self.change.click)
        for many in (self.voices, self.drop_labels):
            many.changed.connect(self._enable)

    def show_choices(self, choices: list[Choice]) -> None:
        self.picker.show_choices(choices)

    def show_count(self, number: int, *, may_change: bool = True) -> None:
        """How many are selected."""
        self._may_change = may_change
        items = count(number, "item")
        self.heading.setText(f"{items} selected")
        for button, verb in ((self.tag, "Tag"), (self.change, "Change")):
            button.setText(f"{verb} {items}")
            named(button, f"{verb} {items}")
        named(self.remove, f"Remove {items}", "Takes them out of the list. Undo brings them back.")
        self._enable()

    def show_labels(self, labels: Sequence[str]) -> None:
        """The labels that any of the selected items bears."""
        self.drop_labels.offer({one: one for one in labels})
        self.drop_labels.setEnabled(bool(labels))

    @property
    def assignments(self) -> list[tuple[str, str, str]]:
        """What is to be changed, as field, operator and value; what is left blank is not there."""
        asked = (
            ("kind", "=", str(self.kind.currentData())),
            ("date", "=", stored_day(self.date.text().strip())),
            ("review_date", "=", stored_day(self.review_date.text().strip())),
            ("voices", "=", ",".join(self.voices.values)),
            ("marking", "=", str(self.marking.currentData())),
            ("labels", "+=", self.add_labels.text().strip()),
            ("labels", "-=", ",".join(self.drop_labels.values)),
        )
        return [one for one in asked if one[2]]

    def tagged(self) -> None:
        """The items are tagged: the criterion stays, since one often tags several lots alike."""
        self.note.clear()
        self.tag_voices.choose(())

    def changed(self) -> None:
        """The items are changed: nothing is asked for any more."""
        for choice in (self.kind, self.marking):
            choice.setCurrentIndex(0)
        for line in (self.date, self.review_date, self.add_labels):
            line.clear()
        for many in (self.voices, self.drop_labels):
            many.choose(())
        self._enable()

    def _enable(self, *_: object) -> None:
        self.setEnabled(self._may_change)
        self.tag.setEnabled(self.picker.choice is not None)
        self.change.setEnabled(bool(self.assignments))
