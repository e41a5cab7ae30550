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
# striprtf ends a cell with a bar, which may stand in the words too.
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z\d-])")
# Words struck out under tracked changes; before it stand how they look and who did it.
_DELETED = re.compile(r"\{(?:\\[a-z]+-?\d* ?)*?\\deleted(?![a-z\d-])")
_BACKSLASH = re.compile(r"\\([{}\\])")
_BINARY = re.compile(r"\\bin(\d{1,9}) ?")
_UNREAD = frozenset(("pict", "objdata", "datastore", "themedata", "blipuid"))


def read(path: Path) -> Found:
    """The text in runs of paragraphs, headers and footers, footnotes, comments and text boxes."""
    with path.open("rb") as file:
        data = file.read(MOST_CHARACTERS + 1)
    source = _without_pictures(data.decode("latin-1"))
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
    source = _CELL.sub(r"\\tab", _ODD.sub("", source))
    return clean(str(rtf_to_text(source, encoding="cp1252", errors="replace")))  # type: ignore[no-untyped-call]


def _without_pictures(source: str) -> str:
    """Without pictures and the like; striprtf takes a text that only tells of `\\pict` and `\\bin` for one."""
    source = _BACKSLASH.sub(lambda found: r"\'5c" if found.group(1) == "\\" else found.group(), source)
    pieces, at = [], 0
    while found := _BINARY.search(source, at):
        pieces.append(source[at : found.start()])
        at = found.end() + int(found.group(1))
    source = "".join([*pieces, source[at:]])
    kept, at = [], 0
    for start, end in _unread(source):
        kept.append(source[at:start])
        at = end
    return "".join([*kept, source[at:]])


def _unread(source: str) -> Iterator[tuple[int, int]]:
    """Where the groups without words, or with deleted ones, begin and end; one without an end is left to the reader."""
    depth, begun, within = 0, 0, None
    for token in _TOKEN.finditer(source):
        if token.group() == "{":
            depth += 1
            word = _WORD.match(source, token.start()) if within is None else None
            unread = word and (word.group(1) in _UNREAD or _DELETED.match(source, token.start()))
            if unread:
                begun, within = token.start(), depth
        elif token.group() == "}":
            if depth == within:
                yield begun, token.end()
                within = None
            depth -= 1


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
