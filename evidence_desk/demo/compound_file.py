"""A message as Outlook saves it, the same bytes each time: [MS-OXMSG] properties in a compound file ([MS-CFB])."""

import struct
from collections.abc import Sequence
from datetime import UTC, datetime

Tree = dict[str, "bytes | Tree"]

_SECTOR, _MINI, _CUT = 512, 64, 4096
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_TEXT, _BINARY, _TIME = 0x001F, 0x0102, 0x0040
_SUBJECT, _BODY, _HEADERS, _CLASS, _SUBMITTED, _SENDER = 0x0037, 0x1000, 0x007D, 0x001A, 0x0039, 0x0C1A
_FILE_NAME, _DATA = 0x3707, 0x3701


def outlook_message(
    facts: dict[str, str], sent: datetime, body: str, attachments: Sequence[tuple[str, bytes]]
) -> bytes:
    """`facts`: From, To and Subject as a mail has them."""
    headers = "".join(f"{name}: {value}\r\n" for name, value in facts.items())
    texts = {_CLASS: "IPM.Note", _SUBJECT: facts["Subject"], _SENDER: facts["From"], _BODY: body, _HEADERS: headers}
    tree = _properties(
        struct.pack("<8xIIII8x", 0, len(attachments), 0, len(attachments)),
        {(number, _TEXT): text.encode("utf-16-le") for number, text in texts.items()},
        {_SUBMITTED: _file_time(sent)},
    )
    for number, (name, data) in enumerate(attachments):
        values = {(_FILE_NAME, _TEXT): name.encode("utf-16-le"), (_DATA, _BINARY): data}
        tree[f"__attach_version1.0_#{number:08X}"] = _properties(bytes(8), values, {})
    return _Compound(tree).data()


def _properties(head: bytes, values: dict[tuple[int, int], bytes], times: dict[int, int]) -> Tree:
    """A storage's property stream, and the streams its longer values stand in."""
    rows = b"".join(struct.pack("<HHIQ", _TIME, number, 6, value) for number, value in times.items())
    for (number, kind), data in values.items():
        rows += struct.pack("<HHIII", kind, number, 6, len(data) + (2 if kind == _TEXT else 0), 0)
    streams: Tree = {f"__substg1.0_{number:04X}{kind:04X}": data for (number, kind), data in values.items()}
    return {"__properties_version1.0": head + rows, **streams}


def _file_time(moment: datetime) -> int:
    return int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


class _Compound:
    """Streams under 4,096 bytes go into the mini stream, others into sectors of their own."""

    def __init__(self, tree: Tree) -> None:
        self._sectors: list[bytes] = []
        self._table: list[int] = []
        self._mini = bytearray()
        self._mini_table: list[int] = []
        self._entries: list[bytes] = [b""]
        self._top = self._enter(tree)

    def data(self) -> bytes:
        mini = self._long(bytes(self._mini))
        self._entries[0] = _entry("Root Entry", 5, (_NONE, _NONE), self._top, mini, len(self._mini))
        mini_table = self._long(_numbers(self._mini_table))
        entries = self._entries + [_entry("", 0, (_NONE, _NONE), _NONE, 0, 0)] * (-len(self._entries) % 4)
        directory = self._long(b"".join(entries))
        count = 1
        while len(self._table) + count > count * (_SECTOR // 4):
            count += 1
        places = range(len(self._table), len(self._table) + count)
        table = _numbers([*self._table, *[_FAT] * count])
        head = struct.pack(
            "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0, count, directory,
            0, _CUT, mini_table, -(-len(self._mini_table) * 4 // _SECTOR), _END, 0, places[0],
        )  # fmt: skip
        head += b"".join(struct.pack("<I", place) for place in places[1:])
        return head.ljust(_SECTOR, b"\xff") + b"".join(self._sectors) + table

    def _enter(self, tree: Tree) -> int:
        """Enters what a storage holds as a balanced tree by length and name; the number of its top."""
        return self._balanced(sorted(tree.items(), key=lambda one: (len(one[0]), one[0].upper())))

    def _balanced(self, nodes: list[tuple[str, "bytes | Tree"]]) -> int:
        if not nodes:
            return _NONE
        middle = len(nodes) // 2
        name, node = nodes[middle]
        at = len(self._entries)
        self._entries.append(b"")
        sides = (self._balanced(nodes[:middle]), self._balanced(nodes[middle + 1 :]))
        if isinstance(node, bytes):
            start = self._short(node) if len(node) < _CUT else self._long(node)
            self._entries[at] = _entry(name, 2, sides, _NONE, start, len(node))
        else:
            self._entries[at] = _entry(name, 1, sides, self._enter(node), 0, 0)
        return at

    def _short(self, data: bytes) -> int:
        if not data:
            return _END
        first, count = len(self._mini_table), -(-len(data) // _MINI)
        self._mini += data.ljust(count * _MINI, b"\0")
        self._mini_table += [*range(first + 1, first + count), _END]
        return first

    def _long(self, data: bytes) -> int:
        if not data:
            return _END
        first, count = len(self._table), -(-len(data) // _SECTOR)
        self._sectors.append(data.ljust(count * _SECTOR, b"\0"))
        self._table += [*range(first + 1, first + count), _END]
        return first


def _entry(name: str, kind: int, sides: tuple[int, int], child: int, first: int, size: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack("<64sHBBIII36xIQ", letters, len(letters), kind, 1, *sides, child, first, size)


def _numbers(table: list[int]) -> bytes:
    """A table of sectors, filled up to a whole one."""
    return struct.pack(f"<{len(table)}I", *table) + b"\xff" * (-len(table) * 4 % _SECTOR)
