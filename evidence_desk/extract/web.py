"""HTML as text only: nothing is fetched, run or expanded."""

import re
from pathlib import Path

from lxml import etree, html

from evidence_desk.extract.found import Found
from evidence_desk.extract.text import MOST_CHARACTERS, clean, decoded, row_text, runs

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_UNSEEN = frozenset(("script", "style", "template", "title", "svg", "object", "iframe", "noscript", "canvas"))
# Any other element stands on lines of its own.
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "del", "dfn", "em", "font", "html",
    "i", "img", "input", "ins", "kbd", "label", "mark", "meter", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "td", "th", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))


def read(path: Path) -> Found:
    """The words a reader of the page would see."""
    with path.open("rb") as file:
        data = file.read(MOST_CHARACTERS + 1)
    title, lines = page_text(_decoded(data))
    reason = None if len(data) <= MOST_CHARACTERS else "It is very long: only its first 50 MB were read."
    return Found(tuple(runs(lines)), {"title": title} if title else {}, reason=reason)


def page_text(markup: str) -> tuple[str, list[str]]:
    """The title, and the lines of the text."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    data = markup.encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return "", []
    title = " ".join("".join(node.text or "" for node in root.iter("title")).split())
    return title, _lines(root)


def _lines(root: etree._Element) -> list[str]:
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start" and tag in _UNSEEN:
            walk.skip_subtree()
            continue
        if tag not in _INLINE:
            pieces.append("\n")
        if event == "start" and tag not in _UNSEEN:
            pieces += [_inline(node.text), _inline(node.get("alt")) if tag == "img" else ""]
        elif event == "end":
            pieces += ["\t" if tag in _CELLS else "", _inline(node.tail)]
    lines = (row_text(line.split("\t")).strip() for line in clean("".join(pieces)).split("\n"))
    return [line for line in lines if line]


def _inline(text: str | bytes | None) -> str:
    return re.sub(r"\s+", " ", str(text)) if text else ""


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _CHARSET.search(data[:2048])
    try:
        return data.decode(said.group(1).decode("ascii"), "replace") if said else decoded(data)
    except LookupError:
        return decoded(data)
