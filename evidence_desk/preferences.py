"""What one person told the program about themselves, kept in their own configuration folder."""

import os
import tomllib
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from evidence_desk.model.vocabulary import AGENCIES

FORMAT = 1
RECENT_KEPT = 10


@dataclass(slots=True)
class Preferences:
    """Who acts, which libraries were open lately (newest first) and when, and how the window likes to look.

    `watched`: by the place of a library, the folders that are looked into for new files.
    """

    name: str = ""
    agency: str = ""
    recent: list[str] = field(default_factory=list)
    opened: dict[str, str] = field(default_factory=dict)
    watched: dict[str, list[str]] = field(default_factory=dict)
    window: dict[str, object] = field(default_factory=dict)


def preferences_path() -> Path:
    return platformdirs.user_config_path("evidence-desk", appauthor=False) / "preferences.toml"


def load() -> Preferences:
    """The preferences as saved. A file that cannot be read is set aside under another name, not lost."""
    path = preferences_path()
    if not path.exists():
        return Preferences()
    try:
        saved = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        path.replace(path.with_suffix(".unreadable.toml"))
        return Preferences()
    return Preferences(
        name=str(saved.get("name", "")),
        agency=agency if (agency := str(saved.get("agency", ""))) in AGENCIES else "",
        recent=[str(one) for one in saved.get("recent", [])],
        opened={str(place): str(at) for place, at in dict(saved.get("opened", {})).items()},
        watched={str(place): [str(one) for one in found] for place, found in dict(saved.get("watched", {})).items()},
        window=dict(saved.get("window", {})),
    )


def save(preferences: Preferences) -> None:
    """Writes beside the old file and swaps, so that a power cut leaves one or the other."""
    import tomli_w

    path = preferences_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(tomli_w.dumps({"format": FORMAT, **asdict(preferences)}), encoding="utf-8")
    os.replace(draft, path)


def remember_library(folder: Path) -> None:
    """Puts a library at the head of the recent ones."""
    preferences = load()
    known = str(folder.absolute())
    preferences.recent = [known, *(one for one in preferences.recent if one != known)][:RECENT_KEPT]
    preferences.opened[known] = datetime.now(UTC).isoformat(timespec="seconds")
    preferences.opened = {one: at for one, at in preferences.opened.items() if one in preferences.recent}
    save(preferences)


def forget_library(folder: Path) -> None:
    """Takes a library off the recent ones; the library itself stays as it is."""
    preferences = load()
    known = str(folder.absolute())
    preferences.recent = [one for one in preferences.recent if one != known]
    preferences.opened.pop(known, None)
    save(preferences)
