"""Whether a text holds person-level data or says of itself that it is sensitive. Errs towards yes."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from evidence_desk.extract.seeking import beginning, in_lower_case, says, stands_in

# A unique pupil number: a check letter (no I, O or S), then twelve digits, or eleven and a letter in a temporary one;
# Government Data Standards Catalogue, "Unique Pupil Number" 2.0. The check letter is not asked to be right: a mistyped
# number means the same child.
UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b", re.IGNORECASE)

# NHS Data Dictionary, "NHS NUMBER": ten digits, the last a modulus 11 check of the nine before, weighted 10 to 2.
# Written 3-3-4, as no telephone number is, or named, it counts without the check.
_NHS = re.compile(r"(?<![\d.,/-])(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?![\d,/-]|\.\d)")
_NHS_AS_WRITTEN = re.compile(r"(?<![\d-])[1-9]\d\d( |-)\d{3}\1\d{4}(?![\d-])")
NHS_NAMED = r"\bnhs (?:no|number)\W{0,4}"
_NHS_NAMED = re.compile(rf"{NHS_NAMED}\d{{3}}", re.IGNORECASE)
LONG_NUMBER = re.compile(r"\d[\d -]{9}")

_DAY = r"(?:\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4}|\d{4}-\d{2}-\d{2})"
BIRTH_WORDS = ("birth", "born", *map("".join, product("d", ("", "."), ("", " "), "o", ("", "."), ("", " "), "b")))
BIRTH = re.compile(rf"\b(?:d\.? ?o\.? ?b\b\.?|date of birth|born(?: on)?)[\s:.\-–]{{0,6}}({_DAY})", re.IGNORECASE)

# In lower case.
_SENSITIVE = (
    *beginning("official", r"\s*[-–—_:/(\[]*\s*sensitive"),
    *beginning("strictly private_and private_& highly", r" (?:private|confidential)\b"),
    *beginning("not_for not_to_be", r" (?:circulation|circulated|shared|disclosed)\b"),
)
_CONFIDENTIAL = re.compile(r"(?<!not )(?<!non-)\bconfidential\b", re.IGNORECASE)
_CONFIDENTIAL_WORDS = 6

_CHILD = r"(?:child|pupil|student|patient|young person)"
_FIELD = re.compile(
    rf"^[^\w\n]{{0,9}}(?:name of (?:the )?{_CHILD}|{_CHILD}(?:['’]s)?(?: full)? name|upn|nhs (?:no|number)\.?|{_CHILD})"
    r"\s*[:\t]\s*\S",
    re.IGNORECASE | re.MULTILINE,
)
_PLAN_OF = beginning("plan ehcp ehc", r"\s(?:for|of)\s")
PLAN_OF = r"\b(?i:ehcp?|ehc plan|education,? health and care plan|individual support plan|care plan)\s(?:for|of)"
_PLAN = re.compile(rf"{PLAN_OF}\s[A-Z][a-z]+\s[A-Z][a-z]+")

# A greeting to one person, not to colleagues or to all parents.
_SALUTATION = re.compile(
    r"^[^\w\n]{0,5}(?:dear|hello|hi|good (?:morning|afternoon|evening))\b,?[ \t]*"
    r"(?!(?:all|both|colleagues?|team|every(?:one|body)|members?|partners?|parents|carers|families|governors|board|friends"
    r"|councillors|sencos|heads|headteachers|residents|leaders)\b)(?:[A-Z]|$|,)",
    re.IGNORECASE | re.MULTILINE,
)
_OF_A_CHILD = re.compile(
    r"\b(?:son|daughter|child|pupil|young person|student|boy|girl|grandson|granddaughter|he|she|his|her|him|mum|dad"
    r"|diagnos\w+|clinic|paediatric\w*|our ref|your (?:complaint|appeal|application|request for an? (?:ehc|assessment))"
    r"|(?:draft|final|amended) (?:ehc )?plan)\b|^re:? [^\n]{3,60}(?:\(|\bd\.?o\.?b|\d{2}[/.]\d{2}[/.]\d{2})",
    re.IGNORECASE | re.MULTILINE,
)
_YOUR_CHILD = re.compile(
    r"(?<!if )(?<!whether )(?<!does )\byour (?:son|daughter)\b(?!['’]?s? (?:or|and)\b|/)", re.IGNORECASE
)

_FIRST_NAME = frozenset(("forename", "forenames", "first name", "firstname", "given name", "christian name"))
_LAST_NAME = frozenset(("surname", "last name", "lastname", "family name", "legal surname"))
_ONE_PERSON = frozenset((
    "upn", "uln", "nhs no", "nhs number", "nhsno", "dob", "d.o.b", "d.o.b.", "date of birth", "birth date", "birthdate",
    "dateofbirth", "child name", "child's name", "childs name", "pupil name", "student name", "young person",
    "name of child", "patient name", "client name", "child", "pupil", "child id", "pupil id", "person id", "personid",
    "client id", "mosaic id", "student id", "child ref", "pupil ref", "case id", "case ref", "case reference",
    "ehcp id", "unique id", "patient id", "initials", "child initials", "pupil initials",
))  # fmt: skip
# Headings of the annual EHC plan return (SEN2), which has a row a child.
_SEN2 = frozenset((
    "requestsource", "requestoutcome", "requestmediation", "requesttribunal", "rya", "receiveddate",
    "assessmentoutcome", "assessmentmediation", "week20", "planres", "startdate", "ceasereason", "sensetting",
    "placementrank", "entrydate", "sentype", "sentyperank", "transferla", "reviewmeeting", "reviewoutcome",
    "phasetransferduedate", "phasetransferfinaldate",
))  # fmt: skip
_TRAITS = frozenset((
    "name", "full name", "gender", "sex", "ethnicity", "year group", "nc year", "ncy", "age", "school", "setting",
    "postcode", "primary need", "sen type", "need", "diagnosis", "address", "fsm", "language", "home language",
    "social worker", "placement", "parent", "carer", "plan", "plan start",
))  # fmt: skip
_COUNTED = re.compile(
    r"number|count|total|%|per ?cent|rate|average|median|mean|england|national|sum\b|cases", re.IGNORECASE
)
_TRAITS_OF_A_PERSON = 3
_SEN2_HEADINGS = 2
_HEADING_ROWS = 400


def says_sensitive(text: str, head: str) -> bool:
    """Whether it is marked OFFICIAL-SENSITIVE or strictly private, or its head has `Confidential` on a short line."""
    if stands_in(in_lower_case(text), *_SENSITIVE):
        return True
    lines = (line for line in head.split("\n") if len(line.split()) <= _CONFIDENTIAL_WORDS)
    return any(_CONFIDENTIAL.search(line) for line in lines)


def holds_person_data(text: str) -> bool:
    """Whether there is a UPN, an NHS number, a date of birth, a named child's form, or rows that are a child each."""
    return bool(
        (LONG_NUMBER.search(text) and _has_number_of_a_person(text))
        or (says(text, "nhs n") and _NHS_NAMED.search(text))
        or (says(text, *BIRTH_WORDS) and BIRTH.search(text))
        or _FIELD.search(text)
        or (stands_in(in_lower_case(text), *_PLAN_OF) and _PLAN.search(text))
        or _has_person_rows(text.split("\n")[:_HEADING_ROWS])
    )


