"""What was just saved: where it lies, how large it is, what was left out, and the way to its folder."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from evidence_desk.ui import icons
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.partials.empty import Picture
from evidence_desk.ui.words import count, size

if TYPE_CHECKING:
    from evidence_desk.pack.releasing import Released


class ExportedCard(QFrame):
    """Stays until the next export."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("result")
        self._folder = ""
        self.sentence = ""
        self.title = label("", "strong", wrap=True)
        self.where = ElidedLabel("", "caption")
        self.left = label("", wrap=True)
        self.open = named(QPushButton("Open the folder"), "Open the folder")
        icons.dress(self.open, "folder", size=16)
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder)))
        text = QVBoxLayout()
        text.setSpacing(4)
        for one in (self.title, self.where, self.left):
            text.addWidget(one)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(Picture("tick", 20, "accent"))
        layout.addLayout(text, 1)
        layout.addWidget(self.open)
        self.hide()

    def clear(self) -> None:
        self.hide()
        self._folder = self.sentence = ""

    def show_made(self, made: "Released") -> None:
        left = f" {count(len(made.left_out), 'item')} left out." if made.left_out else ""
        self.sentence = f"Saved {made.file.name}: {count(made.items, 'item')}, {size(made.bytes)}.{left}"
        self._folder = str(made.file.parent)
        self.title.setText(f"Saved {made.file.name}: {count(made.items, 'item')}, {size(made.bytes)}")
        self.where.say(f"In {made.file.parent}")
        words = [left.strip()] if left else []
        if made.judgements_citing_withheld:
            words.append(f"Judgements that cite what was left out: {', '.join(made.judgements_citing_withheld)}.")
        if made.earlier_wordings:
            words.append(f"Its records carry earlier wordings of {count(made.earlier_wordings, 'item')}.")
        self.left.setText(" ".join(words))
        self.left.setVisible(bool(words))
        self.show()
        announce(self, self.sentence)
