"""One step of the history in full: who, when, and each change in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.library.history import step
from evidence_desk.library.subjects import subjects
from evidence_desk.ui import saying
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.lineslist import lines_list
from evidence_desk.ui.telling import Sentence, Told, local, told
from evidence_desk.ui.words import AGENCIES, count, day, sentence

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.library.history import Step

_MOST: Final = 300
_ICONS: Final = {
    "item": "evidence", "version": "document", "label": "tag", "tag": "tag", "excerpt": "quote", "comment": "note",
    "judgement": "self-evaluation", "evidence": "quote", "framework": "framework", "criterion": "framework",
    "export": "export", "library": "library",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Details:
    """A step in words; `more` entries are not told."""

    step: "Step"
    told: list[Told]
    more: int


def details(desk: "Desk", change: str, item_key: str | None) -> Details:
    """Reads a step and puts it in words; of one item only what concerns it."""
    db = desk.library.db
    found, more = step(db, change, item_key, _MOST)
    named_so = subjects(db, {one.entity for one in found.entries})
    return Details(found, told(found.entries, named_so, saying.ratings(db)), more)


class StepDetails(QWidget):
    """Enter on a line reads the item it is about."""

    read = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "What the step changed")
        self.title = label("", "section", wrap=True)
        self.who = label("", "second", wrap=True)
        self.model = LinesModel()
        self.list = lines_list("What it changed", self.model)
        self.list.activated.connect(lambda index: self._read(index.row()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.who)
        layout.addSpacing(4)
        layout.addWidget(self.list, 1)
        self.clear()

    def clear(self) -> None:
        self.title.setText("")
        self.who.setText("Select a step to see what it changed.")
        self.model.show([])

    def show_details(self, found: Details) -> None:
        when = local(found.step.at)
        agency = AGENCIES.get(found.step.agency or "", found.step.agency or "")
        parts = (found.step.by, agency, f"{day(when.date().isoformat())}, {when:%H:%M}")
        self.title.setText(sentence(found.step.label))
        self.who.setText(" · ".join(part for part in parts if part))
        self.model.show(list(_lines(found)))
        self.list.scrollToTop()

    def _read(self, at: int) -> None:
        line = self.model.line(at)
        if line is not None and line.key:
            self.read.emit(line.key)


def _lines(found: Details) -> Iterator[Line]:
    for one in found.told:
        key = (one.subject.key or "") if one.subject.here else ""
        yield Line(one.about, icon=_ICONS.get(one.subject.kind, "history"), strong=True, key=key)
        for said in one.sentences:
            yield _line(said, key)
    if not found.told:
        yield Line("Nothing of it can be seen any more.", role="second")
    if found.more:
        yield Line(f"And {count(found.more, 'more change')}.", icon="more")


def _line(said: Sentence, key: str) -> Line:
    was = f"Before: {said.was}" if said.was else ""
    return Line(said.words, was, icon="minus", quote=said.now, key=key)
