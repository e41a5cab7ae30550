"""LibreOffice is found on each system, run in a profile of its own, and ended with all that it started."""

import subprocess
import sys
import time
from pathlib import Path

import papers
import psutil
import pytest

from evidence_desk.extract.registry import extract
from evidence_desk.system import office
from evidence_desk.system.private import private_folder

_WINDOWS = {"ProgramFiles": r"C:\Program Files", "ProgramFiles(x86)": r"C:\Program Files (x86)"}


def nowhere(_: str) -> None:
    return None


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("win32", r"C:\Program Files\LibreOffice\program\soffice.com"),
        ("win32", r"C:\Program Files (x86)\LibreOffice\program\soffice.exe"),
        ("darwin", "/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        ("darwin", "/Users/ann/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    ],
)
def test_it_is_found_where_each_system_keeps_it(platform: str, place: str) -> None:
    environment = _WINDOWS if platform == "win32" else {"HOME": "/Users/ann"}
    found = office.find_office(platform, which=nowhere, exists=lambda one: one == place, environment=environment)
    assert found == place


def test_one_on_the_path_goes_first_and_none_is_none() -> None:
    places = {"libreoffice": "/usr/bin/libreoffice"}
    assert office.find_office("linux", which=places.get, exists=lambda _: True) == "/usr/bin/libreoffice"
    for platform in ("linux", "darwin", "win32"):
        assert office.find_office(platform, which=nowhere, exists=lambda _: False, environment=_WINDOWS) is None


def test_its_profile_runs_no_macro_and_follows_no_link(tmp_path: Path) -> None:
    office.write_profile(tmp_path)
    settings = (tmp_path / "user" / "registrymodifications.xcu").read_text("utf-8")
    for name, value in (("MacroSecurityLevel", "3"), ("DisableMacrosExecution", "true"), ("Link", "2")):
        assert f'oor:name="{name}" oor:op="fuse"><value>{value}<' in settings


_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = (
    f'xmlns:office="{_OPEN}:office:1.0" xmlns:text="{_OPEN}:text:1.0" xmlns:script="{_OPEN}:script:1.0"'
    ' xmlns:ooo="http://openoffice.org/2004/office" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:dom="http://www.w3.org/2001/xml-events"'
)


def with_macro(path: Path, writes: Path) -> Path:
    """A document whose macro writes a file when it is opened."""
    code = f'Sub Main\nOpen "{writes}" For Output As #1\nPrint #1, "ran"\nClose #1\nEnd Sub\n'
    calls = "vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMES} office:version="1.2"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:scripts><office:script'
        ' script:language="ooo:Basic"><ooo:libraries><ooo:library-embedded ooo:name="Standard">'
        f'<ooo:module ooo:name="M"><ooo:source-code>{code}</ooo:source-code></ooo:module></ooo:library-embedded>'
        "</ooo:libraries></office:script><office:event-listeners>"
        f'<script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="{calls}"'
        ' xlink:type="simple"/></office:event-listeners></office:scripts><office:body><office:text>'
        "<text:p>words</text:p></office:text></office:body></office:document>",
        "utf-8",
    )
    return path


@pytest.mark.office
def test_no_macro_runs_while_a_file_is_converted(tmp_path: Path) -> None:
    writes = tmp_path / "ran"
    document = with_macro(tmp_path / "a.fodt", writes)
    found = office.find_office() or ""
    (tmp_path / "room").mkdir()
    if not office.convert(found, [document], "docx", tmp_path / "room", seconds=60, megabytes=2048):
        pytest.skip("the LibreOffice here has no Writer")
    assert not writes.exists()
    made = tmp_path / "room" / "out" / "a.docx"
    assert [one.text for one in extract(str(made), made.name).passages] == ["words"]


@pytest.mark.long
@pytest.mark.office
def test_the_macro_runs_where_macros_are_allowed(tmp_path: Path) -> None:
    """The control of the test above; LibreOffice runs none while it converts, so the document is opened here."""
    writes = tmp_path / "ran"
    document = with_macro(tmp_path / "a.fodt", writes)
    found = office.find_office() or ""
    (tmp_path / "room").mkdir()
    if not office.convert(found, [document], "docx", tmp_path / "room", seconds=60, megabytes=2048):
        pytest.skip("the LibreOffice here has no Writer")
    office.write_profile(tmp_path / "profile")
    settings = tmp_path / "profile" / "user" / "registrymodifications.xcu"
    text = settings.read_text("utf-8")
    for name, ours, theirs in (
        ("MacroSecurityLevel", "3", "0"), ("DisableMacrosExecution", "true", "false"),
        ("DisableActiveContent", "true", "false"),
    ):  # fmt: skip
        text = text.replace(f'"{name}" oor:op="fuse"><value>{ours}<', f'"{name}" oor:op="fuse"><value>{theirs}<')
    settings.write_text(text, "utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    process = subprocess.Popen(
        [found, profile, "--headless", "--norestore", "--nologo", str(document)], **office.own_group(sys.platform)
    )
    try:
        deadline = time.monotonic() + 60
        while not writes.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
    finally:
        office.end_group(process)
    assert writes.exists()


def program(folder: Path, does: str) -> str:
    """A program that takes LibreOffice's place."""
    path = folder / "soffice"
    return str(papers.script(path, f"import os, subprocess, sys, time\n{does}\n"))


_SLEEPS = "child = subprocess.Popen(['sleep', '60']); open('child', 'w').write(str(child.pid)); time.sleep(60)"


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script")
@pytest.mark.parametrize("why", ["time", "memory", "stopped"])
def test_a_run_that_goes_wrong_is_ended_with_all_that_it_started(tmp_path: Path, why: str) -> None:
    does = f"hold = b'x' * 90_000_000; {_SLEEPS}" if why == "memory" else _SLEEPS
    told = {"time": "longer than 1 second", "memory": "more than 60 MB", "stopped": "stopped"}[why]
    child = tmp_path / "child"
    with pytest.raises(office.Stopped, match=told):
        office.convert(
            program(tmp_path, does), [tmp_path / "a.doc"], "docx", tmp_path,
            seconds=1 if why == "time" else 30, megabytes=60 if why == "memory" else 500,
            stop=lambda: why == "stopped" and child.exists() and bool(child.read_text()),
        )  # fmt: skip
    if child.exists() and child.read_text():
        deadline = time.monotonic() + 5
        while _runs(int(child.read_text())) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not _runs(int(child.read_text()))


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def test_nothing_to_convert_starts_nothing(tmp_path: Path) -> None:
    assert office.convert(str(tmp_path / "not there"), [], "docx", tmp_path, seconds=1, megabytes=1) == []


def test_a_private_folder_goes_and_takes_what_a_dead_process_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    with private_folder("trying") as first:
        left = first.parent / f"{dead.pid}-left"
        left.mkdir()
        (left / "words").write_text("words", "utf-8")
        with private_folder("trying") as second:
            assert first.is_dir() and second.is_dir() and not left.exists()
            if sys.platform != "win32":
                assert first.stat().st_mode & 0o077 == 0
    assert not first.exists() and not second.exists()
