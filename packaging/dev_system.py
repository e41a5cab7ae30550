"""What Qt and the tests need from a Linux system: looked for every time, installed where that is allowed."""

import os
import shutil
import subprocess
import sys
from typing import List, Optional, Tuple

from dev_house import say

# Read off the Qt libraries and their xcb, offscreen and Wayland plugins (readelf -d); left out: what every system has.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FONTS = ["fonts-dejavu-core"]
# What scans are recognised with: one file of data, Apache-2.0. No Tesseract program is run.
RECOGNITION = ["tesseract-ocr-eng"]
# A screen of the tests' own, and what a screen reader would see on it.
FOR_TESTS = ["xvfb", "openbox", "dbus", "at-spi2-core", "gir1.2-atspi-2.0", "python3-gi", "xdotool"]


def install(tools: bool) -> None:
    """Install what is missing on Debian and Ubuntu; say what is missing where that is not allowed."""
    if not sys.platform.startswith("linux"):
        return
    missing_libraries = absent_libraries()
    if not on_debian():
        if missing_libraries:
            say("Not found here, and needed by the window: " + ", ".join(missing_libraries) + ".")
        return
    wanted = FONTS + RECOGNITION + (FOR_TESTS if tools else [])
    packages = [LIBRARIES[name] for name in missing_libraries] + absent_packages(wanted)
    if not can_make_venv():
        packages.append("python%d.%d-venv" % sys.version_info[:2])
    if packages and not apt_install(packages):
        say("Some system packages are missing; what needs them is skipped or will not start. To install them, run:")
        say("    sudo apt-get install " + " ".join(packages))


def absent_libraries() -> List[str]:
    """The shared libraries Qt needs and the loader does not know."""
    ldconfig = shutil.which("ldconfig", path=os.environ.get("PATH", "") + ":/sbin:/usr/sbin")
    if ldconfig is None:
        return []
    known = subprocess.run([ldconfig, "-p"], stdout=subprocess.PIPE, check=False).stdout.decode("utf-8", "replace")
    names = {line.split()[0] for line in known.splitlines() if line.startswith("\t")}
    return [name for name in LIBRARIES if name not in names]


def absent_packages(names: List[str]) -> List[str]:
    """Those of the Debian packages that are not installed."""
    asked = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"] + names
    answer = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout.decode()
    there = {line.split()[0] for line in answer.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in there]


def can_make_venv() -> bool:
    """Debian keeps the piece that puts pip into a new environment in a package of its own."""
    import importlib.util

    return importlib.util.find_spec("ensurepip") is not None


def on_debian() -> bool:
    """Debian, or a system made from it."""
    return os.path.exists("/etc/debian_version") and shutil.which("apt-get") is not None


def apt_install(packages: List[str]) -> bool:
    """Whether apt-get could install them; without the right to it, nothing is tried and nobody is asked."""
    prefix = privilege()
    if prefix is None:
        return False
    say("Installing system packages: " + " ".join(packages))
    apt_get = prefix + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "Acquire::http::Timeout=20"]
    quietly(apt_get + ["update", "-q"])
    code, words = quietly(apt_get + ["install", "-y", "-q", "--no-install-recommends"] + packages)
    if code:
        say("apt-get could not install them:\n" + words[-1500:])
    return code == 0


def quietly(command: List[str]) -> Tuple[int, str]:
    """Run a command without showing it: its exit code and what it said."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def privilege() -> Optional[List[str]]:
    """What to put before a command to run it as root without being asked; None where that cannot be."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and quietly(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n"]
    return None
