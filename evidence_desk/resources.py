"""Where the program's data files are: the only module that knows how it was installed."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a file or folder below `resources/`, whether installed, frozen or in a checkout."""
    return _root().joinpath(*parts)


def licence() -> Path:
    """The text of our licence: with the data where installed, at the top of a checkout."""
    beside = resource("LICENSE")
    return beside if beside.is_file() else _PACKAGE.parent / "LICENSE"


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "evidence_desk" / "_resources"
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"
