"""Saying that an item, or a place in it, bears on a criterion; and taking that back."""

import secrets
from collections.abc import Sequence

from evidence_desk.desk import Desk
from evidence_desk.errors import KnownError
from evidence_desk.frameworks.stored import resolve_criterion
from evidence_desk.library import queries
from evidence_desk.library.journal import Change
from evidence_desk.library.presence import excerpt_at, is_present
from evidence_desk.model import paths
from evidence_desk.model.anchor import Anchor, find_quote, is_labelled
from evidence_desk.model.ids import CODE_LENGTH, crockford, tag_id
from evidence_desk.model.passage import Passage
from evidence_desk.model.records import Tag
from evidence_desk.model.vocabulary import DEFAULT_STANCE, STANCES, VOICES
from evidence_desk.operations.checking import choice, choices
from evidence_desk.operations.describing import STEP
from evidence_desk.work.job import Job


def tag(
    desk: Desk,
    ref: str,
    criterion: str,
    *,
    stance: str | None = None,
    quote: str | None = None,
    page: str | None = None,
    voices: Sequence[str] | None = None,
    note: str | None = None,
) -> Tag:
    """Tags the item, or the quote or page in it. What is not given stays as this person had it before.

    Raises KnownError where the criterion is unknown, the quote is not found, or stands in several places.
    """
    db = desk.library.db
    key = queries.resolve(db, ref)
    framework, criterion_id = resolve_criterion(db, criterion)
    facts = _facts(stance, voices, note)
    anchor = _anchor(desk, key, quote, page)
    with desk.change(f"tagged 1 item to {criterion_id}") as change:
        parent = paths.item(key) if anchor is None else _excerpt(desk, change, key, anchor, whole_page=not quote)
        entity = paths.tag(parent, framework, criterion_id, desk.actor)
        known = is_present(db, entity)
        change.add(entity, facts if known else {"stance": DEFAULT_STANCE, "note": "", **facts})
    return queries.tag(db, tag_id(entity))


def tag_items(
    desk: Desk,
    refs: Sequence[str],
    criterion: str,
    *,
    stance: str | None = None,
    voices: Sequence[str] | None = None,
    note: str | None = None,
    job: Job | None = None,
) -> str:
    """Tags several whole items in one step; what is not given stays as this person had it. The criterion's id.

    Cancelled, nothing is written.
    """
    db, job = desk.library.db, job or Job("Tagging")
    keys = list(dict.fromkeys(queries.resolve(db, ref) for ref in refs))
    framework, criterion_id = resolve_criterion(db, criterion)
    facts = _facts(stance, voices, note)
    noun = "item" if len(keys) == 1 else "items"
    with desk.change(f"tagged {len(keys):,} {noun} to {criterion_id}") as change:
        for done, key in enumerate(keys):
            if done % STEP == 0:
                job.check()
                job.progress(done, len(keys))
            entity = paths.tag(paths.item(key), framework, criterion_id, desk.actor)
            known = is_present(db, entity)
            change.add(entity, facts if known else {"stance": DEFAULT_STANCE, "note": "", **facts})
    return criterion_id


def untag(desk: Desk, tag: str) -> Tag:
    """Takes one tag away; Undo brings it back."""
    known = queries.tag(desk.library.db, tag)
    with desk.change(f"removed 1 tag from {known.criterion}") as change:
        change.delete(known.entity)
    return known


def _facts(stance: str | None, voices: Sequence[str] | None, note: str | None) -> dict[str, object]:
    facts: dict[str, object] = {}
    if stance is not None:
        facts["stance"] = choice("stance", stance, STANCES)
    if voices is not None:
        facts["voices"] = choices("voice", voices, VOICES)
    if note is not None:
        facts["note"] = note
    return facts


def _anchor(desk: Desk, key: str, quote: str | None, page: str | None) -> Anchor | None:
    if not quote and not page:
        return None
    passages = queries.passages(desk.library.db, _current(desk, key))
    return _place_of_quote(passages, quote, page) if quote else _whole_page(passages, page or "")


def _place_of_quote(passages: Sequence[Passage], quote: str, page: str | None) -> Anchor:
    places = find_quote(passages, quote, page)
    if not places:
        where = f" on {page}" if page else ""
        raise KnownError(
            f"The quote does not stand in the text{where}.",
            what_to_do="Copy it from the text as shown, or tag the whole item.",
        )
    labels = list(dict.fromkeys(place.passage_label for place in places))
    if len(labels) > 1:
        raise KnownError(
            f"The quote stands in {len(labels)} places: {', '.join(labels)}.", what_to_do="Say which with --page."
        )
    return places[0]


def _whole_page(passages: Sequence[Passage], page: str) -> Anchor:
    for index, passage in enumerate(passages):
        if is_labelled(passage.label, page):
            return Anchor(passage.label, index, 0, len(passage.text), "", "", "")
    raise KnownError(f"There is no {page!r} in this item.", what_to_do="`show --text` lists its places.")


def _current(desk: Desk, key: str) -> str:
    return queries.item(desk.library.db, key, desk.today).sha256


def _excerpt(desk: Desk, change: Change, key: str, anchor: Anchor, *, whole_page: bool) -> str:
    """The path of the excerpt at this place: one that is there already, else a new one."""
    sha256 = _current(desk, key)
    quote = "" if whole_page else anchor.exact
    known = excerpt_at(desk.library.db, key, sha256, anchor.passage_label, anchor.start, quote)
    if known:
        return known
    entity = paths.excerpt(key, crockford(secrets.randbits(5 * CODE_LENGTH), CODE_LENGTH))
    change.add(
        entity,
        {
            "quote": quote,
            "before": anchor.before,
            "after": anchor.after,
            "page": anchor.passage_label,
            "start": anchor.start,
            "stop": anchor.stop,
            "sha256": sha256,
        },
    )
    return entity
