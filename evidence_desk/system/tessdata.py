"""Where the data for recognition lies on this machine: each system keeps it elsewhere."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

NAME = "eng.traineddata"

_LINUX = ("/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/share/tesseract/tessdata",
          "/usr/local/share/tessdata")  # fmt: skip
_MACOS = ("/opt/homebrew/share/tessdata", "/usr/local/share/tessdata", "/opt/local/share/tessdata")


def find_tessdata(
    packed: Path | None = None,
    *,
    platform: str = sys.platform,
    environ: Mapping[str, str] = os.environ,
    root: Path = Path("/"),
) -> Path | None:
    """The folder that holds `eng.traineddata`: the program's own, one a person named, or the system's."""
    for folder in _folders(packed, platform, environ, root):
        if (folder / NAME).is_file():
            return folder
    return None


def _folders(packed: Path | None, platform: str, environ: Mapping[str, str], root: Path) -> Iterator[Path]:
    if packed is not None:
        yield packed
    named = environ.get("TESSDATA_PREFIX")
    if named:
        yield from (Path(named), Path(named) / "tessdata")
    if platform == "win32":
        places = (environ.get(name) for name in ("ProgramFiles", "LOCALAPPDATA"))
        yield from (Path(place, *middle, "Tesseract-OCR", "tessdata") for place, middle in
                    zip(places, ((), ("Programs",)), strict=True) if place)  # fmt: skip
        return
    for pattern in _MACOS if platform == "darwin" else _LINUX:
        # The highest version where there are several.
        yield from sorted(root.glob(pattern.removeprefix("/")), reverse=True)
