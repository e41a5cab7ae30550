"""The words of entries: which values hold what people wrote, and where else the same words stand (journal.md 19)."""

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from evidence_desk.library import entries as journal
from evidence_desk.model.entry import Entry, Json, canonical
from evidence_desk.model.paths import last

# Codes, dates, places and names of authors: never searched for, since half the journal holds them too.
_CODES = frozenset((
    "agencies", "anonymised", "by", "bytes", "consent", "crosswalk", "current", "date", "form", "framework", "gone",
    "inspection", "items", "joined", "keep_until", "kind", "left_out", "marking", "page", "period", "place", "position",
    "rating", "review_date", "scale", "sha256", "stance", "start", "status", "stop", "voices",
))  # fmt: skip
# Words that many entities share by nature: searched for only in the entity itself and what lies around it.
_SHARED = frozenset((
    "age_phase", "area", "basis", "confirmed_by", "licence", "need", "owner", "source", "theme", "version",
))  # fmt: skip
_SHORTEST_INSIDE = 4
_WORD = re.compile(r"\w+")
_LITTLE_WORDS = (
    "a about after all also an and any are as at be been before but by can child did do does for from had has have he"
    " her his how if in into is it its more my no not of on or our out she so some that the their them then there these"
    " they this to up was we were what when which who why will with without you your"
)


def words_of(entry: Entry) -> dict[str, set[str]]:
    """By field, the texts an entry holds, in any depth; unknown keys of the body count as fields."""
    found: dict[str, set[str]] = {}
    for name, (value, _overwritten) in entry.writes.items():
        if name not in _CODES:
            found.setdefault(name, set()).update(_texts(value))
    for key, value in entry.body.items():
        if key not in ("auto", "erase", "reason", "set", "undo", "x"):
            found.setdefault(key, set()).update(_texts(value))
    return {name: texts for name, texts in found.items() if texts}


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def all_words(entries: Iterable[Entry]) -> set[str]:
    return {text for entry in entries for texts in words_of(entry).values() for text in texts}


def searched_everywhere(entries: Iterable[Entry], *, names: bool) -> set[str]:
    """The texts to look for in the whole journal; with `names`, titles and file names too."""
    found: set[str] = set()
    for entry in entries:
        shared = _SHARED | ({"text"} if last(entry.entity)[0] == "label" else set())
        for name, texts in words_of(entry).items():
            if name not in shared and (names or name not in ("name", "title")):
                found |= texts
    return found


def holding(db: sqlite3.Connection, texts: Collection[str]) -> list[Entry]:
    """Every entry of the journal with a value that is one of the texts: settling and making one copy values."""
    if not texts:
        return []
    # A text in a body is a JSON string, so that its whole, quoted form tells where to look more closely.
    quoted = re.compile("|".join(re.escape(canonical(text)) for text in sorted(texts)))
    rows = journal.rows(db, "SELECT id, body FROM journal")
    likely = journal.by_ids(db, [id for id, body in rows if quoted.search(body)])
    return [entry for entry in likely.values() if not all_words([entry]).isdisjoint(texts)]


def holding_inside(entries: Iterable[Entry], texts: Collection[str]) -> list[Entry]:
    """Those entries with a value that contains one of the texts: later wordings often keep the earlier."""
    telling = [text for text in texts if len(text) >= _SHORTEST_INSIDE]
    return [
        entry
        for entry in entries
        for said in [all_words([entry])]
        if not said.isdisjoint(texts) or any(text in longer for text in telling for longer in said)
    ]


def repeats_a_name(reason: str, texts: Iterable[str]) -> bool:
    """Whether a reason repeats a capitalised word of the texts: it travels, so it must not name whom it protects."""
    words = (word for text in texts for word in _WORD.findall(text))
    capitalised = {word.casefold() for word in words if word[0].isupper() and len(word) > 1}
    telling = capitalised - set(_LITTLE_WORDS.split())
    return not telling.isdisjoint(word.casefold() for word in _WORD.findall(reason))
