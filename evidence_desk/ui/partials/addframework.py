"""Add a framework of your own: choose or drop its file, see what it would do, and only then take it in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence_desk.errors import KnownError
from evidence_desk.ui.models.lines import LinesModel
from evidence_desk.ui.models.newframework import lines, summary
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.inspectedby import FILES
from evidence_desk.ui.partials.lineslist import lines_list
from evidence_desk.ui.partials.notice import Notice
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.model.framework import Framework
    from evidence_desk.operations.frameworks import Preview

_HOW: Final = "A framework is a small text file. Your own frameworks, in the help on F1, says how to write one."


class AddFramework(QFrame):
    """Nothing is written before *Add it*, and then just what was shown. Esc closes it.

    `showing` says whether it needs the room for what the file would do.
    """

    added = Signal(str)
    left = Signal()
    showing = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._found: Preview | None = None
        self.path = named(QLineEdit(), "Framework file", "A framework of your own, as a text file ending in .toml")
        self.path.setPlaceholderText("A file ending in .toml. You can drop it here too.")
        self.choose = named(QPushButton("Choose"), "Choose a framework file")
        self.look = named(QPushButton("Look again"), "Look again")
        self.close_ = named(QPushButton("Cancel"), "Cancel adding a framework")
        self.close_.setProperty("kind", "flat")
        self.notice = Notice()
        self.title = label("", "strong", wrap=True)
        self.summary = label("", "second", wrap=True)
        self.model = LinesModel()
        self.list = lines_list("What it would do", self.model)
        self.add = named(QPushButton("Add it"), "Add it")
        self.add.setProperty("kind", "primary")
        self._lay_out()
        self._connect()
        self.clear()

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.path, 1)
        for button in (self.choose, self.look, self.close_):
            where.addWidget(button)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.summary)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.add)
        self._preview = QWidget()
        preview = QVBoxLayout(self._preview)
        preview.setContentsMargins(0, 4, 0, 0)
        preview.setSpacing(8)
        preview.addLayout(head)
        preview.addWidget(self.list, 1)
        self._how = label(_HOW, "caption", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(label("Framework file", "field", self.path))
        layout.addLayout(where)
        layout.addWidget(self._how)
        layout.addWidget(self.notice)
        layout.addWidget(self._preview, 1)

    def _connect(self) -> None:
        self.path.textChanged.connect(lambda _: self._forget())
        self.path.returnPressed.connect(self._look)
        self.choose.clicked.connect(self._choose)
        self.look.clicked.connect(self._look)
        self.close_.clicked.connect(self.leave)
        self.add.clicked.connect(self._add)

    def begin(self) -> None:
        """Shows the panel, with the caret in its field."""
        self.show()
        self.path.setFocus()

    def leave(self) -> None:
        """Closes it as if nothing had been chosen."""
        self.clear()
        self.left.emit()

    def clear(self) -> None:
        self.path.clear()
        self._forget()
        self.hide()

    def take(self, paths: Sequence[Path]) -> None:
        """Looks into the first of what was dropped."""
        for one in paths[:1]:
            self.begin()
            self.path.setText(str(one))
            self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _forget(self) -> None:
        self._found = None
        self.notice.clear()
        self._preview.hide()
        self.showing.emit(False)
        self._how.show()
        self.look.setEnabled(bool(self.path.text().strip()))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a framework file", "", FILES)
        if chosen:
            self.path.setText(chosen)
            self._look()

    # Looking into it, and adding it

    def _look(self) -> None:
        typed = self.path.text().strip()
        if typed:
            file = Path(typed).expanduser()
            done = lambda found: self._show(typed, found)
            self._session.look_up(lambda desk: _previewed(desk, file), done, failed=self._refuse, name="framework file")

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._forget()
            self._how.hide()
            self.notice.show_error(error)
        else:
            self._session.fail(error)

    def _show(self, typed: str, found: "Preview") -> None:
        if typed != self.path.text().strip():
            return
        self._forget()
        self._found = found
        self._how.hide()
        self.title.setText(found.framework.title)
        self.summary.setText(summary(found))
        self.model.show(list(lines(found)))
        self.list.scrollToTop()
        words = "Add it" if found.is_new else "Update it"
        self.add.setText(words)
        named(self.add, words)
        self.add.setEnabled(not self._session.read_only)
        self._preview.show()
        self.showing.emit(True)
        if self.isAncestorOf(self.focusWidget() or self):
            self.add.setFocus()
        announce(self, f"{self.title.text()}. {self.summary.text()}")

    def _add(self) -> None:
        found, file = self._found, Path(self.path.text().strip()).expanduser()
        if found is not None and not self._session.read_only:
            verb = "added" if found.is_new else "updated"
            self._session.act(
                lambda desk: _added(desk, file, found),
                said=lambda framework: f"{verb} the framework {framework.title}",
                done=lambda framework: self._done(framework.id),
                failed=self._refuse,
            )

    def _done(self, framework_id: str) -> None:
        self.clear()
        self.added.emit(framework_id)


def _previewed(desk: "Desk", file: Path) -> "Preview":
    from evidence_desk.operations.frameworks import preview

    return preview(desk, file)


def _added(desk: "Desk", file: Path, shown: "Preview") -> "Framework":
    from evidence_desk.operations.frameworks import add_framework

    return add_framework(desk, file, shown=shown.framework)
