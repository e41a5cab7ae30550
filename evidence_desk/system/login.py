"""The name by which the system knows the person at the keyboard, and the machine's."""

import getpass
import platform
from collections.abc import Callable

NOBODY_KNOWN = "someone"


def login_name(ask: Callable[[], str] = getpass.getuser) -> str:
    """The login name without a domain, or a word for somebody where the system tells none."""
    try:
        name = ask()
    except (OSError, KeyError, ImportError):
        # Python before 3.13 lets a missing user database through as KeyError or ImportError.
        return NOBODY_KNOWN
    name = name.rpartition("\\")[2].strip()
    return name or NOBODY_KNOWN


def machine_name(ask: Callable[[], str] = platform.node) -> str:
    """The computer's own name without its domain, or nothing."""
    return ask().partition(".")[0].strip()
