"""The example to try things on: a copy of its own, made anew each time, so that nothing done in it stays."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from evidence_desk.errors import KnownError
from evidence_desk.system.folders import remove_folder

if TYPE_CHECKING:
    from evidence_desk.work.job import Job


def scratch_copy(job: "Job", story: str | None = None) -> Path:
    """A fresh copy of the example; the one that is there while some window has it open.

    It always lies in the same place, so that the recent libraries name it once; another story beside it.
    """
    from evidence_desk.demo.building import build_demo
    from evidence_desk.demo.story import DEFAULT_STORY

    own = platformdirs.user_data_path("evidence-desk", appauthor=False)
    # Not the example of the command line, in which people may have worked.
    told, other = story or DEFAULT_STORY, f" {story}" if story and story != DEFAULT_STORY else ""
    example = build_demo(own / f"example{other}", story=told, job=job).library
    scratch = own / "scratch" / f"{example.stem}{other}{example.suffix}"
    if _is_open(scratch):
        return scratch
    remove_folder(scratch)
    scratch.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(example, scratch)
    return scratch


def _is_open(folder: Path) -> bool:
    """Whether somebody holds it. What cannot be opened for another reason is no loss."""
    from evidence_desk.library.lock import Lock

    if not folder.is_dir():
        return False
    try:
        Lock(folder, "").release()
    except KnownError:
        return True
    return False
