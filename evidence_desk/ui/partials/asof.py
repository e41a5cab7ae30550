"""As if today were another day: a plain field that takes `12 March 2026`, and the way back to today."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from evidence_desk.errors import KnownError
from evidence_desk.model.dates import parse_day
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.empty import Picture
from evidence_desk.ui.words import day, stored_day


class AsOf(QWidget):
    """`value` is the day asked for, None for today. `wrong` belongs under the field; it says what is no day."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.value: date | None = None
        self._today: date | None = None
        self.field = named(QLineEdit(), "As of", "A day such as 12 March 2026. Items dated later are left out.")
        self.field.setFixedWidth(172)
        self.today = named(QPushButton("Today"), "As of today")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label("As of", "field", self.field))
        layout.addWidget(self.field)
        layout.addWidget(self.today)
        self.wrong = QWidget()
        self._why = label("", "wrong")
        line = QHBoxLayout(self.wrong)
        line.setContentsMargins(0, 0, 0, 4)
        line.setSpacing(6)
        line.addStretch(1)
        line.addWidget(Picture("warning", 16, "concern"))
        line.addWidget(self._why)
        self.wrong.hide()
        self.field.editingFinished.connect(self._take)
        self.today.clicked.connect(self._to_today)

    def start(self, today: date) -> None:
        """Which day today is; what was asked for stays."""
        self._today = today
        self._show()

    def choose(self, value: date | None) -> None:
        """Asks for a day, or with None for today."""
        changed = value != self.value
        self.value = value
        self._show()
        if changed:
            self.changed.emit()

    def _to_today(self) -> None:
        # The button goes grey: without this the focus would fall to whatever comes next.
        self.field.setFocus()
        self.choose(None)

    def forget(self) -> None:
        """Back to today without asking anew."""
        self.value = None

    def _show(self) -> None:
        shown = self.value or self._today
        self.field.setText(day(shown.isoformat()) if shown is not None else "")
        self.today.setEnabled(self.value is not None)
        self.wrong.hide()

    def _take(self) -> None:
        typed = self.field.text().strip()
        if not typed:
            self.choose(None)
            return
        try:
            found = parse_day(stored_day(typed))
        except KnownError:
            self._why.setText(f"“{typed[:40]}” is not a day. Write one such as 12 March 2026.")
            self.wrong.show()
            announce(self.field, self._why.text())
            return
        self.choose(None if found == self._today else found)
