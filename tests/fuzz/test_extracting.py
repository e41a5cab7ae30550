"""Small files of every format, damaged at random: extracting never raises and never hangs."""

import sys
import tempfile
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

import papers

from evidence_desk.extract.registry import extract
from evidence_desk.model.passage import Extraction
from evidence_desk.work.pool import Pool

PLAIN = {
    ".csv": b'A,B\n"one, two",3\n',
    ".txt": "Café £5\n\nwords".encode("cp1252"),
    ".html": b"<html><title>a</title><body><p>b<table><tr><td>c</td></tr></table><!-- d --></body></html>",
    ".rtf": rb"{\rtf1\ansi{\fonttbl{\f0 A;}}\f0 a \b b\b0 \'e9 \u8217? {\*\x y}\par}",
    ".eml": (
        b"From: a@b.example\nSubject: =?utf-8?q?caf=C3=A9?=\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nhello\n--x\n'
        b'Content-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\nAAAA\n--x--\n'
    ),
}
SUFFIXES = (".pdf", ".docx", ".xlsx", ".pptx", *PLAIN)


@lru_cache
def whole(suffix: str) -> bytes:
    """An undamaged file of the kind."""
    if suffix in PLAIN:
        return PLAIN[suffix]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        if suffix == ".pdf":
            papers.pdf(path, "one", "two")
        elif suffix == ".docx":
            papers.word(path, "one", table=[["a", "b"]])
        elif suffix == ".xlsx":
            papers.workbook(path, One=[["a", 1], ["b", 2.5]])
        else:
            papers.slides(path, ("a", "b", "c"))
        return path.read_bytes()


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A kind of file, and bytes of one with some overwritten, cut out, doubled or cut off."""
    suffix = draw(st.sampled_from(SUFFIXES))
    data = bytearray(whole(suffix))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(1, 64))
        how = draw(st.sampled_from(("overwrite", "cut out", "double", "cut off")))
        if how == "overwrite":
            data[at : at + length] = draw(st.binary(min_size=1, max_size=length))
        elif how == "cut out":
            del data[at : at + length]
        elif how == "double":
            data[at:at] = data[at : at + length] * draw(st.integers(1, 50))
        elif at > len(data) // 2:
            del data[at:]
    return suffix, bytes(data)


@pytest.fixture(scope="module")
def pool():  # type: ignore[no-untyped-def]
    with Pool(workers=1, seconds=20, megabytes=800) as made:
        yield made


def check(pool: Pool, suffix: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        result = pool.submit(extract, str(path), path.name).result(timeout=60)
    # A crash or a panic of a library is its worker's end, which the pool has to survive; a hang or glut is not allowed.
    assert result.ok or result.what in ("crash", "error"), (suffix, result)
    if result.ok:
        found = result.value
        assert isinstance(found, Extraction)
        assert found.has_text or found.reason
        assert not any("\x00" in passage.text for passage in found.passages)
        assert len({passage.label for passage in found.passages}) == len(found.passages)


@given(damaged())
def test_a_damaged_file_is_read_or_has_a_reason(pool: Pool, made: tuple[str, bytes]) -> None:
    check(pool, *made)


@pytest.mark.long
@settings(max_examples=20_000)
@given(damaged())
def test_twenty_thousand_damaged_files_are_read_or_have_a_reason(pool: Pool, made: tuple[str, bytes]) -> None:
    check(pool, *made)


@given(st.binary(max_size=3_000), st.sampled_from((*SUFFIXES, ".msg", ".odt", ".xlsb", ".doc", "")))
def test_any_bytes_are_read_or_have_a_reason(pool: Pool, data: bytes, suffix: str) -> None:
    check(pool, suffix, data)


@given(st.text(max_size=400), st.text(max_size=40))
def test_any_text_is_guessed_at_without_complaint(text: str, name: str) -> None:
    from evidence_desk.extract.guesses import guess
    from evidence_desk.model.passage import Passage

    guesses = guess(name, [Passage("page 1", "page", text)], {"title": text[:50], "created": text[50:80]})
    assert guesses.kind in ("document", "case-study") and guesses.marking in ("official", "official-sensitive")
