"""Makes the files of the example area from the texts and data in `resources/demo`."""

import csv
import io
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_desk.demo.mail_file import mail, outlook_mail, rich_text, saved_page
from evidence_desk.demo.markup import Block, Photo, blocks
from evidence_desk.demo.office_files import slides, word, workbook
from evidence_desk.demo.open_files import open_sheets, open_slides, open_text
from evidence_desk.demo.pdf_file import pdf
from evidence_desk.demo.picture import Picture, board, scanned
from evidence_desk.demo.story import WITHIN, Story, StoryFile, read_story
from evidence_desk.errors import KnownError


def make_files(folder: Path, story: Story | None = None) -> list[Path]:
    """Writes the files into the folder, made if need be, in the order of the story; the same bytes each time.

    Raises KnownError naming the file that cannot be made.
    """
    chosen = story or read_story()
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for file in chosen.files:
        if not file.attached:
            path = folder / file.name
            path.write_bytes(content(chosen, file))
            made.append(path)
    return made


def content(story: Story, file: StoryFile) -> bytes:
    """The bytes of one file, in the format that its name says."""
    try:
        return _content(story, file)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise KnownError(
            f"The example file {file.name} cannot be made.", f"From {file.made_from}: {error}", "Mend its text or data."
        ) from error


def _content(story: Story, file: StoryFile) -> bytes:
    text = story.text_of(file.made_from)
    known = {"title": file.title, "day": file.day}
    match PurePosixPath(file.name).suffix:
        case ".pdf":
            return pdf(blocks(text), **known, pictures=_pictures(story, blocks(text)))
        case ".docx":
            return word(blocks(text), **known, pictures=_pictures(story, blocks(text)))
        case ".pptx":
            return slides(blocks(text), **known)
        case ".xlsx":
            return workbook(_sheets(story, text), **known)
        case ".odt":
            return open_text(blocks(text), **known)
        case ".odp":
            return open_slides(blocks(text), **known)
        case ".ods":
            return open_sheets(_sheets(story, text), **known)
        case ".rtf":
            return rich_text(blocks(text))
        case ".eml":
            return mail(tomllib.loads(text), list(_attached(story, file)))
        case ".msg":
            return outlook_mail(tomllib.loads(text), list(_attached(story, file)))
        case ".mht":
            return saved_page(text, title=file.title, day=file.day)
        case ".png":
            return _drawn(story, file.made_from).png()
        case ".tsv":
            return _tabbed(text).encode(file.encoding)
        case _:
            return text.encode(file.encoding)


def _attached(story: Story, container: StoryFile) -> Iterator[tuple[str, bytes]]:
    for one in story.files:
        within, found, name = one.name.rpartition(WITHIN)
        if found and within == container.name:
            yield name, content(story, one)


def _pictures(story: Story, found: list[Block]) -> dict[str, Picture]:
    """What the photographs in a text show, by what they are made from."""
    shown = [block.made_from for block in found if isinstance(block, Photo)]
    return {made_from: _drawn(story, made_from) for made_from in shown}


def _drawn(story: Story, made_from: str) -> Picture:
    """A board from a TOML file, else a page with the words of a text."""
    said = story.text_of(made_from)
    return board(tomllib.loads(said)) if made_from.endswith(".toml") else scanned(said)


def _sheets(story: Story, text: str) -> list[dict[str, Any]]:
    """The sheets of a workbook; those with `rows_of` go on with the rows of a CSV file."""
    sheets: list[dict[str, Any]] = tomllib.loads(text)["sheets"]
    for sheet in sheets:
        if "rows_of" in sheet:
            read = csv.reader(io.StringIO(story.text_of(sheet["rows_of"])))
            sheet["rows"] = [*sheet.get("rows", []), *([_value(cell) for cell in row] for row in read)]
    return sheets


def _value(cell: str) -> str | int | float:
    """A number where it reads as one and would be written the same."""
    try:
        number = float(cell)
    except ValueError:
        return cell
    return int(cell) if str(int(number)) == cell else number if str(number) == cell else cell


def _tabbed(text: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()
