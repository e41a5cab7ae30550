"""Text of any format as our own paragraphs: never foreign HTML, and no resource is ever loaded."""

import itertools
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from evidence_desk.model.passage import Passage
from evidence_desk.search.excerpts import Stand
from evidence_desk.ui.naming import named
from evidence_desk.ui.reader.document import Placed
from evidence_desk.ui.reader.painting import paint_glyph
from evidence_desk.ui.reader.paragraphs import Map, Paragraph, paragraphs
from evidence_desk.ui.theme import BODY, CAPTION, colour

# At most 75 characters a line and a line height of 1.4 or more (look.md).
_MEASURE: Final = 72
_LINE_HEIGHT: Final = 150.0
_AT_ONCE: Final = 120
_MARGIN: Final = 40
_COLUMN_GAP: Final = 24
_FIRST_BATCH: Final = 40


class TextView(QTextEdit):
    """Read-only, with real paragraphs and a caret, so that keys and screen readers can move in it."""

    picked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reading")
        named(self, "Text")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self._passages: Sequence[Passage] = ()
        self._placed: Sequence[Placed] = ()
        self._found: Sequence[Stand] = ()
        self._found_at: int | None = None
        self._map = Map()
        self._waiting: Any = iter(())
        self._go_to: tuple[int, int] | None = None
        self._pour = QTimer(self, interval=0)
        self._pour.timeout.connect(lambda: self._pour_some(_AT_ONCE))
        self.selectionChanged.connect(self._tell_picked)

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Nothing: a document must not make the program read a file or a network path."""
        return None

    def show_passages(self, passages: Sequence[Passage], placed: Sequence[Placed]) -> None:
        """Shows the text, the first of it at once and the rest as it comes."""
        self._pour.stop()
        self.clear()
        self._map = Map()
        self._passages, self._placed = passages, placed
        self._waiting = paragraphs(passages)
        self._go_to = None
        self._pour_some(_FIRST_BATCH)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._pour.start()

    def show_marks(self, placed: Sequence[Placed]) -> None:
        self._placed = placed
        self._mark()

    def show_found(self, stands: Sequence[Stand], at: int | None) -> None:
        """Marks the words of a search, and the place gone to among them."""
        self._found, self._found_at = stands, at
        self._mark()

    def place(self) -> str:
        """The label of the passage at the caret."""
        paragraph = self._map.paragraph_at(self.textCursor().position())
        return self._passages[paragraph.passage].label if paragraph is not None else ""

    def paragraph(self) -> str:
        """The words of the paragraph at the caret, for tagging without selecting."""
        paragraph = self._map.paragraph_at(self.textCursor().position())
        return paragraph.words if paragraph is not None and not paragraph.heading else ""

    def go_to(self, passage: int, start: int = 0) -> None:
        """Moves the caret to a place, at once or when it has been poured in."""
        found = self._map.on_screen(passage, start, start + 1)
        position = found[0][0] if found else self._map.heading_of(passage)
        if position is None:
            self._go_to = (passage, start)
            return
        self._go_to = None
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)

    # Pouring the text in

    def _pour_some(self, count: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for _ in range(count):
            paragraph = next(self._waiting, None)
            if paragraph is None:
                self._pour.stop()
                break
            cursor.movePosition(QTextCursor.MoveOperation.End)
            if self._map.paragraph_at(0) is not None:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block_format(paragraph))
            cursor.setCharFormat(_char_format(heading=paragraph.heading))
            self._map.add(paragraph, cursor.position())
            cursor.insertText(paragraph.words.replace("\u2028", " ").replace("\u2029", " "))
        cursor.endEditBlock()
        self._mark()
        if self._go_to is not None:
            self.go_to(*self._go_to)

    def _block_format(self, paragraph: Paragraph) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setTopMargin(24 if paragraph.heading else 0)
        block.setBottomMargin(2 if paragraph.columns else 8)
        block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if paragraph.heading:
            block.setHeadingLevel(2)
        if paragraph.columns:
            width = self.fontMetrics().averageCharWidth()
            stops = itertools.accumulate(width * letters + _COLUMN_GAP for letters in paragraph.columns)
            block.setTabPositions([QTextOption.Tab(stop, QTextOption.TabType.LeftTab) for stop in stops])
        return block

    # Marks

    def _mark(self) -> None:
        self.setExtraSelections(
            [
                _selection(self, begin, end, one.mark.stance)
                for one in self._placed
                if one.mark.quote
                for span in one.spans
                for begin, end in self._map.on_screen(span.passage_index, span.start, span.stop)
            ]
            + [
                _found_selection(self, begin, end, current=at == self._found_at)
                for at, one in enumerate(self._found)
                for begin, end in self._map.on_screen(one.passage or 0, one.start, one.stop)
            ]
        )
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in self._placed:
            for span in one.spans[:1]:
                found = self._map.on_screen(span.passage_index, span.start, span.stop)
                if found:
                    self._paint_glyph(painter, found[0][0], one)

    def _paint_glyph(self, painter: QPainter, position: int, one: Placed) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        line = self.cursorRect(cursor)
        if line.bottom() < 0 or line.top() > self.viewport().height():
            return
        left = max(4, self._side() - 20)
        box = QRectF(left, line.center().y() - 5, 10, 10)
        paint_glyph(painter, box, one.mark.stance, colour(one.mark.stance))

    # Measure and signals

    def _side(self) -> int:
        measure = self.fontMetrics().averageCharWidth() * _MEASURE
        return max(_MARGIN, (self.width() - measure) // 2)

    def _set_measure(self) -> None:
        frame = self.document().rootFrame().frameFormat()
        frame.setLeftMargin(self._side())
        frame.setRightMargin(self._side())
        frame.setTopMargin(24)
        frame.setBottomMargin(48)
        self.document().rootFrame().setFrameFormat(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._passages:
            here = self._map.paragraph_at(self.textCursor().position())
            self.show_passages(self._passages, self._placed)
            if here is not None and not here.heading:
                self.go_to(here.passage, here.place)

    def clear(self) -> None:
        super().clear()
        self._set_measure()

    def _tell_picked(self) -> None:
        words = self.textCursor().selectedText().replace("\u2029", "\n").strip()
        paragraph = self._map.paragraph_at(self.textCursor().selectionStart())
        label = self._passages[paragraph.passage].label if paragraph is not None and words else ""
        self.picked.emit(words, label)


def _char_format(*, heading: bool) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setProperty(QTextCharFormat.Property.FontPixelSize, CAPTION if heading else BODY)
    letters.setForeground(colour("second" if heading else "text"))
    if heading:
        letters.setFontWeight(600)
    return letters


def _found_selection(view: QTextEdit, begin: int, end: int, *, current: bool) -> QTextEdit.ExtraSelection:
    """Dotted, so that it is not taken for a tag; the place gone to looks as if it were picked."""
    letters = QTextCharFormat()
    letters.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    letters.setUnderlineColor(colour("accent"))
    wash = colour("accent")
    wash.setAlpha(255 if current else 30)
    letters.setBackground(wash)
    if current:
        letters.setForeground(colour("on_accent"))
    return _made_selection(view, begin, end, letters)


def _selection(view: QTextEdit, begin: int, end: int, stance: str) -> QTextEdit.ExtraSelection:
    letters = QTextCharFormat()
    letters.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    letters.setUnderlineColor(colour(stance))
    wash = colour(stance)
    wash.setAlpha(36)
    letters.setBackground(wash)
    return _made_selection(view, begin, end, letters)


def _made_selection(view: QTextEdit, begin: int, end: int, letters: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(view.document())
    last = view.document().characterCount() - 1
    cursor.setPosition(min(begin, last))
    cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
    setattr(made, "cursor", cursor)  # noqa: B010 -- the stubs know neither field
    setattr(made, "format", letters)  # noqa: B010
    return made