def _has_number_of_a_person(text: str) -> bool:
    return bool(UPN.search(text)) or any(nhs_numbers(text))


def is_about_one_family(text: str) -> bool:
    """Whether it is a letter or mail to one person about a child, or speaks of `your son` or `your daughter`."""
    of_a_child = says(text, "your son", "your daughter") and _YOUR_CHILD.search(text)
    return bool(of_a_child or (_SALUTATION.search(text) and _OF_A_CHILD.search(text)))


def nhs_numbers(text: str) -> Iterator[str]:
    """The digits of what is written as NHS numbers are, or has their check digit."""
    for match in _NHS_AS_WRITTEN.finditer(text):
        yield re.sub(r"\D", "", match.group())
    for match in _NHS.finditer(text):
        digits = "".join(match.groups())
        if is_nhs_number(digits):
            yield digits


def is_nhs_number(digits: str) -> bool:
    """Whether the check digit of an NHS number is right."""
    if len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])


def _has_person_rows(lines: Iterable[str]) -> bool:
    return any(_names_persons(line) for line in lines)


def _names_persons(line: str) -> bool:
    if "\t" not in line:
        words = line[:200].lower()
        return len(line) < 200 and "surname" in words and ("forename" in words or "first name" in words)
    found = {" ".join(cell.replace("_", " ").lower().split()) for cell in line.split("\t")}
    if (
        found & _FIRST_NAME
        and found & _LAST_NAME
        or len({cell.replace(" ", "") for cell in found} & _SEN2) >= _SEN2_HEADINGS
    ):
        return True
    if any(_COUNTED.search(cell) for cell in found):
        return False
    return bool(found & _ONE_PERSON) or len(found & _TRAITS) >= _TRAITS_OF_A_PERSON
