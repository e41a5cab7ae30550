"""ZIP as a folder: its files are taken out, under numbers and never under their own names, and the ZIP is not kept."""

import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from evidence_desk.extract import winzip
from evidence_desk.extract.found import Found
from evidence_desk.extract.sniffing import DAMAGED_ZIP, Rejected
from evidence_desk.extract.unlocking import in_bytes

MOST_FILES = 20_000
MOST_BYTES = 4_000_000_000
_MOST_RATIO = 200
_SMALL = 50_000_000
_CHUNK = 1 << 20
_UNREADABLE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError, EOFError)
_IS_LOCKED = 1
LOCKED_INSIDE = "It is protected with a password inside the ZIP file."
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file of the archive: its name with folders, where its bytes lie now, or why they do not.

    `was_locked`: a password was needed to take it out.
    """

    name: str
    file: str | None
    refused: str | None = None
    was_locked: bool = False


def read(path: Path) -> Found:
    """That it is a folder: the files in it speak for it."""
    _members(path)
    return Found(is_folder=True)


def unpack(path: str, folder: str, passwords: tuple[str, ...] = ()) -> list[Unpacked]:
    """Writes each file into `folder` and says what it is called. Runs in a worker, with its limits.

    Raises Rejected where the archive is damaged, or unpacks to far more than people put in one.
    """
    members = _members(Path(path))
    names = _told_apart(_shown(member.filename) for member in members)
    keys = tuple(in_bytes(passwords))
    with zipfile.ZipFile(path) as archive:
        return [
            _one(archive, member, name, Path(folder) / str(at), keys)
            for at, (member, name) in enumerate(zip(members, names, strict=True))
        ]


def _members(path: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
    except _UNREADABLE as error:
        raise Rejected(DAMAGED_ZIP) from error
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MOST_FILES or unpacked > MOST_BYTES or (unpacked > _SMALL and unpacked > _MOST_RATIO * packed):
        raise Rejected("It is a ZIP file that unpacks to far more than people put in one, so it was not opened.")
    return members


def _one(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, out: Path, keys: tuple[bytes, ...]) -> Unpacked:
    if stat.S_ISLNK(member.external_attr >> 16):
        return Unpacked(name, None, "It is a link, and links are not followed. Import the file it leads to.")
    try:
        if not member.flag_bits & _IS_LOCKED:
            _write(archive, member, out)
        elif not any(_unlocked(archive, member, out, key) for key in keys):
            return Unpacked(name, None, LOCKED_INSIDE)
    except (*_UNREADABLE, zlib.error):
        out.unlink(missing_ok=True)
        return Unpacked(name, None, "It is damaged inside the ZIP file. Ask for it again.")
    return Unpacked(name, str(out), was_locked=bool(member.flag_bits & _IS_LOCKED))


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, out: Path, key: bytes | None = None) -> None:
    with archive.open(member, pwd=key) as source, out.open("wb") as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)


def _unlocked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, out: Path, key: bytes) -> bool:
    """Whether this password opens it; one wrong in 256 shows only by the sum at the end."""
    if member.compress_type == winzip.METHOD:
        data = winzip.read(Path(str(archive.filename)), member, key)
        if data is not None:
            out.write_bytes(data)
        return data is not None
    try:
        _write(archive, member, out, key)
    except (RuntimeError, zipfile.BadZipFile, zlib.error):
        out.unlink(missing_ok=True)
        return False
    return True


def _shown(name: str) -> str:
    """The name as it is told: no way out of the archive, no drive, no control characters."""
    parts = [_CONTROL.sub("", part).strip() for part in re.split(r"[/\\]", name)]
    kept = [part for part in parts if part.strip(".") and not re.fullmatch(r"[A-Za-z]:", part)]
    return "/".join(kept) or "file"


def _told_apart(names: Iterable[str]) -> list[str]:
    """An archive may hold one name twice; they are two files and not versions of one."""
    met: Counter[str] = Counter()
    told = []
    for name in names:
        met[name.casefold()] += 1
        number = met[name.casefold()]
        one = PurePosixPath(name)
        told.append(name if number == 1 else str(one.with_name(f"{one.stem} ({number}){one.suffix}")))
    return told
