"""Commands that weigh evidence: tags, coverage and judgements."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from evidence_desk.cli import options, output, shapes
from evidence_desk.desk import open_desk
from evidence_desk.errors import KnownError
from evidence_desk.model.records import Judgement
from evidence_desk.model.vocabulary import STANCES, VOICES


@click.command()
@options.library
@click.argument("ref")
@click.argument("criterion")
@click.option("--stance", type=click.Choice(STANCES), help="What it shows; context unless said.")
@click.option("--quote", metavar="TEXT", help="The words it rests on, as they stand in the text.")
@click.option("--page", metavar="LABEL", help="Which page, slide or sheet, where the quote stands in several.")
@click.option("--voice", "voices", multiple=True, type=click.Choice(VOICES), help="Whose voice, if not the item's.")
@click.option("--note", metavar="TEXT", help="What impact it shows.")
@options.acting
@options.as_json
def tag(
    library: Path,
    ref: str,
    criterion: str,
    stance: str | None,
    quote: str | None,
    page: str | None,
    voices: tuple[str, ...],
    note: str | None,
    actor: str | None,
    agency: str | None,
    as_json: bool,
) -> None:
    """Say that an item, or a quote in it, bears on a criterion."""
    from evidence_desk.operations import tagging

    for option, typed in (("--quote", quote), ("--page", page)):
        if typed is not None and not typed.strip():
            raise KnownError(f"{option} is empty.", what_to_do="Leave it out to tag the whole item.")
    with open_desk(library, actor=actor, agency=agency) as desk:
        made = tagging.tag(
            desk, ref, criterion, stance=stance, quote=quote, page=page, voices=voices or None, note=note
        )
    where = f", {made.page}" if made.page else ""
    output.say(shapes.tag(made), lambda: f"{made.id}: {made.criterion}, shows a {made.stance}{where}.", as_json=as_json)


@click.command()
@options.library
@click.argument("tag_id")
@options.acting
def untag(library: Path, tag_id: str, actor: str | None, agency: str | None) -> None:
    """Take a tag away."""
    from evidence_desk.operations import tagging

    with open_desk(library, actor=actor, agency=agency) as desk:
        gone = tagging.untag(desk, tag_id)
    click.echo(f"Removed {gone.id} from {gone.criterion}.")


@click.command()
@options.library
@click.option("--as-of", type=options.Day(), metavar="DATE", help="As if today were this day.")
@click.option("--framework", "framework_id", metavar="ID", help="Seen through another framework's crosswalk.")
@options.as_json
def coverage(library: Path, as_of: date | None, framework_id: str | None, as_json: bool) -> None:
    """Show what evidence there is for each criterion."""
    from evidence_desk.frameworks import stored
    from evidence_desk.insight.coverage import coverage as covered
    from evidence_desk.insight.gaps import SHORT, by_criterion
    from evidence_desk.library import queries

    with open_desk(library, write=False) as desk:
        db = desk.library.db
        chosen = stored.find(db, framework_id or queries.library_facts(db).framework)
        found = covered(db, chosen, as_of or desk.today)
    thin = by_criterion(found)
    told = found.as_json()
    told["criteria"] = [one | {"gaps": list(thin[one["criterion"]])} for one in told["criteria"]]
    rows = [
        (
            f"{row.criterion} (retired)" if row.retired else row.criterion, row.items, row.excerpts,
            _counts(row.stance), _counts(row.voice), _counts(row.currency),
            ", ".join(SHORT[rule] for rule in thin[row.criterion]) or "none",
        )
        for row in found.criteria
    ]  # fmt: skip
    headings = ("Criterion", "Items", "Excerpts", "Shows", "Whose voice", "How fresh", "Gaps")
    output.say(told, lambda: output.table(rows, headings), as_json=as_json)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{word} {number}" for word, number in counts.items() if number) or "none"


@click.command()
@options.library
@click.argument("criterion")
@click.option("--rating", metavar="R")
@click.option("--know", metavar="T", help="What we know.")
@click.option("--how", metavar="T", help="How we know it.")
@click.option("--impact", metavar="T", help="What difference it made.")
@click.option("--next", "next_", metavar="T", help="What we do next.")
@click.option("--owner", metavar="T")
@click.option("--status", metavar="S", help="draft, ready or agreed.")
@options.acting
@options.as_json
def judge(
    library: Path,
    criterion: str,
    rating: str | None,
    know: str | None,
    how: str | None,
    impact: str | None,
    next_: str | None,
    owner: str | None,
    status: str | None,
    actor: str | None,
    agency: str | None,
    as_json: bool,
) -> None:
    """Write the area's own judgement of a criterion; without options only show it."""
    from evidence_desk.operations import judging

    typed = {
        "rating": rating, "know": know, "how": how, "impact": impact, "next": next_, "owner": owner, "status": status,
    }  # fmt: skip
    given = {field: value for field, value in typed.items() if value is not None}
    with open_desk(library, actor=actor, agency=agency, write=bool(given)) as desk:
        made = judging.judge(desk, criterion, given) if given else judging.judgement_of(desk, criterion)
        cites = judging.cites_of(desk, made)
    output.say(shapes.judgement(made) | {"cites": cites}, lambda: _judged(made), as_json=as_json)


def _judged(made: Judgement) -> str:
    rows = [
        ("Rating", made.rating), ("What we know", made.know), ("How we know it", made.how), ("Impact", made.impact),
        ("Next steps", made.next), ("Owner", made.owner), ("Status", made.status),
    ]  # fmt: skip
    return f"{made.framework} {made.criterion}\n" + output.table(rows, ("Part", "Words"))


COMMANDS = (tag, untag, coverage, judge)
