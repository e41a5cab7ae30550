"""A file that looks like something here: making it a new version of that, or keeping both."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from evidence_desk.operations.refusals import KEPT_BOTH
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.elided import ElidedLabel
from evidence_desk.ui.partials.flow import FlowLayout

if TYPE_CHECKING:
    from evidence_desk.operations.importing import FileRow

_MANY = 3


def is_look_alike(row: "FileRow") -> bool:
    """Whether it looks like another item, both are here still, and nobody has said that both are kept."""
    return may_be_version(row) and KEPT_BOTH not in (row.reason or "")


def may_be_version(row: "FileRow") -> bool:
    """Whether it came in as an item of its own although it looks like another, and both are here still."""
    return row.status == "imported" and bool(row.like and row.ref) and row.like != row.ref


class LookAlikeBar(QFrame):
    """Asks about one file at a time; nothing happens until somebody answers."""

    version_wanted = Signal(object)
    keep_wanted = Signal(object)
    keep_all_wanted = Signal()
    asked = Signal(object)
    other_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.row: FileRow | None = None
        self.file = ElidedLabel("", "strong")
        self.like = ElidedLabel()
        self.show_other = named(QPushButton("Show"), "Show what it looks like")
        self.show_other.setProperty("kind", "small")
        self.show_other.clicked.connect(lambda: self.row and self.other_wanted.emit(self.row.like))
        self.share = label("", "second", wrap=True)
        self.share.hide()
        self.version = self._button("Make it a new version", self.version_wanted)
        self.version.setToolTip("What is tagged on either stays; Undo takes it back")
        self.keep = self._button("Keep both", self.keep_wanted)
        self.keep_all = named(QPushButton(), "Keep all")
        self.keep_all.setProperty("kind", "flat")
        self.keep_all.clicked.connect(self.keep_all_wanted)
        buttons = FlowLayout()
        buttons.addWidget(self.version)
        buttons.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.file)
        other = QHBoxLayout()
        other.setSpacing(4)
        other.addWidget(self.like, 1)
        other.addWidget(self.show_other)
        layout.addLayout(other)
        layout.addWidget(self.share)
        layout.addSpacing(4)
        layout.addLayout(buttons)
        layout.addWidget(self.keep_all)
        self.hide()

    def _button(self, words: str, pressed: object) -> QPushButton:
        made = named(QPushButton(words), words)
        made.setProperty("kind", "small")
        made.clicked.connect(lambda: pressed.emit(self.row))  # type: ignore[attr-defined]
        return made

    def ask(self, row: "FileRow | None", name: str, like: str, *, may: bool, left: int) -> None:
        """Asks about a row, by the name of its file and what it looks like, of so many; None is nothing to ask.

        Of one that was kept already it only offers to think again.
        """
        is_another = row is None or self.row is None or (row.ref, row.like) != (self.row.ref, self.row.like)
        self.row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self.file.say(f"“{name}”")
        self.like.say(f"looks like “{like}”" if like else f"looks like {row.like}")
        named(self.show_other, f"Show “{like}”" if like else f"Show {row.like}")
        self.like.setToolTip(f"{like} ({row.like})".strip())
        self.version.setEnabled(may)
        self.keep.setEnabled(may)
        self.keep.setVisible(is_look_alike(row))
        if is_another:
            self.tell("")
            self.asked.emit(row)
        self._describe()
        self.keep_all.setEnabled(may)
        self.keep_all.setText(f"Keep all {left:,} as they are")
        named(self.keep_all, self.keep_all.text())
        self.keep_all.setVisible(left >= _MANY)

    def tell(self, share: str) -> None:
        """How much the two are alike."""
        self.share.setText(share)
        self.share.setVisible(bool(share))
        self._describe()

    def _describe(self) -> None:
        for button in (self.version, self.keep):
            button.setAccessibleDescription(self.words)

    @property
    def words(self) -> str:
        """What it says of the file, in full."""
        return f"{self.file.text()} {self.like.text()}. {self.share.text()}".strip()
