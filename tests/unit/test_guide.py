"""The guide is true of the program: what it names is there, and it is written so that a tired person understands it."""

import re
import shlex
import struct
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import click
import pytest

from evidence_desk import guide
from evidence_desk.cli import main
from evidence_desk.markdown import Block, Code, Heading, Item, Paragraph, Picture, Span, Table, plain, read
from evidence_desk.resources import resource
from evidence_desk.search.query import parse
from tests.unit.plain_english import AMERICAN, JARGON, average, lengths

ROOT = Path(__file__).resolve().parents[2]
README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
BY_NAME = {topic.name: topic for topic in guide.topics()}
WANTED = {
    "first-hour", "before-an-inspection", "self-evaluation", "perception-gap", "sharing", "what-leaves", "bringing-in",
    "finding", "framework", "history", "own-frameworks", "keys", "for-it",
}  # fmt: skip
# In a terminal, not in the window.
TERMINAL_KEYS = {"Ctrl+C"}
LONGEST_SENTENCE = 26
all_topics = pytest.mark.parametrize("topic", guide.topics(), ids=lambda topic: topic.name)


def spans(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        match block:
            case Table(head, rows):
                for row in (head, *rows):
                    for cell in row:
                        yield from cell
            case Heading() | Paragraph() | Item():
                yield from block.spans
            case _:
                continue


def prose(topic: guide.Topic) -> list[str]:
    """Paragraphs and rows of lists, without code, which is no sentence."""
    return [
        "".join("it" if span.code else span.text for span in block.spans).rstrip(":")
        for block in topic.blocks
        if isinstance(block, Paragraph | Item)
    ]


# What it names is there


def test_every_topic_that_people_ask_for_is_there() -> None:
    assert set(BY_NAME) == WANTED


@pytest.mark.parametrize("place", ["Framework", "Perception gap", "Self-evaluation", "History"])
def test_a_place_has_a_topic_of_its_own(place: str) -> None:
    assert guide.fitting(place) == place.lower().replace(" ", "-")


@all_topics
def test_every_link_leads_to_a_topic(topic: guide.Topic) -> None:
    links = {span.link for span in spans(topic.blocks) if span.link}
    assert {link for link in links if guide.topic_named(link) is None} == set()


def test_every_topic_can_be_reached_from_another() -> None:
    led_to = {guide.topic_named(span.link) for topic in guide.topics() for span in spans(topic.blocks) if span.link}
    # The keys and the page for IT are found in the list.
    assert set(BY_NAME) - led_to <= {"first-hour", "before-an-inspection", "keys", "for-it"}


@all_topics
def test_every_picture_is_there_and_says_what_it_shows(topic: guide.Topic) -> None:
    for block in topic.blocks:
        if isinstance(block, Picture):
            path = guide.picture_path(block)
            assert path is not None and struct.unpack(">II", path.read_bytes()[16:24]) == (1280, 720)
            assert len(block.words) > 60 and block.words.endswith(".")


def test_the_pictures_are_few_enough_and_each_is_shown() -> None:
    shown = {block.path for topic in guide.topics() for block in topic.blocks if isinstance(block, Picture)}
    there = {f"pictures/{path.name}" for path in resource("help", "pictures").iterdir()}
    assert there == shown
    assert sum(path.stat().st_size for path in resource("help", "pictures").iterdir()) < 1_500_000


def test_every_key_it_names_is_a_key_of_the_window() -> None:
    page = "\n".join(plain((span,)) for span in spans(BY_NAME[guide.KEYS].blocks))
    for topic in guide.topics():
        said = " ".join(span.text for span in spans(topic.blocks))
        named = set(re.findall(r"\b(?:Ctrl|Shift)\+(?:Shift\+)?\w+|\bF\d+\b", said)) - TERMINAL_KEYS
        assert {key for key in named if key not in page} == set(), topic.name


def test_every_button_it_tells_to_choose_is_on_the_screen() -> None:
    folders = (ROOT / "evidence_desk" / "ui", ROOT / "evidence_desk" / "model")
    code = "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py"))
    screen = code.replace("’", "'").casefold()
    for topic in guide.topics():
        told = [name for text in prose_with_marks(topic) for name in re.findall(r"[Cc]hoose \*([^*]+)\*", text)]
        assert [name for name in told if name.replace("’", "'").casefold() not in screen] == [], topic.name


