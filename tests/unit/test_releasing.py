"""Exports of a real library: a valid bag, the right words in it, and none that must stay."""

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import bagit
import openpyxl
import pytest
from released import TODAY, Writer, every_byte, new_library

from evidence_desk.errors import KnownError
from evidence_desk.library.merging import merge_records
from evidence_desk.model import paths
from evidence_desk.model.ids import reference
from evidence_desk.pack.gathering import gather
from evidence_desk.pack.payload import NOT_HERE
from evidence_desk.pack.reading import open_pack
from evidence_desk.pack.releasing import Released, release_pack, release_workbook
from evidence_desk.work.job import Cancelled, Job

MOMENT = datetime(2026, 11, 24, 23, 5, tzinfo=UTC)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with new_library(tmp_path / "Northshire.evidence") as writer:
        yield writer


def pack(writer: Writer, out: Path, confirmed_by: str | None = None, **more: Any) -> Released:
    content = gather(
        writer.library.db, today=TODAY, include_sensitive=confirmed_by is not None, confirmed_by=confirmed_by,
        moment=MOMENT,
    )  # fmt: skip
    return release_pack(out, writer.library, content, **more)


def register(out: Path) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(out) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith(".xlsx"))
        book = openpyxl.load_workbook(BytesIO(packed.read(name)))
    return list(book["Evidence register"].iter_rows(min_row=4, values_only=True))


