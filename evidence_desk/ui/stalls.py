"""How long the window's event loop was held: a clock that ticks in it and notes when it came late."""

import time
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MILLISECONDS: Final = 5


class StallRecorder(QObject):
    """Counts from `start` to `stop`; a stall is the time between two ticks beyond the tick itself."""

    def __init__(self) -> None:
        super().__init__()
        self.stalls: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=TICK_MILLISECONDS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.stalls = []
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """The longest stall in milliseconds."""
        self._timer.stop()
        self._tick()
        return self.longest

    @property
    def longest(self) -> float:
        return max(self.stalls, default=0.0)

    def over(self, milliseconds: float) -> int:
        """How many stalls were longer."""
        return sum(stall > milliseconds for stall in self.stalls)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.stalls.append(max(0.0, (now - self._last) * 1000 - TICK_MILLISECONDS))
        self._last = now
