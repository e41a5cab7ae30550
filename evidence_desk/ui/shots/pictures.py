"""Draws the pictures of the user guide anew: `python -m evidence_desk.ui.shots.pictures resources/help/pictures`.

The example at 1280×720, light, in few colours: what is written about a picture is in the guide, not here.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from evidence_desk.ui.shots.studio import Studio

# The rarest colours of the window are those that mean something: they are kept, and a picture takes some 70 KB.
COLOURS: Final = 255
_LIBRARY: Final = "Northshire.evidence"
_COLLEAGUE: Final = "Northshire pack from Gareth.zip"
_SAVED_IN: Final = "Documents"
_WHO: Final = "Amina Patel"
# A text that is long enough to be told as much like another.
_LONG: Final = 1500


def main(out_folder: Path) -> int:
    """Draws all of them into the folder; those of a name that is no longer drawn go."""
    out = out_folder.absolute()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="evidence-desk-pictures-") as shelf:
        for name in ("CONFIG", "CACHE", "STATE", "DATA"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(shelf, name.lower()))
        # So that no path of this computer stands in a picture.
        os.chdir(shelf)
        drawn = Path(shelf, "drawn")
        drawn.mkdir()
        _make(Path(shelf))
        _draw(drawn, Path(shelf))
        out.mkdir(parents=True, exist_ok=True)
        for old in out.glob("*.png"):
            old.unlink()
        for picture in drawn.glob("*.png"):
            _lighten(picture, out / picture.name)
        os.chdir(out)
    return 0


def _make(shelf: Path) -> None:
    """The example; a colleague's pack with work of their own; and files to bring in."""
    from evidence_desk.demo.building import build_demo
    from evidence_desk.desk import open_desk
    from evidence_desk.operations.exporting import export_pack
    from evidence_desk.ui.shots.libraries import colleague

    shutil.move(build_demo(shelf / "made").library, shelf / _LIBRARY)
    colleague(shelf / _LIBRARY, shelf / "colleague.evidence")
    with open_desk(shelf / "colleague.evidence", actor="Gareth Lewis", agency="health") as desk:
        export_pack(desk, shelf / _COLLEAGUE)
    incoming = shelf / "incoming"
    incoming.mkdir()
    for name, text in _INCOMING.items():
        (incoming / name).write_text(text, encoding="utf-8")
    shutil.copy(shelf / "Therapy waits, Merrow Vale.txt", incoming)
    here = [one for one in sorted((shelf / _LIBRARY / "files").rglob("*")) if one.is_file()]
    shutil.copy(here[0], incoming / "Board paper, 9 July 2026.pdf")
    known = next(one.read_bytes() for one in here if one.stat().st_size > _LONG and one.read_bytes()[:2] == b"# ")
    (incoming / "Corrected copy.md").write_bytes(known + b"\n\nCorrected in November 2026.")


_INCOMING: Final = {
    "Forum meeting, 4 November 2026.txt": "Northshire Parent Carer Forum, 4 November 2026.\n\n"
    "Parents said that letters now give a reason for each decision. Two asked why the wait has no date.",
    "Short breaks, what changed.md": "# Short breaks: what changed\n\nOctober 2026. Places were added in Saltreach.",
    "Recording of the forum.mp4": "not read",
    "Empty report.docx": "",
}


def _draw(drawn: Path, shelf: Path) -> None:
    from evidence_desk import preferences
    from evidence_desk.ui.shots.studio import Size, Studio

    studio = Studio(drawn, Size("", 1280, 720, "1"))
    preferences.save(preferences.Preferences(name=_WHO, agency="education"))
    _name_field(studio).setText(_WHO)
    _shoot(studio, drawn, "welcome")
    studio.open(shelf / _LIBRARY)
    for moment in (_evidence, _places, _packs, _reading, _import):
        moment(studio, lambda name: _shoot(studio, drawn, name))
    studio.close()


def _name_field(studio: "Studio") -> "QLineEdit":
    from PySide6.QtWidgets import QLineEdit

    fields = studio.window.stack.findChildren(QLineEdit)
    return next(field for field in fields if field.accessibleName() == "Your name")


def _shoot(studio: "Studio", drawn: Path, name: str) -> None:
    studio.settle()
    studio.window.toast.hide()
    studio.window.grab().save(str(drawn / f"{name}.png"))


def _evidence(studio: "Studio", shoot: Callable[[str], None]) -> None:
    from PySide6.QtCore import QItemSelectionModel, Qt

    window = studio.window
    window.go("Evidence")
    shoot("evidence")
    table = window.evidence.table
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(2, 6):
        table.selectionModel().select(table.model().index(row, 0), rows)
    window.evidence.several.panel.picker.pick("1.3")
    shoot("several")
    table.setCurrentIndex(table.model().index(0, 0))
    window.top.search.setText("EHCP late")
    studio.until(lambda: bool(window.evidence.listing.query) and window.evidence.listing.column is None)
    window.top.search.setFocus(Qt.FocusReason.OtherFocusReason)
    shoot("search")
    window.top.search.start_anew()
    table.setFocus()
    studio.settle()


def _places(studio: "Studio", shoot: Callable[[str], None]) -> None:
    for name, about in (
        ("Framework", "2.1"), ("Perception gap", ""), ("Self-evaluation", "1.1"), ("Inspection", ""), ("History", "")
    ):  # fmt: skip
        studio.window.go(name, about)
        shoot(name.lower().replace(" ", "-"))


def _packs(studio: "Studio", shoot: Callable[[str], None]) -> None:
    packs = studio.window.packs
    studio.window.go("Packs", "export")
    studio.settle()
    proposed = Path(packs.exporting.path.text())
    packs.exporting.path.setText(str(Path(_SAVED_IN, proposed.name)))
    shoot("packs")
    studio.window.go("Packs", "colleague")
    packs.colleague.path.setText(_COLLEAGUE)
    packs.colleague.look.click()
    shoot("colleague")
    studio.window.go("Packs", "conflicts")
    shoot("conflict")


def _reading(studio: "Studio", shoot: Callable[[str], None]) -> None:
    """An item with pages at a quote, and the form filled in as somebody would."""
    window = studio.window
    window.go("Evidence")
    rows = [row for at in range(window.evidence.model.rowCount()) if (row := window.evidence.model.row(at))]
    for row in sorted(rows, key=lambda row: -len(row.criteria)):
        studio.read(row.key)
        if window.evidence.reader.bar.form == "pages":
            break
    document = window.evidence.reader.document
    quoted = [one.mark for one in document.placed if one.mark.quote] if document is not None else []
    window.evidence.reader.go_to_tag(quoted[0].tag)
    tags = window.evidence.tags
    tags.picker.pick("1.1")
    tags.stance.choose("concern")
    tags.quote.setPlainText(quoted[0].quote or "")
    tags.note.setPlainText("Girls are noticed two years later than boys.")
    shoot("reading")
    window.evidence.browse()


def _import(studio: "Studio", shoot: Callable[[str], None]) -> None:
    window = studio.window
    window.evidence.import_paths([Path("incoming")])
    studio.until(lambda: window.evidence.taking_in.has_report)
    shoot("import-report")


def _lighten(drawn: Path, saved: Path) -> None:
    from PIL import Image

    with Image.open(drawn) as picture:
        few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(saved, optimize=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
