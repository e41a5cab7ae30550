"""A write-ahead log is used only where it is proven safe; other systems are played by fakes."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from evidence_desk.system import drives

MOUNTS = """\
21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
22 21 0:21 / /proc rw - proc proc rw
40 21 0:40 / /mnt/shared\\040drive rw shared:1 master:2 - cifs //server/share rw
41 21 0:41 / /mnt/share rw - nfs4 server:/share rw
42 21 8:2 / /home rw - btrfs /dev/sda2 rw
43 42 0:43 / /home/ann/mail rw - fuse.rclone remote rw
44 21 8:3 / /over rw - nfs4 server:/x rw
45 21 8:4 / /over rw - xfs /dev/sdb1 rw
not a line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/library", "ext4"),
        ("/", "ext4"),
        ("/mnt/shared drive/a", "cifs"),
        ("/mnt/share", "nfs4"),
        ("/mnt/shared", "ext4"),
        ("/home/ann/x", "btrfs"),
        ("/home/ann/mail/x", "fuse.rclone"),
        ("/over/x", "xfs"),
    ],
)
def test_the_nearest_mount_tells_the_file_system(folder: str, kind: str) -> None:
    assert drives.file_system_on_linux(folder, MOUNTS) == kind


def test_what_is_not_known_is_not_local() -> None:
    assert drives.file_system_on_linux("/a", "") is None
    assert None not in drives.LOCAL_FILE_SYSTEMS
    assert "fuse.sshfs" not in drives.LOCAL_FILE_SYSTEMS


def test_on_windows_only_a_fixed_drive_with_a_letter_is_local() -> None:
    kinds = {"C:\\": 3, "D:\\": 2, "N:\\": 4}
    local = {
        path: drives.is_local_on_windows(PureWindowsPath(path), lambda root: kinds.get(root, 0))
        for path in ("C:\\Users\\ann\\x", "D:\\x", "N:\\x", "\\\\server\\share\\x", "\\\\?\\C:\\x", "x")
    }
    assert [path for path, answer in local.items() if answer] == ["C:\\Users\\ann\\x"]


@pytest.mark.parametrize(
    "folder",
    [
        "C:\\Users\\ann\\OneDrive - Northshire Council\\Northshire.evidence",
        "C:\\Users\\ann\\onedrive\\x",
        "C:\\Users\\ann\\Dropbox (NHS)\\x",
        "G:\\My Drive\\x",
        "C:\\Users\\ann\\Northshire Council\\SEND - Documents\\x",
        "C:\\Users\\ann\\Box\\x",
    ],
)
def test_a_folder_that_a_program_copies_is_known_by_its_name(folder: str) -> None:
    assert drives.is_synced(PureWindowsPath(folder), {})


@pytest.mark.parametrize("folder", ["/home/ann/Documents/x", "/home/ann/Boxes/x", "/srv/evidence", "/home/My Drivers"])
def test_other_folders_are_not(folder: str) -> None:
    assert not drives.is_synced(PurePosixPath(folder), {})


def test_the_system_may_say_which_folder_is_synced() -> None:
    environment = {"OneDriveCommercial": "D:\\Work", "OneDrive": ""}
    assert drives.is_synced(PureWindowsPath("d:\\work\\x"), environment)
    assert not drives.is_synced(PureWindowsPath("d:\\worker\\x"), environment)


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "Dropbox"
    target.mkdir()
    (tmp_path / "link").symlink_to(target)
    assert not drives.write_ahead_log_is_safe(tmp_path / "link")
