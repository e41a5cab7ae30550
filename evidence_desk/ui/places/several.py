"""What is done to several selected items at once: each gesture is one action, with one Undo."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_desk.library.listing import labels_of
from evidence_desk.ui.partials.selected import SelectedPanel
from evidence_desk.ui.places.keptreports import made_version, said_made
from evidence_desk.ui.session import Session
from evidence_desk.ui.words import count, sentence

if TYPE_CHECKING:
    from evidence_desk.desk import Desk
    from evidence_desk.model.records import Item
    from evidence_desk.work.job import Job

# So many items take about a second to change; more of them get the job bar.
MOST_AT_ONCE = 300
_TWO = 2


class Several(QObject):
    """Joins the panel for selected items to the operations."""

    def __init__(self, session: Session, chosen: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._session = session
        self._chosen = chosen
        self.panel = SelectedPanel()
        self.panel.tag_wanted.connect(self.tag)
        self.panel.change_wanted.connect(self.change)
        self.panel.remove_wanted.connect(self.remove)
        self.panel.two.wanted.connect(self.make_version)

    def show_count(self, number: int) -> None:
        """Shows how many are selected, and which labels could be taken from them."""
        self.panel.show_count(number, may_change=not self._session.read_only)
        keys = self._chosen()
        self._session.look_up(
            lambda desk: labels_of(desk.library.db, keys), self.panel.show_labels, name="labels of several"
        )
        self.panel.two.ask(None, None)
        if number == _TWO:
            self._session.look_up(lambda desk: _two(desk, keys), self._ask_of_two, name="two versions")

    def tag(self) -> None:
        """Tags every selected item as a whole."""
        from evidence_desk.operations import tagging

        panel, keys = self.panel, self._chosen()
        choice, stance = panel.picker.choice, panel.stance.value
        voices, note = panel.tag_voices.values or None, panel.note.toPlainText().strip() or None
        if choice is not None:
            self._do(
                "Tagging", keys,
                lambda desk, job: tagging.tag_items(
                    desk, keys, choice.id, stance=stance, voices=voices, note=note, job=job
                ),
                f"tagged {count(len(keys), 'item')} to {choice.id}", panel.tagged,
            )  # fmt: skip

    def change(self) -> None:
        """Sets what is filled in of every selected item."""
        from evidence_desk.operations import describing

        panel, keys = self.panel, self._chosen()
        assignments = [describing.Assignment(*one) for one in panel.assignments]
        if assignments:
            self._do(
                "Changing", keys, lambda desk, job: describing.set_fields(desk, keys, assignments, job=job),
                f"changed {count(len(keys), 'item')}", panel.changed,
            )  # fmt: skip

    def remove(self) -> None:
        """Takes every selected item out of view; Undo brings them back."""
        from evidence_desk.operations import describing

        keys = self._chosen()
        self._do(
            "Removing", keys, lambda desk, job: describing.remove_items(desk, keys, job=job),
            f"removed {count(len(keys), 'item')}", lambda: None,
        )  # fmt: skip

    def make_version(self, newer: str, older: str) -> None:
        """Makes one item of two."""
        self._session.act(lambda desk: made_version(desk, newer, older), said=said_made)

    def _ask_of_two(self, two: "tuple[Item, Item]") -> None:
        older, newer = two
        if set(self._chosen()) == {older.key, newer.key}:
            self.panel.two.ask((older.key, older.title), (newer.key, newer.title))

    def _do(
        self,
        title: str,
        keys: Sequence[str],
        gesture: "Callable[[Desk, Job | None], object]",
        said: str,
        done: Callable[[], None],
    ) -> None:
        if not keys or self._session.read_only:
            return
        if len(keys) <= MOST_AT_ONCE:
            self._session.act(lambda desk: gesture(desk, None), said=lambda _: said, done=lambda _: done())
            return

        def finish(_: object) -> None:
            done()
            self._session.said.emit(sentence(said), True)

        self._session.work(f"{title} {count(len(keys), 'item')}", gesture, finish)


def _two(desk: "Desk", keys: Sequence[str]) -> "tuple[Item, Item]":
    from evidence_desk.operations import versions

    return versions.in_order(desk, *keys)
