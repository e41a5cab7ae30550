"""The window: places at the left, search on top, the place in the middle, what is going on at the foot."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QMenu, QVBoxLayout, QWidget

from evidence_desk import preferences
from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.system.copies import clear_copies
from evidence_desk.ui import icons, settings, shortcuts
from evidence_desk.ui.converting import Converting
from evidence_desk.ui.gestures import Gestures
from evidence_desk.ui.leading import SIZE, Leading
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.opening import Opening
from evidence_desk.ui.partials.asking import AskingLine
from evidence_desk.ui.partials.dropping import DropZone
from evidence_desk.ui.partials.jobbar import JobBar
from evidence_desk.ui.partials.notice import Notice
from evidence_desk.ui.partials.placelist import RAIL, WIDE, PlaceList
from evidence_desk.ui.partials.toast import Toast
from evidence_desk.ui.partials.topbar import TopBar
from evidence_desk.ui.places.about import AboutPage
from evidence_desk.ui.places.evidence import EvidencePlace
from evidence_desk.ui.places.packs import PacksPlace
from evidence_desk.ui.places.preferences import PreferencesPage
from evidence_desk.ui.places.shelf import Shelf
from evidence_desk.ui.places.support import SupportPage
from evidence_desk.ui.places.table import TABLE
from evidence_desk.ui.recognising import Recognising
from evidence_desk.ui.rereading import Rereading
from evidence_desk.ui.session import Session
from evidence_desk.ui.theme import themes
from evidence_desk.ui.timewords import inspection_status
from evidence_desk.ui.words import AGENCIES, count


class Window(QMainWindow):
    """Puts the parts together; what each does is its own."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle("Evidence Desk")
        # A screen of 1920×1080 at 200 % has room for 960×540, less what the system takes.
        self.setMinimumSize(800, 480)
        self.opening = Opening(self, session)
        self.recognising = Recognising(session)
        self.converting = Converting(session)
        self.rereading = Rereading(session)
        self.top = TopBar(self._menu())
        self.places = PlaceList(TABLE)
        self.stack = Shelf(session)
        self.welcome = self.stack.welcome
        evidence = self.stack.place("Evidence")
        assert isinstance(evidence, EvidencePlace)
        self.evidence = evidence
        self.asking = AskingLine()
        self.notice = Notice()
        self.jobbar = JobBar()
        self._lay_out()
        self.toast = Toast(self.stack)
        self.leading = Leading(self)
        self.gestures = Gestures(self)
        self.gestures.bind()
        self._connect()
        self.show_welcome()
        self._restore()

    # Putting together

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._rail())
        row.addLayout(self._middle(), 1)
        whole = QWidget()
        whole.setObjectName("ground")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(row, 1)
        column.addWidget(self.jobbar)
        self.setCentralWidget(whole)
        drops = DropZone(whole, lambda: self.session.is_open and not self.session.read_only)
        drops.dropped.connect(lambda paths: self.gestures.take_in(paths))
        self._status = label("")
        named(self.statusBar(), "Status")
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self._status, 1)

    def _rail(self) -> QWidget:
        self.rail = QWidget()
        self.rail.setObjectName("rail")
        self.rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self.rail)
        layout.setContentsMargins(0, 8, 1, 8)
        layout.addWidget(self.places)
        return self.rail

    def _middle(self) -> QVBoxLayout:
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 8, 16, 8)
        holder.addWidget(self.notice)
        self._notice_holder = QWidget()
        self._notice_holder.setLayout(holder)
        self._notice_holder.hide()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.asking)
        middle.addWidget(self.rereading.line)
        middle.addWidget(self._notice_holder)
        middle.addWidget(self.stack, 1)
        return middle

    def _menu(self) -> QMenu:
        menu = named(QMenu(self), "Menu")
        self._entry(menu, "Open another library", self.opening.choose, "open")
        self._entry(menu, "Welcome page", self._leave_library)
        menu.addSeparator()
        menu.addAction(self.recognising.pause)
        self._entry(menu, "Preferences", lambda: self.leading.show_page(PreferencesPage), "preferences")
        self._entry(menu, "Help", lambda: self.leading.show_help(), "help")
        self._entry(menu, "Save a log for support", lambda: self.leading.show_page(SupportPage))
        self._entry(menu, "About", lambda: self.leading.show_page(AboutPage))
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
        session, welcome = self.session, self.welcome
        session.opened.connect(self._opened)
        session.closed.connect(self.show_welcome)
        session.changed.connect(lambda _: self._show_undo())
        session.changed.connect(lambda _: self._show_status())
        session.said.connect(self._say)
        session.failed.connect(self.show_error)
        session.person_changed.connect(self._show_status)
        session.jobs.started.connect(self.jobbar.watch)
        session.jobs.ended.connect(self.jobbar.done)
        self.toast.undo.connect(self.gestures.undo)
        self.notice.dismissed.connect(self._notice_holder.hide)
        self.stack.place_shown.connect(lambda place: self._set_rail(place.rail))
        self.evidence.rail_wanted.connect(self._set_rail)
        self.evidence.files_wanted.connect(self.gestures.choose_files)
        self.evidence.clear_search.connect(self.top.search.start_anew)
        self.evidence.search_wanted.connect(self.top.search.search_for)
        self.evidence.listing.listed.connect(self._show_status)
        self.rereading.done.connect(self.evidence.read_anew)
        welcome.new_wanted.connect(lambda area: self.opening.new(area, welcome.folder, *welcome.form.inspected))
        welcome.browse.connect(self._browse_place)
        welcome.open_wanted.connect(self.opening.choose)
        welcome.demo_wanted.connect(self.opening.demo)
        welcome.recent_chosen.connect(session.open)
        welcome.person.connect(session.set_person)
        self.asking.answered.connect(session.set_person)
        themes.changed.connect(self._dress_again)

    # Which place is shown

    @property
    def packs(self) -> PacksPlace:
        place = self.stack.place("Packs")
        assert isinstance(place, PacksPlace)
        return place

    def show_welcome(self) -> None:
        self.rail.hide()
        self.top.show_library(None, read_only=False)
        self.asking.hide()
        self.stack.show_welcome()
        self._show_status()

    def go(self, name: str, about: str = "") -> None:
        """Shows a place, and there what is asked about."""
        self.leading.go(name, about)

    def _browse_place(self, proposed: Path) -> None:
        chosen = self.opening.choose_place(proposed)
        if chosen is not None:
            self.welcome.form.put_place(chosen)

    def _set_rail(self, rail: bool) -> None:
        self.places.set_rail(rail)
        self.rail.setFixedWidth(RAIL if rail else WIDE)

    def panes(self) -> list[QWidget]:
        """What F6 goes round, from left to right."""
        return [self.places, self.top, *self.stack.panes()]

    # The library

    def _opened(self) -> None:
        self.clear_error()
        facts = queries.library_facts(self.session.desk.library.db)
        self.setWindowTitle(f"{facts.area} – Evidence Desk")
        self.top.search.forget()
        self.top.show_library(facts.area, read_only=self.session.read_only)
        self.rail.show()
        self.go("Evidence")
        self._show_undo()
        if not preferences.load().name:
            self.asking.ask(self.session.desk.actor)
        why = self.session.desk.library.read_only_why
        if why:
            self.show_error(KnownError("You can read this library but not change it.", why))
        self.evidence.table.setFocus()

    def _leave_library(self) -> None:
        self.session.close_library()
        self.setWindowTitle("Evidence Desk")

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
        parts = (items, desk.library.folder.name, who, inspection_status(desk))
        self._status.setText("  ·  ".join(part for part in parts if part))

    # Telling

    def _say(self, words: str, undoable: bool) -> None:
        """Something succeeded: the quiet line says it, and an error told before is no longer news."""
        self.clear_error()
        self.toast.say(words, undoable=undoable)

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
            self.resize(*SIZE)

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
