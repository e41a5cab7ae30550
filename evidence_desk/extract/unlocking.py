"""Files protected with a password, opened in memory."""

import shutil
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from evidence_desk.extract.found import Found, Source
from evidence_desk.extract.sniffing import OLE, Locked

# Excel protects a book with this one when only its structure is protected ([MS-OFFCRYPTO] 2.4.2.3); anybody opens it.
_EXCELS_OWN = "VelvetSweatshop"
# What msoffcrypto raises over a damaged file.
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, EOFError, struct.error)


def read_unlocked(path: Path, passwords: Iterable[str], read: Callable[[Source], Found]) -> Found:
    """What `read` finds in the file once one of the passwords has opened it; raises `Locked` where none does."""
    for password in (*passwords, _EXCELS_OWN):
        source = unlocked(path, password)
        if source is not None:
            return replace(read(source), was_locked=password != _EXCELS_OWN)
    raise Locked


def unlocked(path: Path, password: str) -> BytesIO | None:
    """The file as it is without its password, or None where this is not the one."""
    with path.open("rb") as file:
        head = file.read(len(OLE))
    if head == OLE:
        return _office(path, password)
    from evidence_desk.extract import openlock

    return openlock.unlocked(path, password)


def write_plain(path: str, target: str, passwords: tuple[str, ...]) -> str | None:
    """Copies an old office file for LibreOffice, without its password if it has one; None where that is not known.

    Says whether the file was `open` or `locked`.

    This is the one time that something unlocked lies on a disk: in a folder of this run's own, until it is converted.
    """
    if not is_locked_office(Path(path)):
        shutil.copyfile(path, target)
        return "open"
    for password in passwords:
        source = unlocked(Path(path), password)
        if source is not None:
            Path(target).write_bytes(source.getvalue())
            return "locked"
    return None


def is_locked_office(path: Path) -> bool:
    """Whether an old Word, Excel or PowerPoint file needs a password; also where nobody can tell how it is locked."""
    import msoffcrypto  # type: ignore[import-untyped]
    from msoffcrypto import exceptions

    try:
        with path.open("rb") as file:
            return bool(msoffcrypto.OfficeFile(file).is_encrypted())
    except (exceptions.FileFormatError, exceptions.ParseError, *_BROKEN):
        return False


def _office(path: Path, password: str) -> BytesIO | None:
    import msoffcrypto
    from msoffcrypto import exceptions

    out = BytesIO()
    try:
        with path.open("rb") as file:
            office = msoffcrypto.OfficeFile(file)
            office.load_key(password=password, **_checked(office))
            office.decrypt(out)
    except (exceptions.InvalidKeyError, exceptions.DecryptionError, exceptions.ParseError):
        return None
    except (exceptions.FileFormatError, *_BROKEN) as error:
        raise Locked from error
    out.seek(0)
    return out


def _checked(office: object) -> dict[str, bool]:
    """Only the newer formats can be asked to check the password first; the old ones always do."""
    return {"verify_password": True} if type(office).__name__ == "OOXMLFile" else {}


def in_bytes(passwords: Iterable[str]) -> Iterator[bytes]:
    """Each password as the programs that make ZIP files may have written it."""
    for password in passwords:
        yield password.encode()
        if not password.isascii():
            for encoding in ("cp437", "cp1252"):
                try:
                    yield password.encode(encoding)
                except UnicodeEncodeError:
                    continue
