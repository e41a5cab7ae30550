"""Help: the topics of the guide at the left, the page at the right, and finding in all of them."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from evidence_desk import guide
from evidence_desk.guide import Topic
from evidence_desk.markdown import Block, Span, Table
from evidence_desk.ui import shortcuts
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.guidetext import GuideText
from evidence_desk.ui.places.page import Page
from evidence_desk.ui.theme import themes
from evidence_desk.ui.words import count

_TOPICS_WIDTH = 232


class HelpPage(Page):
    """Links lead from topic to topic; nothing leads out of the program."""

    def __init__(self) -> None:
        super().__init__("Help", filled=True)
        self.field = named(QLineEdit(), "Find in help")
        self.field.setPlaceholderText("Find in help")
        self.field.textChanged.connect(self._find)
        self.field.returnPressed.connect(self._go_on)
        self._said = label("", "caption", wrap=True)
        self._said.hide()
        self.model = LinesModel()
        self.topics = named(QListView(), "Topics")
        self.topics.setObjectName("boxed")
        self.topics.setModel(self.model)
        self.topics.setItemDelegate(LinesDelegate(self.topics))
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.topics.selectionModel().currentChanged.connect(lambda index: self._show(index.row()))
        self.text = GuideText("Help text")
        self.text.topic_wanted.connect(self.show_topic)
        self.topic = ""
        self._lay_out()
        themes.changed.connect(self._dress_again)
        self._list("")
        self.first = self.topics

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.field)
        left.addWidget(self._said)
        left.addWidget(self.topics, 1)
        side = QWidget()
        side.setFixedWidth(_TOPICS_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(side)
        row.addWidget(card, 1)
        self.column.addLayout(row)

    def show_for(self, place: str) -> None:
        """The topic that helps in a place of the window."""
        self.show_topic(guide.fitting(place))

    def show_topic(self, name: str) -> None:
        """Shows a topic, found or not."""
        if not any(self._name(at) == name for at in range(self.model.rowCount())):
            self.field.clear()
        for at in range(self.model.rowCount()):
            if self._name(at) == name:
                self.topics.setCurrentIndex(self.model.index(at))

    def _name(self, at: int) -> str:
        line = self.model.line(at)
        return line.key if line is not None else ""

    def _show(self, at: int) -> None:
        topic = next((one for one in guide.topics() if one.name == self._name(at)), None)
        if topic is not None and topic.name != self.topic:
            self.topic = topic.name
            self.text.show_blocks(_blocks(topic))
            self.text.mark(self.field.text())

    # Finding

    def _list(self, wanted: str) -> None:
        found = [topic for topic in guide.topics() if topic.holds(wanted)]
        shown, topic = found or guide.topics(), self.topic
        self.model.show([Line(one.title, key=one.name) for one in shown])
        at = next((at for at, one in enumerate(shown) if one.name == topic), 0)
        self.topics.setCurrentIndex(self.model.index(at))
        words = f"Found in {count(len(found), 'topic')}." if found else "No topic says that. Here are all of them."
        self._said.setText(words)
        self._said.setVisible(bool(wanted.strip()))
        if wanted.strip():
            announce(self, words)

    def _find(self, wanted: str) -> None:
        self._list(wanted)
        self.text.mark(wanted)

    def _go_on(self) -> None:
        """To the next place, and after the last of a topic to the next topic."""
        wanted = self.field.text()
        if not wanted.strip() or self.text.go_to_next(wanted):
            return
        at = (self.topics.currentIndex().row() + 1) % self.model.rowCount()
        self.topics.setCurrentIndex(self.model.index(at))
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
        self.text.go_to_next(wanted)

    def _dress_again(self) -> None:
        self.text.dress_again()
        self.text.mark(self.field.text())


def _blocks(topic: Topic) -> tuple[Block, ...]:
    """The topic's own; the keys are those of the window, in the words of this computer."""
    if topic.name != guide.KEYS:
        return topic.blocks
    return tuple(replace(one, rows=_keys()) if isinstance(one, Table) else one for one in topic.blocks)


def _keys() -> tuple[tuple[tuple[Span, ...], ...], ...]:
    shown = QKeySequence.SequenceFormat.NativeText
    return tuple(((Span(QKeySequence(key.keys).toString(shown)),), (Span(key.does),)) for key in shortcuts.TABLE)
