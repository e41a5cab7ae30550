"""Writes the smallest Word, PowerPoint and Excel 97 files that say something ([MS-DOC], [MS-PPT], [MS-XLS]).

Only what a reader needs is in them. With a password they are locked as Office 2003 does ([MS-OFFCRYPTO] 2.3.5).
"""

import hashlib
import io
import struct
from pathlib import Path

import compound
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI  # type: ignore[import-untyped]

_SALT, _BITS = bytes(range(16)), 128
_TEXT_AT, _PARAGRAPHS_AT, _LETTERS_AT = 1024, 2048, 2560
_BODY = 'The quokka.\rone\x07bilby\x07\x07See \x13 HYPERLINK "secret" \x14the link\x15.gone\x02\x05\r'
_ASIDES = (
    (0x50, "\x02 a potoroo\r"), (0x54, "wombat above\rnumbat below\r"), (0x5C, "\x05a dunnart\r"),
    (0x60, "\x02 a bandicoot\r"), (0x64, "boxed “quoll”\r"),
)  # fmt: skip
WORD_PLACES = {
    "The quokka.": "paragraph 1", "one\tbilby": "table 1", "See the link.": "paragraph 2",
    "potoroo": "footnotes", "wombat": "headers and footers", "numbat": "headers and footers",
    "Jo: a dunnart": "comments", "bandicoot": "endnotes", "boxed “quoll”": "text boxes",
}  # fmt: skip


def word(path: Path, password: str | None = None) -> dict[str, str]:
    """A file of two pieces, one of letters of a byte and one of two; the word `gone` is deleted."""
    beside = "".join(text for _, text in _ASIDES) + "\r"
    letters = _BODY.encode("cp1252")
    header = _header(password) if password else b""
    main = bytearray(3072)
    struct.pack_into("<HH6xHHI", main, 0, 0xA5EC, 0xC1, 0x1200 | (0x100 if password else 0), 0xBF, len(header))
    struct.pack_into("<II", main, 0x18, _TEXT_AT, _TEXT_AT + len(letters) + 2 * len(beside))
    struct.pack_into("<H", main, 0x20, 14)
    struct.pack_into("<HI", main, 0x3E, 22, len(main))
    struct.pack_into("<I", main, 0x4C, len(letters))
    for at, text in _ASIDES:
        struct.pack_into("<I", main, at, len(text))
    struct.pack_into("<H", main, 0x98, 93)
    main[_TEXT_AT : _TEXT_AT + len(letters)] = letters
    main[_TEXT_AT + len(letters) : _TEXT_AT + len(letters) + 2 * len(beside)] = beside.encode("utf-16-le")
    _mark(main)
    table = bytearray(header)
    for at, data in _tables(len(letters), len(beside)):
        struct.pack_into("<II", main, at, len(table), len(data))
        table += data
    streams = {"WordDocument": bytes(main), "1Table": bytes(table)}
    if password:
        streams["WordDocument"] = streams["WordDocument"][:0x44] + _locked(streams["WordDocument"], password)[0x44:]
        streams["1Table"] = header + _locked(streams["1Table"], password)[len(header) :]
    compound.write(path, dict(streams))
    return WORD_PLACES


