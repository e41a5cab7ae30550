"""The row of the typed tables that a folded entity makes; see schema.py. Packs may hold values of any type."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from evidence_desk.model.entry import PRESENCE, Entry, Json, canonical
from evidence_desk.model.fold import Folded
from evidence_desk.model.gate import STRICTEST_KIND, STRICTEST_MARKING, withheld_why
from evidence_desk.model.ids import tag_id
from evidence_desk.model.vocabulary import DEFAULT_STANCE

Row = dict[str, Any]
DEFAULT_KIND = "document"
DEFAULT_MARKING = "official"

_NAME = "([A-Za-z0-9.-]+)"
_PATHS = {
    "library": "library",
    "item": f"item:{_NAME}",
    "version": f"item:{_NAME}/version:{_NAME}",
    "label": f"item:{_NAME}/label:{_NAME}",
    "excerpt": f"item:{_NAME}/excerpt:{_NAME}",
    "tag": f"item:{_NAME}(?:/excerpt:{_NAME})?/tag:{_NAME}:{_NAME}@{_NAME}",
    "comment": f"item:{_NAME}/comment:{_NAME}",
    "judgement": f"judgement:{_NAME}:{_NAME}",
    "citation": f"judgement:{_NAME}:{_NAME}/evidence:{_NAME}",
    "framework": f"framework:{_NAME}",
    "criterion": f"framework:{_NAME}/criterion:{_NAME}",
    "export": f"export:{_NAME}",
}
_PATTERNS = {table: re.compile(pattern) for table, pattern in _PATHS.items()}


def row_of(one: Folded) -> tuple[str, Row] | None:
    """Table and row, or None for kinds of entity this program does not know: they live in the journal only."""
    kind = one.entity.rpartition("/")[2].partition(":")[0]
    table = "citation" if kind == "evidence" else kind
    match = _PATTERNS[table].fullmatch(one.entity) if table in _PATTERNS else None
    if match is None:
        return None
    return table, {"entity": one.entity, "visible": int(one.visible), **_MAKERS[table](one, match.groups())}


def text(value: Json) -> str:
    """A text, whatever came."""
    if isinstance(value, str):
        return value
    return "" if value is None else canonical(value)


def text_or_none(value: Json) -> str | None:
    return text(value) or None


def number(value: Json) -> int:
    """A number that SQLite can hold, whatever came."""
    usable = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 62
    return value if usable else 0


def number_or_none(value: Json) -> int | None:
    return None if value is None else number(value)


def names(value: Json) -> str:
    """A set of names as a sorted JSON list."""
    return canonical(sorted({name for name in value if isinstance(name, str)}) if isinstance(value, list) else [])


def names_or_none(value: Json) -> str | None:
    return None if value is None else names(value)


def listed(value: Json) -> str:
    """A list or mapping as JSON, in the order it was given."""
    return canonical(value if isinstance(value, list | dict) else [])


Reader = Callable[[Json], Any]


def _values(one: Folded, readers: Mapping[str, Reader]) -> Row:
    row: Row = {}
    for name, reader in readers.items():
        heads = one.heads.get(name)
        row[name] = reader(heads[0].value(name) if heads else None)
    return row


def _authorship(one: Folded) -> Row:
    """Who made the entity present, and when: its newest standing `gone:false` head."""
    heads = one.heads.get(PRESENCE, ())
    present = [head for head in heads if not head.value(PRESENCE)]
    newest = max(present or heads or one.known, key=_by_id, default=None)
    if newest is None:
        return {"by": "", "agency": None, "at": ""}
    return {"by": newest.by, "agency": newest.agency, "at": newest.at}


def _by_id(entry: Entry) -> str:
    return entry.id


_LIBRARY = {"area": text, "framework": text, "scale": text_or_none, "inspection": text_or_none}
_ITEM: dict[str, Reader] = {
    "kind": text, "title": text, "date": text_or_none, "period": text_or_none, "agencies": names, "voices": names,
    "source": text, "marking": text, "review_date": text_or_none, "current": text_or_none, "joined": text_or_none,
    "age_phase": text, "need": text, "own_words": text, "what_changed": text, "consent": text, "anonymised": text,
    "keep_until": text_or_none,
}  # fmt: skip
_EXCERPT: dict[str, Reader] = {
    "quote": text, "before": text, "after": text, "page": text_or_none, "start": number_or_none,
    "stop": number_or_none, "sha256": text_or_none,
}  # fmt: skip
_JUDGEMENT = dict.fromkeys(("rating", "know", "how", "impact", "next", "owner", "status"), text)
_FRAMEWORK: dict[str, Reader] = {
    "title": text, "version": text, "source": text, "licence": text, "themes": listed, "scale": listed,
    "crosswalk": listed, "basis": listed,
}  # fmt: skip
# Which file an item stands for is known, although a program writes it.
_NEVER_GUESSED = (PRESENCE, "current")
_CRITERION: dict[str, Reader] = {
    "theme": text, "title": text, "prompts": listed, "position": number, "evaluates": text, "evidence": listed,
    "voices": listed, "questions": listed, "basis": listed,
}  # fmt: skip
_EXPORT: dict[str, Reader] = {"form": text, "items": number, "left_out": number, "confirmed_by": text_or_none}


def _library(one: Folded, _names: tuple[str | None, ...]) -> Row:
    return _values(one, _LIBRARY)


def _item(one: Folded, path: tuple[str | None, ...]) -> Row:
    row = _values(one, _ITEM)
    row["kind"] = row["kind"] or DEFAULT_KIND
    row["marking"] = row["marking"] or DEFAULT_MARKING
    guessed = sorted(name for name, heads in one.heads.items() if name not in _NEVER_GUESSED and heads[0].is_guess)
    why = withheld_why(_possible(one, "kind", STRICTEST_KIND), _possible(one, "marking", STRICTEST_MARKING))
    return {**row, "key": path[0], "guessed": canonical(guessed), "withheld_why": why, **_authorship(one)}


def _possible(one: Folded, name: str, strictest: str) -> set[str]:
    """What a field may be, for the gate (design 7): what people's heads say, else every guess that was ever made.

    A value that was erased or is withheld may have been the strictest.
    """
    heads = one.heads.get(name, ())
    by_persons = {text(head.value(name)) for head in heads if head.is_by_person}
    if by_persons:
        return by_persons
    guesses = {text(entry.value(name)) for entry in one.active if entry.is_guess and name in entry.writes}
    return guesses | {strictest for head in heads if not head.is_readable}


def _version(one: Folded, path: tuple[str | None, ...]) -> Row:
    values = _values(one, {"name": text, "bytes": number})
    return {"item": path[0], "sha256": path[1], "origin": None, **values, **_authorship(one)}


def _label(one: Folded, path: tuple[str | None, ...]) -> Row:
    return {"item": path[0], **_values(one, {"text": text})}


def _excerpt(one: Folded, path: tuple[str | None, ...]) -> Row:
    return {"item": path[0], **_values(one, _EXCERPT), **_authorship(one)}


def _tag(one: Folded, path: tuple[str | None, ...]) -> Row:
    """A tag belongs to its author (journal.md 8): the name as written, else the name of the action's actor."""
    key, excerpt, framework, criterion, _author = path
    values = _values(one, {"stance": text, "voices": names_or_none, "note": text, "by": text})
    author = values.pop("by")
    values["stance"] = values["stance"] or DEFAULT_STANCE
    inside = f"item:{key}/excerpt:{excerpt}" if excerpt else None
    row = {"id": tag_id(one.entity), "item": key, "excerpt": inside, "framework": framework, "criterion": criterion}
    made = _authorship(one)
    return {**row, **values, **made, "by": author or made["by"]}


