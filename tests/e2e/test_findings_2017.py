"""Lancashire's inspection of November 2017, as a test of the program: had the papers of the time been in a library,
would they have told the leaders? Each finding by what a search shows and by what the coverage says."""

from collections.abc import Iterator

import pytest
from telling import Asked, asking, told

AUTISM = "Autism assessment - ICB committee paper.pdf"
SURVEY, ANSWERS = "Parent carer survey 2026.docx", "Parent carer survey 2026 - answers.xlsx"
LETTERS = "Decision letters - a reading of 60.docx"
TRIBUNAL = "Mediation and tribunal 2023-2026.xlsx"
SENDIASS = "SENDIASS annual report 2025-26.docx"
COMPLAINT, COMPLAINTS = "Complaint May 2026.eml", "Complaint themes 2025-26.docx"
OMBUDSMAN = "Ombudsman decision - note May 2026.docx"
AUDIT, GRADES = "EHC plan audit September 2026.docx", "EHC plan audit grades July 2026.xlsx"
REVIEWS = "Annual reviews due and held 2025-26.ods"
LEARNING, TRANSPORT = "Learning review - child hurt on transport.docx", "RE Escort and seizures - who may I tell.msg"
SAFE = "Safeguarding audit June 2026.pdf"
EXCLUSIONS, CLUSTER = "Exclusions by SEN status.csv", "Harwick cluster notes 18 June 2026.docx"
FEBRUARY, MAY = (f"SEND Partnership Board minutes {day} 2026.docx" for day in ("12 February", "14 May"))
JULY = "SEND Partnership Board draft minutes 9 July 2026.odt"
PACK = "SEND Partnership Board papers 9 July 2026.pdf"
SLIDES = "SEND Partnership Board October 2026.pptx"
SELF_EVALUATION, STRATEGY = "SEND self-evaluation 2025.docx", "SEND and inclusion strategy 2024-2027.pdf"
PLAN, SCRUTINY = "SEND improvement plan.md", "Scrutiny committee July 2026 - extract.pdf"
NEEDS, THERAPIES = "Joint strategic needs assessment SEND 2025.pdf", "Therapies by place - ICB paper 11.pdf"
COMMISSIONING = "Joint commissioning strategy draft 0.7.docx"
DCO, NOTEBOOK = "DCO annual report 2025-26.pdf", "DCO notebook March 2026.pdf"
WAITS = "Waiting lists by district September 2026.xlsx"
PROTOCOL, AMARA = "Transition to adult health - protocol v3 DRAFT.docx", "Case study - Amara.docx"
OFFER = "Local offer user test May 2026.odp"
TEAM, JAY = "Harwick team around the school - six months.odt", "Case study - Jay.txt"
FORUM = "Forum open meeting 17 September 2026.html"
LETTER_2019 = "Inspection letter 29 March 2019.pdf"
ATTAINMENT, DESTINATIONS = "Attainment of pupils with SEN 2024-2026.xlsx", "Destinations and NEET 2023-2026.csv"
CHRONOLOGY = "Chronology L for practice meeting.docx"
LESSONS = "Seven things mediation taught us.md"


@pytest.fixture(scope="module")
def northshire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    with asking(told(tmp_path_factory, "2017"), "2017") as asked:
        yield asked


# --- what was found, as domain knowledge has it: one test a finding ---


def test_parents_had_lost_trust(northshire: Asked) -> None:
    assert {SURVEY, ANSWERS, FORUM} <= northshire.found("trust")
    assert northshire.found("trust", "2.2") >= {SURVEY, ANSWERS, FORUM}
    assert {SURVEY, ANSWERS} <= northshire.tagged("2.2", "concern", "parent")
    assert northshire.judged("2.2").rating == "positive", "leaders see it otherwise than parents"


def test_decisions_were_not_transparent(northshire: Asked) -> None:
    assert {TRIBUNAL, SENDIASS, LETTERS} <= northshire.found("mediation", "1.2")
    assert TRIBUNAL in northshire.found("tribunal", "1.2")
    assert {LETTERS, SENDIASS, COMPLAINT, TRIBUNAL, ANSWERS} <= northshire.tagged("1.2", "concern")
    on = northshire.on("1.2")
    assert on.voice["parent"] >= 5 and on.stance["concern"] > 3 * on.stance["strength"]
    assert "reason" not in northshire.judged("1.2").know, "what stands does not yet say what families say"


