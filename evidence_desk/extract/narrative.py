"""Whether a text reads like the story of one child or family. Errs towards yes: a story must not pass as a document.

Plain signs decide at once (`my son`, `Child A`, `aged nine`, `Case study`). Faint ones (he, mum, told us, "Leo loves"),
and in their wake what one life is made of (nursery, taxi, diagnosis), are weighed against what only a paper about many
has (shares, boards, duties, plurals), in every stretch of the text and over its beginning. A text with neither is none.

A longer text that calls itself a paper and speaks of many all through is one, even where it quotes a parent. What it
tells of one child at length still counts.
"""

import re
from dataclasses import dataclass

from evidence_desk.extract.seeking import beginning, says, stands_in
from evidence_desk.extract.wording import (
    CALLED_PAPERS,
    CHILDREN,
    FAINT_PAIRS,
    FAINT_WORDS,
    MANY,
    NARRATED,
    ONE_LIFE,
    PAPERS,
    PERSONAL,
    TELLING,
)

_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty(?:-\w+)?)"
)
_RELATION = (
    r"(?:(?:foster\s|step|grand|god)?-?(?:son|daughter|child)|(?:baby\s|little\s|big\s)?(?:brother|sister)|"
    r"little\s(?:boy|girl|one|man|lad)|boy|girl|lad|twins?|nephew|niece|eldest|youngest)"
)
_OF_A_SERVICE = r"(?!-|\s(?:and|health|development|protection|centred|friendly|safeguarding|poverty|care)\b)"
_A_NAME = r"(?!Child|People|Parent|Partner|User|Famil|Carer|Pupil|Patient|Learner|Student|Women)[A-Z][a-z]+"
_CHILD = "(?:child|pupil|son|daughter|boy|girl|young person|student)"
# As `\b[A-Z]`, but so that the search leaps from capital to capital.
_CAPITAL = r"[A-Z](?<!\w[A-Z])"

# Each decides alone. What inspectors write of many ("their child", "the two-year-old check") is not among them.
_SIGNS = (
    *beginning("My my Our our Her her His his", rf"\s(?:own\s|\w+\s)?{_RELATION}\b{_OF_A_SERVICE}"),
    *beginning(
        "Child child Pupil pupil Student student Person person Family family YP Learner learner",
        r"\s(?:[B-HJ-Z]|A(?=\s(?!new\b)\w))\b",
    ),
    re.compile(
        r"-year-old\b(?!\s+(?:check|review|development\w*|health|children|pupils|offer|funding|place))",
    ),
    *beginning(
        "He he She she who",
        r"\s(?:was|is|has\sbeen)\s(?:\w+\s)?(?:diagnosed|autistic|non-?verbal|deaf|adopted)\b",
    ),
    *beginning("He he She she", rf"\s(?:is|was)\s(?:\w+\s)?{_NUMBER}\syears?\sold\b"),
    *beginning("about important_to important_for support", r"\sme\s{0,3}[:?\n]"),
    *beginning("views,", r"\s(?:wishes,?\s)?(?:and\s)?(?:interests|feelings)(?:\sand\saspirations)?\sof\s[A-Z]"),
    *beginning("Dear dear", rf"\s(?:Mr|Mrs|Ms|Miss|Mx|Dr)?\.?\s?[A-Z][\s\S]{{0,400}}\b(?:your|the)\s{_CHILD}\b"),
    re.compile(rf"{_CAPITAL}(?:[a-z]+|\.)?(?:,\s|\sis\s|\swas\s|,?\saged\s){_NUMBER}(?:,|\.|\sand\b|\swhen\b)(?!\s\d)"),
)
# The same, each with words of which it holds one.
_RARE_SIGNS = (
    (("years old", "year old"), rf"{_CAPITAL}[a-z]+\s(?:is|was)\s(?:\w+\s)?{_NUMBER}\syears?\sold\b"),
    ((")",), rf"{_CAPITAL}[a-z]+\s\(\d{{1,2}}\),?\s(?:is|was|has|had|who|lives|loves|likes)\b"),
)
_STORY = ("story", "journey", "voice", "views")
# The heading of a case study, a chronology, a story or a profile.
_HEADINGS = (
    (
        ("case study", "case summary", "case history", "pen portrait", "chronology"),
        r"(?im:^[^\w\n]{0,9}(?:\d+\W{1,3})?(?:case (?:study|summary|history)|pen portrait|chronology)\b.{0,60}$)",
    ),
    (
        tuple(f"{whose} {what}" for whose in ("my", "his", "her") for what in _STORY),
        r"(?m:^.{0,40}\b(?:[Mm]y|[Hh]is|[Hh]er) (?:story|journey|voice|views)\b.{0,30}$)",
    ),
    (
        tuple(f"s {what}" for what in _STORY),
        rf"(?m:^.{{0,40}}\b{_A_NAME}['’]s (?:[Ss]tory|[Jj]ourney|[Vv]oice)\b.{{0,60}}$)",
    ),
    (
        ("page profile", "all about me"),
        r"(?im:^[^\w\n]{0,9}(?:my )?(?:one[- ]page profile|all about me)\b.{0,40}$)",
    ),
)
_RARE_SIGN = tuple((words, re.compile(sign)) for words, sign in _RARE_SIGNS)
_HEADING = tuple((words, re.compile(sign)) for words, sign in _HEADINGS)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][a-z]+)*|\d+|%|£")
_ARTICLES = frozenset(("a", "the", "this", "that", "one", "another"))
_SECTIONS = frozenset(("section", "sections", "part", "table", "and"))
_INITIAL_VERBS = frozenset(
    ("is", "was", "has", "had", "said", "can", "now", "does", "did", "went", "missed", "needs", "came")
)

