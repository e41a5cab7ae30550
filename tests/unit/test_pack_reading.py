"""A pack is read whole and proven, or refused with the file named and nothing taken."""

import hashlib
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.errors import KnownError
from evidence_desk.pack.bag import Bag
from evidence_desk.pack.reading import open_pack

RECORDS = [{"action": {"id": "01", "actor": "Ann"}}, {"entry": {"id": "02", "body": {"set": {"title": ["Tŷ 🙂", []]}}}}]
ORIGINAL = b"%PDF-1.7 a plan\n" * 500
DIGEST = hashlib.sha256(ORIGINAL).hexdigest()
INFO = {"Source-Organization": "Northshire", "Evidence-Desk-Format": "1", "Evidence-Desk-Library": "LIB"}

Members = dict[str, bytes]


def _pack(path: Path, info: dict[str, str] = INFO, records: list[str] | None = None) -> Path:
    lines = [json.dumps(record) for record in RECORDS] if records is None else records
    with open(path, "wb") as stream, Bag(stream, "Northshire evidence", datetime(2026, 11, 24)) as bag:
        bag.add_stream("Evidence/E-7K3F-9QTX Plan.pdf", io.BytesIO(ORIGINAL))
        bag.add_lines("records/records.jsonl", lines)
        bag.add_lines("records/files.jsonl", [json.dumps({"sha256": DIGEST, "path": "Evidence/E-7K3F-9QTX Plan.pdf"})])
        bag.close(info)
    return path


def _changed(path: Path, change: Callable[[Members], None]) -> Path:
    """The pack with its members changed, manifests left alone."""
    _pack(path)
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def _added(path: Path, entry: zipfile.ZipInfo, data: bytes = b"x") -> Path:
    _pack(path)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(entry, data)
    return path


