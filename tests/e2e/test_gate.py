"""Nothing written about a withheld item leaves until somebody answers for it by name."""

import zipfile
from pathlib import Path

from tests.e2e import making
from tests.e2e.conftest import Evidence, Program


def leaves(program: Program, library: Evidence, folder: Path, *options: str) -> bytes:
    """All bytes of a new workbook and pack, every ZIP member unpacked."""
    out = b""
    for form, name in (("workbook", "out.xlsx"), ("pack", "out.zip")):
        program.ok("export", form, library.folder, folder / name, *options)
        out += unpacked(folder / name)
    return out


def unpacked(path: Path) -> bytes:
    import io

    def members(data: bytes) -> bytes:
        if not zipfile.is_zipfile(io.BytesIO(data)):
            return data
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return b"".join(name.encode() + members(opened.read(name)) for name in opened.namelist())

    return members(path.read_bytes())


def sensitive_files(folder: Path) -> dict[str, tuple[Path, str]]:
    """Files that must not leave unasked, each with a name that stands in it."""
    names = {what: making.word().capitalize() for what in ("story", "letter", "table")}
    story = making.text(
        folder / f"{names['story']}.txt",
        f"{names['story']} is nine. He was out of school for a year. His mum says he cried every morning. Now he has a "
        f"plan and a teaching assistant, and {names['story']} is happy to go to school.",
    )
    letter = making.docx(
        folder / f"Letter {names['letter']}.docx",
        [
            "Dear Mr and Mrs Smith",
            f"Re: {names['letter']} Smith, date of birth 03/04/2015",
            "Thank you for your letter about your daughter's plan. We have asked for a review.",
            "Yours sincerely",
            "SEND casework team",
        ],
    )
    rows: list[list[object]] = [["UPN", "Forename", "Surname", "Date of birth", "Need"]]
    rows += [
        ["A823432108001", names["table"], "Jones", "12/05/2014", "ASD"],
        ["B823432108002", "Kim", "Lee", "01/02/2013", "MLD"],
    ]
    table = making.table(folder / "caseload.csv", rows)
    return {"story": (story, names["story"]), "letter": (letter, names["letter"]), "table": (table, names["table"])}


def test_guessed_stories_letters_and_pupil_tables_stay_in(library: Evidence, program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    files = sensitive_files(folder)
    plain = making.text(folder / "strategy.txt", f"The area's strategy. {making.sentence()}")
    rows = {row["path"]: row["ref"] for row in library.take(folder)}
    note = making.word()
    for path, _ in files.values():
        library("tag", rows[str(path)], "1.2", "--note", note)
    out = leaves(program, library, tmp_path)
    for path, name in files.values():
        assert name.lower().encode() not in out.lower(), path
    assert note.encode() not in out
    assert b"strategy" in out and rows[str(plain)].encode() in out
    withheld = program.json("export", "pack", library.folder, tmp_path / "again.zip")["left_out"]
    assert {one["ref"] for one in withheld} == {rows[str(path)] for path, _ in files.values()}
    assert all(one["why"] for one in withheld)


def test_what_a_person_confirms_by_name_leaves_and_is_recorded(
    library: Evidence, program: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    files = sensitive_files(folder)
    library.take(folder)
    answerer = making.word().capitalize()
    out = leaves(program, library, tmp_path, "--include-sensitive", "--confirmed-by", answerer)
    for _, name in files.values():
        assert name.encode() in out
    entries = [entry for step in library("history") for entry in step["entries"]]
    assert any(entry["field"] == "confirmed_by" and entry["after"] == answerer for entry in entries)
    program.fails("export", "pack", library.folder, tmp_path / "x.zip", "--include-sensitive", code=2)


def test_a_marking_in_conflict_counts_as_the_stricter(library: Evidence, program: Program, tmp_path: Path) -> None:
    import shutil

    name = making.word()
    source = making.text(tmp_path / "minutes.txt", f"Minutes of the board. {name} {making.sentence()}")
    ref = library.take(source)[0]["ref"]
    other = Evidence(program, tmp_path / "Other.evidence")
    shutil.copytree(library.folder, other.folder)
    other("set", ref, "marking=official-sensitive", "--actor", "Ben")
    library("set", ref, "marking=public", "--actor", "Ann Tester")
    merged = library("merge", other.folder)
    (conflict,) = merged["conflicts"]
    assert (conflict["ref"], conflict["field"]) == (ref, "marking")
    assert name.encode() not in leaves(program, library, tmp_path)
    keep = "standing" if conflict["standing"]["value"] == "public" else "1"
    library.words("settle", conflict["id"], "--keep", keep)
    assert library("conflicts") == []
    assert name.encode() in leaves(program, library, tmp_path)


def test_setting_kind_and_marking_by_hand_opens_the_gate(library: Evidence, program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path, name = sensitive_files(folder)["story"]
    ref = {row["path"]: row["ref"] for row in library.take(folder)}[str(path)]
    assert name.encode() not in leaves(program, library, tmp_path)
    library("set", ref, "kind=document", "marking=official")
    assert name.encode() in leaves(program, library, tmp_path)
