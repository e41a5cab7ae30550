"""One of several, in a list that opens."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

# Padding of an entry, and the bar that scrolls.
_MARGINS: Final = 32
_WIDEST: Final = 480


class OneChoice(QComboBox):
    """What is chosen is cut with an ellipsis where it has no room; Qt would cut through the middle of a letter.

    The list that opens is as wide as its entries.
    """

    elide = Qt.TextElideMode.ElideRight

    def showPopup(self) -> None:
        entries = self.view()
        entries.setMinimumWidth(min(entries.sizeHintForColumn(0) + _MARGINS, _WIDEST))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shown_in(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def shown_in(self, option: QStyleOptionComboBox) -> str:
        """What fits of the words."""
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        return self.fontMetrics().elidedText(self.currentText(), self.elide, room)
