"""The rows of an import report in words, under plain groups: what went wrong and what is asked comes first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from evidence_desk.ui.models.lines import Line
from evidence_desk.ui.partials.lookalikes import is_look_alike
from evidence_desk.ui.words import count

if TYPE_CHECKING:
    from evidence_desk.operations.importing import FileRow, ImportReport

ALIKE: Final = "alike"
FOLDER: Final = "folder"
LEFT: Final = "left"
NO_TEXT: Final = "no-text"
PASSED_OVER: Final = "passed-over"
GROUPS: Final = (
    (LEFT, "Not reached: the import was stopped", "ageing", "concern"),
    ("rejected", "Could not be read", "warning", "concern"),
    (NO_TEXT, "Kept without text", "info", "accent"),
    (ALIKE, "Looks like something here", "info", "accent"),
    ("imported", "New", "plus", "accent"),
    ("new-version", "New versions of what was here", "retry", "accent"),
    ("duplicate", "Already here", "tick", "second"),
    (FOLDER, "Opened as folders", "folder", "second"),
    (PASSED_OVER, "Passed over: no papers", "info", "second"),
)
_SHORT: Final = {
    "imported": ("new", "new"),
    "new-version": ("new version", "new versions"),
    "duplicate": ("already here", "already here"),
    "rejected": ("not read", "not read"),
    LEFT: ("not reached", "not reached"),
    PASSED_OVER: ("passed over", "passed over"),
}
_NAME, _HEAD = 52, 30
_INSIDE = "!/"


def summary(report: "ImportReport") -> str:
    """One sentence: `12 files: 10 new, 1 already here, 1 not read.` Your own files are never touched."""
    files = [row for row in report.files if not row.is_folder]
    numbers = Counter(_counted_as(row) for row in files)
    parts = [f"{numbers[one]:,} {words[numbers[one] > 1]}" for one, words in _SHORT.items() if numbers[one]]
    told = f"{count(len(files), 'file')}: {', '.join(parts) or 'nothing'}."
    if numbers[LEFT]:
        return f"The import was stopped. {told} Import the same again to take in the rest."
    return f"{told} Your own files were not touched."


def _counted_as(row: "FileRow") -> str:
    if row.is_left:
        return LEFT
    return PASSED_OVER if row.is_passed_over else row.status


def group_of(row: "FileRow") -> str:
    """What became of the file; a look-alike is asked about, until somebody has said that both are kept."""
    if row.is_folder:
        return FOLDER
    if is_look_alike(row):
        return ALIKE
    if row.status in ("imported", "new-version") and not row.text:
        return NO_TEXT
    return _counted_as(row)


def fits(row: "FileRow", words: str) -> bool:
    """Whether each of the words stands in the path, the reason or the reference."""
    said = " ".join(part for part in (row.path, row.reason, row.ref) if part).casefold()
    return all(word in said for word in words.casefold().split())


def report_lines(
    report: "ImportReport",
    only: str = "",
    *,
    words: str = "",
    titles: Mapping[str, str] | None = None,
) -> list[Line]:
    """The rows under their groups, or those of one group, that have the words; an empty group is not shown."""
    by_group: dict[str, list[FileRow]] = {}
    for row in report.files:
        if fits(row, words):
            by_group.setdefault(group_of(row), []).append(row)
    lines: list[Line] = []
    for name, title, icon, role in GROUPS:
        rows = by_group.get(name, []) if only in ("", name) else []
        if rows:
            lines.append(Line(f"{title} ({len(rows):,})", heading=True))
            lines += [_line(row, icon, role, titles or {}) for row in rows]
    return lines


def file_name(row: "FileRow") -> str:
    """The name of a file without its folders; one that was erased has none."""
    return _last(row.path) or "A file that was erased"


def _last(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _line(row: "FileRow", icon: str, role: str, titles: Mapping[str, str]) -> Line:
    name = file_name(row)
    second = " ".join(_about(row, titles))
    folder = row.path.replace("\\", "/").rpartition("/")[0].removesuffix("!")
    # The name first: who hears the rows one after the other need not wait for it.
    full = f"{name}, in {folder}" if folder else name
    return Line(elided(name), second, icon, role, key=row.ref or "", full=full)


def _about(row: "FileRow", titles: Mapping[str, str]) -> Iterable[str]:
    """In what it came, why it is as it is, and what it is or looks like."""
    container, inside, _ = row.path.rpartition(_INSIDE)
    if inside:
        yield f"In {elided(_last(container))}."
    if row.reason and not row.is_left:
        yield row.reason
    if row.status == "duplicate" and row.ref:
        yield f"The same as {_called(row.ref, titles)}."
    if row.like and row.status == "imported":
        become = row.like == row.ref
        yield f"It is a version of {row.like} now." if become else f"It looks like {_called(row.like, titles)}."


def _called(ref: str, titles: Mapping[str, str]) -> str:
    return f"“{elided(titles[ref])}”" if titles.get(ref) else ref


def elided(name: str) -> str:
    """A long file name cut in the middle: its beginning and its ending tell most."""
    return name if len(name) <= _NAME else f"{name[:_HEAD].rstrip()}…{name[_HEAD - _NAME + 1 :].lstrip()}"