def _tables(narrow: int, wide: int) -> list[tuple[int, bytes]]:
    """The parts of the table stream, each with where the FIB names it (2.5.6)."""
    edges = struct.pack("<III", 0, narrow, narrow + wide)
    places = ((2 * _TEXT_AT) | 0x40000000, _TEXT_AT + narrow)
    pieces = edges + b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    comment = len(_ASIDES[2][1])
    reference = _BODY.index("\x05")
    whole = struct.pack("<II", _TEXT_AT, _TEXT_AT + narrow + 2 * wide)
    return [
        (0x1A2, b"\x02" + struct.pack("<I", len(pieces)) + pieces),
        (0x102, whole + struct.pack("<I", _PARAGRAPHS_AT // 512)),
        (0xFA, whole + struct.pack("<I", _LETTERS_AT // 512)),
        (0xBA, struct.pack("<II20xH8x", reference, narrow, 0)),
        (0xC2, struct.pack("<III", 0, comment, comment + 1)),
        (0x1BA, struct.pack("<H", 2) + "Jo".encode("utf-16-le")),
        (0xA2, _styles()),
    ]


def _styles() -> bytes:
    """Two styles: Normal, and the title."""
    about = struct.pack("<HHHHHHHHH", 2, 10, 1, 62, 15, 0, 0, 0, 0)
    entries = b""
    for number, name in ((0, "Normal"), (62, "Title")):
        letters = struct.pack("<H", len(name)) + name.encode("utf-16-le") + bytes(2)
        upx = b"\x02\0\0\0" + bytes(2)
        data = struct.pack("<HHHHH", number, 0xFFF1, 2, 14 + len(letters), 0) + letters + upx
        entries += struct.pack("<H", len(data)) + data
    return struct.pack("<H", len(about)) + about + entries


def _mark(main: bytearray) -> None:
    """The title, the cells and the end of the row, and the letters that were deleted (2.9.175, 2.9.33)."""
    ends = [at + 1 for at, letter in enumerate(_BODY) if letter in "\r\x07"]
    in_table, ends_row = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"
    kinds = [struct.pack("<H", 1), b"\0\0" + in_table, b"\0\0" + in_table, b"\0\0" + ends_row, b"\0\0"]
    at = 510
    page = _PARAGRAPHS_AT
    struct.pack_into(f"<{len(ends) + 1}I", main, page, *(_TEXT_AT + end for end in (0, *ends)))
    for number, data in enumerate(kinds):
        data = bytes([0, (len(data) + 1) // 2]) + data if len(data) % 2 == 0 else bytes([(len(data) + 1) // 2]) + data
        at = (at - len(data)) // 2 * 2
        main[page + at : page + at + len(data)] = data
        main[page + 4 * (len(ends) + 1) + 13 * number] = at // 2
    main[page + 511] = len(ends)
    first = _BODY.index("gone")
    struct.pack_into("<4I", main, _LETTERS_AT, *(_TEXT_AT + one for one in (0, first, first + 4, len(_BODY))))
    main[_LETTERS_AT + 500 : _LETTERS_AT + 504] = b"\x03\x00\x08\x01"
    main[_LETTERS_AT + 17] = 250
    main[_LETTERS_AT + 511] = 3


SLIDE_PLACES = {
    "The quokka": "slide 1", "boxed “wombat”": "slide 1", "potoroo below": "slide 1",
    "mention the quoll": "slide 1, notes", "Jo: a dunnart": "slide 1, comments", "hidden bilby": "slide 2 (hidden)",
}  # fmt: skip


def slides(path: Path, password: str | None = None) -> dict[str, str]:
    """Two slides, the first with notes, a comment and a footer; the second is hidden."""
    outline = _record(0x03F3, struct.pack("<IIIII", 2, 0, 1, 256, 0)) + _letters("The quokka")
    listed = _held(0x0FF0, outline + _record(0x03F3, struct.pack("<IIIII", 3, 0, 0, 257, 0)))
    noted = _held(0x0FF0, _record(0x03F3, struct.pack("<IIIII", 4, 0, 0, 256, 0)), number=2)
    said = _record(0x0FBA, "Jo".encode("utf-16-le")) + _record(0x0FBA, "a dunnart".encode("utf-16-le"), number=1)
    blob = _record(0x0FBA, "___PPT10".encode("utf-16-le")) + _record(0x138B, _held(0x2EE0, said))
    comments = _held(0x1388, _held(0x138A, blob))
    footer = _held(0x0FD9, _record(0x0FBA, "potoroo below".encode("utf-16-le"), number=2))
    first = _record(0x03EF, struct.pack("<16xII", 256, 7)) + footer + _drawn("boxed “wombat”") + comments
    second = _record(0x03EF, bytes(24)) + _record(0x03F9, struct.pack("<10xH4x", 4)) + _drawn("hidden bilby", "*")
    notes = _record(0x03F1, bytes(8)) + _drawn("mention the quoll")
    parts = [_held(0x03E8, listed + noted), _held(0x03EE, first), _held(0x03EE, second), _held(0x03F0, notes)]
    if password:
        parts.append(_held(0x2F14, _header(password)))
    stream, places = b"", []
    for number, part in enumerate(parts, 1):
        places.append(len(stream))
        open_part = not password or part is parts[-1]
        stream += part if open_part else _locked(part, password or "", block=number, whole=True)
    directory = len(stream)
    stream += _record(0x1772, struct.pack(f"<I{len(places)}I", 1 | len(places) << 20, *places))
    edit = len(stream)
    about = struct.pack("<IHBBIIIIHH", 256, 0, 0, 3, 0, directory, 1, len(places), 1, 0)
    stream += _record(0x0FF5, about + (struct.pack("<I", len(places)) if password else b""))
    token = 0xF3D1C4DF if password else 0xE391C05F
    user = struct.pack("<IIIHHBBH", 0x14, token, edit, 2, 0x03F4, 3, 0, 0) + b"Jo" + struct.pack("<I", 8)
    user = _record(0x0FF6, user + "Jo".encode("utf-16-le"))
    compound.write(path, {"PowerPoint Document": stream, "Current User": user})
    return SLIDE_PLACES


BOOK_PLACES = {"a quokka": "sheet Waits, row 1"}


def workbook(path: Path, password: str | None = None) -> dict[str, str]:
    """One sheet with one cell. The heads of records are never locked, nor is where a sheet begins."""
    head = struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 0x07CC, 0, 6)
    lock = _row(0x2F, struct.pack("<H", 1) + _header(password)) if password else b""
    name = b"\x05\0Waits"
    begins = 4 + len(head) + len(lock) + 4 + 6 + len(name) + 4
    place = struct.pack("<IBB", begins, 0, 0)
    cell = struct.pack("<HHHHB", 0, 0, 0, len("a quokka"), 0) + b"a quokka"
    opened = _row(0x0809, head) + lock
    listed = _row(0x85, place + name) + _row(0x0A)
    sheet = _row(0x0809, head[:2] + struct.pack("<H", 0x10) + head[4:])
    stream = opened + listed + sheet + _row(0x0204, cell) + _row(0x0A)
    if password:
        sealed = bytearray(_locked(stream, password, size=1024))
        for first, last in ((0, len(opened) + 8), (len(opened + listed) - 4, len(opened + listed + sheet) + 4)):
            sealed[first:last] = stream[first:last]
        stream = bytes(sealed[:-4]) + _row(0x0A)
    compound.write(path, {"Workbook": stream})
    return BOOK_PLACES


def _row(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _drawn(*texts: str) -> bytes:
    shapes = b"".join(_held(0xF004, _held(0xF00D, _letters(text))) for text in texts)
    return _held(0x040C, _held(0xF002, _held(0xF003, shapes)))


def _letters(text: str) -> bytes:
    kind = _record(0x0F9F, struct.pack("<I", 4))
    return kind + (_record(0x0FA8, text.encode()) if text.isascii() else _record(0x0FA0, text.encode("utf-16-le")))


def _record(kind: int, data: bytes, number: int = 0) -> bytes:
    return struct.pack("<HHI", number << 4, kind, len(data)) + data


def _held(kind: int, data: bytes, number: int = 0) -> bytes:
    return struct.pack("<HHI", number << 4 | 15, kind, len(data)) + data


def _header(password: str) -> bytes:
    """How the file is locked, and by what a password is tried (2.3.5.1)."""
    name = "Microsoft Enhanced Cryptographic Provider v1.0\0".encode("utf-16-le")
    about = struct.pack("<8I", 4, 0, 0x6801, 0x8004, _BITS, 1, 0, 0) + name
    tried = bytes(range(100, 116))
    sealed = _locked(tried + hashlib.sha1(tried).digest(), password)
    tries = struct.pack("<I", 16) + _SALT + sealed[:16] + struct.pack("<I", 20) + sealed[16:]
    return struct.pack("<HHII", 2, 2, 4, len(about)) + about + tries


def _locked(data: bytes, password: str, block: int = 0, *, whole: bool = False, size: int = 0x200) -> bytes:
    size = _BITS * (len(data) // _BITS + 1) if whole else size
    done = DocumentRC4CryptoAPI.decrypt(password, _SALT, _BITS, io.BytesIO(data), blocksize=size, block=block)
    return bytes(done.read())
