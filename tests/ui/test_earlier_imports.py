"""The import report: earlier imports can be seen again, and what looks like something here can be made a version."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from evidence_desk.desk import open_desk
from evidence_desk.library.database import write
from evidence_desk.operations.importing import import_paths
from evidence_desk.ui.window import Window

PATIENCE = 30_000


def paper(path: Path, ending: str, seed: int = 1) -> Path:
    words = random.Random(seed).choices([f"word{number}" for number in range(200)], k=300)
    path.write_text(" ".join([*words, ending]), encoding="utf-8")
    return path


def lines(window: Window) -> list[str]:
    model = window.evidence.report.model
    return [line.words for at in range(model.rowCount()) if (line := model.line(at)) is not None]


def test_a_look_alike_is_asked_about_and_made_a_version_and_undone(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path
) -> None:
    window = take_in(paper(tmp_path / "Plan.txt", "of March"))
    place = window.evidence
    assert not place.report.alike.isVisible()
    with qtbot.waitSignal(place.taking_in.reported, timeout=PATIENCE):
        place.import_paths([paper(tmp_path / "Plan new.txt", "of May"), paper(tmp_path / "Other.txt", "x", seed=2)])
    report = place.report
    qtbot.waitUntil(lambda: report.alike.isVisible() and "“Plan”" in report.alike.words, timeout=PATIENCE)
    assert lines(window) == ["Looks like something here (1)", "Plan new.txt", "New (1)", "Other.txt"]
    assert "“Plan new.txt” looks like “Plan”" in report.alike.words
    qtbot.waitUntil(lambda: "% of the words are the same." in report.alike.words, timeout=PATIENCE)
    assert "same child" not in report.alike.words
    with qtbot.waitSignal(place.taking_in.item_wanted, timeout=PATIENCE):
        report.alike.show_other.click()
    assert report.group.findText("Looks like something here (1)") > 0
    qtbot.waitUntil(lambda: report.earlier.choice.count() == 2, timeout=PATIENCE)
    report.alike.version.click()
    qtbot.waitUntil(lambda: not report.alike.isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: place.model.rowCount() == 2, timeout=PATIENCE)
    assert "New (2)" in lines(window)
    window.gestures.undo()
    qtbot.waitUntil(lambda: report.alike.isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: place.model.rowCount() == 3, timeout=PATIENCE)
    report.alike.keep.click()
    assert not report.alike.isVisible() and "New (2)" in lines(window)


def test_both_stay_kept_when_the_library_is_opened_again_and_one_can_think_again(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path
) -> None:
    window = take_in(paper(tmp_path / "Plan.txt", "of March"))
    place, report, folder = window.evidence, window.evidence.report, window.session.desk.library.folder
    with qtbot.waitSignal(place.taking_in.reported, timeout=PATIENCE):
        place.import_paths([paper(tmp_path / "Plan new.txt", "of May")])
    qtbot.waitUntil(report.alike.isVisible, timeout=PATIENCE)
    report.alike.keep.click()
    window.session.close_library()
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(folder)
    qtbot.waitUntil(lambda: place.head.report.isVisible(), timeout=PATIENCE)
    place.head.report.click()
    qtbot.waitUntil(lambda: lines(window) == ["New (1)", "Plan new.txt"], timeout=PATIENCE)
    line = report.model.line(1)
    assert line is not None and "Both were kept." in line.second
    assert not report.alike.isVisible()
    report.list.setCurrentIndex(report.model.index(1, 0))
    assert report.alike.isVisible() and not report.alike.keep.isVisible()
    report.alike.version.click()
    qtbot.waitUntil(lambda: place.model.rowCount() == 1, timeout=PATIENCE)


def test_plans_of_two_children_are_not_offered_and_one_that_may_be_is_asked_about_with_care(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path
) -> None:
    def plan(name: str, *lines: str) -> Path:
        said = paper(tmp_path / f"{name}.txt", "Date of birth: 14/02/2015").read_text(encoding="utf-8")
        (tmp_path / f"{name}.txt").write_text("\n".join(lines) + "\n" + said, encoding="utf-8")
        return tmp_path / f"{name}.txt"

    window = take_in(plan("First", "Name of child: Josh Hartley"))
    report = window.evidence.report
    with qtbot.waitSignal(window.evidence.taking_in.reported, timeout=PATIENCE):
        window.evidence.import_paths([
            plan("Sister", "Name of child: Ada Hartley"), plan("Later", "Name of child: HARTLEY, Josh", "Agreed."),
        ])  # fmt: skip
    qtbot.waitUntil(lambda: "same child" in report.alike.words, timeout=PATIENCE)
    assert "“Later.txt” looks like “Name of child: Josh Hartley”" in report.alike.words
    assert lines(window) == ["Looks like something here (1)", "Later.txt", "New (1)", "Sister.txt"]


def test_a_report_is_there_again_when_the_library_is_opened_again(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path
) -> None:
    window = take_in(paper(tmp_path / "Plan.txt", "of March"))
    folder = window.session.desk.library.folder
    import_paths(window.session.desk, [paper(tmp_path / "Second.txt", "x", seed=3)])
    window.session.close_library()
    assert window.evidence.report.model.rowCount() == 0
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(folder)
    place = window.evidence
    qtbot.waitUntil(lambda: place.head.report.isVisible(), timeout=PATIENCE)
    place.head.report.click()
    qtbot.waitUntil(lambda: lines(window) == ["New (1)", "Second.txt"], timeout=PATIENCE)
    assert place.report.earlier.choice.count() == 2
    place.report.earlier.choice.setCurrentIndex(1)
    place.report.earlier.choice.activated.emit(1)
    qtbot.waitUntil(lambda: lines(window) == ["New (1)", "Plan.txt"], timeout=PATIENCE)


def test_a_report_is_exported_and_it_says_how_many_names_were_left_out(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tmp_path / "Story of Ella.txt"
    story.write_text("Dear Ms Example, your daughter Ella is on the list.", encoding="utf-8")
    window = take_in(story, paper(tmp_path / "Plan.txt", "of March"))
    out = tmp_path / "report.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    qtbot.waitUntil(lambda: window.evidence.report.earlier.number == 1, timeout=PATIENCE)
    with qtbot.waitSignal(window.session.said, timeout=PATIENCE) as said:
        window.evidence.report.earlier.export.click()
    assert said.args == ["Exported the report of 2 files; 1 name left out", False]
    assert "Ella" not in out.read_text(encoding="utf-8-sig")


def test_of_many_look_alikes_all_can_be_kept_at_once(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path
) -> None:
    window = take_in(paper(tmp_path / "Plan.txt", "of March"))
    report = window.evidence.report
    with qtbot.waitSignal(window.evidence.taking_in.reported, timeout=PATIENCE):
        window.evidence.import_paths([paper(tmp_path / f"Plan {number}.txt", f"no {number}") for number in range(3)])
    qtbot.waitUntil(report.alike.keep_all.isVisible, timeout=PATIENCE)
    assert report.alike.keep_all.text() == "Keep all 3 as they are"
    report.alike.keep_all.click()
    assert not report.alike.isVisible() and lines(window)[0] == "New (3)"


def broken_off(library: Path, files: list[Path]) -> None:
    """The library as a program leaves it that was killed when it had come to the first of the files."""
    with open_desk(library, actor="Asha Example") as desk:
        import_paths(desk, files[:1])
        with write(desk.library.db):
            desk.library.db.execute("UPDATE import_report SET finished = 0, expected = ?", (len(files),))


def test_an_import_that_broke_off_is_told_once_and_its_report_says_what_to_do(
    qtbot: QtBot, window: Window, library: Path, tmp_path: Path
) -> None:
    files = [paper(tmp_path / f"Plan {seed}.txt", "of March", seed=seed) for seed in range(3)]
    broken_off(library, files)
    said: list[str] = []
    window.session.said.connect(lambda words, _: said.append(words))
    with qtbot.waitSignal(window.session.opened, timeout=PATIENCE):
        window.session.open(library)
    report = window.evidence.report
    qtbot.waitUntil(lambda: report.isVisible() and report.broken.isVisible(), timeout=PATIENCE)
    assert report.broken.words.startswith("It broke off after 1 of 3 files. Import the same again")
    assert "broke off" in report.earlier.choice.currentText()
    assert said == ["The last import broke off after 1 of 3 files. Its report says what to do"]
    window.session.close_library()
    assert not report.broken.isVisible()
    with qtbot.waitSignal(window.evidence.taking_in.kept.known, timeout=PATIENCE):
        window.session.open(library)
    with qtbot.waitSignal(window.evidence.taking_in.reported, timeout=PATIENCE):
        window.evidence.import_paths(files)
    assert len(said) == 2 and said[1].startswith("3 files: 2 new, 1 already here")
    qtbot.waitUntil(lambda: report.earlier.choice.count() == 2, timeout=PATIENCE)
    assert not report.broken.isVisible() and "3 files" in report.earlier.choice.currentText()


def test_what_is_listed_is_what_is_exported(
    qtbot: QtBot, take_in: Callable[..., Window], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = take_in(paper(tmp_path / "Plan.txt", "of March"), paper(tmp_path / "Other.txt", "of May", seed=2))
    report, out = window.evidence.report, tmp_path / "report.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    qtbot.waitUntil(lambda: report.earlier.number == 1, timeout=PATIENCE)
    report.words.setText("plan")
    with qtbot.waitSignal(window.session.said, timeout=PATIENCE) as said:
        report.earlier.export.click()
    assert said.args == ["Exported the report of 1 file", False]
    assert "Other" not in out.read_text(encoding="utf-8-sig")
