"""Words of a page picked by mouse: all between where it went down and where it is."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from evidence_desk.ui.reader.marks import Word, lines_of
from evidence_desk.ui.reader.painting import paint_picked


class PickedOnPages:
    """Words are known by their number on the page. Picking never goes on to another page."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Nothing is picked, and no picking is under way."""
        self._begun_at: int | None = None
        self._first_and_last: tuple[int, int] | None = None
        self.page: int | None = None

    def begin(self, page: int, word: int) -> None:
        """The mouse went down: nothing is picked before it moves."""
        self.clear()
        self.page, self._begun_at = page, word

    @property
    def is_under_way(self) -> bool:
        return self._begun_at is not None

    def reach(self, word: int) -> None:
        """The mouse is at this word of the page."""
        if self._begun_at is not None:
            self._first_and_last = min(self._begun_at, word), max(self._begun_at, word)

    def end(self) -> None:
        """The mouse went up: what was picked stays so."""
        self._begun_at = None

    def pick(self, page: int, word: int) -> None:
        """A single word."""
        self.begin(page, word)
        self.reach(word)
        self.end()

    def among(self, words: Sequence[Word]) -> Sequence[Word]:
        """Those of the page's words that are picked."""
        if self._first_and_last is None:
            return ()
        first, last = self._first_and_last
        return words[first : last + 1]

    def paint(self, painter: QPainter, where: QRectF, scale: float, page: int, words: Sequence[Word]) -> None:
        """Marks what is picked of a page."""
        if page == self.page:
            paint_picked(painter, where, lines_of(self.among(words)), scale)
