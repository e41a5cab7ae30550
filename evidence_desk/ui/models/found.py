"""The places of a search as rows: the name of the place, then the words there, with those found made to stand out."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from evidence_desk.search.excerpts import Excerpt
from evidence_desk.ui.models.delegate import paint_ground
from evidence_desk.ui.models.index import NO_PARENT, Index
from evidence_desk.ui.theme import colour, sized

EXCERPT_ROLE: Final = Qt.ItemDataRole.UserRole
_SIDE: Final = 16
_PAD: Final = 4
_SIZE: Final = 13
_MOST_LINES: Final = 2
_BETWEEN: Final = "  "


class FoundModel(QAbstractListModel):
    """Excerpts in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self._excerpts: Sequence[Excerpt] = ()

    def show(self, excerpts: Sequence[Excerpt]) -> None:
        self.beginResetModel()
        self._excerpts = tuple(excerpts)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._excerpts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        excerpt = self._excerpts[index.row()]
        if role == EXCERPT_ROLE:
            return excerpt
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{excerpt.label}: {excerpt.text}"
        return None


class FoundDelegate(QStyledItemDelegate):
    """At most two lines; what was found is bold, underlined, and of the accent's colour."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        widget = option.widget
        width = widget.viewport().width() if isinstance(widget, QAbstractItemView) else 300
        layout = _laid_out(index.data(EXCERPT_ROLE), option.font, width - 2 * _SIDE)
        return QSize(width, round(layout.boundingRect().height()) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.save()
        paint_ground(painter, option)
        painter.setPen(colour("text"))
        layout = _laid_out(index.data(EXCERPT_ROLE), option.font, rect.width() - 2 * _SIDE)
        layout.draw(painter, QPointF(rect.left() + _SIDE, rect.top() + _PAD))
        painter.restore()


def _laid_out(excerpt: Excerpt, font: QFont, width: int) -> QTextLayout:
    """The lines that there is room for, the last one cut where the words go on."""
    label = excerpt.label[:1].upper() + excerpt.label[1:]
    plain = sized(font, _SIZE)
    begin = len(label) + len(_BETWEEN)
    formats = [_range(0, len(label), _faint())]
    formats += [_range(begin + first, last - first, _bold()) for first, last in excerpt.marks]
    words = label + _BETWEEN + excerpt.text
    layout, end = _in_lines(words, plain, formats, width)
    kept = words[:end].rstrip(" …")
    while end < len(words) and kept:
        words = f"{kept} …"
        layout, end = _in_lines(words, plain, formats, width)
        kept = kept.rpartition(" ")[0]
    return layout


def _in_lines(words: str, font: QFont, formats: list[QTextLayout.FormatRange], width: int) -> tuple[QTextLayout, int]:
    layout = QTextLayout(words, font)
    layout.setFormats(formats)
    layout.beginLayout()
    end, top = 0, 0.0
    for _ in range(_MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, end


def _range(start: int, length: int, letters: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    setattr(made, "start", start)  # noqa: B010 -- the stubs know none of the fields
    setattr(made, "length", length)  # noqa: B010
    setattr(made, "format", letters)  # noqa: B010
    return made


def _faint() -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setForeground(colour("second"))
    return letters


def _bold() -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setForeground(colour("accent"))
    letters.setFontWeight(QFont.Weight.DemiBold)
    letters.setFontUnderline(True)
    return letters
