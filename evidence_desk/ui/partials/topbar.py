"""The bar on top: search always, import, export, undo and redo with what they will do in words."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from evidence_desk.ui import icons, settings
from evidence_desk.ui.naming import named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.partials.placelist import WIDE
from evidence_desk.ui.shortcuts import keys, with_keys
from evidence_desk.ui.words import sentence

_TYPING_PAUSE = 220


class SearchField(QLineEdit):
    """Searches a moment after the last key, or on Enter where the preferences say so."""

    wanted = Signal(str)
    left_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "Search evidence", 'Words, "phrases", AND OR NOT, kind:case-study, criterion:1.3, is:out-of-date')
        self.setPlaceholderText("Search evidence")
        self.setClearButtonEnabled(False)
        self._icon = self.addAction(icons.icon("search", "second", 16), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(icons.icon("close", "second", 16), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setText("Clear the search")
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.start_anew)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._asked = ""
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._ask)
        self._name_inner_buttons()

    def _name_inner_buttons(self) -> None:
        for button in self.findChildren(QToolButton):
            action = button.defaultAction()
            named(button, action.text() if action is not None and action.text() else "Search")

    def dress_again(self) -> None:
        self._icon.setIcon(icons.icon("search", "second", 16))
        self._clear.setIcon(icons.icon("close", "second", 16))

    def start_anew(self) -> None:
        self.clear()
        self._ask()

    def search_for(self, words: str) -> None:
        """Searches for other words, as if they had been typed."""
        self.setText(words)
        self._ask()
        self.setFocus()

    def forget(self) -> None:
        """Empties the field without searching."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._clear.setVisible(False)
        self._asked = ""

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if not settings.search_on_enter() or not text:
            self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        if self.text().strip() != self._asked:
            self._asked = self.text().strip()
            self.wanted.emit(self._asked)

    def event(self, event: QEvent) -> bool:
        """Escape empties the field before it means *back* to the window."""
        overriding = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overriding and event.key() == Qt.Key.Key_Escape and self.text():  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.start_anew()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class TopBar(QWidget):
    """Knows nothing of libraries; the window wires it."""

    import_files = Signal()
    import_folder = Signal()
    export = Signal()
    undo = Signal()
    redo = Signal()

    def __init__(self, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(56)
        self.area = ElidedLabel("", "strong")
        self.area.setMinimumWidth(WIDE - 16)
        self.area.setMaximumWidth(WIDE - 16)
        self.area.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.search = SearchField()
        self.search.setMinimumWidth(128)
        self.search.setMaximumWidth(560)
        self._undo = self._flat("undo", self.undo)
        self._redo = self._flat("redo", self.redo)
        self.export_button = named(QPushButton("Export workbook"), "Export workbook")
        self.export_button.setToolTip(with_keys("Export the self-evaluation workbook or a pack", "export"))
        icons.dress(self.export_button, "export")
        self.export_button.clicked.connect(self.export)
        self.import_button = self._import_button()
        self._menu = named(QToolButton(), "Menu", "Libraries, preferences, help")
        self._menu.setProperty("kind", "flat")
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu.setMenu(menu)
        icons.dress(self._menu, "menu")
        self._lay_out()
        self.show_undo(None, None)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.area)
        layout.addWidget(self.search, 3)
        layout.addStretch(1)
        for widget in (self._undo, self._redo, self.export_button, self.import_button, self._menu):
            layout.addWidget(widget)

    def _flat(self, icon: str, signal: object) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "flat")
        icons.dress(made, icon)
        made.clicked.connect(lambda: signal.emit())  # type: ignore[attr-defined]
        return made

    def _import_button(self) -> QToolButton:
        made = named(QToolButton(), "Import")
        made.setText("Import")
        made.setToolTip(with_keys("Import files", "import"))
        made.setProperty("kind", "primary")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        icons.dress(made, "import", "on_accent")
        made.clicked.connect(self.import_files)
        menu = named(QMenu(made), "Import")
        for words, gesture, signal in (
            ("Choose files", "import", self.import_files),
            ("Choose a folder", "import-folder", self.import_folder),
        ):
            action = QAction(words, menu)
            action.setShortcut(keys(gesture))
            # Shown here only: the window answers to these keys.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(signal)
            menu.addAction(action)
        made.setMenu(menu)
        return made

    def show_undo(self, undo: str | None, redo: str | None) -> None:
        """What Undo and Redo will do, in words."""
        for button, verb, label in ((self._undo, "undo", undo), (self._redo, "redo", redo)):
            words = f"{sentence(verb)}: {label}" if label else f"Nothing to {verb}"
            named(button, words, with_keys(words, verb))
            button.setEnabled(label is not None)

    def show_library(self, area: str | None, *, read_only: bool) -> None:
        self.area.say(area or "Evidence Desk")
        for widget in (self.search, self.export_button, self.import_button, self._undo, self._redo):
            widget.setVisible(area is not None)
        self.import_button.setEnabled(not read_only)
