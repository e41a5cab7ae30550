"""Where the words of the search stand in the selected item: a few places, over its facts."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout

from evidence_desk.search.excerpts import Excerpt, Places
from evidence_desk.ui.models.found import EXCERPT_ROLE, FoundDelegate, FoundModel
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.words import count


class _FoundList(QListView):
    """As high as its rows are; with the focus it is always at one of them."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        rows = range(self.model().rowCount())
        height = sum(self.sizeHintForRow(at) for at in rows)
        if height:
            self.setFixedHeight(height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))


class FoundIn(QFrame):
    """`chosen` when somebody wants to read at a place."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foundin")
        named(self, "Found in")
        self.model = FoundModel()
        self.view = named(_FoundList(), "Found in", "Enter opens the item at this place")
        self.view.setObjectName("bare")
        self.view.setModel(self.model)
        self.view.setItemDelegate(FoundDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self._more = label("", "caption")
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(label("Found in", "strong", self.view))
        head.addStretch(1)
        head.addWidget(self._more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 6)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.view)
        self.hide()

    @property
    def more(self) -> str:
        """What it says of the places it has no room for."""
        return self._more.text()

    def wait(self) -> None:
        """Another item is selected: what is shown is not of this one, but what lies beneath should not jump."""
        self.model.show(())
        self._more.setText("")

    def show_places(self, places: Places) -> None:
        """Shows the best places; without any it is not there."""
        self.model.show(places.excerpts)
        further = places.labels - len(places.excerpts)
        self._more.setText(f"and {count(further, 'more place')}" if further > 0 else "")
        self.setVisible(bool(places.excerpts))
        self.view.fit()

    def _choose(self, index: QModelIndex) -> None:
        excerpt = index.data(EXCERPT_ROLE)
        if isinstance(excerpt, Excerpt):
            self.chosen.emit(excerpt)
