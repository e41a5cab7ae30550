"""Long texts: all of what is taken is read within the limits of a worker, whatever letters stand in it."""

from pathlib import Path

import pytest

from evidence_desk.extract import text
from evidence_desk.extract.registry import extract
from evidence_desk.work.pool import Pool

LINE = "The child’s plan was late\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.txt", "😀\n" + LINE.replace(" ", "\n") * 750_000),
        ("a.html", "<body>😀" + f"<p>{LINE}</p>" * 600_000),
    ],
    ids=["txt", "html"],
)
def test_one_emoji_does_not_cost_a_long_text_its_words(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_text(said, encoding="utf-8")
    with Pool(workers=1, megabytes=560) as pool:
        result = pool.submit(extract, str(tmp_path / name), name).result()
    assert result.ok
    assert (result.value.reason, result.value.characters > 15_000_000) == (None, True)


@pytest.mark.long
def test_sixty_megabytes_with_curly_quotes_give_what_is_taken_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text((LINE * 40 + "😀\n\n") * 60_000, encoding="utf-8")
    assert (tmp_path / "a.txt").stat().st_size > 60_000_000
    with Pool(workers=1) as pool:
        found = pool.submit(extract, str(tmp_path / "a.txt"), "a.txt").result().value
    assert found.reason == "It is very long: only its first 50 MB were read."
    assert found.characters > 45_000_000


@pytest.mark.parametrize("size", [8, 13, 50])
def test_a_text_read_in_pieces_has_the_same_paragraphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    said = "a\r\n\r\n\r\nb’s\n \nc😀\rd\r\n\r\n" + "word " * 20 + "\n\n\x0b\ne\u0301 f\n\n\n\n"
    (tmp_path / "a.txt").write_bytes(said.encode())
    whole = extract(str(tmp_path / "a.txt"), "a.txt")
    monkeypatch.setattr(text, "PIECE", size)
    assert extract(str(tmp_path / "a.txt"), "a.txt").passages == whole.passages
    assert whole.passages[0].label == "paragraphs 1–5"


@pytest.mark.parametrize("size", [8, 13, 50])
def test_a_table_read_in_pieces_has_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    (tmp_path / "a.csv").write_bytes('a,b\r\n"one\r\ntwo, three",’\r\n1,2\r3,4\r\n'.encode("utf-16"))
    whole = extract(str(tmp_path / "a.csv"), "a.csv")
    monkeypatch.setattr(text, "PIECE", size)
    assert extract(str(tmp_path / "a.csv"), "a.csv").passages == whole.passages
    assert whole.passages[0].text == "a\tb\none two, three\t’\n1\t2\n3\t4"


def test_a_text_cut_in_the_middle_of_a_letter_is_still_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MOST_CHARACTERS", 9)
    assert text.encoding_of("plans ’’".encode()[:10]) == "utf-8"
    assert text.encoding_of("plans é".encode("cp1252")) == "cp1252"
