"""Saves what was typed, one field at a time, and holds it until the library has it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence_desk.errors import KnownError
from evidence_desk.ui.session import Session

if TYPE_CHECKING:
    from evidence_desk.desk import Desk


@dataclass(slots=True)
class _Saving:
    criterion: str
    field: str
    value: str
    written: bool = False

    def write(self, desk: "Desk") -> None:
        from evidence_desk.operations.judging import judge

        if not self.written:
            judge(desk, self.criterion, {self.field: self.value})
            self.written = True


class Autosave(QObject):
    """`save` in the background; `flush` at once, since with the library its background goes too."""

    saved = Signal(str)
    failed = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._waiting: dict[tuple[str, str], _Saving] = {}
        session.closed.connect(self._waiting.clear)

    def save(self, criterion: str, field: str, value: str) -> None:
        """One action: `judged 1.2`."""
        earlier = self._waiting.get((criterion, field))
        if earlier is not None:
            # Should it still stand in the queue, it must not be written after this one.
            earlier.written = True
        saving = self._waiting[criterion, field] = _Saving(criterion, field, value)
        self._session.act(
            saving.write, done=lambda _: self._done(saving), failed=lambda error: self._failed(saving, error)
        )

    def waiting(self, criterion: str) -> dict[str, str]:
        """What is not in the library yet, or could not be saved, by field."""
        return {one.field: one.value for one in self._waiting.values() if one.criterion == criterion}

    def flush(self) -> None:
        """Writes what waits, here and now; it is but a few words."""
        for saving in list(self._waiting.values()):
            try:
                saving.write(self._session.desk)
            except KnownError as error:
                self._session.fail(error)

    def _done(self, saving: _Saving) -> None:
        if self._waiting.get((saving.criterion, saving.field)) is saving:
            del self._waiting[saving.criterion, saving.field]
        self.saved.emit(saving.criterion)

    def _failed(self, saving: _Saving, error: Exception) -> None:
        self._session.fail(error)
        self.failed.emit(saving.criterion, saving.field)
