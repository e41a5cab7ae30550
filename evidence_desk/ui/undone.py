"""What an undo or a redo did, in words: for the quiet line, and for the strip above the history."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from evidence_desk.library.subjects import Subject, subjects
from evidence_desk.ui import saying
from evidence_desk.ui.words import count, shorter

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.library.undoing import Undone

UNDO: Final = "undo"
REDO: Final = "redo"
_VERBS: Final = {UNDO: "Undone", REDO: "Done again"}
_TOLD: Final = 2
_SHORT, _LONG = 50, 160


@dataclass(frozen=True, slots=True)
class Done:
    """An undo or redo, with the names of what it left alone."""

    way: str
    undone: "Undone"
    about: Mapping[str, Subject]

    @property
    def words(self) -> str:
        """`Undone: tagged 12 items to 1.3`, and below it the first two of what stayed, each with the reason."""
        if self.undone.label is None:
            return f"Nothing to {self.way}"
        said = f"{_VERBS[self.way]}: {self.undone.label}"
        kept = self.undone.kept
        if not kept:
            return said
        more = f"And {count(len(kept) - _TOLD, 'more change')} that others built on: see History."
        return "\n".join([f"{said}.", *self.left(_TOLD, _SHORT), *([more] if len(kept) > _TOLD else ())])

    def left(self, most: int, longest: int = _LONG) -> Iterator[str]:
        """`Left as it is: Survey of parents (E-7K3F-9QTX): date. Ben changed it since.`"""
        for one in self.undone.kept[:most]:
            subject = self.about[one.entity]
            what = saying.about(replace(subject, title=shorter(subject.title, longest)))
            what += f": {saying.field(one.field)}" if one.field else ""
            yield f"Left as it is: {what}. {one.why}."


def act(desk: "Desk", way: str) -> Done:
    """Undoes or redoes, and reads what stands behind what stayed."""
    from evidence_desk.operations import undoing

    undone = undoing.undo(desk) if way == UNDO else undoing.redo(desk)
    return Done(way, undone, subjects(desk.library.db, {one.entity for one in undone.kept}))
