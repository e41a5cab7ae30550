"""The line above the reader: back, what is read, page of pages, zoom, page or text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from evidence_desk.ui import icons
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.reader.document import Document
from evidence_desk.ui.shortcuts import with_keys
from evidence_desk.ui.words import KINDS, day


class ReaderBar(QWidget):
    """Tells and asks; knows nothing of how pages are shown."""

    back = Signal()
    larger = Signal()
    smaller = Signal()
    fit = Signal()
    open_file = Signal()
    form_chosen = Signal(str)
    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(52)
        self.form = "text"
        self._about = ""
        self._title = ElidedLabel("", "strong")
        self._facts = ElidedLabel("", "caption")
        self._found = label("", "caption")
        ways = with_keys("Next place", "next-found"), with_keys("place before", "previous-found")
        self._found.setToolTip(", ".join(ways))
        self._page = named(QLineEdit(), "Page")
        self._page.setFixedWidth(44)
        self._page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._page.setValidator(QIntValidator(1, 100_000, self))
        self._page.returnPressed.connect(lambda: self.page_wanted.emit(int(self._page.text())))
        self._of = label("", "second")
        self._zoom = [
            self._button("zoom-out", with_keys("Smaller", "zoom-out"), self.smaller),
            self._button("fit-width", with_keys("Fit the width", "zoom-fit"), self.fit),
            self._button("zoom-in", with_keys("Larger", "zoom-in"), self.larger),
        ]
        self._forms = QButtonGroup(self)
        self._as_pages = self._form_button("page", "Pages", "pages")
        self._as_text = self._form_button("text", "Text", "text")
        self._open = self._button("open-with", "Open a copy in another program", self.open_file)
        self._lay_out()

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._facts, 1)
        second.addWidget(self._found)
        titles.addLayout(second)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(4)
        layout.addWidget(self._button("back", with_keys("Back to the list", "back"), self.back))
        layout.addLayout(titles, 1)
        layout.addSpacing(8)
        rest: list[QWidget] = [self._page, self._of, *self._zoom, self._as_pages, self._as_text]
        for widget in (*rest, self._open):
            layout.addWidget(widget)

    def _button(self, icon: str, words: str, signal: object) -> QToolButton:
        made = named(QToolButton(), words.partition(" (")[0], words)
        made.setProperty("kind", "flat")
        made.setProperty("bare", "true")
        icons.dress(made, icon)
        made.clicked.connect(lambda: signal.emit())  # type: ignore[attr-defined]
        return made

    def _form_button(self, icon: str, words: str, form: str) -> QToolButton:
        made = named(QToolButton(), f"Show as {words.lower()}", with_keys(f"Show as {words.lower()}", "text"))
        made.setProperty("kind", "flat")
        made.setProperty("bare", "true")
        made.setCheckable(True)
        icons.dress(made, icon)
        self._forms.addButton(made)
        made.clicked.connect(lambda: self.form_chosen.emit(form))
        return made

    def show_document(self, document: Document) -> None:
        item = document.item
        self._title.say(item.title)
        facts = (KINDS.get(item.kind, item.kind), day(item.date, short=True), item.ref)
        self._about = " · ".join(part for part in facts if part)
        self._facts.say(self._about)
        has_pages = document.form == "pages"
        for widget in (self._as_pages, self._as_text):
            widget.setVisible(has_pages)
        self._open.setEnabled(document.path is not None)

    def show_note(self, note: str) -> None:
        """What is to be known of the page that is read, such as how surely it was recognised; else of the item."""
        self._facts.say(note or self._about)

    def show_found(self, at: int | None, count: int) -> None:
        """Which of the places of a search was gone to."""
        self._found.setText(f"Found {at + 1} of {count}" if at is not None else "")
        self._found.setVisible(at is not None)

    @property
    def found(self) -> str:
        return self._found.text()

    def show_form(self, form: str) -> None:
        self.form = form
        (self._as_pages if form == "pages" else self._as_text).setChecked(True)
        paged: list[QWidget | QLabel] = [self._page, self._of, *self._zoom]
        for widget in paged:
            widget.setVisible(form == "pages")

    def show_page(self, page: int, count: int) -> None:
        if not self._page.hasFocus():
            self._page.setText(str(page))
        self._of.setText(f"of {count}")
