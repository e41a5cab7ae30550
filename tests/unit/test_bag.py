"""The bag: valid to the Library of Congress's own validator, the same twice, and whole or not there."""

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.errors import KnownError
from evidence_desk.pack.bag import Bag, decoded_path, encoded_path
from evidence_desk.pack.fresh import fresh_file

MOMENT = datetime(2026, 11, 24, 23, 5)
NAME = "Northshire evidence"


def _bag(stream: io.BufferedIOBase, original: Path) -> None:
    with Bag(stream, NAME, MOMENT) as bag:  # type: ignore[arg-type]
        bag.add_text("Read me first.txt", "Plain words.\n")
        bag.add_file("Evidence/E-7K3F-9QTX Tŷ Gwyn – plan.pdf", original)
        bag.add_lines("records/records.jsonl", (json.dumps({"n": n}) for n in range(50_000)))
        bag.close({"Source-Organization": "Northshire\nCouncil", "Evidence-Desk-Format": "1"})


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 9000)
    return path


def test_the_validator_finds_the_bag_valid(tmp_path: Path, original: Path) -> None:
    with fresh_file(tmp_path / "pack.zip") as stream:
        _bag(stream, original)
    with zipfile.ZipFile(tmp_path / "pack.zip") as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path / "out")
    bag = bagit.Bag(str(tmp_path / "out" / NAME))
    bag.validate()
    assert bag.version_info == (1, 0) and bag.info["Source-Organization"] == "Northshire Council"
    data = tmp_path / "out" / NAME / "data"
    assert (data / "Evidence/E-7K3F-9QTX Tŷ Gwyn – plan.pdf").read_bytes() == original.read_bytes()
    records = (data / "records/records.jsonl").read_text().splitlines()
    assert len(records) == 50_000 and json.loads(records[-1]) == {"n": 49_999}


def test_the_same_content_gives_the_same_bytes(original: Path) -> None:
    one, other = io.BytesIO(), io.BytesIO()
    _bag(one, original)
    _bag(other, original)
    assert one.getvalue() == other.getvalue()


def test_what_does_not_shrink_is_stored_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "zeros.csv").write_bytes(bytes(1 << 20))
    (tmp_path / "words.csv").write_bytes(b"".join(b"%d,waiting\n" % (n * n) for n in range(20_000)))
    stream = io.BytesIO()
    bag = Bag(stream, NAME, MOMENT)
    bag.add_file("zeros.csv", tmp_path / "zeros.csv")
    bag.add_file("words.csv", tmp_path / "words.csv")
    bag.close({})
    methods = {Path(entry.filename).name: entry.compress_type for entry in zipfile.ZipFile(stream).infolist()}
    assert methods["zeros.csv"] == zipfile.ZIP_STORED
    assert methods["words.csv"] == zipfile.ZIP_DEFLATED


@given(st.text())
def test_a_manifest_path_comes_back_as_it_was(path: str) -> None:
    encoded = encoded_path(path)
    assert decoded_path(encoded) == path and "\n" not in encoded and "\r" not in encoded


def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "pack.zip"
    out.write_text("yesterday's")

    class Cancelled(Exception):
        pass

    with pytest.raises(Cancelled), fresh_file(out) as stream:
        stream.write(b"half")
        raise Cancelled
    assert out.read_text() == "yesterday's" and [path.name for path in tmp_path.iterdir()] == ["pack.zip"]


@pytest.mark.filterwarnings("error")
def test_the_tick_can_stop_a_bag(tmp_path: Path, original: Path) -> None:
    class Cancelled(Exception):
        pass

    calls = []

    def tick() -> None:
        calls.append(1)
        if len(calls) > 3:
            raise Cancelled

    out = tmp_path / "pack.zip"
    with pytest.raises(Cancelled), fresh_file(out) as stream, Bag(stream, NAME, MOMENT, tick) as bag:
        bag.add_file("plan.pdf", original)
    assert not out.exists()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no folder"), fresh_file(tmp_path / "not" / "pack.zip"):
        pass
    with pytest.raises(KnownError, match="is a folder"), fresh_file(tmp_path):
        pass


def test_a_full_disk_is_said_and_leaves_nothing(small_disk: Path) -> None:
    with pytest.raises(KnownError, match="full"), fresh_file(small_disk / "pack.zip") as stream:
        stream.write(bytes(8 << 20))
    assert list(small_disk.iterdir()) == []


def test_a_file_open_in_excel_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def windows_says_no(source: object, target: object) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr("os.replace", windows_says_no)
    with pytest.raises(KnownError, match="Excel"), fresh_file(tmp_path / "book.xlsx") as stream:
        stream.write(b"x")
    assert list(tmp_path.iterdir()) == []
