"""The guide as web pages: anyone can read them, with anything, and they need nothing from elsewhere (WCAG 2.2 AA)."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from evidence_desk import guide, guidepages
from evidence_desk.markdown import Code, Item, Paragraph, Span, Table
from evidence_desk.resources import resource

NOT_CLOSED = ("meta", "img", "br")


class Page(HTMLParser):
    """What a page is made of, and whether all of it is closed again."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self.links += [str(given[name]) for name in ("href", "src") if name in given]
        self.ids += [str(given["id"])] if "id" in given else []
        self.levels += [int(tag[1])] if re.fullmatch(r"h\d", tag) else []
        if tag not in NOT_CLOSED:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [given for one, given in self.tags if one == tag]


PAGES = [*((topic.name, [topic]) for topic in guide.topics()), ("all", list(guide.topics()))]
every_page = pytest.mark.parametrize("some", [some for _, some in PAGES], ids=[name for name, _ in PAGES])


@every_page
def test_a_page_can_be_read_by_everyone(some: list[guide.Topic]) -> None:
    html = guidepages.as_html(some)
    page = Page(html)
    assert page.open == [] and page.named("html")[0]["lang"] == "en-GB" and "<title>" in html
    assert page.levels[0] == 1 and page.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(page.levels))
    assert len(page.named("main")) == len(page.named("nav")) == len(page.named("header")) == 1
    assert len(page.ids) == len(set(page.ids))


@every_page
def test_a_page_needs_nothing_from_elsewhere(some: list[guide.Topic]) -> None:
    html = guidepages.as_html(some)
    page = Page(html)
    assert [link for link in page.links if ":" in link or link.startswith("/")] == []
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))
    assert "url(" not in html and "@import" not in html
    assert not any(page.named(tag) for tag in ("script", "link", "iframe", "object", "form"))


@every_page
def test_the_first_thing_on_a_page_skips_to_its_text(some: list[guide.Topic]) -> None:
    page = Page(guidepages.as_html(some))
    assert page.named("a")[0]["href"] == "#main" and "main" in page.ids


@pytest.mark.parametrize("topic", guide.topics(), ids=lambda topic: topic.name)
def test_the_list_of_topics_marks_the_page_one_is_on(topic: guide.Topic) -> None:
    page = Page(guidepages.as_html([topic]))
    current = [given["href"] for given in page.named("a") if given.get("aria-current")]
    assert current == [f"{topic.name}.html"]
    assert {f"{one.name}.html" for one in guide.topics()} <= set(page.links)


@every_page
def test_pictures_have_words_and_a_size_and_tables_have_heads_and_captions(some: list[guide.Topic]) -> None:
    page = Page(guidepages.as_html(some))
    assert all(given.get("alt") and given.get("width") and given.get("height") for given in page.named("img"))
    assert len(page.named("img")) == len(page.named("figure"))
    assert len(page.named("table")) == len(page.named("caption")) == len(page.named("thead"))
    assert all(given.get("scope") in ("col", "row") for given in page.named("th"))


@every_page
def test_no_word_of_a_topic_is_lost(some: list[guide.Topic]) -> None:
    from evidence_desk import markdown

    shown = " ".join(Page(guidepages.as_html(some)).text.split())
    for topic in some:
        texts = [markdown.plain(one.spans) for one in topic.blocks if isinstance(one, Paragraph | Item)]
        assert [text for text in texts if " ".join(text.split()) not in shown] == []


def test_rows_that_stand_deeper_are_a_list_in_their_row() -> None:
    rows = (Item((Span("a"),)), Item((Span("b"),), depth=1), Item((Span("c"),)), Item((Span("d"),), number=1))
    page = guidepages.as_html([guide.Topic("x", "x", rows)])
    assert "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>d</li></ol>" in page


def test_what_looks_like_html_in_a_topic_is_only_shown() -> None:
    rows = (Paragraph((Span("<script>"),)), Code("a < b"), Table(((Span("<i>"),),), (((Span('"'),),),)))
    page = guidepages.as_html([guide.Topic("x", "<b>", rows)])
    assert "<script>" not in page and "<i>" not in page and "<title>&lt;b&gt;" in page
    assert "&lt;script&gt;" in page and "a &lt; b" in page


def test_the_page_of_keys_holds_every_row_of_its_table() -> None:
    (keys,) = [topic for topic in guide.topics() if topic.name == guide.KEYS]
    table = next(block for block in keys.blocks if isinstance(block, Table))
    page = Page(guidepages.as_html([keys]))
    assert len(page.named("tr")) == 1 + len(table.rows) > 20


@pytest.mark.parametrize("theme", guidepages.COLOURS)
@pytest.mark.parametrize("ground", ["ground", "sunken"])
@pytest.mark.parametrize("colour", ["text", "link", "second"])
def test_colours_are_far_enough_apart(theme: str, ground: str, colour: str) -> None:
    pair = guidepages.COLOURS[theme]
    assert contrast(pair[colour], pair[ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_picture_that_is_not_there_is_told_in_words() -> None:
    from evidence_desk.markdown import Picture

    page = guidepages.as_html([guide.Topic("x", "x", (Picture("../themes/light.toml", "What it would show"),))])
    assert "<p>What it would show</p>" in page and "<img" not in page
    assert resource("themes", "light.toml").exists()
