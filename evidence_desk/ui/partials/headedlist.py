"""A list under headings that cannot be chosen: Home and Page Up stop at the first line that can."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView

_UP = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MovePageUp)


class HeadedList(QListView):
    """Qt would go to the heading, and so nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        if action not in _UP or found.flags() & Qt.ItemFlag.ItemIsSelectable:
            return found
        model = self.model()
        rows = (model.index(at, 0) for at in range(model.rowCount()))
        return next((one for one in rows if one.flags() & Qt.ItemFlag.ItemIsSelectable), found)
