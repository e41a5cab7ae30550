"""What a file says of itself, guessed with care: pure functions over its name, text and properties."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from evidence_desk.extract.dating import date_and_period
from evidence_desk.extract.naming import source_of, tidy_name, title_of
from evidence_desk.extract.narrative import Reading, read_for_story
from evidence_desk.extract.persons import holds_person_data, is_about_one_family, says_sensitive
from evidence_desk.extract.seeking import in_lower_case
from evidence_desk.model.passage import Guesses, Passage

_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_FIRST_PAGE = 3_000
_HEAD = 600
_SENTENCE_WORDS = 8
# One emoji would make a long text, and each copy of it, twice as large.
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def guess(
    name: str,
    passages: Sequence[Passage],
    properties: Mapping[str, str],
    is_table: bool = False,
    today: date | None = None,
) -> Guesses:
    """Title, kind, marking, source, date and period, as far as a careful reader would trust the file.

    The kind errs towards `case-study`, the marking towards `official-sensitive`; `public` is for a person to say.
    """
    text = "\n".join(_ASTRAL.sub(" ", passage.text) for passage in passages)
    first_page = _first_page(passages)
    title = title_of(name, first_page, properties, is_table)
    told = "\n".join(_told(passages)) if is_table else text
    reading = read_for_story(told, name)
    when, period = date_and_period(name, first_page, title, properties, is_table, today or date.today())
    kind = _kind(reading, is_table, len(told) * 2 > len(text))
    marking = _marking(f"{name}\n{text}", passages, reading, is_table)
    in_lower_case.cache_clear()
    return Guesses(
        title=title,
        kind=kind,
        marking=marking,
        source=source_of(properties),
        date=when,
        period=period,
    )


def guess_without_text(name: str, today: date | None = None) -> Guesses:
    """For a file nobody could read: it may hold a child's name, so it is withheld until a person has looked."""
    title, is_table = tidy_name(name), name.lower().endswith(_TABLES)
    when, period = date_and_period(name, "", title, {}, is_table, today or date.today())
    kind = "data-extract" if is_table else "document"
    return Guesses(title, kind, "official-sensitive", date=when, period=period)


def _first_page(passages: Sequence[Passage]) -> str:
    asides = [passage.text for passage in passages if passage.label == "headers and footers"]
    page = "\n".join(passage.text for passage in passages[:4] if passage.kind != "notes")
    if passages and passages[0].kind in ("page", "slide"):
        page = passages[0].text
    return "\n".join([page[:_FIRST_PAGE], *asides])


def _told(passages: Sequence[Passage]) -> Iterator[str]:
    """The sentences in a table: survey answers, chronologies."""
    for passage in passages:
        for cell in re.split(r"[\n\t]", _ASTRAL.sub(" ", passage.text)):
            if len(cell.split()) >= _SENTENCE_WORDS:
                yield cell


def _kind(reading: Reading, is_table: bool, mostly_told: bool) -> str:
    if is_table:
        return "case-study" if reading.story and mostly_told else "data-extract"
    return "case-study" if reading.perhaps and not reading.paper else "document"


def _marking(text: str, passages: Sequence[Passage], reading: Reading, is_table: bool) -> str:
    asides = "\n".join(passage.text for passage in passages if passage.kind == "notes")
    head = "\n".join([passages[0].text[:_HEAD] if passages else "", asides])
    sensitive = (
        (reading.story if is_table else reading.perhaps)
        or says_sensitive(text, head)
        or holds_person_data(text)
        or is_about_one_family(text)
    )
    return "official-sensitive" if sensitive else "official"
