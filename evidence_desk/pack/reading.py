"""Opens a pack made by Evidence Desk: everything in it is checked before anything of it is used."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, Self
from zipfile import ZipFile, ZipInfo

from evidence_desk.pack.bag import PAYLOAD_MANIFEST, TAG_MANIFEST, decoded_path
from evidence_desk.pack.layout import DATA, FILES, FORMAT_FIELD, LIBRARY_FIELD, PACK_FORMAT, RECORDS
from evidence_desk.pack.zipped import blocks, checked_entries, open_zip, refused, told

_LONGEST_LINE: Final = 16 << 20
_LARGEST_TAG_FILE: Final = 128 << 20
_MANIFEST_LINE: Final = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(\S.*)")
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PackedFile:
    """An original in a pack; `open()` streams its bytes."""

    path: str
    size: int
    open: Callable[[], IO[bytes]]


class Pack:
    """A pack that passed every check. Keep it open while its files are read, and close it."""

    def __init__(self, path: Path, zipped: ZipFile) -> None:
        self.path = path
        self.info: Mapping[str, str] = {}
        self.files: Mapping[str, PackedFile] = {}
        self._zip = zipped
        self._entries: Mapping[str, ZipInfo] = {}

    @property
    def library_id(self) -> str:
        return self.info.get(LIBRARY_FIELD, "")

    @property
    def has_records(self) -> bool:
        return DATA + RECORDS in self._entries

    def records(self) -> Iterator[Record]:
        """Every record, in the order of the file; a pack made for inspectors has none and says so."""
        if not self.has_records:
            raise refused(self.path, "It was made without records.", "Ask for a pack with records, to merge it.")
        yield from self._lines(DATA + RECORDS)

    def close(self) -> None:
        self._zip.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def check(self, tick: Callable[[], None]) -> None:
        """Structure, format, manifests, hashes and records, in this order; a KnownError names the first fault."""
        self._entries = _without_top(checked_entries(self._zip, self.path), self.path)
        self._check_declaration()
        self.info = _fields(self._tag_file("bag-info.txt"))
        self._check_format()
        payload, tags = self._manifest(PAYLOAD_MANIFEST), self._manifest(TAG_MANIFEST)
        self._check_names(payload, tags)
        for name, digest in {**tags, **payload}.items():
            self._check_digest(name, digest, tick)
        self.files = self._listed_files(payload)
        if self.has_records:
            for _ in self._lines(DATA + RECORDS):
                tick()

    def _check_declaration(self) -> None:
        said = _fields(self._tag_file("bagit.txt"))
        if said.get("BagIt-Version") != "1.0" or said.get("Tag-File-Character-Encoding", "").upper() != "UTF-8":
            raise refused(self.path, "bagit.txt does not say BagIt 1.0 in UTF-8.")
        if "fetch.txt" in self._entries:
            raise refused(self.path, "fetch.txt names files elsewhere, and Evidence Desk uses no network.")

    def _check_format(self) -> None:
        said = self.info.get(FORMAT_FIELD, "")
        if not re.fullmatch(r"[0-9]{1,6}", said):
            raise refused(self.path, f"bag-info.txt does not name its {FORMAT_FIELD}.", "Was it made by Evidence Desk?")
        if int(said) > PACK_FORMAT:
            raise refused(self.path, "It was made by a newer version of Evidence Desk.", "Update Evidence Desk.")

    def _check_names(self, payload: Mapping[str, str], tags: Mapping[str, str]) -> None:
        listed = {**payload, **tags}
        for name in payload:
            if not name.startswith(DATA):
                raise refused(self.path, f"{PAYLOAD_MANIFEST} names {name}, which is not below data.")
        for name in listed:
            if name not in self._entries:
                raise refused(self.path, f"{name} is missing.")
        for name in self._entries:
            where = payload if name.startswith(DATA) else tags
            if name not in where and name != TAG_MANIFEST:
                raise refused(self.path, f"{name} is in no manifest.")

    def _check_digest(self, name: str, digest: str, tick: Callable[[], None]) -> None:
        found = hashlib.sha256()
        with told(self.path, name), self._open(name) as stream:
            for block in blocks(stream):
                tick()
                found.update(block)
        if found.hexdigest() != digest:
            raise refused(self.path, f"{name} has been changed since the pack was made.")

    def _listed_files(self, payload: Mapping[str, str]) -> Mapping[str, PackedFile]:
        if DATA + FILES not in self._entries:
            return {}
        files = {}
        for record in self._lines(DATA + FILES):
            digest, name = record.get("sha256"), f"{DATA}{record.get('path')}"
            if not isinstance(digest, str) or payload.get(name) != digest:
                raise refused(self.path, f"{DATA}{FILES} names {name}, which is not the file it should be.")
            files[digest] = PackedFile(name, self._entries[name].file_size, self._opener(name))
        return files

    def _opener(self, name: str) -> Callable[[], IO[bytes]]:
        return lambda: self._open(name)

    def _lines(self, name: str) -> Iterator[Record]:
        with told(self.path, name), self._open(name) as stream:
            number = 0
            while line := stream.readline(_LONGEST_LINE + 1):
                number += 1
                record = None if len(line) > _LONGEST_LINE else _object(line)
                if record is None:
                    raise refused(self.path, f"{name}, line {number}, is not a record.")
                yield record

    def _tag_file(self, name: str) -> str:
        entry = self._entries.get(name)
        if entry is None:
            raise refused(self.path, f"{name} is missing.", "Was it made by Evidence Desk?")
        if entry.file_size > _LARGEST_TAG_FILE:
            raise refused(self.path, f"{name} is too large.")
        with told(self.path, name):
            try:
                return self._zip.read(entry).decode("utf-8-sig")
            except UnicodeDecodeError as fault:
                raise refused(self.path, f"{name} is not text in UTF-8.") from fault

    def _manifest(self, name: str) -> Mapping[str, str]:
        digests: dict[str, str] = {}
        for number, line in enumerate(_text_lines(self._tag_file(name)), 1):
            said = _MANIFEST_LINE.fullmatch(line)
            if said is None:
                raise refused(self.path, f"{name}, line {number}, is not a line of a manifest.")
            if digests.setdefault(decoded_path(said[2]), said[1].lower()) != said[1].lower():
                raise refused(self.path, f"{name} names {said[2]} twice.")
        return digests

    def _open(self, name: str) -> IO[bytes]:
        return self._zip.open(self._entries[name])


def open_pack(path: Path, tick: Callable[[], None] = lambda: None) -> Pack:
    """A pack whose every file was checked; refuses with the file named. `tick` may raise to cancel."""
    pack = Pack(path, open_zip(path))
    try:
        pack.check(tick)
    except BaseException:
        pack.close()
        raise
    return pack


def _without_top(entries: Mapping[str, ZipInfo], path: Path) -> Mapping[str, ZipInfo]:
    """Names below the one folder that a packed bag has on top (RFC 8493, 4)."""
    tops = {name.partition("/")[0] for name in entries if "/" in name}
    strays = [name for name in entries if "/" not in name]
    if len(tops) != 1 or strays:
        stray = strays[0] if strays else f"{len(tops)} folders on top"
        raise refused(path, f"A pack has one folder on top; this has {stray}.", "Was it made by Evidence Desk?")
    return {name.partition("/")[2]: entry for name, entry in entries.items()}


def _text_lines(text: str) -> list[str]:
    return [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]


def _fields(text: str) -> Mapping[str, str]:
    """`Label: value` lines; a value may go on in lines that begin with white space."""
    fields: dict[str, str] = {}
    label = ""
    for line in _text_lines(text):
        if line[0] in " \t" and label:
            fields[label] += " " + line.strip()
            continue
        label, _, said = line.partition(":")
        label = label.strip()
        fields[label] = said.strip()
    return fields


def _object(line: bytes) -> Record | None:
    """The JSON object in a line, if it is one that can be kept."""
    try:
        record = json.loads(line, parse_constant=_refuse_constant)
        if _SURROGATE.search(line):
            # Half a letter cannot be stored; whole pairs come back as one letter and pass.
            json.dumps(record, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
