"""The window: places at the left, search on top, the place in the middle, what is going on at the foot."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from evidence_desk import preferences
from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.ui import icons, panes, settings, shortcuts
from evidence_desk.ui.copies import clear_copies
from evidence_desk.ui.logbook import save_log
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.opening import Opening
from evidence_desk.ui.partials.asking import AskingLine
from evidence_desk.ui.partials.jobbar import JobBar
from evidence_desk.ui.partials.notice import Notice
from evidence_desk.ui.partials.placelist import RAIL, WIDE, Place, PlaceList
from evidence_desk.ui.partials.toast import Toast
from evidence_desk.ui.partials.topbar import TopBar
from evidence_desk.ui.places.about import AboutPage
from evidence_desk.ui.places.evidence import EvidencePlace
from evidence_desk.ui.places.history import HistoryPlace
from evidence_desk.ui.places.keys import KeysPage
from evidence_desk.ui.places.packs import PacksPlace
from evidence_desk.ui.places.page import Page
from evidence_desk.ui.places.preferences import PreferencesPage
from evidence_desk.ui.places.welcome import WelcomePlace
from evidence_desk.ui.session import Session
from evidence_desk.ui.theme import themes
from evidence_desk.ui.words import AGENCIES, count

PLACES = (Place("Evidence", "evidence"), Place("Packs", "packs"), Place("History", "history"))


class Window(QMainWindow):
    """Puts the parts together; what each does is its own."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle("Evidence Desk")
        self.setMinimumSize(960, 600)
        self.opening = Opening(self, session)
        self.top = TopBar(self._menu())
        self.places = PlaceList(PLACES)
        self.welcome = WelcomePlace()
        self.evidence = EvidencePlace(session)
        self.packs = PacksPlace(session)
        self.history = HistoryPlace(session)
        self.asking = AskingLine()
        self.notice = Notice()
        self.jobbar = JobBar()
        self._pages: dict[type[Page], Page] = {}
        self._lay_out()
        self.toast = Toast(self.stack)
        self._connect()
        self._bind_keys()
        self._show_welcome()
        self._restore()

    # Putting together

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for place in (self.welcome, self.evidence, self.packs, self.history):
            self.stack.addWidget(place)
        self.rail = QWidget()
        self.rail.setObjectName("rail")
        self.rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rail = QVBoxLayout(self.rail)
        rail.setContentsMargins(0, 8, 1, 8)
        rail.addWidget(self.places)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 8, 16, 8)
        holder.addWidget(self.notice)
        self._notice_holder = QWidget()
        self._notice_holder.setLayout(holder)
        self._notice_holder.hide()
        for widget in (self.asking, self._notice_holder):
            middle.addWidget(widget)
        middle.addWidget(self.stack, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(middle, 1)
        whole = QWidget()
        whole.setObjectName("ground")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(row, 1)
        column.addWidget(self.jobbar)
        self.setCentralWidget(whole)
        self._status = label("")
        named(self.statusBar(), "Status")
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self._status, 1)

    def _menu(self) -> QMenu:
        menu = named(QMenu(self), "Menu")
        self._entry(menu, "Open another library", self.opening.choose, "open")
        self._entry(menu, "Welcome page", self._leave_library)
        menu.addSeparator()
        self._entry(menu, "Preferences", lambda: self.show_page(PreferencesPage), "preferences")
        self._entry(menu, "Keys and help", lambda: self.show_page(KeysPage), "help")
        self._entry(menu, "Save a log for support", self._save_log)
        self._entry(menu, "About", lambda: self.show_page(AboutPage))
        menu.addSeparator()
        self._entry(menu, "Close", self.close, "quit")
        return menu

    def _entry(self, menu: QMenu, words: str, handler: object, gesture: str = "") -> None:
        action = menu.addAction(words)
        if gesture:
            action.setShortcut(shortcuts.keys(gesture))
        action.triggered.connect(lambda: handler())  # type: ignore[operator]
        self.addAction(action)

    def _connect(self) -> None:
        session, top = self.session, self.top
        session.opened.connect(self._opened)
        session.closed.connect(self._show_welcome)
        session.changed.connect(lambda _: self._changed())
        session.said.connect(lambda words, undoable: self.toast.say(words, undoable=undoable))
        session.failed.connect(self.show_error)
        session.person_changed.connect(self._show_status)
        session.jobs.started.connect(self.jobbar.watch)
        session.jobs.ended.connect(self.jobbar.done)
        self.toast.undo.connect(self.undo)
        self.notice.dismissed.connect(self._notice_holder.hide)
        top.search.wanted.connect(self._search)
        top.search.left_down.connect(lambda: self.evidence.table.setFocus())
        top.import_files.connect(self._choose_files)
        top.import_folder.connect(self._choose_folder)
        top.export.connect(self._export)
        top.undo.connect(self.undo)
        top.redo.connect(self.redo)
        self.places.chosen.connect(self._show_place)
        self.evidence.reading_changed.connect(self._set_rail)
        self.evidence.files_wanted.connect(self._choose_files)
        self.evidence.clear_search.connect(top.search.start_anew)
        self.evidence.listing.listed.connect(self._show_status)
        self.welcome.new_wanted.connect(self.opening.new)
        self.welcome.open_wanted.connect(self.opening.choose)
        self.welcome.demo_wanted.connect(self.opening.demo)
        self.welcome.recent_chosen.connect(session.open)
        self.welcome.person.connect(session.set_person)
        self.asking.answered.connect(session.set_person)
        themes.changed.connect(self._dress_again)

    def _bind_keys(self) -> None:
        shortcuts.bind(self, "search", self._go_to_search)
        shortcuts.bind(self, "import", self._choose_files)
        shortcuts.bind(self, "import-folder", self._choose_folder)
        shortcuts.bind(self, "export", self._export)
        shortcuts.bind(self, "undo", self.undo)
        shortcuts.bind(self, "redo", self.redo)
        shortcuts.bind(self, "next-pane", lambda: panes.go(self._panes(), 1))
        shortcuts.bind(self, "previous-pane", lambda: panes.go(self._panes(), -1))

    # Which place is shown

    def _show_welcome(self) -> None:
        self.rail.hide()
        self.top.show_library(None, read_only=False)
        self.asking.hide()
        self.welcome.refresh()
        self.stack.setCurrentWidget(self.welcome)
        self._show_status()

    def _show_place(self, name: str) -> None:
        places = {"Evidence": self.evidence, "Packs": self.packs, "History": self.history}
        place = places[name]
        if not self.session.is_open:
            return
        self.stack.setCurrentWidget(place)
        if isinstance(place, PacksPlace | HistoryPlace):
            place.start()
            self._set_rail(False)
        else:
            self._set_rail(self.evidence.reading)

    def show_page(self, kind: type[Page]) -> None:
        """A page of the program itself, over the place that is shown; Back returns there."""
        page = self._pages.get(kind)
        if page is None:
            page = self._pages[kind] = kind()  # type: ignore[call-arg]
            self.stack.addWidget(page)
            page.left.connect(self._back_to_place)
            if isinstance(page, PreferencesPage):
                page.person.connect(self.session.set_person)
                page.rows_changed.connect(lambda: self.evidence.table.set_narrow(self.evidence.reading))
        self.stack.setCurrentWidget(page)
        page.first.setFocus()

    def _back_to_place(self) -> None:
        if self.session.is_open:
            self._show_place(self._place_name())
        else:
            self._show_welcome()

    def _place_name(self) -> str:
        row = self.places.currentIndex().row()
        return PLACES[max(0, row)].name

    def _set_rail(self, rail: bool) -> None:
        self.places.set_rail(rail)
        self.rail.setFixedWidth(RAIL if rail else WIDE)

    def _panes(self) -> list[QWidget]:
        place = self.stack.currentWidget()
        inside: list[QWidget] = [place] if place is not None else []
        if place is self.evidence:
            inside = [self.evidence.stack, self.evidence.reader, self.evidence.side]
        elif place is self.packs:
            inside = [self.packs.exporting, self.packs.colleague]
        return [self.places, self.top, *inside]

    # The library

    def _opened(self) -> None:
        self.clear_error()
        facts = queries.library_facts(self.session.desk.library.db)
        self.setWindowTitle(f"{facts.area} – Evidence Desk")
        self.top.search.forget()
        self.top.show_library(facts.area, read_only=self.session.read_only)
        self.rail.show()
        self.places.choose("Evidence")
        self._show_place("Evidence")
        self._show_undo()
        if not preferences.load().name:
            self.asking.ask(self.session.desk.actor)
        why = self.session.desk.library.read_only_why
        if why:
            self.show_error(KnownError("This library is open for reading only.", why))
        self.evidence.table.setFocus()

    def _leave_library(self) -> None:
        self.session.close_library()
        self.setWindowTitle("Evidence Desk")

    def _changed(self) -> None:
        self._show_undo()

    def _show_undo(self) -> None:
        from evidence_desk.operations import undoing

        desk = self.session.desk
        self.top.show_undo(undoing.undoable(desk), undoing.redoable(desk))

    def _show_status(self) -> None:
        if not self.session.is_open:
            self._status.setText("")
            return
        desk = self.session.desk
        who = desk.actor + (f", {AGENCIES.get(desk.agency, desk.agency)}" if desk.agency else "")
        items = count(self.evidence.listing.total, "item")
        self._status.setText(f"{items}  ·  {desk.library.folder.name}  ·  {who}")

    # Gestures

    def undo(self) -> None:
        """Takes back the last step and says what it was, and what it left alone."""
        self._undo_or_redo("undo")

    def redo(self) -> None:
        self._undo_or_redo("redo")

    def _undo_or_redo(self, way: str) -> None:
        from evidence_desk.library.undoing import Undone
        from evidence_desk.operations import undoing

        if not self.session.is_open or self.session.read_only:
            return
        verb = "Undone" if way == "undo" else "Done again"

        def said(undone: Undone) -> str:
            if undone.label is None:
                return f"Nothing to {way}"
            kept = f". {count(len(undone.kept), 'change')} by others stayed" if undone.kept else ""
            return f"{verb}: {undone.label}{kept}"

        self.session.act(undoing.undo if way == "undo" else undoing.redo, said=said, undoable=False)

    def _go_to_search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _search(self, query: str) -> None:
        if self.session.is_open:
            self.places.choose("Evidence")
            self._show_place("Evidence")
            self.evidence.listing.search(query)

    def _choose_files(self) -> None:
        if self.session.is_open and not self.session.read_only:
            chosen, _ = QFileDialog.getOpenFileNames(self, "Import files")
            self._import([Path(one) for one in chosen])

    def _choose_folder(self) -> None:
        if self.session.is_open and not self.session.read_only:
            chosen = QFileDialog.getExistingDirectory(self, "Import a folder")
            self._import([Path(chosen)] if chosen else [])

    def _import(self, paths: list[Path]) -> None:
        if paths:
            self.places.choose("Evidence")
            self.evidence.import_paths(paths)

    def _export(self) -> None:
        if self.session.is_open:
            self.places.choose("Packs")
            self.packs.exporting.start("workbook")
            self.packs.exporting.save.setFocus()

    def _save_log(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a log for support", "evidence-desk-log.txt")
        if chosen:
            try:
                save_log(Path(chosen))
            except OSError as error:
                self.show_error(
                    KnownError("The log could not be saved.", str(error.strerror), "Choose another folder.")
                )

    # Telling

    def show_error(self, error: KnownError) -> None:
        """In its place under the bar, until it is closed or something else succeeds."""
        if self.stack.currentWidget() is self.welcome:
            self.welcome.notice.show_error(error)
            return
        self._notice_holder.show()
        self.notice.show_error(error)

    def clear_error(self) -> None:
        self.notice.clear()
        self._notice_holder.hide()
        self.welcome.notice.clear()

    def _dress_again(self) -> None:
        icons.dress_again()
        self.top.search.dress_again()

    # Coming and going

    def _restore(self) -> None:
        kept = settings.state("window")
        if kept is None or not self.restoreGeometry(QByteArray(kept)):
            self.resize(1280, 720)

    def closeEvent(self, event: QCloseEvent) -> None:
        settings.put_state("window", self.saveGeometry())
        if self.session.is_open:
            self.evidence.remember()
        self.evidence.reader.close_down()
        self.session.close()
        clear_copies()
        event.accept()


def status_words(window: Window) -> QLabel:
    """The label inside the status bar; it has no name of its own, which would hide its words."""
    return window._status
