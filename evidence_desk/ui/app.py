"""Starting the window: one application, Fusion, our theme, and faults shown kindly."""

import gc
import logging
import sys
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from evidence_desk import preferences
from evidence_desk.system.copies import clear_copies
from evidence_desk.ui import settings
from evidence_desk.ui.icons import app_icon
from evidence_desk.ui.jobs import report_bug
from evidence_desk.ui.logbook import start_log
from evidence_desk.ui.partials.ring import FocusRing
from evidence_desk.ui.session import Session
from evidence_desk.ui.theme import themes
from evidence_desk.ui.window import Window

log = logging.getLogger(__name__)

# Background threads give way to the window this often (seconds); Python's own 0.005 is felt while typing.
_SWITCH_INTERVAL = 0.001
# New objects before a collection of the young, and how many of those before one of the older (Python: 700, 10, 10).
_COLLECT_AFTER = (20_000, 20, 100)


def application() -> QApplication:
    """The one QApplication, dressed."""
    known = QApplication.instance()
    made = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    made.setApplicationName("evidence-desk")
    made.setApplicationDisplayName("Evidence Desk")
    QGuiApplication.setDesktopFileName("evidence-desk")
    made.setStyle("Fusion")
    made.setWindowIcon(app_icon())
    themes.start(settings.theme_choice())
    focus_ring(made)
    return made


@lru_cache(maxsize=1)
def focus_ring(qt: QApplication) -> FocusRing:
    """The one ring; kept here, since Qt does not keep it."""
    return FocusRing(qt)


def keep_steady() -> None:
    """Keeps Python itself from holding the window; called once, when all that stays has been made.

    What is there by then (modules, widgets) is put aside from garbage collection, and the rest is looked through
    less often: a full collection stops every thread, for up to 70 ms with 5,000 items listed.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)


def run_window(library: Path | None) -> int:
    """Shows the window on the library, else on the last one, else on the welcome page, until it is closed."""
    start_log()
    qt = application()
    clear_copies()
    session = Session()
    window = Window(session)
    _show_faults(session)
    keep_steady()
    window.show()
    folder = library or last_library()
    if folder is not None:
        QTimer.singleShot(0, lambda: session.open(folder))
    return qt.exec()


def last_library() -> Path | None:
    """The library opened last, where it is still there."""
    for known in preferences.load().recent[:1]:
        if Path(known).is_dir():
            return Path(known)
    return None


def _show_faults(session: Session) -> None:
    """A fault in a handler is logged and shown; the window goes on."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        session.failed.emit(report_bug(error))

    sys.excepthook = hook
