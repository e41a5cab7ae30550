"""The words of the screen for the words that are stored (look.md, "Words on screen")."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

KINDS: Final = {"document": "Document", "data-extract": "Data extract", "case-study": "Case study"}
VOICES: Final = {
    "child": "Child",
    "parent": "Parent",
    "practitioner": "Practitioner",
    "leader": "Leader",
    "data": "Data",
    "audit": "Audit",
    "external": "External",
}
AGENCIES: Final = {
    "education": "Education",
    "health": "Health",
    "social-care": "Social care",
    "voluntary": "Voluntary",
    "parent-carer-forum": "Parent carer forum",
    "joint": "Joint",
}
MARKINGS: Final = {"public": "Public", "official": "Official", "official-sensitive": "Official-sensitive"}
STANCES: Final = {"strength": "Strength", "concern": "Concern", "context": "Context"}
SHOWS: Final = {"strength": "Shows a strength", "concern": "Shows a concern", "context": "Gives context"}
FRESH: Final = {"current": "Current", "ageing": "Ageing", "out-of-date": "Out of date", "undated": "No date"}
STATUSES: Final = {"draft": "Draft", "ready": "Ready", "agreed": "Agreed"}
STATES: Final = {
    "no-text": "No text",
    "withheld": "Withheld from exports",
    "guessed": "Has guessed facts",
    "lost-quote": "A quote lost its place",
}
CONSENTS: Final = {"none": "None", "given": "Given", "withdrawn": "Withdrawn"}
ANONYMISED: Final = {"yes": "Yes", "no": "No"}
DOUBTS: Final = {
    "no-consent": "No consent is recorded",
    "consent-withdrawn": "Consent was withdrawn",
    "not-anonymised": "It is not anonymised",
    "anonymised-not-said": "Nobody has said whether it is anonymised",
    "kept-too-long": "The date to keep it until has passed",
}

_RANGE: Final = ".."
_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-[0-3]\d)?)?(T|$)")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day(stored: str | None, *, short: bool = False) -> str:
    """`12 March 2026`, `March 2026` or `2026`; short for tables: `12 Mar 2026`. Empty where there is none.

    A merge may bring anything: what is no date is shown as it is.
    """
    if not stored or not _DATE.match(stored):
        return stored or ""
    year, *rest = stored[:10].split("-")
    months = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(one)) for one in rest[1:]), *(name[:3] if short else name for name in months), year])


def period(stored: str | None, *, short: bool = False) -> str:
    """`September 2024 to August 2025`; short for tables, where its end is what counts: `to Aug 2025`."""
    first, _, last = (stored or "").partition(_RANGE)
    if not last or first == last:
        return day(first, short=short)
    return f"to {day(last, short=True)}" if short else f"{day(first)} to {day(last)}"


def stored_period(typed: str) -> str:
    """`September 2024 to August 2025` as it is stored; what is none of the usual forms, unchanged."""
    first, _, last = typed.partition(" to ")
    if last:
        return f"{stored_day(first.strip())}{_RANGE}{stored_day(last.strip())}"
    return stored_day(typed)


def stored_day(typed: str) -> str:
    """`12 March 2026`, `12 Mar 2026`, `March 2026` or `12/3/2026` as ISO 8601; what is none of these, unchanged."""
    words = typed.replace("/", " ").replace(".", " ").split()
    months = {name[:3].lower(): place for place, name in enumerate(_MONTHS, 1)}
    try:
        if len(words) == 3 and len(words[2]) == 4:
            month = months.get(words[1][:3].lower()) or int(words[1])
            return f"{int(words[2]):04}-{month:02}-{int(words[0]):02}"
        if len(words) == 2 and len(words[1]) == 4 and words[0][:3].lower() in months:
            return f"{int(words[1]):04}-{months[words[0][:3].lower()]:02}"
    except ValueError:
        return typed
    return typed


def moment(stored: str) -> str:
    """A timestamp in the time of this computer: `today 14:05`, else `12 March 2026, 14:05`."""
    try:
        here = datetime.fromisoformat(stored).astimezone()
    except ValueError:
        return stored
    told = here.date().isoformat()
    return f"{'today' if told == date.today().isoformat() else day(told) + ','} {here:%H:%M}"


def listed(stored: Iterable[str], words: dict[str, str]) -> str:
    """Several stored words as a person would list them."""
    return ", ".join(words.get(one, one) for one in stored)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 item`, `2 items`, `5,000 items`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def size(number: int) -> str:
    """Bytes as people read them."""
    if number < 1_000_000:
        return f"{max(1, round(number / 1000)):,} KB"
    return f"{number / 1_000_000:,.1f} MB"


def sentence(label: str) -> str:
    """A label of a change as the beginning of a sentence: `tagged 1 item to 1.3` is `Tagged 1 item to 1.3`."""
    return label[:1].upper() + label[1:]


def shorter(text: str, most: int = 160) -> str:
    """The text on one line, cut at a word with an ellipsis where it is long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0] + "…"
