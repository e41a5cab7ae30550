"""Exporting, with the gate: what goes in, what is left out and why, and who answers for letting it out."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.empty import Picture
from evidence_desk.ui.partials.exported import ExportedCard
from evidence_desk.ui.partials.leftout import LeftOutCard
from evidence_desk.ui.partials.notice import Notice
from evidence_desk.ui.partials.segments import Segments
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import KINDS, MARKINGS, count

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.operations.exporting import Preview
    from evidence_desk.pack.releasing import Released
    from evidence_desk.work.job import Job

_FORMS: Final = (("workbook", "Workbook", "workbook", "text"), ("pack", "Pack with the files", "packs", "text"))
_ENDING: Final = {"workbook": ".xlsx", "pack": ".zip"}


class ExportPanel(QFrame):
    """The gate itself is in the export; this shows beforehand what it will do, from the same rule."""

    wanted = Signal()
    saved = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._preview: Preview | None = None
        self.left_out = LeftOutCard(session)
        self.model = self.left_out.model
        self.form = Segments("Export as", _FORMS)
        self.form.choose("workbook")
        self.form.changed.connect(lambda _: self.start())
        self.kinds = label("", wrap=True)
        self.markings = label("", wrap=True)
        self.citing = _Warned()
        self.wordings = _Warned()
        self.records = named(QCheckBox("With the records, so that a colleague can add it"), "With the records")
        self.records.setChecked(True)
        self.records.toggled.connect(lambda _: self.ask())
        self.sensitive = named(QCheckBox("Include what is left out. I answer for it."), "Include sensitive items")
        self.sensitive.toggled.connect(self._enable)
        self.confirmed = named(QLineEdit(), "Your name, to confirm")
        self.confirmed.textChanged.connect(self._enable)
        self.path = named(QLineEdit(), "Save as")
        self.path.textChanged.connect(self._enable)
        self._choose = named(QPushButton("Choose"), "Choose where to save")
        self._choose.clicked.connect(self._choose_path)
        self.save = named(QPushButton("Save workbook"), "Save workbook")
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._save)
        self.notice = Notice()
        self.done = ExportedCard()
        self._lay_out()
        session.jobs.ended.connect(lambda _: self._enable())

    def _lay_out(self) -> None:
        holds = QGridLayout()
        holds.setHorizontalSpacing(16)
        holds.setVerticalSpacing(4)
        holds.setColumnStretch(1, 1)
        also = label("Coverage, gaps and judgements of the framework", wrap=True)
        for row, (name, words) in enumerate((("By kind", self.kinds), ("By marking", self.markings), ("And", also))):
            holds.addWidget(label(name, "second"), row, 0, Qt.AlignmentFlag.AlignTop)
            holds.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.path, 1)
        where.addWidget(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        forms = QHBoxLayout()
        forms.addWidget(self.form)
        forms.addStretch(1)
        layout.addLayout(forms)
        layout.addSpacing(4)
        layout.addWidget(label("What goes out", "strong"))
        layout.addLayout(holds)
        for widget in (self.citing, self.wordings, self.records, self.sensitive, self.confirmed):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addWidget(label("Save as", "field", self.path))
        layout.addLayout(where)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        layout.addWidget(self.notice)
        layout.addWidget(self.done)
        layout.addStretch(1)

    # What would go out

    def start(self, form: str | None = None) -> None:
        """Counts what would go out now; naming a form also brings this page to the front."""
        if form is not None:
            self.form.choose(form)
            self.wanted.emit()
        if not self._session.is_open:
            return
        self.records.setVisible(self.form.value == "pack")
        self.confirmed.setPlaceholderText(f"Type your name, {self._session.desk.actor}, to confirm")
        self.path.setText(str(self._proposed()))
        words = "Save workbook" if self.form.value == "workbook" else "Save pack"
        self.save.setText(words)
        named(self.save, words)
        self._enable()
        self.ask()

    def clear(self) -> None:
        """The library is closed: nothing of it stays."""
        self._preview = None
        self.left_out.clear()
        self._show_counts()
        self.sensitive.setChecked(False)
        self.confirmed.clear()
        self.notice.clear()
        self.done.clear()

    def ask(self) -> None:
        if not self._session.is_open:
            return
        records = self.form.value == "pack" and self.records.isChecked()
        self._session.look_up(lambda desk: _previewed(desk, records), self._show, name="export preview")

    def _show(self, found: "Preview") -> None:
        self._preview = found
        self.left_out.show_held(found.held)
        self._show_counts()
        self._enable()

    def _show_counts(self) -> None:
        found = self._preview
        included = found.held if found is not None and self._answered else ()
        kinds = Counter(found.kinds if found is not None else {})
        markings = Counter(found.markings if found is not None else {})
        kinds.update(one.kind for one in included)
        markings.update(one.marking for one in included)
        self.kinds.setText(_kinds_in_words(kinds))
        self.markings.setText(_markings_in_words(markings))
        citing = found.content.judgements_citing_withheld if found is not None and not self._answered else ()
        self.left_out.show_answered(self._answered)
        self.citing.say(f"These judgements cite what is left out: {', '.join(citing)}." if citing else "")
        wordings = found.earlier_wordings if found is not None and self.form.value == "pack" else 0
        self.wordings.say(_wordings_in_words(wordings) if wordings and self.records.isChecked() else "")

    def _proposed(self) -> Path:
        facts = queries.library_facts(self._session.desk.library.db)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        what = "self-evaluation" if self.form.value == "workbook" else "evidence pack"
        name = f"{_plain(facts.area)} {what} {date.today().isoformat()}{_ENDING[self.form.value]}"
        return Path(documents or str(Path.home())) / name

    # Letting it out

    @property
    def _answered(self) -> bool:
        """Whether sensitive items go too: only when a person typed their own name."""
        from evidence_desk.operations.exporting import is_own_name

        is_open, typed = self._session.is_open, self.confirmed.text()
        return is_open and self.sensitive.isChecked() and is_own_name(self._session.desk, typed)

    def _enable(self, *_: object) -> None:
        if not self._session.is_open:
            return
        self.sensitive.setVisible(self._preview is not None and bool(self._preview.held))
        asked = self.sensitive.isChecked()
        self.confirmed.setVisible(asked)
        self._show_counts()
        may = not self._session.read_only
        self.save.setEnabled(may and bool(self.path.text().strip()) and (not asked or self._answered))

    def _choose_path(self) -> None:
        kind = "Workbooks (*.xlsx)" if self.form.value == "workbook" else "Packs (*.zip)"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save as", self.path.text(), kind)
        if chosen:
            self.path.setText(chosen)

    def _save(self) -> None:
        out = Path(self.path.text().strip()).expanduser()
        confirmed = self._session.desk.actor if self.sensitive.isChecked() and self._answered else None
        form, records = self.form.value, self.records.isChecked()
        self.notice.clear()
        self.done.clear()
        self.save.setEnabled(False)
        self._session.work(
            f"Exporting {form}", lambda desk, job: _export(desk, job, form, out, confirmed, records), self._exported
        )

    def _exported(self, made: "Released | KnownError") -> None:
        if isinstance(made, KnownError):
            self.notice.show_error(made)
            return
        self.done.show_made(made)
        self._session.said.emit(self.done.sentence, False)
        self.sensitive.setChecked(False)
        self.confirmed.clear()
        self._enable()
        self.saved.emit()


class _Warned(QWidget):
    """A line to think about, hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Picture("warning", 20, "concern"), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        self.hide()

    def say(self, words: str) -> None:
        self.words.setText(words)
        self.setVisible(bool(words))


