"""Blocks of the guide as real paragraphs, headings, lists and tables that keys and screen readers can walk."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from evidence_desk import guide
from evidence_desk.markdown import Block, Code, Heading, Item, Paragraph, Picture, Spans, Table
from evidence_desk.ui.naming import named
from evidence_desk.ui.theme import BODY, SECTION, colour

# At most 75 characters a line and a line height of 1.4 or more (look.md).
_MEASURE: Final = 70
_LINE_HEIGHT: Final = 145.0
_HEADINGS: Final = {1: 22, 2: SECTION}
_MARGIN: Final = 24
_TOPIC: Final = "topic:"


class GuideText(QTextBrowser):
    """Read-only. Only the guide's own pictures are drawn, and only links to its topics lead anywhere."""

    topic_wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("reading")
        named(self, name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(self._follow)
        self._blocks: Sequence[Block] = ()
        self._begun = False
        self._drawn_for = 0
        self._list: QTextList | None = None

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Nothing: a page must not make the program read a file or a network path."""
        return None

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Shows the page from its beginning."""
        self._blocks = tuple(blocks)
        self._pour()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def dress_again(self) -> None:
        """In the colours of the theme that is on, at the same place."""
        at = self.verticalScrollBar().value()
        self._pour()
        self.verticalScrollBar().setValue(at)

    def mark(self, wanted: str) -> int:
        """Marks where the words stand; how many places there are."""
        found = []
        for word in set(wanted.split()):
            cursor = QTextCursor(self.document())
            while not (cursor := self.document().find(word, cursor)).isNull():
                selection = QTextEdit.ExtraSelection()
                selection.cursor = cursor
                selection.format = _marked()
                found.append(selection)
        self.setExtraSelections(found)
        return len(found)

    def go_to_next(self, wanted: str) -> bool:
        """Moves on to the next place where the first of the words stands; False after the last."""
        first = next(iter(wanted.split()), "")
        return bool(first) and self.find(first, QTextDocument.FindFlag(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(int(min(self._measure() + 2 * _MARGIN, self.viewport().width())))
        if self._room() != self._drawn_for and any(isinstance(one, Picture) for one in self._blocks):
            self.dress_again()

    def _measure(self) -> float:
        return QFontMetricsF(_font(BODY)).averageCharWidth() * _MEASURE

    def _follow(self, link: QUrl) -> None:
        target = link.toString()
        if target.startswith(_TOPIC):
            self.topic_wanted.emit(target.removeprefix(_TOPIC))

    # Setting the page

    def _pour(self) -> None:
        self._drawn_for = self._room()
        self.clear()
        self._begun, self._list = False, None
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for block in self._blocks:
            if not isinstance(block, Item):
                self._list = None
            self._set(cursor, block)
        cursor.endEditBlock()

    def _set(self, cursor: QTextCursor, block: Block) -> None:
        match block:
            case Heading(level, spans):
                self._begin(cursor, above=24 if level > 1 else 4, below=8, level=level)
                _write(cursor, spans, _HEADINGS.get(level, BODY), strong=True)
            case Paragraph(spans):
                self._begin(cursor, below=12)
                _write(cursor, spans)
            case Item():
                self._item(cursor, block)
            case Code(text):
                for line in text.splitlines():
                    self._begin(cursor, below=2, indent=1)
                    cursor.insertText(line, _look(BODY, code=True))
            case Table():
                self._table(cursor, block)
            case Picture():
                self._picture(cursor, block)

    def _begin(
        self, cursor: QTextCursor, *, above: int = 0, below: int = 0, level: int = 0, indent: int = 0
    ) -> None:
        """A new paragraph; never an empty one, which a screen reader would read as the line before."""
        shape = QTextBlockFormat()
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
        shape.setHeadingLevel(level)
        shape.setIndent(indent)
        if self._begun:
            cursor.insertBlock(shape, QTextCharFormat())
        else:
            cursor.setBlockFormat(shape)
            cursor.setBlockCharFormat(QTextCharFormat())
        self._begun = True

    def _item(self, cursor: QTextCursor, item: Item) -> None:
        self._begin(cursor, below=6)
        numbered = item.number is not None
        style = QTextListFormat.Style.ListDecimal if numbered else QTextListFormat.Style.ListDisc
        known = self._list
        if known is None or known.format().style() != style or known.format().indent() != item.depth + 1:
            shape = QTextListFormat()
            shape.setStyle(style)
            shape.setIndent(item.depth + 1)
            self._list = cursor.createList(shape)
        else:
            known.add(cursor.block())
        _write(cursor, item.spans)

    def _table(self, cursor: QTextCursor, block: Table) -> None:
        shape = QTextTableFormat()
        shape.setHeaderRowCount(1)
        shape.setCellPadding(6)
        shape.setCellSpacing(0)
        shape.setBorderCollapse(True)
        shape.setBorder(1)
        shape.setBorderBrush(colour("line"))
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setBottomMargin(12)
        if not self._begun:
            self._begun = True
        table = cursor.insertTable(1 + len(block.rows), max(1, len(block.head)), shape)
        for row, cells in enumerate((block.head, *block.rows)):
            for column, spans in enumerate(cells):
                _fill(table, row, column, spans)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        # The paragraph that Qt puts behind a table is the next one of ours.
        self._begun = False

    def _picture(self, cursor: QTextCursor, block: Picture) -> None:
        path = guide.picture_path(block)
        image = QImage(str(path)) if path is not None else QImage()
        self._begin(cursor, below=12)
        if image.isNull():
            cursor.insertText(block.words, _look(BODY, emphasis=True))
            return
        # As wide as there is room: what it shows has words too, and lines of text must not be so long.
        width = max(1, min(image.width(), self._room()))
        shown = self._scaled(image, width)
        self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(block.path), shown)
        _stand_alone(cursor)
        shape = QTextImageFormat()
        shape.setName(block.path)
        shape.setWidth(width)
        shape.setProperty(QTextFormat.Property.ImageAltText.value, block.words)
        cursor.insertImage(shape)


    def _room(self) -> int:
        """What is left between the margins whether there is a scroll bar or not: it must not come and go by itself."""
        return self.width() - self.verticalScrollBar().sizeHint().width() - 2 * (_MARGIN + self.frameWidth())

    def _scaled(self, image: QImage, width: int) -> QImage:
        """Qt draws an image of another size without smoothing it."""
        ratio = self.devicePixelRatioF()
        shown = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
        _framed(shown)
        shown.setDevicePixelRatio(ratio)
        return shown


def _framed(image: QImage) -> None:
    """White windows on white paper have no edge of their own."""
    painter = QPainter(image)
    painter.setPen(colour("border"))
    painter.drawRect(0, 0, image.width() - 1, image.height() - 1)
    painter.end()


def _stand_alone(cursor: QTextCursor) -> None:
    """No room above a picture for the height of its line."""
    shape = cursor.blockFormat()
    shape.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(shape)


def _fill(table: QTextTable, row: int, column: int, spans: Spans) -> None:
    cursor = table.cellAt(row, column).firstCursorPosition()
    shape = QTextBlockFormat()
    shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(shape)
    _write(cursor, spans, strong=row == 0)


def _write(cursor: QTextCursor, spans: Spans, pixels: int = BODY, *, strong: bool = False) -> None:
    for span in spans:
        look = _look(pixels, strong=strong or span.strong, emphasis=span.emphasis, code=span.code)
        topic = guide.topic_named(span.link) if span.link else None
        if topic is not None:
            look.setAnchor(True)
            look.setAnchorHref(_TOPIC + topic)
            look.setForeground(colour("accent"))
            look.setFontUnderline(True)
        cursor.insertText(span.text, look)


def _look(pixels: int, *, strong: bool = False, emphasis: bool = False, code: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    font = _font(pixels)
    if code:
        font.setFamilies(["monospace", "Consolas", "Menlo"])
        font.setStyleHint(QFont.StyleHint.Monospace)
        look.setBackground(colour("sunken"))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setItalic(emphasis)
    look.setFont(font)
    look.setForeground(colour("text"))
    return look


def _font(pixels: int) -> QFont:
    font = QFont(QTextDocument().defaultFont())
    font.setPixelSize(pixels)
    return font


def _marked() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(QColor(colour("chip")))
    look.setForeground(QColor(colour("on_chip")))
    look.setFontUnderline(True)
    return look
