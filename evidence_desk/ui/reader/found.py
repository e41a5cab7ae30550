"""The words of a search on pages: which of a page's words they are, and how they are marked."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from evidence_desk.model.folding import Skeleton, pressed, skeleton
from evidence_desk.search.excerpts import Stand
from evidence_desk.ui.reader.marks import Box, Word, lines_of
from evidence_desk.ui.reader.painting import paint_found

_PAGE = re.compile(r"page (\d+)")


class FoundOnPages:
    """Worked out page by page, when the words of a page are known."""

    def __init__(self) -> None:
        self.show((), None)

    def show(self, stands: Sequence[Stand], at: int | None) -> None:
        """The places, and the number of the one that was gone to."""
        self._stands: dict[int, list[Stand]] = {}
        for one in stands:
            page = _page_of(one)
            if page:
                self._stands.setdefault(page, []).append(one)
        self.current = stands[at] if at is not None else None
        self._boxes: dict[int, list[list[Box]]] = {}

    @property
    def page(self) -> int | None:
        """The page of the place that was gone to."""
        return _page_of(self.current) if self.current is not None else None

    def boxes(self, page: int, words: Sequence[Word]) -> list[list[Box]]:
        """For each place of a page the boxes of its words, one a line; none where they are not among the words."""
        if page not in self._stands:
            return []
        if not words:
            return [[] for _ in self._stands[page]]
        known = self._boxes.get(page)
        if known is None:
            known = self._boxes[page] = _placed(self._stands[page], words)
        return known

    def current_boxes(self, words: Sequence[Word]) -> list[Box]:
        """The boxes of the place that was gone to."""
        page = self.page
        if page is None or self.current is None:
            return []
        return self.boxes(page, words)[self._stands[page].index(self.current)]

    def paint(self, painter: QPainter, where: QRectF, scale: float, page: int, words: Sequence[Word]) -> None:
        """Marks every place of a page, and the one gone to more clearly."""
        for stand, boxes in zip(self._stands.get(page, ()), self.boxes(page, words), strict=True):
            paint_found(painter, where, boxes, scale, current=stand is self.current)


def _page_of(stand: Stand) -> int | None:
    match = _PAGE.match(stand.label)
    return int(match[1]) if match else None


def _placed(stands: Sequence[Stand], words: Sequence[Word]) -> list[list[Box]]:
    """The first place with some words is where they stand first on the page, the second the next, and so on."""
    text = Skeleton([pressed(word[4]) for word in words])
    known: dict[str, list[list[Box]]] = {}
    met: Counter[str] = Counter()
    placed: list[list[Box]] = []
    for one in stands:
        sought = skeleton(one.words)
        if sought not in known:
            known[sought] = [lines_of(words[first : last + 1]) for first, last in _occurrences(sought, text)]
        here = known[sought]
        placed.append(here[met[sought]] if met[sought] < len(here) else [])
        met[sought] += 1
    return placed


def _occurrences(sought: str, text: Skeleton) -> Iterator[tuple[int, int]]:
    """First and last word of each occurrence; letters within a longer word are none."""
    begin = text.text.find(sought) if sought else -1
    while begin >= 0:
        end = begin + len(sought)
        first, offset = text.place(begin)
        last, _ = text.place(end - 1)
        starts = offset == 0 or not text.text[begin - 1].isalnum()
        stops = end == len(text.text) or text.place(end)[0] != last or not text.text[end].isalnum()
        if starts and stops:
            yield first, last
        begin = text.text.find(sought, begin + 1)
