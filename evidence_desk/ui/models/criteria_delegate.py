"""How a criterion to pick is drawn: its number, and two lines of its words, since many begin alike."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from evidence_desk.ui.models.criteria import CHOICE_ROLE, Choice
from evidence_desk.ui.models.delegate import paint_ground
from evidence_desk.ui.models.index import Index
from evidence_desk.ui.theme import colour, sized, tabular

ROW: Final = 42
_LETTERS: Final = 13
_PAD: Final = 8
_NUMBER: Final = 36


class CriteriaDelegate(QStyledItemDelegate):
    """Rows of one height."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(CHOICE_ROLE)
        painter.save()
        paint_ground(painter, option)
        rect: QRect = option.rect.adjusted(_PAD, 4, -4, -4)
        painter.setPen(colour("text"))
        plain = sized(painter.font(), _LETTERS)
        painter.setFont(tabular(sized(plain, _LETTERS, strong=True)))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), choice.id)
        taken = max(_NUMBER, painter.fontMetrics().horizontalAdvance(choice.id) + 8)
        painter.setFont(plain)
        words = rect.adjusted(taken, 0, 0, 0)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(words, flags, two_lines(choice.sentence, painter.fontMetrics(), words.width()))
        painter.restore()


def two_lines(words: str, metrics: QFontMetrics, width: int) -> str:
    """As many of the words as two lines hold, with an ellipsis where that is not all."""
    first: list[str] = []
    # Two spaces stay two: they stand between a number and its title.
    rest = words.split(" ")
    while rest and metrics.horizontalAdvance(" ".join([*first, rest[0]])) <= width:
        first.append(rest.pop(0))
    second = metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width)
    return "\n".join(part for part in (" ".join(first), second) if part)
