"""One writer at a time; a dead one never keeps others out."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from evidence_desk.errors import KnownError
from evidence_desk.library.lock import NOTE_NAME, Lock, held, holder_of

HOLD = """
import sys, pathlib, time
from evidence_desk.library.lock import Lock
lock = Lock(pathlib.Path(sys.argv[1]), "Ben")
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_writer_is_told_who_and_since_when(tmp_path: Path) -> None:
    lock = Lock(tmp_path, "Ann\nOfficer")
    with pytest.raises(KnownError, match=r"^Ann Officer has had this library open .*since \d{4}-\d\d-\d\d \d\d:\d\d"):
        Lock(tmp_path, "Ben")
    lock.release()
    assert not (tmp_path / NOTE_NAME).exists()
    Lock(tmp_path, "Ben").release()


def test_a_killed_writer_frees_the_library(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    with pytest.raises(KnownError, match="Ben has had"):
        Lock(tmp_path, "Ann")
    process.kill()
    process.wait()
    process.stdout.close()
    assert holder_of(tmp_path) is not None
    lock = Lock(tmp_path, "Ann")
    left = holder_of(tmp_path)
    assert left is not None
    assert left.name == "Ann"
    lock.release()


@pytest.mark.parametrize("note", [None, b"", b"\xff\xfe", b"Name: Ann\n", b"nonsense"])
def test_a_note_that_says_nothing_is_no_hindrance(tmp_path: Path, note: bytes | None) -> None:
    if note is not None:
        (tmp_path / NOTE_NAME).write_bytes(note)
    assert holder_of(tmp_path) is None
    assert str(held(tmp_path)).startswith("Somebody has this library open already.")
    Lock(tmp_path, "Ben").release()


def test_another_thread_may_release_and_twice_is_once(tmp_path: Path) -> None:
    lock = Lock(tmp_path, "Ann")
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    lock.release()
    Lock(tmp_path, "Ben").release()