def _why(path: Path) -> str:
    with pytest.raises(KnownError) as fault:
        open_pack(path)
    assert path.name in str(fault.value)
    return str(fault.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pack.zip"


def test_a_whole_pack_gives_its_records_and_files(path: Path) -> None:
    with open_pack(_pack(path)) as pack:
        assert list(pack.records()) == RECORDS and pack.library_id == "LIB"
        assert pack.info["Source-Organization"] == "Northshire"
        original = pack.files[DIGEST]
        assert original.size == len(ORIGINAL)
        with original.open() as stream:
            assert stream.read() == ORIGINAL


def test_a_pack_zipped_again_by_hand_is_read(path: Path) -> None:
    with open_pack(_changed(path, lambda members: None)) as pack:
        assert list(pack.records()) == RECORDS


def test_a_changed_byte_is_found(path: Path) -> None:
    def change(members: Members) -> None:
        name = "Northshire evidence/data/Evidence/E-7K3F-9QTX Plan.pdf"
        members[name] = members[name].replace(b"a plan", b"A plan", 1)

    assert "data/Evidence/E-7K3F-9QTX Plan.pdf has been changed" in _why(_changed(path, change))


def test_a_changed_fact_is_found(path: Path) -> None:
    def change(members: Members) -> None:
        members["Northshire evidence/bag-info.txt"] += b"Contact-Name: Mallory\n"

    assert "bag-info.txt has been changed" in _why(_changed(path, change))


def test_a_changed_byte_in_the_file_itself_is_found(path: Path) -> None:
    data = bytearray(_pack(path).read_bytes())
    at = data.index(b"Northshire evidence/data/records/records.jsonl") + 80
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert "records.jsonl" in _why(path)


@given(st.integers(min_value=0), st.integers(min_value=0, max_value=255))
def test_no_changed_byte_passes_unseen_or_crashes(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int
) -> None:
    path = _pack(tmp_path_factory.mktemp("packs") / "pack.zip")
    data = bytearray(path.read_bytes())
    data[at % len(data)] = value
    path.write_bytes(data)
    try:
        with open_pack(path) as pack:
            assert list(pack.records()) == RECORDS
            with pack.files[DIGEST].open() as stream:
                assert stream.read() == ORIGINAL
    except KnownError as fault:
        assert "pack.zip" in str(fault)


def test_a_missing_file_is_named(path: Path) -> None:
    def change(members: Members) -> None:
        del members["Northshire evidence/data/Evidence/E-7K3F-9QTX Plan.pdf"]

    assert "data/Evidence/E-7K3F-9QTX Plan.pdf is missing" in _why(_changed(path, change))


@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_a_missing_part_of_the_bag_is_named(path: Path, name: str) -> None:
    def change(members: Members) -> None:
        del members[f"Northshire evidence/{name}"]

    assert f"{name} is missing" in _why(_changed(path, change))


@pytest.mark.parametrize("name", ["data/Evidence/virus.exe", "notes.txt"])
def test_a_file_in_no_manifest_is_refused(path: Path, name: str) -> None:
    assert f"{name} is in no manifest" in _why(_added(path, zipfile.ZipInfo(f"Northshire evidence/{name}")))


@pytest.mark.parametrize(
    "name",
    [
        "Northshire evidence/../../evil.txt",
        "../evil.txt",
        "/etc/evil.txt",
        "C:/evil.txt",
        "Northshire evidence/data/..\\evil.txt",
        "Northshire evidence//data/evil.txt",
        "Northshire evidence/data/e\nvil.txt",
    ],
)
def test_a_climbing_path_is_refused(path: Path, name: str) -> None:
    why = _why(_added(path, zipfile.ZipInfo(name)))
    assert "vil.txt" in why and "path" in why


def test_a_link_is_refused(path: Path) -> None:
    entry = zipfile.ZipInfo("Northshire evidence/data/link")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    assert "data/link is a link" in _why(_added(path, entry, b"/etc/passwd"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["plan.pdf", "Plan.pdf", "PLAN.PDF"])
def test_two_files_of_one_name_are_refused(path: Path, name: str) -> None:
    _added(path, zipfile.ZipInfo("Northshire evidence/data/plan.pdf"))
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(f"Northshire evidence/data/{name}", b"y")
    assert f"data/{name} is in it twice" in _why(path)


def test_an_encrypted_file_is_refused(path: Path) -> None:
    data = bytearray(_pack(path).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(data)
    assert "bagit.txt is encrypted" in _why(path)


def test_a_bomb_is_refused_unopened(path: Path) -> None:
    data = bytearray(_pack(path).read_bytes())
    for found in re.finditer(rb"PK\x01\x02.{42}Northshire evidence/data/Evidence", bytes(data), re.DOTALL):
        struct.pack_into("<I", data, found.start() + 24, 3 << 30)
    path.write_bytes(data)
    assert "would unpack to 3 GB" in _why(path)


def test_a_truncated_pack_is_refused(path: Path) -> None:
    data = _pack(path).read_bytes()
    for length in (0, 1, len(data) // 2, len(data) - 30):
        path.write_bytes(data[:length])
        assert "not a whole ZIP" in _why(path)


def test_what_is_no_zip_is_refused(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"Dear Ann, please find attached")
    assert "not a whole ZIP" in _why(path)
    assert "no file" in _why(tmp_path / "absent.zip")
    (tmp_path / "folder.zip").mkdir()
    assert "could not be read" in _why(tmp_path / "folder.zip")


def test_another_zip_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("photo.jpg", b"x")
    assert "photo.jpg" in _why(path)


def test_a_newer_format_is_refused_kindly(path: Path) -> None:
    assert "newer version of Evidence Desk" in _why(_pack(path, {**INFO, "Evidence-Desk-Format": "2"}))


def test_a_bag_of_somebody_else_is_refused(path: Path) -> None:
    assert "Was it made by Evidence Desk?" in _why(_pack(path, {"Source-Organization": "Museum"}))


@pytest.mark.parametrize(
    "line", ["[1]", "{", "", "NaN", '{"a": NaN}', "[" * 100_000, '{"a": "\\ud800"}', '{"a": ' + "9" * 5000 + "}"]
)
def test_a_line_that_is_no_record_is_named(path: Path, line: str) -> None:
    assert "records.jsonl, line 2, is not a record" in _why(_pack(path, records=['{"action": {}}', line]))


def test_a_pack_without_records_says_so_when_they_are_asked_for(path: Path) -> None:
    with open(path, "wb") as stream, Bag(stream, "Northshire evidence", datetime(2026, 11, 24)) as bag:
        bag.add_text("Self-evaluation.xlsx", "x")
        bag.close(INFO)
    with open_pack(path) as pack, pytest.raises(KnownError, match="without records"):
        list(pack.records())


def test_a_file_list_that_lies_is_refused(path: Path) -> None:
    with open(path, "wb") as stream, Bag(stream, "Northshire evidence", datetime(2026, 11, 24)) as bag:
        bag.add_stream("Evidence/plan.pdf", io.BytesIO(ORIGINAL))
        bag.add_lines("records/files.jsonl", [json.dumps({"sha256": "0" * 64, "path": "Evidence/plan.pdf"})])
        bag.close(INFO)
    assert "not the file it should be" in _why(path)


def test_checking_can_be_cancelled(path: Path) -> None:
    class Cancelled(Exception):
        pass

    def tick() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        open_pack(_pack(path), tick)
