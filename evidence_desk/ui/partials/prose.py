"""A field for running text that grows with its words, in which citations can be seen and followed."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from evidence_desk.model.citing import Citation, find
from evidence_desk.ui.naming import named
from evidence_desk.ui.partials.unsaved import Unsaved
from evidence_desk.ui.theme import colour, themes

CITATION: Final = "application/x-evidence-desk-citation"
_LEADING: Final = 135.0
_LEAST: Final = 60
_AROUND: Final = 10
_OPEN: Final = "([“‘\"'"
_TYPES: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value

Known = Callable[[Citation], bool]


class _Marks(QSyntaxHighlighter):
    """Underlines what cites an item that is there."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.known: Known = lambda citation: False
        themes.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        form = QTextCharFormat()
        form.setForeground(colour("accent"))
        form.setFontUnderline(True)
        for one in find(text):
            if self.known(one):
                self.setFormat(one.start, one.stop - one.start, form)


class Prose(QTextEdit):
    """`left` when the caret goes elsewhere, `opened` with a citation that was followed."""

    left = Signal()
    entered = Signal()
    opened = Signal(object)
    dropped = Signal()
    caret_moved = Signal(QRect)

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        named(self, name)
        self.setObjectName("field")
        self.setPlaceholderText(hint)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.unsaved = Unsaved(self)
        self._marks = _Marks(self.document())
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.cursorPositionChanged.connect(self._tell_caret)
        self._fit()

    # What it holds

    def words(self) -> str:
        return self.toPlainText()

    def put(self, words: str) -> None:
        """Other words, which cannot be undone in the field: the library does that."""
        document = self.document()
        document.setUndoRedoEnabled(False)
        self.setPlainText(words)
        leading = QTextBlockFormat()
        leading.setLineHeight(_LEADING, _TYPES)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(leading)
        document.setUndoRedoEnabled(True)

    def take(self) -> str:
        """What is to be saved. Undo goes no further back in the field than this."""
        self.document().clearUndoRedoStacks()
        return self.unsaved.take()

    def show_known(self, known: Known) -> None:
        """Which citations lead somewhere."""
        self._marks.known = known
        self._marks.rehighlight()

    def cite(self, words: str) -> None:
        """Puts a citation where the caret is, with a blank around it where words would touch."""
        cursor = self.textCursor()
        text, at, end = self.toPlainText(), cursor.selectionStart(), cursor.selectionEnd()
        before, behind = text[at - 1 : at], text[end : end + 1]
        left = "" if not before or before.isspace() or before in _OPEN else " "
        if any(one.stop == at for one in find(text[:at])):
            left = "; "
        right = " " if behind.isalnum() else ""
        cursor.insertText(f"{left}{words}{right}")
        self.setTextCursor(cursor)

    def citation(self) -> Citation | None:
        """The citation in which the caret is."""
        return self._citation_at(self.textCursor().position())

    def _citation_at(self, position: int) -> Citation | None:
        found = (one for one in find(self.toPlainText()) if one.start <= position <= one.stop)
        return next((one for one in found if self._marks.known(one)), None)

    def _citation_under(self, event: QMouseEvent) -> Citation | None:
        return self._citation_at(self.cursorForPosition(event.position().toPoint()).position())

    # Undo is the field's own while something in it is not saved

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self._keeps(event):
            event.ignore()
            return False
        return super().event(event)

    def _keeps(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.unsaved.is_dirty and self.document().isUndoAvailable()
        if event.matches(QKeySequence.StandardKey.Redo):
            return self.document().isRedoAvailable()
        return True

    def setReadOnly(self, read_only: bool) -> None:
        """What may only be read has a caret all the same, to go to a citation with."""
        super().setReadOnly(read_only)
        if read_only:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)

    # Following a citation

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.citation())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._citation_under(event)
        follows = found is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shape = Qt.CursorShape.PointingHandCursor if follows else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip("Ctrl+click to read it" if found is not None else "")
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.button() == Qt.MouseButton.LeftButton:
            self._open(self._citation_under(event))
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        found = self._citation_at(self.cursorForPosition(event.pos()).position())
        if found is not None:
            first = menu.actions()[0]
            menu.insertAction(first, menu.addAction("Read what is cited here", lambda: self._open(found)))
            menu.insertSeparator(first)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _open(self, found: Citation | None) -> None:
        if found is not None:
            self.opened.emit(found)

    # Dragging evidence in

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasFormat(CITATION) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not source.hasFormat(CITATION):
            super().insertFromMimeData(source)
            return
        self.cite(source.data(CITATION).toStdString())
        # Leaving it is what saves it.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.dropped.emit()

    # Coming, going and growing

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _fit(self) -> None:
        self.setFixedHeight(max(_LEAST, round(self.document().size().height()) + _AROUND))

    def _tell_caret(self) -> None:
        if self.hasFocus():
            self.caret_moved.emit(self.cursorRect())