def test_records_were_poor_and_nothing_was_shared(northshire: Asked) -> None:
    assert {LEARNING, TRANSPORT} <= northshire.found('"data protection"', "2.6")
    assert {LEARNING, TRANSPORT, COMPLAINT, COMPLAINTS} <= northshire.tagged("2.6", "concern")
    assert LEARNING in northshire.tagged("2.5", "concern"), "the same fault twice"
    assert {FEBRUARY, AUTISM, NEEDS} <= northshire.found('"information sharing agreement"')
    assert northshire.on("2.6").agency["voluntary"] == 1 and northshire.on("2.6").voice["child"] == 0


def test_some_children_did_not_know_how_to_keep_themselves_safe(northshire: Asked) -> None:
    assert SAFE in northshire.found('"keep safe"', "1.3") and SAFE in northshire.found("online")
    assert SAFE in northshire.tagged("1.3", "concern", "audit")
    assert northshire.on("1.3").items >= 15 and northshire.on("1.3").voice["child"] == 0, "nobody asked a child"


def test_plans_were_poor_and_out_of_date(northshire: Asked) -> None:
    assert {AUDIT, GRADES} <= northshire.found("audit plans", "1.3")
    assert REVIEWS in northshire.found("amended") and REVIEWS in northshire.found('"annual reviews"', "1.3")
    assert {AUDIT, GRADES, REVIEWS, OMBUDSMAN, ANSWERS} <= northshire.tagged("1.3", "concern")


def test_nice_guidance_on_autism_was_not_followed(northshire: Asked) -> None:
    assert northshire.found("CG128") >= {AUTISM, DCO, NOTEBOOK}
    assert {AUTISM, DCO} <= northshire.found("QS51")
    assert AUTISM in northshire.tagged("1.1", "concern", "audit")
    assert {AUTISM, NOTEBOOK, WAITS} <= northshire.tagged("1.1", "concern")
    assert {SELF_EVALUATION, STRATEGY} <= northshire.found('"well established and improving"'), "and leaders said"


def test_exclusions_stood_at_four_times_the_national_rate(northshire: Asked) -> None:
    assert {EXCLUSIONS, MAY, NEEDS, SLIDES} <= northshire.found("permanent exclusion")
    text = northshire.text(EXCLUSIONS)
    assert "England rate per 10000" in text
    ours, england = next(
        (float(row.split("\t")[3]), float(row.split("\t")[4]))
        for row in text.splitlines()
        if row.startswith("2024/25\tEHC plan")
    )
    assert round(ours / england) == 4
    assert EXCLUSIONS in northshire.tagged("1.4", "concern", "data")
    assert northshire.judged("1.4").rating == "positive" and northshire.on("1.4").stance["strength"] == 1


def test_leaders_did_not_know(northshire: Asked) -> None:
    assert {MAY, JULY} <= northshire.found('"had not known" OR "repeated it"')
    assert SELF_EVALUATION in northshire.tagged("2.3", "strength", "leader")
    assert {AUTISM, MAY, SLIDES, PACK} <= northshire.tagged("2.3", "concern")
    rated_well = [one for one in ("1.4", "1.5", "2.1", "2.2", "2.3") if northshire.judged(one).rating == "positive"]
    worse = [one for one in rated_well if northshire.on(one).stance["concern"] >= northshire.on(one).stance["strength"]]
    assert worse == rated_well, "rated kinder than the evidence, or without any"


def test_actions_had_not_been_begun(northshire: Asked) -> None:
    assert {PLAN, PACK, LEARNING} <= northshire.found('"not begun"')
    assert northshire.found('"not been begun"', "2.5") >= {PLAN, AUDIT}
    assert {PLAN, FEBRUARY, SCRUTINY} <= northshire.tagged("2.5", "concern")
    assert {SCRUTINY, SLIDES} <= northshire.found('"amber for five quarters"')


def test_there_were_signs_of_improvement(northshire: Asked) -> None:
    assert {TEAM, SURVEY, JAY, DCO} <= northshire.found('"talk to each other" OR "same things about my child"')
    assert {TEAM, DCO, SURVEY, CLUSTER, SENDIASS} <= northshire.tagged("2.6", "strength")
    assert {TEAM, DCO} <= northshire.found("culture change")
    shown = {one.criterion for one in northshire.coverage.criteria if one.stance["strength"]}
    assert shown == {"1.1", "1.2", "1.3", "1.4", "1.5", "2.2", "2.3", "2.5", "2.6"}


