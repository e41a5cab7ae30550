"""A story of the example, told once a session into a library on disk, and what a reader of it asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property

import pytest

from evidence_desk.demo.building import Demo, build_demo
from evidence_desk.demo.story import WITHIN, Story, read_story
from evidence_desk.desk import Desk, open_desk
from evidence_desk.frameworks.reader import builtin
from evidence_desk.insight.coverage import coverage
from evidence_desk.library import queries
from evidence_desk.model.coverage import Coverage, CriterionCoverage
from evidence_desk.model.records import Judgement, Tag
from evidence_desk.operations.searching import find

FRAMEWORK = "area-send-2023"
ALL = 1000


def told(factory: pytest.TempPathFactory, story: str) -> Demo:
    """The story's library, workbook and pack: made for whoever asks first, and there for all others."""
    return build_demo(factory.getbasetemp() / "told", story=story)


class Asked:
    """Questions to the library as they are answered on the story's last day."""

    def __init__(self, desk: Desk, story: Story) -> None:
        self.desk, self.story = desk, story

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each item's file, as the story has it, by key."""
        short = {file.name.rpartition(WITHIN)[2]: file.name for file in self.story.files}
        db = self.desk.library.db
        return {key: short[queries.versions(db, key)[0].name] for key in queries.keys_of_all(db)}

    def found(self, words: str, criterion: str | None = None) -> set[str]:
        """The files that a search finds."""
        hits = find(self.desk, words, limit=ALL, criterion=criterion).hits
        return {self.names[hit.key] for hit in hits}

    def text(self, name: str) -> str:
        """All that can be read in a file."""
        key = next(key for key, known in self.names.items() if known == name)
        return "\n".join(passage.text for passage in queries.text_of(self.desk.library.db, key))

    @cached_property
    def coverage(self) -> Coverage:
        return coverage(self.desk.library.db, builtin(FRAMEWORK), self.story.as_of)

    def on(self, criterion: str) -> CriterionCoverage:
        """The coverage of a criterion."""
        counted = self.coverage.of(criterion)
        assert counted is not None
        return counted

    def tags(self, criterion: str, stance: str | None = None, voice: str | None = None) -> list[Tag]:
        """The tags on a criterion of that stance and that voice: the tag's own, else its item's."""
        items = queries.items(self.desk.library.db, self.desk.today)
        return [
            tag
            for item in items
            for tag in item.tags
            if tag.criterion == criterion
            and stance in (None, tag.stance)
            and (voice is None or voice in (tag.voices or item.voices))
        ]

    def tagged(self, criterion: str, stance: str | None = None, voice: str | None = None) -> set[str]:
        """The files of those tags."""
        return {self.names[tag.item_key] for tag in self.tags(criterion, stance, voice)}

    def judged(self, criterion: str) -> Judgement:
        return queries.judgement(self.desk.library.db, FRAMEWORK, criterion)


@contextmanager
def asking(demo: Demo, story: str) -> Iterator[Asked]:
    """The library opened with the clock of the story's last day."""
    known = read_story(story)
    noon = datetime(known.as_of.year, known.as_of.month, known.as_of.day, 12, tzinfo=UTC)
    with open_desk(demo.library, actor=known.officers[0].name, agency=known.officers[0].agency) as desk:
        desk.clock = lambda: int(noon.timestamp() * 1000)
        yield Asked(desk, known)
