"""Stored fields, values and entities in the words of the screen: for history and conflicts, never paths or JSON."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, Final

from evidence_desk.library.places import PLACES
from evidence_desk.library.subjects import Subject
from evidence_desk.model.entry import PRESENCE
from evidence_desk.model.records import Conflict, Value
from evidence_desk.ui import words

NOTHING: Final = "nothing"

# Longest first where it matters: a field of a kind, else the field alone.
_FIELDS: Final = {
    "title": "title", "kind": "kind", "date": "date", "period": "period it covers", "agencies": "agencies",
    "voices": "whose voice", "source": "source", "marking": "marking", "review_date": "review date",
    "age_phase": "age phase", "need": "need", "own_words": "in their own words", "what_changed": "what changed",
    "consent": "consent", "anonymised": "anonymised", "keep_until": "keep until", "current": "newest file",
    "joined": "joined with another item", "name": "name of the file", "bytes": "size", "stance": "what it shows",
    "note": "note", "text": "words", "quote": "words picked", "page": "place", "place": "place", "rating": "rating",
    "know": "what we know", "how": "how we know it", "impact": "impact", "next": "next steps", "owner": "owner",
    "status": "status", "area": "area", "framework": "framework", "scale": "ratings", "inspection": "inspection date",
    "form": "form", "items": "items in it", "left_out": "items left out", "confirmed_by": "who answered for it",
    "by": "author", "version": "version", "licence": "licence", "theme": "theme", "prompts": "prompts",
    "evaluates": "what is looked at", "evidence": "typical evidence", "questions": "questions to leaders",
    "basis": "what it rests on",
    "position": "place in the order", "themes": "themes", "crosswalk": "links to other frameworks",
    "erased": "erased for good", "before": "words before", "after": "words after", "start": "start", "stop": "end",
    "sha256": "file", PLACES: "where quotes stand",
    PRESENCE: "whether it is here",
}  # fmt: skip
_ASKING: Final = ("what", "how", "in", "whose", "who", "whether", "where")
_STATUSES: Final = {"draft": "Draft", "ready": "Ready", "agreed": "Agreed"}
_YES: Final = {"yes": "Yes", "no": "No"}
_FORMS: Final = {"workbook": "Workbook", "pack": "Pack", "import-report": "Import report"}
_WORDS: Final[dict[str, Mapping[str, str]]] = {
    "kind": words.KINDS, "marking": words.MARKINGS, "stance": words.SHOWS, "consent": words.CONSENTS,
    "anonymised": _YES, "status": _STATUSES, "voices": words.VOICES, "agencies": words.AGENCIES, "form": _FORMS,
}  # fmt: skip
_SAID: Final[dict[str, Callable[[str], str]]] = {
    "date": words.day, "review_date": words.day, "keep_until": words.day, "inspection": words.day,
    "period": words.period,
}  # fmt: skip
# Where a person may write something else than either side said.
FREE: Final = frozenset({
    "title", "source", "age_phase", "need", "own_words", "what_changed", "know", "how", "impact", "next", "owner",
    "note",
})  # fmt: skip


def field(name: str) -> str:
    """`review_date` is `review date`; a name this version does not know is shown as plain words."""
    return _FIELDS.get(name, name.replace("_", " ").replace("-", " "))


def the_field(name: str) -> str:
    """`the date`, but `“what we know”`: as a field stands inside a sentence."""
    words = field(name)
    return f"“{words}”" if words.split()[0] in _ASKING else f"the {words}"


def value(name: str, stored: Any, ratings: Mapping[str, str] | None = None) -> str:
    """A stored value as the screen says it; `ratings` are the titles of the framework's ratings by their id."""
    if name == PRESENCE:
        return "Removed it" if stored else "Kept it"
    if stored is None or stored in ("", []):
        return NOTHING
    if isinstance(stored, list):
        return ", ".join(_word(name, str(one)) for one in stored if isinstance(one, str | int)) or "a list"
    if isinstance(stored, bool):
        return "Yes" if stored else "No"
    if isinstance(stored, int):
        return words.size(stored) if name == "bytes" else f"{stored:,}"
    if not isinstance(stored, str):
        return "details"
    if name == "rating":
        return (ratings or {}).get(stored, stored)
    return _SAID[name](stored) if name in _SAID else _word(name, stored)


