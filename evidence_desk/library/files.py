"""The originals: `files/ab/abcdef…` by SHA-256, read-only, each written whole or not at all.

A file that was added is safe against a power cut once `sync` has returned. What a power cut tore before that bears
its name already, which is why adding it again looks at its bytes.
"""

import contextlib
import hashlib
import os
import re
import stat
import sys
import threading
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO
from uuid import uuid4

from evidence_desk.errors import KnownError
from evidence_desk.library.troubles import of_disk, told

_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".part"
_READ_ONLY = stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH
_CHUNK = 1 << 20
# Waiting for a disk takes its time, not the processor's; a disk that is asked for many at once needs a tenth of it.
_SYNCS_AT_ONCE = 8


class OtherBytes(KnownError):
    """What was read is not what the hash said."""


class SourceLost(KnownError):
    """What is copied cannot be read any more: it is gone, or its drive is failing. Its cause is the OSError."""


class Files:
    """The folder `files` of one library. Only the process that holds the library's lock may add or remove."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # What this process put here: an import under way may not have entered it yet.
        self._own: set[str] = set()
        self._unsynced: set[Path] = set()
        self._guard = threading.Lock()

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies, or would lie."""
        if not _SHA256.fullmatch(sha256):
            raise KnownError("A file's fingerprint is not one.", f"{sha256[:80]!r} is no SHA-256 in small letters.")
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def add(self, source: Path, sha256: str) -> Path:
        """Copies a file in. Raises OtherBytes where its bytes are no longer those of the hash, or SourceLost."""
        try:
            stream = source.open("rb")
        except OSError as error:
            raise _lost(error, str(source)) from error
        with stream:
            return self.add_stream(stream, sha256, name=str(source))

    def add_bytes(self, data: bytes, sha256: str | None = None) -> str:
        """Keeps bytes that are no file yet, such as an attachment; answers their hash."""
        import io

        found = hashlib.sha256(data).hexdigest()
        self.add_stream(io.BytesIO(data), sha256 or found, name="the file")
        return found

    def add_stream(self, stream: IO[bytes], sha256: str, *, name: str) -> Path:
        """Copies what is read, hashing on the way; `name` is what an error calls it."""
        target = self.path(sha256)
        self._own.add(sha256)
        if _holds(target, sha256):
            return target
        with told(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished = target.with_name(f"{sha256}-{uuid4().hex[:8]}{_UNFINISHED}")
            try:
                if _copy(stream, unfinished, name) != sha256:
                    raise OtherBytes(f"{name} has changed or is damaged.", "It is not the file it was said to be.")
                _put(unfinished, target)
                with self._guard:
                    self._unsynced.add(target)
            finally:
                _delete(unfinished)
        return target

    def sync(self) -> None:
        """Returns when every file added so far has reached the disk; a change that names them commits after it."""
        with self._guard:
            waiting, self._unsynced = self._unsynced, set()
        if not waiting:
            return
        with told(self.folder), ThreadPoolExecutor(min(_SYNCS_AT_ONCE, len(waiting))) as threads:
            list(threads.map(_sync_file, waiting))
            list(threads.map(sync_folder, {path.parent for path in waiting}))

    def remove(self, sha256: str) -> bool:
        """Deletes the file; False where there was none."""
        target = self.path(sha256)
        with told(target):
            if not _delete(target):
                return False
            sync_folder(target.parent)
            with contextlib.suppress(OSError):  # not empty
                target.parent.rmdir()
        return True

    def all(self) -> Iterator[str]:
        """The hashes of all files there, in order."""
        yield from sorted(path.name for path in self._everything() if self._is_one(path))

    def stray(self, known: Collection[str]) -> list[Path]:
        """What lies there without being one of the known hashes, nor put there by this process."""
        return sorted(path for path in self._everything() if not self._is_accounted_for(path, known))

    def remove_stray(self, known: Collection[str]) -> int:
        """Deletes what is stray and says how many there were."""
        found = self.stray(known)
        for path in found:
            with told(path):
                _delete(path)
        return len(found)

    def _everything(self) -> Iterator[Path]:
        with told(self.folder):
            return iter([path for path in self.folder.rglob("*") if not path.is_dir() or path.is_symlink()])

    def _is_accounted_for(self, path: Path, known: Collection[str]) -> bool:
        if path.name.endswith(_UNFINISHED):
            return path.name.partition("-")[0] in self._own
        return self._is_one(path) and (path.name in known or path.name in self._own)

    def _is_one(self, path: Path) -> bool:
        return bool(_SHA256.fullmatch(path.name)) and path.parent == self.folder / path.name[:2]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal."""
    with told(path), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _holds(path: Path, sha256: str) -> bool:
    """Whether the file is there and whole: a power cut may have left one that is not."""
    return path.is_file() and sha256_of(path) == sha256


def _copy(stream: IO[bytes], target: Path, name: str) -> str:
    digest = hashlib.sha256()
    with target.open("xb") as out:
        while chunk := _read(stream, name):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _read(stream: IO[bytes], name: str) -> bytes:
    try:
        return stream.read(_CHUNK)
    except OSError as error:
        raise _lost(error, name) from error


def _lost(error: OSError, name: str) -> SourceLost:
    known = of_disk(error, Path(name))
    return SourceLost(known.title, known.message, known.what_to_do)


def _put(unfinished: Path, target: Path) -> None:
    """Gives the finished file its name."""
    if sys.platform != "win32":
        unfinished.chmod(_READ_ONLY)
    if target.exists():
        _delete(target)
    unfinished.replace(target)


def _sync_file(path: Path) -> None:
    """Waits until the file is on the disk. Windows does so only for one that may be written, hence read-only after."""
    if not path.exists():
        return  # removed meanwhile
    if sys.platform == "win32":
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        path.chmod(_READ_ONLY)
        return
    _sync(path)


def _delete(path: Path) -> bool:
    """Unlinks a file also where it is read-only (Windows refuses that); False where there is none."""
    if not path.exists() and not path.is_symlink():
        return False
    if sys.platform == "win32":
        path.chmod(stat.S_IWRITE)
    path.unlink()
    return True


def sync_folder(folder: Path) -> None:
    """Makes a rename last; Windows does so by itself and cannot open folders."""
    if sys.platform == "win32":
        return
    # Some network file systems answer that a folder cannot be synced.
    with contextlib.suppress(OSError):
        _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
