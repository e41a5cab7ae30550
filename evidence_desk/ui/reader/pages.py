"""Pages as pictures: scrolled and zoomed, asked for as they come into sight, with the marks of words over them."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from evidence_desk.search.excerpts import Stand
from evidence_desk.ui.naming import named
from evidence_desk.ui.reader.drawn import DrawnPages
from evidence_desk.ui.reader.found import FoundOnPages
from evidence_desk.ui.reader.layout import Box, Layout, Size, fitting
from evidence_desk.ui.reader.marks import Box as BoxOnPage
from evidence_desk.ui.reader.marks import Mark, Word, nearest
from evidence_desk.ui.reader.painting import paint_page
from evidence_desk.ui.reader.picked import PickedOnPages
from evidence_desk.ui.reader.rendering import PageSource, Wish
from evidence_desk.ui.reader.tagged import TaggedOnPages

_STEP: Final = 1.2
_SMALLEST, _LARGEST = 0.3, 6.0
_WAIT: Final = 15
# No wider than this at first: on a large screen a page as wide as the window cannot be taken in.
_COMFORTABLE: Final = 1.5


class PageView(QAbstractScrollArea):
    """Draws what is there at once, asks for the rest, and never waits for it."""

    page_changed = Signal(int, int)
    picked = Signal(str, str)
    failed = Signal(str)

    def __init__(self, source: PageSource) -> None:
        super().__init__()
        self.setObjectName("pages")
        named(self, "Pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().setSingleStep(40)
        self._source = source
        self._path = ""
        self._sizes: Sequence[Size] = ()
        self._layout = Layout((), 1.0, 0)
        self._zoom: float | None = None
        self._fit = False
        self._images = DrawnPages()
        self._words: dict[int, list[Word]] = {}
        self._recognised: Mapping[int, Sequence[Word]] = {}
        self._tagged = TaggedOnPages()
        self._found = FoundOnPages()
        self._picked = PickedOnPages()
        self._goes_to_found = False
        self._page = 0
        self._go_to: int | None = None
        self._ask = QTimer(self, singleShot=True, interval=_WAIT)
        self._ask.timeout.connect(self._wish)
        source.opened.connect(self._opened)
        source.drawn.connect(self._drawn)
        source.words_read.connect(self._read)
        source.failed.connect(self._failed)

    # What the reader asks of it

    def show_file(self, path: str, recognised: Mapping[int, Sequence[Word]]) -> None:
        """Shows a file; `recognised` are the words of those of its pages that are pictures, stamps too."""
        self._recognised = recognised
        self._path, self._sizes, self._page, self._go_to = path, (), 0, 1
        self._images.clear()
        self._words.clear()
        self._tagged.forget_places()
        self._picked.clear()
        self._lay_out()
        self._source.open(path)

    def leave(self) -> None:
        """Lets go of the file."""
        self._path, self._sizes = "", ()
        self._images.clear()
        self._lay_out()
        self._source.release()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        self._tagged.show(marks)
        self.viewport().update()

    def show_found(self, stands: Sequence[Stand], at: int | None) -> None:
        """Marks the words of a search, and the place gone to among them."""
        self._found.show(stands, at)
        self._goes_to_found = False
        self.viewport().update()

    def go_to_found(self) -> None:
        """Scrolls to the place gone to, once more when it is known where on its page the words are."""
        page = self._found.page
        if page is None:
            return
        self._go_to_words(page, self._found.current_boxes(self._words.get(page, ())))
        self._goes_to_found = page not in self._words

    @property
    def page(self) -> int:
        return self._page

    @property
    def count(self) -> int:
        return len(self._layout)

    def go_to(self, page: int, quote: str | None = None) -> None:
        """Scrolls to a page, or to a quote on it where its words are known."""
        self._go_to_words(page, self._tagged.boxes(page, quote, self._words.get(page, ())))

    def _go_to_words(self, page: int, boxes: Sequence[BoxOnPage]) -> None:
        if not 1 <= page <= self.count:
            self._go_to = page
            return
        offset = boxes[0][1] * self._layout.scale - self.viewport().height() / 3 if boxes else -8
        self.verticalScrollBar().setValue(round(self._layout.box(page).y + offset))

    def zoom_by(self, steps: int) -> None:
        scale = self._layout.scale * _STEP**steps
        self._fit = False
        self._zoom = min(_LARGEST, max(_SMALLEST, scale))
        self._lay_out()

    def zoom_to_fit(self) -> None:
        self._fit = True
        self._lay_out()

    # What the source answers

    def _opened(self, path: str, sizes: Sequence[Size]) -> None:
        if path != self._path:
            return
        self._sizes = sizes
        self._lay_out()
        if self._go_to is not None:
            self.go_to(self._go_to)
            self._go_to = None
        self._note_page()

    def _drawn(self, path: str, page: int, dpi: float, image: QImage) -> None:
        if path == self._path:
            self._images.keep(page, dpi, image)
            self.viewport().update()

    def _read(self, path: str, page: int, words: list[Word]) -> None:
        if path == self._path:
            self._words[page] = list(self._recognised.get(page, ())) or words
            if self._goes_to_found and page == self._found.page:
                self.go_to_found()
            self.viewport().update()

    def _failed(self, path: str, why: str) -> None:
        if path == self._path:
            self.failed.emit(why)
            self._ask.start()

    # Laying out, asking, drawing

    def _lay_out(self) -> None:
        before, share = self._page or 1, self._share_of_page()
        width = self.viewport().width()
        fits = fitting(self._sizes, width)
        scale = fits if self._fit else self._zoom or min(fits, _COMFORTABLE)
        self._layout = Layout(self._sizes, scale, width)
        view = self.viewport()
        self.verticalScrollBar().setRange(0, max(0, round(self._layout.height) - view.height()))
        self.verticalScrollBar().setPageStep(round(view.height() * 0.9))
        self.horizontalScrollBar().setRange(0, max(0, round(self._layout.width) - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        if self.count and before <= self.count:
            box = self._layout.box(before)
            self.verticalScrollBar().setValue(round(box.y + share * box.height))
        view.update()
        self._ask.start()

    def _share_of_page(self) -> float:
        if not self._page or self._page > self.count:
            return -0.01
        box = self._layout.box(self._page)
        return (self.verticalScrollBar().value() - box.y) / max(1.0, box.height)

    def _dpi(self) -> float:
        return round(72 * self._layout.scale * self.devicePixelRatioF(), 1)

    def _visible(self) -> Sequence[Box]:
        return self._layout.seen(self.verticalScrollBar().value(), self.viewport().height())

    def _wish(self) -> None:
        dpi = self._dpi()
        seen = [box.page for box in self._visible()]
        near = [seen[-1] + 1, seen[0] - 1] if seen else []
        pages = [page for page in (*seen, *near) if 1 <= page <= self.count]
        wishes = [Wish(page, dpi) for page in seen if not self._images.has(page, dpi)]
        wishes += [Wish(page, None) for page in pages if page not in self._words]
        wishes += [Wish(page, dpi) for page in pages if page not in seen and not self._images.has(page, dpi)]
        self._source.wish(wishes)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        dpi = self._dpi()
        for box in self._visible():
            where = self._on_screen(box)
            paint_page(painter, where, self._images.best(box.page, dpi))
            for marked in (self._tagged, self._found, self._picked):
                marked.paint(painter, where, self._layout.scale, box.page, self._words.get(box.page, ()))

    def _on_screen(self, box: Box) -> QRectF:
        x = box.x - self.horizontalScrollBar().value()
        return QRectF(x, box.y - self.verticalScrollBar().value(), box.width, box.height)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self._note_page()
        self._ask.start()

    def _note_page(self) -> None:
        if not self.count:
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = self._layout.page_at(middle)
        if page != self._page:
            self._page = page
            named(self, "Pages").setAccessibleDescription(f"page {page} of {self.count}")
            self.page_changed.emit(page, self.count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    # Picking words

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._picked.clear()
            at = self._word_at(event.position())
            if at is not None:
                self._picked.begin(*at)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._word_at(event.position(), self._picked.page) if self._picked.is_under_way else None
        if at is not None:
            self._picked.reach(at[1])
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._picked.end()
        page = self._picked.page
        words = self._picked.among(self._words.get(page or 0, ()))
        self.picked.emit(" ".join(word[4] for word in words), f"page {page}" if words else "")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._word_at(event.position())
        if at is not None:
            self._picked.pick(*at)
            self.viewport().update()

    def _word_at(self, point: QPointF, page: int | None = None) -> tuple[int, int] | None:
        y = point.y() + self.verticalScrollBar().value()
        number = page or self._layout.page_at(y)
        if number > self.count or number not in self._words:
            return None
        where = self._on_screen(self._layout.box(number))
        scale = self._layout.scale
        at = nearest(self._words[number], (point.x() - where.x()) / scale, (point.y() - where.y()) / scale)
        return None if at is None else (number, at)

    # Keys and wheel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            delta: QPoint = event.angleDelta()
            self.zoom_by(1 if delta.y() > 0 else -1)
        else:
            super().wheelEvent(event)
