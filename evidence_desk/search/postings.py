"""Looking into the postings of an open index: which items hold which words, and how well they fit.

It is handed Whoosh's readers and knows of them only what it calls; `whoosh_engine` opens them.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence_desk.search.engine import Scores
from evidence_desk.search.mishaps import told
from evidence_desk.search.scoring import TITLE_WEIGHT, rarity, times_in_a_row, weight
from evidence_desk.search.stemming import Stemming

# Shorter words have too many neighbours for a suggestion to mean anything.
_SHORTEST_SUGGESTED = 4


@dataclass(slots=True)
class Memory:
    """What was read from one generation of the index: forms of words; by segment, key and length of documents."""

    forms: dict[str, frozenset[str]] = field(default_factory=dict)
    rows: dict[int, dict[int, tuple[str, float]]] = field(default_factory=dict)


class PostingsReading:
    """The index as it stood at one moment."""

    def __init__(self, reader: Any, memory: "Memory", stemming: Stemming) -> None:
        self._reader = reader
        self._leaves = [] if reader is None else [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
        self._forms = memory.forms
        self._known_rows = memory.rows
        self._stemming = stemming

    def forms(self, word: str) -> frozenset[str]:
        """The words of the index that are forms of this one: `plan`, `plans`, `planned`."""
        if word not in self._forms:
            near = self.beginning(self._stemming.begins(word)) if word.isalpha() else self.known(word)
            unlike = [each for form in self._stemming.unlike(word) for each in self.known(form)]
            self._forms[word] = self._stemming.forms(word, [*near, *unlike])
        return self._forms[word]

    def beginning(self, prefix: str) -> frozenset[str]:
        """The words of the index that begin so."""
        with told():
            found = (word for leaf in self._leaves for word in leaf.expand_prefix("words", prefix))
            return frozenset(word.decode() for word in found)

    def known(self, word: str) -> frozenset[str]:
        """The word itself, where it stands in the index."""
        with told():
            return frozenset({word}) if any(("words", word) in leaf for leaf in self._leaves) else frozenset()

    def side_by_side(self, places: Sequence[Collection[str]]) -> Scores:
        """Keys and scores of the items in which words stand one after the other, at each place any of its words."""
        if not places or not all(places):
            return {}
        with told():
            found = [
                _times(leaf, places[0]) if len(places) == 1 else _times_in_a_row(leaf, places) for leaf in self._leaves
            ]
            if not any(found):
                return {}
            rare = rarity(sum(map(len, found)), self._reader.doc_count())
            usual = self._usual_length()
            return {
                key: rare * weight(count, length, usual)
                for leaf, times in zip(self._leaves, found, strict=True)
                for count, (key, length) in zip(times.values(), self._rows(leaf, times), strict=True)
            }

    def read_all(self) -> None:
        """Reads each word's postings and each document's row, once; raises BrokenIndex where something is damaged."""
        with told():
            for leaf in self._leaves:
                places: set[int] = set()
                for where, word in leaf.all_terms():
                    for matcher in _walked(leaf.postings(where, word)):
                        matcher.weight()
                        places.add(matcher.id())
                for _ in self._rows(leaf, places):
                    pass

    def alike(self, word: str) -> str | None:
        """The likeliest word of the index that may have been meant."""
        if len(word) < _SHORTEST_SUGGESTED or not word.isalpha():
            return None
        for distance in (1, 2):
            holding: Counter[str] = Counter()
            with told():
                for leaf in self._leaves:
                    for near in leaf.terms_within("words", word, distance, prefix=1):
                        holding[near] += leaf.doc_frequency("words", near)
            for near, _ in sorted(holding.items(), key=lambda each: (-each[1], each[0])):
                # A deleted item's words stay until segments are merged; nobody must be led to them.
                if len(near) >= _SHORTEST_SUGGESTED - 1 and near.isalpha() and self.side_by_side([(near,)]):
                    return near
        return None

    def _rows(self, leaf: Any, places: Iterable[int]) -> Iterator[tuple[str, float]]:
        """Key and length of each document; reading them from the files takes longer than all else."""
        known = self._known_rows.setdefault(id(leaf), {})
        keys = leaf.column_reader("key")
        for place in places:
            row = known.get(place)
            if row is None:
                row = known[place] = (keys[place], leaf.doc_field_length(place, "words") or 1)
            yield row

    def _usual_length(self) -> float:
        words = sum(leaf.field_length("words") for leaf in self._leaves)
        return float(words / max(1, sum(leaf.doc_count_all() for leaf in self._leaves)))


def _postings(leaf: Any, words: Collection[str], where: str = "words") -> Iterator[Any]:
    """A matcher set on each posting of the words in turn."""
    for word in words:
        if (where, word) not in leaf:
            continue
        yield from _walked(leaf.postings(where, word))


def _walked(matcher: Any) -> Iterator[Any]:
    while matcher.is_active():
        yield matcher
        matcher.next()


def _times(leaf: Any, words: Collection[str]) -> dict[int, float]:
    times: dict[int, float] = {}
    for matcher in _postings(leaf, words):
        place = matcher.id()
        times[place] = times.get(place, 0.0) + matcher.weight()
    for matcher in _postings(leaf, words, "title"):
        times[matcher.id()] += TITLE_WEIGHT * matcher.weight()
    return times


def _times_in_a_row(leaf: Any, places: Sequence[Collection[str]]) -> dict[int, float]:
    """How often the words stand in a row in each document; begins with the rarest, to read few places."""
    found: list[dict[int, array[int]]] = [{} for _ in places]
    rest: Collection[int] | None = None
    for at in sorted(range(len(places)), key=lambda at: sum(leaf.doc_frequency("words", word) for word in places[at])):
        here = found[at]
        for matcher in _postings(leaf, places[at]):
            place = matcher.id()
            if rest is None or place in rest:
                stands = array("I", matcher.value())
                here[place] = here[place] + stands if place in here else stands
        rest = here.keys()
        if not rest:
            return {}
    counts = {place: times_in_a_row([each[place] for each in found]) for place in rest or ()}
    return {place: float(count) for place, count in counts.items() if count}
