"""What stands beside the list: the tags while reading, else what is selected, the import report, or the facts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evidence_desk.ui import settings
from evidence_desk.ui.partials.listhead import ListHead


class SidePanels(QStackedWidget):
    """The heading of the list chooses between report and facts, or neither; several selected items go before both."""

    left = Signal()

    def __init__(self, head: ListHead, *, facts: QWidget, report: QWidget, several: QWidget, tags: QWidget) -> None:
        super().__init__()
        self._head = head
        self._facts, self._report, self._several, self._tags = facts, report, several, tags
        for panel in (facts, report, several, tags):
            self.addWidget(panel)
        self.setMinimumWidth(260)
        self.report_wanted = False
        self._reading = False
        self._chosen = 0
        head.facts_wanted.connect(self._want_facts)
        head.report_wanted.connect(self.want_report)

    def show_for(self, *, reading: bool, chosen: int) -> None:
        """One reads or browses, and so many items are selected."""
        self._reading, self._chosen = reading, chosen
        facts, report = bool(settings.get("facts", True)), self.report_wanted
        several = not reading and chosen > 1
        self._head.show_side(facts=facts and not report, report=report)
        panel = self._tags if reading else self._several if several else self._report if report else self._facts
        self.setCurrentWidget(panel)
        self.setVisible(reading or several or report or facts)

    def want_report(self, wanted: bool) -> None:
        """The report stays until it is closed or the facts are wanted, whatever is selected meanwhile."""
        self.report_wanted = wanted
        self.show_for(reading=self._reading, chosen=self._chosen)

    def close_report(self) -> None:
        self.want_report(False)
        self.left.emit()

    def _want_facts(self, wanted: bool) -> None:
        settings.put("facts", wanted or self.report_wanted)
        self.want_report(False)
