"""Small files of every format, damaged at random: extracting never raises and never hangs."""

import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))

import compound
import oldfiles
import papers

from evidence_desk.extract.registry import extract
from evidence_desk.model.passage import Extraction
from evidence_desk.work.pool import Pool

PLAIN = {
    ".csv": b'A,B\n"one, two",3\n',
    ".txt": "Café £5\n\nwords".encode("cp1252"),
    ".html": b"<title>a</title><body><p>b<table><tr>e<td>c</td></tr></table><!-- d --><input value=f></body></html>",
    ".rtf": rb"{\rtf1\ansi{\fonttbl{\f0 A;}}\f0 a \b b\b0 \'e9 \u8217? {\*\x y}\par c\cell d\cell\row{\b\deleted e}}",
    ".eml": (
        b"From: a@b.example\nSubject: =?utf-8?q?caf=C3=A9?=\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nhello\n--x\n'
        b'Content-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\nAAAA\n--x--\n'
    ),
}
PLAIN[".mhtml"] = (
    b'From: <Saved>\nSubject: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"; type="text/html"\n\n'
    b"--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"<html><body><p>caf=C3=A9</p></body></html>\n--x--\n"
)
_ODT = "application/vnd.oasis.opendocument.text"
_CONTENT = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text><t:p>a<t:s t:c="3"/>b</t:p></o:text>'
    "</o:body></o:document-content>"
)
_CHART = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:c="urn:oasis:names:tc:opendocument:xmlns:chart:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    "><o:body><o:chart><c:chart><c:title><t:p>c</t:p></c:title></c:chart></o:chart></o:body></o:document-content>"
)
_BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container><rootfiles><rootfile full-path="o.opf"/></rootfiles></container>',
    "o.opf": '<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>',
    "a.xhtml": "<html><body><h1>One</h1><p>words</p></body></html>",
}
# Two by two grey pixels: width, height, bits, no compression, black is zero, where and how the pixels lie.
_TIFF = (
    b"II*\0\x08\0\0\0\x08\0"
    + b"".join(
        tag.to_bytes(2, "little") + b"\x03\0\x01\0\0\0" + value.to_bytes(4, "little")
        for tag, value in ((256, 2), (257, 2), (258, 8), (259, 1), (262, 1), (273, 110), (278, 2), (279, 4))
    )
    + bytes(4)
    + b"\x10\x80\xc0\xff"
)
MADE: dict[str, Callable[[Path], object]] = {
    ".pdf": lambda path: papers.pdf(path, "one", "two"),
    ".docx": lambda path: papers.word(path, "one", table=[["a", "b"]]),
    ".xlsx": lambda path: papers.workbook(path, One=[["a", 1], ["b", 2.5]]),
    ".pptx": lambda path: papers.slides(path, ("a", "b", "c")),
    ".msg": lambda path: compound.message(path, "about", "body", "From: a@b.example", ("a.txt", b"words")),
    ".doc": oldfiles.word,
    ".ppt": oldfiles.slides,
    ".odt": lambda path: _zip(
        path,
        {"mimetype": _ODT, "content.xml": _CONTENT, "Object 1/content.xml": _CHART, "META-INF/manifest.xml": "<m/>"},
    ),
    ".epub": lambda path: _zip(path, _BOOK),
    ".zip": lambda path: _zip(path, {"a/b.txt": "words", "c.csv": "1,2"}),
    ".png": lambda path: _picture(path, "png"),
    ".tiff": lambda path: path.write_bytes(_TIFF),
}
SUFFIXES = (*MADE, *PLAIN)


def _zip(path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)


def _picture(path: Path, kind: str) -> None:
    import pymupdf

    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 20, 20))
    pixels.clear_with(128)
    path.write_bytes(pixels.tobytes(kind))


@lru_cache
def whole(suffix: str) -> bytes:
    """An undamaged file of the kind."""
    if suffix in PLAIN:
        return PLAIN[suffix]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        MADE[suffix](path)
        return path.read_bytes()


@st.composite
def damaged(draw: st.DrawFn, of: str | None = None) -> tuple[str, bytes]:
    """A kind of file, and bytes of one with some overwritten, cut out, doubled or cut off."""
    suffix = of or draw(st.sampled_from(SUFFIXES))
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
        assert found.has_text or found.reason or found.scanned or found.is_folder
        assert not any("\x00" in passage.text for passage in found.passages)
        assert len({passage.label for passage in found.passages}) == len(found.passages)


@given(damaged())
def test_a_damaged_file_is_read_or_has_a_reason(pool: Pool, made: tuple[str, bytes]) -> None:
    check(pool, *made)


@pytest.mark.long
@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=2_000)
@given(data=st.data())
def test_two_thousand_damaged_files_of_each_format_are_read_or_have_a_reason(
    pool: Pool, suffix: str, data: st.DataObject
) -> None:
    check(pool, *data.draw(damaged(suffix)))


@given(st.binary(max_size=3_000), st.sampled_from((*SUFFIXES, ".xlsb", ".jpg", "")))
def test_any_bytes_are_read_or_have_a_reason(pool: Pool, data: bytes, suffix: str) -> None:
    check(pool, suffix, data)


@given(st.text(max_size=400), st.text(max_size=40))
def test_any_text_is_guessed_at_without_complaint(text: str, name: str) -> None:
    from evidence_desk.extract.guesses import guess
    from evidence_desk.model.passage import Passage

    guesses = guess(name, [Passage("page 1", "page", text)], {"title": text[:50], "created": text[50:80]})
    assert guesses.kind in ("document", "case-study") and guesses.marking in ("official", "official-sensitive")
