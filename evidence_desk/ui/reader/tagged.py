"""Tags on pages: where the words stand that they quote, worked out once, and how they are marked."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from evidence_desk.ui.reader.marks import Box, Mark, Word, boxes_of
from evidence_desk.ui.reader.painting import paint_mark


class TaggedOnPages:
    """A quote may stand on any page: the label of a tag's page is not asked where there are words to look for."""

    def __init__(self) -> None:
        self.show(())

    def show(self, marks: Sequence[Mark]) -> None:
        """The tags of the document that is read."""
        self.marks = marks
        self.forget_places()

    def forget_places(self) -> None:
        """The pages are those of another file now."""
        self._boxes: dict[tuple[int, str], list[Box]] = {}

    def boxes(self, page: int, quote: str | None, words: Sequence[Word]) -> list[Box]:
        """The boxes of a quote's words, one a line; none where it is not among the words of the page."""
        if not quote or not words:
            return []
        known = self._boxes.get((page, quote))
        if known is None:
            known = self._boxes[(page, quote)] = boxes_of(quote, words)
        return known

    def paint(self, painter: QPainter, where: QRectF, scale: float, page: int, words: Sequence[Word]) -> None:
        """Marks every quote that stands on a page, and the page itself where it was tagged as a whole."""
        for mark in self.marks:
            boxes = self.boxes(page, mark.quote, words)
            if boxes or (not mark.quote and mark.page == f"page {page}"):
                paint_mark(painter, where, boxes, scale, mark)
