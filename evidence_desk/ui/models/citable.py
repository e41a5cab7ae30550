"""Evidence of a criterion as lines: what is not yet used, then what is; it can be dragged as a citation."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from evidence_desk.model.citing import Cited, formatted, is_used, places_by_item
from evidence_desk.ui.models.index import Index
from evidence_desk.ui.models.lines import Line, LinesModel
from evidence_desk.ui.partials.prose import CITATION
from evidence_desk.ui.words import FRESH, SHOWS, VOICES, listed, shorter

if TYPE_CHECKING:
    from evidence_desk.library.citations import Citable, CitedItem

_QUOTE = 160
_TITLE = 80


class CitableModel(LinesModel):
    """Lines with the evidence behind them."""

    def __init__(self) -> None:
        super().__init__()
        self._behind: list[Citable | None] = []
        self._used: set[str] = set()

    def show_evidence(
        self, evidence: Iterable["Citable"], cites: Iterable[Cited], items: Mapping[str, "CitedItem"]
    ) -> None:
        """Groups by whether it is cited; nothing is told to the view where nothing changed."""
        unused, used = _parted(evidence, cites)
        lines: list[Line] = []
        behind: list[Citable | None] = []
        for name, group in (("Not yet used", unused), ("Used", used)):
            if group:
                lines += [Line(f"{name} ({len(group):,})", heading=True), *(line_of(one, items) for one in group)]
                behind += [None, *group]
        self._used = {one.tag for one in used}
        if behind != self._behind or lines != [self.line(at) for at in range(self.rowCount())]:
            self._behind = behind
            self.show(lines)

    def evidence(self, at: int) -> "Citable | None":
        return self._behind[at] if 0 <= at < len(self._behind) else None

    def at(self, tag: str) -> int:
        """The row of a tag; -1 where it has none."""
        return next((at for at, one in enumerate(self._behind) if one is not None and one.tag == tag), -1)

    def is_used(self, tag: str) -> bool:
        return tag in self._used

    def near(self, row: int) -> int:
        """The first evidence at or below a row, else the last above it; -1 where there is none."""
        rows = [at for at, one in enumerate(self._behind) if one is not None]
        return next((at for at in rows if at >= row), rows[-1] if rows else -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.evidence(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [CITATION, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        found = next((one for index in indexes if (one := self.evidence(index.row())) is not None), None)
        if found is not None:
            words = citation(found)
            data.setData(CITATION, words.encode())
            data.setText(words)
        return data


def citation(one: "Citable") -> str:
    """As it is put into a text."""
    return formatted(one.ref, one.place)


def line_of(one: "Citable", items: Mapping[str, "CitedItem"]) -> Line:
    """What it shows and where, its words, then whose voice, how fresh and by which reference."""
    quote = f"“{shorter(one.quote, _QUOTE)}”" if one.quote else ""
    item = items.get(one.key)
    withheld = f"Withheld: {item.withheld}" if item is not None and item.withheld else ""
    facts = (listed(one.voices, VOICES), FRESH.get(one.currency, one.currency), one.ref, withheld)
    title = shorter(one.title, _TITLE)
    return Line(
        words=f"{SHOWS.get(one.stance, one.stance)} · {one.place or 'whole item'}",
        quote=quote or title,
        second="\n".join(part for part in (title if quote else "", " · ".join(fact for fact in facts if fact)) if part),
        icon=one.stance if one.stance in SHOWS else "context",
        role=one.stance if one.stance in SHOWS else "context",
        key=one.tag,
        strong=True,
    )


def _parted(
    evidence: Iterable["Citable"], cites: Iterable[Cited]
) -> tuple[list["Citable"], list["Citable"]]:
    places = places_by_item(cites)
    unused: list[Citable] = []
    used: list[Citable] = []
    for one in evidence:
        (used if is_used(one.place, places.get(one.key, set())) else unused).append(one)
    return unused, used
