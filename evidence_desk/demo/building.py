"""Builds the example library: its files imported, described, tagged and judged by its officers, then exported."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from evidence_desk.demo.files import make_files
from evidence_desk.demo.story import Officer, Story, StoryFile, read_story
from evidence_desk.desk import Desk, open_desk
from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.model import paths
from evidence_desk.operations.exporting import export_pack, export_workbook
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.judging import judge
from evidence_desk.operations.starting import start_library
from evidence_desk.operations.tagging import tag
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


def build_demo(folder: Path | None = None, *, story: str = "2017", fresh: bool = False, job: Job | None = None) -> Demo:
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
        _build(draft, Path(workshop) / "files", told, job or Job("Making the example"))
        if fresh:
            _remove_earlier(demo)
        for made, final in zip((draft.library, draft.workbook, draft.pack), parts, strict=True):
            if not final.exists():
                made.rename(final)
    return demo


def _at(place: Path, story: Story, *, built: bool) -> Demo:
    area = story.area
    return Demo(place / f"{area}.evidence", place / f"{area}-pack.zip", place / f"{area}.xlsx", built)


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


def _build(demo: Demo, files: Path, story: Story, job: Job) -> None:
    make_files(files, story)
    first = story.officers[0]
    library = start_library(
        demo.library, area=story.area, framework=story.framework, inspection=story.inspection, actor=first.name,
        agency=first.agency,
    )  # fmt: skip
    desk = Desk(library, actor=first.name, agency=first.agency)
    try:
        refs = _import(desk, story, files, job)
        for file in story.files:
            _describe(desk, story, file, refs[file.name])
        for file in story.files:
            _tag(desk, story, file, refs[file.name])
        _judge(desk, story, refs)
        _act_as(desk, first)
        export_workbook(desk, demo.workbook)
        export_pack(desk, demo.pack)
    finally:
        desk.close()


def _act_as(desk: Desk, officer: Officer) -> None:
    desk.actor, desk.agency = officer.name, officer.agency


def _import(desk: Desk, story: Story, files: Path, job: Job) -> dict[str, str]:
    """Each officer brings in the files of theirs; references by file name."""
    refs: dict[str, str] = {}
    for officer in story.officers:
        theirs = [files / file.name for file in story.files if file.by == officer.name and not file.attached]
        if not theirs:
            continue
        _act_as(desk, officer)
        for row in import_paths(desk, theirs, job=job).files:
            if row.ref is None:
                raise KnownError(f"The example file {row.path} was not taken in.", row.reason or "")
            refs[row.path.removeprefix(f"{files}").lstrip("/\\")] = row.ref
    return refs


def _describe(desk: Desk, story: Story, file: StoryFile, ref: str) -> None:
    _act_as(desk, story.officer(file.by))
    key = queries.resolve(desk.library.db, ref)
    with desk.change("set facts of 1 item") as change:
        change.set(paths.item(key), file.facts)
        for text in file.labels:
            change.add(paths.label(key, text), {"text": text})


def _tag(desk: Desk, story: Story, file: StoryFile, ref: str) -> None:
    for one in file.tags:
        _act_as(desk, story.officer(one.by))
        tag(
            desk, ref, one.criterion, stance=one.stance, quote=one.quote, page=one.page, note=one.note,
            voices=one.voices or None,
        )  # fmt: skip


def _judge(desk: Desk, story: Story, refs: dict[str, str]) -> None:
    parts = ("rating", "know", "how", "impact", "next", "owner", "status")
    for one in story.judgements:
        _act_as(desk, story.officer(one.by))
        judge(desk, one.criterion, {part: getattr(one, part) for part in parts if getattr(one, part)})
        noun = "item" if len(one.evidence) == 1 else "items"
        with desk.change(f"cited {len(one.evidence)} {noun} for {one.criterion}") as change:
            for name in one.evidence:
                key = queries.resolve(desk.library.db, refs[name])
                change.add(paths.judgement_evidence(story.framework, one.criterion, key), {})
