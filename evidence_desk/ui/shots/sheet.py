"""A sheet of all icons: large, as they are used, and with their names."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from evidence_desk.ui import icons
from evidence_desk.ui.theme import colour, sized


def icon_sheet(columns: int = 10, cell: int = 108) -> QPixmap:
    """Every icon of the set in the theme that is on."""
    names = icons.names()
    rows = -(-len(names) // columns)
    sheet = QPixmap(columns * cell, rows * cell)
    sheet.fill(colour("surface"))
    painter = QPainter(sheet)
    painter.setPen(colour("second"))
    painter.setFont(sized(QWidget().font(), 11))
    for at, name in enumerate(names):
        x, y = at % columns * cell, at // columns * cell
        painter.drawPixmap(x + 12, y + 12, icons.pixmap(name, "text", 48))
        painter.drawPixmap(x + 72, y + 28, icons.pixmap(name, "text", 20))
        painter.drawText(QRect(x, y + 68, cell, 20), int(Qt.AlignmentFlag.AlignHCenter), name)
    painter.end()
    return sheet
