"""Picking a criterion by typing: a field, and a plain list under it (editable combo boxes are mute in NVDA)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from evidence_desk.ui.models.criteria import Choice, CriteriaModel
from evidence_desk.ui.models.criteria_delegate import ROW, CriteriaDelegate
from evidence_desk.ui.naming import announce, named

_SHOWN_ROWS, _LEAST_ROWS = 4, 2


class CriterionPicker(QWidget):
    """Type part of the id or the words; Down goes into the list; Enter takes the first or the chosen one."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = CriteriaModel()
        self.choice: Choice | None = None
        self.field = named(QLineEdit(), "Criterion", "Type a number such as 1.3, or a word of it")
        self.field.setPlaceholderText("Criterion: 1.3, or a word")
        self.field.textEdited.connect(self._filter)
        self.field.installEventFilter(self)
        self.list = named(QListView(), "Criteria")
        self.list.setObjectName("criteria")
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(CriteriaDelegate(self.list))
        self.list.setMinimumHeight(_LEAST_ROWS * ROW + 6)
        self.list.setMaximumHeight(_SHOWN_ROWS * ROW + 6)
        self.list.clicked.connect(self._take)
        self.list.installEventFilter(self)
        self._hide_later = QTimer(self, singleShot=True, interval=0)
        self._hide_later.timeout.connect(self._hide_unless_used)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.list.hide()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        self.model.show(choices)

    def pick(self, criterion: str) -> None:
        """Chooses a criterion by its id."""
        choice = self.model.of(criterion)
        if choice is not None:
            self._choose(choice)

    def clear(self) -> None:
        self.choice = None
        self.field.clear()
        self.model.filter("")

    def _filter(self, typed: str) -> None:
        self.choice = None
        self.model.filter(typed)
        self.list.show()
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
        first = self.model.choice(0)
        count = self.model.rowCount()
        announce(self.field, f"{count} criteria. {first.words}" if first else "No criterion matches.")
        self.picked.emit(None)

    def _hide_unless_used(self) -> None:
        if not (self.field.hasFocus() or self.list.hasFocus()):
            self.list.hide()

    def _take(self, index: QModelIndex) -> None:
        choice = self.model.choice(index.row())
        if choice is not None:
            self._choose(choice)

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.field.setText(choice.words)
        self.field.setCursorPosition(0)
        self.field.setToolTip(choice.words)
        self.list.hide()
        self.picked.emit(choice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched is self.field:
            self.field.selectAll()
            self.list.setVisible(self.choice is None)
        if event.type() == QEvent.Type.FocusOut:
            self._hide_later.start()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.field:
                return self._key_in_field(event)
            if watched is self.list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self._take(self.list.currentIndex())
                self.field.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _key_in_field(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down:
            self.list.show()
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.choice is None:
            index = self.list.currentIndex()
            self._take(index if index.isValid() else self.model.index(0))
            return True
        return False
