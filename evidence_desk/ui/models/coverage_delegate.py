"""How the coverage map is drawn: figures on shades of one hue, *none* outlined, and in what a criterion is thin."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from evidence_desk.ui.models import coverage
from evidence_desk.ui.models.coverage import CriterionRow, Figure, ThemeRow
from evidence_desk.ui.models.delegate import paint_icon
from evidence_desk.ui.models.index import Index
from evidence_desk.ui.theme import BODY, CAPTION, colour, sized, tabular

THEME_ROW: Final = 28
LEAST_ROW: Final = 38
MOST_ROW: Final = 60

_PAD: Final = 8
_NUMBER: Final = 32
_LINE: Final = 19
_INSET: Final = 4
_RADIUS: Final = 4.0
_RING: Final = 2
_DEEP: Final = 4
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
_MIDDLE: Final = Qt.TextElideMode.ElideMiddle
_WRAP: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class CoverageDelegate(QStyledItemDelegate):
    """The row of the cell that has the keyboard stands out from the others, and the cell itself is ringed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(64, LEAST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(coverage.ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, ThemeRow):
            _paint_theme(painter, option.font, rect, row.words)
        else:
            self._paint_row(painter, option, index, row)
        painter.restore()

    def _paint_row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: CriterionRow
    ) -> None:
        rect: QRect = option.rect
        table = option.widget
        current = table.currentIndex() if isinstance(table, QTableView) else index
        if current.row() == index.row():
            painter.fillRect(rect, colour("sunken"))
            if index.column() == coverage.HEAD:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
        if index.column() == coverage.HEAD:
            _paint_head(painter, option.font, rect, row)
        else:
            _paint_figure(painter, option.font, rect, index.data(coverage.FIGURE_ROLE))
        if current == index and isinstance(table, QTableView):
            _paint_ring(painter, rect, focused=table.hasFocus())


def _paint_theme(painter: QPainter, font: QFont, rect: QRect, words: str) -> None:
    painter.setFont(sized(font, CAPTION, strong=True))
    painter.setPen(colour("second"))
    inner = rect.adjusted(_PAD, 4, -_PAD, 0)
    painter.drawText(inner, _LEFT, painter.fontMetrics().elidedText(words, _MIDDLE, inner.width()))
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _paint_head(painter: QPainter, font: QFont, rect: QRect, row: CriterionRow) -> None:
    """Number and title; beneath, where it is thin, a glyph with the words. A title alone takes all lines."""
    inner = rect.adjusted(_PAD, 2, -_PAD, -2)
    painter.setFont(tabular(sized(font, BODY, strong=True)))
    painter.setPen(colour("text"))
    words = inner.adjusted(_NUMBER, 0, 0, 0)
    beneath = " · ".join(part for part in ("retired" if row.criterion.retired else "", row.gaps) if part)
    painter.drawText(QRect(inner.left(), inner.top(), _NUMBER, inner.height()), _LEFT, row.id)
    painter.setFont(sized(font, 13))
    if not beneath:
        lines = max(1, words.height() // painter.fontMetrics().lineSpacing())
        painter.drawText(words, _WRAP, _fitted(row.title, painter.fontMetrics(), words.width(), lines))
        return
    half = min(words.height() // 2, _LINE)
    upper = QRect(words.left(), words.center().y() - half + 1, words.width(), half)
    lower = QRect(words.left(), upper.bottom() + 1, words.width(), half)
    title = _fitted(row.title, painter.fontMetrics(), upper.width(), 1)
    painter.drawText(upper, _LEFT, painter.fontMetrics().elidedText(title, _MIDDLE, upper.width()))
    if row.gaps:
        paint_icon(painter, "warning", "concern", lower.left(), lower, 14)
        lower.adjust(20, 0, 0, 0)
    painter.setFont(sized(font, CAPTION))
    painter.setPen(colour("second"))
    painter.drawText(lower, _LEFT, painter.fontMetrics().elidedText(beneath, _MIDDLE, lower.width()))


def _fitted(title: str, metrics: QFontMetrics, width: int, lines: int) -> str:
    """The title, with as many words left out of its middle as that many lines of that width need."""
    most = metrics.lineSpacing() * lines + 2
    words = title.split()
    shown = title
    kept = len(words)
    while kept > 2 and metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, shown).height() > most:
        kept -= 1
        shown = " ".join((*words[: (kept + 1) // 2], "…", *words[len(words) - kept // 2 :]))
    return shown


def _paint_figure(painter: QPainter, font: QFont, rect: QRect, figure: Figure) -> None:
    box = QRectF(rect).adjusted(_INSET, _INSET, -_INSET, -_INSET)
    if not figure.number:
        painter.setPen(QPen(colour("border"), 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setFont(sized(font, CAPTION))
        painter.setPen(colour("second"))
        painter.drawText(rect, _CENTRE, "none")
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(f"shade_{figure.step}"))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.setFont(tabular(sized(font, BODY, strong=True)))
    painter.setPen(colour("on_deep_shade" if figure.step >= _DEEP else "on_shade"))
    painter.drawText(rect, _CENTRE, f"{figure.number:,}")


def _paint_ring(painter: QPainter, rect: QRect, *, focused: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("accent" if focused else "border"), _RING if focused else 1))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), _RADIUS + _RING, _RADIUS + _RING)
