"""The libraries that are photographed: an empty one, the example, and one of 5,000 items with long titles."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from evidence_desk.library.journal import Change

EMPTY, EXAMPLE, LARGE = "empty", "example", "many"
INCOMING: Final = "A shared drive"
MANY: Final = 5000
TAGS_AN_ITEM: Final = 4
_WHO: Final = "Asha Example"
_TITLE: Final = (
    "Report to the SEND partnership board on waiting times for autism assessment and speech and language "
    "therapy, by district"
)
_SENTENCE: Final = "Waits are falling in two districts of five; in the other three families see no change. "


def make_libraries(shelf: Path) -> None:
    """All three, a colleague's copy of the example with work of their own, and files to bring in."""
    from evidence_desk.demo.building import build_demo
    from evidence_desk.operations.starting import start_library

    start_library(shelf / f"{EMPTY}.evidence", area="Northshire", actor=_WHO).close()
    shutil.move(build_demo(shelf / "made").library, shelf / f"{EXAMPLE}.evidence")
    make_many(shelf / f"{LARGE}.evidence", MANY)
    colleague(shelf / f"{EXAMPLE}.evidence", shelf / "colleague.evidence")
    incoming(shelf / INCOMING)


def incoming(folder: Path) -> None:
    """What lies on a shared drive: papers, one of them twice, one under a password, and what is no paper."""
    folder.mkdir()
    for area in ("Merrow Vale", "Northshire East", "Northshire West"):
        paper = folder / f"Therapy waits, {area}.txt"
        paper.write_text(f"Waits for therapy in {area}, March 2026. {_SENTENCE}", encoding="utf-8")
    shutil.copy(paper, folder / "Copy of therapy waits.txt")
    _under_a_password(folder / "Minutes of the SEND board, 12 March 2026.docx")
    (folder / "Survey of parents.pdf").write_bytes(b"%PDF-1.7 cut off")
    (folder / "Notes to come.txt").touch()
    (folder / "Thumbs.db").write_bytes(b"of the computer's own")
    (folder / "Old shared drive.lnk").write_bytes(b"L\0\0\0")


def _under_a_password(file: Path) -> None:
    import io

    import docx
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

    plain = io.BytesIO()
    paper = docx.Document()
    paper.add_paragraph(f"Minutes of the SEND board. {_SENTENCE}")
    paper.save(plain)
    with file.open("wb") as locked:
        OOXMLFile(plain).encrypt("Merrow12", locked)


def colleague(library: Path, copy: Path) -> None:
    """A copy in which another person brought in a file, judged a criterion and took an item out."""
    from evidence_desk.desk import open_desk
    from evidence_desk.library import queries
    from evidence_desk.operations import describing, importing, judging

    shutil.copytree(library, copy)
    paper = copy.parent / "Therapy waits, Merrow Vale.txt"
    paper.write_text("Waits for therapy in Merrow Vale, March 2026. " + _SENTENCE, encoding="utf-8")
    with open_desk(copy, actor="Gareth Lewis", agency="health") as desk:
        importing.import_paths(desk, [paper])
        judging.judge(desk, "1.2", {"impact": "Parents say that reasons are now given. " + _SENTENCE})
        first = queries.items(desk.library.db, desk.today)[0]
        describing.remove(desk, first.key)


def make_many(folder: Path, count: int) -> None:
    """A library of invented items with titles of 120 characters; they have facts, tags and judgements and no files."""
    from evidence_desk.model.vocabulary import DEFAULT_FRAMEWORK
    from evidence_desk.operations.starting import start_library

    library = start_library(folder, area="Northshire", actor=_WHO)
    with library.change(actor=_WHO, agency="education", label=f"import of {count} files") as change:
        for number in range(count):
            _add_item(change, number)
        _judge_all(change, DEFAULT_FRAMEWORK)
    library.close()


def _add_item(change: "Change", number: int) -> None:
    from evidence_desk.model import paths
    from evidence_desk.model.ids import item_key
    from evidence_desk.model.vocabulary import AGENCIES, DEFAULT_FRAMEWORK, KINDS, STANCES, VOICES

    entity = paths.item(item_key(sha256(str(number).encode()).hexdigest()))
    begun = date.today() - timedelta(days=900)
    facts: dict[str, object] = {
        "kind": KINDS[number % 7 % 3],
        "title": f"{_TITLE} {number:04}"[:120],
        "date": (begun + timedelta(days=number % 900)).isoformat() if number % 11 else None,
        "voices": [VOICES[number % 7]],
        "agencies": [AGENCIES[number % 6]],
        "marking": "official",
    }
    change.add(entity, facts)
    for at, criterion in enumerate(_criteria(number)):
        stance = STANCES[(number // 7 + at) % 3]
        change.add(paths.tag(entity, DEFAULT_FRAMEWORK, criterion, _WHO), {"stance": stance, "note": ""})


def _criteria(number: int) -> Iterator[str]:
    """Up to four criteria an item; every fifth has none."""
    every = [f"1.{at}" for at in range(1, 6)] + [f"2.{at}" for at in range(1, 7)]
    if number % 5:
        yield from sorted({every[(number * 3 + at * 4) % len(every)] for at in range(TAGS_AN_ITEM)})


def _judge_all(change: "Change", framework: str) -> None:
    from evidence_desk.frameworks import reader
    from evidence_desk.model import paths

    found = reader.builtin(framework)
    for at, criterion in enumerate(found.criteria[:-1]):
        words = {field: _SENTENCE * (at % 4 + 1) for field in ("know", "how", "impact", "next")}
        rating = found.scale[at % len(found.scale)].id
        change.add(paths.judgement(framework, criterion.id), {**words, "rating": rating, "owner": "Gareth Lewis"})
