"""Two selected items that are two versions of one paper: which is the newest, and making one of both."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.onechoice import OneChoice


class TwoAsOne(QWidget):
    """Shown while two items are selected; `wanted` with the keys of the newer and the older."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[str] = []
        self.newest = named(OneChoice(), "Newest version")
        self.newest.elide = Qt.TextElideMode.ElideMiddle
        self.newest.setSizeAdjustPolicy(OneChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        words = "Make one item of both"
        self.join = named(QPushButton(words), words, "What is tagged on either stays; Undo takes it back")
        self.join.clicked.connect(self._join)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addSpacing(4)
        layout.addWidget(label("Two versions of one paper?", "strong", wrap=True))
        layout.addWidget(label("Newest version", "field", self.newest))
        layout.addWidget(self.newest)
        layout.addWidget(self.join)
        line = QFrame()
        line.setObjectName("hairline")
        layout.addSpacing(8)
        layout.addWidget(line)
        self.hide()

    def ask(self, older: tuple[str, str] | None, newer: tuple[str, str] | None) -> None:
        """Asks about two items, each by key and title; the one that came later is proposed as the newest."""
        both = [one for one in (newer, older) if one is not None]
        self._keys = [key for key, _ in both]
        self.newest.clear()
        self.newest.addItems([title for _, title in both])
        self.setVisible(len(both) == 2)

    def _join(self) -> None:
        at = self.newest.currentIndex()
        self.wanted.emit(self._keys[at], self._keys[1 - at])
