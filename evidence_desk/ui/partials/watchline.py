"""A quiet line: what is new in watched folders, offered for import. Nothing is imported by itself."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from evidence_desk.ui.partials.offerline import OfferLine
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.operations.watching import Watched

_NAMED = 12


class WatchLine(OfferLine):
    """Shown while there is something to offer; *Not now* hides it until there is more."""

    import_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("Import them", "Import the new files")
        self._offered: tuple[Path, ...] = ()
        self._declined: set[Path] = set()
        self.accepted.connect(lambda: self.import_wanted.emit(list(self._offered)))
        self.declined.connect(self._decline)

    def offer(self, found: "Sequence[Watched]") -> None:
        """Offers what was found, where anything of it was not declined before."""
        self._offered = tuple(path for one in found for path in (*one.new, *one.changed))
        if not set(self._offered) - self._declined:
            self.hide()
            return
        self.say(offered(found))
        self.words.setToolTip("\n".join(_listed(self._offered)))

    def forget(self) -> None:
        """The library is closed."""
        self._offered, self._declined = (), set()
        self.hide()

    def _decline(self) -> None:
        self._declined |= set(self._offered)


def offered(found: "Sequence[Watched]") -> str:
    """`4 new files in “SEND evidence”.` or `2 new and 1 changed file in 2 watched folders.`"""
    some = [one for one in found if one.new or one.changed]
    new, changed = sum(len(one.new) for one in some), sum(len(one.changed) for one in some)
    parts = [f"{number:,} {what}" for number, what in ((new, "new"), (changed, "changed")) if number]
    noun = "file" if (changed or new) == 1 else "files"
    where = f"“{some[0].folder.name}”" if len(some) == 1 else f"{len(some)} watched folders"
    return f"{' and '.join(parts)} {noun} in {where}."


def trouble(found: "Sequence[Watched]") -> dict[Path, str]:
    """What is wrong with watched folders, in a sentence for each."""
    return {one.folder: _troubled(one.folder.name, one.trouble) for one in found if one.trouble}


def _troubled(name: str, why: str) -> str:
    return f"The watched folder “{name}” {why.removeprefix('It ')} If it is on a drive or the network, connect that."


def _listed(files: Sequence[Path]) -> list[str]:
    left = len(files) - _NAMED
    more = [f"and {count(left, 'more', 'more')}"] if left > 0 else []
    return [*(path.name for path in files[:_NAMED]), *more]
