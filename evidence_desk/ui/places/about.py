"""About: what this is, its version and licence in full, and the licences of what it is built on."""

import re
from collections.abc import Iterator
from importlib import metadata
from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QPushButton, QVBoxLayout

from evidence_desk import __version__
from evidence_desk.markdown import Block, Heading, Paragraph, Span
from evidence_desk.resources import licence
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.partials.guidetext import GuideText
from evidence_desk.ui.places.page import Page
from evidence_desk.ui.places.welcome import Mark
from evidence_desk.ui.theme import themes

_WORDS: Final = (
    "Evidence Desk helps a local area partnership know what it knows about itself and prove it. "
    "It uses no network. It is free software under the GNU Affero General Public License, version 3 or later."
)
_FRAMEWORKS: Final = (
    "Inspection frameworks: Ofsted and the Care Quality Commission. Contains public sector information "
    "licensed under the Open Government Licence v3.0."
)
# As each is called by those who make it.
_PARTS: Final = {
    "PySide6-Essentials": "Qt for Python (PySide6)", "pymupdf": "PyMuPDF", "Whoosh": "Whoosh", "openpyxl": "openpyxl",
    "defusedxml": "defusedxml", "python-docx": "python-docx", "python-pptx": "python-pptx",
    "python-calamine": "python-calamine", "striprtf": "striprtf", "python-oxmsg": "python-oxmsg", "lxml": "lxml",
    "olefile": "olefile", "msoffcrypto-tool": "msoffcrypto-tool", "cryptography": "cryptography",
    "charset-normalizer": "charset-normalizer", "click": "Click", "platformdirs": "platformdirs",
    "filelock": "filelock", "psutil": "psutil", "python-ulid": "python-ulid", "tomli-w": "Tomli-W",
}  # fmt: skip
_SECTION: Final = re.compile(r"\d+\. [^.]{1,90}\.")
_LICENCE_HEIGHT: Final = 360


class AboutPage(Page):
    """The list is read from what is installed."""

    def __init__(self) -> None:
        super().__init__("About")
        self.licence = GuideText("Licence text")
        self.licence.setMinimumHeight(_LICENCE_HEIGHT)
        self._frame = QFrame()
        self._frame.setObjectName("card")
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.licence)
        self._frame.hide()
        self.read = named(QPushButton("Read the licence"), "Read the licence")
        self.read.clicked.connect(self._toggle)
        self.column.addWidget(self._card())
        self.column.addWidget(self._frame)
        self._model = LinesModel()
        self._model.show(_parts())
        self.parts = named(QListView(), "Built on")
        self.parts.setObjectName("boxed")
        self.parts.setModel(self._model)
        self.parts.setItemDelegate(LinesDelegate(self.parts))
        self.parts.setMinimumHeight(240)
        self.column.addWidget(label("Built on", "section", self.parts))
        self.column.addWidget(self.parts)
        themes.changed.connect(self.licence.dress_again)

    def _card(self) -> QFrame:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(label(f"Evidence Desk {__version__}", "section"))
        words.addWidget(label(_WORDS, wrap=True))
        words.addWidget(label(_FRAMEWORKS, "second", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.read)
        row.addStretch(1)
        words.addLayout(row)
        card = QFrame()
        card.setObjectName("card")
        layout = QHBoxLayout(card)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        mark = QVBoxLayout()
        mark.addWidget(Mark(48))
        mark.addStretch(1)
        layout.addLayout(mark)
        layout.addLayout(words, 1)
        return card

    def _toggle(self) -> None:
        shown = self._frame.isHidden()
        self._frame.setVisible(shown)
        words = "Hide the licence" if shown else "Read the licence"
        self.read.setText(words)
        named(self.read, words)
        if shown:
            self.licence.show_blocks(list(_licence_blocks()))
            self.licence.setFocus()


def _licence_blocks() -> Iterator[Block]:
    """The paragraphs of the licence; its numbered sections as headings."""
    for at, part in enumerate(re.split(r"\n\s*\n", licence().read_text(encoding="utf-8").strip())):
        words = " ".join(part.split())
        if at == 0 or _SECTION.fullmatch(words):
            yield Heading(2 if at else 1, (Span(words),))
        else:
            yield Paragraph((Span(words),))


def _parts() -> list[Line]:
    return [_part(package, shown) for package, shown in _PARTS.items()]


def _part(package: str, shown: str) -> Line:
    try:
        facts = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return Line(shown, "See its own files")
    said = [one for name in ("License-Expression", "License") for one in facts.get_all(name) or ()]
    terms = (said or [_classifier(facts.get_all("Classifier"))])[0]
    return Line(f"{shown} {facts['Version']}", terms.partition("\n")[0][:100])


def _classifier(classifiers: list[str] | None) -> str:
    found = [one.rpartition(" :: ")[2] for one in classifiers or () if one.startswith("License")]
    return found[0] if found else "See its own files"
