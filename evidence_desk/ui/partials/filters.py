"""The filters over the list of evidence: a chip for each kind of fact, and what the list was brought here for."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from evidence_desk.ui import icons
from evidence_desk.ui.models.criteria import Choice
from evidence_desk.ui.naming import named
from evidence_desk.ui.partials.filterchip import Chip, FilterChip
from evidence_desk.ui.partials.flow import FlowLayout
from evidence_desk.ui.words import AGENCIES, FRESH, KINDS, SHOWS, STANCES, STATES, VOICES

if TYPE_CHECKING:
    from evidence_desk.ui.places.listing import Only

UNTAGGED: Final = "untagged"
_CHIPS: Final[tuple[tuple[str, str, Mapping[str, str]], ...]] = (
    ("kind", "Kind", KINDS),
    ("criterion", "Criterion", {}),
    ("voice", "Whose voice", VOICES),
    ("agency", "Agency", AGENCIES),
    ("fresh", "How fresh", FRESH),
    ("label", "Label", {}),
    ("more", "More", SHOWS | STATES),
)


class FilterBar(QWidget):
    """`changed` whenever something else is chosen; `only_cleared` and `back` for items come for from elsewhere."""

    changed = Signal(object)
    only_cleared = Signal()
    back = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "Filters")
        self._came_from = ""
        self.only = Chip("These items")
        self.only.cleared.connect(self.only_cleared)
        self.only.pressed.connect(self.only_cleared)
        self.go_back = self._link("Back", lambda: self.back.emit(self._came_from))
        self.untagged = Chip("Untagged")
        self.untagged.pressed.connect(self._toggle_untagged)
        self.untagged.cleared.connect(self._toggle_untagged)
        self.chips = {facet: FilterChip(name, words) for facet, name, words in _CHIPS}
        self.chips["more"].offer(SHOWS | STATES, STANCES | STATES)
        for chip in self.chips.values():
            chip.changed.connect(self._tell)
        self.clear = self._link("Clear filters", self.clear_all)
        layout = FlowLayout()
        layout.setContentsMargins(8, 2, 8, 8)
        for widget in (self.only, self.go_back, self.untagged, *self.chips.values(), self.clear):
            layout.addWidget(widget)
        self.setLayout(layout)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._set_untagged(False)
        self.show_only(None)
        self.show_labels(())
        self._show_clear()

    def _link(self, words: str, press: object) -> QPushButton:
        made = named(QPushButton(words), words)
        made.setProperty("kind", "link")
        made.clicked.connect(lambda: press())  # type: ignore[operator]
        return made

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """What is chosen, by facet."""
        found = {facet: chip.values for facet, chip in self.chips.items() if chip.values}
        return {UNTAGGED: (UNTAGGED,), **found} if self.untagged.is_on else found

    def choose(self, filters: Mapping[str, Collection[str]]) -> None:
        """Shows what is chosen, without saying that it changed."""
        for facet, chip in self.chips.items():
            chip.choose(filters.get(facet, ()))
        self._set_untagged(UNTAGGED in filters)
        self._show_clear()

    def clear_all(self) -> None:
        """Leaves every filter out; items come for from elsewhere stay."""
        self.choose({})
        self._tell()

    def show_criteria(self, choices: Sequence[Choice]) -> None:
        self.chips["criterion"].offer({one.id: one.words for one in choices}, {one.id: one.id for one in choices})

    def show_labels(self, labels: Sequence[str]) -> None:
        """The labels in use; without any there is nothing to choose."""
        chip = self.chips["label"]
        chip.offer({one: one for one in labels})
        chip.setVisible(bool(labels))

    def show_only(self, only: "Only | None") -> None:
        """What the items that are listed have in common, and where somebody came from for them."""
        self.only.setVisible(only is not None)
        self._came_from = only.came_from if only is not None else ""
        self.go_back.setVisible(bool(self._came_from))
        if only is not None:
            self.only.show_words(only.words, on=True, spoken=f"Only: {only.words}")
        self.go_back.setText(f"Back to {self._came_from}")
        named(self.go_back, f"Back to {self._came_from}")

    def _toggle_untagged(self) -> None:
        self._set_untagged(not self.untagged.is_on)
        self._tell()

    def _set_untagged(self, on: bool) -> None:
        self.untagged.show_words("Untagged", on=on, spoken=f"Untagged: {'on' if on else 'off'}")
        icons.dress(self.untagged.button, "tick" if on else "tag", "on_chosen" if on else "second", 14)

    def _tell(self) -> None:
        self._show_clear()
        self.changed.emit(self.chosen)

    def _show_clear(self) -> None:
        self.clear.setVisible(bool(self.chosen))
