"""Under the tags: what can be done about one that is not known to stand in the newest version."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from evidence_desk.ui.naming import label, named
from evidence_desk.ui.reader.document import Astray

_OPEN, _BACK = "Open the older version", "Back to the newest version"


class LostTag(QWidget):
    """A sentence, and a button that opens the version the tag was made in, or leads back from it."""

    older_wanted = Signal()
    newest_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "caption", wrap=True)
        self.button = named(QPushButton(_OPEN), _OPEN)
        self.button.setProperty("kind", "small")
        self.button.clicked.connect(self._press)
        self._is_read = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(self._words)
        layout.addWidget(self.button)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_tag(self, astray: Astray | None, *, has_quote: bool, is_read: bool) -> None:
        """The tag one is at; `is_read`: an older version is open. None where the tag stands."""
        self.setVisible(astray is not None)
        if astray is None:
            return
        self._is_read = is_read
        self._words.setText(_told(astray, has_quote=has_quote))
        self.button.setVisible(astray.version is not None)
        words = _BACK if is_read else _OPEN
        self.button.setText(words)
        named(self.button, words, self.words)

    def _press(self) -> None:
        (self.newest_wanted if self._is_read else self.older_wanted).emit()


def _told(astray: Astray, *, has_quote: bool) -> str:
    how = "pick its new words, press “Tag these words”" if has_quote else "go to its new page, tag that"
    lost, unread = f"To move it, {how}, then remove this tag.", f"{astray.told} It is looked for once it has."
    if not astray.is_lost:
        return unread
    if astray.read_anew:
        return f"{astray.told} {lost}"
    return lost if astray.version else f"There is no older version of it to open. {lost}"
