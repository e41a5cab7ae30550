"""Making a new library."""

from datetime import date
from pathlib import Path

from evidence_desk import preferences
from evidence_desk.desk import person
from evidence_desk.errors import KnownError
from evidence_desk.frameworks import reader, scales, stored
from evidence_desk.library.store import Library, create
from evidence_desk.library.ulids import Clock, now
from evidence_desk.model.framework import Framework
from evidence_desk.model.vocabulary import DEFAULT_FRAMEWORK
from evidence_desk.system.login import login_name


def start_library(
    folder: Path,
    *,
    area: str,
    framework: str | None = None,
    scale: str | None = None,
    inspection: date | None = None,
    actor: str | None = None,
    agency: str | None = None,
    clock: Clock = now,
) -> Library:
    """Makes a library; `framework` is a built-in id or the path of a TOML file.

    Raises KnownError, with nothing made, where the area is empty or the framework unknown or wrong.
    """
    if not area.strip():
        raise KnownError("A library needs the name of its area.", what_to_do="Give it with --area.")
    chosen = _framework(framework or DEFAULT_FRAMEWORK)
    _check_scale(chosen, scale)
    known = preferences.load()
    who = person(actor) or person(known.name) or login_name()
    whose = agency or known.agency or None
    return create(
        folder,
        actor=who,
        agency=whose,
        area=area.strip(),
        framework=chosen.id,
        scale=scale,
        inspection=inspection,
        beginning={} if chosen.id in reader.builtin_ids() else stored.as_fields(chosen),
        clock=clock,
    )


def _framework(named: str) -> Framework:
    if named in reader.builtin_ids():
        return reader.builtin(named)
    if not named.lower().endswith(".toml"):
        known = ", ".join(reader.builtin_ids())
        raise KnownError(f"There is no framework {named!r}.", what_to_do=f"Name a TOML file, or one of: {known}.")
    return stored.read_own(Path(named))


def _check_scale(framework: Framework, scale: str | None) -> None:
    there = sorted({one.id for one in scales.scales([framework, *stored.all_frameworks()])})
    if scale is not None and scale not in there:
        raise KnownError(
            f"There is no rating scale {scale!r}.",
            what_to_do=f"Leave --scale out for that of {framework.id}, or name one of: {', '.join(there)}.",
        )
