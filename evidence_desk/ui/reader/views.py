"""A document as pages, as text or as a table, one at a time: shown, marked, and gone through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from evidence_desk.model import scans
from evidence_desk.model.anchor import Span
from evidence_desk.search.excerpts import Stand
from evidence_desk.ui.partials.empty import TABLE, EmptyState
from evidence_desk.ui.reader.document import Document, Placed
from evidence_desk.ui.reader.pages import PageView
from evidence_desk.ui.reader.rendering import PageSource
from evidence_desk.ui.reader.tables import TableReader
from evidence_desk.ui.reader.text import TextView

# What the extractor says where there is nothing but pictures, or nothing at all (extract/registry.py).
NO_TEXT: Final = "No text in it"


@dataclass(frozen=True, slots=True)
class Spot:
    """The page, paragraph or row where the reader is: what *Tag this page* tags."""

    word: str
    quote: str | None
    page: str | None


class DocumentViews(QStackedWidget):
    """Pages are gone to by their number, text and tables by the stretch of a passage."""

    picked = Signal(str, str)
    spot_changed = Signal()

    def __init__(self, source: PageSource, open_file: Callable[[], object]) -> None:
        super().__init__()
        self.pages = PageView(source)
        self.text = TextView()
        self.table = TableReader()
        self.empty = EmptyState("no text", open_file)
        for view in (self.pages, self.text, self.table, self.empty):
            self.addWidget(view)
        for view in (self.pages, self.text, self.table):
            view.picked.connect(self.picked)
        self.pages.page_changed.connect(lambda *_: self.spot_changed.emit())
        self.text.cursorPositionChanged.connect(self.spot_changed)

    @property
    def shows_pages(self) -> bool:
        """Whether it is pages that are shown now."""
        return self.currentWidget() is self.pages

    def show_document(self, document: Document, form: str) -> None:
        """Shows it in this form, if it can be, with its tags marked."""
        if form == "pages" and document.path is not None:
            self.pages.show_file(str(document.path), document.recognised)
            self.pages.show_marks(document.marks)
            self.setCurrentWidget(self.pages)
        elif not document.has_text:
            self.empty.say("no text", no_text(document.why_no_text))
            self.setCurrentWidget(self.empty)
        elif form == "table":
            self.table.show_passages(document.passages, document.placed)
            self.setCurrentWidget(self.table)
        else:
            self._show_text(document)

    def _show_text(self, document: Document) -> None:
        """From pages at the page that was read."""
        page = self.pages.page if self.shows_pages else 0
        self.text.show_passages(document.passages, document.placed)
        self.setCurrentWidget(self.text)
        at = _passage(document, f"page {page}")
        if page > 1 and at is not None:
            self.text.go_to(at)

    def show_marks(self, document: Document) -> None:
        """Marks its tags anew."""
        self.pages.show_marks(document.marks)
        self.text.show_marks(document.placed)
        self.table.show_marks(document.placed)

    def show_found(self, stands: Sequence[Stand], at: int | None) -> None:
        """Marks where the words of a search stand; `at` is the number of the place that was gone to."""
        for view in (self.pages, self.text, self.table):
            view.show_found(stands, at)

    def go_to_found(self, stand: Stand) -> None:
        """Scrolls to one of the places that are marked."""
        if self.shows_pages:
            self.pages.go_to_found()
        elif stand.passage is not None and self.currentWidget() is not self.empty:
            self._by_passages.go_to(stand.passage, stand.start)

    def go_to_tag(self, one: Placed) -> None:
        """Scrolls to where a tag stands."""
        self._go_to(one.mark.page, one.mark.quote, one.spans[0] if one.spans else None)

    def go_to_place(self, document: Document, place: str) -> None:
        """Scrolls to a place by its label, such as `page 4` or `sheet Waits, row 12`."""
        at = _passage(document, place)
        self._go_to(place, None, None if at is None else Span(at, 0, 0))

    def _go_to(self, page: str | None, quote: str | None, span: Span | None) -> None:
        if self.shows_pages:
            number = (page or "").removeprefix("page ")
            if number.isdigit():
                self.pages.go_to(int(number), quote)
        elif span is not None:
            self._by_passages.go_to(span.passage_index, span.start)

    @property
    def _by_passages(self) -> TableReader | TextView:
        return self.table if self.currentWidget() is self.table else self.text

    def spot(self) -> Spot | None:
        """Where one is in what is shown."""
        view = self.currentWidget()
        if view is self.empty:
            return None
        if view is self.pages:
            return Spot("page", None, f"page {self.pages.page}") if self.pages.page else None
        word = "row" if view is self.table else "paragraph"
        return Spot(word, self._by_passages.paragraph() or None, self._by_passages.place())

    def zoom(self, steps: int) -> None:
        """Draws pages larger or smaller."""
        if self.shows_pages:
            self.pages.zoom_by(steps)

    def take_focus(self) -> None:
        """Puts the caret into what is shown."""
        view = self.table.view if self.currentWidget() is self.table else self.currentWidget()
        if view is not None:
            view.setFocus()


def _passage(document: Document, label: str) -> int | None:
    return next((at for at, one in enumerate(document.passages) if one.label == label), None)


def no_text(reason: str | None) -> str:
    """Why there is nothing to read: what the extractor said, after what came of it."""
    said = TABLE["no text"].sentence
    if reason is None or reason == f"{NO_TEXT}.":
        return said
    told_whole = reason.startswith(NO_TEXT) or reason.endswith(scans.WAITS)
    return reason if told_whole else f"{said} {reason}"
