"""Add a colleague’s pack: choose it, see what it would bring, take it in; and the conflicts still open."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout

from evidence_desk.library import queries
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count, day

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.model.records import Conflict
    from evidence_desk.work.job import Job


class ColleaguePanel(QFrame):
    """Nothing anyone did is lost; what two people said differently is listed until somebody settles it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.path = named(QLineEdit(), "Pack or library")
        self.path.setPlaceholderText("A pack (.zip) or a library")
        self.path.textChanged.connect(self._enable)
        choose = named(QPushButton("Choose"), "Choose a pack")
        choose.clicked.connect(self._choose)
        self.look = named(QPushButton("Show what it brings"), "Show what it brings")
        self.look.clicked.connect(lambda: self._merge(dry_run=True))
        self.add = named(QPushButton("Add it"), "Add it")
        self.add.clicked.connect(lambda: self._merge(dry_run=False))
        self.preview = label("", "second", wrap=True)
        self.model = LinesModel()
        self.conflicts = named(QListView(), "Conflicts")
        self.conflicts.setModel(self.model)
        self.conflicts.setItemDelegate(LinesDelegate(self.conflicts))
        self.empty = EmptyState("conflicts")
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.path, 1)
        where.addWidget(choose)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.look)
        buttons.addWidget(self.add)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(label("Add a colleague’s pack", "section"))
        layout.addWidget(label("Pack or library", "field", self.path))
        layout.addLayout(where)
        layout.addLayout(buttons)
        layout.addWidget(self.preview)
        layout.addSpacing(8)
        layout.addWidget(label("Conflicts", "section"))
        layout.addWidget(self.conflicts, 1)
        layout.addWidget(self.empty, 1)
        session.changed.connect(self._changed)
        self._enable()

    def start(self) -> None:
        """Lists the conflicts still open."""
        if not self._session.is_open:
            return
        found = queries.conflicts(self._session.desk.library.db)
        self.model.show([_line(one) for one in found])
        self.conflicts.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._enable()

    def _changed(self, _: object) -> None:
        if self.isVisible():
            self.start()

    def _enable(self, *_: object) -> None:
        ready = bool(self.path.text().strip()) and self._session.is_open and not self._session.read_only
        self.look.setEnabled(ready)
        self.add.setEnabled(ready)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Add a colleague’s pack", "", "Packs (*.zip)")
        if chosen:
            self.path.setText(chosen)
            self._merge(dry_run=True)

    def _merge(self, *, dry_run: bool) -> None:
        source = Path(self.path.text().strip()).expanduser()
        title = "Looking into the pack" if dry_run else "Adding the pack"
        self._session.work(
            title, lambda desk, job: _merged(desk, source, dry_run, job), lambda made: self._show(made, dry_run)
        )

    def _show(self, made: Any, dry_run: bool) -> None:
        parts = [
            f"{made.added:,} new",
            f"{made.updated:,} changed",
            f"{made.unchanged:,} as here",
            count(len(made.conflicts), "conflict"),
        ]
        words = ", ".join(parts)
        self.preview.setText(f"It would bring: {words}." if dry_run else f"Added: {words}.")
        if not dry_run:
            self._session.said.emit(f"Added the pack: {words}", False)
            self.start()


def _merged(desk: "Desk", source: Path, dry_run: bool, job: "Job") -> Any:
    from evidence_desk.operations import merging

    return merging.merge(desk, source, dry_run=dry_run, job=job)


def _line(one: "Conflict") -> Line:
    about = one.ref or one.criterion or "the library"
    others = "; ".join(f"{value.by}, {day(value.at[:10])}: {value.value}" for value in one.others)
    standing = f"Stands: {one.standing.value} ({one.standing.by})"
    return Line(f"{about}: {one.field.replace('_', ' ')}", f"{standing}\n{others}", "conflict", "concern", key=one.id)
