"""The word index in Whoosh 2.7.4: the only module that knows it.

Only postings are kept in Whoosh: which words stand in which item, how often and at which places. Words are kept as
written and brought to their stem when asked for, so that `begin*` and phrases are exact and a suggestion is a word.
And, or and not are worked out on sets of keys outside: of Whoosh's own, `AndNot` returned excluded documents, a bare
`Not` deleted ones, and counts could not be relied on. Postings do not show deleted documents.
"""

import shutil
import time
import warnings
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from evidence_desk.search.documents import Document
from evidence_desk.search.engine import Engine, Source
from evidence_desk.search.indexes import WORDS_NAME, index_folder
from evidence_desk.search.keeping import KeptEngine
from evidence_desk.search.mishaps import told
from evidence_desk.search.postings import Memory, PostingsReading
from evidence_desk.search.stemming import Stemming
from evidence_desk.search.words import GAP, positions

with warnings.catch_warnings():
    # Whoosh 2.7.4 compares with `is 0` and has stray backslashes; both do what was meant.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh import columns, fields, formats
    from whoosh.codec.whoosh3 import W3Codec, W3PostingsWriter
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC, EmptyIndexError, FileIndex
    from whoosh.lang.snowball.english import EnglishStemmer
    from whoosh.reading import SegmentReader

STEMMING = Stemming(EnglishStemmer().stem)
_NAME = "MAIN"
_TRIES = 20
_PAUSE = 0.02
_COMPRESSION = 3
_SHORT = 200
# Words in a segment that is not merged again.
_FULL = 250_000


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
        self._memory = Memory()

    def reading(self) -> PostingsReading:
        """A look at what was committed last."""
        with told():
            index = self._index()
            generation = index.latest_generation() if index is not None else -1
            if self._reader is not None and generation != self._generation:
                self.close()
            if self._reader is None and index is not None:
                self._reader, self._generation, self._memory = index.reader(), generation, Memory()
            return PostingsReading(self._reader, self._memory, STEMMING)

    def marks(self) -> dict[str, str]:
        """Key and mark of each item in the index, as committed last; safe beside other threads."""
        with told():
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
        with told():
            index = self._index() or self._made()
            writer = index.writer(timeout=10, codec=_Codec())
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
        with told():
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
        """The index as committed last, or None. One who commits meanwhile deletes the table of contents just found."""
        storage = self._storage()
        for patience in reversed(range(_TRIES)):
            try:
                return FileIndex(storage)
            except EmptyIndexError:
                return None
            except FileNotFoundError:
                if not patience:
                    raise
                time.sleep(_PAUSE)

    def _storage(self) -> Any:
        # Mapped files are copied whole into memory, some 200 MB for the largest libraries.
        return FileStorage(str(self._folder), supports_mmap=False)

    def _made(self) -> Any:
        self._folder.mkdir(parents=True, exist_ok=True)
        return FileIndex.create(self._storage(), _SCHEMA, _NAME)


def _rows(reader: Any) -> Iterator[tuple[int, str, str]]:
    """Place, key and mark of all documents that are not deleted."""
    for leaf, offset in reader.leaf_readers():
        if leaf.doc_count_all():
            keys, marks = (leaf.column_reader(name) for name in ("key", "mark"))
            gone = frozenset() if not leaf.has_deletions() else frozenset(leaf.segment().deleted_docs())
            for place in range(leaf.doc_count_all()):
                if place not in gone:
                    yield offset + place, keys[place], marks[place].decode()


def _add(writer: Any, document: Document) -> None:
    title: dict[str, list[int]] = {}
    end = positions([document.title], title)
    found = {word: list(places) for word, places in title.items()}
    for text in document.fields:
        end = positions([text], found, end + GAP)
    positions(document.texts, found, end + GAP)
    writer.add_document(key=document.key, mark=document.mark.encode(), title=title, words=found)


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own, without the lengths in each posting list, which only its scoring wants."""

    length_stats = False

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        return _PostingsWriter(dbfile, self._blocklimit, byteids, self._compression)


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Compresses long posting lists only: most words are in one item, and packing those took a fifth of the time."""

    def _write_block(self, last: bool = False) -> None:
        self._compression = _COMPRESSION if sum(map(len, self._values)) > _SHORT else 0
        super()._write_block(last)


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
    """Merges segments no larger than all smaller ones together, and those of which half is deleted.

    To merge a word costs as much as to index it, and a further segment costs a search a twentieth of a millisecond: so
    the large ones of a large import stay as they are.
    """

    def wanted(segment: Any) -> bool:
        # Its own note of its words: asking a reader would open its files.
        full = segment._fieldlengths.get("words", 0) >= _FULL
        small = segment.doc_count() <= writer.doc_count() and not full
        return small or bool(segment.deleted_count() * 2 > segment.doc_count_all())

    return _merged(writer, sorted(segments, key=lambda segment: segment.doc_count()), wanted)


def _deleted(path: Path) -> bool:
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    except OSError:
        # On Windows a file that a reader holds open cannot be deleted; the caller tells.
        return False
    return True
