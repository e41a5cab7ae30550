"""Makes the files of the example area from the texts and data in `resources/demo`."""

import tomllib
from pathlib import Path

from evidence_desk.demo.mail_file import mail, rich_text
from evidence_desk.demo.markup import blocks
from evidence_desk.demo.office_files import slides, word, workbook
from evidence_desk.demo.pdf_file import pdf
from evidence_desk.demo.story import Story, StoryFile, read_story


def make_files(folder: Path, story: Story | None = None) -> list[Path]:
    """Writes the files into the folder, made if need be, in the order of the story; the same bytes each time."""
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
    text = story.text_of(file.made_from)
    match Path(file.name).suffix:
        case ".pdf":
            return pdf(blocks(text), title=file.title, day=file.date)
        case ".docx":
            return word(blocks(text), title=file.title, day=file.date)
        case ".pptx":
            return slides(blocks(text), title=file.title, day=file.date)
        case ".xlsx":
            return workbook(tomllib.loads(text)["sheets"], title=file.title, day=file.date)
        case ".rtf":
            return rich_text(blocks(text))
        case ".eml":
            attached = next(one for one in story.files if one.name.startswith(file.name) and one.attached)
            return mail(story, file.made_from, content(story, attached))
        case _:
            return text.encode()
