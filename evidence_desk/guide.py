"""The guide of `resources/help`: its topics in order, which of them fits a place, and all of it as a web page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final

from evidence_desk.markdown import (
    Block,
    Code,
    Heading,
    Item,
    Paragraph,
    Picture,
    Spans,
    Table,
    plain,
    read,
    words,
)
from evidence_desk.resources import resource

KEYS: Final = "keys"
# What is not named here follows, by name.
_ORDER: Final = ("first-hour", "before-an-inspection", "perception-gap", "sharing", "what-leaves", KEYS, "for-it")
_FITTING: Final = {
    "Evidence": "first-hour",
    "Inspection": "before-an-inspection",
    "Packs": "sharing",
    "History": "sharing",
}
_ENDING: Final = ".md"
_TITLE: Final = "Evidence Desk: the guide"
_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:70ch;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0}"
    "img{max-width:100%}pre{overflow-x:auto}"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the guide."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    def holds(self, wanted: str) -> bool:
        """Whether every word that is looked for stands somewhere in it."""
        said = "\n".join(map(words, self.blocks)).casefold()
        return all(word in said for word in wanted.casefold().split())


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """All topics, those of the order first."""
    found = {path.stem: path for path in resource("help").glob(f"*{_ENDING}")}
    names = [*(name for name in _ORDER if name in found), *sorted(set(found) - set(_ORDER))]
    return tuple(_topic(found[name]) for name in names)


def fitting(place: str) -> str:
    """The topic that helps in a place: one of the place's own name, else one that fits, else the first of all."""
    names = [topic.name for topic in topics()]
    wanted = (place.lower().replace(" ", "-"), _FITTING.get(place, ""))
    return next((name for name in wanted if name in names), names[0])


def topic_named(link: str) -> str | None:
    """The topic a link leads to; None where it leads out of the guide."""
    name = link.partition("#")[0]
    known = {topic.name for topic in topics()}
    return stem if name.endswith(_ENDING) and (stem := name.removesuffix(_ENDING)) in known else None


def picture_path(picture: Picture) -> Path | None:
    """Where a picture of the guide lies; None for any that lies elsewhere."""
    folder = resource("help", "pictures")
    path = resource("help", picture.path)
    inside = path.resolve().is_relative_to(folder.resolve())
    return path if inside and path.is_file() else None


def _topic(path: Path) -> Topic:
    blocks = tuple(read(path.read_text(encoding="utf-8")))
    title = next((plain(one.spans) for one in blocks if isinstance(one, Heading)), path.stem)
    return Topic(path.stem, title, blocks)


# As a web page


def as_html(some: Sequence[Topic]) -> str:
    """One page for a reader without the program: a topic by itself, or several under a list of contents.

    A link to a topic that is not on the page leads to a file of its own beside it (`sharing.html`).
    """
    here = {topic.name for topic in some}
    alone = len(some) == 1
    title = some[0].title if alone else _TITLE
    parts = [] if alone else [f"<h1>{escape(title)}</h1>", _contents(some)]
    for topic in some:
        inner = _blocks(topic.blocks, here, deeper=0 if alone else 1)
        parts.append(f'<section id="{escape(topic.name)}" aria-label="{escape(topic.title)}">\n{inner}\n</section>')
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def _contents(some: Sequence[Topic]) -> str:
    rows = "".join(f'<li><a href="#{escape(one.name)}">{escape(one.title)}</a></li>' for one in some)
    return f'<nav aria-label="Topics"><ul>{rows}</ul></nav>'


def _blocks(blocks: Sequence[Block], here: set[str], *, deeper: int) -> str:
    parts: list[str] = []
    open_list = ""
    for block in blocks:
        wanted = ("ul" if block.number is None else "ol") if isinstance(block, Item) else ""
        if wanted != open_list:
            parts += [f"</{open_list}>"] if open_list else []
            parts += [f"<{wanted}>"] if wanted else []
            open_list = wanted
        parts.append(_block(block, here, deeper))
    return "\n".join([*parts, *([f"</{open_list}>"] if open_list else [])])


def _block(block: Block, here: set[str], deeper: int) -> str:
    match block:
        case Heading(level, spans):
            depth = min(6, level + deeper)
            return f"<h{depth}>{_spans(spans, here)}</h{depth}>"
        case Paragraph(spans):
            return f"<p>{_spans(spans, here)}</p>"
        case Item(spans):
            return f"<li>{_spans(spans, here)}</li>"
        case Table(head, rows):
            heads = "".join(f'<th scope="col">{_spans(cell, here)}</th>' for cell in head)
            body = "".join("<tr>" + "".join(f"<td>{_spans(c, here)}</td>" for c in row) + "</tr>" for row in rows)
            return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        case Code(text):
            return f"<pre><code>{escape(text)}</code></pre>"
        case Picture(path, said):
            return f'<p><img src="{escape(path)}" alt="{escape(said)}"></p>'


def _spans(spans: Spans, here: set[str]) -> str:
    return "".join(_span_html(one.text, one.strong, one.emphasis, one.code, one.link, here) for one in spans)


def _span_html(text: str, strong: bool, emphasis: bool, code: bool, link: str, here: set[str]) -> str:
    made = escape(text)
    for tag, wanted in (("code", code), ("em", emphasis), ("strong", strong)):
        made = f"<{tag}>{made}</{tag}>" if wanted else made
    topic = topic_named(link) if link else None
    if topic is None:
        return made
    return f'<a href="{f"#{topic}" if topic in here else f"{topic}.html"}">{made}</a>'
