"""The command that sets the leaders' ratings beside what is heard."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import click

from evidence_desk.cli import options, output
from evidence_desk.desk import open_desk
from evidence_desk.model.framework import Framework
from evidence_desk.model.perception import Comparison


@click.command()
@options.library
@click.option("--as-of", type=options.Day(), metavar="DATE", help="As if today were this day.")
@options.as_json
def perception(library: Path, as_of: date | None, as_json: bool) -> None:
    """Show where leaders' ratings differ from what is heard.

    For each criterion, the widest gap first: the leaders' rating, and what parents, children, practitioners, data and
    audits show. A place goes from 0 (only concerns) to 1 (only strengths); context counts for neither. A group that
    shows too few of either has no place. What is dated after DATE does not count; ratings are those of
    today.
    """
    from evidence_desk.frameworks import stored
    from evidence_desk.insight import perception as insight
    from evidence_desk.library import queries
    from evidence_desk.model.perception import widest_first

    with open_desk(library, write=False) as desk:
        db = desk.library.db
        framework = stored.find(db, queries.library_facts(db).framework)
        found = widest_first(insight.perception(db, framework, as_of or desk.today))
    output.say(insight.as_json(framework, found), lambda: _in_words(framework, found), as_json=as_json)


def _in_words(framework: Framework, found: list[Comparison]) -> str:
    return "\n\n".join("\n".join(_criterion(framework, one)) for one in found) or "Nothing to show."


def _criterion(framework: Framework, one: Comparison) -> list[str]:
    from evidence_desk.model.perception_words import group_words, sentence

    known, rating = framework.criterion(one.criterion), framework.rating(one.rating or "")
    leaders = f"{rating.title} ({_share(one.place)})" if rating is not None else "not rated"
    heard = (group_words(each) + (f" ({_share(each.place)})" if each.place is not None else "") for each in one.heard)
    return [
        f"{one.criterion}  {known.title if known else ''}".rstrip(),
        f"  {sentence(one)}.",
        f"  Leaders’ rating: {leaders}",
        *(f"  {each}" for each in heard),
    ]


def _share(place: Fraction | None) -> str:
    return "" if place is None else f"{float(place):.2f}"


COMMANDS = (perception,)
