"""One ZIP that is a BagIt 1.0 bag (RFC 8493): every payload file with its SHA-256, and who made it when."""

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, Final, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

DECLARATION: Final = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD_MANIFEST: Final = "manifest-sha256.txt"
TAG_MANIFEST: Final = "tagmanifest-sha256.txt"
_BLOCK: Final = 1 << 20
_SAMPLE: Final = 1 << 16
# What shrinks less than this is stored as it is; so is what shrinks so much that it would look like a ZIP bomb.
_WORTH: Final = 0.95
_SUSPICIOUS: Final = 0.02

Tick = Callable[[], None]


class Bag:
    """A bag being written into an open file, in the order the caller adds to it.

    The same additions and moment give the same bytes. `tick` is called for every block and may raise to cancel.
    """

    def __init__(self, stream: BinaryIO, name: str, moment: datetime, tick: Tick = lambda: None) -> None:
        self._zip = ZipFile(stream, "w", ZIP_DEFLATED)
        self._name = name
        # ZIP has no years before 1980 and counts in twos of seconds.
        self._moment = max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
        self._tick = tick
        self._payload: dict[str, str] = {}
        self._octets = 0
        self._tags: dict[str, str] = {}
        self._tag_file("bagit.txt", DECLARATION)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            # Half a bag is not to be ended: without this, the ZIP would write its directory when collected.
            self._zip.fp = None

    def add_text(self, path: str, text: str) -> str:
        """Adds a payload file of text; its SHA-256."""
        return self._add(path, [text.encode()])

    def add_lines(self, path: str, lines: Iterable[str]) -> str:
        """Adds a payload file line by line; its SHA-256."""
        return self._add(path, _batched(lines))

    def add_file(self, path: str, source: Path) -> str:
        """Adds a file from disk under `data/`; its SHA-256 as read now."""
        with open(source, "rb") as stream:
            return self.add_stream(path, stream)

    def add_stream(self, path: str, stream: IO[bytes]) -> str:
        """Adds an open file from its beginning; its SHA-256 as read now."""
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        method = _method(stream.read(_SAMPLE))
        stream.seek(0)
        return self._add(path, iter(lambda: stream.read(_BLOCK), b""), method, size)

    def close(self, info: Mapping[str, str]) -> None:
        """Writes the bag's facts and manifests, and ends the ZIP."""
        oxum = {"Payload-Oxum": f"{self._octets}.{len(self._payload)}"}
        self._tag_file("bag-info.txt", "".join(f"{key}: {_one_line(said)}\n" for key, said in {**info, **oxum}.items()))
        self._tag_file(PAYLOAD_MANIFEST, _manifest(self._payload))
        self._write(TAG_MANIFEST, [_manifest(self._tags).encode()])
        self._zip.close()

    def _tag_file(self, path: str, text: str) -> None:
        self._tags[path] = self._write(path, [text.encode()])[0]

    def _add(self, path: str, blocks: Iterable[bytes], method: int = ZIP_DEFLATED, size: int = 0) -> str:
        inside = f"data/{path}"
        if inside in self._payload:
            raise ValueError(f"{inside} is in the bag already")
        digest, octets = self._write(inside, blocks, method, size)
        self._payload[inside] = digest
        self._octets += octets
        return digest

    def _write(self, path: str, blocks: Iterable[bytes], method: int = ZIP_DEFLATED, size: int = 0) -> tuple[str, int]:
        entry = ZipInfo(f"{self._name}/{path}", self._moment)
        entry.compress_type = method
        entry.create_system = 3
        entry.external_attr = 0o100644 << 16
        digest, octets = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=size >= 1 << 30 or not size) as inside:
            for block in blocks:
                self._tick()
                inside.write(block)
                digest.update(block)
                octets += len(block)
        return digest.hexdigest(), octets


def encoded_path(path: str) -> str:
    """A path as a manifest writes it: %, CR and LF percent-encoded (RFC 8493, 2.1.3)."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def decoded_path(path: str) -> str:
    """A manifest's path as it is."""
    for code, letter in (("%0A", "\n"), ("%0a", "\n"), ("%0D", "\r"), ("%0d", "\r"), ("%25", "%")):
        path = path.replace(code, letter)
    return path


def _manifest(digests: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {encoded_path(path)}\n" for path, digest in sorted(digests.items()))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _method(sample: bytes) -> int:
    if not sample:
        return ZIP_STORED
    ratio = len(zlib.compress(sample, 1)) / len(sample)
    return ZIP_DEFLATED if _SUSPICIOUS < ratio < _WORTH else ZIP_STORED


def _batched(lines: Iterable[str]) -> Iterator[bytes]:
    batch, length = [], 0
    for line in lines:
        batch.append(line)
        length += len(line)
        if length >= _BLOCK:
            yield "\n".join([*batch, ""]).encode()
            batch, length = [], 0
    if batch:
        yield "\n".join([*batch, ""]).encode()
