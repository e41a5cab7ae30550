"""How a line of a report or a tag is drawn: glyph, words, and second words beneath, wrapped to the width."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from evidence_desk.ui.models.delegate import paint_ground, paint_icon
from evidence_desk.ui.models.index import Index
from evidence_desk.ui.models.lines import LINE_ROLE, Line
from evidence_desk.ui.theme import BODY, CAPTION, colour, sized

_PAD: Final = 8
_ICON: Final = 16
_MOST_LINES: Final = 5
_LEADING: Final = 4
_WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class LinesDelegate(QStyledItemDelegate):
    """Words in body size; quote and second words as captions."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        widget = option.widget
        width = widget.viewport().width() if isinstance(widget, QAbstractItemView) else 280
        line: Line = index.data(LINE_ROLE)
        return QSize(width, _height(line, option.font.toString(), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        font: QFont = option.font
        rect: QRect = option.rect
        painter.save()
        if not line.heading:
            paint_ground(painter, option)
        x = rect.left() + _PAD
        y = rect.top() + _PAD - 2
        if line.icon:
            paint_icon(painter, line.icon, line.role, x, QRect(x, y, _ICON, 20))
        for words, one, role in _parts(line, font):
            _draw(painter, QRect(_text_left(line, rect), y, _text_width(line, rect.width()), 1000), words, one, role)
            y += _block(words, one, _text_width(line, rect.width())) + 2
        painter.restore()


def _parts(line: Line, font: QFont) -> list[tuple[str, QFont, str]]:
    main = sized(font, BODY, strong=line.heading or line.strong)
    parts = [(line.words, main, "text")]
    if line.quote:
        parts.append((line.quote, sized(font, 13), "text"))
    if line.second:
        parts.append((line.second, sized(font, CAPTION), "second"))
    return parts


def _text_left(line: Line, rect: QRect) -> int:
    return rect.left() + _PAD + (_ICON + 8 if line.icon else 0)


def _text_width(line: Line, width: int) -> int:
    return max(40, width - 2 * _PAD - (_ICON + 8 if line.icon else 0))


def _block(words: str, font: QFont, width: int) -> int:
    metrics = QFontMetrics(font)
    height = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, words).height()
    return min(height, metrics.lineSpacing() * _MOST_LINES + _LEADING)


@lru_cache(maxsize=8192)
def _height(line: Line, font: str, width: int) -> int:
    """Kept, since a list lays out all its lines anew whenever one of them changes."""
    described = QFont()
    described.fromString(font)
    inner = _text_width(line, width)
    return sum(_block(words, one, inner) + 2 for words, one, _ in _parts(line, described)) + 2 * _PAD - 4


def _draw(painter: QPainter, rect: QRect, words: str, font: QFont, role: str) -> None:
    painter.setFont(font)
    painter.setPen(colour(role))
    height = _block(words, font, rect.width())
    full = QFontMetrics(font).boundingRect(rect, _WRAP, words).height()
    if full > height:
        words = _cut(words, font, rect.width())
    painter.drawText(QRect(rect.left(), rect.top(), rect.width(), height), _WRAP, words)


def _cut(words: str, font: QFont, width: int) -> str:
    """The words that fit in the lines there are, with an ellipsis."""
    metrics = QFontMetrics(font)
    most = metrics.lineSpacing() * _MOST_LINES + _LEADING
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        tried = words[:middle].rstrip() + "…"
        fits = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, tried).height() <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return words[:low].rstrip() + "…"
