"""Old files that our readers leave go through LibreOffice: many in a run, and what goes wrong costs one file."""

import http.server
import shutil
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import compound
import oldfiles
import papers
import pytest

from evidence_desk.desk import Desk
from evidence_desk.extract.registry import without_text
from evidence_desk.extract.sniffing import OLD
from evidence_desk.library import queries
from evidence_desk.library.texts import save_extraction
from evidence_desk.operations import converting, undoing
from evidence_desk.operations.importing import ImportReport, import_paths
from evidence_desk.operations.oldformats import FAILED, WAITS
from evidence_desk.operations.starting import start_library
from evidence_desk.system import office
from evidence_desk.work.job import Job

# In LibreOffice's place: makes of each file what lies ready, hangs or fails where a file says so, and counts its runs.
_STANDS_IN = """
import pathlib, shutil, sys, time
out, to = sys.argv[sys.argv.index("--outdir") + 1], sys.argv[sys.argv.index("--convert-to") + 1]
ready = pathlib.Path(__file__).parent
with (ready / "runs").open("a") as runs:
    runs.write("x")
for path in map(pathlib.Path, sys.argv[sys.argv.index("--outdir") + 2:]):
    data = path.read_bytes()
    if b"it hangs" in data:
        time.sleep(60)
    if b"it fails" not in data:
        shutil.copyfile(ready / f"ready.{to}", pathlib.Path(out) / f"{path.stem}.{to}")
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(start_library(tmp_path / "L.evidence", area="Testshire", actor="Ann"), actor="Ann")
    yield made
    made.close()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if sys.platform == "win32":
        pytest.skip("the program that stands in is a script")
    folder = tmp_path / "program"
    folder.mkdir()
    papers.script(folder / "soffice", _STANDS_IN)
    papers.word(folder / "ready.docx", "The quokka of 12 March 2026.", title="A plan for quokkas")
    papers.slides(folder / "ready.pptx", ("The wombat", "text", "notes"))
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


def old(folder: Path, *names: str, says: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        stream = "WordDocument" if name.endswith(".doc") else "PowerPoint Document"
        compound.write(folder / name, {stream: f"{name} {says}".encode() + bytes(900)})
    return folder


def reasons(report: ImportReport) -> dict[str, str | None]:
    return {Path(row.path).name: row.reason for row in report.files}


def titles(desk: Desk) -> list[str]:
    return sorted(item.title for item in queries.items(desk.library.db, desk.today))


def test_old_files_wait_and_are_read_many_in_a_run(desk: Desk, tmp_path: Path, stand_in: Path) -> None:
    folder = old(tmp_path / "in", *[f"{number}.doc" for number in range(4)], "a.ppt")
    report = import_paths(desk, [folder])
    assert set(reasons(report).values()) == {WAITS["old-word"], WAITS["old-slides"]}
    assert not any(row.text for row in report.files)
    assert converting.waiting_conversions(desk) == 5
    assert converting.convert_waiting(desk) == converting.Conversion(5, 0, 0)
    assert (stand_in / "runs").read_text() == "xx"
    again = import_paths(desk, [folder])
    assert all(row.text and row.status == "duplicate" and row.reason is None for row in again.files)
    assert converting.waiting_conversions(desk) == 0


def test_the_report_says_what_became_of_them_and_nothing_is_left_behind(
    desk: Desk, tmp_path: Path, stand_in: Path
) -> None:
    folder = old(tmp_path / "in", "good.doc")
    old(folder, "bad.doc", says="it fails")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    report = converting.convert_imported(desk, import_paths(desk, [folder]))
    assert reasons(report) == {"good.doc": None, "bad.doc": FAILED["old-word"]}
    assert {Path(row.path).name: row.text for row in report.files} == {"good.doc": True, "bad.doc": False}
    assert list((tmp_path / "cache").rglob("*.doc*")) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    stored = {path.read_bytes() for path in (tmp_path / "L.evidence" / "files").rglob("*") if path.is_file()}
    assert stored == set(before.values())


def test_what_the_text_lets_guess_is_part_of_the_import(desk: Desk, tmp_path: Path, stand_in: Path) -> None:
    import_paths(desk, [old(tmp_path / "in", "a.doc")])
    assert titles(desk) == ["a"]
    converting.convert_waiting(desk)
    assert titles(desk) == ["A plan for quokkas"]
    assert undoing.undo(desk).label == "import of 1 file"
    assert titles(desk) == []


def test_a_file_that_hangs_costs_itself_and_no_other(
    desk: Desk, tmp_path: Path, stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "_SECONDS_A_RUN", 2)
    monkeypatch.setattr(converting, "_SECONDS_A_FILE", 0)
    folder = old(tmp_path / "in", *[f"{number}.doc" for number in range(3)])
    old(folder, "bad.doc", says="it hangs")
    report = converting.convert_imported(desk, import_paths(desk, [folder]))
    bad = {name for name, reason in reasons(report).items() if reason is not None}
    assert bad == {"bad.doc"}
    assert reasons(report)["bad.doc"] == FAILED["old-word"]


def test_one_that_failed_is_tried_again_when_it_is_imported_again(desk: Desk, tmp_path: Path, stand_in: Path) -> None:
    folder = old(tmp_path / "in", "bad.doc", says="it fails")
    converting.convert_imported(desk, import_paths(desk, [folder]))
    assert converting.waiting_conversions(desk) == 0
    again = import_paths(desk, [folder])
    assert [(row.status, row.reason) for row in again.files] == [("duplicate", WAITS["old-word"])]
    assert converting.waiting_conversions(desk) == 1


def test_stopping_leaves_them_waiting(desk: Desk, tmp_path: Path, stand_in: Path) -> None:
    import_paths(desk, [old(tmp_path / "in", "a.doc", "b.doc")])
    job = Job("Reading old files")
    job.cancel()
    assert converting.convert_waiting(desk, job).waiting == 2
    assert converting.waiting_conversions(desk) == 2


def test_without_libreoffice_it_is_said_what_to_do(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("arrivals", "converting"):
        monkeypatch.setattr(f"evidence_desk.operations.{module}.find_office", lambda: None)
    report = converting.convert_imported(desk, import_paths(desk, [old(tmp_path / "in", "a.doc")]))
    assert "Save it as .docx or PDF" in str(report.files[0].reason)
    assert converting.convert_waiting(desk).why is not None
    assert converting.waiting_conversions(desk) == 1


def kept_without_text(desk: Desk, path: Path, reason: str, extractor: str = "2") -> str:
    """A file that an earlier release kept without its text; its reference."""
    ref = str(import_paths(desk, [path]).files[0].ref)
    db = desk.library.db
    sha256 = queries.item(db, queries.resolve(db, ref), desk.today).sha256
    save_extraction(db, sha256, replace(without_text(path.name, reason), extractor=extractor))
    return ref


@pytest.mark.parametrize("reason", [OLD["old-word"], WAITS["old-word"]])
def test_what_an_earlier_release_could_not_read_is_read_without_libreoffice(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    monkeypatch.setattr("evidence_desk.operations.converting.find_office", lambda: None)
    (tmp_path / "in").mkdir()
    oldfiles.word(tmp_path / "in" / "a.doc")
    ref = kept_without_text(desk, tmp_path / "in" / "a.doc", reason)
    assert (converting.readable_conversions(desk), converting.waiting_conversions(desk)) == (1, 1)
    assert converting.convert_waiting(desk) == converting.Conversion(1, 0, 0)
    assert converting.readable_conversions(desk) == 0
    key = queries.resolve(desk.library.db, ref)
    assert "The quokka." in "".join(passage.text for passage in queries.text_of(desk.library.db, key))


def test_what_our_own_readers_cannot_read_is_tried_once_by_each_release(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("arrivals", "converting"):
        monkeypatch.setattr(f"evidence_desk.operations.{module}.find_office", lambda: None)
    kept_without_text(desk, old(tmp_path / "in", "a.doc") / "a.doc", OLD["old-word"])
    assert converting.readable_conversions(desk) == 1
    done = converting.convert_waiting(desk)
    assert (done.read, done.failed, done.waiting) == (0, 0, 1) and done.why is not None
    assert (converting.readable_conversions(desk), converting.waiting_conversions(desk)) == (0, 1)


def test_importing_it_again_reads_what_an_earlier_release_could_not(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence_desk.operations.arrivals.find_office", lambda: None)
    (tmp_path / "in").mkdir()
    oldfiles.slides(tmp_path / "in" / "a.ppt")
    ref = kept_without_text(desk, tmp_path / "in" / "a.ppt", OLD["old-slides"])
    row = import_paths(desk, [tmp_path / "in"]).files[0]
    assert (row.status, row.ref, row.text, row.reason) == ("duplicate", ref, True, None)


def program() -> str:
    found = office.find_office()
    assert found is not None
    return found


def made_old(tmp_path: Path, path: Path, to: str) -> Path:
    """An old file as LibreOffice writes it; it may lack the part that does."""
    room = tmp_path / f"room for {to}"
    room.mkdir()
    made = office.convert(program(), [path], to, room, seconds=60, megabytes=2048)
    if not made:
        pytest.skip(f"the LibreOffice here does not write .{to}")
    return Path(shutil.copy(made[0], tmp_path / "in" / f"{path.stem}.{to}"))


@pytest.mark.office
@pytest.mark.parametrize(
    ("to", "words"), [("doc", ("quokka", "bilby")), ("ppt", ("wombat", "quoll")), ("xls", ("potoroo",))]
)
def test_the_words_of_real_old_files_are_found(
    desk: Desk, tmp_path: Path, to: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "in").mkdir()
    if to == "doc":
        plain = papers.word(tmp_path / "a.docx", "the quokka", table=[["a", "b"], ["c", "bilby"]])
    elif to == "ppt":
        plain = papers.slides(tmp_path / "a.pptx", ("the wombat", "text", "mention the quoll"))
    else:
        plain = papers.workbook(tmp_path / "a.xlsx", Waits=[["potoroo"]])
    made_old(tmp_path, plain, to)
    report = converting.convert_imported(desk, import_paths(desk, [tmp_path / "in"]))
    row = report.files[0]
    assert (row.status, row.text, row.reason) == ("imported", True, None)
    key = queries.resolve(desk.library.db, str(row.ref))
    text = "\n".join(passage.text for passage in queries.text_of(desk.library.db, key))
    assert all(word in text for word in words)


@pytest.mark.office
def test_nothing_is_fetched_while_a_file_is_converted(tmp_path: Path) -> None:
    asked: list[str] = []

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

    with http.server.HTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        sheet = _with_links(tmp_path / "links.ods", f"http://127.0.0.1:{site.server_port}")
        made = office.convert(program(), [sheet], "xlsx", tmp_path, seconds=60, megabytes=2048)
        site.shutdown()
    assert made and asked == []


def _with_links(path: Path, site: str) -> Path:
    """A sheet with a picture and a table from elsewhere; LibreOffice with its usual settings asks for them."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
        for name, full in (("o", "office"), ("t", "table"), ("x", "text"), ("d", "drawing"), ("m", "manifest"))
    )
    content = (
        f'<o:document-content {names} xmlns:l="http://www.w3.org/1999/xlink"><o:body><o:spreadsheet>'
        f'<t:table t:name="A"><t:table-row><t:table-cell>'
        f'<d:frame><d:image l:href="{site}/picture.png" l:type="simple"/></d:frame>'
        f'<x:p>words</x:p></t:table-cell></t:table-row></t:table><t:table t:name="B"><t:table-source'
        f' l:href="{site}/table.ods" t:table-name="A"/><t:table-row><t:table-cell/></t:table-row></t:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entries = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f"<m:manifest {names}>{entries}</m:manifest>")
    return path
