"""How a row of evidence is drawn: glyph and word, chips for criteria, no grid, no zebra."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evidence_desk.library.listing import Row
from evidence_desk.ui import icons
from evidence_desk.ui.models import evidence
from evidence_desk.ui.models.index import Index
from evidence_desk.ui.theme import CAPTION, colour, sized, tabular

_PAD: Final = 8
_ICON: Final = 16
_CHIP: Final = 20


class EvidenceDelegate(QStyledItemDelegate):
    """One delegate for all columns; `narrow` draws title and facts in two lines, for the list beside the reader."""

    narrow = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(evidence.ROW_ROLE)
        painter.save()
        paint_ground(painter, option, first=index.column() == 0)
        if self.narrow:
            _paint_two_lines(painter, option, row)
        else:
            _PAINT[index.column()](painter, option, row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, 32)


def is_chosen(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, first: bool = True) -> None:
    """The ground of a row: chosen, under the pointer, or plain; the chosen row with the focus has an accent edge."""
    rect: QRect = option.rect
    state = option.state
    widget: QWidget | None = option.widget
    if is_chosen(option):
        painter.fillRect(rect, colour("chosen"))
        if first and widget is not None and widget.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, colour("sunken"))
    elif state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(colour("accent"))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def _inner(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect.adjusted(_PAD, 0, -_PAD, 0)


def paint_icon(painter: QPainter, name: str, role: str, x: int, rect: QRect, size: int = _ICON) -> None:
    """An icon in the middle of a row's height."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(x, rect.center().y() - size // 2 + 1, icons.pixmap(name, role, size, ratio))


def _text(painter: QPainter, rect: QRect, words: str, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
    line = painter.fontMetrics().elidedText(words, mode, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), line)


def _paint_title(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    rect = _inner(option)
    if row.withheld:
        paint_icon(painter, "withheld", "concern", rect.right() - _ICON, rect)
        rect.adjust(0, 0, -_ICON - 4, 0)
    if not row.text:
        paint_icon(painter, "warning", "second", rect.right() - _ICON, rect)
        rect.adjust(0, 0, -_ICON - 4, 0)
    painter.setPen(colour("text"))
    _text(painter, rect, row.title, Qt.TextElideMode.ElideMiddle)


def _paint_kind(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    rect = _inner(option)
    paint_icon(painter, row.kind, "second", rect.left() + 4, rect)


def _paint_date(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    guessed = "date" in row.guessed or "period" in row.guessed
    painter.setPen(colour("second" if guessed else "text"))
    painter.setFont(tabular(painter.font()))
    words = evidence.cell(row, evidence.DATE)
    _text(painter, _inner(option), f"{words} ?" if guessed and words else words)


def _paint_voice(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    painter.setPen(colour("text"))
    _text(painter, _inner(option), evidence.cell(row, evidence.VOICE))


def _paint_fresh(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    rect = _inner(option)
    role = "concern" if row.currency == "out-of-date" else "second"
    paint_icon(painter, row.currency, role, rect.left(), rect)
    painter.setPen(colour(role))
    _text(painter, rect.adjusted(_ICON + 6, 0, 0, 0), evidence.cell(row, evidence.HOW_FRESH))


def _paint_criteria(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    paint_chips(painter, _inner(option), row.criteria)


def paint_chips(painter: QPainter, rect: QRect, words: tuple[str, ...]) -> None:
    """Words in rounded boxes, as many as there is room for, and how many more."""
    painter.setFont(tabular(sized(painter.font(), CAPTION)))
    metrics = painter.fontMetrics()
    x = rect.left()
    for at, word in enumerate(words):
        left = len(words) - at - 1
        room = rect.right() - x - (metrics.horizontalAdvance(f"+{left}") + 8 if left else 0)
        width = metrics.horizontalAdvance(word) + 12
        if width > room:
            painter.setPen(colour("second"))
            more = QRect(x, rect.top(), rect.right() - x, rect.height())
            painter.drawText(more, int(Qt.AlignmentFlag.AlignVCenter), f"+{left + 1}")
            return
        _chip(painter, QRectF(x, rect.center().y() - _CHIP / 2 + 1, width, _CHIP), word)
        x += width + 4


def _chip(painter: QPainter, box: QRectF, word: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("chip"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(colour("on_chip"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), word)


def _paint_reference(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    painter.setFont(tabular(sized(painter.font(), CAPTION)))
    painter.setPen(colour("second"))
    _text(painter, _inner(option), row.ref)


def _paint_two_lines(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    rect = _inner(option).adjusted(0, 4, 0, -4)
    paint_icon(painter, row.kind, "second", rect.left(), rect)
    rect.adjust(_ICON + 10, 0, 0, 0)
    upper = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2 + 1)
    lower = QRect(rect.left(), upper.bottom(), rect.width(), rect.height() // 2)
    painter.setPen(colour("text"))
    _text(painter, upper, row.title, Qt.TextElideMode.ElideMiddle)
    painter.setFont(sized(painter.font(), CAPTION))
    painter.setPen(colour("second"))
    facts = (evidence.cell(row, evidence.DATE) or "No date", " · ".join(row.criteria))
    _text(painter, lower, " · ".join(part for part in facts if part))


_PAINT: Final = (
    _paint_title, _paint_kind, _paint_date, _paint_voice, _paint_fresh, _paint_criteria, _paint_reference,
)  # fmt: skip


def width_of(font_metrics: QFontMetrics, column: int, chips: int = 2) -> int:
    """How wide a column must be for what it usually holds; of the criteria so many chips and how many more."""
    if column == evidence.CRITERIA:
        return 2 * _PAD + chips * (font_metrics.horizontalAdvance("1.1") + 16) + font_metrics.horizontalAdvance("+9")
    widest = ("", "Kind", "12 Mar 2026 ?", "Whose voice  ", "Out of date", "", "E-0MWD-GRMW")[column]
    icon = _ICON + 6 if column == evidence.HOW_FRESH else 0
    return font_metrics.horizontalAdvance(widest) + icon + 2 * _PAD + (6 if icon else 2)
