"""The word index in Whoosh 2.7.4: the only module that knows it.

Only postings are kept in Whoosh: which words stand in which item, how often and at which places. Words are kept as
written and brought to their stem when asked for, so that `begin*` and phrases are exact and a suggestion is a word.
And, or and not are worked out on sets of keys outside: of Whoosh's own, `AndNot` returned excluded documents, a bare
`Not` deleted ones, and counts could not be relied on. Postings do not show deleted documents.
"""

import errno
import shutil
import sqlite3
import warnings
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evidence_desk.errors import KnownError
from evidence_desk.search.documents import Document
from evidence_desk.search.engine import BrokenIndex, Engine, Scores, Source
from evidence_desk.search.indexes import WORDS_NAME, index_folder
from evidence_desk.search.keeping import KeptEngine
from evidence_desk.search.scoring import TITLE_WEIGHT, rarity, times_in_a_row, weight
from evidence_desk.search.stemming import Stemming
from evidence_desk.search.words import GAP, positions
from evidence_desk.work.job import Cancelled

with warnings.catch_warnings():
    # Whoosh 2.7.4 compares with `is 0` and has stray backslashes; both do what was meant.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh import columns, fields, formats
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC, FileIndex
    from whoosh.lang.snowball.english import EnglishStemmer
    from whoosh.reading import SegmentReader, TermNotFound

STEMMING = Stemming(EnglishStemmer().stem)
_NAME = "MAIN"
# Shorter words have too many neighbours for a suggestion to mean anything.
_SHORTEST_SUGGESTED = 4
_FULL_OR_FORBIDDEN = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS)


class _Places(formats.Format):  # type: ignore[misc]
    """Postings with the places of a word as plain numbers: smaller work than Whoosh's pickles."""

    posting_size = -1


