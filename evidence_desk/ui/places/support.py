"""Save a log for support: what is in it is shown before it is saved."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout

from evidence_desk.ui.logbook import log_text, save_log
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.places.page import Page

_NAME = "evidence-desk-log.txt"
_SHOWN_LINES = 400
_WORDS = (
    "This is all that is saved: which versions you use, and where in the program something went wrong. "
    "It holds no evidence: no titles, no names of files, no words from them, and nothing you searched for."
)


class SupportPage(Page):
    """Nothing is sent: the file is yours to send."""

    def __init__(self) -> None:
        super().__init__("Save a log for support", filled=True)
        self.text = named(QPlainTextEdit(), "What is in the log")
        self.text.setReadOnly(True)
        self.text.setMinimumHeight(96)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.path = named(QLineEdit(str(_documents() / _NAME)), "Save as")
        self.path.returnPressed.connect(self._save)
        self.save = named(QPushButton("Save the log"), "Save the log")
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._save)
        self._browse = named(QPushButton("Browse"), "Browse for the place")
        self._browse.clicked.connect(self._choose)
        self.said = label("", "second", wrap=True)
        self.said.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.path, self._browse, self.save):
            row.addWidget(widget, 1 if widget is self.path else 0)
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(label(_WORDS, wrap=True))
        layout.addWidget(self.text, 1)
        layout.addWidget(label("Save as", "field", self.path))
        layout.addLayout(row)
        layout.addWidget(self.said)
        self.column.addWidget(card, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        lines = [line for line in log_text().splitlines() if line.strip()]
        left_out = len(lines) - _SHOWN_LINES
        if left_out > 0:
            lines = [lines[0], f"({left_out:,} earlier lines are saved too)", *lines[-_SHOWN_LINES:]]
        self.text.setPlainText("\n".join(lines))
        self.said.hide()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a log for support", self.path.text())
        if chosen:
            self.path.setText(chosen)

    def _save(self) -> None:
        out = Path(self.path.text().strip()).expanduser()
        if not out.is_absolute():
            self._say("Write the whole place, beginning with the drive or folder.", wrong=True)
            return
        try:
            save_log(out)
        except OSError as error:
            self._say(f"The log could not be saved as {out}. {error.strerror or ''}", wrong=True)
            return
        self._say(f"Saved as {out}. Send it to whoever supports you, with a word on what you did.", wrong=False)

    def _say(self, words: str, *, wrong: bool) -> None:
        self.said.setProperty("kind", "wrong" if wrong else "second")
        self.said.style().polish(self.said)
        self.said.setText(words)
        self.said.show()
        announce(self, words)
        if wrong:
            self.path.setFocus()


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
