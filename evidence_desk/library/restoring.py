"""Putting a backup back: what it replaces is kept first, and what was erased since stays erased."""

import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from evidence_desk.errors import KnownError
from evidence_desk.library import entries, migrations, schema
from evidence_desk.library.copying import UNFINISHED, copy_database, dated_path, put
from evidence_desk.library.database import Connection, connect, format_of, set_journal
from evidence_desk.library.files import Files
from evidence_desk.library.lock import Lock
from evidence_desk.library.needed import needed_files
from evidence_desk.library.projection import rebuild
from evidence_desk.library.scrubbing import clean_database, database_member
from evidence_desk.library.store import (
    BACKUPS_NAME,
    DATABASE_NAME,
    FILES_NAME,
    README,
    README_NAME,
    refuse_used_folder,
    sweep,
)
from evidence_desk.library.troubles import damaged, told
from evidence_desk.model.entry import Entry
from evidence_desk.system.login import login_name


def restore(backup: Path, folder: Path) -> Path | None:
    """Puts a backup (a database or a whole library as ZIP) into a library's folder, in one step.

    Answers the copy of what it replaced, or None where there was nothing. Files that only the replaced library knew
    stay, since that copy needs them. Of a library too damaged to be read the erasures cannot be known.
    """
    if not backup.is_file():
        raise KnownError(f"There is no backup {backup.name}.", str(backup), "It may have been moved or renamed.")
    replaces = (folder / DATABASE_NAME).is_file()
    packed = zipfile.is_zipfile(backup)
    if replaces:
        _refuse_foreign(folder)
    elif packed:
        refuse_used_folder(folder)
    else:
        raise KnownError(
            f"There is no library in {folder.name} to restore.", f"{backup.name} holds records, not the documents.",
            "Name the library it belongs to, or restore a ZIP file.",
        )  # fmt: skip
    new = not folder.exists()
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(folder, login_name())
        try:
            sweep(folder)
            return _restore_zip(backup, folder, replaces) if packed else _restore_database(backup, folder, replaces)
        finally:
            lock.release()
            if new and not (folder / DATABASE_NAME).exists():
                shutil.rmtree(folder, ignore_errors=True)


def _refuse_foreign(folder: Path) -> None:
    """A damaged library may be restored over; a database of another program may not."""
    try:
        foreign = format_of(folder / DATABASE_NAME) is None and not (folder / README_NAME).exists()
    except KnownError:
        foreign = not (folder / README_NAME).exists()
    if foreign:
        raise KnownError(f"{folder.name} is not an evidence library.", str(folder), "Choose the library to restore.")


def _restore_database(backup: Path, folder: Path, replaces: bool) -> Path | None:
    _check(backup)
    unfinished = folder / (DATABASE_NAME + UNFINISHED)
    try:
        copy_database(backup, unfinished)
        return _put_in_place(unfinished, folder, backup, replaces)
    finally:
        unfinished.unlink(missing_ok=True)


def _restore_zip(backup: Path, folder: Path, replaces: bool) -> Path | None:
    unfinished = folder / (DATABASE_NAME + UNFINISHED)
    try:
        with zipfile.ZipFile(backup) as pack:
            member = database_member(pack)
            with pack.open(member) as source, unfinished.open("wb") as target:
                shutil.copyfileobj(source, target)
            _check(unfinished, named=backup)
            _prepare(unfinished, folder, backup, replaces)
            _take_files(pack, member, unfinished, folder)
        if not replaces:
            (folder / BACKUPS_NAME).mkdir(exist_ok=True)
            (folder / README_NAME).write_text(README, encoding="utf-8")
        return _replace(unfinished, folder, replaces)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise damaged(backup) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _put_in_place(unfinished: Path, folder: Path, backup: Path, replaces: bool) -> Path | None:
    _prepare(unfinished, folder, backup, replaces)
    return _replace(unfinished, folder, replaces)


def _check(database: Path, named: Path | None = None) -> None:
    """Refuses what is no sound library of this or an earlier format, before anything is replaced."""
    name = named or database
    made_with = format_of(database)
    if made_with is None:
        raise KnownError(f"{name.name} is no backup of an evidence library.", str(name), "Choose another file.")
    if made_with > schema.FORMAT:
        raise KnownError(f"{name.name} was made by a newer version.", str(name), "Update Evidence Desk first.")
    db = _sound(database)
    if db is None:
        raise damaged(name)
    db.close()


def _prepare(unfinished: Path, folder: Path, backup: Path, replaces: bool) -> None:
    """Brings the copy up to date: this format, the erasures made since, and tables made anew from the journal."""
    known: list[Entry] = []
    if replaces and (current := _sound(folder / DATABASE_NAME)) is not None:
        with closing(current):
            if _id(current) != _id_of(unfinished):
                raise KnownError(
                    f"{backup.name} is a backup of another library.", str(backup),
                    "Restore a ZIP file into a new folder instead, or choose a backup of this library.",
                )  # fmt: skip
            known = entries.erasures(current)
    migrations.migrate(unfinished, None)
    if known:
        clean_database(unfinished, known)
    with closing(connect(unfinished)) as db:
        rebuild(db)


def _take_files(pack: zipfile.ZipFile, member: str, database: Path, folder: Path) -> None:
    """Unpacks the files the library needs and has not; each is checked against its hash."""
    files = Files(folder / FILES_NAME)
    files.folder.mkdir(exist_ok=True)
    with closing(connect(database, read_only=True)) as db:
        needed = needed_files(db)
    top = member.removesuffix(DATABASE_NAME)
    names = set(pack.namelist())
    for sha256 in sorted(needed):
        name = f"{top}{FILES_NAME}/{sha256[:2]}/{sha256}"
        if name in names:
            with pack.open(name) as stream:
                files.add_stream(stream, sha256, name=f"{pack.filename}!/{name}")
    files.sync()


def _replace(unfinished: Path, folder: Path, replaces: bool) -> Path | None:
    """The one step: until here the library is as it was, from here on it is the backup."""
    database = folder / DATABASE_NAME
    kept = None
    if replaces:
        kept = dated_path(folder / BACKUPS_NAME, "before restore")
        if (current := _sound(database)) is None:
            kept.parent.mkdir(exist_ok=True)
            shutil.copyfile(database, kept)
        else:
            current.close()
            copy_database(database, kept)
            with closing(connect(database)) as db:
                if not set_journal(db, wal=False):
                    raise KnownError("Somebody is reading this library.", str(folder), "Close it there first.")
    # SQLite would take the log of a damaged database for one of the restored.
    for suffix in ("-wal", "-shm", "-journal"):
        database.with_name(DATABASE_NAME + suffix).unlink(missing_ok=True)
    put(unfinished, database)
    return kept


def _sound(database: Path) -> Connection | None:
    """A connection to the database, or None where it is too damaged to tell what it knew."""
    try:
        db = connect(database, read_only=True)
    except KnownError:
        return None
    try:
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok" and _id(db) is not None:
            return db
    except sqlite3.DatabaseError:
        pass
    db.close()
    return None


def _id(db: sqlite3.Connection) -> str | None:
    row = db.execute("SELECT value FROM meta WHERE key = 'id'").fetchone()
    return str(row[0]) if row else None


def _id_of(database: Path) -> str | None:
    with closing(connect(database, read_only=True)) as db:
        return _id(db)
