"""Where the data for recognition is looked for, on each system."""

from pathlib import Path

import pytest

from evidence_desk.system.tessdata import NAME, find_tessdata


def _put(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / NAME).write_bytes(b"")
    return folder


def test_where_there_is_none_nothing_is_found(tmp_path: Path) -> None:
    for platform in ("linux", "darwin", "win32"):
        assert find_tessdata(tmp_path / "packed", platform=platform, environ={}, root=tmp_path) is None


def test_debian_keeps_it_by_version_and_the_newest_counts(tmp_path: Path) -> None:
    _put(tmp_path / "usr/share/tesseract-ocr/4.00/tessdata")
    newest = _put(tmp_path / "usr/share/tesseract-ocr/5/tessdata")
    assert find_tessdata(platform="linux", environ={}, root=tmp_path) == newest


def test_the_programs_own_goes_before_one_that_is_named_and_that_before_the_systems(tmp_path: Path) -> None:
    system, named, packed = tmp_path / "usr/share/tessdata", tmp_path / "named", tmp_path / "packed"
    environ = {"TESSDATA_PREFIX": str(named)}
    for folder in (system, named, packed):
        _put(folder)
        assert find_tessdata(packed, platform="linux", environ=environ, root=tmp_path) == folder


def test_the_folder_above_may_be_named_too(tmp_path: Path) -> None:
    folder = _put(tmp_path / "share" / "tessdata")
    environ = {"TESSDATA_PREFIX": str(tmp_path / "share")}
    assert find_tessdata(platform="darwin", environ=environ, root=tmp_path) == folder


@pytest.mark.parametrize(("variable", "middle"), [("ProgramFiles", ""), ("LOCALAPPDATA", "Programs")])
def test_windows_keeps_it_with_the_programs(tmp_path: Path, variable: str, middle: str) -> None:
    folder = _put(tmp_path / middle / "Tesseract-OCR" / "tessdata")
    assert find_tessdata(platform="win32", environ={variable: str(tmp_path)}, root=tmp_path) == folder


def test_macos_keeps_it_where_homebrew_puts_things(tmp_path: Path) -> None:
    folder = _put(tmp_path / "opt/homebrew/share/tessdata")
    assert find_tessdata(platform="darwin", environ={}, root=tmp_path) == folder
