"""Keys and help: every key of the window, from the one table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout

from evidence_desk.ui import shortcuts
from evidence_desk.ui.naming import label
from evidence_desk.ui.places.page import Page


class KeysPage(Page):
    """Two columns: the keys, and what they do."""

    def __init__(self) -> None:
        super().__init__("Keys and help")
        card = QFrame()
        card.setObjectName("card")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for row, key in enumerate(shortcuts.TABLE):
            shown = QKeySequence(key.keys).toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(label(shown, "chip"), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(key.does), row, 1)
        grid.setColumnStretch(1, 1)
        self.column.addWidget(card)
        words = "Search takes words, “phrases”, AND, OR, NOT, brackets, and facts such as kind:case-study, "
        words += "criterion:1.3, voice:parent, is:out-of-date or date:2026-01..2026-06."
        self.column.addWidget(label(words, "second", wrap=True))
