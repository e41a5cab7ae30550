"""How wide the columns of the evidence are: kept as soon as somebody changes one, and never so that titles vanish."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

from evidence_desk.ui import settings
from evidence_desk.ui.models import evidence
from evidence_desk.ui.models.delegate import width_of

_KEPT: Final = "widths"
_NARROWEST, _WIDEST = 40, 480
LEAST_TITLE: Final = 200
_ROOMY = 1000
_CRAMPED = 900
_SPARED: Final = (evidence.VOICE, evidence.REFERENCE)
_SPARED_NEXT: Final = (evidence.HOW_FRESH, evidence.KIND, evidence.CRITERIA)
_FEW_CHIPS, _MANY_CHIPS = 2, 4
_SETTLE_MILLISECONDS = 400


class ColumnWidths(QObject):
    """The title takes what the others leave; double-clicking an edge gives a column its usual width."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._arranging = False
        self._wanted = _stored()
        self._later = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._later.timeout.connect(self.save)
        header = table.horizontalHeader()
        header.setMinimumSectionSize(_NARROWEST)
        for column in range(evidence.KIND, evidence.REFERENCE + 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(evidence.TITLE, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._resized)
        header.sectionHandleDoubleClicked.connect(self._make_usual)
        self.fit()

    def show_one(self) -> None:
        """The title alone."""
        self._hide(range(evidence.KIND, evidence.REFERENCE + 1))

    def show_many(self) -> None:
        """As many columns as leave room for the title: what the facts beside the list say too goes first."""
        hidden: list[int] = list(_SPARED) if self._table.width() < _CRAMPED else []
        for column in _SPARED_NEXT:
            shown = set(range(evidence.KIND, evidence.REFERENCE + 1)) - set(hidden)
            if sum(map(self._usual, shown)) + LEAST_TITLE > self._table.width():
                hidden.append(column)
        self._hide(hidden)
        self.fit()

    def _hide(self, hidden: Collection[int]) -> None:
        self._arranging = True
        for column in range(evidence.KIND, evidence.REFERENCE + 1):
            self._table.setColumnHidden(column, column in hidden)
        self._arranging = False

    def fit(self) -> None:
        """Gives each column the width that was wanted, or all their usual one where the title would have no room."""
        shown = [
            column
            for column in range(evidence.KIND, evidence.REFERENCE + 1)
            if not self._table.isColumnHidden(column)
        ]
        widths = {column: self._wanted.get(evidence.ORDERS[column], self._usual(column)) for column in shown}
        if sum(widths.values()) + LEAST_TITLE > self._table.viewport().width():
            widths = {column: min(width, self._usual(column)) for column, width in widths.items()}
        self._arranging = True
        for column, width in widths.items():
            self._table.setColumnWidth(column, width)
        self._arranging = False

    def save(self) -> None:
        """Keeps what somebody chose."""
        self._later.stop()
        if self._wanted != _stored():
            settings.put(_KEPT, dict(self._wanted))

    def _usual(self, column: int) -> int:
        chips = _MANY_CHIPS if self._table.viewport().width() > _ROOMY else _FEW_CHIPS
        return width_of(self._table.fontMetrics(), column, chips)

    def _resized(self, column: int, _: int, width: int) -> None:
        if self._arranging or column == evidence.TITLE or not width:
            return
        self._wanted[evidence.ORDERS[column]] = max(_NARROWEST, min(_WIDEST, width))
        self._later.start()

    def _make_usual(self, column: int) -> None:
        self._wanted.pop(evidence.ORDERS[column], None)
        self.fit()
        self._later.start()


def _stored() -> dict[str, int]:
    """What was kept; whatever is no width is left out."""
    kept = settings.get(_KEPT, {})
    if not isinstance(kept, dict):
        return {}
    return {
        str(name): max(_NARROWEST, min(_WIDEST, width)) for name, width in kept.items() if isinstance(width, int)
    }
