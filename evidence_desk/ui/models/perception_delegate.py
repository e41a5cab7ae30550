"""How the perception gap is drawn: a line from worst to best, the leaders' rating on it, and the voices beneath."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidence_desk.model.perception import CLOSE, Heard
from evidence_desk.model.perception_words import NAMES
from evidence_desk.ui.models import perception_layout as places
from evidence_desk.ui.models.delegate import is_chosen, paint_ground, paint_icon
from evidence_desk.ui.models.index import Index
from evidence_desk.ui.models.perception import GAP_ROLE, HEARD_ROLE, Gap
from evidence_desk.ui.models.perception_lanes import DISC
from evidence_desk.ui.models.perception_layout import GLYPH, LANE, NOTE, WORD, Drawing
from evidence_desk.ui.theme import CAPTION, colour, sized

LETTERS: Final = {"parents": "P", "children": "C", "practitioners": "Pr", "data": "D", "external": "E"}
GROUP_ROW: Final = 30
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
_DIAMOND: Final = 8
_COLUMN: Final = 40


class GapsDelegate(QStyledItemDelegate):
    """Rows as high as their marks need. `steps` is how many steps the scale has, `group` the one looked at."""

    steps = 3
    group = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        widget = option.widget
        width = widget.viewport().width() if isinstance(widget, QAbstractItemView) else 640
        return QSize(width, places.draw(index.data(GAP_ROLE), width, option.font).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        gap: Gap = index.data(GAP_ROLE)
        rect: QRect = option.rect
        drawing = places.draw(gap, rect.width(), option.font)
        painter.save()
        paint_ground(painter, option)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        _paint_words(painter, gap, drawing, option.font)
        self._paint_line(painter, gap, drawing)
        _paint_leaders(painter, gap, drawing, option.font)
        ground = colour(ground_of(option))
        for spot in drawing.spots:
            box = QRect(spot.x - DISC // 2, drawing.lane_top(spot.lane) + (LANE - DISC) // 2, DISC, DISC)
            loud = spot.heard.group in gap.seen.furthest and gap.seen.size != CLOSE
            picked = is_chosen(option) and spot.heard.group == self.group
            paint_disc(painter, box, spot.heard.group, gap.role if loud else "", option.font, picked=picked)
            label = QRect(spot.label, box.top() + spot.below * LANE, spot.width, DISC)
            painter.fillRect(label.adjusted(-3, 0, 3, 0), ground)
            paint_counts(painter, label, spot.heard, option.font)
        _paint_pieces(painter, drawing, option.font)
        painter.restore()

    def group_at(self, gap: Gap, rect: QRect, where: QPoint, font: QFont) -> str:
        """The group whose mark or label is there; empty where there is none."""
        drawing = places.draw(gap, rect.width(), font)
        x, y = where.x() - rect.left(), where.y() - rect.top()
        for spot in drawing.spots:
            for lane, first, last in spot.taken:
                if first <= x <= last and 0 <= y - drawing.lane_top(lane) < LANE:
                    return spot.heard.group
        for piece in drawing.pieces:
            if piece.heard and 0 <= x - piece.x <= piece.width and 0 <= y - drawing.piece_top(piece.line) < NOTE:
                return piece.heard.group
        return ""

    def _paint_line(self, painter: QPainter, gap: Gap, drawing: Drawing) -> None:
        """The line with a tick at each step, stems to the marks, and the gap itself as its thick part."""
        y = drawing.axis
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(drawing.left, y, drawing.right, y)
        for step in range(self.steps if self.steps > 1 else 0):
            x = drawing.left + round(step * (drawing.right - drawing.left) / (self.steps - 1))
            painter.drawLine(x, y - 3, x, y + 3)
        for spot in drawing.spots:
            painter.drawLine(spot.x, y, spot.x, drawing.lane_top(spot.lane) + LANE // 2)
        seen = gap.seen
        if seen.place is None or not seen.gap:
            return
        painter.setPen(QPen(colour("border" if seen.size == CLOSE else gap.role), 5, c=Qt.PenCapStyle.RoundCap))
        for spot in drawing.spots:
            if spot.heard.group in seen.furthest:
                painter.drawLine(drawing.at(seen.place), y, spot.x, y)


def ground_of(option: QStyleOptionViewItem) -> str:
    """The colour behind the row, as `paint_ground` paints it."""
    if is_chosen(option):
        return "chosen"
    return "sunken" if option.state & QStyle.StateFlag.State_MouseOver else "surface"


def _paint_words(painter: QPainter, gap: Gap, drawing: Drawing, font: QFont) -> None:
    painter.setFont(places.title_font(font))
    painter.setPen(colour("text"))
    painter.drawText(drawing.words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), drawing.title)
    below = QRect(drawing.words.left(), drawing.sentence_top, drawing.words.width(), 999)
    paint_icon(painter, gap.icon, gap.role, below.left(), QRect(below.left(), below.top() - 1, 14, 18), 14)
    painter.setFont(places.sentence_font(font))
    painter.setPen(colour(gap.role if gap.role == "concern" else "text" if gap.seen.gap is not None else "second"))
    painter.drawText(below.adjusted(WORD, 0, 0, 0), places.WRAPPED, gap.sentence)


def _paint_leaders(painter: QPainter, gap: Gap, drawing: Drawing, font: QFont) -> None:
    """A diamond on the line, with the rating in words above it."""
    if gap.seen.place is None:
        return
    x = drawing.at(gap.seen.place)
    middle = QPointF(x + 0.5, drawing.axis + 0.5)
    corners = ((0, -_DIAMOND), (_DIAMOND, 0), (0, _DIAMOND), (-_DIAMOND, 0))
    painter.setPen(QPen(colour("surface"), 2))
    painter.setBrush(colour("accent"))
    painter.drawPolygon(QPolygonF([middle + QPointF(*corner) for corner in corners]))
    painter.setFont(sized(font, CAPTION, strong=True))
    painter.setPen(colour("accent"))
    metrics = painter.fontMetrics()
    first, last = drawing.left - DISC // 2, drawing.right + DISC // 2
    words = metrics.elidedText(gap.leaders, Qt.TextElideMode.ElideRight, last - first)
    width = metrics.horizontalAdvance(words) + 1
    begin = max(first, min(last - width, x - width // 2))
    painter.drawText(QRect(begin, drawing.axis - 27, width, 18), _LEFT, words)


def _paint_pieces(painter: QPainter, drawing: Drawing, font: QFont) -> None:
    for piece in drawing.pieces:
        box = QRect(piece.x, drawing.piece_top(piece.line), piece.width, NOTE)
        if piece.heard is not None:
            paint_counts(painter, box, piece.heard, font, quiet=True)
            continue
        painter.setFont(places.label_font(font))
        painter.setPen(colour("second"))
        words = painter.fontMetrics().elidedText(piece.words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, words)


def paint_disc(
    painter: QPainter, box: QRect, group: str, role: str, font: QFont, *, picked: bool = False
) -> None:
    """The mark of a group: its letter in a disc, filled where the gap is to it, ringed where it is looked at."""
    painter.setPen(QPen(colour(role or "second"), 1.5))
    painter.setBrush(colour(role or "surface"))
    inner = QRectF(box).adjusted(1, 1, -1, -1)
    painter.drawEllipse(inner)
    if picked:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawEllipse(inner.adjusted(-2.5, -2.5, 2.5, 2.5))
    painter.setFont(sized(font, 10, strong=True))
    painter.setPen(colour("surface" if role else "text"))
    painter.drawText(box, _CENTRE, LETTERS[group])


def paint_counts(painter: QPainter, box: QRect, heard: Heard, font: QFont, *, quiet: bool = False) -> None:
    """The name of a group, and its counts each with the glyph of its stance."""
    painter.setFont(places.label_font(font))
    metrics = painter.fontMetrics()
    painter.setPen(colour("second" if quiet else "text"))
    painter.drawText(box, _LEFT, NAMES[heard.group])
    paint_numbers(painter, box.adjusted(metrics.horizontalAdvance(NAMES[heard.group]), 0, 0, 0), heard)


def paint_numbers(painter: QPainter, box: QRect, heard: Heard) -> None:
    """`▲3 ▼5 ●1` in the font that is set, from the left."""
    x = box.left()
    for number, stance in places.counts(heard):
        x += 8
        paint_icon(painter, stance, stance, x, box, GLYPH)
        x += GLYPH + 3
        painter.setPen(colour(stance))
        words = f"{number:,}"
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(QRect(x, box.top(), width + 1, box.height()), _LEFT, words)
        x += width


class HeardDelegate(QStyledItemDelegate):
    """A group in one line: its mark and name, and its counts, or that nothing is heard."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, GROUP_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        heard: Heard = index.data(HEARD_ROLE)
        rect: QRect = option.rect
        painter.save()
        paint_ground(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRect(rect.left() + 8, rect.center().y() - DISC // 2 + 1, DISC, DISC)
        paint_disc(painter, disc, heard.group, "", option.font)
        words = rect.adjusted(DISC + 16, 0, -8, 0)
        column = _column(index.model(), QFontMetrics(places.label_font(option.font)))
        named = words.adjusted(0, 0, 4 - len(places.STANCES) * column if heard.anything else 0, 0)
        painter.setFont(sized(option.font, 13))
        painter.setPen(colour("text" if heard.anything else "second"))
        name = painter.fontMetrics().elidedText(NAMES[heard.group], Qt.TextElideMode.ElideRight, named.width())
        painter.drawText(named, _LEFT, name)
        painter.setFont(places.label_font(option.font))
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        if heard.anything:
            _paint_columns(painter, words, heard, column)
        else:
            painter.setPen(colour("second"))
            painter.drawText(words, right, "nothing heard")
        painter.restore()


def _column(model: QAbstractItemModel, metrics: QFontMetrics) -> int:
    """How wide a column of counts is, so that the largest of the list has room."""
    rows: list[Heard] = [model.index(row, 0).data(HEARD_ROLE) for row in range(model.rowCount())]
    widest = max(metrics.horizontalAdvance(f"{getattr(one, name):,}") for one in rows for name, _ in places.STANCES)
    return max(_COLUMN, GLYPH + 3 + widest + 8)


def _paint_columns(painter: QPainter, box: QRect, heard: Heard, column: int) -> None:
    """The three counts in columns, so that the groups can be compared."""
    for at, (name, stance) in enumerate(places.STANCES):
        x = box.right() + 1 - (len(places.STANCES) - at) * column + 8
        paint_icon(painter, stance, stance, x, box, GLYPH)
        painter.setPen(colour(stance))
        painter.drawText(QRect(x + GLYPH + 3, box.top(), column, box.height()), _LEFT, f"{getattr(heard, name):,}")
