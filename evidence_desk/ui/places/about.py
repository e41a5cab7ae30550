"""About: what this is, its version and licence, and the licences of what it is built on."""

from importlib import metadata

from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout

from evidence_desk import __version__
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.models.lines_delegate import LinesDelegate
from evidence_desk.ui.naming import label, named
from evidence_desk.ui.places.page import Page
from evidence_desk.ui.places.welcome import Mark

_WORDS = (
    "Evidence Desk helps a local area partnership know what it knows about itself and prove it. "
    "It uses no network. It is free software under the GNU Affero General Public License, version 3 or later."
)
_PARTS = (
    "PySide6-Essentials", "pymupdf", "Whoosh", "openpyxl", "python-docx", "python-pptx", "python-calamine",
    "striprtf", "python-oxmsg", "lxml", "charset-normalizer", "click", "platformdirs", "filelock", "psutil",
    "python-ulid", "defusedxml", "tomli_w",
)  # fmt: skip


class AboutPage(Page):
    """The list is read from what is installed."""

    def __init__(self) -> None:
        super().__init__("About")
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(Mark())
        layout.addWidget(label(f"Evidence Desk {__version__}", "section"))
        layout.addWidget(label(_WORDS, wrap=True))
        framework = (
            "Inspection frameworks: Ofsted and the Care Quality Commission. Contains public sector information "
            "licensed under the Open Government Licence v3.0."
        )
        layout.addWidget(label(framework, "second", wrap=True))
        self.column.addWidget(card)
        self.column.addWidget(label("Built on", "section"))
        self._model = LinesModel()
        self._model.show(_parts())
        parts = named(QListView(), "Built on")
        parts.setObjectName("boxed")
        parts.setModel(self._model)
        parts.setItemDelegate(LinesDelegate(parts))
        parts.setMinimumHeight(240)
        self.column.addWidget(parts)


def _parts() -> list[Line]:
    lines = []
    for part in _PARTS:
        try:
            facts = metadata.metadata(part)
        except metadata.PackageNotFoundError:
            continue
        said = [one for name in ("License-Expression", "License") for one in facts.get_all(name) or ()]
        licence = (said or [_classifier(facts.get_all("Classifier"))])[0]
        lines.append(Line(f"{facts['Name']} {facts['Version']}", licence.partition("\n")[0][:100]))
    return lines


def _classifier(classifiers: list[str] | None) -> str:
    found = [one.rpartition(" :: ")[2] for one in classifiers or () if one.startswith("License")]
    return found[0] if found else "See its own files"
