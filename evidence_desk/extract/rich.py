"""Rich text (.rtf): the body, then what stands beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from evidence_desk.extract.found import Found
from evidence_desk.extract.text import MOST_CHARACTERS, clean, runs
from evidence_desk.model.passage import Passage

_MARGINS = ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf")
# Destinations that striprtf leaves out (Rich Text Format 1.9.1).
_ASIDES = {
    **dict.fromkeys(_MARGINS, "headers and footers"),
    "footnote": "footnotes",
    "annotation": "comments",
    "shptxt": "text boxes",
}
_PROPERTIES = {"title": "title", "author": "author", "subject": "subject", "company": "company"}
_TOKEN = re.compile(r"\\[{}\\]|[{}]")
_WORD = re.compile(r"\{(?:\\\*)?\s*\\([a-z]+)-?\d* ?")
_CODE_PAGE = re.compile(r"\\ansicpg\d+")
# Words with no number, or one too large, over which striprtf gives up the whole file.
_ODD = re.compile(r"\\bin(?![\da-z])|\\u-?\d{6,}")


def read(path: Path) -> Found:
    """The text in runs of paragraphs, headers and footers, footnotes, comments and text boxes."""
    with path.open("rb") as file:
        data = file.read(MOST_CHARACTERS + 1)
    source = data.decode("latin-1")
    asides: dict[str, list[str]] = {}
    properties: dict[str, str] = {}
    code_page = _CODE_PAGE.search(source)
    beginning = "{\\rtf1\\ansi" + (code_page.group() if code_page else "") + " "
    for name, inside in _groups(source):
        text = _text(f"{beginning}{inside}}}").strip()
        if name in _PROPERTIES:
            properties.setdefault(_PROPERTIES[name], text)
        else:
            asides.setdefault(_ASIDES[name], []).append(text)
    passages = [*runs(_text(source).split("\n"))]
    passages += [Passage(label, "notes", "\n".join(dict.fromkeys(texts))) for label, texts in asides.items()]
    reason = None if len(data) <= MOST_CHARACTERS else "It is very long: only its first 50 MB were read."
    return Found(tuple(passages), properties, reason=reason)


def _text(source: str) -> str:
    text = str(rtf_to_text(_ODD.sub("", source), encoding="cp1252", errors="replace"))  # type: ignore[no-untyped-call]
    return clean(text.replace("|", "\t"))


def _groups(source: str) -> Iterator[tuple[str, str]]:
    """The groups that hold something beside the body, each with the word it begins with."""
    opened: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(source):
        if token.group() == "{":
            word = _WORD.match(source, token.start())
            opened.append((word.group(1), word.end()) if word else ("", token.end()))
        elif token.group() == "}" and opened:
            name, start = opened.pop()
            if name in _ASIDES or name in _PROPERTIES:
                yield name, source[start : token.start()]
