"""The gate's rule: the strictest of everything an item may be."""

from evidence_desk.model.gate import withheld_why


def test_what_may_be_a_case_study_or_sensitive_is_withheld_with_the_reason():
    assert withheld_why({"document"}, {"official", "public"}) is None
    assert withheld_why({"document", "case-study"}, {"official"}) == "case study"
    assert withheld_why(set(), {"official-sensitive"}) == "marked official-sensitive"
    assert withheld_why({"case-study"}, {"official-sensitive"}) == "case study, marked official-sensitive"
