"""What kind of disk a folder lies on: a write-ahead log is safe only on a local one that nothing else copies.

SQLite says why: https://www.sqlite.org/wal.html ("All processes using a database must be on the same host").
"""

import ctypes
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath, PureWindowsPath

# File systems of a built-in disk; sticks (vfat, exfat) may be pulled out, and what is not known is not trusted.
LOCAL_FILE_SYSTEMS = frozenset(
    {"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs", "jfs", "tmpfs", "overlay"}
)
DRIVE_FIXED = 3  # https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew
MNT_LOCAL = 0x1000  # <sys/mount.h> of macOS

# How the folders of programs that copy behind one's back are named, at their beginning or whole.
_SYNCED = re.compile(
    r"(onedrive|dropbox|google ?drive|sharepoint|icloud|nextcloud|owncloud|box sync|synology ?drive|pcloud|megasync"
    r"|my drive$|box$|mega$|cloudstorage$|mobile documents$)",
    re.IGNORECASE,
)
# A SharePoint library synced to a laptop: `C:\Users\ann\Northshire Council\SEND - Documents`.
_SHAREPOINT_LIBRARY = re.compile(r".+ - (shared )?documents$", re.IGNORECASE)


def write_ahead_log_is_safe(folder: Path) -> bool:
    """Whether the folder is proven to lie on a local disk outside every synced folder."""
    real = Path(os.path.realpath(folder))
    return is_local(real) and not is_synced(real)


def is_synced(folder: PurePath, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a part of the path is named as a sync program names its folder, or the system says it is one."""
    if any(_SYNCED.match(part) or _SHAREPOINT_LIBRARY.match(part) for part in folder.parts):
        return True
    # The OneDrive client sets OneDrive, OneDriveCommercial and OneDriveConsumer.
    roots = [value for name, value in environment.items() if name.upper().startswith("ONEDRIVE") and value]
    return any(folder.is_relative_to(type(folder)(root)) for root in roots)


def is_local(folder: Path) -> bool:
    """Whether the disk under an existing folder is part of this machine, as far as the system tells."""
    try:
        if sys.platform == "win32":
            return is_local_on_windows(PureWindowsPath(folder), ctypes.windll.kernel32.GetDriveTypeW)
        if sys.platform == "darwin":
            return _is_local_on_mac(folder)
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        return file_system_on_linux(str(folder), mounts) in LOCAL_FILE_SYSTEMS
    except OSError:
        return False


def is_local_on_windows(folder: PureWindowsPath, drive_type: Callable[[str], int]) -> bool:
    r"""A fixed drive with a letter; a share (`\\server\share`) never is."""
    if not re.fullmatch(r"[A-Za-z]:\\", folder.anchor):
        return False
    return drive_type(folder.anchor) == DRIVE_FIXED


def file_system_on_linux(folder: str, mountinfo: str) -> str | None:
    """The type of the file system mounted nearest above the folder, from `/proc/self/mountinfo` (proc(5))."""
    best, found = "", None
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[4])
        # A later mount hides an earlier one at the same place.
        if _lies_in(folder, point) and len(point) >= len(best):
            best, found = point, after.split(" ")[0]
    return found


def _lies_in(folder: str, point: str) -> bool:
    return folder == point or folder.startswith(point.rstrip("/") + "/")


class _StatFs(ctypes.Structure):
    """`struct statfs` with 64-bit inodes, from <sys/mount.h> of macOS."""

    _fields_ = [
        ("block_size", ctypes.c_uint32), ("io_size", ctypes.c_int32),
        ("counts", ctypes.c_uint64 * 5), ("id", ctypes.c_int32 * 2),
        ("owner", ctypes.c_uint32), ("type", ctypes.c_uint32), ("flags", ctypes.c_uint32), ("subtype", ctypes.c_uint32),
        ("type_name", ctypes.c_char * 16), ("mounted_on", ctypes.c_char * 1024), ("mounted_from", ctypes.c_char * 1024),
        ("reserved", ctypes.c_uint32 * 8),
    ]  # fmt: skip


def _is_local_on_mac(folder: Path) -> bool:
    system = ctypes.CDLL(None, use_errno=True)
    # On Intel the plain name is the old form with 32-bit inodes.
    statfs = getattr(system, "statfs$INODE64", None) or system.statfs
    answer = _StatFs()
    return statfs(os.fsencode(folder), ctypes.byref(answer)) == 0 and bool(answer.flags & MNT_LOCAL)
