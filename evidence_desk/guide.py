"""The guide of `resources/help`: its topics in order, and which of them fits a place."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from evidence_desk.markdown import Block, Heading, Picture, plain, read, words
from evidence_desk.resources import resource

KEYS: Final = "keys"
# What is not named here follows, by name.
_ORDER: Final = (
    "first-hour", "before-an-inspection", "bringing-in", "finding", "framework", "self-evaluation", "perception-gap",
    "sharing", "what-leaves", "history", "own-frameworks", KEYS, "for-it",
)  # fmt: skip
_FITTING: Final = {"Evidence": "first-hour", "Inspection": "before-an-inspection", "Packs": "sharing"}
_ENDING: Final = ".md"


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the guide."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    def holds(self, wanted: str) -> bool:
        """Whether every word that is looked for stands somewhere in it."""
        said = "\n".join(map(words, self.blocks)).casefold()
        return all(word in said for word in wanted.casefold().split())


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """All topics, those of the order first."""
    found = {path.stem: path for path in resource("help").glob(f"*{_ENDING}")}
    names = [*(name for name in _ORDER if name in found), *sorted(set(found) - set(_ORDER))]
    return tuple(_topic(found[name]) for name in names)


def fitting(place: str) -> str:
    """The topic that helps in a place: one of the place's own name, else one that fits, else the first of all."""
    names = [topic.name for topic in topics()]
    wanted = (place.lower().replace(" ", "-"), _FITTING.get(place, ""))
    return next((name for name in wanted if name in names), names[0])


def topic_named(link: str) -> str | None:
    """The topic a link leads to; None where it leads out of the guide."""
    name = link.partition("#")[0]
    known = {topic.name for topic in topics()}
    return stem if name.endswith(_ENDING) and (stem := name.removesuffix(_ENDING)) in known else None


def picture_path(picture: Picture) -> Path | None:
    """Where a picture of the guide lies; None for any that lies elsewhere."""
    folder = resource("help", "pictures")
    path = resource("help", picture.path)
    inside = path.resolve().is_relative_to(folder.resolve())
    return path if inside and path.is_file() else None


def _topic(path: Path) -> Topic:
    blocks = tuple(read(path.read_text(encoding="utf-8")))
    title = next((plain(one.spans) for one in blocks if isinstance(one, Heading)), path.stem)
    return Topic(path.stem, title, blocks)
