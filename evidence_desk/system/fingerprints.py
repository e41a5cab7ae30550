"""SHA-256 of files that were read before, remembered by path, size and time, so that they need not be read again.

Kept in the user's cache. A path is kept as its hash, so that no name of a file stands there.
"""

import hashlib
import json
import os
import time
from pathlib import Path

import platformdirs

# Within so many nanoseconds of a change another one may bear the same time (two seconds on FAT and exFAT).
_TOO_NEW = 2_000_000_000


class Fingerprints:
    """The fingerprints of one folder's files. `save` keeps those that were asked for, and forgets the others."""

    def __init__(self, purpose: str) -> None:
        code = hashlib.sha256(purpose.encode("utf-8", "surrogateescape")).hexdigest()[:24]
        self._file = platformdirs.user_cache_path("evidence-desk", appauthor=False) / "watched" / f"{code}.json"
        self._known = self._load()
        self._asked: dict[str, list[object]] = {}

    def sha256(self, path: Path, about: os.stat_result) -> str:
        """The file's SHA-256; it is read only where size or time of change are others than last time."""
        key = hashlib.sha256(os.fsencode(path)).hexdigest()
        known = self._known.get(key)
        if isinstance(known, list) and known[:2] == [about.st_size, about.st_mtime_ns] and len(known) == 3:
            self._asked[key] = known
            return str(known[2])
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if time.time_ns() - about.st_mtime_ns > _TOO_NEW:
            self._asked[key] = [about.st_size, about.st_mtime_ns, found]
        return found

    def save(self) -> None:
        """Writes them beside the old file and swaps."""
        if self._asked == self._known:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(f".{os.getpid()}.new")
        draft.write_text(json.dumps(self._asked), encoding="ascii")
        os.replace(draft, self._file)

    def forget(self) -> None:
        """The folder is watched no more."""
        self._file.unlink(missing_ok=True)

    def _load(self) -> dict[str, object]:
        try:
            found = json.loads(self._file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
