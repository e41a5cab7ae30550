"""Originals are kept whole, read-only and by their hash."""

import errno
import hashlib
import io
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.errors import KnownError
from evidence_desk.library.files import Files, SourceLost, sha256_of


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def everything(files: Files) -> list[str]:
    return sorted(path.name for path in files.folder.rglob("*") if path.is_file())


def test_a_file_lies_under_its_hash_and_cannot_be_changed(files: Files, tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_bytes(b"plan")
    kept = files.add(source, sha(b"plan"))
    assert kept == files.folder / sha(b"plan")[:2] / sha(b"plan")
    assert kept.read_bytes() == b"plan"
    assert not kept.stat().st_mode & stat.S_IWUSR
    assert files.has(sha(b"plan"))
    assert list(files.all()) == [sha(b"plan")]


def test_adding_twice_keeps_one_and_mends_a_torn_one(files: Files) -> None:
    files.add_bytes(b"plan")
    files.add_bytes(b"plan")
    torn = files.path(sha(b"plan"))
    torn.chmod(0o600)
    torn.write_bytes(b"")
    files.add_bytes(b"plan")
    assert sha256_of(torn) == sha(b"plan")
    assert everything(files) == [sha(b"plan")]


def test_a_file_that_changed_meanwhile_is_refused_by_name_and_leaves_nothing(files: Files, tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_bytes(b"new")
    with pytest.raises(KnownError, match=r"plan\.txt has changed"):
        files.add(source, sha(b"old"))
    assert everything(files) == []


def test_a_source_that_is_gone_is_named(files: Files, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"gone\.txt is not there"):
        files.add(tmp_path / "gone.txt", sha(b""))


def test_a_stream_that_breaks_leaves_nothing(files: Files) -> None:
    class Breaking(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        files.add_stream(Breaking(), sha(b"x"), name="x")  # type: ignore[arg-type]
    assert everything(files) == []


def test_a_drive_that_fails_while_it_is_read_is_told_apart_from_the_librarys_own(files: Files) -> None:
    class Failing(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(SourceLost, match=r"plan\.pdf could not be read"):
        files.add_stream(Failing(), sha(b"x"), name="stick/plan.pdf")  # type: ignore[arg-type]
    assert everything(files) == []


def test_removing_says_whether_there_was_one(files: Files) -> None:
    files.add_bytes(b"plan")
    assert files.remove(sha(b"plan"))
    assert not files.remove(sha(b"plan"))
    assert everything(files) == []


def test_what_a_killed_program_left_is_stray_and_what_is_known_or_just_arrived_is_not(files: Files) -> None:
    files.add_bytes(b"known")
    files.add_bytes(b"unknown")
    (files.folder / "ab").mkdir()
    (files.folder / "ab" / "1234-x.part").write_bytes(b"half")
    (files.folder / "ab" / sha(b"known")).write_bytes(b"in the wrong place")
    after_a_kill = Files(files.folder)
    after_a_kill.add_bytes(b"just arrived")
    assert after_a_kill.remove_stray({sha(b"known")}) == 3
    assert everything(files) == sorted([sha(b"known"), sha(b"just arrived")])


@given(st.text())
def test_nothing_but_a_hash_is_taken_for_one(name: str) -> None:
    with pytest.raises(KnownError):
        Files(Path("files")).path(name)


def test_a_path_cannot_climb_out() -> None:
    with pytest.raises(KnownError):
        Files(Path("files")).path("../" * 10 + "a" * 34)


@pytest.mark.elsewhere
def test_a_full_disk_is_told_and_leaves_no_half_file(small_disk: Path) -> None:
    files = Files(small_disk / "files")
    files.add_bytes(b"small")
    with pytest.raises(KnownError, match="The disk is full"):
        files.add_bytes(b"x" * 3_000_000)
    assert everything(files) == [sha(b"small")]