_STRETCH = 120
_HEAD_LINES = 3
_LONG_ENOUGH_FOR_A_PAPER = 130  # words
_LEAST_OF_MANY = 4
_A_HUNDRED, _SHARE_OF_MANY = 100, 1.2
_STRONG_IN_A_PAPER = 20
_STRONG = 9
_STRONG_IN_A_LONG_TEXT = 14
_LONG = 200  # words; in so many, a story shows itself more than once
_PAPER_WEIGHT = 4
_CAUTION = 3  # in a short text faint signs count so often against those of a paper about many
_MOST_CHARACTERS = 1_000_000
_BEGINNING = 6_000  # words


@dataclass(frozen=True, slots=True)
class Reading:
    """`story`: it plainly is one. `perhaps`: it may be one, and nothing shows that it is a paper about many.

    `paper`: it plainly is a paper about many; a story may lie within it all the same.
    """

    story: bool
    perhaps: bool
    paper: bool = False


def read_for_story(text: str, name: str = "") -> Reading:
    """What the text reads like; `name` is the file's, which may say what kind of paper it is."""
    text = text[:_MOST_CHARACTERS]
    said = _WORD.findall(text)
    words = "\n".join(said).lower().replace("’", "'").split("\n") if said else []
    faint = _faint(said, words)
    if _is_paper(text, name, words):
        told = _is_headed(text) or _told_at_length(words, faint, _STRONG_IN_A_PAPER)
        return Reading(told, told, paper=True)
    strong = _STRONG_IN_A_LONG_TEXT if len(words) >= _LONG else _STRONG
    if _is_headed(text) or _has_a_plain_sign(text) or _told_at_length(words, faint, strong):
        return Reading(True, True)
    return Reading(False, _weighs_as_a_story(text, name, words[:_BEGINNING], sum(faint[:_BEGINNING])))


def _is_headed(text: str) -> bool:
    return _has_rare(text, _HEADING)


def _has_a_plain_sign(text: str) -> bool:
    return stands_in(text, *_SIGNS) or _has_rare(text, _RARE_SIGN)


def _has_rare(text: str, signs: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]) -> bool:
    return any(says(text, *words) and sign.search(text) for words, sign in signs)


def _is_paper(text: str, name: str, words: list[str]) -> bool:
    """Long enough to show it, called a paper in its name or first lines, and about many throughout."""
    if len(words) < _LONG_ENOUGH_FOR_A_PAPER or _is_headed(_head(text, name)):
        return False
    many = MANY.count(words)
    called = PAPERS.search(_head(text, name)) or CALLED_PAPERS.search(_head(text, name))
    return bool(called) and many >= _LEAST_OF_MANY and many * _A_HUNDRED >= len(words) * _SHARE_OF_MANY


def _told_at_length(words: list[str], faint: list[int], strong: int) -> bool:
    """Whether some stretch tells of one person, and not rather of many."""
    for at in range(0, len(words), _STRETCH // 2):
        weight = sum(faint[at : at + _STRETCH])
        if weight >= strong and weight > MANY.count(words[at : at + _STRETCH]):
            return True
    return False


def _weighs_as_a_story(text: str, name: str, words: list[str], one: int) -> bool:
    many = MANY.count(words)
    if many and PAPERS.search(_head(text, name)):
        many += _PAPER_WEIGHT
    life = ONE_LIFE.count(words)
    personal = one + life // 2 if len(words) >= _LONG else one * _CAUTION + life
    return personal > 0 and personal >= many


def _head(text: str, name: str) -> str:
    return "\n".join([name.replace("_", " "), *text.split("\n", _HEAD_LINES)[:_HEAD_LINES]])


def _faint(said: list[str], words: list[str]) -> list[int]:
    """The weight of each word as a sign that one person is spoken of."""
    weights = [0] * len(words)
    for at, word in enumerate(words):
        if word in TELLING or len(word) == 1:
            weights[at] = _weight(said, words, at)
    return weights


def _weight(said: list[str], words: list[str], at: int) -> int:
    word = words[at]
    earlier, before, after = (words[near] if 0 <= near < len(words) else "" for near in (at - 2, at - 1, at + 1))
    weight = FAINT_WORDS.get(word, 0) + FAINT_PAIRS.get(f"{before} {word}", 0)
    if word in CHILDREN and (before in _ARTICLES or earlier in _ARTICLES):
        weight += 4 if after in NARRATED else 0 if after in ("and", "or") else 1
    elif word in PERSONAL and before and said[at - 1][:1].isupper() and before not in _ARTICLES:
        weight += 2
    elif len(word) == 1 and said[at].isupper() and before not in _SECTIONS:
        weight += 2 if word == "i" or (word != "a" and after in _INITIAL_VERBS) else 0
    return weight
