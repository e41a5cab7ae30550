"""What a search has to say: what may have been meant, what was odd, and which other names were searched too."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from evidence_desk.ui.naming import label, named

if TYPE_CHECKING:
    from evidence_desk.search.finding import Matched

_WIDEST_LINK = 320


class SearchHints(QWidget):
    """One quiet line, which is not there where there is nothing to say; `wanted` when the suggestion is taken up."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "About this search")
        self.sentences: tuple[str, ...] = ()
        self._meant = ""
        self.link = named(QPushButton(), "Did you mean")
        self.link.setProperty("kind", "link")
        self.link.setProperty("edge", "true")
        self.link.clicked.connect(lambda: self.wanted.emit(self._meant))
        self._words = label("", "caption", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.show_heard(None)

    @property
    def words(self) -> str:
        """What it says beside the suggestion."""
        return self._words.text()

    def show_heard(self, heard: "Matched | None") -> None:
        """Shows what there is to say of a search; None where none is on."""
        odd = heard.odd if heard is not None else ()
        also = (f"Also searched: {'; '.join(heard.also)}.",) if heard is not None and heard.also else ()
        self._meant = heard.did_you_mean or "" if heard is not None else ""
        asked = (f"Did you mean “{self._meant}”?",) if self._meant else ()
        self.sentences = (*asked, *odd, *also)
        self._words.setText(" ".join((*odd, *also)))
        self._words.setVisible(bool(odd or also))
        self.link.setVisible(bool(asked))
        if asked:
            self.link.setText(self.fontMetrics().elidedText(asked[0], Qt.TextElideMode.ElideMiddle, _WIDEST_LINK))
            named(self.link, asked[0], "Search for this instead")
        self.setVisible(bool(self.sentences))
