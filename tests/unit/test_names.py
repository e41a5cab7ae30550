"""Names in a pack: readable, and accepted by Windows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.pack.names import LONGEST_NAME, Names, safe_name, suffix_of

RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{device}{digit}" for device in ("COM", "LPT") for digit in "0123456789¹²³")}
anything = st.text(st.characters(codec=None), max_size=300)
awkward = st.sampled_from(
    ["CON", "nul.txt", "com1", "LPT9 .pdf", "a/b\\c", "x:y", " . ", "...", "é\u0301", "\ud800", "\u202egnp.exe"]
    + ["🙂" * 90, "字" * 200, "a\x00b", ""]
)


@given(anything | awkward, anything | st.sampled_from([".pdf", ".PDF", ".", ".tar.gz", ". ", ".p:f"]))
def test_windows_accepts_every_name(text: str, suffix: str) -> None:
    name = safe_name(text, suffix)
    assert name and len(name.encode("utf-16-le")) // 2 <= LONGEST_NAME and len(name.encode()) <= 255
    assert not re.search(r'[<>:"/\\|?*%\x00-\x1f\x7f]', name)
    assert name == name.strip(" .") and not name.startswith(".")
    assert name.split(".")[0].strip().upper() not in RESERVED


@given(st.lists(anything | awkward | st.sampled_from(["Plan", "PLAN", "plan", "ﬁle", "file", "Plan (2)"]), max_size=12))
def test_no_two_names_are_alike_whatever_the_case(texts: list[str]) -> None:
    names = Names()
    taken = [names.take(text, ".pdf") for text in texts]
    assert len({name.casefold() for name in taken}) == len(texts)
    assert all(name.endswith(".pdf") and len(name.encode("utf-16-le")) // 2 <= LONGEST_NAME for name in taken)


def test_names_stay_readable() -> None:
    assert safe_name("E-7K3F-9QTX Parents' survey 2025/26: results", ".PDF") == (
        "E-7K3F-9QTX Parents' survey 2025-26- results.pdf"
    )
    assert safe_name("95% on time, 4 % late", ".csv") == "95 per cent on time, 4 per cent late.csv"
    assert safe_name("Ysgol Gynradd Tŷ Gwyn", ".docx") == "Ysgol Gynradd Tŷ Gwyn.docx"


def test_a_long_title_is_cut_before_its_suffix() -> None:
    name = safe_name("long " * 100, ".xlsx")
    assert name.endswith("long.xlsx") and len(name) <= LONGEST_NAME


def test_a_reserved_word_is_no_name() -> None:
    assert safe_name("con", ".txt") == "_con.txt"
    assert safe_name("Console minutes", ".txt") == "Console minutes.txt"


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("Plan.PDF", ".pdf"), ("a.tar.gz", ".gz"), ("README", ""), (".profile", ""), ("v1.0 final draft", ""), ("x.", "")],
)
def test_only_a_real_suffix_counts(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix
