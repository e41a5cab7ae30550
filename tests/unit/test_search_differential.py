"""Searching finds exactly what reading everything would: any corpus, any query, any order of changes."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from searching import Shelf

from evidence_desk.search.indexes import forget_library
from evidence_desk.search.matching import Matching
from evidence_desk.search.query import And, Fact, Node, Not, Or, Phrase, Prefix, Words
from evidence_desk.search.whoosh_engine import STEMMING, open_engine
from evidence_desk.search.words import as_one, slots, words

TODAY = date(2026, 11, 24)
WORDS = [
    "plan", "plans", "planning", "review", "reviewed", "the", "children's", "children", "family", "families",
    "co-production", "coproduction", "production", "well-\nbeing", "well-being", "wellbeing", "well", "being", "Café",
    "1.3", "1", "die", "dying", "skies", "multi-agency-\nworking", "n't", "ﬁrst",
]  # fmt: skip
FACTS = [Fact("kind", "document"), Fact("criterion", "1.3"), Fact("is", "untagged"), Fact("is", "undated")]
names = st.sampled_from(["a", "b", "c"])


@st.composite
def cases(draw: st.DrawFn, most: int) -> tuple[list[tuple[object, ...]], list[Node]]:
    """A history and queries from so few words that they meet."""
    some = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=5))
    texts = st.lists(st.sampled_from(some), max_size=6).map(" ".join)
    typed = st.sampled_from([word.replace("\n", "") for word in some])
    runs = st.lists(typed, min_size=1, max_size=3).map(" ".join)
    begun = typed.flatmap(lambda word: st.integers(1, len(word)).map(lambda length: word[:length]))
    leaves = st.one_of(
        typed.map(Words),
        runs.map(Phrase),
        runs.map(lambda run: Phrase(run, exact=False)),
        begun.filter(words).map(Prefix),
        st.sampled_from(FACTS),
    )
    trees: st.SearchStrategy[Node] = st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda parts: And(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: Or(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=5,
    )
    puts = st.tuples(st.just("put"), names, st.one_of(st.none(), st.lists(texts, min_size=1, max_size=2)), texts, texts)
    changes = st.one_of(
        puts,
        st.tuples(st.just("read"), names, texts),
        st.tuples(st.sampled_from(["hide", "erase", "tag"]), names),
        st.tuples(st.sampled_from(["catch up", "catch up", "clear"])),
    )
    history: list[tuple[object, ...]] = [*draw(st.lists(puts, min_size=1, max_size=3))]
    history += draw(st.lists(changes, max_size=most))
    return history, draw(st.lists(trees, min_size=1, max_size=5))


class Corpus:
    """A library with an index, and what a reader of everything would know."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf(folder / "lib")
        self.engine = open_engine(self.shelf)
        self.keys: dict[str, str] = {}
        self.tagged: list[str] = []

    def apply(self, change: tuple[object, ...]) -> None:
        match change:
            case ("put", str(name), text, str(title), str(more)):
                said = {"own_words": more} if name == "a" else {"source": more}
                kind = "case-study" if name == "a" else "document"
                pages = None if text is None else [str(page) for page in text]  # type: ignore[attr-defined]
                self.keys[name] = self.shelf.put(name, pages, title=title, kind=kind, **said)
            case ("read", str(name), str(text)) if name in self.keys:
                self.shelf.read(self.keys[name], text, text)
            case ("hide", str(name)) if name in self.keys:
                self.shelf.hide(self.keys[name])
            case ("erase", str(name)) if name in self.keys:
                self.shelf.erase(self.keys.pop(name))
            case ("tag", str(name)) if name in self.keys:
                self.shelf.tag(self.keys[name], "1.3", by=str(len(self.tagged)))
                self.tagged.append(name)
            case ("clear",):
                self.engine.clear()

    def found(self, tree: Node) -> set[str]:
        with self.engine.reading() as reading:
            return {key for key, _ in Matching(self.shelf.db, reading, TODAY).ranked(tree)}

    def expected(self, tree: Node) -> set[str]:
        return {key for key in self.visible() if self.is_true(tree, key)}

    def visible(self) -> set[str]:
        return {row["key"] for row in self.shelf.db.execute("SELECT key FROM item WHERE visible")}

    def is_true(self, tree: Node, key: str) -> bool:
        match tree:
            case And(parts):
                return all(self.is_true(part, key) for part in parts)
            case Or(parts):
                return any(self.is_true(part, key) for part in parts)
            case Not(part):
                return not self.is_true(part, key)
            case Fact(name, value):
                return self.has(key, name, value)
        return any(stands(tree, text) for text in self.texts(key))

    def has(self, key: str, name: str, value: str) -> bool:
        if name == "kind":
            return bool(self.shelf.db.execute("SELECT kind FROM item WHERE key = ?", (key,)).fetchone()[0] == value)
        tagged = self.shelf.db.execute("SELECT 1 FROM tag WHERE item = ?", (key,)).fetchone() is not None
        return {"1.3": tagged, "untagged": not tagged, "undated": True}[value]

    def texts(self, key: str) -> list[list[tuple[str, ...]]]:
        """Each field apart, and the passages as one running text, fallen into words."""
        row = self.shelf.db.execute("SELECT * FROM item WHERE key = ?", (key,)).fetchone()
        pages = self.shelf.db.execute("SELECT text FROM passage WHERE sha256 = ? ORDER BY n", (row["current"],))
        running = [slot for page in pages for slot in slots(page["text"])]
        return [*(slots(row[name]) for name in ("title", "source", "own_words", "what_changed")), running]

    def check(self, queries: list[Node]) -> None:
        """Before catching up nothing hidden is found; after it, exactly what should be."""
        for tree in queries:
            assert self.found(tree) <= self.visible(), str(tree)
        assert self.engine.catch_up(self.shelf)
        assert self.engine.covered(self.shelf) == (len(self.visible()),) * 2
        with self.engine.reading() as reading:
            known = reading.side_by_side([reading.beginning("")]).keys()
        assert known <= self.visible()
        for tree in queries:
            assert self.found(tree) == self.expected(tree), str(tree)


