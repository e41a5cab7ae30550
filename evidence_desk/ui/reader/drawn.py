"""The pages drawn so far, kept for as long as there is room for them."""

from collections import OrderedDict
from typing import Final

from PySide6.QtGui import QImage

MOST_BYTES: Final = 96_000_000


class DrawnPages:
    """What was shown longest ago goes first; the last two stay, however large they are."""

    def __init__(self) -> None:
        self._images: OrderedDict[tuple[int, float], QImage] = OrderedDict()

    def __len__(self) -> int:
        return len(self._images)

    def clear(self) -> None:
        """Another file is read."""
        self._images.clear()

    def keep(self, page: int, dpi: float, image: QImage) -> None:
        """A page was drawn at a resolution."""
        self._images[(page, dpi)] = image
        while sum(one.sizeInBytes() for one in self._images.values()) > MOST_BYTES and len(self) > 2:
            self._images.popitem(last=False)

    def has(self, page: int, dpi: float) -> bool:
        """Whether a page is here at exactly this resolution."""
        return (page, dpi) in self._images

    def best(self, page: int, dpi: float) -> QImage | None:
        """A page at this resolution, else at the one it was shown at last."""
        if self.has(page, dpi):
            self._images.move_to_end((page, dpi))
            return self._images[(page, dpi)]
        return next((image for (at, _), image in reversed(self._images.items()) if at == page), None)
