"""Which item here a new file looks like, and how much: two children's plans on one template are not versions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection

from evidence_desk.desk import Desk
from evidence_desk.extract.children import Child, are_one, are_others, child_in
from evidence_desk.library import queries, reports
from evidence_desk.library.holdings import Holdings
from evidence_desk.library.lookalikes import sketch_kept
from evidence_desk.model.gate import STRICTEST_KIND, STRICTEST_MARKING
from evidence_desk.model.likeness import Sketch, sameness, shared
from evidence_desk.operations.refusals import KEPT_BOTH


class LookAlikeFinder:
    """Asked for the item that a new file looks like; remembers which child each text here is about."""

    def __init__(self, db: Connection, holdings: Holdings) -> None:
        self._db = db
        self._holdings = holdings
        self._children: dict[str, Child] = {}
        self._by_mark: dict[str, set[str]] = defaultdict(set)

    def find(self, name: str, sha256: str, sketch: Sketch, texts: Iterable[str]) -> str | None:
        """The key of the item most alike by text, else by name; one about another child than the texts is none."""
        candidates = self._holdings.like(name, sketch)
        child = self._remembered(sha256, child_in(texts)) if candidates else Child()
        if child == Child():
            return candidates[0] if candidates else None
        same = self._holdings.by_text.most_like(sketch, self._of_the_same(child, sketch))
        newest = self._holdings.newest
        return next((key for key in (*same, *candidates) if not are_others(child, self._child(newest[key]))), None)

    def _of_the_same(self, child: Child, sketch: Sketch) -> set[str]:
        """The items about this child among all that may be alike: hundreds, of an area's plans on one template."""
        newest = self._holdings.newest
        near = {newest[key]: key for key in self._holdings.by_text.near(sketch)}
        for sha256 in near.keys() - self._children.keys():
            self._child(sha256)
        marked = set().union(*(self._by_mark.get(mark, ()) for mark in child.marks()))
        return {near[sha256] for sha256 in marked & near.keys() if are_one(child, self._children[sha256])}

    def _child(self, sha256: str) -> Child:
        if sha256 not in self._children:
            self._remembered(sha256, child_in(one.text for one in queries.passages(self._db, sha256)))
        return self._children[sha256]

    def _remembered(self, sha256: str, child: Child) -> Child:
        self._children[sha256] = child
        for mark in child.marks():
            self._by_mark[mark].add(sha256)
        return child


@dataclass(frozen=True, slots=True)
class Alike:
    """How much of two items' texts is the same, from 0 to 1, and whether they may be about children."""

    share: float | None
    """None where either has too little text to tell."""
    of_a_child: bool

    @property
    def told(self) -> str:
        """`93 % of the words are the same. Check that both are about the same child.`"""
        share = f"{int(100 * self.share)} % of the words are the same." if self.share is not None else ""
        return f"{share} {'Check that both are about the same child.' if self.of_a_child else ''}".strip()


def keep_both(desk: Desk, refs: Iterable[str]) -> int:
    """Notes in the import reports that these items are no versions of what they look like; how many there are.

    As the reports are, that is known in this copy of the library alone. Raises KnownError where one is not there.
    """
    db = desk.library.db
    keys = [queries.resolve(db, ref) for ref in refs]
    reports.add_reason(db, keys, KEPT_BOTH)
    return len(keys)


def how_alike(desk: Desk, ref: str, other: str) -> Alike:
    """Compares the texts of two items as they are now. Raises KnownError where either is not there."""
    db = desk.library.db
    items = [queries.item(db, queries.resolve(db, one), desk.today) for one in (ref, other)]
    ours, theirs = (sketch_kept(db, item.sha256) for item in items)
    strict = any(item.kind == STRICTEST_KIND or item.marking == STRICTEST_MARKING for item in items)
    return Alike(sameness(shared(ours, theirs)) if ours and theirs else None, strict)
