"""Which import's report is shown: this one or an earlier one, and writing it to a file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from evidence_desk.library.reports import KeptReport
from evidence_desk.ui import icons
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.onechoice import OneChoice
from evidence_desk.ui.words import count, moment, sentence


class EarlierImports(QWidget):
    """The imports made into this library on this computer, the newest first; hidden where there is none."""

    wanted = Signal(int)
    export_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.choice = named(OneChoice(), "Import", "The report of each import stays in the library")
        self.choice.setMinimumContentsLength(10)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.activated.connect(lambda _: self.wanted.emit(self.number))
        self.export = named(QToolButton(), "Export this report", "Export this report, without names that must stay in")
        self.export.setProperty("kind", "flat")
        icons.dress(self.export, "export", size=16)
        self.export.clicked.connect(self._choose_file)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.choice, 1)
        row.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label("Import", "field", self.choice))
        layout.addLayout(row)
        self.hide()

    @property
    def number(self) -> int:
        """The number of the report that is shown; 0 where there is none."""
        return int(self.choice.currentData() or 0)

    def show_imports(self, reports: Sequence[KeptReport], chosen: int) -> None:
        """Lists them and marks the one that is shown."""
        self.choice.clear()
        for one in reports:
            self.choice.addItem(f"{sentence(moment(one.at))} · {_came_to(one)} · {one.by}", one.number)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self.setVisible(bool(reports))

    def _choose_file(self) -> None:
        proposed = str(Path.home() / f"Import report {self.number}.csv")
        chosen, _ = QFileDialog.getSaveFileName(self, "Export this report", proposed, "For a spreadsheet (*.csv)")
        if chosen:
            self.export_wanted.emit(Path(chosen))


def _came_to(report: KeptReport) -> str:
    return count(report.files, "file") if report.finished else "broke off"
