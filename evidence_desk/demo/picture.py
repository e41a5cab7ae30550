"""Pictures of the example, drawn dot by dot: a scanned page and a photographed board, with no text to be read."""

import struct
import textwrap
import zlib
from collections.abc import Iterator
from itertools import groupby
from typing import Any

Colour = tuple[int, int, int]

# Five columns for each character from space to tilde, the lowest bit on top: the letters of dot displays.
_LETTERS = bytes.fromhex(
    "000000000000005f00000007000700147f147f14242a7f2a12231308646236495620500008070300001c2241000041221c00"
    "2a1c7f1c2a08083e080800807030000808080808000060600020100804023e5149453e00427f400072494949462141494d33"
    "1814127f1027454545393c4a49493141211109073649494936464949291e0000140000004034000000081422411414141414"
    "004122140802015909063e415d594e7c1211127c7f494949363e414141227f4141413e7f494949417f090909013e41415173"
    "7f0808087f00417f41002040413f017f081422417f404040407f021c027f7f0408107f3e4141413e7f090909063e4151215e"
    "7f09192946264949493203017f01033f4040403f1f2040201f3f4038403f631408146303047804036159494d43007f414141"
    "0204081020004141417f04020102044040404040000307080020545478407f284444383844444428384444287f3854545418"
    "00087e090218a4a49c787f0804047800447d40002040403d007f1028440000417f40007c047804787c080404783844444438"
    "fc1824241818242418fc7c08040408485454542404043f44243c4040207c1c2040201c3c4030403c44281028444c9090907c"
    "4464544c440008364100000077000000413608000201020402"
)  # fmt: skip
_WIDE, _HIGH = 6, 10
_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "é": "e", "•": "*"}

_PAPER, _INK, _SMUDGE, _EDGE = range(4)
_PAGE_COLOURS: tuple[Colour, ...] = ((246, 244, 238), (42, 44, 52), (214, 210, 200), (150, 146, 138))
_A4 = (827, 1169)  # 100 dots to the inch

_CARDS = {"yellow": (250, 232, 130), "blue": (180, 216, 240), "pink": (246, 196, 208), "green": (196, 228, 180)}
_BOARD = (198, 160, 112)


class Picture:
    """Dots of a few colours; everything drawn is clipped to its edges."""

    def __init__(self, width: int, height: int, colours: tuple[Colour, ...], ground: int = 0) -> None:
        self.width, self.height, self.colours = width, height, colours
        self.rows = [bytearray([ground]) * width for _ in range(height)]

    def fill(self, x: int, y: int, width: int, height: int, colour: int) -> None:
        left, right = max(x, 0), min(x + width, self.width)
        for row in self.rows[max(y, 0) : max(min(y + height, self.height), 0)]:
            row[left:right] = bytes([colour]) * max(right - left, 0)

    def write(self, text: str, x: int, y: int, colour: int, *, size: int = 2, lean: int = 0) -> None:
        """One line; with `lean` it sinks by a dot every so many dots, as on a page laid askew on the glass."""
        for letter in "".join(_PLAIN.get(one, one) for one in text):
            start = 5 * (ord(letter) - 32) if " " <= letter <= "~" else 5 * (ord("?") - 32)
            for column, dots in enumerate(_LETTERS[start : start + 5]):
                for row in range(8):
                    if dots >> row & 1:
                        at = x + column * size
                        self.fill(at, y + row * size + (at // lean if lean else 0), size, size, colour)
            x += _WIDE * size

    def png(self) -> bytes:
        """As PNG, not compressed: packing differs between machines. After the PNG specification (W3C), 5 and 11."""
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)
        table = b"".join(bytes(colour) for colour in self.colours)
        parts = ((b"IHDR", head), (b"PLTE", table), (b"IDAT", _stored(b"".join(b"\0" + row for row in self.rows))))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in (*parts, (b"IEND", b"")))

    def run_lengths(self) -> bytes:
        """The dots row by row as a PDF takes them: RunLengthDecode, ISO 32000-1, 7.4.5."""
        return b"".join(_runs(bytes(row)) for row in self.rows) + b"\x80"


