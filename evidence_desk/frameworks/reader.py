"""Frameworks from files: those that come with the program, and a person's own."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from evidence_desk.errors import KnownError
from evidence_desk.frameworks import toml_file
from evidence_desk.model.framework import Framework
from evidence_desk.resources import resource

_LARGEST_FILE = 1_000_000


def read(path: Path, known: Mapping[str, Framework] | None = None) -> Framework:
    """The framework in a TOML file; a KnownError names the line and field of what is wrong."""
    return toml_file.parse(text_of(path), path.name, known)


@lru_cache(maxsize=1)
def builtin_ids() -> tuple[str, ...]:
    """The ids of the frameworks that come with the program, in order."""
    return tuple(sorted(path.stem for path in resource("frameworks").glob("*.toml")))


@lru_cache(maxsize=16)
def builtin(framework_id: str) -> Framework:
    return read(resource("frameworks", f"{framework_id}.toml"))


def text_of(path: Path) -> str:
    """The text of a small file of a person's own; a KnownError where it cannot be one."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise KnownError(f"{path.name} is too large to be a framework.", what_to_do="Choose a file below 1 MB.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise KnownError(f"{path.name} is not plain text.", what_to_do="Save it as UTF-8 text.") from None
    except OSError as error:
        raise KnownError(f"{path.name} cannot be read.", f"{error.strerror}.", "Check the path.") from None
