"""The job bar: what is being done, how many of how many, and Cancel."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from evidence_desk.ui.naming import announce, label, named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.words import shorter
from evidence_desk.work.job import Job
from evidence_desk.work.rest import Rest

NOTHING_BEFORE = 200
LOOK_EVERY = 100


class JobBar(QFrame):
    """Looks at the job ten times a second, so that no step of the work costs the window anything."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("jobbar")
        self.setFixedHeight(44)
        self._job: Job | None = None
        self._rest = Rest()
        self._what = label("", "strong")
        self._where = ElidedLabel("", "second")
        self._bar = named(QProgressBar(), "Progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cancel = named(QPushButton("Cancel"), "Cancel this job")
        self._cancel.clicked.connect(self._stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 12, 4)
        layout.setSpacing(12)
        layout.addWidget(self._what)
        layout.addWidget(self._bar)
        layout.addWidget(self._where, 1)
        layout.addWidget(self._cancel)
        self._wait = QTimer(self, singleShot=True, interval=NOTHING_BEFORE)
        self._wait.timeout.connect(self._appear)
        self._look = QTimer(self, interval=LOOK_EVERY)
        self._look.timeout.connect(self._refresh)
        self.hide()

    def watch(self, job: Job) -> None:
        self._job = job
        self._rest = Rest()
        self._what.setText(job.title)
        self._where.say("")
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.setText("Cancel")
        self._wait.start()

    def done(self, job: Job) -> None:
        if job is self._job:
            if self.isVisible():
                announce(self, f"{job.title}: {'stopped' if job.cancelled else 'finished'}")
            self._job = None
            self._wait.stop()
            self._look.stop()
            self.hide()

    def _appear(self) -> None:
        self._refresh()
        self._look.start()
        self.show()
        if self._job is not None:
            announce(self, f"{self._job.title}: started")

    def _refresh(self) -> None:
        job = self._job
        if job is None:
            return
        if job.total:
            self._bar.setRange(0, job.total)
            self._bar.setValue(job.done)
            counted = f"{job.done:,} of {job.total:,}"
        else:
            counted = f"{job.done:,}" if job.done else ""
        left = "" if job.cancelled else self._rest.told(job.done, job.total)
        self._where.say("  ·  ".join(part for part in (counted, left, shorter(job.note)) if part))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._cancel.setText("Stopping")
