"""Add a colleague’s pack: choose or drop it, see what it would bring, and only then take it in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from evidence_desk.errors import KnownError
from evidence_desk.ui import saying
from evidence_desk.ui.models.lines import LinesModel
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.partials.lineslist import lines_list
from evidence_desk.ui.partials.mergepreview import lines, summary
from evidence_desk.ui.partials.notice import Notice
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.operations.merging import Merging
    from evidence_desk.work.job import Job

    _Answer = tuple[Merging, dict[str, str]]


class ColleaguePanel(QFrame):
    """Nothing is written before *Add it*, and that can be pressed only after the preview of that very pack."""

    settle_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._previewed = ""
        self.path = named(QLineEdit(), "Pack or library")
        self.path.setPlaceholderText("A pack (.zip) or a library folder. You can drop it here too.")
        self.path.textChanged.connect(self._enable)
        self.path.returnPressed.connect(self._look)
        self.choose = named(QPushButton("Choose"), "Choose a pack")
        self.choose.clicked.connect(self._choose)
        self.look = named(QPushButton("Show what it brings"), "Show what it brings")
        self.look.clicked.connect(self._look)
        self.add = named(QPushButton("Add it"), "Add it")
        self.add.setProperty("kind", "primary")
        self.add.clicked.connect(self._add)
        self.settle = named(QPushButton("Settle the conflicts"), "Settle the conflicts")
        self.settle.clicked.connect(self.settle_wanted)
        self.notice = Notice()
        self.preview = label("", "section", wrap=True)
        self.backup = ElidedLabel("", "caption")
        self.model = LinesModel()
        self.list = lines_list("What it brings", self.model)
        self.list.activated.connect(lambda index: self._read(index.row()))
        self.empty = EmptyState("colleague")
        self._lay_out()
        session.jobs.ended.connect(lambda _: self._enable())
        self.clear()

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(8)
        for widget in (self.path, self.choose, self.look):
            where.addWidget(widget, 1 if widget is self.path else 0)
        head = QHBoxLayout()
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.preview)
        words.addWidget(self.backup)
        head.addLayout(words, 1)
        head.addWidget(self.settle)
        head.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(label("Pack or library", "field", self.path))
        layout.addLayout(where)
        layout.addWidget(self.notice)
        layout.addSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)

    def start(self) -> None:
        """What was previewed stays; whether anything may be added can have changed."""
        self._enable()

    def clear(self) -> None:
        """As if no pack had been chosen."""
        self._previewed = ""
        self.path.clear()
        self.notice.clear()
        self._show_none()

    def take(self, paths: Sequence[Path]) -> None:
        """Looks into the first of what was dropped."""
        for one in paths[:1]:
            self.path.setText(str(one))
            self._look()

    def _show_none(self) -> None:
        self.preview.setText("")
        self.model.show([])
        for widget in (self.preview, self.backup, self.list, self.add, self.settle):
            widget.hide()
        self.empty.show()

    @property
    def _typed(self) -> str:
        return self.path.text().strip()

    def _enable(self, *_: object) -> None:
        ready = bool(self._typed) and self._session.is_open and not self._session.read_only
        self.look.setEnabled(ready)
        self.add.setEnabled(ready and self._previewed == self._typed)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Add a colleague’s pack", "", "Packs (*.zip)")
        if chosen:
            self.path.setText(chosen)
            self._look()

    def _look(self) -> None:
        self._previewed = ""
        self._merge(dry_run=True)

    def _add(self) -> None:
        self._merge(dry_run=False)

    def _merge(self, *, dry_run: bool) -> None:
        if not self._typed or self._session.read_only:
            return
        typed, source = self._typed, Path(self._typed).expanduser()
        self.notice.clear()
        self._enable()
        self.add.setEnabled(False)
        self._session.work(
            "Looking into the pack" if dry_run else "Adding the pack",
            lambda desk, job: _merged(desk, source, dry_run, job),
            lambda answer: self._answer(typed, answer, dry_run),
        )

    def _refuse(self, error: KnownError) -> None:
        self._previewed = ""
        self._show_none()
        self.notice.show_error(error)
        self._enable()

    def _answer(self, typed: str, answer: "_Answer | KnownError", dry_run: bool) -> None:
        if isinstance(answer, KnownError):
            self._refuse(answer)
        else:
            self._show(typed, *answer, dry_run)

    def _show(self, typed: str, made: "Merging", ratings: dict[str, str], dry_run: bool) -> None:
        had_focus = self.look.hasFocus() or self.path.hasFocus() or self.add.hasFocus()
        self._previewed = typed if dry_run and typed == self._typed else ""
        self.empty.hide()
        brings = summary(made)
        self.preview.setText(f"It would bring {brings}." if dry_run else f"Added: {brings}.")
        self._say_backup(made, dry_run)
        self.model.show(lines(made, ratings, added=not dry_run))
        for widget in (self.preview, self.backup, self.list):
            widget.show()
        self.list.scrollToTop()
        self.add.setVisible(dry_run)
        self.settle.setVisible(not dry_run and bool(made.conflicts))
        self.settle.setText(f"Settle {count(len(made.conflicts), 'conflict')}")
        named(self.settle, self.settle.text())
        self._enable()
        if had_focus:
            next(one for one in (self.add, self.settle, self.list) if one.isVisibleTo(self)).setFocus()
        if dry_run:
            announce(self, self.preview.text())
        else:
            self._session.said.emit(f"Added the pack: {brings}", False)

    def _say_backup(self, made: "Merging", dry_run: bool) -> None:
        same = "What else is in it is here already. " if made.unchanged else ""
        if dry_run:
            self.backup.say(f"{same}Nothing is written yet. A backup is made before it is added.")
        else:
            self.backup.say(f"A backup was made before: {made.backup}. {' '.join(made.left)}".strip())

    def _read(self, at: int) -> None:
        line = self.model.line(at)
        if line is None or not line.key:
            return
        if line.icon == "conflict":
            if self.settle.isVisible():
                self.settle_wanted.emit()
        else:
            self._session.look_up(lambda desk: _is_here(desk, line.key), self._session_read, name="brought item")

    def _session_read(self, key: str | None) -> None:
        if key is not None:
            self._session.ways.read(key)


def _merged(desk: "Desk", source: Path, dry_run: bool, job: "Job") -> "_Answer | KnownError":
    """A damaged or foreign pack is told where it was chosen."""
    from evidence_desk.operations import merging

    try:
        return merging.merge(desk, source, dry_run=dry_run, job=job), saying.ratings(desk.library.db)
    except KnownError as error:
        return error


def _is_here(desk: "Desk", key: str) -> str | None:
    """The key where its item can be read: what was only previewed, or removed, cannot."""
    from evidence_desk.library import queries

    return key if queries.rows(desk.library.db, desk.today, keys=[key]) else None
