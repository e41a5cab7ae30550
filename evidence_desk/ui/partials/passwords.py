"""Files under a password, in the import report: says what a password would do, tries one, or leaves them be."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.flow import FlowLayout
from evidence_desk.ui.words import count

_MEANS = (
    "Their text will then lie readable in this library, for everyone who may open it. "
    "The files stay locked. The password is forgotten when the library is closed."
)
_NAMED = 3
_MARGIN = 12


class PasswordPanel(QFrame):
    """`tried` with what was typed; the field is emptied at once. `left_alone` when they are kept without text."""

    tried = Signal(str)
    left_alone = Signal()
    asking = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        named(self, "Protected files")
        self.title = label("", "strong", wrap=True)
        self.said = label("", wrap=True)
        self.means = label(_MEANS, "second", wrap=True)
        self.field = named(QLineEdit(), "Password")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.returnPressed.connect(self._try)
        self.seen = named(QToolButton(), "Show the password")
        self.seen.setText("Show")
        self.seen.setCheckable(True)
        self.seen.setProperty("kind", "flat")
        self.seen.toggled.connect(self._show_typed)
        self.go = named(QPushButton("Try"), "Try the password", "Tries it on every protected file of this import")
        self.go.clicked.connect(self._try)
        self.give = named(QPushButton("Unlock"), "Unlock", "Asks for the password of these files")
        self.give.clicked.connect(self._ask)
        self.leave = named(QPushButton("Keep without text"), "Keep them without text")
        self.leave.clicked.connect(self._leave)
        self.field.textChanged.connect(lambda text: self.go.setEnabled(bool(text)))
        self.go.setEnabled(False)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        self._asking = QWidget()
        typed = QHBoxLayout()
        typed.setSpacing(4)
        typed.addWidget(self.field, 1)
        typed.addWidget(self.seen)
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        asking.addWidget(self.means)
        asking.addWidget(label("Password", "field", self.field))
        asking.addLayout(typed)
        buttons = FlowLayout()
        buttons.addWidget(self.give)
        buttons.addWidget(self.go)
        buttons.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(8)
        layout.addWidget(self.said)
        layout.addWidget(self.title)
        layout.addWidget(self._asking)
        layout.addLayout(buttons)
        self._show_asking(False)

    @property
    def is_asking(self) -> bool:
        """Whether a password can be typed."""
        return not self.isHidden() and not self._asking.isHidden()

    def show_locked(self, locked: int) -> None:
        """How many files of the import nobody could read without a password; none hides the panel."""
        self._forget_typed()
        self.said.hide()
        self._show_left(locked, "")
        self.setVisible(locked > 0)

    def show_tried(self, opened: Sequence[str], still: int) -> None:
        """Which files opened, by their names, and how many did not."""
        words = f"It opened {_listed(opened)}." if opened else "It opened none of them."
        self.said.setText(words)
        self.said.show()
        self._show_left(still, "still ")
        self.show()
        announce(self, f"{words} {self.title.text() if still else ''}".strip())
        if still:
            self._ask()

    def _show_left(self, locked: int, still: str) -> None:
        verb = "is" if locked == 1 else "are"
        self.title.setText(f"{count(locked, 'file')} {verb} {still}protected with a password")
        self._show_asking(False)
        for widget in (self.title, self.give, self.leave):
            widget.setVisible(locked > 0)

    def _show_asking(self, asking: bool) -> None:
        self._asking.setVisible(asking)
        self.go.setVisible(asking)
        self.give.setVisible(not asking)
        self._keep_whole()
        self.asking.emit(asking)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        """What a password would do is never cut off, however little room there is; the list beneath gives way."""
        margins = self.contentsMargins().left() + _MARGIN
        self.means.setMinimumHeight(self.means.heightForWidth(max(1, self.width() - 2 * margins)))

    def _ask(self) -> None:
        self._show_asking(True)
        self.field.setFocus()

    def _try(self) -> None:
        password = self.field.text()
        if password:
            self._forget_typed()
            self.said.setText("Trying it on every protected file.")
            self.said.show()
            self.tried.emit(password)

    def _leave(self) -> None:
        self._forget_typed()
        self.hide()
        self.left_alone.emit()

    def _show_typed(self, seen: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)
        self.seen.setText("Hide" if seen else "Show")

    def _forget_typed(self) -> None:
        self.field.clear()
        self.seen.setChecked(False)


def _listed(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED:,} more"
