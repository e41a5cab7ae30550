"""A long answer comes whole through a pipe, in pieces, and one whose sender dies is not waited for."""

import multiprocessing
import pickle
import threading

import pytest

from evidence_desk.work.pieces import PIECE, Incoming, send


@pytest.mark.parametrize("length", [0, 1, PIECE - 30, PIECE, 5 * PIECE + 7])
def test_what_is_sent_arrives_and_the_next_answer_begins_where_it_ended(length: int) -> None:
    ours, theirs = multiprocessing.Pipe()
    answers = [("a" * length, ["short"] * 9_000), {"next": length}]

    def send_both() -> None:
        for one in answers:
            send(theirs, pickle.dumps(one, protocol=5))

    sender = threading.Thread(target=send_both)
    sender.start()
    assert [pickle.load(Incoming(ours)) for _ in answers] == answers
    sender.join()


def test_an_answer_that_breaks_off_is_an_end_of_file() -> None:
    ours, theirs = multiprocessing.Pipe()
    theirs.send_bytes(pickle.dumps("a" * 100_000, protocol=5)[:50_000])
    theirs.close()
    with pytest.raises(EOFError):
        pickle.load(Incoming(ours))


def test_a_pickle_of_the_oldest_form_is_read_by_lines() -> None:
    ours, theirs = multiprocessing.Pipe()
    send(theirs, pickle.dumps({"a": [1, 2.5, "words"]}, protocol=0))
    assert pickle.load(Incoming(ours)) == {"a": [1, 2.5, "words"]}
