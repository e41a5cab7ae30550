"""What every place of the window has in common."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from evidence_desk.ui.session import Session


class Place(QWidget):
    """Made when it is first shown, and told when it is shown and when its library is closed."""

    rail_wanted = Signal(bool)

    def __init__(self, session: Session, ground: str = "ground") -> None:
        super().__init__()
        self.setObjectName(ground)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session

    @property
    def rail(self) -> bool:
        """Whether the list of places shrinks to a rail, to leave more room."""
        return False

    def start(self) -> None:
        """It is shown, with a library open: what it shows may have changed since."""

    def stop(self) -> None:
        """The library is closed: let go of all that came from it."""

    def show_about(self, about: str) -> None:
        """Shows what somebody came for, such as a criterion."""

    def panes(self) -> list[QWidget]:
        """What F6 goes round, from left to right."""
        return [self]

    def take_focus(self) -> None:
        """Puts the caret where work begins."""
        from evidence_desk.ui.panes import first_stop

        first = first_stop(self)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
