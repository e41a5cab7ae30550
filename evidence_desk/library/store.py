"""A library on disk: made, opened for one writer or any number of readers, and closed."""

import contextlib
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_desk.errors import KnownError
from evidence_desk.library import migrations, schema
from evidence_desk.library.copying import UNFINISHED, put
from evidence_desk.library.database import Connection, connect, format_of, make, set_journal, write
from evidence_desk.library.files import Files
from evidence_desk.library.lock import LOCK_NAME, NOTE_NAME, Lock
from evidence_desk.library.moment import now
from evidence_desk.library.troubles import damaged, told
from evidence_desk.library.ulids import Clock
from evidence_desk.library.ulids import now as now_in_ms
from evidence_desk.model.entry import Json
from evidence_desk.system.drives import write_ahead_log_is_safe
from evidence_desk.system.login import login_name

if TYPE_CHECKING:
    from evidence_desk.library.journal import Change

DATABASE_NAME = "library.db"
FILES_NAME = "files"
BACKUPS_NAME = "backups"
README_NAME = "Read me first.txt"
_UNFINISHED_NAME = DATABASE_NAME + UNFINISHED
_NOTHING: Mapping[str, Mapping[str, Json]] = {}
# What SQLite keeps beside a database that is being written; one without its database belongs to nothing.
_BESIDE = ("-journal", "-wal", "-shm")

README = """\
This folder is an evidence library of Evidence Desk.

It holds documents about services for children with special educational needs and disabilities,
and what people have noted about them. It may hold personal data: keep it where only those may
read it who are entitled to, and do not send it by e-mail.

Please do not rename, move, edit or delete anything inside this folder. Open it with Evidence Desk.
You may copy or move the folder as a whole while nobody has it open.

  library.db   what has been noted, tagged and judged, with its history
  files        the documents as they were put in, named by their fingerprints
  backups      earlier copies of library.db
"""