# --- the twelve areas of significant concern ---


def test_1_leadership_and_vision_rest_on_no_evidence(northshire: Asked) -> None:
    assert {STRATEGY, SELF_EVALUATION} <= northshire.found("vision")
    assert northshire.on("2.1").items == 0 and northshire.judged("2.1").rating == "positive"
    assert SCRUTINY in northshire.found('"asked about a child"')


def test_2_what_leaders_understood_was_not_so(northshire: Asked) -> None:
    assert {SELF_EVALUATION, PACK, AUTISM} <= northshire.found("stable")
    on = northshire.on("2.3")
    assert northshire.judged("2.3").rating == "positive" and on.stance["concern"] > on.stance["strength"]


def test_3_commissioning_was_not_joint(northshire: Asked) -> None:
    assert {COMMISSIONING, NEEDS, THERAPIES, FEBRUARY} <= northshire.found('"joint commissioning"')
    on = northshire.on("2.4")
    assert on.items >= 5 and on.stance["strength"] == 0 and on.voice["parent"] == 0
    assert not northshire.judged("2.4").rating, "nobody has judged it"


def test_4_parents_were_not_engaged(northshire: Asked) -> None:
    assert THERAPIES in northshire.found("engaged", "2.2")
    assert {SURVEY, ANSWERS} <= northshire.tagged("2.2", "concern", "parent")
    assert northshire.tagged("2.2", "strength", "leader") == {SELF_EVALUATION}


def test_5_identification_was_arbitrary(northshire: Asked) -> None:
    assert {LETTERS, CHRONOLOGY, LESSONS} <= northshire.found("threshold")
    assert {LETTERS, NOTEBOOK, NEEDS} <= northshire.tagged("1.1", "concern")


def test_6_weaknesses_of_plans_were_endemic(northshire: Asked) -> None:
    assert {AUDIT, NEEDS} <= northshire.found('"none known"')
    assert northshire.on("1.3").stance["concern"] >= 4 * northshire.on("1.3").stance["strength"]


def test_7_there_was_no_autism_pathway_that_worked(northshire: Asked) -> None:
    assert {AUTISM, PLAN, SCRUTINY} <= northshire.found("autism pathway")
    assert {AUTISM, WAITS, PACK} <= northshire.found("autism waiting")


def test_8_no_strategy_to_improve_outcomes(northshire: Asked) -> None:
    assert {ATTAINMENT, SELF_EVALUATION} <= northshire.found("attainment")
    untagged = northshire.found("is:untagged")
    assert {ATTAINMENT, DESTINATIONS, STRATEGY} <= untagged, "it lies in the library, and nobody has looked"
    assert STRATEGY in northshire.found('"outcome measures"')


def test_9_transition_in_health_was_poor(northshire: Asked) -> None:
    assert {PROTOCOL, AMARA, DCO, NEEDS, PLAN} <= northshire.found("adults")
    assert {PROTOCOL, AMARA, DCO, PLAN} <= northshire.tagged("1.4", "concern")
    assert northshire.on("1.4").currency["out-of-date"] >= 1


def test_10_pupils_with_plans_were_excluded(northshire: Asked) -> None:
    assert {EXCLUSIONS, CLUSTER, TEAM} <= northshire.tagged("1.4", "concern")
    assert northshire.on("1.4").voice["parent"] == 0


def test_11_help_depended_on_the_place(northshire: Asked) -> None:
    found = northshire.found('"Merrow Vale"')
    assert {NEEDS, THERAPIES, WAITS, AUTISM, ANSWERS, DCO} <= found and len(found) > 25
    assert {NEEDS, THERAPIES, WAITS} <= northshire.tagged("2.4", "concern")
    assert LETTER_2019 in northshire.found("lottery"), "it had been said before"


def test_12_the_local_offer_was_hard_to_reach_and_poor(northshire: Asked) -> None:
    assert {OFFER, SELF_EVALUATION, FORUM, ANSWERS} <= northshire.found('"local offer"')
    assert OFFER in northshire.found('"hard to reach"')
    assert OFFER in northshire.tagged("1.5", "concern", "child")
