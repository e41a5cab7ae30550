"""The only message box: erasing cannot be undone, and says so."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from evidence_desk.errors import KnownError
from evidence_desk.model.records import Item
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import sentence, shorter

_WORDS = (
    "Its text, tags, notes and file go for good, here and in every copy that takes in a pack made from now on. "
    "Undo does not bring it back. Your own files outside the library are not touched."
)


def ask_to_erase(parent: QWidget, session: Session, item: Item) -> None:
    """Asks for a reason; Erase can be pressed only once there is one."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle("Erase")
    box.setText(f"Erase “{shorter(item.title, 90)}” for good?")
    box.setInformativeText(_WORDS)
    erase = box.addButton("Erase for good", QMessageBox.ButtonRole.DestructiveRole)
    erase.setProperty("kind", "danger")
    keep = box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    reason = named(QLineEdit(), "Reason")
    reason.setPlaceholderText("Reason, without naming anyone")
    reason.textChanged.connect(lambda typed: erase.setEnabled(bool(typed.strip())))
    erase.setEnabled(False)
    _put_in(box, reason)
    box.exec()
    if box.clickedButton() is erase:
        _erase(session, item, reason.text().strip())


def _put_in(box: QMessageBox, reason: QLineEdit) -> None:
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 8, 0, 8)
    layout.addWidget(label("Reason (it travels with packs)", "field", reason))
    layout.addWidget(reason)
    grid = box.layout()
    if isinstance(grid, QGridLayout):
        grid.addWidget(inside, grid.rowCount() - 1, 0, 1, -1)


def _erase(session: Session, item: Item, reason: str) -> None:
    from evidence_desk.operations.erasing import Erasure, erase

    def tell(erasure: Erasure) -> None:
        session.said.emit(sentence("erased 1 item"), False)
        # What it cannot reach stands in the line that stays: somebody may have to act on it.
        session.failed.emit(KnownError("Erased from this library.", " ".join(erasure.not_reached)))

    session.act(lambda desk: erase(desk, item.ref, reason), done=tell, undoable=False)
