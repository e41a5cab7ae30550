"""The reader: one item opened, in its newest version or an older one, with its tags kept up to date in it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.model import scans
from evidence_desk.model.paths import item_of
from evidence_desk.model.records import Item
from evidence_desk.search.excerpts import Stand
from evidence_desk.ui import shortcuts
from evidence_desk.ui.naming import named
from evidence_desk.ui.partials.notice import Notice
from evidence_desk.ui.reader.bar import ReaderBar
from evidence_desk.ui.reader.document import Astray, Document, load, with_tags
from evidence_desk.ui.reader.older import OlderLine
from evidence_desk.ui.reader.rendering import PageSource
from evidence_desk.ui.reader.views import DocumentViews, Spot, no_text
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.model.records import Changes


class Reader(QWidget):
    """Shows a document of the session's library; everything slow happens elsewhere."""

    back = Signal()
    picked = Signal(str, str)
    shown = Signal(object)
    marked = Signal()
    went_astray = Signal(str)
    spot_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pane")
        named(self, "Reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.document: Document | None = None
        self._then: tuple[str | None, str | None] = (None, None)
        self._take_focus_then = False
        self.source = PageSource()
        self.views = DocumentViews(self.source, self._open_file)
        self.pages, self.text, self.table = self.views.pages, self.views.text, self.views.table
        self.empty = self.views.empty
        self.older = OlderLine()
        self.notice = Notice()
        self.bar = ReaderBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.older)
        layout.addWidget(self.notice)
        layout.addWidget(self.views, 1)
        self._connect()

    def _connect(self) -> None:
        self.bar.back.connect(self.back)
        self.bar.larger.connect(lambda: self.views.zoom(1))
        self.bar.smaller.connect(lambda: self.views.zoom(-1))
        self.bar.fit.connect(self.pages.zoom_to_fit)
        self.bar.form_chosen.connect(self._choose_form)
        self.bar.open_file.connect(self._open_file)
        self.bar.page_wanted.connect(self.pages.go_to)
        self.older.back.connect(self.read_newest)
        self.pages.page_changed.connect(self.bar.show_page)
        self.pages.page_changed.connect(lambda *_: self._show_note())
        self.pages.failed.connect(self._pages_failed)
        self._session.changed.connect(self.take_in)
        self.views.picked.connect(self._picked)
        self.views.spot_changed.connect(self.spot_changed)
        shortcuts.bind(self, "zoom-in", lambda: self.views.zoom(1))
        shortcuts.bind(self, "zoom-out", lambda: self.views.zoom(-1))
        shortcuts.bind(self, "zoom-fit", self.pages.zoom_to_fit)
        shortcuts.bind(self, "text", self._toggle_form)

    def read(
        self,
        key: str,
        tag: str | None = None,
        place: str | None = None,
        *,
        version: str | None = None,
        focus: bool = False,
    ) -> None:
        """Opens an item, at a tag or a place if one is given; with `focus` the caret goes into it when it is there.

        `version`: the SHA-256 of an older file of it, to be read instead of the newest.
        """
        self._then = (tag, place)
        self._take_focus_then = focus
        self._session.look_up(lambda desk: load(desk, key, version), self._show, name="read")

    def read_older(self, tag: str) -> None:
        """Opens the version that a tag was made in, where its words stand."""
        astray = self.document.astray.get(tag) if self.document is not None else None
        if self.document is not None and astray is not None and astray.version is not None:
            self.read(self.document.item.key, tag, version=astray.version.sha256, focus=True)

    def read_newest(self) -> None:
        """Back from an older version."""
        if self.document is not None:
            self.read(self.document.item.key, focus=True)

    def refresh_tags(self, item: Item) -> None:
        """Marks the tags anew after they changed."""
        if self.document is None or self.document.item.key != item.key:
            return
        document = self.document
        if item.sha256 != document.item.sha256:
            self.read(item.key)
            return
        self._session.look_up(lambda desk: with_tags(desk, document, item), self._show_marks, name="marks")

    def astray(self, key: str) -> Mapping[str, Astray]:
        """The tags of an item that are not known to stand in its newest version, where it is the one that is read."""
        return self.document.astray if self.document is not None and self.document.item.key == key else {}

    def take_in(self, changes: "Changes") -> None:
        """Reads a document whose pages wait again, at the same page, when they may have been recognised."""
        document = self.document
        if document is None or scans.WAITING not in document.notes.values():
            return
        if any(item_of(entity) == document.item.key for entity in changes.entities):
            place = f"page {self.pages.page}" if self.views.shows_pages else None
            version = document.version.sha256 if document.is_older and document.version is not None else None
            self.read(document.item.key, place=place, version=version)

    def leave(self) -> None:
        """Closes the document and lets go of its file."""
        self.document = None
        self.pages.leave()

    def close_down(self) -> None:
        self.source.close()

    def go_to_tag(self, tag: str) -> None:
        """Scrolls to where a tag stands; from an older version that it is not of, back in the newest."""
        document = self.document
        if document is None:
            return
        one = next((one for one in document.placed if one.mark.tag == tag), None)
        if one is not None:
            self.views.go_to_tag(one)
        elif document.is_older:
            self.read(document.item.key, tag)
        elif tag in document.astray:
            self.notice.say(document.astray[tag].told, "Under its tags: where it stood, and how to move it.")
            self.went_astray.emit(tag)

    def show_found(self, stands: Sequence[Stand], at: int | None) -> None:
        """Marks where the words of a search stand; `at` is the number of the place that was gone to.

        They are places in the newest version.
        """
        if self.document is not None and self.document.is_older:
            stands, at = (), None
        self.views.show_found(stands, at)
        self.bar.show_found(at, len(stands))

    def go_to_found(self, stand: Stand) -> None:
        """Scrolls to one of the places that are marked."""
        if self.document is None or not self.document.is_older:
            self.views.go_to_found(stand)

    def spot(self) -> Spot | None:
        """Where the reader is; in an older version nothing can be tagged."""
        return self.views.spot() if self.document is not None and not self.document.is_older else None

    def _show(self, document: Document) -> None:
        self.document = document
        self.notice.clear()
        self.older.show_version(document.version if document.is_older else None)
        self.bar.show_document(document)
        reads_aloud = QAccessible.isActive() and document.has_text
        self._choose_form("text" if document.form == "pages" and reads_aloud else document.form)
        self.shown.emit(document)
        if self._take_focus_then:
            self.views.take_focus()
        tag, place = self._then
        self._then = (None, None)
        if tag is not None:
            self.go_to_tag(tag)
        elif place is not None:
            self.views.go_to_place(document, place)

    def _choose_form(self, form: str) -> None:
        document = self.document
        if document is None:
            return
        if form == "pages":
            self.source.passwords = self._session.desk.passwords
        self.views.show_document(document, form)
        if self.views.shows_pages and not document.has_text:
            offer = "" if document.is_older else "Its pages can be read here and tagged as wholes."
            self.notice.say(no_text(document.why_no_text), offer)
        self.bar.show_form(form)
        self._show_note()
        self.spot_changed.emit()

    def _show_note(self) -> None:
        """In pages the one that is read is marked; in text every heading says it for its own page."""
        note = self.document.notes.get(self.pages.page) if self.document and self.views.shows_pages else None
        self.bar.show_note(note or "")

    def _toggle_form(self) -> None:
        if self.document is not None and self.document.form != "text":
            self._choose_form("text" if self.bar.form != "text" else self.document.form)
            self.views.take_focus()

    def _show_marks(self, document: Document) -> None:
        if self.document is None or document.item.key != self.document.item.key:
            return
        if document.notes is not self.document.notes:
            return  # It was read again meanwhile, with its tags.
        self.document = document
        self.views.show_marks(document)
        self.marked.emit()

    def _picked(self, words: str, place: str) -> None:
        if self.document is not None and not self.document.is_older:
            self.picked.emit(words, place)

    def _pages_failed(self, why: str) -> None:
        offer = "The text of it is still here." if self.document and self.document.has_text else ""
        self.notice.say("The page could not be drawn.", f"{why} {offer}".strip())
        if self.document is not None and self.document.has_text and not self.pages.count:
            self._choose_form("text")

    def _open_file(self) -> None:
        """Hands a copy to the program that the system opens such files with."""
        document = self.document
        if document is None or document.path is None:
            return
        from evidence_desk.system.copies import copy_for_others

        stored, name = document.path, document.name
        self._session.look_up(
            lambda _: copy_for_others(stored, name),
            lambda copy: QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))),
        )
