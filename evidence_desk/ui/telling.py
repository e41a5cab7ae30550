"""What a step of the history changed, in sentences: pure, so that a test can hold the words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Final

from evidence_desk.library.history import FieldChange
from evidence_desk.library.subjects import Subject
from evidence_desk.model.entry import PRESENCE
from evidence_desk.ui import saying
from evidence_desk.ui.words import day, sentence, shorter

# What only the program needs, or what stands beside it already.
_QUIET: Final = frozenset({
    "current", "sha256", "bytes", "start", "stop", "before", "after", "position", "by", "prompts", "themes",
    "crosswalk", "scale",
})  # fmt: skip
# What the name of a thing says already when it is made.
_NAMES: Final = {
    "item": "title", "version": "name", "label": "text", "comment": "text", "excerpt": "quote", "framework": "title",
    "criterion": "title",
}  # fmt: skip
_LONG: Final = 60
_LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class Sentence:
    """One change. Long texts stand apart from the words: as they are now, and as they were."""

    words: str
    now: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """All that a step did to one thing."""

    subject: Subject
    about: str
    sentences: tuple[Sentence, ...]


def told(
    changes: Iterable[FieldChange], subjects: Mapping[str, Subject], ratings: Mapping[str, str] | None = None
) -> list[Told]:
    """The changes of a step, thing by thing; what changed nothing that people see is left out."""
    found = []
    for entity, group in groupby(changes, lambda one: one.entity):
        subject = subjects[entity]
        sentences = tuple(_sentences(subject, list(group), ratings or {}))
        if sentences:
            found.append(Told(subject, saying.about(subject), sentences))
    return found


def change(one: FieldChange, ratings: Mapping[str, str] | None = None) -> Sentence | None:
    """`Date: 12 March 2026 → 14 March 2026`; None where there is nothing to see."""
    if one.field == "erased":
        return Sentence(f"Erased for good: {one.after}" if one.after else "Erased for good")
    if one.field == PRESENCE:
        return Sentence(_presence(one.before, one.after))
    if one.field in _QUIET or one.before == one.after:
        return None
    name = sentence(saying.field(one.field))
    now, was = (saying.value(one.field, value, ratings) for value in (one.after, one.before))
    if max(len(now), len(was)) > _LONG or "\n" in now + was:
        return Sentence(name, shorter(now, _LONGEST), "" if was == saying.NOTHING else shorter(was, _LONGEST))
    return Sentence(f"{name}: {now}" if was == saying.NOTHING else f"{name}: {was} → {now}")


def _presence(before: Any, after: Any) -> str:
    if after is None:
        return "As if it had not been touched"
    if after:
        return "Removed"
    return "Brought back" if before else "Added"


def _sentences(subject: Subject, changes: list[FieldChange], ratings: Mapping[str, str]) -> Iterator[Sentence]:
    made = any(one.field == PRESENCE and one.after is False and not one.before for one in changes)
    # What is there or not comes first, whatever the alphabet says.
    ordered = sorted(changes, key=lambda one: one.field != PRESENCE)
    if made:
        ordered = [one for one in ordered if one.field != _NAMES.get(subject.kind) and one.after not in ("", [])]
    sentences = [said for one in ordered if (said := change(one, ratings)) is not None]
    if made and len(sentences) > 1:
        added, *rest = sentences
        short = [one.words for one in rest if not one.now]
        yield Sentence(f"{added.words}. {' · '.join(short)}" if short else added.words)
        yield from (one for one in rest if one.now)
    else:
        yield from sentences


def local(stored: str) -> datetime:
    """A timestamp (ISO 8601) in the time of this computer."""
    return datetime.fromisoformat(stored).astimezone()


def day_heading(when: date, today: date) -> str:
    """`Today`, `Yesterday` or `12 March 2026`."""
    if when == today:
        return "Today"
    return "Yesterday" if when == today - timedelta(days=1) else day(when.isoformat())
