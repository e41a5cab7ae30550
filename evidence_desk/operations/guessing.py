"""What a scan says of itself, once its last page is recognised: guesses, and none that lets out more than before."""

from dataclasses import dataclass

from evidence_desk.desk import Desk
from evidence_desk.library import queries
from evidence_desk.library import recognition as pages
from evidence_desk.library.database import write
from evidence_desk.library.presence import file_name
from evidence_desk.library.recognition import PageRead
from evidence_desk.library.texts import save_extraction
from evidence_desk.model import paths, scans
from evidence_desk.model.gate import STRICTEST_KIND, STRICTEST_MARKING
from evidence_desk.model.passage import Extraction, Guesses, Passage
from evidence_desk.model.records import Changes

_GUESSES = "evidence_desk.extract.recognition:guesses_from"


@dataclass(frozen=True, slots=True)
class _Target:
    """An item that stands for the file; `action` is the import that brought it, where it was one of this person."""

    key: str
    action: str | None
    is_first: bool


def keep_page(desk: Desk, sha256: str, page: int, read: PageRead) -> bool:
    """Keeps a page; False where it waits no more: the file was erased meanwhile."""
    return pages.save_page(desk.library.db, sha256, page, read)


def keep_last_page(desk: Desk, sha256: str, page: int, read: PageRead) -> bool:
    """Keeps the last page of a file and guesses anew, both or neither; False where the page waits no more.

    The guesses join the action of the import: so undoing that takes them too, and Undo never meets a step that nobody
    made. Where another copy imported the file, that copy guesses, and its packs bring the guesses here.
    """
    db = desk.library.db
    guesses = _guesses(desk, sha256, page, read)
    targets = [_target(desk, key, sha256) for key in pages.items_showing(db, sha256)]
    with write(db):
        saved = pages.save_page(db, sha256, page, read)
        if saved and guesses is not None:
            for target in targets:
                _write(desk, target, _fields(guesses, target.is_first))
    desk.announce(Changes(None, None, frozenset(paths.item(target.key) for target in targets)))
    return saved


def keep_text(desk: Desk, sha256: str, extraction: Extraction, *, again: bool = False) -> bool:
    """Keeps what was made readable of a file later, and guesses anew, both or neither; as `keep_last_page` does.

    It is as sure as any text, so that a file with no other version is guessed as if it came with it. `again`: there
    was text before, which people have worked with; so kind and marking become stricter at most. False where it was
    erased meanwhile.
    """
    db = desk.library.db
    targets = [_target(desk, key, sha256) for key in pages.items_showing(db, sha256)] if extraction.has_text else []
    with write(db):
        if not save_extraction(db, sha256, extraction):
            return False
        for target in targets:
            found = extraction.guesses
            _write(desk, target, _stricter(found) if again else _guessed(found, target.is_first))
    desk.announce(Changes(None, None, frozenset(paths.item(target.key) for target in targets)))
    return True


def _guesses(desk: Desk, sha256: str, page: int, read: PageRead) -> Guesses | None:
    """None where so little was read rightly that it says nothing."""
    db = desk.library.db
    last = Passage(f"page {page}", "page", read.text, True, read.confidence)
    before = [one for one in queries.passages(db, sha256) if one.label != last.label or one.text not in read.text]
    passages = [*before, *([last] if read.text else [])]
    sure = scans.mean([one.confidence for one in passages if one.recognised])
    if sure is None or sure < scans.LEAST_CONFIDENCE:
        return None
    passages.sort(key=lambda one: scans.page_number(one.label))
    result = desk.pool.submit(_GUESSES, file_name(db, sha256), tuple(passages)).result()
    found: Guesses | None = result.value
    return found


def _target(desk: Desk, key: str, sha256: str) -> _Target:
    db = desk.library.db
    action = pages.importing_action(db, key, sha256, desk.actor)
    return _Target(key, action, len(queries.versions(db, key)) == 1)


def _write(desk: Desk, target: _Target, fields: dict[str, object]) -> None:
    if target.action is None:
        return
    library = desk.library
    with library.change(
        actor=desk.actor, agency=desk.agency, label="recognition", resume=target.action, clock=desk.clock
    ) as change:
        change.set(paths.item(target.key), fields, auto=True)


def _guessed(guesses: Guesses, is_first: bool) -> dict[str, object]:
    if not is_first:
        return _fields(guesses, is_first)
    fields = {
        "title": guesses.title,
        "kind": guesses.kind,
        "marking": guesses.marking,
        "source": guesses.source,
        "date": guesses.date,
        "period": guesses.period,
    }
    return {field: value for field, value in fields.items() if value}


def _fields(guesses: Guesses, is_first: bool) -> dict[str, object]:
    fields = {
        "title": guesses.title if is_first else None,
        "date": guesses.date,
        "period": guesses.period,
    }
    return _stricter(guesses) | {field: value for field, value in fields.items() if value}


def _stricter(guesses: Guesses) -> dict[str, object]:
    """Kind and marking become stricter or stay: what seems harmless is withheld until a person has looked."""
    fields = {
        "kind": guesses.kind if guesses.kind == STRICTEST_KIND else None,
        "marking": guesses.marking if guesses.marking == STRICTEST_MARKING else None,
    }
    return {field: value for field, value in fields.items() if value}
