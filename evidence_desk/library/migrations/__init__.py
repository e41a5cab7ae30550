"""From every earlier format to this one: a step a format, a backup first, all steps in one transaction.

A step is a function `step(db)` in a module named after the format it leads to (`to_2.py`), entered in `STEPS`.
It uses plain SQL, since the code of its day will have moved on; a test keeps a database of the format before.
After the steps the folded tables are made anew: a newer colleague's entries may hold what there is room for now.
"""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from evidence_desk.errors import KnownError
from evidence_desk.library import schema
from evidence_desk.library.copying import copy_database, dated_path
from evidence_desk.library.database import connect, format_of, write
from evidence_desk.library.migrations import to_2, to_3, to_4
from evidence_desk.library.projection import rebuild

Step = Callable[[sqlite3.Connection], None]

# The format a step leads to: the step.
STEPS: Final[Mapping[int, Step]] = {2: to_2.step, 3: to_3.step, 4: to_4.step}


def migrate(
    database: Path, backups: Path | None, *, steps: Mapping[int, Step] = STEPS, target: int = schema.FORMAT
) -> Path | None:
    """Brings a database to this format; answers the backup made before, if one was.

    Without a folder for backups none is made: the database is a copy itself.
    """
    found = format_of(database)
    if found is None or found >= target:
        return None
    path = range(found + 1, target + 1)
    if any(number not in steps for number in path):
        raise KnownError(
            f"{database.name} was made by a version too old to read.", f"{database} has format {found}.",
            "Open it once with an earlier version of Evidence Desk.",
        )  # fmt: skip
    backup = None
    if backups is not None:
        backup = dated_path(backups, f"before format {target}")
        copy_database(database, backup)
    db = connect(database)
    try:
        with write(db):
            for number in path:
                steps[number](db)
            rebuild(db)
            db.execute("UPDATE meta SET value = ? WHERE key = 'format'", (str(target),))
            db.execute(f"PRAGMA user_version={target}")
    finally:
        db.close()
    return backup
