"""The names that come with the program: enough of them, each with what it rests on, and none that does harm."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from searching import Shelf

from evidence_desk.resources import resource
from evidence_desk.search.finding import find
from evidence_desk.search.query import parse
from evidence_desk.search.synonyms import built_in, expand
from evidence_desk.search.whoosh_engine import open_engine
from evidence_desk.search.words import words

DATA: dict[str, Any] = tomllib.loads(resource("synonyms.toml").read_text(encoding="utf-8"))
GROUPS: list[dict[str, Any]] = DATA["group"]
# Short names that stand for nothing else in English, with capitals or without.
SHORT_AND_SAFE = {"SEN", "DCO", "DMO", "DCS", "ASD", "ASC", "PDA", "DLD", "MLD", "SLD", "AAC", "BSL", "EAL", "MSI",
                  "DSR", "AHC", "MDT", "ICB", "CCG", "PRU", "CME", "EHE", "FSM", "PfA", "YJS", "YOT", "PCF", "DSG",
                  "HNB", "DBV", "MoU", "DfE", "CQC", "MCA", "GP"}  # fmt: skip
# What people type for something else; they are looked up at most.
EVERYDAY = {"hi", "nice", "ot", "ap", "ta", "la", "pep", "pap", "lac", "blind", "cop", "ar", "waits", "slt", "lo", "pt"}


def test_there_are_enough_for_an_officer() -> None:
    assert len(GROUPS) >= 80


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["terms"][0])
def test_a_group_has_another_name_and_rests_on_something(group: dict[str, Any]) -> None:
    assert set(group) <= {"terms", "typed", "source", "basis"}
    assert len(group["terms"]) + len(group.get("typed", ())) > 1
    if "source" in group:
        assert set(DATA["sources"][group["source"]]) == {"source", "checked"}
    else:
        assert group.get("basis") or DATA["basis"]


def test_no_name_stands_in_two_groups_that_search_for_it() -> None:
    names = [" ".join(words(term)) for group in GROUPS for term in group["terms"]]
    assert sorted(names) == sorted(set(names))


def test_short_and_everyday_names_are_never_searched_for() -> None:
    terms = [term for group in GROUPS for term in group["terms"]]
    assert {term for term in terms if len(term) <= 3} <= SHORT_AND_SAFE
    assert not EVERYDAY & {term.casefold() for term in terms}
    assert built_in()[("nice",)] == ("National Institute for Health and Care Excellence",)


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("EHCP", "education, health and care plan"),
        ("speech and language therapy", "SALT"),
        ("OT", "occupational therapy"),
        ("respite", "short breaks"),
        ("EBSA", "emotionally based school avoidance"),
        ("SENDIAS", "SENDIASS"),
        ("looked-after children", "children in care"),
        ("fixed term exclusions", "suspension"),
        ("YOT", "youth justice"),
        ("reduced timetables", "part-time timetable"),
        ("deaf", "hearing impairment"),
        ("PfA", "preparing for adulthood"),
        ("EOTAS", "education otherwise than at school"),
        ("WSoA", "written statement of action"),
        ("JSNA", "joint strategic needs assessment"),
        ("SLT", "senior leadership team"),
        ("ombudsman", "LGSCO"),
        ("CETR", "care, education and treatment review"),
    ],
)
def test_what_officers_type_finds_the_other_names(typed: str, also: str) -> None:
    assert also in expand(parse(typed).node).also
    assert expand(parse(f'"{typed}"').node).also == ()


@pytest.mark.parametrize("typed", ["plan", "education", "waiting", "child", "a break", "school", "care"])
def test_everyday_words_bring_nothing_along(typed: str) -> None:
    assert expand(parse(typed).node).also == ()


def test_a_search_finds_the_other_names_and_says_so_and_quoting_switches_it_off(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "lib")
    shelf.put("Parents' letter", "My son has waited for SALT since March, and we get no respite.")
    shelf.put("Board paper", "Waits for speech and language therapy have grown. Short breaks are full.")
    engine = open_engine(shelf)
    engine.catch_up(shelf)

    def ask(text: str) -> tuple[list[str], str]:
        found = find(shelf, engine, text, today=date(2026, 11, 24))
        return sorted(hit.title for hit in found.hits), found.hint or ""

    both = ["Board paper", "Parents' letter"]
    assert ask("speech and language therapy")[0] == ask("short breaks")[0] == ask("respite")[0] == both
    assert "Also: " in ask("respite")[1] and "short breaks" in ask("respite")[1]
    assert ask('"respite"') == (["Parents' letter"], "")
    assert ask('"speech and language therapy"') == (["Board paper"], "")
    engine.close()
