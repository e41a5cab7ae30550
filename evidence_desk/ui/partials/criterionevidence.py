"""What evidence there is for one criterion: counts in sentences, where it is thin, and what is said with its quotes."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence_desk.insight.behind import Said
from evidence_desk.insight.gaps import SHORT
from evidence_desk.model.coverage import CriterionCoverage
from evidence_desk.ui.models.coverage import CriterionRow
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.empty import EmptyState, Picture
from evidence_desk.ui.partials.lineslist import lines_list
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import FRESH, SHOWS, VOICES, count, day, listed, period, sentence, shorter

# A list of thousands is no page; all of them are one button away.
_SHOWN: Final = 60


class CriterionEvidence(QWidget):
    """Enter on a line opens it in the reader, at its quote."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._row: CriterionRow | None = None
        self._keys: list[str] = []
        self._lines: list[Line] = []
        self._counts = label("", wrap=True)
        self._thin_line = QWidget()
        self._thin = label("", wrap=True)
        self.model = LinesModel()
        self.list = lines_list("Evidence for this criterion", self.model)
        self.all = named(QPushButton(), "List all")
        self.empty = EmptyState("criterion evidence")
        self._lay_out()
        self.list.activated.connect(self._read)
        self.all.clicked.connect(self._list_all)

    def _lay_out(self) -> None:
        thin = QHBoxLayout(self._thin_line)
        thin.setContentsMargins(0, 0, 0, 0)
        thin.setSpacing(6)
        thin.addWidget(Picture("warning", 16, "concern"), 0, Qt.AlignmentFlag.AlignTop)
        thin.addWidget(self._thin, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 8)
        foot.addWidget(self.all)
        foot.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(4)
        head.addWidget(self._counts)
        head.addWidget(self._thin_line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addLayout(foot)
        self.clear()

    def clear(self) -> None:
        """Nothing is known yet."""
        self._row, self._keys = None, []
        self._show([])
        for widget in (self._counts, self._thin_line, self.empty, self.all):
            widget.hide()

    def show_counts(self, row: CriterionRow) -> None:
        """Shows the figures of a criterion, before what is said is read."""
        if self._row is None or row.id != self._row.id:
            self._show([])
        self._row = row
        there = row.counts.items > 0
        self._counts.setText(told(row.counts))
        self._counts.setVisible(there)
        self._thin.setText(thin_words(row))
        self._thin_line.setVisible(there and bool(row.thin))
        self.list.setVisible(there)
        self.empty.setVisible(not there)
        self.all.setVisible(there)
        words = f"List all {count(row.counts.items, 'item')}" if row.counts.items != 1 else "List the item"
        self.all.setText(words)
        named(self.all, words)

    def show_said(self, said: Sequence[Said]) -> None:
        """Shows what is said, the first of it; all items can be listed."""
        here = self.list.currentIndex().row()
        self._keys = sorted({one.key for one in said})
        lines = [_line(one) for one in said[:_SHOWN]]
        if lines != self._lines:
            self._show(lines)
            self.list.setCurrentIndex(self.model.index(max(0, min(here, len(lines) - 1))))

    def _show(self, lines: list[Line]) -> None:
        self._lines = lines
        self.model.show(lines)

    def _read(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if line is not None:
            key, _, tag = line.key.partition("\t")
            self._session.ways.read(key, tag=tag)

    def _list_all(self) -> None:
        if self._row is not None:
            self._session.ways.list_items(f"{self._row.id} · All evidence", self._keys)


def told(counts: CriterionCoverage) -> str:
    """`5 items and 6 quotes. They show 1 strength and 4 concerns. Current 4, ageing 1.`"""
    quotes = f" and {count(counts.excerpts, 'quote')}" if counts.excerpts else ""
    nouns = {"strength": "strength", "concern": "concern", "context": "context"}
    shows = ", ".join(f"{nouns.get(word, word)} {number}" for word, number in counts.stance.items() if number)
    parts = [
        f"{count(counts.items, 'item')}{quotes}.",
        f"Shows: {shows}.",
        f"Whose voice: {_numbers(counts.voice, VOICES) or 'not said'}.",
        f"How fresh: {_numbers(counts.currency, FRESH)}.",
    ]
    return "\n".join(parts)


def _numbers(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return ", ".join(f"{words.get(word, word).lower()} {number}" for word, number in counts.items() if number)


def thin_words(row: CriterionRow) -> str:
    """In what a criterion is thin, as one sentence each."""
    return " ".join(f"{sentence(SHORT.get(rule, rule))}." for rule in row.thin)


def _line(one: Said) -> Line:
    dated = day(one.date, short=True) or period(one.period, short=True)
    facts = (SHOWS.get(one.stance, one.stance), one.page, listed(one.voices, VOICES), dated)
    return Line(
        words=shorter(one.title, 120),
        quote=f"“{shorter(one.quote, 200)}”" if one.quote else "",
        second=" · ".join(fact for fact in facts if fact),
        icon=one.stance if one.stance in SHOWS else "context",
        role=one.stance if one.stance in SHOWS else "context",
        key=f"{one.key}\t{one.tag}",
        strong=True,
    )
