"""The open library as the window sees it: gestures go in, signals come out, in the window's thread."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from evidence_desk import preferences
from evidence_desk.errors import KnownError
from evidence_desk.ui.jobs import Jobs, Lane, Postman, report_bug
from evidence_desk.ui.ways import Ways
from evidence_desk.ui.words import sentence
from evidence_desk.work.job import Job

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.library.store import Library
    from evidence_desk.model.records import Changes

Answer = TypeVar("Answer")


class Session(QObject):
    """One window's work on one library at a time."""

    opened = Signal()
    closing = Signal()
    closed = Signal()
    changed = Signal(object)
    said = Signal(str, bool)
    failed = Signal(object)
    person_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.postman = Postman()
        self.ways = Ways()
        self.gestures = Lane("gestures", self.postman)
        self.lookups = Lane("lookups", self.postman)
        self.lists = Lane("lists", self.postman)
        self.jobs = Jobs(self.postman)
        self.jobs.failed.connect(self.fail)
        self._desk: Desk | None = None
        self._opening: Path | None = None

    @property
    def is_open(self) -> bool:
        return self._desk is not None

    @property
    def desk(self) -> "Desk":
        assert self._desk is not None, "no library is open"
        return self._desk

    @property
    def today(self) -> date:
        return self.desk.today

    @property
    def read_only(self) -> bool:
        return self._desk is not None and self._desk.library.read_only

    def open(self, folder: Path) -> None:
        """Opens a library in the background; `opened` or `failed` tells how it went. One that is open stays."""
        place = folder.absolute()
        if self._opening == place:
            # A double click asks twice, and the second would find the library taken.
            return
        if self._desk is not None and self._desk.library.folder == place:
            self.opened.emit()
            return
        self._opening = place
        self._open_with(lambda: _opened(folder))

    def create(self, folder: Path, area: str, framework: str | None = None, scale: str | None = None) -> None:
        """Makes a new library and opens it; `framework` is a built-in id or the path of a TOML file."""
        self._open_with(lambda: _created(folder, area, framework, scale))

    def _open_with(self, make: "Callable[[], Library]") -> None:
        self.gestures.run(lambda: _desk_on(make()), self._adopt, self._not_opened)

    def _not_opened(self, error: Exception) -> None:
        self._opening = None
        self.fail(error)

    def _adopt(self, desk: "Desk") -> None:
        self._opening = None
        self.close_library()
        self._desk = desk
        desk.subscribe(lambda changes: self.postman.post(lambda: self._pass_on(desk, changes)))
        preferences.remember_library(desk.library.folder)
        self.opened.emit()

    def _pass_on(self, desk: "Desk", changes: "Changes") -> None:
        if desk is self._desk:
            self.changed.emit(changes)

    def close_library(self) -> None:
        """Gives the library back, where one is open."""
        if self._desk is None:
            return
        self.closing.emit()
        if self.jobs.current is not None:
            self.jobs.current.cancel()
        for lane in (self.jobs, self.gestures, self.lookups, self.lists):
            lane.wait()
        desk, self._desk = self._desk, None
        self.closed.emit()
        desk.close()

    def close(self) -> None:
        """Ends everything in the background; what is still being typed is saved first."""
        if self._desk is not None:
            self.closing.emit()
        self.jobs.close()
        self.lookups.close()
        self.lists.close()
        self.gestures.close()
        self.close_library()

    def act(
        self,
        gesture: "Callable[[Desk], Answer]",
        *,
        said: Callable[[Answer], str | None] | None = None,
        done: Callable[[Answer], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        undoable: bool = True,
    ) -> None:
        """Makes a change in the background, then says what was done in the quiet line with Undo."""
        desk = self.desk

        def finish(answer: Answer) -> None:
            words = said(answer) if said is not None else None
            if done is not None:
                done(answer)
            if words:
                self.said.emit(sentence(words), undoable)

        told = self._of_open(desk, failed) if failed is not None else self.fail
        self.gestures.run(lambda: gesture(desk), self._of_open(desk, finish), told)

    def look_up(
        self,
        question: "Callable[[Desk], Answer]",
        done: Callable[[Answer], object],
        *,
        name: str | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Asks something slow in the background; of several of one name only the newest is answered."""
        desk = self.desk
        self.lookups.run(lambda: question(desk), self._of_open(desk, done), failed or self.fail, newest_only=name)

    def list_up(self, question: "Callable[[Desk], Answer]", done: Callable[[Answer], object], *, name: str) -> None:
        """Reads rows in a thread of their own, so that no search or document they wait for delays them."""
        desk = self.desk
        self.lists.run(lambda: question(desk), self._of_open(desk, done), self.fail, newest_only=name)

    def _of_open(self, desk: "Desk", done: Callable[[Answer], object]) -> Callable[[Answer], object]:
        """An answer about a library that was closed meanwhile is nobody's."""
        return lambda answer: done(answer) if desk is self._desk else None

    def work(
        self,
        title: str,
        task: "Callable[[Desk, Job], Answer]",
        done: Callable[[Answer], object],
        *,
        gives_way: bool = False,
    ) -> Job:
        """A long job with the job bar."""
        desk = self.desk
        return self.jobs.run(title, lambda job: task(desk, job), done, gives_way=gives_way)

    def fail(self, error: Exception) -> None:
        """Shows a failure kindly: the world's as it is told, ours with a report."""
        self.failed.emit(error if isinstance(error, KnownError) else report_bug(error))

    def set_person(self, name: str, agency: str | None) -> None:
        """Who acts from now on; kept in the preferences."""
        known = preferences.load()
        known.name, known.agency = name.strip(), agency or ""
        preferences.save(known)
        if self._desk is not None:
            self._desk.actor, self._desk.agency = known.name or self._desk.actor, known.agency or None
        self.person_changed.emit()


def _opened(folder: Path) -> "Library":
    """For writing; where that is refused, for reading if that can be, with the reason why."""
    from evidence_desk.library.store import open_library

    try:
        return open_library(folder, holder=preferences.load().name or None)
    except KnownError as refused:
        try:
            library = open_library(folder, write=False)
        except KnownError:
            raise refused from None
        library.read_only_why = refused.title
        return library


def _created(folder: Path, area: str, framework: str | None, scale: str | None) -> "Library":
    from evidence_desk.operations.starting import start_library

    return start_library(folder, area=area, framework=framework, scale=scale)


def _desk_on(library: "Library") -> "Desk":
    from evidence_desk.desk import Desk
    from evidence_desk.operations import undoing  # noqa: F401 -- read in here, away from the window's thread

    return Desk(library, beside_window=True)
