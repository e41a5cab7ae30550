"""Writes the smallest Outlook message there can be ([MS-CFB] holding [MS-OXMSG]), for the tests of reading one."""

import struct
from pathlib import Path

Tree = dict[str, "bytes | Tree"]

SECTOR, MINI = 512, 64
END, FREE, FAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
UNICODE, BINARY = 0x001F, 0x0102


def message(
    path: Path, subject: str, body: str, headers: str, attachment: tuple[str, bytes], within: Tree | None = None
) -> Path:
    """A message with one attachment, and perhaps another message within."""
    tree = storage(32, {0x0037: subject, 0x1000: body, 0x007D: headers}, attachment)
    if within is not None:
        tree["__attach_version1.0_#00000001"] = {**properties(8, {}), "__substg1.0_3701000D": within}
    write(path, tree)
    return path


def within(subject: str, body: str, attachment: tuple[str, bytes]) -> Tree:
    """A message to lie in another one."""
    return storage(24, {0x0037: subject, 0x1000: body}, attachment)


def storage(header: int, texts: dict[int, str], attachment: tuple[str, bytes]) -> Tree:
    name, data = attachment
    inner = properties(8, {(0x3707, UNICODE): name.encode("utf-16-le"), (0x3701, BINARY): data})
    tree = properties(header, {(pid, UNICODE): text.encode("utf-16-le") for pid, text in texts.items()})
    return {**tree, "__attach_version1.0_#00000000": inner}


def properties(header: int, values: dict[tuple[int, int], bytes]) -> Tree:
    """A storage's property stream and the streams its values stand in."""
    rows = b"".join(struct.pack("<HHIII", kind, pid, 6, len(data), 0) for (pid, kind), data in values.items())
    streams: Tree = {f"__substg1.0_{pid:04X}{kind:04X}": data for (pid, kind), data in values.items()}
    return {"__properties_version1.0": bytes(header) + rows, **streams}


def write(path: Path, tree: Tree) -> None:
    """A compound file of small streams only: all stand in the mini stream, which is the root's own."""
    mini, mini_table = bytearray(), []
    entries: list[bytes] = []

    def stored(data: bytes) -> int:
        first, count = len(mini_table), max(1, -(-len(data) // MINI))
        mini.extend(data.ljust(count * MINI, b"\0"))
        mini_table.extend([*range(first + 1, first + count), END])
        return first

    def enter(name: str, node: "bytes | Tree", right: int) -> None:
        at = len(entries)
        entries.append(b"")
        if isinstance(node, bytes):
            entries[at] = entry(name, 2, right, NONE, stored(node), len(node))
            return
        entries[at] = entry(name, 1, right, at + 1, 0, 0)
        for number, (each, inner) in enumerate(node.items(), 1):
            enter(each, inner, len(entries) + 1 + below(inner) if number < len(node) else NONE)

    enter("Root Entry", tree, NONE)
    parts = [bytes(mini), numbers(mini_table)]
    entries[0] = entry("Root Entry", 5, NONE, 1, 0, len(mini))
    parts.append(b"".join(entries))
    sectors = [part + b"\0" * (-len(part) % SECTOR) for part in parts]
    starts = [sum(len(part) for part in sectors[:number]) // SECTOR for number in range(4)]
    table = [number + 1 for number in range(starts[3])]
    for start in starts[1:]:
        table[start - 1] = END
    head = struct.pack("<8s16xHHHHH6x10I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6,
                       0, 1, starts[2], 0, 4096, starts[1], starts[2] - starts[1], END, 0, starts[3])  # fmt: skip
    path.write_bytes(head + b"\xff" * (SECTOR - len(head)) + b"".join(sectors) + numbers([*table, FAT]))


def entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIQ", letters, len(letters), kind, 1, NONE, right, child, first, size)


def numbers(table: list[int]) -> bytes:
    """A table of sectors, filled up to a whole one."""
    return struct.pack(f"<{SECTOR // 4}I", *table, *[FREE] * (SECTOR // 4 - len(table)))


def below(node: "bytes | Tree") -> int:
    return 0 if isinstance(node, bytes) else sum(1 + below(each) for each in node.values())
