"""Rating a criterion: the titles of the scale, one below the other, and not rated."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from evidence_desk.ui.naming import label, named

if TYPE_CHECKING:
    from evidence_desk.model.framework import Framework

_INDICATOR: Final = 32
_USUAL: Final = 6


class _Option(QRadioButton):
    """Its words are cut where there is no room, so that the form can be narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.stored = ""
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, stored: str, words: str, description: str) -> None:
        self.stored, self._words = stored, words
        named(self, f"Rating: {words}", f"{words}. {description}" if description else words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(_INDICATOR, self.width() - _INDICATOR)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class RatingChoice(QWidget):
    """`changed` with the id chosen, empty for not rated."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "Rating")
        self._scale: tuple[str, ...] | None = None
        self._group = QButtonGroup(self)
        self._options: list[_Option] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._none = label("This framework has no ratings.", "second")
        self._column.addWidget(self._none)
        # Made now and shown when wanted: the Tab key goes in the order in which they were made.
        self._have(_USUAL)

    def show_scale(self, framework: "Framework") -> None:
        """The ratings there are, best first."""
        scale = tuple(one.id for one in framework.scale)
        if scale == self._scale:
            return
        self._scale = scale
        self._none.setVisible(not scale)
        wanted = [(one.id, one.title, one.description) for one in framework.scale]
        wanted += [("", "Not rated", "")] if scale else []
        self._have(len(wanted))
        for at, option in enumerate(self._options):
            option.setVisible(at < len(wanted))
            option.say(*(wanted[at] if at < len(wanted) else ("", "", "")))

    def _have(self, number: int) -> None:
        while len(self._options) < number:
            option = _Option()
            option.hide()
            option.clicked.connect(lambda _=False, option=option: self._click(option))
            self._group.addButton(option)
            self._options.append(option)
            self._column.addWidget(option)

    def _click(self, option: _Option) -> None:
        self._stop_at_chosen()
        self.changed.emit(option.stored)

    def option(self, stored: str) -> QRadioButton | None:
        """The button of a rating, if the scale has it."""
        shown = self._options[: len(self._scale) + 1] if self._scale else []
        return next((one for one in shown if one.stored == stored), None)

    def choose(self, stored: str) -> None:
        """A rating that is on no scale here shows as none chosen."""
        chosen = self.option(stored)
        self._group.setExclusive(False)
        for one in self._options:
            one.setChecked(one is chosen)
        self._group.setExclusive(True)
        self._stop_at_chosen()

    def _stop_at_chosen(self) -> None:
        """The Tab key comes to what is chosen; from there the arrow keys choose."""
        any_chosen = self._group.checkedButton() is not None
        for one in self._options:
            stops = one.isChecked() or not any_chosen
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)
