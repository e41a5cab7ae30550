"""Builds the example: its files made, its officers' months of work told into a library, then exported."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from evidence_desk.demo.files import make_files
from evidence_desk.demo.history import History
from evidence_desk.demo.story import DEFAULT_STORY, Story, read_story
from evidence_desk.desk import open_desk
from evidence_desk.operations.exporting import export_pack, export_workbook
from evidence_desk.work.job import Job


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the example lies, and whether it was made just now."""

    library: Path
    pack: Path
    workbook: Path
    built: bool

    def in_words(self) -> str:
        """What there is, for a terminal."""
        made = "Made" if self.built else "Already there"
        lines = [f"{made}: the example area Northshire. Everything in it is invented."]
        lines += [f"  Library   {self.library}", f"  Workbook  {self.workbook}", f"  Pack      {self.pack}"]
        return "\n".join(lines)


def build_demo(
    folder: Path | None = None, *, story: str = DEFAULT_STORY, fresh: bool = False, job: Job | None = None
) -> Demo:
    """The example in `folder` (else the user's data folder): opened where it is whole, made where it is not."""
    place = (folder or platformdirs.user_data_path("evidence-desk", appauthor=False) / "demo").absolute()
    told = read_story(story)
    demo = _at(place, told, built=True)
    parts = (demo.library, demo.workbook, demo.pack)
    if not fresh and all(part.exists() for part in parts):
        return _at(place, told, built=False)
    place.mkdir(parents=True, exist_ok=True)
    if demo.library.exists() and not fresh:
        _export_missing(demo, told)
        return demo
    with tempfile.TemporaryDirectory(dir=place, prefix="making ") as workshop:
        draft = _at(Path(workshop), told, built=True)
        _build(draft, Path(workshop), told, job or Job("Making the example"))
        if fresh:
            _remove_earlier(demo)
        for made, final in zip((draft.library, draft.workbook, draft.pack), parts, strict=True):
            if not final.exists():
                made.rename(final)
    return demo


def _at(place: Path, story: Story, *, built: bool) -> Demo:
    """Both stories may lie in one folder: the first is called by its area alone."""
    name = story.area if story.name == DEFAULT_STORY else f"{story.area} {story.name}"
    return Demo(place / f"{name}.evidence", place / f"{name}-pack.zip", place / f"{name}.xlsx", built)


def _export_missing(demo: Demo, story: Story) -> None:
    """Somebody may have tried things in the library: what is missing beside it is made from it as it is."""
    first = story.officers[0]
    with open_desk(demo.library, actor=first.name, agency=first.agency) as desk:
        if not demo.workbook.exists():
            export_workbook(desk, demo.workbook)
        if not demo.pack.exists():
            export_pack(desk, demo.pack)


def _remove_earlier(demo: Demo) -> None:
    """Only what this module made before: a folder that is no library of the example is left alone."""
    if demo.library.exists():
        with open_desk(demo.library):
            pass
        shutil.rmtree(demo.library)
    for file in (demo.workbook, demo.pack):
        file.unlink(missing_ok=True)


def _build(demo: Demo, workshop: Path, story: Story, job: Job) -> None:
    make_files(workshop / "files", story)
    history = History(story, demo.library, workshop, job)
    try:
        history.tell()
        export_workbook(history.desk, demo.workbook)
        export_pack(history.desk, demo.pack)
    finally:
        history.close()
