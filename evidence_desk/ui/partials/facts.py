"""The facts of the selected item, changed in place: what was guessed from the file says so."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from evidence_desk.model.records import Item
from evidence_desk.ui import icons
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.casefacts import CaseFacts
from evidence_desk.ui.partials.chips import Chips
from evidence_desk.ui.partials.empty import EmptyState, Picture
from evidence_desk.ui.partials.factform import FactForm
from evidence_desk.ui.partials.foundin import FoundIn
from evidence_desk.ui.partials.scrolled import scrolled
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import AGENCIES, FRESH, KINDS, MARKINGS, VOICES, count

_CHIPS_HEIGHT = 24


class FactsPanel(QWidget):
    """Each field is saved when it is left or chosen, as one change that can be undone."""

    read = Signal()
    removed = Signal(str)
    erase_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Facts")
        self._session = session
        self._item: Item | None = None
        self.found = FoundIn()
        self._form = FactForm()
        self._form.changed.connect(self._save)
        self._fields = self._form.fields
        self._fresh_icon = Picture("current", 18)
        self._fresh = label("")
        self._leaves_icon = Picture("withheld", 18)
        self._leaves = label("", "second", wrap=True)
        self._chips = Chips()
        self._about = label("", "caption", wrap=True)
        self._history = named(QPushButton("Show its history"), "Show its history", "Who changed what, and when")
        self._history.setProperty("kind", "link")
        self._history.clicked.connect(lambda: session.ways.go("History", self.key or ""))
        self._lay_out()
        self.show_item(None)

    def _lay_out(self) -> None:
        inside = QWidget()
        form = QVBoxLayout(inside)
        form.setContentsMargins(16, 12, 16, 12)
        form.setSpacing(4)
        form.addLayout(self._head())
        self._rows(form)
        self._case = CaseFacts(self._form)
        form.addWidget(self._case)
        form.addSpacing(8)
        form.addWidget(self._about)
        form.addWidget(self._history, 0, Qt.AlignmentFlag.AlignLeft)
        form.addStretch(1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.found)
        column.addWidget(scrolled(inside), 1)
        column.addLayout(self._foot())
        self._stack = QStackedLayout(self)
        self._stack.addWidget(whole)
        self._stack.addWidget(EmptyState("nothing selected"))

    def _rows(self, rows: QVBoxLayout) -> None:
        form = self._form
        form.line("title", "Title")
        form.choice("kind", "Kind", KINDS)
        form.line("date", "Date")
        form.line("period", "Period it covers")
        form.many("voices", "Whose voice", VOICES)
        form.many("agencies", "Agencies", AGENCIES)
        form.line("source", "Source")
        form.choice("marking", "Marking", MARKINGS)
        form.line("review_date", "Review date")
        form.line("labels", "Labels")
        for field, words in (
            ("title", "Title"), ("kind", "Kind"), ("date", "Date"), ("period", "Period it covers"),
            ("voices", "Whose voice"), ("agencies", "Agencies"), ("source", "Source"), ("marking", "Marking"),
            ("review_date", "Review date"), ("labels", "Labels, with commas between"),
        ):  # fmt: skip
            form.row(rows, field, words)

    def _head(self) -> QVBoxLayout:
        fresh = QHBoxLayout()
        fresh.setSpacing(6)
        fresh.addWidget(self._fresh_icon)
        fresh.addWidget(self._fresh)
        fresh.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Facts", "section"))
        head.addLayout(fresh)
        head.addLayout(self._leaving())
        policy = self._chips.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._chips.setSizePolicy(policy)
        self._chips.setFixedHeight(_CHIPS_HEIGHT)
        head.addWidget(self._chips)
        return head

    def _leaving(self) -> QHBoxLayout:
        """Always as high as it can become, so that no field moves when one goes from item to item."""
        self._leaves.setFixedHeight(2 * self._leaves.fontMetrics().lineSpacing() + 4)
        self._leaves.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._leaves_icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._leaves, 1)
        return line

    def _foot(self) -> QHBoxLayout:
        read = named(QPushButton("Read and tag"), "Read and tag")
        read.clicked.connect(self.read)
        remove = named(
            QPushButton("Remove"), "Remove this item", "Takes the item out of the list. Undo brings it back."
        )
        remove.clicked.connect(self._remove)
        erase = named(QPushButton(), "Erase this item for good", "Erase for good. This cannot be undone.")
        icons.dress(erase, "erase")
        erase.clicked.connect(self._erase)
        self._buttons = (read, remove, erase)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(read, 1)
        foot.addWidget(remove)
        foot.addWidget(erase)
        return foot

    @property
    def key(self) -> str | None:
        """Whose facts are shown."""
        return self._item.key if self._item is not None else None

    def show_item(self, item: Item | None) -> None:
        """Shows an item; a field that is being typed in is left alone while it is the same item."""
        self._item = item
        self._stack.setCurrentIndex(0 if item is not None else 1)
        self.setEnabled(not self._session.read_only)
        if item is None:
            return
        self._form.show_item(item)
        self._case.show_item(item, self._session.today)
        self._show_state(item)

    def _show_state(self, item: Item) -> None:
        self._fresh.setText(FRESH[item.currency])
        self._fresh_icon.show_icon(item.currency, "concern" if item.currency == "out-of-date" else "second")
        why = item.withheld_why
        self._leaves.setText(f"Withheld from exports: {why}." if why else "Included in exports.")
        self._leaves.setToolTip(self._leaves.text())
        self._leaves_icon.show_icon("withheld" if why else "export", "concern" if why else "second")
        self._chips.show_words(tuple(dict.fromkeys(tag.criterion for tag in item.tags)))
        files = count(item.versions, "version") if item.versions else ""
        parts = [item.ref, count(item.pages, "page") if item.pages else "", files]
        self._about.setText(" · ".join(part for part in parts if part))

    def _save(self, field: str, value: str) -> None:
        from evidence_desk.operations import describing

        item = self._item
        if item is None:
            return
        assignment = describing.Assignment(field, "=", value)
        self._session.act(
            lambda desk: describing.set_fields(desk, [item.key], [assignment]),
            failed=self._not_saved,
        )

    def _not_saved(self, error: Exception) -> None:
        item, self._item = self._item, None
        self._form.forget()
        self.show_item(item)
        self._session.fail(error)

    def _erase(self) -> None:
        if self._item is not None:
            self.erase_wanted.emit(self._item.key)

    def _remove(self) -> None:
        from evidence_desk.operations import describing

        item = self._item
        if item is not None:
            self._session.act(lambda desk: describing.remove(desk, item.key), said=lambda _: "removed 1 item")
