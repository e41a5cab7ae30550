"""The place Self-evaluation: the criteria, the judgement of one, and its evidence to cite beside the text."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from evidence_desk.errors import KnownError
from evidence_desk.model.citing import Cited
from evidence_desk.ui import settings, shortcuts
from evidence_desk.ui.models.evaluation import Evaluation, read
from evidence_desk.ui.models.judged import JudgedModel, judged
from evidence_desk.ui.models.judged_delegate import JudgedDelegate
from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.autosave import Autosave
from evidence_desk.ui.partials.citable import CitablePanel
from evidence_desk.ui.partials.judgementform import JudgementForm
from evidence_desk.ui.partials.lineslist import LinesList
from evidence_desk.ui.places.place import Place
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.library.citations import Citable

_LIST: Final = 224
_EVIDENCE: Final = 328
_FORM_LEAD: Final = 160
_CONCERNS: Final = ("judgement:", "item:", "framework:", "library")


class SelfEvaluationPlace(Place):
    """Reads in the background, and saves one field at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "pane")
        self.model = JudgedModel()
        self.list = named(LinesList(), "Criteria")
        self.progress = label("", "caption")
        self.form = JudgementForm(session)
        self.evidence = CitablePanel(session)
        self.autosave = Autosave(session)
        self._criterion: str | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(JudgedDelegate(self.list))
        left = QWidget()
        left.setObjectName("pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.setSpacing(4)
        head.addWidget(label("Self-evaluation", "title"))
        head.addWidget(self.progress)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for at, (pane, least) in enumerate(((left, 208), (self.form, 280), (self.evidence, 280))):
            pane.setMinimumWidth(least)
            self.split.addWidget(pane)
            self.split.setStretchFactor(at, 1 if at else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        self._arranged = False

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._select)
        self.form.edited.connect(self._save)
        self.form.cites_changed.connect(self._show_cites)
        self.form.opened.connect(self._open)
        self.form.settled.connect(self._read)
        self.evidence.cited.connect(self.form.cite)
        self.evidence.read.connect(self._read_evidence)
        self.autosave.saved.connect(lambda criterion: announce(self, f"Saved {criterion}"))
        self.autosave.failed.connect(self.form.not_saved)
        self.split.splitterMoved.connect(lambda *_: settings.put_state("self-evaluation", self.split.saveState()))
        self._session.changed.connect(self._changed)
        self._session.closing.connect(self._save_all)
        shortcuts.bind(self, "cite", self.evidence.cite_current)

    # Coming and going

    def panes(self) -> list[QWidget]:
        return [self.list, self.form, self.evidence]

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        self._read()

    def stop(self) -> None:
        """Lets go of the library."""
        self._criterion = None
        self.model.show([])
        self.form.clear()
        self.evidence.clear()
        self.progress.setText("")

    def show_about(self, about: str) -> None:
        """Shows that criterion."""
        self._go_to(about)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._arranged:
            self._arrange()

    def _arrange(self) -> None:
        """As it was left; else the evidence has half of what the form does not need."""
        self._arranged = True
        kept = settings.state("self-evaluation")
        if kept is None or not self.split.restoreState(kept):
            evidence = max(_EVIDENCE, (self.width() - _LIST) // 2 - _FORM_LEAD)
            self.split.setSizes([_LIST, self.width() - _LIST - evidence, evidence])

    def hideEvent(self, event: QHideEvent) -> None:
        self.form.leave()
        super().hideEvent(event)

    # Reading

    def _select(self, *_: object) -> None:
        row = self.model.row(self.list.currentIndex().row())
        if row is not None and row.id and row.id != self._criterion:
            self._go_to(row.id)

    def _go_to(self, criterion: str) -> None:
        self.form.leave()
        self._criterion = criterion
        self._read()

    def _changed(self, changes: object) -> None:
        entities: frozenset[str] = getattr(changes, "entities", frozenset())
        if self.isVisible() and any(one.startswith(_CONCERNS) for one in entities):
            self._read()

    def _read(self) -> None:
        wanted = self._criterion
        self._session.look_up(lambda desk: read(desk, wanted), self._show, name="self-evaluation")

    def _show(self, evaluation: Evaluation | None) -> None:
        if evaluation is None:
            self.stop()
            return
        self._criterion = evaluation.criterion.id
        self.model.show(judged(evaluation))
        at = self.model.at(evaluation.criterion.id)
        if self.list.currentIndex().row() != at.row():
            self.list.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        rated = sum(bool(one.rating) for one in evaluation.judgements.values())
        self.progress.setText(f"{rated} of {count(len(evaluation.framework.criteria), 'criterion', 'criteria')} rated")
        self.evidence.show_evaluation(evaluation)
        self.form.show_evaluation(evaluation, self.autosave.waiting(evaluation.criterion.id))

    def _show_cites(self) -> None:
        shown = self.form.evaluation
        if shown is not None:
            self.evidence.show_cites([*self.form.cites, *shown.beside])

    # Saving

    def _save(self, field: str, value: str) -> None:
        criterion = self.form.criterion
        if criterion is not None and not self._session.read_only:
            self.autosave.save(criterion, field, value)

    def _save_all(self) -> None:
        self.form.leave()
        self.autosave.flush()

    # Following what is cited

    def _read_evidence(self, one: "Citable") -> None:
        self._session.ways.read(one.key, tag=one.tag, place=one.place or "")

    def _open(self, cited: Cited) -> None:
        shown = self.form.evaluation
        if shown is None:
            return
        item = shown.items.get(cited.key)
        if item is not None and item.removed:
            self._session.fail(KnownError(f"{item.ref} was removed.", what_to_do="Undo, or import it again."))
            return
        same = (one.tag for one in shown.evidence if one.key == cited.key and cited.place and one.place == cited.place)
        tag, place = next(same, ""), cited.place
        if tag or place is None:
            self._session.ways.read(cited.key, tag=tag, place=place or "")
            return
        from evidence_desk.library.citations import label_of

        self._session.look_up(
            lambda desk: label_of(desk.library.db, cited.key, place),
            lambda found: self._session.ways.read(cited.key, place=found or ""),
            name="citation",
        )
