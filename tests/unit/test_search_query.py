"""Whatever is typed is read, and what was understood can be printed and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.search.query import EVERYTHING, And, Fact, Node, Not, Or, Phrase, Prefix, Query, Words, parse


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", EVERYTHING),
        ("waits", Words("waits")),
        ("autism waits", And((Words("autism"), Words("waits")))),
        ("autism AND waits", And((Words("autism"), Words("waits")))),
        ("autism OR waits plan", Or((Words("autism"), And((Words("waits"), Words("plan")))))),
        ("(autism OR waits) plan", And((Or((Words("autism"), Words("waits"))), Words("plan")))),
        ("autism -waits", And((Words("autism"), Not(Words("waits"))))),
        ("NOT (a OR b)", Not(Or((Words("a"), Words("b"))))),
        ('"annual  review"', Phrase("annual review")),
        ("“annual review”", Phrase("annual review")),
        ("review*", Prefix("review")),
        ("co-production, 1.3;", And((Words("co-production"), Words("1.3")))),
        ("kind:document", Fact("kind", "document")),
        ('KIND:"Case Study"', Fact("kind", "case-study")),
        ('label:"Ofsted 2026" x', And((Fact("label", "Ofsted 2026"), Words("x")))),
        ("criterion:area-send-2016:A", Fact("criterion", "area-send-2016:A")),
        ("date:2026-01..2026-06", Fact("date", "2026-01..2026-06")),
        ("-is:tagged", Not(Fact("is", "tagged"))),
        ("a & b - c", And((Words("a"), Words("b"), Words("c")))),
        ("and or not", And((Words("and"), Words("or"), Words("not")))),
        ("((a)) (b c)", And((Words("a"), Words("b"), Words("c")))),
    ],
)
def test_what_is_typed_is_read(text: str, node: Node) -> None:
    assert parse(text) == Query(node)


@pytest.mark.parametrize(
    ("text", "node", "hint"),
    [
        ("(autism waits", And((Words("autism"), Words("waits"))), "not closed"),
        ("autism) waits", And((Words("autism"), Words("waits"))), "no opening"),
        ('"annual review', Phrase("annual review"), "not closed"),
        ("colour:red", Words("colour:red"), "no fact “colour:”"),
        ("date:2026-13 plan", Words("plan"), "not a date"),
        ("date:2026-06..2026-01", EVERYTHING, "begins after it ends"),
        ("date:.. plan", Words("plan"), "not a date"),
        ("kind:novel", EVERYTHING, "document, data-extract, case-study"),
        ("ref:E-U", EVERYTHING, "E-7K3F-9QTX"),
        ("kind: plan", Words("plan"), "without a value"),
        ("AND plan", Words("plan"), "lacks words"),
        ("plan OR", Words("plan"), "lacks words"),
        ("plan NOT", Words("plan"), "no words after it"),
        ("-date:soon", EVERYTHING, "not a date"),
    ],
)
def test_odd_input_is_read_as_well_as_it_can_and_said(text: str, node: Node, hint: str) -> None:
    query = parse(text)
    assert query.node == node
    assert hint in " ".join(query.hints)


pieces = st.sampled_from(
    ["(", ")", '"', "“", " ", " ", "AND", "OR", "NOT", "-", "*", "kind:", "document", "date:", "2026-01", "..", "is:",
     "tagged", "foo:", "a", "co-op", "1.3", "'", ":", "ref:", "&", "label:", "É", "ﬁ", "\n"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(pieces, max_size=25).map("".join), st.lists(pieces, max_size=25).map(" ".join)))
def test_reading_never_fails_and_printing_comes_back_the_same(text: str) -> None:
    query = parse(text)
    assert parse(str(query.node)).node == query.node


def test_brackets_of_any_depth_are_borne() -> None:
    query = parse("(" * 5000 + "plan")
    assert "too deep" in " ".join(query.hints)
    assert parse("NOT " * 5000 + "plan").hints
