"""A ZIP from somebody else, looked at before anything in it is used. Nothing is ever unpacked to disk."""

import re
import stat
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from evidence_desk.errors import KnownError

MOST_ENTRIES: Final = 200_000
MOST_BYTES: Final = 200 * 1 << 30
# Up to a gigabyte anything may shrink as it likes; beyond it, nothing honest shrinks a hundredfold.
FREE_BYTES: Final = 1 << 30
MOST_RATIO: Final = 100
_ENCRYPTED: Final = 0x41
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_ASK: Final = "Ask for the pack again. Nothing was taken from it."


def refused(path: Path, why: str, what_to_do: str = _ASK) -> KnownError:
    """The pack is not used, and why."""
    return KnownError(f"{path.name} was refused.", why, what_to_do)


def open_zip(path: Path) -> ZipFile:
    """Opens the file as a ZIP, or says that it is none."""
    try:
        return ZipFile(path)
    except (BadZipFile, NotImplementedError, ValueError, EOFError) as fault:
        raise refused(path, "It is not a whole ZIP file.") from fault
    except FileNotFoundError as fault:
        raise KnownError(f"There is no file {path}.") from fault
    except OSError as fault:
        raise KnownError(f"{path} could not be read.", f"{fault.strerror or fault}.") from fault


def checked_entries(zipped: ZipFile, path: Path) -> Mapping[str, ZipInfo]:
    """The files of the ZIP by name, or a KnownError naming the first that is not safe to read."""
    entries = zipped.infolist()
    if len(entries) > MOST_ENTRIES:
        raise refused(path, f"It holds {len(entries):,} files; {MOST_ENTRIES:,} is the most.")
    seen: dict[str, str] = {}
    for entry in entries:
        if fault := _fault_of(entry):
            raise refused(path, f"{_shown(entry.orig_filename)} {fault}.")
        alike = seen.setdefault(_folded(entry.filename), entry.filename)
        if alike is not entry.filename:
            raise refused(path, f"{_shown(entry.filename)} is in it twice.")
    _refuse_bombs(entries, path)
    return {entry.filename: entry for entry in entries if not entry.is_dir()}


@contextmanager
def told(path: Path, name: str) -> Iterator[None]:
    """Says which file of the pack could not be read."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
        raise refused(path, f"{_shown(name)} is damaged.") from fault
    except OSError as fault:
        raise KnownError(f"{path} could not be read.", f"{fault.strerror or fault}.") from fault


def blocks(stream: IO[bytes], size: int = 1 << 20) -> Iterator[bytes]:
    """The rest of a stream, block by block."""
    return iter(lambda: stream.read(size), b"")


def _fault_of(entry: ZipInfo) -> str | None:
    name = entry.orig_filename
    mode = entry.external_attr >> 16
    if "\0" in name or "\\" in name or any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        return "has a name with letters that no path may have"
    if name.startswith("/") or _DRIVE.match(name):
        return "has an absolute path"
    if any(part in ("", ".", "..") for part in name.removesuffix("/").split("/")):
        return "has a path that leaves the pack"
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device, not a file"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "is packed in a way that packs are not"
    if entry.is_dir() and entry.file_size:
        return "is a folder with content"
    return None


def _refuse_bombs(entries: list[ZipInfo], path: Path) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    # The file itself is the measure: entries that overlap would each count their common bytes.
    packed = path.stat().st_size
    if unpacked > MOST_BYTES or (unpacked > FREE_BYTES and unpacked > MOST_RATIO * packed):
        largest = max(entries, key=lambda entry: entry.file_size)
        raise refused(
            path,
            f"It would unpack to {unpacked / (1 << 30):,.0f} GB, most of it {_shown(largest.filename)}.",
            "This looks like an attack. Tell whoever sent it.",
        )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name.removesuffix("/")).casefold())


def _shown(name: str) -> str:
    """A name as it may be shown: no controls, not endless."""
    printable = "".join(letter if letter.isprintable() else "?" for letter in name)
    return printable if len(printable) <= 200 else printable[:200] + "…"