def stands(leaf: Node, text: list[tuple[str, ...]]) -> bool:
    """Whether a leaf is true of a text, by looking at every place in it."""
    assert isinstance(leaf, Words | Phrase | Prefix)
    joined = [as_one(piece) or piece for piece in leaf.text.split()]
    runs = [words(leaf.text), words(" ".join(joined))]

    def fits(asked: str, slot: tuple[str, ...], last: bool) -> bool:
        if isinstance(leaf, Prefix) and last:
            return any(word.startswith(asked) for word in slot)
        if isinstance(leaf, Phrase) and leaf.exact:
            return asked in slot
        return STEMMING.stem(asked) in map(STEMMING.stem, slot)

    return any(
        all(fits(str(asked), text[at + step], step == len(run) - 1) for step, asked in enumerate(run))
        for run in runs
        for at in range(len(text) - len(run) + 1)
    )


def check(history: list[tuple[object, ...]], queries: list[Node]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        corpus = Corpus(folder)
        for change in [*history, ("catch up",)]:
            if change == ("catch up",):
                corpus.check(queries)
            else:
                corpus.apply(change)
        corpus.engine.close()
        forget_library(corpus.shelf)
        corpus.shelf.db.close()
    finally:
        shutil.rmtree(folder)


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(cases(8))
def test_searching_finds_what_reading_everything_would(case: tuple[list[tuple[object, ...]], list[Node]]) -> None:
    check(*case)


@pytest.mark.long
@settings(max_examples=5000, suppress_health_check=[HealthCheck.too_slow])
@given(cases(40))
def test_searching_finds_it_after_long_histories_too(case: tuple[list[tuple[object, ...]], list[Node]]) -> None:
    check(*case)