def prose_with_marks(topic: guide.Topic) -> list[str]:
    return [
        "".join(f"*{span.text}*" if span.emphasis else span.text for span in block.spans)
        for block in topic.blocks
        if isinstance(block, Paragraph | Item)
    ]


# Its commands work


def commands_of(path: Path) -> Iterator[str]:
    """The lines of its blocks of code, and code within a line, that call the program."""
    blocks = read(path.read_text(encoding="utf-8"))
    lines = [line for block in blocks if isinstance(block, Code) for line in block.text.splitlines()]
    lines += [span.text for span in spans(blocks) if span.code]
    yield from (line.strip() for line in lines if re.match(r"\s*(\.venv/bin/)?evidence-desk\b", line))


COMMANDS = [
    (path.name, line)
    for path in (*sorted(resource("help").glob("*.md")), README, CONTRIBUTING)
    for line in dict.fromkeys(commands_of(path))
]


@pytest.fixture(scope="module")
def known() -> Mapping[str, click.Command]:
    main._add_commands()
    return main.program.commands


@pytest.mark.parametrize(("page", "line"), COMMANDS, ids=lambda given: given)
def test_every_command_it_gives_is_understood(
    page: str, line: str, known: Mapping[str, click.Command], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("passwords.txt").write_text("one", encoding="utf-8")
    _, *words = shlex.split(line)
    if words and not words[0].startswith("-"):
        assert words[0] in known, page
        known[words[0]].make_context(words[0], words[1:])


def test_there_are_commands_to_be_tried() -> None:
    assert len(COMMANDS) > 20


@pytest.mark.parametrize("page", [README, CONTRIBUTING, resource("help", "for-it.md")], ids=lambda page: page.name)
def test_every_command_of_dev_it_gives_is_there(page: Path) -> None:
    made = set(re.findall(r'^    "(\w+)": ', (ROOT / "packaging" / "dev_commands.py").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"dev\.py ([a-z]+)", page.read_text(encoding="utf-8")))
    assert named and named <= made


def test_every_query_it_gives_is_understood() -> None:
    blocks = BY_NAME["finding"].blocks
    written = [span.text for span in spans(blocks) if span.code]
    assert len(written) > 20
    assert [query for query in written if query not in {"AND", "OR", "NOT"} and parse(query).hints] == []


def test_every_fact_that_can_be_searched_is_in_it() -> None:
    from evidence_desk.search.factwords import NAMES

    written = " ".join(span.text for span in spans(BY_NAME["finding"].blocks) if span.code)
    assert [name for name in NAMES if f"{name}:" not in written] == []


def test_every_kind_of_file_that_is_read_is_in_it() -> None:
    from evidence_desk.extract.sniffing import SUFFIX_FAMILIES

    written = " ".join(span.text for span in spans(BY_NAME["bringing-in"].blocks) if span.code)
    named = set(re.findall(r"\.[a-z]+", written)) | {".pdf", ".zip"}
    assert set(SUFFIX_FAMILIES.values()) == {SUFFIX_FAMILIES[one] for one in named if one in SUFFIX_FAMILIES}


def test_the_framework_it_shows_is_a_framework(tmp_path: Path) -> None:
    from evidence_desk.frameworks import reader

    shown = (block.text for block in BY_NAME["own-frameworks"].blocks if isinstance(block, Code))
    file = tmp_path / "our-priorities.toml"
    file.write_text(next(text for text in shown if "id =" in text), encoding="utf-8")
    assert reader.read(file).criteria


# It is easily read


@all_topics
def test_sentences_are_short(topic: guide.Topic) -> None:
    assert average(prose(topic)) < 20
    assert max(lengths(prose(topic))) <= LONGEST_SENTENCE


@all_topics
def test_words_are_plain_and_british(topic: guide.Topic) -> None:
    said = " ".join(prose(topic)).casefold()
    assert [word for word in JARGON if word in said] == []
    assert set(AMERICAN.findall(said)) <= {"program", "programs", "programmer"}


@all_topics
def test_a_topic_begins_with_what_somebody_wants(topic: guide.Topic) -> None:
    first = next(plain(block.spans) for block in topic.blocks if isinstance(block, Paragraph))
    assert re.search(r"\byou\b|\bnotice\b", first, re.IGNORECASE)


@all_topics
def test_headings_go_down_a_step_at_a_time(topic: guide.Topic) -> None:
    levels = [block.level for block in topic.blocks if isinstance(block, Heading)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
