"""A query's tree worked out: words by the index, facts by the tables, and, or and not by sets."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property

from evidence_desk.search.engine import Reading, Scores
from evidence_desk.search.facts import keys_with
from evidence_desk.search.query import And, Fact, Node, Not, Or, Phrase, Prefix, Words
from evidence_desk.search.words import as_one, words

# Words that stand one after the other: for each place those that may stand there.
Row = Sequence[Collection[str]]


class Matching:
    """Works out one query against one look at the index and the library as it is."""

    def __init__(self, db: sqlite3.Connection, reading: Reading, today: date) -> None:
        self._db = db
        self._reading = reading
        self._today = today

    @cached_property
    def refs(self) -> dict[str, str]:
        """The reference of every item there is, by key."""
        return {row["key"]: row["ref"] for row in self._db.execute("SELECT key, ref FROM item WHERE visible")}

    def ranked(self, node: Node) -> list[tuple[str, float]]:
        """The keys of all items that match, with their scores: best first, then by reference."""
        found = [(key, round(score, 6)) for key, score in self.scores(node).items() if key in self.refs]
        return sorted(found, key=lambda each: (-each[1], self.refs[each[0]]))

    def scores(self, node: Node) -> Scores:
        """The items of which the node is true. The index may name some that are gone meanwhile."""
        match node:
            case Fact():
                return dict.fromkeys(keys_with(self._db, node, self._today), 0.0)
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return _summed(self.scores(part) for part in parts)
            case Not(part):
                denied = self.scores(part)
                return {key: 0.0 for key in self.refs if key not in denied}
            case _:
                return _best(self._reading.side_by_side(row) for row in self.rows(node))

    def rows(self, node: Words | Phrase | Prefix) -> list[Row]:
        """The runs of words, any of which makes the node true."""
        match node:
            case Phrase(text, exact):
                kind = self._reading.known if exact else self._reading.forms
                runs = [words(text), [each for piece in text.split() for each in _whole(piece)]]
                return [[kind(word) for word in run] for run in _distinct(runs)]
            case Words(text):
                runs = [words(text), _whole(text)]
                return [[self._reading.forms(word) for word in run] for run in _distinct(runs)]
            case Prefix(text):
                runs = [words(text), _whole(text)]
                return [
                    [*(self._reading.forms(word) for word in run[:-1]), self._reading.beginning(run[-1])]
                    for run in _distinct(runs)
                ]

    def sought(self, node: Node) -> list[Row]:
        """The runs of words to show in a hit: all that are asked for, none that are denied."""
        match node:
            case And(parts) | Or(parts):
                return [row for part in parts for row in self.sought(part)]
            case Words() | Phrase() | Prefix():
                return [row for row in self.rows(node) if all(row)]
        return []

    def unknown_words(self, node: Node) -> list[str]:
        """The single words asked for of which no form stands in the index."""
        match node:
            case And(parts) | Or(parts):
                return [word for part in parts for word in self.unknown_words(part)]
            case Words(text) if not any(all(row) for row in self.rows(node)):
                return [text]
        return []

    def alike(self, word: str) -> str | None:
        """The word of the index that may have been meant."""
        run = words(word)
        return self._reading.alike(run[0]) if len(run) == 1 else None

    def _all(self, parts: Sequence[Node]) -> Scores:
        asked = [part for part in parts if not isinstance(part, Not)]
        found = self.scores(asked[0]) if asked else dict.fromkeys(self.refs, 0.0)
        for part in asked[1:]:
            further = self.scores(part)
            found = {key: score + further[key] for key, score in found.items() if key in further}
        for each in parts:
            if isinstance(each, Not) and found:
                denied = self.scores(each.part)
                found = {key: score for key, score in found.items() if key not in denied}
        return found


def _whole(text: str) -> list[str]:
    whole = as_one(text)
    return words(text) if whole is None else [whole]


def _distinct(runs: list[list[str]]) -> list[list[str]]:
    return [run for at, run in enumerate(runs) if run and run not in runs[:at]]


def _summed(several: Iterable[Scores]) -> Scores:
    total: Scores = {}
    for scores in several:
        for key, score in scores.items():
            total[key] = total.get(key, 0.0) + score
    return total


def _best(several: Iterable[Scores]) -> Scores:
    best: Scores = {}
    for scores in several:
        for key, score in scores.items():
            best[key] = max(best.get(key, 0.0), score)
    return best
