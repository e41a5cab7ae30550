"""The log says where the program failed and never what the evidence says."""

import logging
import sys

from evidence_desk.logs import WithoutWords


def test_an_exceptions_words_stay_out_of_the_log() -> None:
    try:
        raise ValueError("Jamie Surname was excluded")
    except ValueError:
        record = logging.LogRecord("evidence_desk", logging.ERROR, "x.py", 1, "failed", None, sys.exc_info())
    told = WithoutWords("%(message)s").format(record)
    assert "Jamie" not in told and "Surname" not in told
    assert "ValueError" in told and "test_logs.py" in told and "test_an_exceptions_words_stay_out_of_the_log" in told