def _previewed(desk: "Desk", records: bool) -> "Preview":
    from evidence_desk.operations.exporting import preview

    return preview(desk, with_records=records)


def _export(
    desk: "Desk", job: "Job", form: str, out: Path, confirmed: str | None, records: bool
) -> "Released | KnownError":
    """What went wrong is told where it was tried."""
    from evidence_desk.operations.exporting import export_pack, export_workbook

    try:
        if form == "workbook":
            return export_workbook(desk, out, confirmed_by=confirmed, job=job)
        return export_pack(desk, out, confirmed_by=confirmed, with_records=records, job=job)
    except KnownError as error:
        return error


def _kinds_in_words(kinds: Mapping[str, int]) -> str:
    parts = [count(kinds[kind], words.lower(), _plural(words.lower())) for kind, words in KINDS.items() if kinds[kind]]
    return ", ".join(parts) or "No evidence yet"


def _wordings_in_words(items: int) -> str:
    return (
        f"The records carry earlier wordings of {count(items, 'item')}, which somebody has changed since."
        " Erase what must not leave, or leave the records out."
    )


def _markings_in_words(markings: Mapping[str, Any]) -> str:
    return ", ".join(f"{markings[one]:,} {words.lower()}" for one, words in MARKINGS.items() if markings[one]) or "None"


def _plural(words: str) -> str:
    return words.removesuffix("y") + "ies" if words.endswith("y") else words + "s"


def _plain(area: str) -> str:
    return "".join(letter for letter in area if letter.isalnum() or letter in " -").strip() or "Area"
