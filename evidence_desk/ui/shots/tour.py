"""The way through the window: every place on every library, and on the example what people do there."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt

from evidence_desk.ui.places.about import AboutPage
from evidence_desk.ui.places.preferences import PreferencesPage
from evidence_desk.ui.places.support import SupportPage
from evidence_desk.ui.places.table import TABLE
from evidence_desk.ui.shots.libraries import EMPTY, EXAMPLE, INCOMING, LARGE
from evidence_desk.ui.shots.studio import Studio, pause
from evidence_desk.ui.window import Window

_CRITERION = "1.2"


def walk(studio: Studio, shelf: Path) -> None:
    """All pictures of one size."""
    studio.shoot("welcome")
    for name in (EMPTY, EXAMPLE, LARGE):
        studio.open(shelf / f"{name}.evidence")
        for entry in TABLE:
            studio.window.go(entry.name)
            studio.shoot(entry.name.lower().replace(" ", "-"))
        studio.window.go("Evidence")
        if name == EMPTY:
            _bringing_in(studio, shelf)
        if name == EXAMPLE:
            for moment in (_several, _searching, _criterion, _packs, _one_history, _pages, _reading):
                moment(studio, shelf)
        if name == LARGE:
            _several(studio, shelf)
    studio.session.close_library()
    studio.library = "none"
    studio.shoot("welcome-again")


def _bringing_in(studio: Studio, shelf: Path) -> None:
    studio.window.evidence.import_paths([shelf / INCOMING])
    studio.settle()
    studio.shoot("import-report")


def _several(studio: Studio, _: Path) -> None:
    table = studio.window.evidence.table
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(2, 6):
        table.selectionModel().select(table.model().index(row, 0), rows)
    studio.shoot("several")
    table.setCurrentIndex(table.model().index(0, 0))


def _searching(studio: Studio, _: Path) -> None:
    window = studio.window
    window.top.search.setText("waiting")
    studio.until(lambda: bool(window.evidence.listing.query) and window.evidence.listing.column is None)
    window.top.search.setFocus(Qt.FocusReason.TabFocusReason)
    studio.shoot("search")
    window.top.search.start_anew()
    studio.settle()


def _criterion(studio: Studio, _: Path) -> None:
    for name in ("Framework", "Perception gap", "Self-evaluation"):
        studio.window.go(name, _CRITERION)
        studio.shoot(f"{name.lower().replace(' ', '-')}-{_CRITERION}")


def _packs(studio: Studio, shelf: Path) -> None:
    packs = studio.window.packs
    studio.window.go("Packs", "colleague")
    packs.colleague.path.setText(str(shelf / "colleague.evidence"))
    packs.colleague.look.click()
    studio.shoot("packs-colleague")
    studio.window.go("Packs", "conflicts")
    studio.shoot("packs-conflicts")
    studio.window.go("Packs", "export")


def _one_history(studio: Studio, _: Path) -> None:
    row = studio.window.evidence.model.row(0)
    if row is not None:
        studio.window.go("History", row.key)
        studio.shoot("history-of-one")
    studio.window.go("Evidence")


def _pages(studio: Studio, _: Path) -> None:
    window = studio.window
    for page in (PreferencesPage, AboutPage, SupportPage):
        window.leading.show_page(page)
        studio.shoot(page.__name__.removesuffix("Page").lower())
    window.leading.show_help()
    studio.shoot("help")
    window.go("Evidence")


def _reading(studio: Studio, _: Path) -> None:
    """The most tagged item of each form, at its first quote."""
    window = studio.window
    done: set[str] = set()
    for key in _keys_by_tags(window):
        studio.read(key)
        form = window.evidence.reader.bar.form
        if form not in done:
            done.add(form)
            _go_to_first_quote(window)
            pause(300)
            studio.shoot(f"reading-{form}")
            if form == "pages":
                window.evidence.tags.start()
                studio.shoot("tagging")
        if len(done) == 3:
            break
    window.evidence.browse()


def _go_to_first_quote(window: Window) -> None:
    document = window.evidence.reader.document
    quoted = [one.mark.tag for one in document.placed if one.mark.quote] if document is not None else []
    for tag in quoted[:1]:
        window.evidence.reader.go_to_tag(tag)


def _keys_by_tags(window: Window) -> Iterator[str]:
    model = window.evidence.model
    rows = [row for at in range(model.rowCount()) if (row := model.row(at)) is not None]
    for row in sorted(rows, key=lambda row: -len(row.criteria)):
        yield row.key
