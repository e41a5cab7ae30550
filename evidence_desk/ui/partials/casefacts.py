"""What only a case study has, under the facts of every item, with a line for what is doubtful about using it."""

from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.model.consent import doubts
from evidence_desk.model.records import Item
from evidence_desk.ui.naming import label
from evidence_desk.ui.partials.empty import Picture
from evidence_desk.ui.partials.factform import FactForm
from evidence_desk.ui.words import ANONYMISED, CONSENTS, DOUBTS


class CaseFacts(QWidget):
    """Lies below the other facts, so that none of them moves when it comes and goes."""

    def __init__(self, form: FactForm) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 12, 0, 0)
        rows.setSpacing(4)
        line = QFrame()
        line.setObjectName("hairline")
        rows.addWidget(line)
        rows.addSpacing(4)
        rows.addWidget(label("Case study", "section"))
        rows.addWidget(self._doubtful())
        form.choice("consent", "Consent", CONSENTS)
        form.choice("anonymised", "Anonymised", ANONYMISED)
        form.line("keep_until", "Keep until")
        form.line("age_phase", "Age or phase")
        form.line("need", "Need")
        form.paragraph("own_words", "In their own words")
        form.paragraph("what_changed", "What changed")
        for field, words in (
            ("consent", "Consent"), ("anonymised", "Anonymised"), ("keep_until", "Keep until"),
            ("age_phase", "Age or phase"), ("need", "Need"), ("own_words", "In their own words"),
            ("what_changed", "What changed"),
        ):  # fmt: skip
            form.row(rows, field, words)

    def _doubtful(self) -> QWidget:
        self._doubts = QWidget()
        self._words = label("", wrap=True)
        inside = QHBoxLayout(self._doubts)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(Picture("warning", 18, "concern"))
        inside.addWidget(self._words, 1)
        return self._doubts

    def show_item(self, item: Item, today: date) -> None:
        """Shows itself for a case study alone."""
        self.setVisible(item.kind == "case-study")
        found = doubts(item.case, today)
        self._doubts.setVisible(bool(found))
        self._words.setText(" ".join(f"{DOUBTS[one]}." for one in found))
