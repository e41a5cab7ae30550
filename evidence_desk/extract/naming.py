"""The title and the source of a file, as far as they are worth repeating."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

_LONGEST_TITLE = 150
_SHARE_IN_TEXT = 0.5
_LINES_LOOKED_AT = 15
_HEADING_WORDS = range(2, 19)

_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|(?:untitled|document|presentation|book|slide|sheet|doc|title|template"
    r"|normal|word document|powerpoint presentation|new microsoft .*|blank.*|scan\w*|image|file)[\s_-]*\d*"
    r"|.*\.(?:docx?|dotx?|pdf|xlsx?|pptx?|indd|qxd|rtf|tmp)|(?:[a-z]:)?[\\/].*|\\\\.*|https?:.*|[\W\d_]*)$",
    re.IGNORECASE,
)
_NO_SOURCE = re.compile(
    r"^(?:python-docx|python-pptx|openpyxl|xlsxwriter|libreoffice.*|microsoft.*|office.*|windows.*|apache.*|users?|admin\w*"
    r"|administrator|owner|author|default|guest|unknown|none|test|home|laptop\w*|pc|dell|hp"
    r"|lenovo|steve canny|[\W\d_]*|.)$",
    re.IGNORECASE,
)
_NO_HEADING = re.compile(
    r"^(?:dear|hello|hi|from|to|re|our ref|page|tel|telephone|email|www|https?|official|confidential|private|date"
    r"|version|subject|draft|contents|table of contents|\d{1,2}[/. ]|local area partnership report)\b|@|^\W*$",
    re.IGNORECASE,
)
_MARK = re.compile(r"^[#*\s]+|[#*\s]+$")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def title_of(name: str, first_page: str, properties: Mapping[str, str], is_table: bool) -> str:
    """The document's own title where it is one, else its first heading, else the file's name."""
    own = " ".join(properties.get("title", "").split())
    fits = bool(own) and len(own) <= _LONGEST_TITLE and not _NO_TITLE.match(own)
    if fits and ("sent" in properties or _stands_in(own, f"{name}\n{first_page}")):
        return own
    styled = " ".join(properties.get("heading", "").split())
    if styled and len(styled) <= _LONGEST_TITLE:
        return styled
    heading = "" if is_table else _heading(first_page.split("\n")[:_LINES_LOOKED_AT])
    return heading or (own if fits else "") or tidy_name(name)


def source_of(properties: Mapping[str, str]) -> str:
    """The organisation or person the file names as its author; not a program or a user's default name."""
    for key in ("company", "author"):
        found = " ".join(properties.get(key, "").split())
        if found and len(found) <= _LONGEST_TITLE and not _NO_SOURCE.match(found):
            return found
    return ""


def tidy_name(name: str) -> str:
    """The file's name as a title: no suffix, spaces for underscores."""
    last = PurePosixPath(name.replace("\\", "/")).name
    tidy = " ".join(re.sub(r"[_\s]+", " ", _SUFFIX.sub("", last)).split())
    return "".join(sign for sign in tidy if sign.isprintable())[:_LONGEST_TITLE] or name


def _stands_in(title: str, text: str) -> bool:
    # A title that the first page does not bear out is left from an older document or a template.
    words = {word.lower() for word in re.findall(r"\w{3,}", title)}
    found = {word.lower() for word in re.findall(r"\w{3,}", text)}
    return len(words & found) >= _SHARE_IN_TEXT * len(words)


def _heading(lines: Sequence[str]) -> str:
    for number, line in enumerate(lines):
        text = _MARK.sub("", line.split("\t")[0] if line.startswith("\t") else line)
        if "\t" in text or _NO_HEADING.search(text) or not _is_heading(text):
            continue
        following = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if following and _is_heading(f"{text} {following}") and _runs_on(text, following):
            text = f"{text} {following}"
        return " ".join(text.split())
    return ""


def _is_heading(text: str) -> bool:
    ends = text.endswith((".", ",", ";", "?", ":")) or ". " in text or not text[:1].strip()
    return not ends and len(text) <= _LONGEST_TITLE and len(text.split()) in _HEADING_WORDS and text[0].isupper()


def _runs_on(text: str, following: str) -> bool:
    open_ended = text.rsplit(None, 1)[-1].lower() in (
        "and",
        "of",
        "for",
        "the",
        "in",
        "to",
        "with",
        "local",
        "area",
        "a",
    )
    return open_ended or following[0].islower()
