"""The command that writes the user guide as web pages."""

import re
from pathlib import Path

from tests.e2e.conftest import Program


def test_the_guide_lies_in_one_folder_with_all_that_it_links_to(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "an intranet" / "guide"
    made = program.json("guide", out)
    assert made["folder"] == str(out) and made["files"][0] == str(out / "index.html")
    pages = sorted(out.glob("*.html"))
    assert [Path(one) for one in sorted(made["files"])] == pages and len(pages) > 12
    for page in pages:
        text = page.read_text(encoding="utf-8")
        links = re.findall(r'(?:href|src)="([^"]+)"', text)
        outside = [link for link in links if not link.startswith("#") and not (out / link).is_file()]
        assert outside == [], page.name
        assert "http" not in text
    assert "Ctrl+Shift+T" in (out / "keys.html").read_text(encoding="utf-8")
    assert str(out / "index.html") in program.ok("guide", out)


def test_the_guide_leaves_other_files_alone_and_says_where_it_cannot_be(program: Program, tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine", encoding="utf-8")
    program.ok("guide", tmp_path)
    assert (tmp_path / "mine.html").read_text(encoding="utf-8") == "mine"
    said = program.fails("guide", tmp_path / "mine.html")
    assert "mine.html" in said
