"""F6: going round the panes of the window, each remembering where the caret was."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

Panes = Callable[[], Sequence[QWidget]]


def go(panes: Sequence[QWidget], step: int) -> None:
    """Gives the focus to the next (or previous) pane that can be seen and holds something to work with."""
    seen = [pane for pane in panes if pane.isVisible() and first_stop(pane) is not None]
    if not seen:
        return
    focus = QApplication.focusWidget()
    here = next((at for at, pane in enumerate(seen) if focus is not None and _holds(pane, focus)), None)
    at = 0 if here is None else (here + step) % len(seen)
    target = first_stop(seen[at])
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason)


def first_stop(pane: QWidget) -> QWidget | None:
    """Where the caret goes in a pane: where it was, else to the first thing that takes the keyboard."""
    if _takes_focus(pane):
        return pane
    was = pane.focusWidget()
    if was is not None and was is not pane and _takes_focus(was):
        return was
    return next((child for child in pane.findChildren(QWidget) if _takes_focus(child)), None)


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def _takes_focus(widget: QWidget) -> bool:
    tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tabbed) and widget.isEnabled() and widget.isVisible()
