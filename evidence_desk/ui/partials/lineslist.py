"""A list of lines of differing height: what comes first is laid out first, so that thousands never hold the window."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView

from evidence_desk.ui.models.lines import LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import named

_BATCH = 40
_UP = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MovePageUp)


class LinesList(QListView):
    """Home and Page Up stop at the first line that can be chosen: Qt would go to the heading, and so nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        if action not in _UP or found.flags() & Qt.ItemFlag.ItemIsSelectable:
            return found
        model = self.model()
        rows = (model.index(at, 0) for at in range(model.rowCount()))
        return next((one for one in rows if one.flags() & Qt.ItemFlag.ItemIsSelectable), found)


def lines_list(name: str, model: LinesModel) -> LinesList:
    """A list of lines by the name that screen readers find it by."""
    view = named(LinesList(), name)
    view.setModel(model)
    view.setItemDelegate(LinesDelegate(view))
    return view
