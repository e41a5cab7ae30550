"""The officers' months of work, done again in a new library: each gesture by its person, on its day."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from evidence_desk.demo.story import STEPS, Step, Story, StoryFile, StoryJudgement, StoryTag
from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.library import queries
from evidence_desk.library.contested import conflicts
from evidence_desk.library.store import open_library
from evidence_desk.model import paths
from evidence_desk.operations.describing import bring_back, remove
from evidence_desk.operations.exporting import export_workbook
from evidence_desk.operations.importing import import_paths
from evidence_desk.operations.judging import judge
from evidence_desk.operations.merging import merge
from evidence_desk.operations.settling import settle
from evidence_desk.operations.starting import start_library
from evidence_desk.operations.tagging import tag
from evidence_desk.operations.undoing import undo
from evidence_desk.work.job import Job

Gesture = Callable[[Desk], object]
_PARTS = ("rating", "know", "how", "impact", "next", "owner", "status")
# A gesture follows the one before after so long.
_PAUSE = timedelta(minutes=3, seconds=41)


class _Clock:
    """The time of the story, in milliseconds since 1970."""

    def __init__(self, day: date) -> None:
        self.moment = _beginning(day)

    def __call__(self) -> int:
        return int(self.moment.timestamp() * 1000)

    def go_on(self, day: date) -> None:
        """To the next gesture: the morning of a later day, or a few minutes on."""
        self.moment = max(_beginning(day), self.moment + _PAUSE)


def _beginning(day: date) -> datetime:
    """When work on the library begins: between nine and three, on another minute each day."""
    return datetime.combine(day, time(9), UTC) + timedelta(minutes=day.toordinal() * 37 % 360)


class History:
    """Tells a story into a library; `desk` is that of the first officer once `tell` is through."""

    def __init__(self, story: Story, library: Path, workshop: Path, job: Job) -> None:
        self._story, self._job = story, job
        self._files, self._copy_folder = workshop / "files", workshop / f"{story.area} - copy.evidence"
        self._exported = workshop / "exported earlier.xlsx"
        self._clock = _Clock(story.begun)
        self._refs: dict[str, str] = {}
        first = story.officers[0]
        made = start_library(
            library, area=story.area, framework=story.framework, inspection=story.inspection, actor=first.name,
            agency=first.agency, clock=self._clock,
        )  # fmt: skip
        self.desk = Desk(made, actor=first.name, agency=first.agency, clock=self._clock)
        self._copy: Desk | None = None

    def tell(self) -> None:
        """All gestures in the order of their days; raises KnownError naming the file or step that failed."""
        for on, by, in_copy, gesture in sorted(self._gestures(), key=lambda one: one[0]):
            self._clock.go_on(on)
            desk = self._copy if in_copy else self.desk
            if desk is None:
                raise KnownError(f"The story has no copy to work in on {on}.", what_to_do="Add a step `copy` before.")
            self._act_as(desk, by)
            gesture(desk)
        self._clock.go_on(self._story.as_of)
        self._act_as(self.desk, self._story.officers[0].name)

    def close(self) -> None:
        """Gives both libraries back."""
        for desk in (self._copy, self.desk):
            if desk is not None:
                desk.close()

    def _act_as(self, desk: Desk, name: str) -> None:
        officer = self._story.officer(name)
        desk.actor, desk.agency = officer.name, officer.agency

    def _gestures(self) -> Iterator[tuple[date, str, bool, Gesture]]:
        """On one day: what came in, what it is, what it bears on, what is made of it, and then the other steps."""
        story = self._story
        yield from self._imports()
        for file in story.files:
            if file.described:
                yield file.on, file.by, file.in_copy, self._named(file.name, self._describe, file)
        for file in story.files:
            for one in file.tags:
                yield one.on, one.by, one.in_copy, self._named(file.name, self._tag, file.name, one)
        for judgement in story.judgements:
            said = self._named(judgement.criterion, self._judge, judgement)
            yield judgement.on, judgement.by, judgement.in_copy, said
        for step in story.steps:
            named = f"{step.do} of {step.file or step.criterion or step.by}"
            yield step.on, step.by, step.in_copy, self._named(named, self._step, step)

    def _named(self, name: str, gesture: Callable[..., object], *rest: object) -> Gesture:
        """A gesture whose failure says what it was about: an author of a story reads this."""

        def done(desk: Desk) -> None:
            try:
                gesture(desk, *rest)
            except KnownError as error:
                told = f"The example stopped at {name}: {error.title}"
                raise KnownError(told, error.message, error.what_to_do) from error

        return done

    def _imports(self) -> Iterator[tuple[date, str, bool, Gesture]]:
        """What one officer brings in on one day is one import."""
        days = defaultdict(list)
        for file in self._story.files:
            if not file.attached:
                days[file.on, file.by, file.in_copy].append(file)
        for (on, by, in_copy), files in days.items():
            yield on, by, in_copy, self._named(files[0].name, self._import, files)

    def _import(self, desk: Desk, files: list[StoryFile]) -> None:
        report = import_paths(desk, [self._files / file.name for file in files], job=self._job)
        for row in report.files:
            if row.ref is None:
                raise KnownError(f"The file {row.path} was not taken in.", row.reason or "")
            self._refs[row.path.removeprefix(f"{self._files}").lstrip("/\\")] = row.ref

    def _describe(self, desk: Desk, file: StoryFile) -> None:
        key = self._key(desk, file.name)
        with desk.change("set facts of 1 item") as change:
            change.set(paths.item(key), file.facts)
            for text in file.labels:
                change.add(paths.label(key, text), {"text": text})

    def _tag(self, desk: Desk, name: str, one: StoryTag) -> None:
        tag(
            desk, self._ref(name), one.criterion, stance=one.stance, quote=one.quote, page=one.page, note=one.note,
            voices=one.voices or None,
        )  # fmt: skip

    def _judge(self, desk: Desk, one: StoryJudgement) -> None:
        judge(desk, one.criterion, {part: getattr(one, part) for part in _PARTS if getattr(one, part)})
        if not one.evidence:
            return
        noun = "item" if len(one.evidence) == 1 else "items"
        with desk.change(f"cited {len(one.evidence)} {noun} for {one.criterion}") as change:
            for name in one.evidence:
                change.add(paths.judgement_evidence(self._story.framework, one.criterion, self._key(desk, name)), {})

    def _ref(self, name: str) -> str:
        if name not in self._refs:
            raise KnownError(f"{name} has not come in yet.", what_to_do="Give it an earlier `on`.")
        return self._refs[name]

    def _key(self, desk: Desk, name: str) -> str:
        return queries.resolve(desk.library.db, self._ref(name), include_removed=True)

    def _step(self, desk: Desk, step: Step) -> None:
        match step.do:
            case "copy":
                self._take_copy(step.by)
            case "merge":
                self._merge_copy(desk)
            case "tag":
                facts = {"stance": step.stance, "quote": step.quote, "note": step.note}
                tag(desk, self._ref(step.file or ""), step.criterion or "", **facts)
            case "set":
                with desk.change(f"set {', '.join(step.facts)} of 1 item") as change:
                    change.set(paths.item(self._key(desk, step.file or "")), step.facts)
            case "judge":
                judge(desk, step.criterion or "", step.facts)
            case "undo":
                if undo(desk).label is None:
                    raise KnownError(f"{step.by} has done nothing here that could be undone.")
            case "remove":
                remove(desk, self._ref(step.file or ""))
            case "bring-back":
                bring_back(desk, self._ref(step.file or ""))
            case "export":
                export_workbook(desk, self._exported)
            case "settle":
                self._settle(desk, step)
            case _:
                raise KnownError(f"There is no step {step.do!r}.", what_to_do=f"Steps are: {', '.join(STEPS)}.")

    def _take_copy(self, by: str) -> None:
        """The library is closed while it is copied, as a person would do it."""
        officer = self._story.officer(by)
        folder = self.desk.library.folder
        self.desk.close()
        shutil.copytree(folder, self._copy_folder)
        self.desk = Desk(open_library(folder), actor=by, agency=officer.agency, clock=self._clock)
        copied = open_library(self._copy_folder)
        self._copy = Desk(copied, actor=by, agency=officer.agency, clock=self._clock)

    def _merge_copy(self, desk: Desk) -> None:
        if self._copy is None:
            raise KnownError("There is no copy to merge.", what_to_do="Add a step `copy` before.")
        self._copy.close()
        self._copy = None
        merge(desk, self._copy_folder, job=self._job)

    def _settle(self, desk: Desk, step: Step) -> None:
        """`facts` holds the field and the value that is to stand."""
        ref = self._ref(step.file) if step.file else None
        for name, value in step.facts.items():
            for one in conflicts(desk.library.db):
                if one.field == name and (one.ref == ref or one.criterion == step.criterion):
                    settle(desk, one.id, value=str(value))
                    break
            else:
                raise KnownError(f"Nobody differs about {name}.", what_to_do="Write it differently in the copy.")
