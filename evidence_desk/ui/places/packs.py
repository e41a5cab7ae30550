"""The place Packs: what goes out and what stays, and what a colleague's pack would bring."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evidence_desk.ui.naming import label
from evidence_desk.ui.partials.colleague import ColleaguePanel
from evidence_desk.ui.partials.exporting import ExportPanel
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.session import Session


class PacksPlace(Place):
    """Export at the left, a colleague's work at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.exporting = ExportPanel(session)
        self.colleague = ColleaguePanel(session)
        inside = QWidget()
        inside.setObjectName("groundInner")
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.exporting, 3)
        columns.addWidget(self.colleague, 2)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 12, 24, 24)
        column.setSpacing(12)
        column.addWidget(label("Packs", "title"))
        column.addLayout(columns, 1)
        scroll = QScrollArea()
        scroll.setObjectName("ground")
        scroll.setFrameShape(scroll.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def panes(self) -> list[QWidget]:
        return [self.exporting, self.colleague]

    def start(self) -> None:
        """Counts anew what would go out, and looks for conflicts."""
        self.exporting.start()
        self.colleague.start()