def scanned(text: str) -> Picture:
    """A typed page as a scanner sees it: a little askew, with specks and a dark edge. Empty lines stay empty."""
    page = Picture(*_A4, _PAGE_COLOURS)
    page.fill(0, 0, 7, page.height, _EDGE)
    page.fill(0, page.height - 4, page.width, 4, _SMUDGE)
    y = 70
    for line in text.splitlines():
        size = 3 if line.startswith("# ") else 2
        room = (page.width - 120) // (_WIDE * size)
        for part in textwrap.wrap(line.removeprefix("# "), room) or [""]:
            page.write(part, 64, y, _INK, size=size, lean=160)
            y += _HIGH * size + 3
    if y > page.height - 40:
        raise ValueError("the text is too long for one scanned page")
    for number, (x, at) in enumerate(_scattered(page, 140)):
        page.fill(x, at, 1 + number % 2, 1, _SMUDGE if number % 3 else _EDGE)
    return page


def board(data: dict[str, Any]) -> Picture:
    """A cork board with cards, as somebody's telephone saw it: `title`, and `cards` of `colour` and `text`."""
    colours = (_BOARD, (60, 44, 36), (176, 138, 92), (252, 250, 244), (196, 40, 48), *_CARDS.values())
    picture = Picture(960, 720, colours)
    for number, (x, y) in enumerate(_scattered(picture, 2600)):
        picture.fill(x, y, 2, 1 + number % 2, 2)
    wide = len(data["title"]) * _WIDE * 3
    picture.fill(40, 26, wide + 40, 50, 3)
    picture.write(data["title"], 60, 38, 1, size=3)
    for number, card in enumerate(data["cards"]):
        x, y = 36 + number % 3 * 304 + number % 2 * 6, 100 + number // 3 * 204 + number % 3 * 7
        picture.fill(x + 5, y + 6, 282, 180, 2)
        picture.fill(x, y, 282, 180, 5 + list(_CARDS).index(card["colour"]))
        picture.fill(x + 136, y + 6, 9, 9, 4)
        for line, part in enumerate(textwrap.wrap(card["text"], 21)):
            picture.write(part, x + 14, y + 26 + line * 21, 1, lean=90 + number * 13)
    return picture


def _scattered(picture: Picture, count: int) -> Iterator[tuple[int, int]]:
    """Places that look like chance and are the same each time (Numerical Recipes' linear congruence)."""
    seed = 20261124
    for _ in range(count):
        seed = (seed * 1664525 + 1013904223) % (1 << 32)
        x = seed >> 8
        seed = (seed * 1664525 + 1013904223) % (1 << 32)
        yield x % picture.width, (seed >> 8) % picture.height


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _stored(data: bytes) -> bytes:
    """A zlib stream of stored blocks: RFC 1950 and RFC 1951, 3.2.4."""
    out, most = bytearray(b"\x78\x01"), 65535
    for start in range(0, len(data), most):
        block = data[start : start + most]
        out += struct.pack("<BHH", start + most >= len(data), len(block), len(block) ^ 0xFFFF) + block
    return bytes(out) + struct.pack(">I", zlib.adler32(data))


def _runs(row: bytes) -> bytes:
    out, plain = bytearray(), bytearray()
    for value, group in groupby(row):
        length = len(list(group))
        if length == 1:
            plain.append(value)
            continue
        out += _literal(plain)
        plain.clear()
        while length:
            part = min(length, 128)
            out += bytes([257 - part, value]) if part > 1 else bytes([0, value])
            length -= part
    return bytes(out + _literal(plain))


def _literal(values: bytearray) -> bytes:
    parts = (values[start : start + 128] for start in range(0, len(values), 128))
    return b"".join(bytes([len(part) - 1]) + part for part in parts)
