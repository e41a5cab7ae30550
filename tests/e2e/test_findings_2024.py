"""Lancashire's inspection of December 2024, as a test of the program: had the papers of the time been in a library,
would they have told the leaders? Each finding and each strength by what a search and what the coverage shows."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from telling import Asked, asking, told

from evidence_desk.frameworks.reader import builtin
from evidence_desk.insight.perception import perception
from evidence_desk.library.contested import conflicts
from evidence_desk.library.history import history
from evidence_desk.model.currency import currency
from evidence_desk.operations.verifying import verify_library

REVIEWS = "Annual reviews and waits by place.xlsx"
OLD_PLANS = "Plans not amended for three years - by place and phase.csv"
CABINET, SCRUTINY = "Overdue annual reviews - cabinet report.pdf", "Scrutiny committee 13 October 2026 - item 6.docx"
AUDIT, HARWICK = "EHC plan quality audit May 2026.docx", "How Harwick stopped losing reviews.md"
TIMELINESS = "New plans within 20 weeks 2025-26.xlsx"
MAILBOX, WARNING = "RE What is in the Merrow Vale mailbox.msg", "Before you move the five.eml"
COUNT = MAILBOX + "!/Mailbox count.csv"
HEAD, HEADS = "Letter from a head teacher.eml", "Letter of 38 head teachers.docx"
LIST = HEAD + "!/Reviews sent and not answered.rtf"
SURVEY, ANSWERS = "What 1108 families told us - survey 2026.pdf", "Survey 2026 - counts and open answers.xlsx"
FILM, LETTER = "We are not a backlog - transcript of the film.txt", "Young Voices letter October 2026.html"
DAY, CHARTER = "Young people's autumn day 27 October 2026.docx", "Co-production charter with marks.pdf"
SENDIAS, TRIBUNAL = "SENDIAS annual report 2025-26.docx", "Mediation, tribunal and ombudsman 2025-26.docx"
COMPLAINTS, OMBUDSMAN = "Complaints about SEND 2025-26.docx", "Ombudsman decision - note September 2026.docx"
NEEDS, WAITS = "Joint strategic needs assessment SEND 2026.pdf", "Waits by provider and place September 2026.csv"
PATHWAY, WAITING = "Neurodevelopmental pathway audit - quality committee.pdf", "Waiting well in Harwick.docx"
ADVICE, OFFICERS = "Advice within six weeks by agency 2025-26.ods", "Designated officers report 2025-26.pdf"
STAFF = "SEND workforce - posts and vacancies September 2026.xlsx"
COMMISSIONING = "Joint commissioning strategy draft 0.9.docx"
BREAKS, ALTERNATIVE = "Short breaks sufficiency review 2026.pdf", "Alternative provision - who is where June 2026.pdf"
ANXIETY = "School anxiety and EOTAS - a look at 123 pupils.odt"
REGISTER = "Dynamic support register - four admissions.docx"
ADULT, SAM = "From 14 to 25 - what becomes of our young people.pdf", "Case study - Sam.txt"
LEADERS, VALE = "SEND self-evaluation spring 2026.docx", "Merrow Vale - if inspectors came tomorrow.docx"
STRATEGY = "Every child every place - strategy 2025-2028.pdf"
PLAN = "Improvement plan position 30 September 2026.xlsx"
MAY = "SEND Partnership Board minutes 21 May 2026.docx"
SEPTEMBER = "SEND Partnership Board draft minutes 17 September 2026.pdf"
PAPERS = "SEND Partnership Board papers 17 September 2026.pdf"
HUBS, IDRIS = "Family hubs evaluation September 2026.pptx", "Case study - Idris and the hub.docx"
EARLY, INCLUSION = "Early years self-check 2026.md", "Early years inclusion figures 2022-2026.csv"
OUTCOMES, ATTENDANCE = "Attainment and NEET.csv", "Attendance and suspensions by SEN status.csv"


@pytest.fixture(scope="module")
def northshire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    with asking(told(tmp_path_factory, "2024"), "2024") as asked:
        yield asked


# --- what was found, as domain knowledge has it: one test a finding ---


def test_failings_were_widespread(northshire: Asked) -> None:
    worse = {one.criterion for one in northshire.coverage.criteria if one.stance["concern"] > one.stance["strength"]}
    assert worse >= {"1.1", "1.2", "1.3", "1.5", "2.1", "2.2", "2.3", "2.4", "2.5"}
    assert northshire.on("1.2").stance["concern"] > 2 * northshire.on("1.2").stance["strength"]
    assert northshire.on("1.3").stance["concern"] >= 3 * northshire.on("1.3").stance["strength"]
    assert {VALE, SURVEY, CABINET} <= northshire.tagged("1.3", "concern") | northshire.tagged("1.2", "concern")


def test_reviews_were_overdue_and_decisions_did_not_follow(northshire: Asked) -> None:
    assert {CABINET, COMPLAINTS} <= northshire.found("overdue review")
    assert northshire.found("review decision", "1.2") >= {CABINET, SURVEY, HEADS, LIST, OMBUDSMAN, TIMELINESS}
    assert {CABINET, COUNT, HEADS, LIST, COMPLAINTS, OMBUDSMAN} <= northshire.tagged("1.2", "concern")
    on = northshire.on("1.2")
    assert on.voice["parent"] >= 4 and on.voice["child"] >= 2 and on.voice["data"] >= 3
    assert {MAILBOX, COUNT} <= northshire.found("mailbox")


def test_plans_had_not_been_updated_for_many_years(northshire: Asked) -> None:
    assert northshire.found('"many years"') >= {CABINET, REVIEWS, SURVEY, SENDIAS, LETTER}
    assert {CABINET, REVIEWS, VALE, NEEDS} <= northshire.found('"not been amended"')
    assert {CABINET, REVIEWS, OLD_PLANS, AUDIT, VALE, SAM} <= northshire.tagged("1.3", "concern")
    rows = [row.split("\t") for row in northshire.text(OLD_PLANS).splitlines()]
    every, old, eldest = next((int(row[2]), int(row[6]), int(row[5])) for row in rows if row[0] == "Northshire")
    assert (round(100 * old / every), eldest) == (25, 86), "one plan in four for three years, 86 for seven or more"


def test_waits_depended_on_the_postcode(northshire: Asked) -> None:
    assert {NEEDS, SURVEY, SENDIAS, COMMISSIONING, SCRUTINY} <= northshire.found("postcode")
    assert northshire.found("waits", "1.1") >= {NEEDS, REVIEWS, PATHWAY}
    assert {NEEDS, REVIEWS, PATHWAY, ANSWERS} <= northshire.tagged("1.1", "concern")
    rows = [row.split("\t") for row in northshire.text(WAITS).splitlines()]
    weeks = {row[2]: int(row[5]) for row in rows if row[0] == "Speech and language therapy"}
    assert weeks["Merrow Vale"] > 5 * weeks["Harwick"], "median weeks for the same service"


def test_one_place_fared_worse_than_the_others(northshire: Asked) -> None:
    found = northshire.found('"Merrow Vale"')
    assert {REVIEWS, OLD_PLANS, NEEDS, WAITS, ADVICE, BREAKS, COMPLAINTS, STAFF} <= found
    assert len(found) > len(northshire.names) / 2
    assert {REVIEWS, CABINET, NEEDS, OLD_PLANS, PATHWAY} <= northshire.found('label:"by place"')
    assert {CABINET, PAPERS, MAY} <= northshire.tagged("2.1", "concern") | northshire.tagged("2.3", "concern")


def test_families_felt_powerless(northshire: Asked) -> None:
    assert northshire.found("powerless") >= {SURVEY, ANSWERS, SENDIAS, MAY, NEEDS}
    assert northshire.found("powerless", "2.2") >= {SURVEY, ANSWERS, SENDIAS}
    assert {SURVEY, ANSWERS, SENDIAS, PATHWAY} <= northshire.tagged("2.2", "concern", "parent")
    assert northshire.judged("2.2").rating == "positive", "leaders see it otherwise than families"
    assert "powerless" in northshire.judged("1.2").know, "where it was judged honestly, it says so"


# --- the strengths ---


def test_the_early_years_were_a_strength(northshire: Asked) -> None:
    assert {EARLY, INCLUSION, HUBS, NEEDS} <= northshire.found('"early years"')
    assert EARLY in northshire.found("first worry", "1.3")
    assert northshire.tagged("1.1", "strength") >= {NEEDS, INCLUSION, HEADS, IDRIS}
    assert {EARLY, SURVEY} <= northshire.tagged("1.3", "strength")
    assert northshire.on("1.1").stance["strength"] >= 6


def test_family_hubs_were_a_strength(northshire: Asked) -> None:
    assert {HUBS, IDRIS, NEEDS, SURVEY, FILM, HEADS} <= northshire.found("hub")
    assert HUBS in northshire.tagged("1.1", "strength") and HUBS in northshire.tagged("2.6", "strength", "parent")
    assert HUBS in northshire.tagged("2.5", "strength"), "looked at from outside"
    assert HUBS in northshire.tagged("1.1", "concern"), "and it says who is not reached"


def test_sendias_was_a_strength(northshire: Asked) -> None:
    found = northshire.found("SENDIAS")
    assert {SENDIAS, SURVEY, NEEDS, HUBS} <= found
    assert northshire.found("sendiass") == found, "by either name"
    assert {SENDIAS, SURVEY} <= northshire.tagged("1.2", "strength", "parent")
    assert SENDIAS in northshire.tagged("2.2", "strength")


def test_educational_outcomes_were_rising(northshire: Asked) -> None:
    assert {OUTCOMES, PAPERS, NEEDS, SCRUTINY} <= northshire.found("attainment")
    assert northshire.tagged("1.4", "strength") >= {OUTCOMES, PAPERS, HEADS, SURVEY, LETTER, FILM}
    on = northshire.on("1.4")
    assert on.stance["strength"] > on.stance["concern"] > 0
    rows = [row.split("\t") for row in northshire.text(OUTCOMES).splitlines()]
    years = [float(row[4]) for row in rows if row[1:3] == ["Key stage 2", "SEN support"]]
    england = [float(row[5]) for row in rows if row[1:3] == ["Key stage 2", "SEN support"]]
    assert years == sorted(years) and years[0] < england[0] and years[-1] > england[-1]


# --- what lay behind it ---


def test_leaders_saw_it_kinder_than_their_papers(northshire: Asked) -> None:
    rated_well = [one for one in ("2.1", "2.2", "2.3", "2.5") if northshire.judged(one).rating == "positive"]
    worse = [one for one in rated_well if northshire.on(one).stance["concern"] > northshire.on(one).stance["strength"]]
    assert worse == ["2.1", "2.2", "2.3", "2.5"], "rated kinder than the evidence"
    assert northshire.judged("1.2").rating == "systemic-failings", "and one as it is"
    gaps = perception(northshire.desk.library.db, builtin("area-send-2023"), northshire.story.as_of)
    told_of = {one.criterion: (one.size, one.direction) for one in gaps}
    assert [told_of[one] for one in rated_well] == [("wide", "higher")] * 4, "and the program says so"
    assert told_of["1.2"] != ("wide", "higher")
    assert {LEADERS, VALE} <= northshire.found('"typically lead to positive" OR "Widespread failings"')
    assert LEADERS in northshire.tagged("2.3", "strength", "leader") and MAY in northshire.tagged("2.3", "concern")


def test_actions_slipped(northshire: Asked) -> None:
    assert {PLAN, PATHWAY} <= northshire.found('"not begun"')
    assert {PLAN, COMPLAINTS, AUDIT, NEEDS, PATHWAY} <= northshire.tagged("2.5", "concern")
    assert {PLAN, COMMISSIONING, NEEDS} <= northshire.found('"February 2023"')


def test_commissioning_followed_history_and_not_need(northshire: Asked) -> None:
    assert {NEEDS, PAPERS} <= northshire.found("2013", "2.4")
    assert {COMMISSIONING, NEEDS, PAPERS, BREAKS, WAITS, ADVICE} <= northshire.tagged("2.4", "concern")
    on = northshire.on("2.4")
    assert on.stance["concern"] > 5 * on.stance["strength"] and on.agency["parent-carer-forum"] == 0


def test_alternative_provision_was_not_known(northshire: Asked) -> None:
    assert {ALTERNATIVE, COMMISSIONING, LEADERS} <= northshire.found('"alternative provision"')
    assert ALTERNATIVE in northshire.tagged("2.4", "concern")
    assert ALTERNATIVE in northshire.tagged("1.3", "concern", "child")


def test_young_people_spoke_and_were_answered_late(northshire: Asked) -> None:
    assert {FILM, LETTER} <= northshire.found("nineteen", "1.2")
    assert {FILM, LETTER, DAY} <= northshire.tagged("1.5", "concern", "child")
    assert CHARTER in northshire.tagged("2.2", "concern", "child")
    assert northshire.on("2.3").voice["child"] == 0 and northshire.on("2.6").voice["child"] == 0


def test_the_pathway_did_not_follow_nice_guidance(northshire: Asked) -> None:
    assert PATHWAY in northshire.found("QS51") and PATHWAY in northshire.found("CG128", "1.1")
    assert {PATHWAY, WAITING} <= northshire.found('"waiting well"', "1.3")
    assert PATHWAY in northshire.tagged("1.1", "concern", "audit")


def test_adult_life_was_not_prepared_for(northshire: Asked) -> None:
    assert {ADULT, OUTCOMES, NEEDS} <= northshire.found("NEET")
    assert {ADULT, OUTCOMES, OLD_PLANS, LETTER} <= northshire.tagged("1.4", "concern")


def test_new_plans_were_made_quicker_with_the_people_of_old_ones(northshire: Asked) -> None:
    assert {WARNING, MAILBOX} <= northshire.found("five coordinators")
    assert TIMELINESS in northshire.tagged("1.1", "strength") and TIMELINESS in northshire.tagged("1.2", "concern")
    assert PAPERS in northshire.tagged("2.5", "concern", "data") and WARNING in northshire.tagged("2.1", "concern")


def test_anxiety_admissions_and_vacancies_are_found_by_the_words_of_the_field(northshire: Asked) -> None:
    assert ANXIETY in northshire.found("EOTAS") and ANXIETY in northshire.found("EBSA")
    assert {REGISTER, OFFICERS} <= northshire.found('"dynamic support register"')
    assert STAFF in northshire.found("vacant", "2.6")


def test_what_worked_had_been_written_down(northshire: Asked) -> None:
    assert {HARWICK, CABINET} <= northshire.tagged("2.5", "strength")
    assert {HARWICK, WAITING, CABINET} <= northshire.found("Harwick")
    assert {VALE, OFFICERS, HEAD} <= northshire.tagged("2.6", "strength")
    assert {CABINET, SEPTEMBER} <= northshire.tagged("2.1", "strength")


# --- how it was worked in ---


def test_three_officers_of_three_agencies_worked_in_it_over_six_months(northshire: Asked) -> None:
    steps = history(northshire.desk.library.db)
    assert {(step.by, step.agency) for step in steps} == {
        ("Helen Wray", "education"), ("Tomasz Nowak", "health"), ("Farah Siddiqui", "parent-carer-forum")
    }  # fmt: skip
    days = sorted(datetime.fromisoformat(step.at).date() for step in steps)
    assert (days[0], days[-1]) == (northshire.story.begun, northshire.story.as_of)
    assert {one.month for one in days} == {5, 6, 7, 8, 9, 10, 11} and len(set(days)) >= 40
    assert [file.name for file in northshire.story.files if file.date > file.on.isoformat()] == []
    assert verify_library(northshire.desk).ok


def test_a_quarter_of_it_waits_to_be_tagged(northshire: Asked) -> None:
    waiting = northshire.found("is:untagged")
    assert len(northshire.names) >= 60 and 0.2 <= len(waiting) / len(northshire.names) <= 0.3
    assert {STRATEGY, ATTENDANCE, SCRUTINY} <= waiting


def test_the_rating_of_help_at_the_right_time_is_left_to_settle(northshire: Asked) -> None:
    (left,) = conflicts(northshire.desk.library.db)
    assert (left.criterion, left.field) == ("1.3", "rating")
    assert {left.standing.by, *(other.by for other in left.others)} == {"Helen Wray", "Farah Siddiqui"}


def test_ambition_rests_on_a_strategy_past_its_review(northshire: Asked) -> None:
    (strategy,) = (file for file in northshire.story.files if file.name == STRATEGY)
    assert currency(strategy.kind, strategy.date, strategy.period, strategy.review_date, "2026-11-24") == "out-of-date"
    (judgement,) = (one for one in northshire.story.judgements if one.criterion == "2.1")
    assert judgement.evidence == (STRATEGY,) and judgement.rating == "positive"


def test_what_may_not_be_used_is_in_no_judgement(northshire: Asked) -> None:
    closed = {file.name for file in northshire.story.files if file.case and file.case["consent"] != "given"}
    assert len(closed) >= 3 and {file.case["consent"] for file in northshire.story.files if file.case} == {
        "none", "given", "withdrawn"
    }  # fmt: skip
    assert not closed & {name for one in northshire.story.judgements for name in one.evidence}