def test_a_pack_is_a_valid_bag_that_opens_without_the_program(writer: Writer, tmp_path: Path) -> None:
    plan = writer.item("Plan: 95% by 2027?", b"%PDF first", name="plan v1.PDF")
    writer.version(plan, b"%PDF second", "plan v2.pdf")
    out = tmp_path / "pack.zip"
    made = pack(writer, out)
    assert (made.items, made.bytes, made.left_out) == (1, out.stat().st_size, ())
    with zipfile.ZipFile(out) as packed:
        packed.extractall(tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    assert folder.name == "Northshire evidence 2026-11-24"
    bag = bagit.Bag(str(folder))
    bag.validate()
    assert bag.info["Source-Organization"] == "Northshire" and bag.info["Evidence-Desk-Format"] == "1"
    name = f"{reference(plan)} Plan- 95 per cent by 2027-.pdf"
    assert (folder / "data" / "Evidence" / name).read_bytes() == b"%PDF second"
    (earlier,) = (folder / "data" / "Evidence" / "Earlier versions").iterdir()
    assert earlier.read_bytes() == b"%PDF first" and earlier.suffix == ".pdf"
    assert "Self-evaluation.xlsx" in (folder / "data" / "Read me first.txt").read_text(encoding="utf-8")
    assert [row[:2] for row in register(out)] == [(reference(plan), "Plan: 95% by 2027?")]


def test_the_same_library_gives_the_same_pack(writer: Writer, tmp_path: Path) -> None:
    writer.tag(writer.item("Plan"), "1.1", quote="on page four")
    for name in ("one.zip", "two.zip"):
        pack(writer, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_nothing_of_a_withheld_item_is_in_any_byte(writer: Writer, tmp_path: Path) -> None:
    story = writer.item("Story of Jake", b"Jake was nine", kind="case-study", name="Jake.txt", source="Jake's school")
    writer.tag(story, "1.2", note="Jake was out", quote="Jake said so")
    writer.item("Plan")
    out, book = tmp_path / "pack.zip", tmp_path / "book.xlsx"
    made = pack(writer, out)
    release_workbook(book, gather(writer.library.db, today=TODAY))
    assert [one.ref for one in made.left_out] == [reference(story)]
    for path in (out, book):
        data = every_byte(path)
        assert b"Jake" not in data and b"Plan" in data and reference(story).encode() in data
    rows = {row[0]: row for row in register(out)}
    assert set(rows[reference(story)]) == {reference(story), "withheld", "Case study", "1.2", None}


def test_with_a_name_it_leaves_and_says_who_answers(writer: Writer, tmp_path: Path) -> None:
    writer.item("Story of Jake", b"Jake was nine", kind="case-study")
    pack(writer, tmp_path / "pack.zip", "Dr Okafor")
    data = every_byte(tmp_path / "pack.zip")
    assert b"Jake was nine" in data and b"Dr Okafor answers for that" in data and b"OFFICIAL-SENSITIVE" in data


def test_records_merge_into_an_empty_library(writer: Writer, tmp_path: Path) -> None:
    plan = writer.item("Plan", date="2026-03")
    writer.tag(plan, "1.1", note="a note", quote="on page four")
    writer.item("Story of Jake", kind="case-study")
    writer.judge("1.1", know="We know it.")
    out = tmp_path / "pack.zip"
    pack(writer, out)
    with new_library(tmp_path / "Other.evidence") as other, open_pack(out) as opened:
        merge_records(other.library.db, opened.records())
        content = gather(other.library.db, today=TODAY, moment=MOMENT)
        assert [item.title for item in content.items] == ["Plan"] and len(content.register) == 1
        assert content.evidence[0].tag.quote == "on page four" and content.judgements["1.1"].know == "We know it."
        with opened.files[content.items[0].sha256].open() as stream:
            assert stream.read() == b"words of Plan"


def test_a_removed_item_leaves_as_a_bare_removal(writer: Writer, tmp_path: Path) -> None:
    writer.tag(writer.item("Plan of Zoltan"), "1.1", note="Zoltan's note")
    pack(writer, tmp_path / "before.zip")
    (item,) = gather(writer.library.db, today=TODAY).items
    writer.remove(paths.item(item.key))
    made = pack(writer, tmp_path / "after.zip")
    assert b"Zoltan" not in every_byte(tmp_path / "after.zip") and made.items == 0
    with new_library(tmp_path / "Other.evidence") as other:
        for name, titles in (("before.zip", ["Plan of Zoltan"]), ("after.zip", []), ("before.zip", [])):
            with open_pack(tmp_path / name) as opened:
                merge_records(other.library.db, opened.records())
            assert [one.title for one in gather(other.library.db, today=TODAY).items] == titles
        with other.library.change(actor="Ben", agency=None, label="brought back") as change:
            change.add(paths.item(item.key))
        (back,) = gather(other.library.db, today=TODAY).items
        assert back.title == "Plan of Zoltan" and back.tags[0].note == "Zoltan's note"


def test_without_records_there_are_none(writer: Writer, tmp_path: Path) -> None:
    plan = writer.item("Plan of Jake")
    writer.set(plan, title="Plan")
    made = pack(writer, tmp_path / "pack.zip", with_records=False)
    with zipfile.ZipFile(tmp_path / "pack.zip") as packed:
        assert not any("records" in name for name in packed.namelist())
    with open_pack(tmp_path / "pack.zip") as opened:
        assert not opened.has_records
    assert b"Plan of Jake\x00" not in every_byte(tmp_path / "pack.zip") and made.earlier_wordings == 0


def test_the_export_says_how_many_items_hold_earlier_wordings(writer: Writer, tmp_path: Path) -> None:
    renamed, untouched, untagged, dated = (writer.item(title, date="2026") for title in ("A", "B", "C", "D"))
    writer.set(renamed, title="A better title")
    writer.tag(untouched, "1.1", note="stays")
    writer.tag(untagged, "1.1", note="a name")
    writer.set(dated, date="2025")
    (tag,) = (line.tag for line in gather(writer.library.db, today=TODAY).evidence if line.item.key == untagged)
    writer.remove(tag.entity)
    made = pack(writer, tmp_path / "pack.zip")
    assert made.earlier_wordings == 2 and "earlier wordings of 2 items" in made.in_words()
    writer.set(renamed, title="A")
    assert pack(writer, tmp_path / "pack.zip").earlier_wordings == 2


def test_a_file_that_is_not_here_is_said(writer: Writer, tmp_path: Path) -> None:
    plan = writer.item("Plan")
    (item,) = gather(writer.library.db, today=TODAY).items
    writer.library.files.remove(item.sha256)
    made = pack(writer, tmp_path / "pack.zip")
    assert [(one.ref, one.why) for one in made.left_out] == [(reference(plan), NOT_HERE)]
    assert f"Left out: {reference(plan)} ({NOT_HERE})." in made.in_words()
    assert register(tmp_path / "pack.zip")[0][1] == "Plan"


def test_a_damaged_file_stops_the_pack(writer: Writer, tmp_path: Path) -> None:
    plan = writer.item("Plan")
    (item,) = gather(writer.library.db, today=TODAY).items
    path = writer.library.files.path(item.sha256)
    path.chmod(0o600)
    path.write_bytes(b"other words")
    with pytest.raises(KnownError, match=reference(plan)):
        pack(writer, tmp_path / "pack.zip")
    assert not list(tmp_path.glob("*pack*"))


def test_a_cancelled_export_leaves_nothing(writer: Writer, tmp_path: Path) -> None:
    for number in range(80):
        writer.item(f"Plan {number}")
    job = Job("Exporting")
    job.cancel()
    content = gather(writer.library.db, today=TODAY)
    for release in (
        lambda: release_workbook(tmp_path / "out.xlsx", content, job),
        lambda: release_pack(tmp_path / "out.zip", writer.library, content, job=job),
    ):
        with pytest.raises(Cancelled):
            release()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Northshire.evidence"]


def test_records_are_one_json_object_a_line(writer: Writer, tmp_path: Path) -> None:
    writer.item("Plan\u2028of\nTŷ Gwyn")
    pack(writer, tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as packed:
        (name,) = (name for name in packed.namelist() if name.endswith("records.jsonl"))
        lines = packed.read(name).decode().rstrip("\n").split("\n")
    assert all(json.loads(line).keys() <= {"action", "entry"} for line in lines)
