"""A page of the program itself, such as Preferences: a column to read, with the way back on top."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from evidence_desk.ui import icons, shortcuts
from evidence_desk.ui.naming import label, named

_WIDTH = 640


class Page(QScrollArea):
    """What is put into `column` stands under the title: in a column to read, or filling the window."""

    left = Signal()

    def __init__(self, title: str, *, filled: bool = False) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setFrameShape(self.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        named(self, title)
        back = named(QToolButton(), "Back", shortcuts.with_keys("Back", "back"))
        back.setProperty("kind", "flat")
        icons.dress(back, "back")
        back.clicked.connect(self.left)
        self.first: QWidget = back
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(back)
        head.addWidget(label(title, "title"), 1)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        whole = QVBoxLayout()
        whole.setSpacing(16)
        whole.addLayout(head)
        whole.addLayout(self.column, 1 if filled else 0)
        if not filled:
            whole.addStretch(1)
        whole.setContentsMargins(0, 0, 0, 0)
        middle = QWidget()
        if not filled:
            middle.setMaximumWidth(_WIDTH)
        middle.setLayout(whole)
        inside = QWidget()
        inside.setObjectName("groundInner")
        row = QHBoxLayout(inside)
        row.setContentsMargins(24, 16, 24, 24)
        row.addWidget(middle, 100)
        if not filled:
            row.addStretch(1)
        self.setWidget(inside)
        shortcuts.bind(self, "back", self.left.emit, inside=True)
