"""Every file below the paths has a place in the report, taken or with the reason why not."""

import os
from pathlib import Path

import pytest

from evidence_desk.errors import KnownError
from evidence_desk.operations.walking import OF_LIBRARY, files_below


def test_every_file_below_is_there_once_and_in_path_order(tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    (folder / "b" / "deep").mkdir(parents=True)
    names = ["z.txt", "a.txt", "b/one.txt", "b/deep/two é.txt"]
    for name in names:
        (folder / name).write_text("x")
    found = files_below([folder, folder / "a.txt", folder / "b"], tmp_path / "L.evidence")
    assert [str(one.path.relative_to(folder)) for one in found] == sorted(names)
    assert all(one.path.is_absolute() and one.refused is None for one in found)


def test_the_library_itself_is_not_evidence_and_each_of_its_files_says_so(tmp_path: Path) -> None:
    library = tmp_path / "L.evidence"
    (library / "files").mkdir(parents=True)
    (library / "files" / "x").write_text("x")
    (library / "library.db").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    (tmp_path.parent / f"{tmp_path.name} linked").symlink_to(tmp_path, target_is_directory=True)
    linked = tmp_path.parent / f"{tmp_path.name} linked"
    told = [(library / "files" / "x", OF_LIBRARY), (library / "library.db", OF_LIBRARY), (tmp_path / "a.txt", None)]
    for root, own in ((tmp_path, library), (linked, library), (tmp_path, linked / "L.evidence")):
        found = [(tmp_path / one.path.relative_to(root), one.refused) for one in files_below([root], own)]
        assert sorted(found, key=str) == told
    assert [one.refused for one in files_below([library / "library.db"], library)] == [OF_LIBRARY]


def test_a_shortcut_is_not_followed(tmp_path: Path) -> None:
    for name in ("Shared drive.lnk", "Offer.URL", "Plan.webloc"):
        (tmp_path / name).write_text("x")
    assert all("shortcut" in str(one.refused) for one in files_below([tmp_path], tmp_path / "none"))


def test_links_pipes_and_files_of_programs_are_told(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("x")
    (tmp_path / "to folder").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "to file").symlink_to(tmp_path / "real" / "a.txt")
    (tmp_path / "to nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "Thumbs.db").write_text("x")
    (tmp_path / "~$draft.docx").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    found = {one.path.name: one.refused for one in files_below([tmp_path], tmp_path / "none")}
    assert found.pop("a.txt") is None
    assert set(found) == {"to folder", "to file", "to nowhere", "Thumbs.db", "~$draft.docx", "pipe"}
    assert all(found.values())


def test_a_link_named_by_hand_is_followed_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (found,) = files_below([tmp_path / "link.txt"], tmp_path / "none")
    assert (found.path.name, found.refused) == ("link.txt", None)


def test_a_path_that_is_not_there_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="nowhere"):
        files_below([tmp_path, tmp_path / "nowhere"], tmp_path / "none")
