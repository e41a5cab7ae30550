"""HTML as text only: nothing is fetched, run or expanded."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from evidence_desk.extract.found import Found
from evidence_desk.extract.text import MOST_CHARACTERS, clean, encoding_of, pieces, row_text, runs

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_UNSEEN = frozenset(("script", "style", "template", "title", "svg", "object", "iframe", "noscript", "canvas"))
# Any other element stands on lines of its own.
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "del", "dfn", "em", "font", "html",
    "i", "img", "input", "ins", "kbd", "label", "mark", "meter", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "td", "th", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
# What somebody filled in; buttons, ticks and what a page keeps for itself are none.
_TYPED = frozenset(("text", "email", "tel", "number", "date", "search", "url"))
_PIECES_AT_ONCE = 50_000
_CELLS = frozenset(("td", "th"))


def read(path: Path) -> Found:
    """The words a reader of the page would see."""
    with path.open("rb") as file:
        data = file.read(MOST_CHARACTERS + 1)
    title, lines = page_text(_in_utf_8(data))
    reason = None if len(data) <= MOST_CHARACTERS else "It is very long: only its first 50 MB were read."
    return Found(tuple(runs(lines)), {"title": title} if title else {}, reason=reason)


def page_text(markup: str | bytes) -> tuple[str, list[str]]:
    """The title, and the lines of the text; bytes are in UTF-8."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    data = markup.encode("utf-8", "replace") if isinstance(markup, str) else markup
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return "", []
    title = " ".join("".join(node.text or "" for node in root.iter("title")).split())
    return title, [line for text in _texts(root) for line in _lines(text)]


def _lines(text: str) -> Iterator[str]:
    for line in clean(text).split("\n"):
        if shown := row_text(line.split("\t")).strip():
            yield shown


def _texts(root: etree._Element) -> Iterator[str]:
    """The text of the page in some thousand lines each; those between two elements end with a line feed."""
    said: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start" and tag in _UNSEEN:
            walk.skip_subtree()
            continue
        if tag not in _INLINE:
            said.append("\n")
            if len(said) > _PIECES_AT_ONCE:
                yield "".join(said)
                said = []
        if event == "start" and tag not in _UNSEEN:
            if tag in _CELLS and said and said[-1].strip():
                said.append("\t")  # after words that stand in the row itself
            said += filter(None, (_inline(node.text), _inline(_shown_instead(node, tag))))
        elif event == "end":
            said += filter(None, ("\t" if tag in _CELLS else "", _inline(node.tail)))
    yield "".join(said)


def _shown_instead(node: etree._Element, tag: str) -> str | bytes | None:
    if tag == "img":
        return node.get("alt")
    return node.get("value") if tag == "input" and str(node.get("type") or "text").lower() in _TYPED else None


def _inline(text: str | bytes | None) -> str:
    return re.sub(r"\s+", " ", str(text)) if text else ""


def _in_utf_8(data: bytes) -> bytes:
    encoding = encoding_of(data)
    said = _CHARSET.search(data[:2048]) if encoding not in ("utf-8", "utf-8-sig") else None
    try:
        return _encoded(data, said.group(1).decode("ascii") if said else encoding)
    except (LookupError, UnicodeError):
        return _encoded(data, encoding)


def _encoded(data: bytes, encoding: str) -> bytes:
    return b"".join(piece.encode("utf-8", "replace") for piece in pieces(data, encoding))