def _comment(one: Folded, path: tuple[str | None, ...]) -> Row:
    return {"item": path[0], **_values(one, {"text": text}), **_authorship(one)}


def _judgement(one: Folded, path: tuple[str | None, ...]) -> Row:
    return {"framework": path[0], "criterion": path[1], **_values(one, _JUDGEMENT), **_authorship(one)}


def _citation(one: Folded, path: tuple[str | None, ...]) -> Row:
    place = _values(one, {"place": text_or_none})
    return {"framework": path[0], "criterion": path[1], "item": path[2], **place, **_authorship(one)}


def _framework(one: Folded, path: tuple[str | None, ...]) -> Row:
    return {"id": path[0], **_values(one, _FRAMEWORK)}


def _criterion(one: Folded, path: tuple[str | None, ...]) -> Row:
    """Removed means retired; projection.py then sees whether anything living still refers to it."""
    retired = not one.visible and not one.erased
    return {"framework": path[0], "id": path[1], **_values(one, _CRITERION), "retired": int(retired)}


def _export(one: Folded, _path: tuple[str | None, ...]) -> Row:
    return {**_values(one, _EXPORT), **_authorship(one)}


_MAKERS: dict[str, Callable[[Folded, tuple[str | None, ...]], Row]] = {
    "library": _library, "item": _item, "version": _version, "label": _label, "excerpt": _excerpt, "tag": _tag,
    "comment": _comment, "judgement": _judgement, "citation": _citation, "framework": _framework,
    "criterion": _criterion, "export": _export,
}  # fmt: skip
