"""Each size is drawn by a process of its own, since Qt scales a whole process."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from evidence_desk.ui.shots.libraries import INCOMING, make_libraries
from evidence_desk.ui.shots.studio import Size, Studio

SIZES = (Size("1280x720", 1280, 720, "1"), Size("150-percent", 1280, 720, "1.5"), Size("1920x1080", 1920, 1080, "1"))
_ONE = "--one"


def main(out_folder: Path) -> int:
    """Draws everything anew into the folder."""
    out_folder.mkdir(parents=True, exist_ok=True)
    for old in out_folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="evidence-desk-shots-") as shelf:
        make_libraries(Path(shelf))
        drawing = [
            subprocess.Popen(
                [sys.executable, "-m", "evidence_desk.ui.shots", str(out_folder), _ONE, size.name, shelf],
                env=_environment(Path(shelf), size),
            )
            for size in SIZES
        ]
        code = max(process.wait() for process in drawing)
    print(f"{len(list(out_folder.glob('*.png')))} pictures in {out_folder}")
    return code


def _environment(shelf: Path, size: Size) -> dict[str, str]:
    own = {f"XDG_{name}_HOME": str(shelf / size.name / name.lower()) for name in ("CONFIG", "CACHE", "STATE", "DATA")}
    fallback = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    return {**os.environ, **fallback, **own, "QT_SCALE_FACTOR": size.factor}


def _one(out: Path, size: Size, shelf: Path) -> int:
    """A copy of the libraries for each size: one library is open in one window at a time."""
    from evidence_desk.ui.shots.sheet import icon_sheet
    from evidence_desk.ui.shots.tour import walk

    own = shelf / size.name / "libraries"
    own.mkdir(parents=True)
    for library in shelf.glob("*.evidence"):
        shutil.copytree(library, own / library.name)
    shutil.copytree(shelf / INCOMING, own / INCOMING)
    studio = Studio(out, size)
    if size is SIZES[0]:
        icon_sheet().save(str(out / "icons.png"))
    walk(studio, own)
    studio.close()
    return 0


if __name__ == "__main__":
    if _ONE in sys.argv:
        chosen = next(size for size in SIZES if size.name == sys.argv[3])
        sys.exit(_one(Path(sys.argv[1]), chosen, Path(sys.argv[4])))
    sys.exit(main(Path(sys.argv[1])))
