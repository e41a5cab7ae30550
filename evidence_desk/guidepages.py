"""The guide as web pages that need nothing else: no script, no font, no address outside the folder (WCAG 2.2 AA)."""

import shutil
import struct
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from evidence_desk.guide import Topic, picture_path, topic_named, topics
from evidence_desk.markdown import Block, Code, Heading, Item, Paragraph, Picture, Spans, Table, plain
from evidence_desk.resources import resource

INDEX: Final = "index"
WHOLE: Final = "whole-guide"
NAME: Final = "Evidence Desk: the guide"
# Each pair of colours reads at 4.5 to 1 or better on its ground; tests compute it.
COLOURS: Final = {
    "light": {"text": "#1B1F24", "ground": "#FFFFFF", "second": "#56606B", "sunken": "#ECEFF2", "link": "#1D5FA8"},
    "dark": {"text": "#E8EBEE", "ground": "#16191D", "second": "#A9B2BC", "sunken": "#262B31", "link": "#9CC7F5"},
}
_STYLE: Final = """
:root{color-scheme:light dark;%(light)s}
@media (prefers-color-scheme:dark){:root{%(dark)s}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:72rem;font:1rem/1.6 system-ui,sans-serif;color:var(--text);
background:var(--ground)}
a{color:var(--link)}
a:focus-visible,main:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-100vw}
.skip:focus{position:static}
.name{margin:0 0 1rem;font-weight:600}
nav{margin-bottom:1.5rem}
nav ul{list-style:none;margin:0;padding:0}
nav li{padding:.25rem 0}
nav [aria-current]{font-weight:600;text-decoration:none;color:var(--text);border-left:3px solid var(--link);
padding-left:.5rem}
main{overflow-wrap:break-word;min-width:0}
main :is(h1,h2,h3,p,ul,ol,table,pre){max-width:44rem}
h1{line-height:1.2;margin-top:0}
h2{margin-top:2rem}
figure{margin:1.5rem 0}
img{max-width:100%%;height:auto;border:1px solid var(--second)}
table{border-collapse:collapse;margin:1rem 0}
caption{text-align:left;font-weight:600;padding-bottom:.25rem}
caption.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%%)}
th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--second)}
tbody th{font-weight:400}
code{background:var(--sunken);padding:0 .2em;overflow-wrap:anywhere}
pre{background:var(--sunken);padding:.75rem;white-space:pre-wrap;overflow-wrap:anywhere}
pre code{padding:0}
@media (min-width:56rem){.beside{display:grid;grid-template-columns:14rem 1fr;gap:3rem}}
@media print{nav,.skip{display:none}body{max-width:none}a{color:inherit;text-decoration:none}
h1,h2,h3{break-after:avoid}figure,table,pre{break-inside:avoid}section+section{break-before:page}}
"""


