"""Citations in running words: `E-7K3F-9QTX, page 4` is the citation, wherever in a text it stands.

A reference counts in any case, with or without its hyphens and its place. Words that only look like one (`E-learning`)
are told apart by what is in the library: `References` knows.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evidence_desk.model.anchor import is_labelled
from evidence_desk.model.ids import SHORTEST_REFERENCE, reference_prefix

# Crockford's letters and those people read for them (model/ids.py); fewer than eight name nothing for certain.
_LETTER: Final = "[0-9A-TV-Z]"
_REFERENCE: Final = rf"(?<![\w-])E-?{_LETTER}{{4}}-?{_LETTER}{{4}}(?:-?{_LETTER}{{4}}){{0,2}}(?:-?{_LETTER}{{2}})?"
_REST: Final = rf"(?:-?{_LETTER}{{4}})?(?![\w])"
_NUMBERS: Final = r"\d+(?: ?[–-] ?\d+)?"
# The labels that `extract/` gives passages. A sheet's name may hold anything; before a row it is whole.
_PLACE: Final = (
    rf"sheet [^\n]{{1,80}}?, rows? {_NUMBERS}"
    r"|sheet [^\n,;.:!?()“”\"]{1,60}(?: \(hidden\))?"
    rf"|(?:pages?|pp?\.?|slides?|paragraphs?|rows?|table) ?{_NUMBERS}(?: \(hidden\))?"
    rf"(?:, (?:rows? {_NUMBERS}|notes|comments|table)\b)?(?: \(\d+\))?"
    r"|(?:notes on cells|text boxes|headers and footers|footnotes|endnotes|comments|mail heading|mail body)\b"
)
_CITATION: Final = re.compile(
    rf"(?P<reference>{_REFERENCE}{_REST})(?:,?[ \u00a0]+(?P<place>{_PLACE}))?", re.IGNORECASE
)
_DASH: Final = re.compile(r"(?<=\d) ?[–-] ?(?=\d)")
_PAGE: Final = re.compile(r"^pp?\.? ?(?=\d)")
_NUMBERED: Final = re.compile(r"(?P<head>.*?)(?P<word>page|slide|paragraph|row)s? (?P<first>\d+)(?:–(?P<last>\d+))?")
_WORD: Final = re.compile(r"\w+(?:[-’'.]\w+)*")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation at `start` to `stop` of a text. `prefix` is what its reference says of the key of the item."""

    start: int
    stop: int
    prefix: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """One item at one place as a text names it."""

    key: str
    place: str | None = None


class References:
    """The items that can be cited: by their keys, also those that lead to another item."""

    def __init__(self, led_to: Mapping[str, str]) -> None:
        self._led_to = led_to
        self._begun: dict[str, list[str]] = {}
        for key in led_to:
            self._begun.setdefault(key[:SHORTEST_REFERENCE], []).append(key)

    def key_of(self, prefix: str) -> str | None:
        """The item meant; None where there is none, or several begin so."""
        begun = self._begun.get(prefix[:SHORTEST_REFERENCE], ())
        found = {self._led_to[key] for key in begun if key.startswith(prefix)}
        return found.pop() if len(found) == 1 else None


def formatted(reference: str, place: str | None = None) -> str:
    """A citation as it is written into a text."""
    return f"{reference}, {place}" if place else reference


def find(text: str) -> Iterator[Citation]:
    """What may be a citation, in the order of the text."""
    for match in _CITATION.finditer(text):
        place = match["place"]
        # Without its hyphen the E may as well belong to the key; in a text it never does.
        letters = match["reference"][1:]
        yield Citation(match.start(), match.end(), reference_prefix(f"E-{letters}"), place_of(place) if place else None)


def cited(texts: Iterable[str], references: References) -> list[Cited]:
    """What the texts cite, each item and place once, in the order of its first naming."""
    found = ((references.key_of(one.prefix), one.place) for text in texts for one in find(text))
    return list(dict.fromkeys(Cited(key, place) for key, place in found if key is not None))


def places_by_item(named: Iterable[Cited]) -> dict[str, set[str | None]]:
    """At which places each item is cited; None among them where it is cited as a whole."""
    places: dict[str, set[str | None]] = {}
    for one in named:
        places.setdefault(one.key, set()).add(one.place)
    return places


def place_of(typed: str) -> str:
    """A place as labels say it: `P. 4` is `page 4`, `rows 1-50` is `rows 1–50`. The name of a sheet stays as it is."""
    line = _DASH.sub("–", " ".join(typed.split()))
    word, _, name = line.partition(" ")
    if word.casefold() == "sheet":
        return f"sheet {name}"
    return _PAGE.sub("page ", line.casefold())


def label_at(labels: Sequence[str], place: str) -> str | None:
    """The label of the passage that a place means: its own, that of its range, or of its sheet."""
    lower = place.casefold()
    exact = next((one for one in labels if one.casefold() == lower), None)
    found = exact or next((one for one in labels if is_labelled(one, place)), None) or _around(labels, lower)
    if found is None and lower.startswith("sheet ") and " " in place[6:]:
        # `sheet Waits shows that`: where the name of a sheet ends in running words is known from the labels only.
        return label_at(labels, place.rpartition(" ")[0])
    return found


def _around(labels: Sequence[str], place: str) -> str | None:
    wanted = _NUMBERED.fullmatch(place)
    if wanted is None:
        return None
    for label in labels:
        here = _NUMBERED.fullmatch(label.casefold())
        if here is None or (here["head"], here["word"]) != (wanted["head"], wanted["word"]):
            continue
        if int(here["first"]) <= int(wanted["first"]) <= int(here["last"] or here["first"]):
            return label
    return None


def is_used(place: str | None, cited_at: Collection[str | None]) -> bool:
    """Whether evidence at a place is used by citations of its item: at its place, or one of the two as a whole."""
    if not cited_at:
        return False
    if place is None or None in cited_at:
        return True
    return any(label_at([place], one) is not None for one in cited_at if one is not None)


def word_count(text: str) -> int:
    """The words of a text as people count them; a citation is none."""
    return len(_WORD.findall(_CITATION.sub(" ", text)))
