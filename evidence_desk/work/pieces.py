"""A long answer through a pipe in pieces, read where it is unpacked: it never lies in memory packed and whole."""

from typing import Protocol

PIECE = 1 << 20


class Channel(Protocol):
    """What is used here of a `multiprocessing.connection.Connection`."""

    def send_bytes(self, buf: bytes, offset: int = 0, size: int | None = None, /) -> None: ...

    def recv_bytes(self, maxlength: int | None = None, /) -> bytes: ...


def send(channel: Channel, packed: bytes) -> None:
    """Sends all of it."""
    for start in range(0, len(packed), PIECE):
        channel.send_bytes(packed, start, min(PIECE, len(packed) - start))


class Incoming:
    """What was sent, as a file to unpickle from, which says itself where it ends."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._piece = memoryview(b"")

    def read(self, size: int) -> bytes:
        """So many bytes. Raises EOFError where the other end is gone before."""
        parts: list[memoryview] = []
        while size > 0:
            self._piece = self._piece or memoryview(self._channel.recv_bytes())
            parts.append(self._piece[:size])
            size -= len(parts[-1])
            self._piece = self._piece[len(parts[-1]) :]
        return b"".join(parts)

    def readline(self) -> bytes:
        """To the end of a line; only the oldest forms of pickle have lines."""
        line = b""
        while not line.endswith(b"\n"):
            line += self.read(1)
        return line
