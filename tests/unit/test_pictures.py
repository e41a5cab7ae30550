"""Photos and scans as phones, scanners and fax machines write them: read with the words the right way up, or told."""

from pathlib import Path

import papers
import pytest
import scanning
from PIL import Image
from scanning import LETTER, needs_data

from evidence_desk.errors import KnownError
from evidence_desk.extract.picture import TOO_LARGE
from evidence_desk.extract.recognition import recognise
from evidence_desk.extract.registry import extract
from evidence_desk.work.pool import Pool
from evidence_desk.work.render import Renderer

UNREAD = {
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "AVIF": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1",
    "WEBP": b"RIFF\x24\0\0\0WEBPVP8 ",
}


def letter(dpi: int = 100) -> Image.Image:
    drawn = scanning.picture(*LETTER, dpi=dpi)
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)


def words(path: Path, page: int = 1) -> str:
    return recognise(str(path), page, str(scanning.TESSDATA)).text


@pytest.mark.parametrize("suffix", ["gif", "bmp", "jp2"])
def test_pictures_of_rarer_kinds_wait_for_recognition(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"board.{suffix}"
    letter(30).save(path)
    found = extract(str(path), path.name)
    assert (found.pages, found.scanned, found.reason, found.rejected) == (1, (1,), None, False)


@pytest.mark.parametrize("kind", UNREAD)
@pytest.mark.parametrize("suffix", ["own", "jpg"])
def test_a_photo_that_is_not_read_says_what_it_is_and_what_to_do(tmp_path: Path, kind: str, suffix: str) -> None:
    path = tmp_path / f"IMG_0042.{kind.lower() if suffix == 'own' else suffix}"
    path.write_bytes(UNREAD[kind] + bytes(500))
    found = extract(str(path), path.name)
    assert found.rejected
    assert found.reason == f"It is a photo in a format that is not read ({kind}). Save it as JPEG and import that."


def test_a_text_that_begins_like_a_bitmap_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("BMA and NHS agree on waiting times.", encoding="utf-8")
    assert [one.text for one in extract(str(path), path.name).passages] == ["BMA and NHS agree on waiting times."]


def test_a_picture_too_large_to_be_unpacked_is_not_said_to_be_damaged(tmp_path: Path) -> None:
    """200 megapixels in a worker of 1 GiB fail as 50 do in one of a quarter of that."""
    large = Image.new("RGB", (8_000, 6_250))
    for suffix in ("png", "tif"):
        path = tmp_path / f"map.{suffix}"
        large.save(path, compression="tiff_lzw") if suffix == "tif" else large.save(path, compress_level=1)
        with Pool(workers=1, megabytes=140) as pool:
            found = pool.submit(extract, str(path), path.name).result().value
            assert not found.rejected and (found.reason == TOO_LARGE or found.scanned == (1,))
            told = pool.submit("evidence_desk.extract.recognition:recognise", str(path), 1, str(tmp_path)).result()
        assert told.reason == TOO_LARGE
        renderer = Renderer(megabytes=140)
        try:
            with pytest.raises(KnownError) as shown:
                renderer.image(str(path), 1, 72)
        finally:
            renderer.close()
        assert shown.value.title in (TOO_LARGE, f"Page 1 of map.{suffix} is too large to be shown.")


class TestRecognised:
    pytestmark = needs_data

    def test_a_scan_that_is_packed_as_jbig2_is_read(self, tmp_path: Path) -> None:
        papers.jbig2_scan(tmp_path / "a.pdf", letter(300))
        found = extract(str(tmp_path / "a.pdf"), "a.pdf")
        assert (found.scanned, found.reason) == ((1,), None)
        assert "Waiting times for assessment" in words(tmp_path / "a.pdf")

    @pytest.mark.parametrize(("orientation", "turned"), [(3, 180), (6, 90), (8, 270)])
    def test_a_photo_is_read_as_the_camera_was_held(self, tmp_path: Path, orientation: int, turned: int) -> None:
        held = Image.Exif()
        held[0x0112] = orientation
        letter().rotate(turned, expand=True).save(tmp_path / "photo.jpg", exif=held)
        assert LETTER[3] in words(tmp_path / "photo.jpg")

    def test_each_page_of_a_fax_is_read(self, tmp_path: Path) -> None:
        second = scanning.picture(*LETTER[::-1], dpi=150)
        pages = [letter(150), Image.frombytes("RGB", (second.width, second.height), second.samples)]
        first, other = (page.convert("1") for page in pages)
        first.save(tmp_path / "fax.tif", compression="group4", save_all=True, append_images=[other])
        assert extract(str(tmp_path / "fax.tif"), "fax.tif").scanned == (1, 2)
        assert words(tmp_path / "fax.tif").startswith(LETTER[0])
        assert words(tmp_path / "fax.tif", 2).startswith(LETTER[-1])

    def test_a_photo_in_the_colours_of_a_printer_is_read(self, tmp_path: Path) -> None:
        letter().convert("CMYK").save(tmp_path / "press.jpg")
        assert LETTER[3] in words(tmp_path / "press.jpg")

    def test_two_hundred_megapixels_are_read(self, tmp_path: Path) -> None:
        letter(150).convert("1").resize((12_000, 17_000)).save(tmp_path / "plan.tif", compression="group4")
        assert LETTER[3] in words(tmp_path / "plan.tif")