class Library:
    """An open library. Each thread has a connection of its own."""

    def __init__(self, folder: Path, lock: Lock | None, *, read_only_why: str | None = None) -> None:
        self.folder = folder.absolute()
        self.files = Files(folder / FILES_NAME)
        self.read_only = lock is None
        self.read_only_why = read_only_why
        self._lock = lock
        self._connections: dict[threading.Thread, Connection] = {}
        self._guard = threading.Lock()
        self._closed = False
        try:
            row = self.db.execute("SELECT value FROM meta WHERE key = 'id'").fetchone()
        except sqlite3.DatabaseError as error:
            self.close()
            raise damaged(self.database) from error
        self.id = str(row[0]) if row else ""

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME

    @property
    def backups(self) -> Path:
        return self.folder / BACKUPS_NAME

    @property
    def db(self) -> Connection:
        """This thread's connection."""
        known = self._connections.get(threading.current_thread())
        return known if known is not None and not self._closed else self._connect()

    @contextlib.contextmanager
    def change(
        self, *, actor: str, agency: str | None, label: str, resume: str | None = None, clock: Clock = now_in_ms
    ) -> "Iterator[Change]":
        """One gesture of a person: one action, one transaction, one undo step. Its files reach the disk before it."""
        from evidence_desk.library.journal import change

        with change(self.db, actor=actor, agency=agency, label=label, resume=resume, clock=clock) as made:
            yield made
            self.files.sync()

    def close(self) -> None:
        """Closes every connection and gives the library back; a second call does nothing."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
            for connection in self._connections.values():
                connection.close()
            self._connections.clear()
        if self._lock is not None:
            try:
                # On a full disk, say. Nothing is lost: the next close does it.
                with contextlib.suppress(KnownError):
                    _leave_in_one_file(self.database)
            finally:
                self._lock.release()

    def _connect(self) -> Connection:
        with self._guard:
            if self._closed:
                raise KnownError("The library is closed.", str(self.folder), "Open it again.")
            for thread in [one for one in self._connections if not one.is_alive()]:
                self._connections.pop(thread).close()
            opened = connect(self.database, read_only=self.read_only)
            self._connections[threading.current_thread()] = opened
            return opened


def create(
    folder: Path,
    *,
    actor: str,
    agency: str | None,
    area: str,
    framework: str,
    scale: str | None = None,
    inspection: date | None = None,
    beginning: Mapping[str, Mapping[str, Json]] = _NOTHING,
    clock: Clock = now_in_ms,
) -> Library:
    """Makes a library in a new or empty folder and opens it; `beginning` is what else is in it from the start."""
    refuse_used_folder(folder)
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(folder, actor)
        try:
            _lay_out(folder)
            library = _opened(folder, lock)
        except BaseException:
            lock.release()
            raise
    facts = {"area": area, "framework": framework, "scale": scale, "inspection": inspection and inspection.isoformat()}
    try:
        with library.change(actor=actor, agency=agency, label="made the library", clock=clock) as change:
            change.add("library", {field: value for field, value in facts.items() if value is not None})
            for entity, fields in beginning.items():
                change.add(entity, fields)
    except BaseException:
        library.close()
        raise
    return library


def open_library(folder: Path, *, write: bool = True, holder: str | None = None) -> Library:
    """Opens a library; `holder` is who others are told has it, else the login name. Changes nothing that is none."""
    made_with = _format(folder)
    if not write:
        return _open_to_read(folder, made_with)
    refuse_newer(folder)
    _refuse_read_only(folder)
    lock = Lock(folder, holder or login_name())
    try:
        sweep(folder)
        migrations.migrate(folder / DATABASE_NAME, folder / BACKUPS_NAME)
        return _opened(folder, lock)
    except BaseException:
        lock.release()
        raise


def refuse_newer(folder: Path) -> None:
    """Raises a KnownError where a later version of the program made the library: it may hold what this one misreads."""
    made_with = _format(folder)
    if made_with > schema.FORMAT:
        raise _newer(folder, made_with)


def _format(folder: Path) -> int:
    """The format of the library in a folder; KnownError where there is none."""
    if not folder.exists():
        raise KnownError(f"There is no folder {folder.name}.", str(folder), "It may have been moved or renamed.")
    database = folder / DATABASE_NAME
    made_with = format_of(database) if database.is_file() else None
    if made_with is None:
        raise KnownError(
            f"{folder.name} is not an evidence library.", str(folder), "Choose a folder made by Evidence Desk."
        )
    return made_with


def _open_to_read(folder: Path, made_with: int) -> Library:
    if made_with < schema.FORMAT:
        raise KnownError(
            f"{folder.name} was made by an earlier version of Evidence Desk.", str(folder / DATABASE_NAME),
            "Open it once for writing, so that it can be brought up to date.",
        )  # fmt: skip
    newer = made_with > schema.FORMAT
    why = _newer(folder, made_with).title if newer else "It was opened for reading only."
    return Library(folder, None, read_only_why=why)


def _newer(folder: Path, made_with: int) -> KnownError:
    return KnownError(
        f"{folder.name} was made by a newer version of Evidence Desk.",
        f"{folder / DATABASE_NAME} has format {made_with}, this version reads up to {schema.FORMAT}.",
        "Update Evidence Desk, or open it for reading only.",
    )


def _opened(folder: Path, lock: Lock) -> Library:
    db = connect(folder / DATABASE_NAME)
    try:
        set_journal(db, wal=write_ahead_log_is_safe(folder))
    finally:
        db.close()
    library = Library(folder, lock)
    from evidence_desk.library.scrubbing import is_due, scrub

    if is_due(library.db):
        # A program was killed between an erasure and its scrubbing.
        scrub(library)
    return library


def _leave_in_one_file(database: Path) -> None:
    """Without a write-ahead log the folder may be copied; where somebody reads just now the next close does it."""
    db = connect(database)
    try:
        set_journal(db, wal=False)
    finally:
        db.close()


def refuse_used_folder(folder: Path) -> None:
    """A library is made only where there is nothing yet, or what an earlier try left."""
    ours = {FILES_NAME, BACKUPS_NAME, README_NAME, LOCK_NAME, NOTE_NAME}
    ours |= {_UNFINISHED_NAME + beside for beside in ("", *_BESIDE)}
    if folder.is_dir():
        there = {path.name for path in folder.iterdir()}
        if DATABASE_NAME in there:
            raise KnownError(f"There is a library in {folder.name} already.", str(folder), "Open it instead.")
        if there - ours:
            raise KnownError(f"{folder.name} is not empty.", str(folder), "Choose a new folder for the library.")
    elif folder.exists():
        raise KnownError(f"{folder.name} is a file.", str(folder), "Choose a new folder for the library.")


def _refuse_read_only(folder: Path) -> None:
    probe = folder / (LOCK_NAME + UNFINISHED)
    try:
        probe.touch()
        # Another process that tries at this moment, or has the library and sweeps it, may have taken it away.
        probe.unlink(missing_ok=True)
    except OSError as error:
        raise KnownError(
            f"{folder.name} can only be read.", f"{folder}: {error.strerror}.", "Open it for reading only, or copy it."
        ) from error


def sweep(folder: Path) -> None:
    """Deletes the half copies that a killed program left; nobody else can be making one while the lock is held."""
    for place in (folder, folder / BACKUPS_NAME):
        for path in place.glob(f"*{UNFINISHED}*"):
            with contextlib.suppress(OSError):
                path.unlink() if path.is_file() else shutil.rmtree(path)


def _lay_out(folder: Path) -> None:
    """The database gets its name last: until then the folder is no library, and making it may begin again."""
    from ulid import ULID

    for name in (FILES_NAME, BACKUPS_NAME):
        (folder / name).mkdir(exist_ok=True)
    (folder / README_NAME).write_text(README, encoding="utf-8")
    unfinished = folder / _UNFINISHED_NAME
    # A journal left by a killed program would be played into the new database.
    for beside in ("", *_BESIDE):
        unfinished.with_name(unfinished.name + beside).unlink(missing_ok=True)
    db = make(unfinished)
    try:
        with write(db):
            values = {"format": str(schema.FORMAT), "id": str(ULID()), "created": now()}
            db.executemany("INSERT INTO meta(key, value) VALUES (?, ?)", values.items())
    finally:
        db.close()
    put(unfinished, folder / DATABASE_NAME)
