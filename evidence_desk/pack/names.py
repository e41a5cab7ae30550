"""File names that people can read and every system accepts, Windows before all."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

# A pack is often unzipped below C:\Users\...\OneDrive - Name of the council\..., and Windows stops at 260.
LONGEST_NAME: Final = 120
LONGEST_SUFFIX: Final = 12
# Microsoft, "Naming Files, Paths, and Namespaces": reserved with any suffix; the raised digits count too.
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE | re.DOTALL
)
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_SUFFIX: Final = re.compile(rf"\.[a-z0-9]{{1,{LONGEST_SUFFIX - 1}}}", re.IGNORECASE)
_SPACES: Final = re.compile(r"\s+")
# Letters, marks, digits, punctuation and symbols stay; controls, surrogates, private and direction marks do not.
_UNPRINTABLE: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def safe_name(text: str, suffix: str = "", *, fallback: str = "file", longest: int = LONGEST_NAME) -> str:
    """The text as a file name with that suffix: readable, at most `longest` units of UTF-16, never empty."""
    ending = suffix.lower() if _SUFFIX.fullmatch(suffix) else ""
    stem = _trimmed(_cut(_plain(text), longest - len(ending))) or fallback
    if _RESERVED.fullmatch(stem + ending):
        stem = _trimmed(_cut("_" + stem, longest - len(ending)))
    return stem + ending


def suffix_of(name: str) -> str:
    """The suffix that tells a program what the file is, or nothing where the name's end is no suffix."""
    stem, dot, ending = name.rpartition(".")
    suffix = (dot + ending).strip()
    return suffix.lower() if stem and _SUFFIX.fullmatch(suffix) else ""


class Names:
    """Hands out names in one folder so that no two are alike to a system that ignores case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, text: str, suffix: str = "", *, fallback: str = "file") -> str:
        """A safe name nobody has yet; the second of a kind ends in ` (2)`."""
        name = safe_name(text, suffix, fallback=fallback)
        for ending in self._endings():
            if _folded(name) not in self._taken:
                break
            room = LONGEST_NAME - len(ending)
            name = safe_name(safe_name(text, fallback=fallback, longest=room - LONGEST_SUFFIX) + ending, suffix)
        self._taken.add(_folded(name))
        return name

    @staticmethod
    def _endings() -> Iterator[str]:
        number = 2
        while True:
            yield f" ({number})"
            number += 1


def _plain(text: str) -> str:
    # A manifest must write % as %25 (RFC 8493, 2.1.3), which the Library of Congress's own validator does not undo.
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).replace("%", " per cent")
    visible = "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNPRINTABLE)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _FORBIDDEN.sub("-", visible)))


def _cut(text: str, units: int) -> str:
    """As much of the text as fits in so many UTF-16 units (Windows) and twice as many bytes (Linux stops at 255)."""
    fitting = text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
    return fitting.encode()[: units * 2].decode("utf-8", "ignore")


def _trimmed(text: str) -> str:
    return text.strip(" .").strip()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
