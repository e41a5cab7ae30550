"""Old Word and PowerPoint files are read without LibreOffice, and what cannot be read says so."""

import struct
from pathlib import Path

import compound
import oldfiles
import pytest

from evidence_desk.extract import old_office, old_word
from evidence_desk.extract.registry import extract
from evidence_desk.extract.sniffing import LOCKED, OLD, Locked
from evidence_desk.model.passage import Extraction


def read(path: Path, *passwords: str) -> Extraction:
    return extract(str(path), path.name, passwords)


def test_codes_of_fields_and_deleted_words_are_not_text(tmp_path: Path) -> None:
    oldfiles.word(tmp_path / "a.doc")
    text = "\n".join(one.text for one in read(tmp_path / "a.doc").passages)
    assert "secret" not in text and "HYPERLINK" not in text and "gone" not in text


def test_the_paragraph_styled_as_the_title_is_the_title(tmp_path: Path) -> None:
    oldfiles.word(tmp_path / "a.doc")
    assert read(tmp_path / "a.doc").guesses.title == "The quokka."


def test_the_number_of_a_slide_is_no_text_and_slides_are_pages(tmp_path: Path) -> None:
    oldfiles.slides(tmp_path / "a.ppt")
    found = read(tmp_path / "a.ppt")
    assert found.pages == 2
    assert not any("*" in one.text for one in found.passages)


@pytest.mark.parametrize("kind", ["doc", "ppt"])
def test_a_locked_one_opens_with_its_password_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    wanted = oldfiles.word(path, "seven wombats") if kind == "doc" else oldfiles.slides(path, "seven wombats")
    for passwords in ((), ("wrong",)):
        assert (read(path, *passwords).reason, read(path, *passwords).rejected) == (LOCKED, False)
    found = read(path, "wrong", "seven wombats")
    assert {word: [one.label for one in found.passages if word in one.text] for word in wanted} == {
        word: [place] for word, place in wanted.items()
    }
    assert found.guesses.marking == "official-sensitive"


@pytest.mark.parametrize("kind", [0xA5EC, 0xA5DC])
def test_one_whose_letters_are_only_turned_by_its_password_is_locked_like_any_other(tmp_path: Path, kind: int) -> None:
    """[MS-OFFCRYPTO] 2.3.7.2: Word wrote these until 2003 where a country allowed no more."""
    oldfiles.word(tmp_path / "a.doc")
    with old_office.opened(tmp_path / "a.doc") as container:
        streams = {name: old_office.stream(container, name) or b"" for name in ("WordDocument", "1Table")}
    turned = {name: bytes(byte ^ 0x5A if byte not in (0, 0x5A) else byte for byte in streams[name]) for name in streams}
    head = bytearray(streams["WordDocument"][:68])
    struct.pack_into("<H8xHI", head, 0, kind, 0x9300, 0xC0DE1234)
    compound.write(tmp_path / "b.doc", {**turned, "WordDocument": bytes(head) + turned["WordDocument"][68:]})
    for passwords in ((), ("any",)):
        assert (read(tmp_path / "b.doc", *passwords).reason, read(tmp_path / "b.doc").rejected) == (LOCKED, False)
    with pytest.raises(Locked):
        old_word.read(tmp_path / "b.doc")


def test_word_6_keeps_its_letters_in_one_row_in_the_letters_of_its_computer(tmp_path: Path) -> None:
    for language, computer, letters, text in (
        (0x0809, 0, "Café – the quokka\rnumbat\r".encode("cp1252"), "Café – the quokka\nnumbat"),
        (0x0419, 0, "Привет\r".encode("cp1251"), "Привет"),
        (0x0409, 256, "Café\r".encode("mac_roman"), "Café"),
    ):
        head = bytearray(0x400)
        struct.pack_into("<HHHH", head, 0, 0xA5DC, 101, 0, language)
        struct.pack_into("<HxxIIxxxx", head, 0x14, computer, 0x400, 0x400 + len(letters))
        struct.pack_into("<I", head, 0x34, len(letters))
        compound.write(tmp_path / "a.doc", {"WordDocument": bytes(head) + letters})
        assert [one.text for one in read(tmp_path / "a.doc").passages] == [text]


