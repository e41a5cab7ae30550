"""Odd files and odd words: what people really have and type, and what a hostile sender names an attachment."""

import contextlib
import os
import shutil
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program
from tests.e2e.test_gate import leaves


def mail_with(path: Path, attachments: list[tuple[str, str]]) -> Path:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Board papers"
    message.set_content("Papers for the board.")
    for name, words in attachments:
        message.add_attachment(words.encode(), maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(bytes(message))
    return path


def test_every_attachment_has_a_row_and_is_an_item_of_its_own(library: Evidence, tmp_path: Path) -> None:
    attachments = [("plan.txt", making.sentence()), ("plan.txt", making.sentence()), ("../../up.txt", making.word())]
    mail = mail_with(tmp_path / "papers.eml", attachments)
    rows = library.take(mail)
    names = {f"{mail}{member}" for member in ("", "!/plan.txt", "!/plan (2).txt", "!/up.txt")}
    assert {row["path"] for row in rows} == names and {row["status"] for row in rows} == {"imported"}
    by_path = {row["path"]: row["ref"] for row in rows}
    assert len(set(by_path.values())) == 4
    copy = shutil.copy(mail, tmp_path / "copy.eml")
    again = library.take(mail, Path(copy))
    assert {row["status"] for row in again} == {"duplicate"} and len(again) == 8
    assert all(row["ref"] == by_path[row["path"].replace("copy.eml", "papers.eml")] and row["text"] for row in again)
    newer = mail_with(tmp_path / "newer.eml", [("annex.txt", making.sentence())])
    report = {row["path"]: row for row in library.take(newer, options=("--version-of", by_path[str(mail)]))}
    assert report[str(newer)]["ref"] == by_path[str(mail)]
    assert report[f"{newer}!/annex.txt"]["status"] == "imported"


def test_importing_a_file_again_makes_good_what_the_library_lost(library: Evidence, tmp_path: Path) -> None:
    sources = [making.text(tmp_path / f"{name}.txt", making.sentence()) for name in ("lost", "damaged")]
    library.take(*sources)
    lost, damaged = sorted(path for path in (library.folder / "files").rglob("*") if path.is_file())
    lost.unlink()
    damaged.chmod(0o644)
    damaged.write_bytes(b"other bytes")
    assert library.program.run("verify", library.folder).returncode == 1
    assert {row["status"] for row in library.take(*sources)} == {"duplicate"}
    assert library("verify")["ok"]


def test_erasing_an_attachment_or_its_mail_names_the_other(library: Evidence, tmp_path: Path) -> None:
    mail = mail_with(tmp_path / "papers.eml", [("plan.txt", making.sentence()), ("up.txt", making.sentence())])
    refs = {row["path"]: row["ref"] for row in library.take(mail)}
    outer, plan, up = (refs[f"{mail}{member}"] for member in ("", "!/plan.txt", "!/up.txt"))
    said = " ".join(library("erase", plan, "--reason", "withdrawn")["not_reached"])
    assert outer in said and up not in said
    assert {row["status"] for row in library.take(mail)} == {"duplicate", "rejected"}
    said = " ".join(library("erase", outer, "--reason", "withdrawn")["not_reached"])
    assert up in said and plan not in said


def test_odd_file_names_do_not_stop_an_import(library: Evidence, program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names: list[str] = [
        "new\nline.txt",
        "\u202ertl.txt",
        "x" * 245 + ".txt",
        "qu'o\"te.txt",
        "=cmd.txt",
        "\U0001f600.txt",
    ]
    names += ["caf\u00e9.txt", "cafe\u0301.txt", os.fsdecode(b"raw\xff.txt"), os.fsdecode(b"raw\xfe.txt"), "-h.txt"]
    for name in names:
        with contextlib.suppress(OSError, UnicodeError):
            (folder / name).write_text(f"The plan of the board. {making.word()}", encoding="utf-8")
    made = list(folder.iterdir())
    rows = library.take(folder, options=("--kind", "document"))
    assert len(rows) == len(made) and {row["status"] for row in rows} == {"imported"}
    assert {row["status"] for row in library.take(folder)} == {"duplicate"}
    for row in rows:
        library("set", row["ref"], "marking=official")
    pack = program.json("export", "pack", library.folder, tmp_path / "pack.zip")
    assert pack["items"] == len(made)


def test_a_new_version_that_names_children_is_withheld(library: Evidence, program: Program, tmp_path: Path) -> None:
    source = making.table(tmp_path / "waits.csv", [["Month", "Waiting"], ["January", 40], ["February", 30]])
    (first,) = library.take(source)
    assert library("show", first["ref"])["withheld"] is None
    child = making.word().capitalize()
    making.table(
        source, [["UPN", "Forename", "Surname", "Date of birth"], ["A823432108001", child, "Jones", "12/05/2014"]]
    )
    (second,) = library.take(source)
    assert (second["status"], second["ref"]) == ("new-version", first["ref"])
    assert child.encode() not in leaves(program, library, tmp_path)
    library.words("undo")
    assert library("show", first["ref"])["withheld"] is None
    (third,) = library.take(source, options=("--kind", "case-study"))
    assert library("show", third["ref"])["kind"] == "case-study"


def test_odd_words_are_taken_or_refused_but_never_stored_wrong(library: Evidence, tmp_path: Path) -> None:
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    assert library("set", ref, "labels=Audit,b")["labels"] == ["Audit", "b"]
    assert library("set", ref, "labels-=audit")["labels"] == ["b"]
    before = library("history")
    assert "--quote" in library.fails("tag", ref, "1.1", "--quote", " ")
    assert "criterion" in library.fails("search", "plan", "--criterion", "9.9")
    command = [one.encode() for one in library.program.command("judge", library.folder, "1.1", "--know")]
    done = subprocess.run([*command, b"\xff"], env=library.program.environment(), capture_output=True, check=False)
    assert done.returncode == 2 and done.stdout == b"" and b"UTF-8" in done.stderr
    assert library("history") == before
    library("judge", "1.1", "--know", "x", "--actor", " Ann \n Tester ")
    assert library("history")[0]["by"] == "Ann Tester"


def test_a_settled_value_is_checked_as_if_it_were_set(library: Evidence, program: Program, tmp_path: Path) -> None:
    ref = library.take(making.text(tmp_path / "a.txt", making.sentence()))[0]["ref"]
    other = Evidence(program, tmp_path / "Other.evidence")
    shutil.copytree(library.folder, other.folder)
    for one, who, rating, title in ((library, "Ann", "positive", "A"), (other, "Ben", "inconsistent", "B")):
        one("judge", "1.1", "--rating", rating, "--know", title, "--actor", who)
        one("set", ref, f"title={title}", "date=2026-01" if who == "Ann" else "date=2026-02", "--actor", who)
    merged = library("merge", other.folder)
    found = library("conflicts")
    assert merged["conflicts"] == found and len(found) == 4
    rating = next(one["id"] for one in found if one["field"] == "rating")
    assert "rating" in library.fails("settle", rating, "--value", "splendid")
    library.fails("settle", rating, "--keep", "\u00b2", code=2)
    library.words("settle", rating, "--value", "Systemic-failings")
    assert library("judge", "1.1")["rating"] == "systemic-failings"


def test_two_at_once_are_told_who_has_it(library: Evidence) -> None:
    running = [library.program.start("judge", library.folder, "1.1", "--know", str(number)) for number in range(4)]
    codes = [one.wait(timeout=60) for one in running]
    assert 0 in codes and set(codes) <= {0, 1}


def test_the_demo_never_takes_away_what_somebody_did_in_it(program: Program, tmp_path: Path) -> None:
    own = making.text(tmp_path / "Northshire.xlsx", "somebody's own")
    made = program.json("demo", tmp_path, "--no-window")
    assert made["built"] and own.read_text() == "somebody's own"
    practice = Evidence(program, Path(made["library"]))
    practice("judge", "1.5", "--know", "Tried by hand")
    Path(made["pack"]).unlink()
    assert program.json("demo", tmp_path, "--no-window")["built"] and Path(made["pack"]).exists()
    assert practice("judge", "1.5")["know"] == "Tried by hand" and practice("verify")["ok"]
    assert not program.json("demo", tmp_path, "--no-window")["built"]


def test_without_a_screen_the_window_says_so(program: Program) -> None:
    blind = {name: "" for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    for arguments in ((), ("open",)):
        command = program.command(*arguments)
        done = subprocess.run(command, env=program.environment() | blind, capture_output=True, check=False)
        if sys.platform.startswith("linux"):
            assert (done.returncode, done.stdout) == (1, b"") and b"screen" in done.stderr