def write_guide(folder: Path) -> list[Path]:
    """Writes every page with its pictures into the folder, and returns the pages, the first one first."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {INDEX: _contents(), **{one.name: as_html([one]) for one in topics()}, WHOLE: as_html(topics())}
    written = []
    for name, page in pages.items():
        written.append(folder / f"{name}.html")
        written[-1].write_text(page, encoding="utf-8")
    shutil.copytree(resource("help", "pictures"), folder / "pictures", dirs_exist_ok=True)
    return written


def as_html(some: Sequence[Topic]) -> str:
    """One page: a topic by itself beside the list of all, or several after each other.

    A link to a topic that is not on the page leads to a file of its own beside it (`sharing.html`).
    """
    here = {topic.name for topic in some}
    if len(some) == 1:
        (topic,) = some
        return _page(topic.title, _Setting(here, 0).set(topic.blocks), topic.name)
    sections = [
        f'<section id="{escape(one.name)}" aria-label="{escape(one.title)}">\n'
        f"{_Setting(here, 1).set(one.blocks)}\n</section>"
        for one in some
    ]
    inside = [f"<h1>{escape(NAME)}</h1>", _list((f"#{one.name}", one.title, "") for one in some), *sections]
    return _page("The whole guide on one page", "\n".join(inside), WHOLE)


def _contents() -> str:
    rows = ((f"{one.name}.html", one.title, _first_words(one)) for one in topics())
    return _page("All topics", f"<h1>{escape(NAME)}</h1>\n{_list(rows)}", INDEX)


def _first_words(topic: Topic) -> str:
    first = next((plain(one.spans) for one in topic.blocks if isinstance(one, Paragraph)), "")
    return first.split(". ")[0].rstrip(".") + "." if first else ""


def _list(rows: Iterable[tuple[str, str, str]]) -> str:
    lines = (f'<li><a href="{link}">{escape(words)}</a>{f"<br>{escape(said)}" if said else ""}</li>'
             for link, words, said in rows)  # fmt: skip
    return f"<ul>{''.join(lines)}</ul>"


def _page(title: str, inside: str, current: str) -> str:
    style = _STYLE % {theme: "".join(f"--{name}:{one};" for name, one in pairs.items())
                      for theme, pairs in COLOURS.items()}  # fmt: skip
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)} – {escape(NAME)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the text</a>\n'
        f'<header><p class="name">{escape(NAME)}</p></header>\n<div class="beside">\n{_nav(current)}\n'
        f'<main id="main" tabindex="-1">\n{inside}\n</main>\n</div>\n</body>\n</html>\n'
    )


def _nav(current: str) -> str:
    pages = [(INDEX, "All topics"), *((one.name, one.title) for one in topics()), (WHOLE, "On one page")]
    rows = "".join(_nav_row(name, words, name == current) for name, words in pages)
    return f'<nav aria-label="Topics"><ul>{rows}</ul></nav>'


def _nav_row(name: str, words: str, is_current: bool) -> str:
    mark = ' aria-current="page"' if is_current else ""
    return f'<li><a href="{escape(name)}.html"{mark}>{escape(words)}</a></li>'


class _Setting:
    """Sets blocks one after the other; a table is called by the heading before it."""

    def __init__(self, here: set[str], deeper: int) -> None:
        self._here = here
        self._deeper = deeper
        self._under = ""
        self._straight = False

    def set(self, blocks: Sequence[Block]) -> str:
        """All blocks, rows of lists inside their lists."""
        parts: list[str] = []
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if isinstance(block, Item):
                end = next((n for n in range(at, len(blocks)) if not isinstance(blocks[n], Item)), len(blocks))
                parts.append(self._rows([one for one in blocks[at:end] if isinstance(one, Item)]))
                self._straight = False
                at = end
            else:
                parts.append(self._block(block))
                self._straight = isinstance(block, Heading)
                at += 1
        return "\n".join(parts)

    def _rows(self, items: Sequence[Item]) -> str:
        """Lists, and lists in their rows where they stand deeper."""
        html, at = "", 0
        while at < len(items):
            tag = "ul" if items[at].number is None else "ol"
            html += f"<{tag}>"
            depth = items[at].depth
            while at < len(items) and items[at].depth == depth and tag == _tag(items[at]):
                end = next((n for n in range(at + 1, len(items)) if items[n].depth <= depth), len(items))
                inner = self._rows(items[at + 1 : end]) if end > at + 1 else ""
                html += f"<li>{self._spans(items[at].spans)}{inner}</li>"
                at = end
            html += f"</{tag}>"
        return html

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, spans):
                depth = min(6, level + self._deeper)
                self._under = plain(spans)
                return f"<h{depth}>{self._spans(spans)}</h{depth}>"
            case Table(head, rows):
                return self._table(head, rows)
            case Code(text):
                return f"<pre><code>{escape(text)}</code></pre>"
            case Picture():
                return _figure(block)
            case _:
                return f"<p>{self._spans(block.spans)}</p>"

    def _table(self, head: Sequence[Spans], rows: Sequence[Sequence[Spans]]) -> str:
        """The first cell of a row says what the row is about. A caption is not shown straight below its heading."""
        said = ' class="said"' if self._straight else ""
        heads = "".join(f'<th scope="col">{self._spans(cell)}</th>' for cell in head)
        body = "".join(f"<tr>{''.join(self._cells(row))}</tr>" for row in rows)
        return (
            f"<table><caption{said}>{escape(self._under)}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _cells(self, row: Sequence[Spans]) -> Iterator[str]:
        for at, cell in enumerate(row):
            said = self._spans(cell)
            yield f"<td>{said}</td>" if at else f'<th scope="row">{said}</th>'

    def _spans(self, spans: Spans) -> str:
        parts = []
        for one in spans:
            made = escape(one.text)
            for tag, wanted in (("code", one.code), ("em", one.emphasis), ("strong", one.strong)):
                made = f"<{tag}>{made}</{tag}>" if wanted else made
            topic = topic_named(one.link) if one.link else None
            target = f"#{topic}" if topic in self._here else f"{topic}.html"
            parts.append(f'<a href="{target}">{made}</a>' if topic else made)
        return "".join(parts)


def _tag(item: Item) -> str:
    return "ul" if item.number is None else "ol"


def _figure(block: Picture) -> str:
    """Its own size keeps the page from jumping while it loads; a picture that is not there is told in words."""
    path = picture_path(block)
    if path is None:
        return f"<p>{escape(block.words)}</p>"
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    size = f'width="{width}" height="{height}"'
    return f'<figure><img src="{escape(block.path)}" alt="{escape(block.words)}" {size}></figure>'
