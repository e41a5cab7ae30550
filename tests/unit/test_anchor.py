"""A quote is found however it was copied, and only where it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.model.anchor import CONTEXT, find_quote, re_anchor
from evidence_desk.model.passage import Passage


def pages(*texts: str) -> list[Passage]:
    return [Passage(f"page {number}", "page", text) for number, text in enumerate(texts, 1)]


def only(passages: list[Passage], quote: str, page: str | None = None) -> str:
    (anchor,) = find_quote(passages, quote, page)
    assert passages[anchor.passage_index].text[anchor.start : anchor.stop] == anchor.exact
    return anchor.exact


@pytest.mark.parametrize(
    ("text", "quote", "exact"),
    [
        ("Parents said they  were\nnot heard.", "they were not heard", "they  were\nnot heard"),
        ("real inclu-\nsion for all", "real inclusion for all", "real inclu-\nsion for all"),
        ("real inclusion for all", "real inclu-\nsion", "real inclusion"),
        ("their well-\nbeing matters", "well-being matters", "well-\nbeing matters"),
        ("their well-\nbeing matters", "wellbeing matters", "well-\nbeing matters"),
        ("co\u00adoperation of part\u00adners", "cooperation of partners", "co\u00adoperation of part\u00adners"),
        ("a \ufb01rst of\ufb01cer", "first officer", "\ufb01rst of\ufb01cer"),
        ("\u201cYou said, we did\u201d is children\u2019s work", "\"you said, we did\" is children's", None),
        ("waits \u2014 of a year \u2013 are long", "waits - of a year - are", "waits \u2014 of a year \u2013 are"),
        ("cafe\u0301 culture", "caf\u00e9 culture", "cafe\u0301 culture"),
        ("ages 18\u201325 only", "18-25", "18\u201325"),
        ("fell by \u22125 points", "-5 points", "\u22125 points"),
        ("\u2013 Waits are long", "- Waits are long", "Waits are long"),
    ],
)
def test_a_quote_is_found_whatever_its_typesetting(text: str, quote: str, exact: str | None) -> None:
    found = only(pages(text), quote)
    assert exact is None or found == exact


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ages 1825 only", "18-25"),
        ("cafe\u0301", "cafe"),
        ("any text", ""),
        ("any \u2014 text", "\u2014"),
        ("any text", "other text"),
    ],
)
def test_other_words_are_not_found(text: str, quote: str) -> None:
    assert find_quote(pages(text), quote) == []


def test_whole_words_come_before_parts_of_words() -> None:
    anchors = find_quote(pages("needs and therapist", "the need, the rapist"), "need")
    assert [(anchor.passage_index, anchor.start) for anchor in anchors] == [(1, 4), (0, 0)]
    anchors = find_quote(pages("a therapist", "the rapist"), "the rapist")
    assert [anchor.exact for anchor in anchors] == ["the rapist", "therapist"]


@pytest.mark.parametrize("page", ["page 2", "2", "Page  2", "p. 2", "p2"])
def test_a_page_restricts(page: str) -> None:
    (anchor,) = find_quote(pages("same words", "same words"), "same words", page)
    assert anchor.passage_label == "page 2"


def test_a_sheet_restricts_and_an_unknown_page_finds_nothing() -> None:
    passages = [Passage("sheet Waits", "sheet", "62 weeks"), Passage("sheet Plans, A1:C9", "sheet", "62 weeks")]
    assert [a.passage_label for a in find_quote(passages, "62 weeks", "Sheet waits")] == ["sheet Waits"]
    assert [a.passage_label for a in find_quote(passages, "62 weeks", "sheet Plans")] == ["sheet Plans, A1:C9"]
    assert find_quote(passages, "62 weeks", "page 9") == []


def test_a_quote_over_a_page_break_is_anchored_where_it_begins() -> None:
    passages = pages("Some waits were", "much too long. Others", "end")
    (anchor,) = find_quote(passages, "waits were much too long")
    assert (anchor.passage_label, anchor.start, anchor.stop) == ("page 1", 5, 15)
    assert anchor.exact == "waits were\nmuch too long"
    assert [(span.passage_index, span.start, span.stop) for span in anchor.rest] == [(1, 0, 13)]
    assert (anchor.before, anchor.after) == ("Some ", ". Others\nend")


def test_footers_and_headers_at_a_page_break_do_not_hide_a_quote() -> None:
    passages = pages(
        "The partnership does not know how long families wait\n3 Northshire",
        "SEND review 2026\nfor an assessment of their child's needs. Next",
    )
    (anchor,) = find_quote(passages, "know how long families wait for an assessment of their child's needs")
    assert anchor.exact == "know how long families wait\nfor an assessment of their child's needs"


def test_what_stands_around_is_kept() -> None:
    text = "x" * 50 + " the quote " + "y" * 50
    (anchor,) = find_quote(pages(text), "the quote")
    assert anchor.before == "x" * (CONTEXT - 1) + " "
    assert anchor.after == " " + "y" * (CONTEXT - 1)


def test_an_anchor_is_found_again_by_what_stands_around_it() -> None:
    old = pages("First: waits are long in the north. Then: waits are long in the south.")
    anchor = find_quote(old, "waits are long")[1]
    new = pages("A cover sheet", "First: waits are\nlong in the north.", "Then: waits are\nlong in the south.")
    again = re_anchor(new, anchor.exact, anchor.before, anchor.after, anchor.passage_label, anchor.start)
    assert again is not None and again.passage_label == "page 3"
    assert re_anchor(pages("nothing"), anchor.exact, anchor.before, anchor.after, None, None) is None


def test_without_other_signs_page_and_offset_decide() -> None:
    passages = pages("same", "same")
    again = re_anchor(passages, "same", "", "", "page 2", 0)
    assert again is not None and again.passage_label == "page 2"


letters = st.sampled_from("abcdeABC éßﬁ0123.,;'\u2019\u201c\u2013-\n\u00a0\u00adñ")
texts = st.text(letters, min_size=1, max_size=60)


@st.composite
def distorted(draw: st.DrawFn) -> tuple[list[Passage], int, int, int, str]:
    passages = pages(*draw(st.lists(texts, min_size=1, max_size=4)))
    at = draw(st.integers(0, len(passages) - 1))
    text = passages[at].text
    start = draw(st.integers(0, len(text) - 1))
    stop = draw(st.integers(start + 1, len(text)))
    swaps = {"'": "\u2019", "\u2019": "'", "\u201c": '"', "\u2013": "-", "-": "\u2014", "\u00ad": ""}
    quote = []
    for char in text[start:stop]:
        how = draw(st.integers(0, 6))
        changed = swaps.get(char, char) if how == 0 else char.swapcase() if how == 1 and char != "ß" else char
        changed = unicodedata.normalize("NFKC" if how < 4 else "NFD", changed) if how in (2, 4) else changed
        quote.append(draw(st.sampled_from(["\n", "  ", " "])) if changed.isspace() else changed)
    return passages, at, start, stop, "".join(quote)


@given(distorted())
def test_a_distorted_quote_is_found_at_its_place(case: tuple[list[Passage], int, int, int, str]) -> None:
    passages, at, start, stop, quote = case
    anchors = find_quote(passages, quote)
    spans = [(a.passage_index, a.start, a.stop) for a in anchors]
    spans += [(s.passage_index, s.start, s.stop) for a in anchors for s in a.rest]
    worth = [char for char in passages[at].text[start:stop] if char.isalnum()]
    if worth:
        assert any(i == at and start <= b and e <= stop for i, b, e in spans) or len(anchors) == 1000


@given(st.lists(texts, min_size=1, max_size=4), texts)
def test_no_false_place_is_found(contents: list[str], quote: str) -> None:
    def bare(text: str) -> str:
        return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))

    passages = pages(*contents)
    for anchor in find_quote(passages, quote):
        assert bare(anchor.exact) == bare(quote)
        parts = [passages[anchor.passage_index].text[anchor.start : anchor.stop]]
        parts += [passages[span.passage_index].text[span.start : span.stop] for span in anchor.rest]
        assert anchor.exact == "\n".join(parts)


@given(st.text(), st.text())
def test_any_text_and_any_quote_are_borne(text: str, quote: str) -> None:
    for anchor in find_quote(pages(text, text), quote):
        assert anchor.exact
