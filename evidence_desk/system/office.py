"""LibreOffice, where it is installed: found as each system keeps it, and run so that no file can do harm through it."""

import glob
import importlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from evidence_desk.system.limits import LOW_PRIORITY, MEGABYTE

_NAMES = ("soffice", "libreoffice")
_LINUX = ("/usr/lib*/libreoffice/program/soffice", "/opt/libreoffice*/program/soffice")
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
# soffice.com waits for the work to be done; soffice.exe is there in every edition.
_WINDOWS = (r"LibreOffice\program\soffice.com", r"LibreOffice\program\soffice.exe")
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LocalAppData")
_NO_WINDOW, _BELOW_NORMAL = 0x08000000, 0x00004000
_LOOK_SECONDS = 0.1

# No macro runs, no link is followed, and what still asks for a network asks a port of this computer where nobody is.
# The names are those of LibreOffice's own registry schema (officecfg); a release that lacks one passes over it.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


class Stopped(Exception):
    """The run was ended before it was done; the message says why, in words for people."""


def find_office(
    platform: str = sys.platform,
    *,
    which: Callable[[str], str | None] = shutil.which,
    exists: Callable[[str], bool] = os.path.isfile,
    environment: Mapping[str, str] = os.environ,
) -> str | None:
    """The program that runs LibreOffice, or None where it is not installed."""
    if platform == "win32":
        folders = [environment[name] for name in _WINDOWS_FOLDERS if environment.get(name)]
        places = [f"{folder}\\{program}" for folder in folders for program in _WINDOWS]
    elif platform == "darwin":
        places = [_MAC, f"{environment.get('HOME', '')}{_MAC}"]
    else:
        places = [place for pattern in _LINUX for place in sorted(glob.glob(pattern), reverse=True)]
    on_path = (which(name) for name in _NAMES)
    found = (place for place in (*on_path, *places) if place and exists(place))
    return next(found, None)


def write_profile(profile: Path) -> None:
    """A profile of its own for one run, which nothing of the person's own LibreOffice gets into, or out of."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>\n"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">\n'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )


def convert(
    program: str,
    files: Sequence[Path],
    to: str,
    room: Path,
    *,
    seconds: float,
    megabytes: int,
    stop: Callable[[], bool] = lambda: False,
) -> list[Path]:
    """Writes each file in the format `to` and returns those that came; `room` is a folder of this run's own.

    Raises Stopped where it took too long, needed too much memory, or `stop` said so; what had come then lies in `room`.
    """
    if not files:
        return []  # it would wait for ever
    out, profile = room / "out", room / "profile"
    out.mkdir(exist_ok=True)
    if not profile.exists():
        write_profile(profile)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nodefault",
        "--nolockcheck", "--convert-to", to, "--outdir", str(out), *map(str, files),
    ]  # fmt: skip
    _run(command, room, seconds, megabytes, stop)
    return converted(files, to, room)


def converted(files: Sequence[Path], to: str, room: Path) -> list[Path]:
    """What has come of the files so far."""
    places = [room / "out" / f"{file.stem}.{to}" for file in files]
    return [place for place in places if place.is_file() and place.stat().st_size]


def _run(command: Sequence[str], room: Path, seconds: float, megabytes: int, stop: Callable[[], bool]) -> None:
    environment = {**os.environ, "HOME": str(room), "TMPDIR": str(room), "TMP": str(room), "TEMP": str(room)}
    environment["SAL_USE_VCLPLUGIN"] = "svp"
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=room, env=environment, **own_group(sys.platform)
    )
    try:
        _limit(process.pid, megabytes)
        deadline = time.monotonic() + seconds
        while process.poll() is None:
            if stop():
                raise Stopped("It was stopped.")
            if time.monotonic() > deadline:
                raise Stopped(f"It took longer than {seconds:g} seconds.")
            if _memory(process.pid) > megabytes:
                raise Stopped(f"It needed more than {megabytes:,} MB of memory.")
            time.sleep(_LOOK_SECONDS)
    finally:
        end_group(process)


def own_group(platform: str) -> dict[str, Any]:
    """How a program is started so that it and all that it starts can be ended together, behind what people do."""
    if platform == "win32":
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0x200) | _NO_WINDOW | _BELOW_NORMAL}
    return {"start_new_session": True}


def end_group(process: "subprocess.Popen[Any]") -> None:
    """Ends the program and everything it started."""
    children = _family(process.pid)
    if sys.platform != "win32":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass  # nobody of the group is left
    for child in children:
        try:
            child.kill()
        except psutil.Error:
            continue
    process.kill()
    process.wait()


def _family(pid: int) -> list[psutil.Process]:
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []


def _limit(pid: int, megabytes: int) -> None:
    """Lets others go first, and has Linux refuse memory beyond the limit; the watch on it is there everywhere."""
    try:
        if sys.platform != "win32":
            psutil.Process(pid).nice(LOW_PRIORITY)
        if sys.platform == "linux":
            resource: Any = importlib.import_module("resource")
            # Addresses, of which LibreOffice takes far more than memory.
            resource.prlimit(pid, resource.RLIMIT_AS, (4 * megabytes * MEGABYTE, 4 * megabytes * MEGABYTE))
    except (psutil.Error, OSError):
        return


def _memory(pid: int) -> float:
    total = 0
    for process in _family(pid):
        try:
            total += process.memory_info().rss
        except psutil.Error:
            continue
    return total / MEGABYTE
