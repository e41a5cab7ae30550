"""The interface of a word index: what finding asks of it, whatever program lies beneath."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from evidence_desk.work.job import Job

Scores = dict[str, float]


class Source(Protocol):
    """What is searched: a library, as far as an index must know it."""

    @property
    def id(self) -> str: ...
    @property
    def folder(self) -> Path: ...
    @property
    def db(self) -> sqlite3.Connection: ...


class Reading(Protocol):
    """The index as it stood at one moment."""

    def forms(self, word: str) -> frozenset[str]:
        """The words of the index that are forms of this one: `plan`, `plans`, `planned`."""

    def beginning(self, prefix: str) -> frozenset[str]:
        """The words of the index that begin so."""

    def known(self, word: str) -> frozenset[str]:
        """The word itself, where it stands in the index."""

    def side_by_side(self, places: Sequence[Collection[str]]) -> Scores:
        """Keys and scores of the items in which words stand one after the other, at each place any of its words."""

    def read_all(self) -> None:
        """Reads all there is, once; raises BrokenIndex where something cannot be read."""

    def alike(self, word: str) -> str | None:
        """The likeliest word of the index that may have been meant."""


class Engine(Protocol):
    """A word index of one library."""

    def reading(self) -> AbstractContextManager[Reading]:
        """A look at the index; what is committed meanwhile does not show in it."""

    def catch_up(self, library: Source, job: "Job | None" = None, *, more: bool = False) -> bool:
        """Brings the index up to date; False where another program is at it and did not finish in time.

        `more` says that further items are about to come, so that tidying can wait.
        """

    def covered(self, library: Source) -> tuple[int, int]:
        """How many of the library's items are in the index as they stand now, of how many."""

    def purge(self, keys: Iterable[str]) -> list[Path]:
        """Takes items out so that no byte of their words remains; the files that could not be deleted."""

    def clear(self) -> None:
        """Deletes the index; the next `catch_up` makes it anew."""

    def close(self) -> None:
        """Lets go of all files."""


class BrokenIndex(Exception):
    """The files of an index cannot be read; it must be made anew."""
