"""The mark-up of the example's texts, and the PDF made from it."""

from pathlib import Path

from evidence_desk.demo.markup import Bullet, Heading, PageBreak, Paragraph, Quote, Table, blocks
from evidence_desk.demo.pdf_file import pdf
from evidence_desk.extract.registry import extract


def test_each_mark_makes_its_block() -> None:
    text = "# One\n\nTwo **words** here\n- three\n> four\n---\n| a | b |\n| --- | --- |\n| c |  |\n## Five"
    assert blocks(text) == [
        Heading(1, "One"),
        Paragraph("Two words here"),
        Bullet("three"),
        Quote("four"),
        PageBreak(),
        Table((("a", "b"), ("c", ""))),
        Heading(2, "Five"),
    ]


def test_a_pdf_holds_the_words_it_was_given_on_their_pages(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(900))
    text = (
        f"# Title (with \\ brackets)\n£5 – “quoted” café\n---\n| Left | Right |\n| --- | --- |\n| 1 | two |\n\n{long}"
    )
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf(blocks(text), title="Tïtle ✓", day="2026-11-24"))
    found = extract(str(path), path.name)
    assert found.reason is None and (found.pages or 0) >= 3
    first, second = (" ".join(passage.text.split()) for passage in found.passages[:2])
    assert "Title (with \\ brackets)" in first and "£5 – “quoted” café" in first
    assert "Left" in second and "two" in second
    whole = " ".join(" ".join(passage.text.split()) for passage in found.passages)
    assert all(f"word{number}" in whole for number in range(900))
