"""The words by which a story of one child and a paper about many are told apart."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, product


class Phrases:
    """Words, and pairs of words that follow each other."""

    def __init__(self, phrases: Iterable[str]) -> None:
        split = [tuple(phrase.split()) for phrase in phrases]
        self._words = frozenset(phrase[0] for phrase in split if len(phrase) == 1)
        self._pairs = frozenset(phrase for phrase in split if len(phrase) == 2)

    def count(self, words: Sequence[str]) -> int:
        """How many of them stand in a text."""
        pairs = sum(map(self._pairs.__contains__, pairwise(words)))
        return sum(map(self._words.__contains__, words)) + pairs


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(first: str, second: str, weight: int) -> dict[str, int]:
    return {f"{one} {other}": weight for one, other in product(first.split(), second.split())}


CHILDREN = _words(
    "child pupil student learner boy girl lad baby toddler teenager teen youngster son daughter twin twins person "
    "man woman family parent mother father"
)
NARRATED = _words(
    "was had said told felt began started moved attended went did made received waited joined lost missed wanted "
    "came got became now reads loves likes has"
)
PERSONAL = _words(
    "loves likes enjoys wants wanted laughs signs cries cried feels felt lives hates plays smiles struggles "
    "refuses goes went stood told said"
)
FAINT_WORDS = {
    **dict.fromkeys(_words("he she him his her hers himself herself me my myself mine i'm i've i'd i'll"), 2),
    **dict.fromkeys(
        _words("mum mam mummy dad daddy nan gran grandma grandad auntie stepdad stepmum grandparents bedtime"), 3
    ),
    **dict.fromkeys(_words("mum's dad's nan's gran's keyworker"), 3),
    **dict.fromkeys(
        _words("cried tears scared frightened heartbreaking exhausted meltdown meltdowns lonely nobody"), 1
    ),
    **dict.fromkeys(_words("finally wouldn't didn't couldn't don't wasn't attended placement words"), 1),
}
FAINT_PAIRS = {
    **_pairs("we", "had were got went rang felt found paid tried knew lost kept never cried waited asked", 2),
    **_pairs("told rang asked helped gave sent stopped let called", "us me", 1),
    **_pairs("his her", "mother father parents parent family teacher teachers class classroom diagnosis plan", 3),
    **_pairs("their", "mother father son daughter", 2),
    "foster carer": 3, "key worker": 3, "best friend": 3, "at home": 3,
    "us that": 1, "worried about": 1, "no one": 1, "at last": 1, "referral to": 1, "referred to": 1, "home visit": 1,
}  # fmt: skip

# A word that is none of these, and is no initial, says nothing of one person; most are none.
TELLING = frozenset(FAINT_WORDS) | {pair.split()[1] for pair in FAINT_PAIRS} | CHILDREN | PERSONAL

# What the life of one child is made of. A paper about many has these words too, but then its own outweigh them.
ONE_LIFE = Phrases(_words(
    "nursery reception classroom playground lunch lunchtime bedroom keyworker mentor buddy senco gp paediatrician "
    "therapist psychologist portage diagnosis diagnosed diagnosing autism autistic adhd dyslexia dyslexic "
    "epilepsy semh pmld anxiety anxious self-harm wheelchair walker makaton sensory sleep sleeping toilet "
    "toileting excluded exclusion reintegrated taxi bus escort respite tribunal appeal appealed appellant ehcp "
    "likes dislikes enjoys communicates allergies presenting referral triage gcse gcses college internship "
    "non-attender friend friends birthday swim swimming swimmer football parent mother father grandmother "
    "grandfather grandparent grandparents aunt uncle family home happy sad told said waited refused refusal "
    "refuses settled chronology attends attend vocabulary lego hospital clinic"
) | frozenset(
    [
        *(f"year {number}" for number in range(15)),
        *(f"case {number}" for number in range(100)),
        *_pairs("the a at to in from our new primary secondary special village", "school", 1),
        *_pairs("his her clear", "speech", 1),
        *_pairs("speech", "is was delay therapist", 1),
        *_pairs("school", "said says has had is was did put changed funded refusal transport", 1),
        *_pairs("two three four five six several", "schools", 1),
        *(f"section {letter}" for letter in "abcdefghijk"),
        *("teaching assistant", "key worker", "key person", "social worker", "hearing aids", "hearing aid", "eye gaze"),
    ]
))

MANY = Phrases(_words(
    "children parents pupils families carers schools settings partners services agencies providers practitioners "
    "professionals leaders members teachers sencos headteachers stakeholders respondents responses commissioners "
    "commission commissioned commissioning commissions delegates residents districts localities plans partnership "
    "partnerships strategy strategic strategies strategically priority priorities objective objectives milestone "
    "milestones indicator indicators target targets governance workforce recommend recommends recommended "
    "recommendation recommendations action actions workstream workstreams quarter quarterly average proportion "
    "sample sampled trend forecast legislation statutory compliance duties eligibility membership quorum "
    "apologies chair chaired colleagues attached must shall should will purpose scope theme themes risk risks "
    "findings monitoring moderation sufficiency capacity demand arrangements area ofsted cqc council board % £"
) | frozenset(("young people", "per cent")))

# What a paper calls itself in its first lines or its file name.
PAPERS = re.compile(
    r"\b(?:strategy|polic(?:y|ies)|minutes(?= of|[^\w\n]*$)|agenda|terms of reference|audit|needs assessment|jsna"
    r"|survey|newsletter|bulletin|job description|person specification|protocol|procedures?|guidance|framework"
    r"|programme|specification|(?:action|improvement|delivery|training|sufficiency|strategic) plan|register"
    r"|committee|scrutiny|consultation|self-evaluation|sef|handbook|charter|briefing|dashboard|performance"
    r"|annual (?:report|digest)|privacy notice|inspection|statement of action|governance|board|budget|block"
    r"|evaluation|proposals?|waiting times|local offer|summary of (?:evidence|results))\b",
    re.IGNORECASE | re.MULTILINE,
)

# The same of a longer text, which must also speak of many throughout.
CALLED_PAPERS = re.compile(
    r"\b(?:report|minutes|meeting|steering group|notes|themes|extract|(?:news|press) release|statement|timeliness"
    r"|open letter|self-?check|workshop|paper|papers|reading of \d+|analysis|overview|draft|transcript"
    r"|you said|young people'?s (?:day|views)|user test|a look at \d+|complaints about)\b",
    re.IGNORECASE,
)
