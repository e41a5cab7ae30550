"""Taking the files of another library or of a pack: before its records, and none that was erased on either side."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any

from evidence_desk.library.needed import needed_files
from evidence_desk.library.store import Library
from evidence_desk.model.paths import containers, last

Opener = Callable[[], IO[bytes]]
# Called with how many files are done, and of how many; may raise to stop.
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """The files that came, by SHA-256, and those that the records name but nobody has."""

    copied: tuple[str, ...]
    missing: tuple[str, ...]


def copy_files(
    library: Library,
    incoming: Iterable[Mapping[str, Any]],
    openers: Mapping[str, Opener],
    *,
    name: str,
    dry_run: bool = False,
    step: Step | None = None,
) -> Copied:
    """Copies what the incoming records need and this library does not know; a file that is not what it says is refused.

    `name` is what the source is called in an error. A file copied before a merge that then fails is stray, and is
    removed by the next verify.
    """
    known = needed_files(library.db)
    needed = sorted(_needed(library, incoming))
    wanted = [sha256 for sha256 in needed if sha256 not in known or not library.files.has(sha256)]
    here = [sha256 for sha256 in wanted if sha256 in openers]
    for done, sha256 in enumerate(here):
        if step is not None:
            step(done, len(here))
        if not dry_run:
            with openers[sha256]() as stream:
                library.files.add_stream(stream, sha256, name=f"The file {sha256} of {name}")
    library.files.sync()
    if step is not None:
        step(len(here), len(here))
    return Copied(tuple(here), tuple(sha256 for sha256 in wanted if sha256 not in openers))


def openers_of(other: Library) -> dict[str, Opener]:
    """How to open each file of another library."""
    return {sha256: _opener(other, sha256) for sha256 in other.files.all()}


def _opener(other: Library, sha256: str) -> Opener:
    return lambda: other.files.path(sha256).open("rb")


def _needed(library: Library, incoming: Iterable[Mapping[str, Any]]) -> set[str]:
    """The files of incoming versions that no erasure known here or there names."""
    erased = {str(row[0]) for row in library.db.execute("SELECT target FROM erased")}
    versions: set[str] = set()
    for record in incoming:
        entry = record.get("entry", {})
        entity, body = str(entry.get("entity", "")), entry.get("body") or {}
        # An entry that arrives without its values brings no file either: a withheld or a removed item's.
        if last(entity)[0] == "version" and not body.get("x"):
            versions.add(entity)
        erased.update(map(str, body.get("erase") or ()))
    return {last(entity)[1] for entity in versions if erased.isdisjoint([entity, *containers(entity)])}
