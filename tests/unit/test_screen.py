"""Whether a window can be opened is told by the system."""

import pytest

from evidence_desk.system.screen import has_screen


@pytest.mark.parametrize(
    ("platform", "environment", "there"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":1"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"DISPLAY": ""}, False),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_screen_is_there_or_not(platform: str, environment: dict[str, str], there: bool) -> None:
    assert has_screen(platform, environment) is there
