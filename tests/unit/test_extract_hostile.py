"""Hostile files cost a reason and nothing else."""

import zipfile
from pathlib import Path

import papers
import pytest

from evidence_desk.extract import text
from evidence_desk.extract.registry import extract
from evidence_desk.model.passage import Extraction, Passage

LAUGHS = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>"""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(path: Path) -> Extraction:
    return extract(str(path), path.name)


def body(inner: str, before: str = "") -> bytes:
    return f"{before}<w:document {W}><w:body>{inner}</w:body></w:document>".encode()


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
def test_a_zip_bomb_is_not_opened(tmp_path: Path, kind: str) -> None:
    part = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}[kind]
    with zipfile.ZipFile(tmp_path / f"a.{kind}", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, b" " * 60_000_000)
    assert read(tmp_path / f"a.{kind}").reason == "It unpacks to far more than a document holds, so it was not opened."


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = papers.word(tmp_path / "a.docx", "x")
    papers.replaced(path, "word/document.xml", body("<w:p><w:r><w:t>left &f; right</w:t></w:r></w:p>", LAUGHS))
    assert sum(len(passage.text) for passage in read(path).passages) < 1_000


def test_no_other_file_is_read_into_the_text(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret word", "utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    path = papers.word(tmp_path / "a.docx", "x")
    papers.replaced(path, "word/document.xml", body("<w:p><w:r><w:t>left &e; right</w:t></w:r></w:p>", outside))
    page = f'<p>seen</p><img src="{(tmp_path / "secret.txt").as_uri()}"><iframe src="secret.txt"></iframe>'
    (tmp_path / "b.html").write_text(outside + page, "utf-8")
    for found in (read(path), read(tmp_path / "b.html")):
        assert "secret word" not in str(found.passages)


@pytest.mark.parametrize("depth", [300, 20_000])
def test_deep_nesting_does_no_harm(tmp_path: Path, depth: int) -> None:
    (tmp_path / "a.html").write_text("<div>" * depth + "deep" + "</div>" * depth, "utf-8")
    path = papers.word(tmp_path / "b.docx", "x")
    papers.replaced(path, "word/document.xml", body("<w:sdt>" * depth + "</w:sdt>" * depth))
    for each in (tmp_path / "a.html", path):
        assert read(each).reason is not None or read(each).has_text


def test_a_mail_nested_a_thousand_deep_does_no_harm(tmp_path: Path) -> None:
    nested = b"Content-Type: message/rfc822\n\n" * 1_000 + b"Subject: at the bottom\n\nwords"
    (tmp_path / "a.eml").write_bytes(b"Subject: top\n" + nested)
    assert isinstance(read(tmp_path / "a.eml"), Extraction)


def test_malformed_headings_of_a_mail_lose_no_text(tmp_path: Path) -> None:
    headings = b"From: \xff<<>>;;@\nTo: =?x?q?=\nSubject: =?utf-8?b?!!!?=\nDate: never\n"
    (tmp_path / "a.eml").write_bytes(headings + b"Content-Type: text/plain; charset=zz\n\nkept")
    assert any("kept" in passage.text for passage in read(tmp_path / "a.eml").passages)


def test_half_a_file_never_raises(tmp_path: Path) -> None:
    made = [
        papers.pdf(tmp_path / "a.pdf", "one", "two"),
        papers.word(tmp_path / "a.docx", "one", table=[["a"]]),
        papers.workbook(tmp_path / "a.xlsx", One=[["a", 1]]),
        papers.slides(tmp_path / "a.pptx", ("a", "b", "c")),
        papers.mail(tmp_path / "a.eml", "a", "b", {"x.bin": b"1234"}),
    ]
    for path in made:
        whole = path.read_bytes()
        for share in range(1, 16):
            path.write_bytes(whole[: len(whole) * share // 16])
            assert read(path).reason is None or read(path).reason


@pytest.mark.parametrize(
    "line", ["\n" * 300_000, " " * 300_000, "-\n" * 150_000, "\t" * 300_000, "Dear " * 60_000, "9 " * 150_000]
)
def test_monotonous_text_is_read_quickly(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"Start {line} end", "utf-8")
    (tmp_path / "b.csv").write_text(f"Start,{line} end", "utf-8")
    (tmp_path / "c.html").write_text(f"<p>Start {line} end</p>", "utf-8")
    for name in ("a.txt", "b.csv", "c.html"):
        assert read(tmp_path / name).has_text


def test_text_has_no_control_characters_and_soft_hyphens_and_is_composed() -> None:
    assert text.clean("a\x00b\x07c\u00add\r\ne\u0301\ufeff  \n\n\n\nf\x0cg\u2028h\ud800") == "abcd\né\n\nf\ng\nh"


def test_text_beyond_the_limit_is_cut_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MOST_CHARACTERS", 10)
    passages, fitted = text.kept([Passage("page 1", "page", "12345678"), Passage("page 2", "page", "12345678")])
    assert ([passage.text for passage in passages], fitted) == (["12345678", "12"], False)
