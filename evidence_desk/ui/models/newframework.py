"""What adding a framework file would do, in words and lines, before anything is done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence_desk.ui.models.lines import Line
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.model.framework import Criterion
    from evidence_desk.operations.frameworks import Preview


def summary(found: "Preview") -> str:
    """`New here · version 2027 · 1 theme, 3 criteria`, or what a newer version of one does to it."""
    framework = found.framework
    holds = f"{count(len(framework.themes), 'theme')}, {count(len(framework.criteria), 'criterion', 'criteria')}"
    if found.earlier is None:
        parts = ("New in this library", f"version {framework.version}" if framework.version else "", holds)
        return " · ".join(part for part in parts if part)
    was, now = found.earlier.version or "none", framework.version or "none"
    return f"Version {now}, {f'here it is {was}' if was != now else 'as here'} · {holds}"


def lines(found: "Preview") -> Iterator[Line]:
    """Of a new framework its themes and criteria; of a newer one what is added, changed and taken out."""
    if found.earlier is None:
        for theme in found.framework.themes:
            yield Line(f"{theme.id}  {theme.title}", heading=True)
            yield from (Line(_named(one), icon="framework") for one in theme.criteria)
        return
    for heading, icon, group in (("New", "plus", found.added), ("Changed", "self-evaluation", found.changed)):
        if group:
            yield Line(f"{heading} ({len(group):,})", heading=True)
            yield from (Line(_named(one), icon=icon) for one in group)
    if found.removed:
        yield Line(f"Taken out ({len(found.removed):,})", heading=True)
        yield from (Line(_named(one), kept(*found.uses[one.id]), "remove") for one in found.removed)
    if not (found.added or found.changed or found.removed):
        yield Line("Its criteria are as they were.", icon="tick")


def kept(tags: int, judgements: int) -> str:
    """`Stays as retired: 12 tags and 1 judgement name it.`"""
    named = [count(number, noun) for number, noun in ((tags, "tag"), (judgements, "judgement")) if number]
    if not named:
        return "Nothing names it, so it goes."
    return f"Stays as retired: {' and '.join(named)} {'names' if tags + judgements == 1 else 'name'} it."


def _named(one: "Criterion") -> str:
    return f"{one.id}  {one.title}"
