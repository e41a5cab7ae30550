"""What an export leaves out, and why; and what was exported before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from evidence_desk.library.history import Exported, exports
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.naming import label
from evidence_desk.ui.partials.empty import EmptyState
from evidence_desk.ui.partials.lineslist import lines_list
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count, moment

if TYPE_CHECKING:
    from evidence_desk.operations.exporting import Held

_FORMS = {"workbook": "Workbook", "pack": "Pack"}


class LeftOutCard(QFrame):
    """Enter on an item reads it, to see whether its marking is right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.model = LinesModel()
        self.list = lines_list("Left out, and why", self.model)
        self.list.activated.connect(lambda index: self._read(index.row()))
        self.head = label("Left out", "section")
        self.why = label("", "second", wrap=True)
        self._number = 0
        self.empty = EmptyState("nothing left out")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.head)
        layout.addWidget(self.why)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        self.clear()

    def clear(self) -> None:
        """Before it is known what stays in."""
        self.show_held(())
        self.empty.hide()

    def show_held(self, held: "Sequence[Held]") -> None:
        """Lists the items that stay in."""
        self.model.show(
            [Line(one.title, f"{one.ref} · {one.why}", "withheld", "concern", key=one.key) for one in held]
        )
        self._number = len(held)
        self.show_answered(False)
        for widget in (self.why, self.list):
            widget.setVisible(bool(held))
        self.empty.setVisible(not held)

    def show_answered(self, answered: bool) -> None:
        """Says whether they stay in, or somebody answers for letting them out."""
        items = count(self._number, "item")
        self.head.setText("Goes out too" if answered else "Left out")
        self.why.setText(f"{items}. You answer for it." if answered else f"{items}. Their rows stay, without words.")

    def _read(self, at: int) -> None:
        line = self.model.line(at)
        if line is not None and line.key:
            self._session.ways.read(line.key)


class PastExportsCard(QFrame):
    """Quietly: form, items, left out, who, and when."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.model = LinesModel()
        self.list = lines_list("Past exports", self.model)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(label("Past exports", "section"))
        layout.addWidget(self.list, 1)
        self.hide()

    def start(self) -> None:
        """Reads them anew."""
        self._session.look_up(lambda desk: exports(desk.library.db), self._show, name="past exports")

    def _show(self, made: list[Exported]) -> None:
        self.model.show([_line(one) for one in made])
        self.setVisible(bool(made))


def _line(one: Exported) -> Line:
    words = f"{_FORMS.get(one.form, one.form)} of {count(one.items, 'item')}"
    left = f"{one.left_out:,} left out" if one.left_out else ""
    answered = f"{one.confirmed_by} answered for sensitive items" if one.confirmed_by else ""
    second = " · ".join(part for part in (moment(one.at), one.by, left, answered) if part)
    return Line(words, second, "workbook" if one.form == "workbook" else "packs")
