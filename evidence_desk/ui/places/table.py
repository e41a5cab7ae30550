"""The places of the window in their order: name on the screen, icon, and how each is made when first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from evidence_desk.ui.places.place import Place
from evidence_desk.ui.session import Session


def _evidence(session: Session) -> Place:
    from evidence_desk.ui.places.evidence import EvidencePlace

    return EvidencePlace(session)


def _framework(session: Session) -> Place:
    from evidence_desk.ui.places.framework import FrameworkPlace

    return FrameworkPlace(session)


def _inspection(session: Session) -> Place:
    from evidence_desk.ui.places.inspection import InspectionPlace

    return InspectionPlace(session)


def _self_evaluation(session: Session) -> Place:
    from evidence_desk.ui.places.selfevaluation import SelfEvaluationPlace

    return SelfEvaluationPlace(session)


def _perception(session: Session) -> Place:
    from evidence_desk.ui.places.perception import PerceptionPlace

    return PerceptionPlace(session)


def _packs(session: Session) -> Place:
    from evidence_desk.ui.places.packs import PacksPlace

    return PacksPlace(session)


def _history(session: Session) -> Place:
    from evidence_desk.ui.places.history import HistoryPlace

    return HistoryPlace(session)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table."""

    name: str
    icon: str
    make: Callable[[Session], Place]


TABLE: Final = (
    Entry("Evidence", "evidence", _evidence),
    Entry("Framework", "framework", _framework),
    Entry("Perception gap", "perception", _perception),
    Entry("Self-evaluation", "self-evaluation", _self_evaluation),
    Entry("Inspection", "inspection", _inspection),
    Entry("Packs", "packs", _packs),
    Entry("History", "history", _history),
)
