"""How paper and marks look: glyph and underline first, colour third."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from evidence_desk.ui.reader.marks import Box, Mark
from evidence_desk.ui.theme import CAPTION, colour, sized

_GLYPH: Final = 12.0
_WASH: Final = 38


def paint_page(painter: QPainter, where: QRectF, image: QImage | None) -> None:
    """White paper with a hairline, and the page on it where it is drawn yet."""
    painter.fillRect(where, colour("paper"))
    if image is not None:
        painter.drawImage(where, image)
    painter.setPen(QPen(colour("paper_edge"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(where)


def paint_mark(painter: QPainter, page: QRectF, boxes: Sequence[Box], scale: float, mark: Mark) -> None:
    """A wash and an underline on the words, and in the margin the glyph of the stance with the criterion."""
    ink = colour(f"mark_{mark.stance}")
    for box in boxes:
        _underline(painter, _placed(page, box, scale), ink)
    first = _placed(page, boxes[0], scale) if boxes else QRectF(page.x(), page.y() + 20, 0, 12)
    _glyph_with_words(painter, QPointF(page.x() + 6, first.center().y()), mark, ink)


def paint_picked(painter: QPainter, page: QRectF, boxes: Sequence[Box], scale: float) -> None:
    """The words picked just now."""
    wash = colour("mark_picked")
    wash.setAlpha(70)
    for box in boxes:
        painter.fillRect(_placed(page, box, scale), wash)


def paint_found(painter: QPainter, page: QRectF, boxes: Sequence[Box], scale: float, *, current: bool) -> None:
    """The words of a search: framed, so that they are not taken for a tag; the place gone to in a stronger frame."""
    ink = colour("mark_picked")
    wash = QColor(ink)
    wash.setAlpha(70 if current else 26)
    painter.setPen(QPen(ink, 2 if current else 1))
    painter.setBrush(wash)
    for box in boxes:
        painter.drawRoundedRect(_placed(page, box, scale).adjusted(-1, -1, 1, 1), 3, 3)


def _placed(page: QRectF, box: Box, scale: float) -> QRectF:
    x0, y0, x1, y1 = box
    return QRectF(page.x() + x0 * scale, page.y() + y0 * scale, (x1 - x0) * scale, (y1 - y0) * scale)


def _underline(painter: QPainter, words: QRectF, ink: QColor) -> None:
    wash = QColor(ink)
    wash.setAlpha(_WASH)
    painter.fillRect(words, wash)
    painter.setPen(QPen(ink, 2))
    painter.drawLine(words.bottomLeft(), words.bottomRight())


def _glyph_with_words(painter: QPainter, at: QPointF, mark: Mark, ink: QColor) -> None:
    painter.setFont(sized(painter.font(), CAPTION, strong=True))
    width = painter.fontMetrics().horizontalAdvance(mark.criterion)
    box = QRectF(at.x(), at.y() - 10, _GLYPH + width + 14, 20)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(colour("paper"))
    painter.drawRoundedRect(box, 4, 4)
    paint_glyph(painter, QRectF(box.x() + 5, at.y() - _GLYPH / 2 + 1, _GLYPH - 2, _GLYPH - 2), mark.stance, ink)
    painter.setPen(ink)
    painter.drawText(box.adjusted(_GLYPH + 7, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), mark.criterion)


def paint_glyph(painter: QPainter, box: QRectF, stance: str, ink: QColor) -> None:
    """▲ strength, ▼ concern, ● context, drawn so that no font is needed for them."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if stance == "context":
        painter.drawEllipse(box)
        return
    corners = [box.bottomLeft(), box.bottomRight(), QPointF(box.center().x(), box.top())]
    if stance == "concern":
        corners = [box.topLeft(), box.topRight(), QPointF(box.center().x(), box.bottom())]
    painter.drawPolygon(QPolygonF(corners))
