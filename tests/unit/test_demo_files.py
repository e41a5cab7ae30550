"""The example's files: all made, alike each time, readable, and every quoted word in its place."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_desk.demo.files import content, make_files
from evidence_desk.demo.markup import Photo, blocks
from evidence_desk.demo.story import WITHIN, Story, read_story, story_names
from evidence_desk.errors import KnownError
from evidence_desk.extract.registry import extract
from evidence_desk.extract.sniffing import SUFFIX_FAMILIES
from evidence_desk.model.anchor import find_quote
from evidence_desk.model.passage import Extraction

LONG = {"2017": {"Joint strategic needs assessment SEND 2025.pdf", "SEND Partnership Board papers 9 July 2026.pdf"}}
INVENTED = "Invented for demonstration: Northshire is not a real place"


@pytest.fixture(scope="module", params=story_names())
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.param)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, story: Story) -> list[Path]:
    return make_files(tmp_path_factory.mktemp("demo") / "Ännex of evidence", story)


@pytest.fixture(scope="module")
def read(made: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Extraction]:
    found: dict[str, Extraction] = {}
    for path in made:
        found[path.name] = extract(str(path), path.name)
        for member in found[path.name].members:
            loose = tmp_path_factory.mktemp("member") / member.name
            loose.write_bytes(member.data)
            found[path.name + WITHIN + member.name] = extract(str(loose), member.name)
    return found


def words(extraction: Extraction) -> str:
    return " ".join("\n".join(passage.text for passage in extraction.passages).split())


def test_the_files_are_made_in_the_order_of_the_story(made: list[Path], story: Story) -> None:
    assert [path.name for path in made] == [file.name for file in story.files if not file.attached]
    assert all(path.stat().st_size > 500 for path in made)


def test_the_first_story_has_forty_files_and_more_in_every_form_that_is_read() -> None:
    files = read_story("2017").files
    families = {SUFFIX_FAMILIES[Path(file.name).suffix] for file in files}
    assert len(files) >= 40
    # Not made: Office files before 2007, e-books, and archives, which are folders rather than files.
    assert families == set(SUFFIX_FAMILIES.values()) - {"old-word", "old-slides", "book", "archive"}
    assert {Path(file.name).suffix for file in files} >= {".ods", ".odt", ".odp", ".tsv", ".msg", ".rtf", ".md", ".txt"}


def test_made_twice_they_are_the_same_bytes(made: list[Path], tmp_path: Path, story: Story) -> None:
    again = make_files(tmp_path, story)
    assert [path.name for path in made if path.read_bytes() != (tmp_path / path.name).read_bytes()] == []
    assert len(again) == len(made)


def test_every_file_and_attachment_is_read_and_says_that_it_is_invented(
    read: Mapping[str, Extraction], story: Story
) -> None:
    assert set(read) == {file.name for file in story.files}
    for name, extraction in read.items():
        assert not extraction.rejected, name
        if extraction.shortfall is None:
            assert INVENTED in words(extraction), name


def test_what_has_no_text_is_a_picture_and_says_on_it_that_it_is_invented(
    read: Mapping[str, Extraction], story: Story
) -> None:
    for file in story.files:
        if read[file.name].has_text:
            continue
        assert read[file.name].scanned, file.name
        said = story.text_of(file.made_from)
        photos = [block for block in blocks(said) if isinstance(block, Photo)]
        assert "Invented for demonstration" in (story.text_of(photos[0].made_from) if photos else said)


def test_the_first_story_has_a_scan_a_photograph_and_a_scanned_page_among_others() -> None:
    story = read_story("2017")
    pictures = {file.name for file in story.files if "![](" in story.text_of(file.made_from)}
    assert pictures == {
        "Letter from a grandparent - scan.pdf", "DCO notebook March 2026.pdf"
    }  # fmt: skip
    assert any(file.name.endswith(".png") for file in story.files)


def test_every_quote_stands_in_one_place_of_its_file(read: Mapping[str, Extraction], story: Story) -> None:
    for file in story.files:
        for tag in file.tags:
            if tag.quote:
                places = find_quote(read[file.name].passages, tag.quote, tag.page)
                assert len(places) == 1, f"{file.name}: {tag.quote}"


def test_some_papers_are_long_enough_to_turn_pages_in(read: Mapping[str, Extraction], story: Story) -> None:
    long = {name: one.pages or 0 for name, one in read.items() if (one.pages or 0) >= 20}
    assert set(long) >= LONG.get(story.name, set())
    for file in story.files:
        if file.name in long:
            quoted = [find_quote(read[file.name].passages, tag.quote)[0] for tag in file.tags if tag.quote]
            assert len({place.passage_label for place in quoted}) >= 3


def test_slides_have_notes_workbooks_hide_a_sheet_and_documents_have_tables() -> None:
    story = read_story("2017")
    kept = {file.name: content(story, file) for file in story.files if Path(file.name).suffix in {".pptx", ".xlsx"}}
    with zipfile.ZipFile(io.BytesIO(kept["SEND Partnership Board October 2026.pptx"])) as archive:
        assert sum(name.startswith("ppt/notesSlides/notesSlide") for name in archive.namelist()) >= 4
    with zipfile.ZipFile(io.BytesIO(kept["Parent carer survey 2026 - answers.xlsx"])) as archive:
        assert archive.read("xl/workbook.xml").count(b'state="hidden"') == 1


def test_a_table_in_the_code_page_of_windows_is_read_with_its_dashes(read: Mapping[str, Extraction]) -> None:
    name = "Attendance by SEN status 2023-2026.csv"
    if name in read:
        assert "2024–25" in words(read[name]) and "£60" in words(read[name])


def test_a_file_that_cannot_be_made_is_named() -> None:
    story = read_story("2017")
    wrong = replace(story.files[0], made_from="no such text.md")
    with pytest.raises(KnownError, match=re.escape(wrong.name)):
        content(story, wrong)


def test_office_files_are_stored_plain_with_the_time_of_the_story(made: list[Path]) -> None:
    for path in (path for path in made if path.suffix in {".docx", ".pptx", ".xlsx"}):
        with zipfile.ZipFile(path) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} <= {2024, 2025, 2026}
            assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
            assert b"202" in archive.read("docProps/core.xml")
