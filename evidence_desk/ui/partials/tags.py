"""The panel `Tags`: what this item says about which criterion, and saying it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from evidence_desk.model.records import Item, Tag
from evidence_desk.ui import icons, shortcuts
from evidence_desk.ui.models.criteria import Choice
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.criterion import CriterionPicker
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.partials.flow import FlowLayout
from evidence_desk.ui.partials.losttag import LostTag
from evidence_desk.ui.partials.manychoice import ManyChoice
from evidence_desk.ui.partials.scrolled import ShortList, scrolled
from evidence_desk.ui.partials.segments import Segments
from evidence_desk.ui.reader.document import Astray
from evidence_desk.ui.reader.reader import Reader
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import SHOWS, VOICES, listed, moment, shorter

STANCES: Final = (
    ("strength", "Strength", "strength", "strength"),
    ("concern", "Concern", "concern", "concern"),
    ("context", "Context", "context", "context"),
)

_LIST: Final = 72


class TagsPanel(QWidget):
    """A form that tags the picked words, this page, or the whole item, over the list of tags there are."""

    tagged = Signal()

    def __init__(self, session: Session, reader: Reader) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Tags")
        self._session = session
        self._reader = reader
        self._item: Item | None = None
        self._place = ("", "")
        self.picker = CriterionPicker()
        self.stance = Segments("Shows", STANCES)
        self.voices = ManyChoice("Whose voice", VOICES, "As the item")
        self.note = self._field("Note", "What difference does it show?", 46)
        self.quote = self._field("Quote", "Select words in the reader, or type them", 46)
        self.tag_quote = self._button("Tag these words", self._tag_quote, primary=True)
        self.tag_here = self._button("Tag this page", self._tag_here)
        self.tag_quote.setToolTip(shortcuts.with_keys("Tag the picked or typed words", "tag-words"))
        self.tag_here.setToolTip(shortcuts.with_keys("Tag where the reader is", "tag-page"))
        self.tag_item = self._button("Tag the whole item", self._tag_item)
        self.model = LinesModel()
        self.list = named(ShortList(_LIST), "Tags of this item")
        self.lost = LostTag()
        self.remove = self._button("Remove this tag", self._remove)
        self.empty = EmptyState("tags")
        self._lay_out()
        self._connect()
        self.stance.choose("context")
        self._enable()

    def _field(self, name: str, hint: str, height: int) -> QPlainTextEdit:
        made = named(QPlainTextEdit(), name)
        made.setPlaceholderText(hint)
        made.setTabChangesFocus(True)
        made.setFixedHeight(height)
        return made

    def _button(self, words: str, press: object, *, primary: bool = False) -> QPushButton:
        made = named(QPushButton(words), words)
        made.setProperty("kind", "primary" if primary else "")
        made.clicked.connect(lambda: press())  # type: ignore[operator]
        return made

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(LinesDelegate(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        icons.dress(self.remove, "remove", size=16)
        pane = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        # In a small window the form alone takes all there is, and what to do about a lost tag stands below it.
        whole.addWidget(scrolled(pane))
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(label("Tag", "section"))
        layout.addSpacing(4)
        layout.addWidget(self.picker)
        layout.addSpacing(4)
        layout.addWidget(self.stance)
        self._labelled(layout, "Whose voice", self.voices)
        self._labelled(layout, "Note", self.note)
        self._labelled(layout, "Quote", self.quote)
        layout.addSpacing(4)
        layout.addWidget(self.tag_quote)
        others = FlowLayout(4)
        for button in (self.tag_here, self.tag_item):
            button.setProperty("kind", "small")
            others.addWidget(button)
        layout.addLayout(others)
        layout.addSpacing(8)
        line = QFrame()
        line.setObjectName("hairline")
        layout.addWidget(line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.lost)
        layout.addWidget(self.remove)

    def _labelled(self, layout: QVBoxLayout, words: str, widget: QWidget) -> None:
        layout.addWidget(label(words, "field", widget))
        layout.addWidget(widget)

    def _connect(self) -> None:
        self.picker.picked.connect(self._enable)
        self.quote.textChanged.connect(self._enable)
        self._reader.picked.connect(self._picked)
        self._reader.spot_changed.connect(self._enable)
        self._reader.marked.connect(lambda: self.show_item(self._item))
        self._reader.went_astray.connect(self._choose)
        self.lost.older_wanted.connect(self._open_older)
        self.lost.newest_wanted.connect(self._reader.read_newest)
        self.list.activated.connect(lambda _: self._go_to_tag())
        self.list.clicked.connect(lambda _: self._go_to_tag())
        self.list.selectionModel().currentChanged.connect(self._enable)
        shortcuts.bind(self, "tag-page", self._tag_here)
        shortcuts.bind(self, "tag-words", self.tag_quote.click)

    def show_choices(self, choices: list[Choice]) -> None:
        self.picker.show_choices(choices)

    def show_item(self, item: Item | None) -> None:
        """Shows the tags of an item; the form keeps its criterion, since one often tags several items alike."""
        changed = (item.key if item else None) != (self._item.key if self._item else None)
        self._item = item
        if changed:
            self.quote.clear()
            self.note.clear()
            self._place = ("", "")
        tags = item.tags if item else ()
        chosen = self._current()
        self.model.show([tag_line(tag, self._astray.get(tag.id)) for tag in tags])
        if chosen is not None:
            self._choose(chosen.key)
        self.list.setVisible(bool(tags))
        self.empty.setVisible(not tags)
        self._enable()

    @property
    def _astray(self) -> Mapping[str, Astray]:
        return self._reader.astray(self._item.key) if self._item is not None else {}

    def _choose(self, tag: str) -> None:
        """Makes a tag the current one; where it is not here, none."""
        keys = [line.key for at in range(self.model.rowCount()) if (line := self.model.line(at)) is not None]
        self.list.setCurrentIndex(self.model.index(keys.index(tag) if tag in keys else -1))

    def start(self) -> None:
        """Puts the caret where tagging begins."""
        self.picker.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _picked(self, words: str, place: str) -> None:
        if words:
            self._place = (words, place)
            self.quote.setPlainText(words)

    def _enable(self, *_: object) -> None:
        ready = self._item is not None and self.picker.choice is not None and not self._session.read_only
        spot = self._reader.spot()
        self.tag_quote.setEnabled(ready and bool(self.quote.toPlainText().strip()))
        self.tag_here.setEnabled(ready and spot is not None)
        self.tag_item.setEnabled(ready)
        words = f"Tag this {spot.word if spot else 'page'}"
        self.tag_here.setText(words)
        named(self.tag_here, words)
        self._show_lost()
        self.remove.setVisible(self.model.rowCount() > 0)
        self.remove.setEnabled(self._current() is not None and not self._session.read_only)

    def _show_lost(self) -> None:
        """What can be done about the tag one is at, where it lost its place."""
        line, document = self._current(), self._reader.document
        astray = self._astray.get(line.key) if line is not None else None
        is_read = document is not None and document.is_older and astray is not None
        self.lost.show_tag(astray, has_quote=bool(line and line.quote), is_read=is_read)

    def _open_older(self) -> None:
        line = self._current()
        if line is not None:
            self._reader.read_older(line.key)

    def _tag_quote(self) -> None:
        words = self.quote.toPlainText().strip()
        picked, place = self._place
        self._tag(words, place if picked == words and place else None)

    def _tag_here(self) -> None:
        spot = self._reader.spot()
        if spot is not None:
            self._tag(spot.quote, spot.page)

    def _tag_item(self) -> None:
        self._tag(None, None)

    def _tag(self, quote: str | None, page: str | None) -> None:
        from evidence_desk.operations import tagging

        item, choice = self._item, self.picker.choice
        if item is None or choice is None:
            self.start()
            return
        stance, voices = self.stance.value, self.voices.values or None
        note = self.note.toPlainText().strip() or None
        self._session.act(
            lambda desk: tagging.tag(
                desk, item.key, choice.id, stance=stance, quote=quote, page=page, voices=voices, note=note
            ),
            said=lambda tag: f"tagged 1 item to {tag.criterion}",
            done=lambda _: self._done(),
        )

    def _done(self) -> None:
        self.quote.clear()
        self.note.clear()
        self.voices.choose(())
        self._place = ("", "")
        self.tagged.emit()

    def _current(self) -> Line | None:
        return self.model.line(self.list.currentIndex().row())

    def _go_to_tag(self) -> None:
        line = self._current()
        if line is not None:
            self._reader.go_to_tag(line.key)

    def _remove(self) -> None:
        from evidence_desk.operations import tagging

        line = self._current()
        if line is not None:
            self._session.act(
                lambda desk: tagging.untag(desk, line.key),
                said=lambda tag: f"removed 1 tag from {tag.criterion}",
            )


def tag_line(tag: Tag, astray: Astray | None = None) -> Line:
    """A tag in the list: what it shows of which criterion, its quote and place, who said it when.

    `astray`: its quote or page is not known to stand in the newest version.
    """
    place = tag.page or ("" if tag.quote else "Whole item")
    if astray is not None:
        place = _astray_words(astray)
    facts = [place, listed(tag.voices, VOICES), tag.by, moment(tag.at)]
    second = " · ".join(part for part in facts if part)
    if tag.note:
        second = f"{second}\n{shorter(tag.note, 200)}"
    return Line(
        words=f"{tag.criterion}  {SHOWS[tag.stance]}",
        quote=f"“{shorter(tag.quote, 160)}”" if tag.quote else "",
        second=second,
        icon="warning" if astray is not None else tag.stance,
        role="concern" if astray is not None else tag.stance,
        key=tag.id,
        strong=True,
    )


def _astray_words(astray: Astray) -> str:
    if astray.read_anew:
        return "Not in the text as it is read now"
    return "Not in the newest version" if astray.is_lost else "Not looked for: no text in the newest version"