class _WordsField(fields.FieldType):  # type: ignore[misc]
    """Takes the words of an item with their places, found already."""

    def __init__(self) -> None:
        super().__init__(_Places(), None, scorable=True)

    def index(self, value: dict[str, list[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for word, places in value.items():
            yield word.encode(), len(places), float(len(places)), array("I", places).tobytes()


_SCHEMA = fields.Schema(
    words=_WordsField(),
    title=_WordsField(),
    key=fields.ID(sortable=True),
    mark=fields.COLUMN(columns.VarBytesColumn()),
)


def open_engine(library: Source) -> Engine:
    """The word index of this library at this place."""
    folder = index_folder(library)
    return KeptEngine(folder, WhooshIndex(folder / WORDS_NAME))


class WhooshIndex:
    """The files of one index. Only one process at a time may write; `keeping` sees to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reader: Any = None
        self._generation = -1
        self._forms: dict[str, frozenset[str]] = {}

    def reading(self) -> "WhooshReading":
        """A look at what was committed last."""
        with _told():
            index = self._index()
            generation = index.latest_generation() if index is not None else -1
            if self._reader is not None and generation != self._generation:
                self.close()
            if self._reader is None and index is not None:
                self._reader, self._generation, self._forms = index.reader(), generation, {}
            return WhooshReading(self._reader, self._forms)

    def marks(self) -> dict[str, str]:
        """Key and mark of each item in the index, as committed last; safe beside other threads."""
        with _told():
            index = self._index()
            if index is None:
                return {}
            with index.reader() as reader:
                return {key: mark for _, key, mark in _rows(reader)}

    def write(
        self, added: Iterable[Document], gone: Collection[str], *, scrub: bool = False, more: bool = False
    ) -> None:
        """Puts documents in the place of those with the same key and takes out those gone; all of it or nothing.

        `scrub` writes every segment anew that holds something deleted, so that none of its words remain. `more` says
        that further batches follow, so that merging segments can wait.
        """
        with _told():
            index = self._index() or self._made()
            writer = index.writer(timeout=10, codec=_codec())
            try:
                with index.reader() as reader:
                    places = {key: place for place, key, _ in _rows(reader)}
                for key in gone:
                    if key in places:
                        writer.delete_document(places[key])
                for document in added:
                    if document.key in places:
                        writer.delete_document(places[document.key])
                    _add(writer, document)
            except BaseException:
                writer.cancel()
                raise
            writer.commit(mergetype=_scrubbed if scrub else _as_they_are if more else _tidied)

    def sweep(self) -> list[Path]:
        """Deletes what killed writers and open readers left behind; those that could not be deleted."""
        with _told():
            index = self._index()
            if index is None:
                return []
            toc = TOC.read(index.storage, _NAME)
            kept = {f"_{_NAME}_{toc.generation}", f"{_NAME}_WRITELOCK"} | {each.segment_id() for each in toc.segments}
        left = [path for path in self._folder.iterdir() if path.name.split(".")[0] not in kept or path.is_dir()]
        return [path for path in left if not _deleted(path)]

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def remove(self) -> None:
        """Deletes all files."""
        self.close()
        if self._folder.exists():
            shutil.rmtree(self._folder)

    def _index(self) -> Any:
        storage = FileStorage(str(self._folder))
        return FileIndex(storage) if storage.index_exists() else None

    def _made(self) -> Any:
        self._folder.mkdir(parents=True, exist_ok=True)
        return FileIndex.create(FileStorage(str(self._folder)), _SCHEMA, _NAME)


class WhooshReading:
    """The index as it stood at one moment."""

    def __init__(self, reader: Any, forms: dict[str, frozenset[str]]) -> None:
        self._reader = reader
        self._leaves = [] if reader is None else [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
        self._forms = forms

    def forms(self, word: str) -> frozenset[str]:
        """The words of the index that are forms of this one: `plan`, `plans`, `planned`."""
        if word not in self._forms:
            near = self.beginning(STEMMING.begins(word)) if word.isalpha() else self.known(word)
            unlike = [each for form in STEMMING.unlike(word) for each in self.known(form)]
            self._forms[word] = STEMMING.forms(word, [*near, *unlike])
        return self._forms[word]

    def beginning(self, prefix: str) -> frozenset[str]:
        """The words of the index that begin so."""
        with _told():
            found = (word for leaf in self._leaves for word in leaf.expand_prefix("words", prefix))
            return frozenset(word.decode() for word in found)

    def known(self, word: str) -> frozenset[str]:
        """The word itself, where it stands in the index."""
        with _told():
            return frozenset({word}) if any(("words", word) in leaf for leaf in self._leaves) else frozenset()

    def side_by_side(self, places: Sequence[Collection[str]]) -> Scores:
        """Keys and scores of the items in which words stand one after the other, at each place any of its words."""
        if not places or not all(places):
            return {}
        with _told():
            found: list[tuple[Any, dict[int, float]]] = []
            for leaf in self._leaves:
                times = _times(leaf, places[0]) if len(places) == 1 else _times_in_a_row(leaf, places)
                if times:
                    found.append((leaf, times))
            rare = rarity(sum(len(times) for _, times in found), self._reader.doc_count()) if found else 0.0
            usual = self._usual_length()
            return {key: score for leaf, times in found for key, score in _scored(leaf, times, rare, usual)}

    def alike(self, word: str) -> str | None:
        """The likeliest word of the index that may have been meant."""
        if len(word) < _SHORTEST_SUGGESTED or not word.isalpha():
            return None
        for distance in (1, 2):
            holding: Counter[str] = Counter()
            with _told():
                for leaf in self._leaves:
                    for near in leaf.terms_within("words", word, distance, prefix=1):
                        holding[near] += leaf.doc_frequency("words", near)
            for near, _ in sorted(holding.items(), key=lambda each: (-each[1], each[0])):
                # A deleted item's words stay until segments are merged; nobody must be led to them.
                if len(near) >= _SHORTEST_SUGGESTED - 1 and near.isalpha() and self.side_by_side([(near,)]):
                    return near
        return None

    def _usual_length(self) -> float:
        words = sum(leaf.field_length("words") for leaf in self._leaves)
        return float(words / max(1, sum(leaf.doc_count_all() for leaf in self._leaves)))


def _rows(reader: Any) -> Iterator[tuple[int, str, str]]:
    """Place, key and mark of all documents that are not deleted."""
    for leaf, offset in reader.leaf_readers():
        if leaf.doc_count_all():
            keys, marks = (leaf.column_reader(name) for name in ("key", "mark"))
            gone = frozenset() if not leaf.has_deletions() else frozenset(leaf.segment().deleted_docs())
            for place in range(leaf.doc_count_all()):
                if place not in gone:
                    yield offset + place, keys[place], marks[place].decode()


def _postings(leaf: Any, words: Collection[str], field: str = "words") -> Iterator[Any]:
    """A matcher set on each posting of the words in turn."""
    for word in words:
        try:
            matcher = leaf.postings(field, word)
        except TermNotFound:
            continue
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


def _scored(leaf: Any, times: dict[int, float], rare: float, usual: float) -> Iterator[tuple[str, float]]:
    keys = leaf.column_reader("key")
    for place, count in times.items():
        yield keys[place], rare * weight(count, leaf.doc_field_length(place, "words") or 1, usual)


def _add(writer: Any, document: Document) -> None:
    title: dict[str, list[int]] = {}
    end = positions([document.title], title)
    found = {word: list(places) for word, places in title.items()}
    for field in document.fields:
        end = positions([field], found, end + GAP)
    positions(document.texts, found, end + GAP)
    writer.add_document(key=document.key, mark=document.mark.encode(), title=title, words=found)


def _codec() -> Any:
    """Whoosh's own, without the lengths in each posting list, which only its scoring wants."""
    codec = W3Codec()
    codec.length_stats = False
    return codec


def _merged(writer: Any, segments: Iterable[Any], wanted: Callable[[Any], bool]) -> list[Any]:
    kept = []
    for segment in segments:
        if wanted(segment):
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        else:
            kept.append(segment)
    return kept


def _scrubbed(writer: Any, segments: list[Any]) -> list[Any]:
    return _merged(writer, segments, lambda segment: bool(segment.has_deletions()))


def _as_they_are(writer: Any, segments: list[Any]) -> list[Any]:
    return segments


def _tidied(writer: Any, segments: list[Any]) -> list[Any]:
    """Merges segments no larger than all smaller ones together, and those of which half is deleted."""

    def wanted(segment: Any) -> bool:
        small = segment.doc_count() <= writer.doc_count()
        return small or bool(segment.deleted_count() * 2 > segment.doc_count_all())

    return _merged(writer, sorted(segments, key=lambda segment: segment.doc_count()), wanted)


def _deleted(path: Path) -> bool:
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    except OSError:
        # On Windows a file that a reader holds open cannot be deleted; the caller tells.
        return False
    return True


@contextmanager
def _told() -> Iterator[None]:
    """Whatever Whoosh stumbles over in damaged files becomes one error; what is nobody's damage passes."""
    try:
        yield
    except (BrokenIndex, KnownError, Cancelled, sqlite3.Error):
        raise
    except OSError as error:
        if error.errno in _FULL_OR_FORBIDDEN:
            message = f"{error.filename or 'Its folder'}: {error.strerror}."
            todo = "Free some space, then search again."
            raise KnownError("The search index cannot be written.", message, todo) from error
        raise BrokenIndex(str(error)) from error
    except Exception as error:
        raise BrokenIndex(f"{type(error).__name__}: {error}") from error
