"""How a criterion under evaluation is drawn: number and two lines of its words, then its rating and status."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from evidence_desk.ui.models.criteria_delegate import two_lines
from evidence_desk.ui.models.delegate import paint_ground, paint_icon
from evidence_desk.ui.models.index import Index
from evidence_desk.ui.models.judged import JUDGED_ROLE, Judged
from evidence_desk.ui.theme import CAPTION, colour, sized, tabular

_ROW: Final = 68
_HEADING: Final = 48
_PAD: Final = 12
_LETTERS: Final = 13
_NUMBER: Final = 32
_GLYPH: Final = 16
_FACTS: Final = 20
_WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class JudgedDelegate(QStyledItemDelegate):
    """Criteria of one height, headings of another."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Judged = index.data(JUDGED_ROLE)
        return QSize(80, _ROW if row.id else _HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Judged = index.data(JUDGED_ROLE)
        rect: QRect = option.rect
        painter.save()
        if row.id:
            paint_ground(painter, option)
            _paint_title(painter, rect, row)
            _paint_facts(painter, rect, row)
        else:
            _paint_heading(painter, rect.adjusted(_PAD, 0, -8, -4), row)
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, row: Judged) -> None:
    painter.setFont(sized(painter.font(), CAPTION, strong=True))
    painter.setPen(colour("second"))
    words = two_lines(row.title, painter.fontMetrics(), rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), words)


def _paint_title(painter: QPainter, rect: QRect, row: Judged) -> None:
    box = rect.adjusted(_PAD, 6, -8, 0)
    painter.setPen(colour("text"))
    plain = sized(painter.font(), _LETTERS)
    painter.setFont(tabular(sized(plain, _LETTERS, strong=True)))
    painter.drawText(box, _WRAP, row.id)
    taken = max(_NUMBER, painter.fontMetrics().horizontalAdvance(row.id) + 8)
    painter.setFont(plain)
    words = box.adjusted(taken, 0, 0, 0)
    painter.drawText(words, _WRAP, two_lines(row.title, painter.fontMetrics(), words.width()))


def _paint_facts(painter: QPainter, rect: QRect, row: Judged) -> None:
    box = QRect(rect.left() + _PAD + _NUMBER, rect.bottom() - _FACTS - 5, rect.width() - _PAD - _NUMBER - 8, _FACTS)
    paint_icon(painter, row.glyph, "second", box.left() - _GLYPH - 6, box, _GLYPH)
    painter.setFont(sized(painter.font(), CAPTION))
    painter.setPen(colour("second"))
    if row.contested:
        paint_icon(painter, "conflict", "concern", box.right() - _GLYPH, box, _GLYPH)
        box.setRight(box.right() - _GLYPH - 4)
    line = painter.fontMetrics().elidedText(row.facts, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _MIDDLE, line)
