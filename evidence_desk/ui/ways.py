"""The ways from one place to another: a place asks, the window leads there. No place knows another."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal


class Ways(QObject):
    """What a place may wish for that lies in another."""

    reading = Signal(str, str, str)
    listing = Signal(str, object)
    going = Signal(str, str)

    def read(self, key: str, *, tag: str = "", place: str = "") -> None:
        """Opens the item in the reader, at a tag, or at a place such as `page 4`."""
        self.reading.emit(key, tag, place)

    def list_items(self, words: str, keys: Sequence[str]) -> None:
        """Lists just these items as evidence; `words` say what they have in common (`1.2, whose voice: parent`)."""
        self.listing.emit(words, list(keys))

    def go(self, place: str, about: str = "") -> None:
        """Goes to a place by its name on the screen; `about` is what to show there, such as a criterion."""
        self.going.emit(place, about)
