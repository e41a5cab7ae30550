"""Files of another library come before its records, whole and never erased ones."""

import hashlib
import io
from pathlib import Path

import pytest
from test_scrubbing import erase, put_in

from evidence_desk.errors import KnownError
from evidence_desk.library.merging import library_records, merge_records
from evidence_desk.library.merging_files import copy_files, openers_of
from evidence_desk.library.scrubbing import scrub
from evidence_desk.library.store import Library, create
from evidence_desk.library.verify import verify


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def ours(tmp_path: Path) -> Library:
    return create(tmp_path / "ours", actor="Ann", agency=None, area="Northshire", framework="area-send-2023")


@pytest.fixture
def theirs(tmp_path: Path) -> Library:
    library = create(tmp_path / "theirs", actor="Ben", agency=None, area="Northshire", framework="area-send-2023")
    put_in(library, b"Plan", "Plan")
    put_in(library, b"Report", "Report")
    return library


def test_what_the_records_need_comes_and_the_merged_library_is_sound(ours: Library, theirs: Library) -> None:
    put_in(ours, b"Plan", "Plan")
    records = list(library_records(theirs.db))
    steps: list[tuple[int, int]] = []
    came = copy_files(ours, records, openers_of(theirs), name="theirs", step=lambda *at: steps.append(at))
    assert (came.copied, came.missing) == ((sha(b"Report"),), ())
    assert steps == [(0, 1), (1, 1)]
    merge_records(ours.db, records)
    assert verify(ours).ok
    assert copy_files(ours, records, openers_of(theirs), name="theirs").copied == ()
    ours.close()
    theirs.close()


def test_trying_it_out_copies_nothing(ours: Library, theirs: Library) -> None:
    came = copy_files(ours, library_records(theirs.db), openers_of(theirs), name="theirs", dry_run=True)
    assert came.copied == tuple(sorted([sha(b"Plan"), sha(b"Report")]))
    assert list(ours.files.all()) == []
    ours.close()
    theirs.close()


def test_a_file_that_nobody_has_is_told_as_missing(ours: Library, theirs: Library) -> None:
    openers = openers_of(theirs)
    del openers[sha(b"Plan")]
    assert copy_files(ours, library_records(theirs.db), openers, name="theirs").missing == (sha(b"Plan"),)
    ours.close()
    theirs.close()


def test_a_file_that_is_not_what_it_says_is_refused_by_name(ours: Library, theirs: Library) -> None:
    openers = openers_of(theirs) | {sha(b"Plan"): lambda: io.BytesIO(b"something else")}
    with pytest.raises(KnownError, match=f"{sha(b'Plan')} of the pack has changed or is damaged"):
        copy_files(ours, library_records(theirs.db), openers, name="the pack")
    assert sha(b"Plan") not in list(ours.files.all())
    ours.close()
    theirs.close()


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_file_that_was_erased_on_either_side_does_not_come(ours: Library, theirs: Library, side: str) -> None:
    key = put_in(ours, b"Plan", "Plan") if side == "ours" else put_in(theirs, b"Plan", "Plan")
    openers = openers_of(theirs)
    where = ours if side == "ours" else theirs
    scrub(where, erase(where, key))
    came = copy_files(ours, library_records(theirs.db), openers, name="theirs")
    assert came.copied == (sha(b"Report"),)
    assert not ours.files.has(sha(b"Plan"))
    ours.close()
    theirs.close()


def test_only_what_a_record_names_comes(ours: Library, theirs: Library) -> None:
    openers = openers_of(theirs) | {sha(b"extra"): lambda: io.BytesIO(b"extra")}
    copy_files(ours, library_records(theirs.db), openers, name="theirs")
    assert list(ours.files.all()) == sorted([sha(b"Plan"), sha(b"Report")])
    ours.close()
    theirs.close()
