"""What a person told the program is kept, and a broken file costs nothing but itself."""

from pathlib import Path

import pytest

from evidence_desk import preferences
from evidence_desk.preferences import Preferences


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences, "preferences_path", lambda: tmp_path / "config" / "preferences.toml")


def test_they_come_back_as_they_were_saved() -> None:
    assert preferences.load() == Preferences()
    known = Preferences(name='Ann "O\'Hara" é', agency="health", recent=["/a b"], window={"theme": "dark", "wide": 3})
    preferences.save(known)
    assert preferences.load() == known


def test_the_newest_library_comes_first_once_and_ten_are_kept(tmp_path: Path) -> None:
    for number in range(12):
        preferences.remember_library(tmp_path / str(number))
    preferences.remember_library(tmp_path / "5")
    recent = [Path(one).name for one in preferences.load().recent]
    assert recent == ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"]


def test_a_broken_file_is_set_aside_not_lost(tmp_path: Path) -> None:
    path = preferences.preferences_path()
    path.parent.mkdir(parents=True)
    path.write_text("name = [broken", encoding="utf-8")
    assert preferences.load() == Preferences()
    (kept,) = path.parent.iterdir()
    assert kept.read_text(encoding="utf-8") == "name = [broken"


def test_an_agency_that_is_none_is_not_signed_with() -> None:
    preferences.save(Preferences(name="Ann", agency="zoo"))
    assert preferences.load() == Preferences(name="Ann")
