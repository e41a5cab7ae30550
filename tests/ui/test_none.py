"""Qt's calls cannot use up the references that None has."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication


def test_more_calls_than_none_has_references_at_the_start_do_no_harm(qapp: QApplication) -> None:
    thing = QObject()
    for _ in range(20_000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > 20_000
