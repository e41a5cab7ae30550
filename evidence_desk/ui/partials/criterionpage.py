"""A criterion as a page: its words, the leaders' judgement, what inspectors look for, and what evidence is here."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence_desk.insight.behind import Said
from evidence_desk.insight.gaps import unheard
from evidence_desk.model.framework import Framework
from evidence_desk.model.records import Judgement
from evidence_desk.ui import settings
from evidence_desk.ui.models.coverage import CriterionRow
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.criterionevidence import CriterionEvidence
from evidence_desk.ui.partials.criteriontext import CriterionText
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.partials.segments import Segments
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import STATUSES

_SIDES: Final = (("asks", "What inspectors look for", "", ""), ("here", "Evidence here", "", ""))
# From this height on there is room for both halves of the page.
_TALL: Final = 760
_LONG: Final = 110
_RETIRED: Final = "Retired: no longer in the framework, but evidence or a judgement still names it."


class CriterionPage(QWidget):
    """Where there is little height, one half of the page at a time."""

    write_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        named(self, "Criterion")
        self._row: CriterionRow | None = None
        self._theme = ElidedLabel("", "caption")
        self._title = label("", "section", wrap=True)
        self._retired = label(_RETIRED, "second", wrap=True)
        self._judged = label("", "second", wrap=True)
        self.write = named(QPushButton("Write the self-evaluation"), "Write the self-evaluation")
        self.write.setProperty("kind", "link")
        self.write.setProperty("flush", True)
        self.sides = Segments("Page", _SIDES)
        self.text = CriterionText()
        self.evidence = CriterionEvidence(session)
        self._below = QWidget()
        self._lay_out()
        self.sides.choose(str(settings.get("criterion_side", "asks")))
        self.sides.changed.connect(self._choose_side)
        self.write.clicked.connect(self._write)
        self._show_sides()
        self.clear()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.setSpacing(4)
        head.addWidget(self._theme)
        head.addWidget(self._title)
        head.addWidget(self._retired)
        head.addSpacing(4)
        head.addWidget(self._judged)
        button = QHBoxLayout()
        button.addWidget(self.write)
        button.addStretch(1)
        head.addLayout(button)
        head.addSpacing(8)
        head.addWidget(self.sides)
        line = QFrame()
        line.setObjectName("hairline")
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(line)
        heading = QHBoxLayout()
        heading.setContentsMargins(16, 0, 16, 0)
        heading.addWidget(label("What evidence is here", "field", self.evidence.list))
        below.addLayout(heading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.text, 5)
        layout.addWidget(self._below)
        layout.addWidget(self.evidence, 4)

    def show_criterion(self, framework: Framework, row: CriterionRow, judgement: Judgement | None) -> None:
        """Shows a criterion with its figures; what is said follows with `show_said`."""
        self._row = row
        theme = framework.theme_of(row.id)
        self._theme.say(f"{theme.id}  {theme.title}" if theme is not None else "")
        self._show_title(f"{row.id}  {row.title}")
        self._retired.setVisible(row.criterion.retired)
        self._judged.setText(judged(framework, judgement))
        self.text.show_criterion(framework, row.criterion, unheard(row.criterion, row.counts))
        self.evidence.show_counts(row)

    def clear(self) -> None:
        """Nothing is known yet."""
        self._row = None
        self._theme.say("")
        self._retired.hide()
        for words in (self._title, self._judged):
            words.setText("")
        self.text.clear_shown()
        self.evidence.clear()

    def _show_title(self, title: str) -> None:
        """A long title in smaller letters, so that it leaves room for the page."""
        self._title.setText(title)
        kind = "section" if len(title) <= _LONG else "strong"
        if self._title.property("kind") != kind:
            self._title.setProperty("kind", kind)
            self._title.style().polish(self._title)

    def show_said(self, said: Sequence[Said]) -> None:
        self.evidence.show_said(said)

    def _write(self) -> None:
        if self._row is not None:
            self.write_wanted.emit(self._row.id)

    def _choose_side(self, side: str) -> None:
        settings.put("criterion_side", side)
        self._show_sides()

    def _show_sides(self) -> None:
        tall = self.height() >= _TALL
        self.sides.setVisible(not tall)
        self._below.setVisible(tall)
        self.text.setVisible(tall or self.sides.value != "here")
        self.evidence.setVisible(tall or self.sides.value == "here")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().height() >= _TALL) != (event.oldSize().height() >= _TALL):
            self._show_sides()


def judged(framework: Framework, judgement: Judgement | None) -> str:
    """What the leaders say of it: `Self-evaluation (draft): Inconsistent experiences and outcomes.`"""
    if judgement is None or not (judgement.rating or judgement.status or judgement.know):
        return "Self-evaluation: not written yet."
    rating = framework.rating(judgement.rating)
    said = rating.title if rating is not None else judgement.rating or "no rating yet"
    status = STATUSES.get(judgement.status, judgement.status).lower()
    return f"Self-evaluation{f' ({status})' if status else ''}: {said}."