def test_a_presentation_whose_last_edit_is_not_named_is_read_all_the_same(tmp_path: Path) -> None:
    oldfiles.slides(tmp_path / "a.ppt")
    with old_office.opened(tmp_path / "a.ppt") as container:
        data = old_office.stream(container, "PowerPoint Document") or b""
    compound.write(tmp_path / "b.ppt", {"PowerPoint Document": data})
    assert read(tmp_path / "b.ppt").passages == read(tmp_path / "a.ppt").passages


def test_what_was_saved_for_powerpoint_95_too_is_read_as_97_does(tmp_path: Path) -> None:
    oldfiles.slides(tmp_path / "a.ppt")
    with old_office.opened(tmp_path / "a.ppt") as container:
        streams = {name: old_office.stream(container, name) or b"" for name in ("PowerPoint Document", "Current User")}
    compound.write(tmp_path / "b.ppt", {"PowerPoint Document": b"what 95 reads", "PP97_DUALSTORAGE": dict(streams)})
    assert read(tmp_path / "b.ppt").passages == read(tmp_path / "a.ppt").passages


@pytest.mark.parametrize(("kind", "stream"), [("doc", "WordDocument"), ("ppt", "PowerPoint Document")])
@pytest.mark.parametrize("data", [b"", b"\xec\xa5" + bytes(2000), b"\xec\xa5" + b"\xfe" * 2000, b" only words " * 40])
def test_one_that_is_not_understood_is_left_to_libreoffice(tmp_path: Path, kind: str, stream: str, data: bytes) -> None:
    compound.write(tmp_path / f"a.{kind}", {stream: data})
    found = read(tmp_path / f"a.{kind}")
    assert (found.rejected, found.reason) == (False, OLD["old-word" if kind == "doc" else "old-slides"])


def test_pieces_that_name_the_same_letters_again_and_again_are_not_followed(tmp_path: Path) -> None:
    oldfiles.word(tmp_path / "a.doc")
    with old_office.opened(tmp_path / "a.doc") as container:
        main = bytearray(old_office.stream(container, "WordDocument") or b"")
    count = 300
    edges = struct.pack(f"<{count + 1}I", *range(0, 50 * (count + 1), 50))
    pieces = edges + struct.pack("<HIH", 0, 2048 | 0x40000000, 0) * count
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x1A2, 0, len(table))
    compound.write(tmp_path / "b.doc", {"WordDocument": bytes(main), "1Table": table})
    assert read(tmp_path / "b.doc").reason == OLD["old-word"]


def test_properties_are_those_the_file_states(tmp_path: Path) -> None:
    title = "Plan für Ann\0".encode("cp1252")
    values = [(1, struct.pack("<IHH", 2, 1252, 0)), (2, struct.pack("<II", 0x1E, len(title)) + title + bytes(3))]
    values.append((12, struct.pack("<IQ", 0x40, 129_067_776_000_000_000)))
    table, body, at = b"", b"", 8 + 8 * len(values)
    for number, data in values:
        table, body = table + struct.pack("<II", number, at + len(body)), body + data
    section = struct.pack("<II", at + len(body), len(values)) + table + body
    stated = struct.pack("<HHI16xI16xI", 0xFFFE, 0, 0, 1, 48) + section
    compound.write(tmp_path / "a.doc", {"\x05SummaryInformation": stated})
    with old_office.opened(tmp_path / "a.doc") as container:
        assert old_office.properties(container) == {"title": "Plan für Ann", "created": "2010-01-01T00:00:00"}
    compound.write(tmp_path / "b.doc", {"\x05SummaryInformation": stated[:48] + b"\xff" * 200})
    with old_office.opened(tmp_path / "b.doc") as container:
        assert old_office.properties(container) == {}
