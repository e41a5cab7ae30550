"""The example's files: all made, alike each time, readable, and every quoted word in its place."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from evidence_desk.demo.files import make_files
from evidence_desk.demo.story import WITHIN, Story, read_story, story_names
from evidence_desk.extract.registry import extract
from evidence_desk.model.anchor import find_quote
from evidence_desk.model.passage import Extraction

INVENTED = "Invented for demonstration: Northshire is not a real place"


@pytest.fixture(scope="module", params=story_names())
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.param)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, story: Story) -> list[Path]:
    return make_files(tmp_path_factory.mktemp("demo") / "Ännex of evidence", story)


@pytest.fixture(scope="module")
def read(made: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Extraction]:
    found = {}
    for path in made:
        found[path.name] = extract(str(path), path.name)
        for member in found[path.name].members:
            loose = tmp_path_factory.mktemp("member") / member.name
            loose.write_bytes(member.data)
            found[path.name + WITHIN + member.name] = extract(str(loose), member.name)
    return found


def test_ten_files_of_nine_formats_are_made_in_the_order_of_the_story(made: list[Path], story: Story) -> None:
    assert [path.name for path in made] == [file.name for file in story.files if not file.attached]
    assert len(made) == 10
    formats = {path.suffix for path in made}
    assert formats == {".pdf", ".docx", ".xlsx", ".csv", ".pptx", ".txt", ".html", ".eml", ".md"}
    assert all(path.stat().st_size > 500 for path in made)


def test_made_twice_they_are_the_same_bytes(made: list[Path], tmp_path: Path, story: Story) -> None:
    again = make_files(tmp_path, story)
    assert [path.name for path in made if path.read_bytes() != (tmp_path / path.name).read_bytes()] == []
    assert len(again) == len(made)


def test_every_file_and_attachment_is_read_and_says_that_it_is_invented(
    read: Mapping[str, Extraction], story: Story
) -> None:
    assert set(read) == {file.name for file in story.files}
    for name, extraction in read.items():
        assert extraction.has_text and extraction.reason is None, name
        assert INVENTED in " ".join("\n".join(p.text for p in extraction.passages).split()), name


def test_every_quote_stands_in_one_place_of_its_file(read: Mapping[str, Extraction], story: Story) -> None:
    for file in story.files:
        for tag in file.tags:
            if tag.quote:
                places = find_quote(read[file.name].passages, tag.quote, tag.page)
                assert len(places) == 1, f"{file.name}: {tag.quote}"


def test_the_board_paper_is_long_enough_to_turn_pages_in(tmp_path: Path) -> None:
    story = read_story("2017")
    paper = next(file for file in story.files if file.name.endswith(".pdf"))
    path = next(path for path in make_files(tmp_path, story) if path.name == paper.name)
    found = extract(str(path), path.name)
    assert (found.pages or 0) >= 8
    quoted = [find_quote(found.passages, tag.quote)[0] for tag in paper.tags if tag.quote]
    assert len({place.passage_label for place in quoted}) >= 4


def test_slides_have_notes_and_there_are_two_sheets_and_a_table_in_a_document(
    read: Mapping[str, Extraction],
) -> None:
    labels = {Path(name).suffix: [passage.label for passage in one.passages] for name, one in read.items()}
    assert sum("notes" in label for label in labels[".pptx"]) >= 4
    assert len(labels[".xlsx"]) == 2
    assert any("table" in label for label in labels[".docx"])


def test_office_files_are_stored_plain_with_the_time_of_the_story(made: list[Path]) -> None:
    for path in (path for path in made if path.suffix in {".docx", ".pptx", ".xlsx"}):
        with zipfile.ZipFile(path) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} == {2026}
            assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
            assert b"2026-" in archive.read("docProps/core.xml")
