"""The place Packs: what goes out and what stays, what a colleague's pack brings, and the conflicts still open."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from evidence_desk.ui.naming import label
from evidence_desk.ui.partials.colleague import ColleaguePanel
from evidence_desk.ui.partials.conflicts import ConflictsPanel
from evidence_desk.ui.partials.dropping import DropZone
from evidence_desk.ui.partials.exporting import ExportPanel
from evidence_desk.ui.partials.leftout import PastExportsCard
from evidence_desk.ui.partials.segments import Segments
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.session import Session

EXPORT, COLLEAGUE, CONFLICTS = "export", "colleague", "conflicts"
_PAGES: Final = (
    (EXPORT, "Export", "export", "text"),
    (COLLEAGUE, "Add a colleague’s pack", "people", "text"),
    (CONFLICTS, "Conflicts", "conflict", "text"),
)
_DROP: Final = "Let go to see what it would bring. Nothing is added yet."


class PacksPlace(Place):
    """Three pages, each with the room it needs and one primary button. A pack dropped anywhere is looked into."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.exporting = ExportPanel(session)
        self.past = PastExportsCard(session)
        self.colleague = ColleaguePanel(session)
        self.conflicts = ConflictsPanel(session)
        self.pages = QStackedWidget()
        self.pages.setObjectName("ground")
        self._of = {EXPORT: self._export_page(), COLLEAGUE: self.colleague, CONFLICTS: self.conflicts}
        for page in self._of.values():
            self.pages.addWidget(page)
        self.choice = Segments("Packs", _PAGES)
        self.choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.drops = DropZone(self, lambda: session.is_open and not session.read_only, _DROP)
        self._lay_out()
        self._connect()
        self.choice.choose(EXPORT)

    def _export_page(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("groundInner")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.exporting.left_out, 3)
        right.addWidget(self.past, 2)
        columns.addWidget(self.exporting, 3)
        columns.addLayout(right, 2)
        scroll = QScrollArea()
        scroll.setObjectName("ground")
        scroll.setFrameShape(scroll.Shape.NoFrame)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        return scroll

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.choice)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label("Packs", "title"))
        layout.addLayout(top)
        layout.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.choice.changed.connect(self._turn)
        self.exporting.wanted.connect(lambda: self.show_about(EXPORT))
        self.exporting.saved.connect(self.past.start)
        self.colleague.settle_wanted.connect(lambda: self.show_about(CONFLICTS))
        self.conflicts.counted.connect(self._count)
        self.drops.dropped.connect(self._drop)
        self._session.changed.connect(self._changed)

    def panes(self) -> list[QWidget]:
        if self.choice.value == EXPORT:
            return [self.choice, self.exporting, self.exporting.left_out, self.past]
        return [self.choice, self._of[self.choice.value]]

    def start(self) -> None:
        """Counts anew what would go out, and looks for conflicts."""
        self.conflicts.start()
        self.colleague.start()
        self.exporting.start()
        self.past.start()

    def stop(self) -> None:
        self.exporting.clear()
        self.colleague.clear()
        self.conflicts.clear()

    def show_about(self, about: str) -> None:
        """`export`, `colleague` or `conflicts`."""
        if about in self._of:
            self.choice.choose(about)
            self._turn(about)
            if about == CONFLICTS and self.isVisible():
                self.conflicts.list.setFocus()

    def _turn(self, page: str) -> None:
        self.pages.setCurrentWidget(self._of[page])
        if page == EXPORT and self._session.is_open:
            self._count_export()

    def _count(self, number: int) -> None:
        self.choice.say(CONFLICTS, f"Conflicts ({number:,})" if number else "Conflicts")

    def _drop(self, paths: list[Path]) -> None:
        self.show_about(COLLEAGUE)
        self.colleague.take(paths)

    def _changed(self, _: object) -> None:
        """Counting what goes out takes longest, so it waits until somebody looks at it."""
        if not self.isVisible():
            return
        self.conflicts.start()
        if self.choice.value == EXPORT:
            self._count_export()

    def _count_export(self) -> None:
        self.exporting.ask()
        self.past.start()
