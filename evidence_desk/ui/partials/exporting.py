"""Exporting, with the gate: what goes in, what is left out and why, and who answers for letting it out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
)

from evidence_desk.library import queries
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.notice import Notice
from evidence_desk.ui.partials.segments import Segments
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import KINDS, count, size

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.library.listing import Row
    from evidence_desk.work.job import Job

_FORMS = (("workbook", "Workbook", "workbook", "text"), ("pack", "Pack with the files", "packs", "text"))
_ENDING = {"workbook": ".xlsx", "pack": ".zip"}


class ExportPanel(QFrame):
    """The gate itself is in the export; this shows beforehand what it will do, from the same rule."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.form = Segments("Export as", _FORMS)
        self.form.choose("workbook")
        self.form.changed.connect(lambda _: self.start())
        self.going = label("", "second", wrap=True)
        self.model = LinesModel()
        self.left_out = named(QListView(), "Left out, and why")
        self.left_out.setObjectName("boxed")
        self.left_out.setModel(self.model)
        self.left_out.setItemDelegate(LinesDelegate(self.left_out))
        self.left_out.setMinimumHeight(120)
        self._left_label = label("", "strong", self.left_out)
        self.sensitive = named(QCheckBox("Include them. I answer for letting them out."), "Include sensitive items")
        self.sensitive.toggled.connect(self._enable)
        self.confirmed = named(QLineEdit(), "Your name, to confirm")
        self.confirmed.setPlaceholderText("Your name, to confirm")
        self.confirmed.textChanged.connect(self._enable)
        self.records = named(QCheckBox("With the records, so that a colleague can take it in"), "With the records")
        self.records.setChecked(True)
        self.path = named(QLineEdit(), "Save as")
        self.path.textChanged.connect(self._enable)
        choose = named(QPushButton("Choose"), "Choose where to save")
        choose.clicked.connect(self._choose_path)
        self._choose = choose
        self.save = named(QPushButton("Save workbook"), "Save workbook")
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._save)
        self.done = Notice()
        self._lay_out()

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.path, 1)
        where.addWidget(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(label("Export", "section"))
        layout.addWidget(self.form)
        layout.addWidget(self.going)
        layout.addWidget(self._left_label)
        layout.addWidget(self.left_out, 1)
        layout.addWidget(self.sensitive)
        layout.addWidget(self.confirmed)
        layout.addWidget(self.records)
        layout.addSpacing(4)
        layout.addWidget(label("Save as", "field", self.path))
        layout.addLayout(where)
        layout.addWidget(self.save)
        layout.addStretch(0)

    def start(self, form: str | None = None) -> None:
        """Counts what would go out now."""
        if form is not None:
            self.form.choose(form)
        if not self._session.is_open:
            return
        rows = queries.rows(self._session.desk.library.db, self._session.today, order="ref")
        held = [row for row in rows if row.withheld]
        self.going.setText(_in_words([row for row in rows if not row.withheld]))
        self.model.show([_left_out_line(row) for row in held])
        self._left_label.setText(f"Left out: {count(len(held), 'item')}. Their rows stay, without words.")
        for widget in (self.left_out, self._left_label, self.sensitive):
            widget.setVisible(bool(held))
        self.records.setVisible(self.form.value == "pack")
        self.path.setText(str(self._proposed()))
        words = "Save workbook" if self.form.value == "workbook" else "Save pack"
        self.save.setText(words)
        named(self.save, words)
        self._enable()

    def _proposed(self) -> Path:
        facts = queries.library_facts(self._session.desk.library.db)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        what = "self-evaluation" if self.form.value == "workbook" else "evidence pack"
        name = f"{_plain(facts.area)} {what} {date.today().isoformat()}{_ENDING[self.form.value]}"
        return Path(documents or str(Path.home())) / name

    def _enable(self, *_: object) -> None:
        included = self.sensitive.isVisibleTo(self) and self.sensitive.isChecked()
        self.confirmed.setVisible(included)
        ready = bool(self.path.text().strip()) and (not included or bool(self.confirmed.text().strip()))
        self.save.setEnabled(ready and self._session.is_open and not self._session.read_only)

    def _choose_path(self) -> None:
        kind = "Workbooks (*.xlsx)" if self.form.value == "workbook" else "Packs (*.zip)"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save as", self.path.text(), kind)
        if chosen:
            self.path.setText(chosen)

    def _save(self) -> None:
        out = Path(self.path.text().strip()).expanduser()
        confirmed = self.confirmed.text().strip() if self.sensitive.isChecked() else None
        form, records = self.form.value, self.records.isChecked()
        self.save.setEnabled(False)
        self._session.work(
            f"Exporting {form}", lambda desk, job: _export(desk, job, form, out, confirmed, records), self._exported
        )

    def _exported(self, made: Any) -> None:
        left = f" {count(len(made.left_out), 'item')} left out." if made.left_out else ""
        words = f"Saved {Path(made.file).name}: {count(made.items, 'item')}, {size(made.bytes)}.{left}"
        self._session.said.emit(words, False)
        self.sensitive.setChecked(False)
        self.confirmed.clear()
        self._enable()


def _export(desk: "Desk", job: "Job", form: str, out: Path, confirmed: str | None, records: bool) -> Any:
    from evidence_desk.operations.exporting import export_pack, export_workbook

    if form == "workbook":
        return export_workbook(desk, out, confirmed_by=confirmed, job=job)
    return export_pack(desk, out, confirmed_by=confirmed, with_records=records, job=job)


def _in_words(rows: "Sequence[Row]") -> str:
    kinds = Counter(row.kind for row in rows)
    parts = [count(kinds[kind], words.lower(), _plural(words.lower())) for kind, words in KINDS.items() if kinds[kind]]
    return f"Goes out: {', '.join(parts) or 'no evidence yet'}, with coverage, gaps and judgements."


def _plural(words: str) -> str:
    return words.removesuffix("y") + "ies" if words.endswith("y") else words + "s"


def _left_out_line(row: "Row") -> Line:
    return Line(row.title, f"{row.ref} · {row.withheld}", "withheld", "concern", key=row.key)


def _plain(area: str) -> str:
    return "".join(letter for letter in area if letter.isalnum() or letter in " -").strip() or "Area"
