"""What a colleague's pack would bring, or has brought, in plain groups."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from evidence_desk.ui import saying
from evidence_desk.ui.models.lines import Line
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.library.merging import Erasure
    from evidence_desk.model.records import Conflict
    from evidence_desk.operations.merging import Brought, Merging

# A person reads the first of these; the number of all of them stands in the heading.
_SHOWN: Final = 200
_PARTS: Final = {
    "version": ("file", "files"), "label": ("label", "labels"), "excerpt": ("passage", "passages"),
    "tag": ("tag", "tags"), "comment": ("comment", "comments"), "evidence": ("citation", "citations"),
    "criterion": ("criterion", "criteria"),
}  # fmt: skip


def summary(made: "Merging") -> str:
    """`2 new, 5 changed, 1 conflict, 1 erasure`, or that it brings nothing."""
    new = sum(1 for one in made.brought if one.new)
    parts = [
        f"{new:,} new" if new else "",
        f"{len(made.brought) - new:,} changed" if len(made.brought) > new else "",
        count(len(made.conflicts), "conflict") if made.conflicts else "",
        count(len(made.erasures), "erasure") if made.erasures else "",
    ]
    said = ", ".join(part for part in parts if part)
    return said or "nothing that is not here already"


def lines(made: "Merging", ratings: Mapping[str, str], *, added: bool) -> list[Line]:
    """New, changed, conflicts, erasures, missing files; `added` says it has happened."""
    new = [_brought(one) for one in made.brought if one.new]
    changed = [_brought(one) for one in made.brought if not one.new]
    contested = [_contested(one, made, ratings) for one in made.conflicts]
    erased = [_erased(one, made) for one in made.erasures]
    missing = [Line(_missing(len(made.files_missing)), icon="warning", role="concern")] if made.files_missing else []
    warned = [Line(one, icon="warning", role="concern") for one in made.warnings]
    groups = (
        ("To settle" if added else "Conflicts it would open", contested),
        ("Erased for good" if added else "It would erase for good", erased),
        ("New", new),
        ("Changed", changed),
        ("To know", missing + warned),
    )
    return [line for heading, rows in groups for line in _group(heading, rows)]


def _group(heading: str, rows: list[Line]) -> Iterator[Line]:
    if rows:
        yield Line(f"{heading} ({len(rows):,})" if heading != "To know" else heading, heading=True)
        yield from rows[:_SHOWN]
        if len(rows) > _SHOWN:
            yield Line(f"And {len(rows) - _SHOWN:,} more.", icon="more")


def _brought(one: "Brought") -> Line:
    icon = {"item": "evidence", "judgement": "self-evaluation", "export": "export"}.get(one.about.kind, "framework")
    words = one.about.title or saying.about(one.about)
    second = " · ".join(part for part in (one.about.ref, _parts(one.parts, one.about.kind, new=one.new)) if part)
    return Line(words, second, icon, "accent" if one.new else "second", key=one.about.key or "")


def _parts(parts: Mapping[str, int], own: str, *, new: bool) -> str:
    facts = ["its facts" if own == "item" else "its words"] if own in parts and not new else []
    return ", ".join(facts + [count(parts[kind], *words) for kind, words in _PARTS.items() if parts.get(kind)])


def _contested(one: "Conflict", made: "Merging", ratings: Mapping[str, str]) -> Line:
    words = saying.contested(made.about[one.entity], one.field)
    values = [f"{value.by}: {saying.side(one.field, value, ratings)}" for value in (one.standing, *one.others)]
    values += filter(None, [saying.follows(one)])
    return Line(words, "\n".join(_one_line(value) for value in values), "conflict", "concern", key=one.id)


def _one_line(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= 90 else line[:90].rsplit(" ", 1)[0] + "…"


def _erased(one: "Erasure", made: "Merging") -> Line:
    about = made.about.get(one.target)
    known = about is not None and bool(about.title or about.ref)
    words = saying.about(about) if known and about is not None else one.ref or "Something that is not here"
    return Line(words, f"Reason: {one.reason}", "erase", "concern")


def _missing(number: int) -> str:
    files = count(number, "file")
    return f"{files} of it did not come with it. The facts are there; the text and pages are not."