def ratings(db: sqlite3.Connection) -> dict[str, str]:
    """The titles of the ratings of all frameworks by their id."""
    from evidence_desk.frameworks.stored import all_frameworks

    return {rating.id: rating.title for framework in all_frameworks(db) for rating in framework.scale}


def _word(name: str, stored: str) -> str:
    return _WORDS.get(name, {}).get(stored, stored)


def about(subject: Subject) -> str:
    """`Survey of parents (E-7K3F-9QTX)`, `Self-evaluation of 1.2`, or `Evidence library`."""
    item = f"{subject.title} ({subject.ref})" if subject.title else subject.ref or "an item"
    own = f"“{words.shorter(subject.words, 80)}”" if subject.words else ""
    say = _ABOUT.get(subject.kind)
    return say(subject, item, own) if say is not None else "Something of a newer version"


def _tag(subject: Subject, item: str, _own: str) -> str:
    whose = f" of {subject.by}" if subject.by else ""
    return f"Tag {subject.criterion or ''}{whose} on {item}"


_ABOUT: Final[dict[str, Callable[[Subject, str, str], str]]] = {
    "library": lambda *_: "Evidence library",
    "item": lambda _, item, __: item,
    "version": lambda _, item, own: f"File {own} of {item}" if own else f"A file of {item}",
    "label": lambda _, item, own: f"Label {own} of {item}" if own else f"A label of {item}",
    "excerpt": lambda _, item, own: f"Words {own} in {item}" if own else f"Words in {item}",
    "comment": lambda _, item, own: f"Comment {own} on {item}" if own else f"A comment on {item}",
    "tag": _tag,
    "judgement": lambda subject, *_: f"Self-evaluation of {subject.criterion or 'a criterion'}",
    "evidence": lambda subject, item, _: f"Evidence for {subject.criterion or 'a criterion'}: {item}",
    "framework": lambda _, __, own: f"Framework {own}" if own else "A framework",
    "criterion": lambda subject, _, own: f"Criterion {subject.criterion or ''} {own}".strip(),
    "export": lambda *_: "Export",
}


def contested(subject: Subject, name: str) -> str:
    """What a conflict is about: `Survey of parents (E-7K3F-9QTX): date`."""
    return f"{about(subject)}: {field(name)}"


def side(name: str, given: Value, ratings: Mapping[str, str] | None = None) -> str:
    """One value of a conflict; a file by its name and size, since its code says nothing."""
    file = given.version
    return f"{file.name}, {words.size(file.bytes)}" if file is not None else value(name, given.value, ratings)


def stand_in(found: int | None, quotes: int) -> str:
    """How many of the quotes that follow a choice stand in one file."""
    if found is None:
        return "Its text is not here, so that no quote can be looked for."
    if quotes == 1:
        return "The quote stands in it." if found else "The quote does not stand in it."
    which = {0: "None", quotes: "All"}.get(found, f"{found:,}")
    return f"{which} of the {quotes:,} quotes {'stands' if found == 1 else 'stand'} in it."


def follows(conflict: Conflict) -> str:
    """What becomes of the quotes of an item when the conflict is settled; empty where none are concerned."""
    if not conflict.quotes:
        return ""
    quotes = words.count(conflict.quotes, "quote")
    if conflict.field == PLACES:
        return f"{quotes} {'was' if conflict.quotes == 1 else 'were'} found in different places. No word differs."
    if conflict.quotes == 1:
        return "1 quote follows your choice: it is found again in the file you keep."
    return f"{quotes} follow your choice: they are found again in the file you keep."
