"""Citations in running words are found however they are typed, and what only looks like one is left as words."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from evidence_desk.model.citing import (
    Citation,
    Cited,
    References,
    cited,
    find,
    formatted,
    is_used,
    label_at,
    place_of,
    places_by_item,
    word_count,
)
from evidence_desk.model.ids import CROCKFORD, reference

KEY, OTHER = "7K3F9QTX000000000001", "7K3F9QTXZZ0000000002"
REFERENCES = References({KEY: KEY, "AAAABBBB000000000003": KEY})
_NUMBER = st.integers(1, 9999)
_KEYS = st.text(CROCKFORD, min_size=20, max_size=20)
_SPAN = st.one_of(_NUMBER.map(str), st.tuples(_NUMBER, _NUMBER).map(lambda pair: f"{pair[0]}–{pair[1]}"))
_SEEN = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))
_NAME = st.text(_SEEN, min_size=1, max_size=31)
_LABELS = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["page", "slide", "paragraph", "table", "row"]), _NUMBER),
    st.builds("{} {}".format, st.sampled_from(["paragraphs", "rows"]), _SPAN),
    st.builds("{} {}, {}".format, st.sampled_from(["page", "slide"]), _NUMBER, st.sampled_from(["notes", "comments"])),
    st.builds("slide {} (hidden)".format, _NUMBER),
    st.builds("slide {}, table ({})".format, _NUMBER, _NUMBER),
    st.builds("table {}, rows {}".format, _NUMBER, _SPAN),
    st.builds("sheet {} (hidden), rows {}".format, _NAME, _SPAN),
    st.builds("sheet {}, row {}".format, _NAME, _NUMBER),
    st.sampled_from(["notes on cells", "text boxes", "footnotes", "comments", "mail body", "headers and footers"]),
)
_AROUND = st.sampled_from(["", " ", "Waits differ (", "\n", "see ", "“"])
_BEHIND = st.sampled_from(["", ".", ") and so on", "\n", "; and", "”"])


@given(_KEYS, st.one_of(st.none(), _LABELS), _AROUND, _BEHIND)
def test_what_is_written_is_found(key: str, label: str | None, before: str, behind: str) -> None:
    written = formatted(reference(key), label)
    (found,) = find(before + written + behind)
    assert (found.start, found.stop) == (len(before), len(before) + len(written))
    assert key.startswith(found.prefix) and len(found.prefix) == 8
    assert found.place == (place_of(label) if label else None)


@given(_KEYS, st.sets(_KEYS, max_size=3), st.booleans(), st.booleans())
def test_a_reference_counts_in_any_case_with_or_without_hyphens(
    key: str, others: set[str], lower: bool, bare: bool
) -> None:
    typed = reference(key, others)
    typed = typed.lower() if lower else typed
    (found,) = find(typed.replace("-", "") if bare else typed)
    assert References({key: key}).key_of(found.prefix) == key


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("E-7K3F-9QTX, page 4", "page 4"),
        ("e7k3f9qtx page 4, comments", "page 4, comments"),
        ("E-7K3F-9QTX, p. 4", "page 4"),
        ("E-7K3F-9QTX, Page 12 and more", "page 12"),
        ("E-7K3F-9QTX, pages 4-6", "pages 4–6"),
        ("E-7K3F-9QTX, sheet Waits, row 12, shows", "sheet Waits, row 12"),
        ("E-7K3F-9QTX, sheet Waits, 2026, rows 1-50", "sheet Waits, 2026, rows 1–50"),
        ("E-7K3F-9QTX, sheet Waits. More", "sheet Waits"),
        ("E-7K3F-9QTX, paragraph 3", "paragraph 3"),
        ("E-7K3F-9QTX, which says", None),
        ("E-7K3F-9QTX,\npage 4", None),
    ],
)
def test_places_are_read_as_labels_say_them(typed: str, place: str | None) -> None:
    (found,) = find(typed)
    assert (found.prefix, found.place) == ("7K3F9QTX", place)


@pytest.mark.parametrize("words", ["e-mail", "Everyone", "E-12", "xE-7K3F-9QTX", "E-7K3F-9QTXY", "T-7K3F9QTX", ""])
def test_other_words_are_none(words: str) -> None:
    assert list(find(words)) == []


def test_what_is_not_in_the_library_is_left_as_words() -> None:
    assert cited(["E-learning and Essentials, E-9999-9999, page 2"], REFERENCES) == []
    assert [one.prefix for one in find("E-learning")] == ["1EARN1NG"]


def test_each_item_and_place_is_cited_once_and_one_made_one_with_another_leads_there() -> None:
    texts = ["E-7K3F-9QTX, page 4", "See e7k3f9qtx, P. 4 and E-7K3F-9QTX and E-AAAA-BBBB, page 9."]
    found = cited(texts, REFERENCES)
    assert found == [Cited(KEY, "page 4"), Cited(KEY), Cited(KEY, "page 9")]
    assert places_by_item(found) == {KEY: {"page 4", None, "page 9"}}


def test_a_reference_that_fits_two_items_names_none() -> None:
    both = References({KEY: KEY, OTHER: OTHER})
    assert both.key_of("7K3F9QTX") is None
    assert both.key_of("7K3F9QTXZZ") == OTHER
    assert list(find("E-7K3F-9QTX-ZZ, page 1")) == [Citation(0, 22, "7K3F9QTXZZ", "page 1")]


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("page 4", "page 4"),
        ("pages 4–6", "page 4"),
        ("row 12", None),
        ("sheet Waits, row 12", "sheet Waits, rows 1–50"),
        ("sheet waits", "sheet Waits, rows 1–50"),
        ("sheet Waits shows that", "sheet Waits, rows 1–50"),
        ("paragraph 14", "paragraphs 12–18"),
        ("sheet Other", None),
        ("page 5", None),
    ],
)
def test_a_place_leads_to_its_passage(place: str, label: str | None) -> None:
    labels = ["page 4, comments", "page 4", "sheet Waits, rows 1–50", "sheet Waits, rows 51–60", "paragraphs 12–18"]
    assert label_at(labels, place) == label


def test_evidence_is_used_where_it_is_cited_or_as_a_whole() -> None:
    assert is_used("page 4", {"page 4"}) and is_used("page 4", {None}) and is_used(None, {"page 9"})
    assert is_used("sheet Waits, rows 1–50", {"sheet Waits, row 12"})
    assert not is_used("page 4", {"page 9"}) and not is_used(None, set()) and not is_used("page 4", {"page 40"})


def test_words_are_counted_as_people_do() -> None:
    assert word_count("Children’s needs are found early (E-7K3F-9QTX, page 4), 74.5 per cent.") == 8
    assert word_count(" \n ") == 0
