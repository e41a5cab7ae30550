"""Help: the small part of Markdown it is written in, its topics, and the page that shows them."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFontMetricsF, QTextBlock
from PySide6.QtTest import QTest

from evidence_desk import guide, markdown
from evidence_desk.markdown import Code, Heading, Item, Paragraph, Picture, Span, Table
from evidence_desk.resources import resource
from evidence_desk.ui import shortcuts
from evidence_desk.ui.places.help import HelpPage
from evidence_desk.ui.theme import themes
from evidence_desk.ui.window import Window

# How Qt writes a picture in a text.
PICTURE = "\ufffc"

# Reading Markdown


def test_each_kind_of_block_is_read() -> None:
    text = """# One

A line
and its rest.

- bullet
  goes on
  - deeper
2. second

| a | b |
| --- | --- |
| 1 | `x` |

    code here

```
# no heading
```

![What it shows](pictures/packs.png)
"""
    assert markdown.read(text) == [
        Heading(1, (Span("One"),)),
        Paragraph((Span("A line and its rest."),)),
        Item((Span("bullet goes on"),)),
        Item((Span("deeper"),), depth=1),
        Item((Span("second"),), number=2),
        Table(((Span("a"),), (Span("b"),)), (((Span("1"),), (Span("x", code=True),)),)),
        Code("code here"),
        Code("# no heading"),
        Picture("pictures/packs.png", "What it shows"),
    ]


def test_looks_can_stand_inside_each_other() -> None:
    assert markdown.spans("a **b *c*** `**d**` *[e](f.md) g*") == (
        Span("a "), Span("b ", strong=True), Span("c", strong=True, emphasis=True), Span(" "),
        Span("**d**", code=True), Span(" "), Span("e", emphasis=True, link="f.md"), Span(" g", emphasis=True),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n\n", "|", "```", "*", "**", "[a](", "| a |\n| --- |\n| 1 | 2 |", "![", "#"])
def test_whatever_is_written_is_read(text: str) -> None:
    blocks = markdown.read(text)
    assert all(isinstance(markdown.words(block), str) for block in blocks)


@pytest.mark.parametrize("topic", guide.topics(), ids=lambda topic: topic.name)
def test_no_word_of_a_topic_is_lost(topic: guide.Topic) -> None:
    source = resource("help", f"{topic.name}.md").read_text(encoding="utf-8")
    bare = re.sub(r"\]\([^)]*\)", "", source)
    said = "\n".join(map(markdown.words, topic.blocks))
    assert _letters(said) == _letters(bare)


def _letters(text: str) -> list[str]:
    return sorted(re.sub(r"[\W\d_]", "", text))


def test_topics_stand_in_the_order_of_work_and_each_has_a_title() -> None:
    names = [topic.name for topic in guide.topics()]
    assert names[:2] == ["first-hour", "before-an-inspection"]
    assert len(set(names)) == len(names) == len(list(resource("help").glob("*.md")))
    assert guide.fitting("Inspection") == "before-an-inspection" and guide.fitting("Nowhere") == names[0]
    assert all(isinstance(topic.blocks[0], Heading) and topic.title for topic in guide.topics())


def test_links_lead_to_topics_and_nowhere_else() -> None:
    assert guide.topic_named("sharing.md") == guide.topic_named("sharing.md#undo") == "sharing"
    for link in ("https://example.org/sharing.md", "../../README.md", "sharing", "file:///etc/sharing.md"):
        assert guide.topic_named(link) is None
    assert guide.picture_path(Picture("pictures/packs.png", "")) is not None
    assert guide.picture_path(Picture("../icons/app.svg", "")) is None


# The page in the window


@pytest.fixture
def help_page(window: Window) -> HelpPage:
    window.leading.show_help()
    page = window.stack.currentWidget()
    assert isinstance(page, HelpPage)
    return page


def _paragraphs(page: HelpPage) -> Iterator[QTextBlock]:
    block = page.text.document().begin()
    while block.isValid():
        yield block
        block = block.next()


@pytest.mark.parametrize(
    ("place", "topic"), [("Evidence", "first-hour"), ("Packs", "sharing"), ("Perception gap", "perception-gap")]
)
def test_help_opens_at_what_fits_the_place(filled: Window, place: str, topic: str) -> None:
    filled.go(place)
    filled.leading.show_help()
    page = filled.stack.currentWidget()
    assert isinstance(page, HelpPage) and page.topic == topic
    page.left.emit()
    assert filled.stack.currentWidget() is filled.stack.place(place)


@pytest.mark.parametrize("topic", guide.topics(), ids=lambda topic: topic.name)
def test_a_topic_is_shown_as_paragraphs_that_can_be_walked(help_page: HelpPage, topic: guide.Topic) -> None:
    help_page.show_topic(topic.name)
    shown = list(_paragraphs(help_page))
    assert shown[0].text() == topic.title and shown[0].blockFormat().headingLevel() == 1
    levels = [one.level for one in topic.blocks if isinstance(one, Heading)]
    assert [one.blockFormat().headingLevel() for one in shown if one.blockFormat().headingLevel()] == levels
    assert not [at for at, one in enumerate(shown[:-1]) if not one.text().strip()]
    lines = [one for one in shown if one.text() and one.text() != PICTURE]
    assert all(one.blockFormat().lineHeight() >= 140 for one in lines)


def test_lines_are_no_longer_than_can_be_read(help_page: HelpPage) -> None:
    help_page.window().resize(1920, 1080)
    widest = QFontMetricsF(help_page.text.font()).averageCharWidth() * 75
    margins = 2 * help_page.text.document().documentMargin()
    assert 0 < help_page.text.lineWrapColumnOrWidth() - margins <= widest
    lines = [one.layout().lineAt(at) for one in _paragraphs(help_page) if one.text() != PICTURE
             for at in range(one.layout().lineCount())]  # fmt: skip
    assert lines and max(line.naturalTextWidth() for line in lines) <= widest


def test_pictures_are_as_wide_as_there_is_room_and_no_wider(help_page: HelpPage) -> None:
    help_page.show_topic("framework")
    for width, height in ((1920, 1080), (1280, 720), (800, 480)):
        help_page.window().resize(width, height)
        shown = [one.toImageFormat() for one in help_page.text.document().allFormats() if one.isImageFormat()]
        room = help_page.text.viewport().width()
        assert [room - 60 < one.width() < room or one.width() == 1280 for one in shown] == [True] * len(shown) and shown
        assert not help_page.text.horizontalScrollBar().isVisible()


def test_every_key_of_the_window_is_in_help(help_page: HelpPage) -> None:
    help_page.show_topic(guide.KEYS)
    text = help_page.text.toPlainText()
    assert [key.does for key in shortcuts.TABLE if key.does not in text] == []


def test_a_link_leads_to_its_topic_and_one_out_of_the_guide_is_only_words(help_page: HelpPage) -> None:
    help_page.text.anchorClicked.emit(QUrl("topic:sharing"))
    assert help_page.topic == "sharing"
    for link in ("https://example.org", "file:///etc/passwd", "sharing.md"):
        help_page.text.anchorClicked.emit(QUrl(link))
        assert help_page.topic == "sharing"
    help_page.text.show_blocks(markdown.read("See [elsewhere](https://example.org) and [here](keys.md)."))
    formats = help_page.text.document().allFormats()
    assert {one.toCharFormat().anchorHref() for one in formats} - {""} == {"topic:keys"}


def test_nothing_is_loaded_that_a_page_names(help_page: HelpPage) -> None:
    help_page.text.show_blocks([Picture("../../etc/passwd", "A picture from elsewhere")])
    assert help_page.text.toPlainText() == "A picture from elsewhere"
    assert help_page.text.loadResource(2, QUrl("https://example.org/a.png")) is None


def test_finding_keeps_the_topics_that_say_it_and_goes_from_place_to_place(help_page: HelpPage) -> None:
    QTest.keyClicks(help_page.field, "backup")
    names = {help_page._name(at) for at in range(help_page.model.rowCount())}
    assert names == {topic.name for topic in guide.topics() if topic.holds("backup")}
    assert help_page.text.extraSelections()
    been = set()
    for _ in range(30):
        QTest.keyClick(help_page.field, Qt.Key.Key_Return)
        assert help_page.text.textCursor().selectedText().lower() == "backup"
        been.add(help_page.topic)
    assert been == names


def test_what_no_topic_says_is_told_and_all_topics_stay(help_page: HelpPage) -> None:
    help_page.field.setText("xyzzy")
    assert help_page._said.isVisible() and "No topic" in help_page._said.text()
    assert help_page.model.rowCount() == len(guide.topics())


def test_the_page_follows_the_theme(help_page: HelpPage) -> None:
    before = themes.choice
    try:
        text = help_page.text.toPlainText()
        for theme in ("light", "dark"):
            themes.choose(theme)
            foreground = next(_paragraphs(help_page)).begin().fragment().charFormat().foreground().color()
            assert foreground == themes.current.colour("text")
        assert help_page.text.toPlainText() == text
    finally:
        themes.choose(before)
