"""What a criterion asks, as text to be read: real paragraphs with a caret, so that keys and screen readers walk it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from evidence_desk.model.framework import Criterion, Framework
from evidence_desk.ui.models.basis import rests_on
from evidence_desk.ui.naming import named
from evidence_desk.ui.theme import BODY, CAPTION, colour
from evidence_desk.ui.words import KINDS, VOICES, listed

# At most 75 characters a line and a line height of 1.4 or more (look.md).
_MEASURE: Final = 72
_LINE_HEIGHT: Final = 21.0
_QUIET_LINE_HEIGHT: Final = 18.0
_MARGIN: Final = 16
_BULLET: Final = "•\u2002"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, the heading of a section, or one point of a list; what is quiet stands in small letters."""

    words: str
    heading: bool = False
    point: bool = False
    quiet: bool = False


def paragraphs(framework: Framework, criterion: Criterion, unheard: tuple[str, ...]) -> Iterator[Paragraph]:
    """The sections that have something to say, each under its heading."""
    if criterion.evaluates:
        yield Paragraph("What inspectors evaluate", heading=True)
        yield Paragraph(criterion.evaluates)
    yield from _points("What an inspector would look for", criterion.prompts)
    shown = {kind: points for kind, points in criterion.evidence.items() if points}
    if shown:
        yield Paragraph("What usually shows it", heading=True)
        for kind, points in shown.items():
            yield Paragraph(f"{KINDS.get(kind, kind)}: {'; '.join(points)}", point=True)
    if criterion.voices:
        yield Paragraph("Who must be heard", heading=True)
        yield Paragraph(f"{listed(criterion.voices, VOICES)}.")
        if unheard:
            yield Paragraph(f"Not heard yet here: {listed(unheard, VOICES).lower()}.")
    yield from _points("What leaders are asked", criterion.questions)
    bases = list(rests_on(framework, criterion))
    if bases:
        yield Paragraph("What this rests on", heading=True)
        yield from (Paragraph(basis, quiet=True) for basis in bases)


def _points(heading: str, points: tuple[str, ...]) -> Iterator[Paragraph]:
    if points:
        yield Paragraph(heading, heading=True)
        yield from (Paragraph(point, point=True) for point in points)


class CriterionText(QTextEdit):
    """Read-only; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reading")
        named(self, "What inspectors look for")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: list[Paragraph] = []

    def show_criterion(self, framework: Framework, criterion: Criterion, unheard: tuple[str, ...]) -> None:
        """Shows a criterion from its beginning; the same words again stay where they are read."""
        wanted = list(paragraphs(framework, criterion, unheard))
        if wanted != self._shown:
            self._shown = wanted
            self._set()

    def clear_shown(self) -> None:
        """Lets go of what was shown."""
        self._shown = []
        self.clear()

    def _set(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for at, paragraph in enumerate(self._shown):
            if at:
                cursor.insertBlock()
            cursor.setBlockFormat(_block_format(paragraph, first=at == 0))
            cursor.setCharFormat(_char_format(paragraph))
            cursor.insertText(f"{_BULLET if paragraph.point else ''}{paragraph.words}")
        cursor.endEditBlock()
        self._set_measure()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _set_measure(self) -> None:
        frame = self.document().rootFrame().frameFormat()
        measure = self.fontMetrics().averageCharWidth() * _MEASURE
        frame.setLeftMargin(_MARGIN)
        frame.setRightMargin(max(_MARGIN, self.viewport().width() - measure - _MARGIN))
        frame.setBottomMargin(24)
        self.document().rootFrame().setFrameFormat(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown:
            self._set()


def _block_format(paragraph: Paragraph, *, first: bool) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(0 if first or not paragraph.heading else 16)
    block.setBottomMargin(4 if paragraph.heading or paragraph.quiet else 8)
    height = _QUIET_LINE_HEIGHT if paragraph.quiet else _LINE_HEIGHT
    block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    if paragraph.heading:
        block.setHeadingLevel(2)
    if paragraph.point:
        block.setLeftMargin(14)
        block.setTextIndent(-14)
    return block


def _char_format(paragraph: Paragraph) -> QTextCharFormat:
    letters = QTextCharFormat()
    small = paragraph.heading or paragraph.quiet
    letters.setProperty(QTextCharFormat.Property.FontPixelSize, CAPTION if small else BODY)
    letters.setForeground(colour("second" if small else "text"))
    if paragraph.heading:
        letters.setFontWeight(600)
    return letters
