"""How the window likes to look on this computer: kept beside the other preferences, never undoable."""

import base64

from PySide6.QtCore import QByteArray

from evidence_desk import preferences
from evidence_desk.ui.theme import COMPACT_ROW, ROW


def get(name: str, otherwise: object) -> object:
    """A setting, or what it is without one."""
    return preferences.load().window.get(name, otherwise)


def put(name: str, value: object) -> None:
    known = preferences.load()
    if known.window.get(name) != value:
        known.window[name] = value
        preferences.save(known)


def theme_choice() -> str:
    return str(get("theme", "system"))


def search_on_enter() -> bool:
    return bool(get("search_on_enter", False))


def row_height() -> int:
    return COMPACT_ROW if get("compact_rows", False) else ROW


def state(name: str) -> QByteArray | None:
    """A remembered arrangement, such as of a splitter."""
    kept = get(f"state_{name}", "")
    return QByteArray(base64.b64decode(str(kept))) if kept else None


def put_state(name: str, value: QByteArray) -> None:
    put(f"state_{name}", base64.b64encode(value.data()).decode())


def forget_arrangement() -> None:
    """Everything is arranged as at first again: sizes of panels, widths of columns, the window itself."""
    known = preferences.load()
    known.window = {
        name: value for name, value in known.window.items() if name != "widths" and not name.startswith("state_")
    }
    preferences.save(known)
