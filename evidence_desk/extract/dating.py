"""The date and the period a file is about, guessed with care (design 7).

One printed on the first page goes before one in the title or file name, that before the file's own properties; the
file system's times never count. A date beside "review due", "born" or the name of an Act is not the file's.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_MONTH_YEAR = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -](\d{{4}})\b", re.IGNORECASE)
_MONTH_DAY_YEAR = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},?[ -](\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)")
_ISO_MONTH = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?![\d-])")
_BRITISH = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_YEAR = re.compile(r"(?<![\d/–-])(20\d{2})(?![\d/–-])")

_TERM = re.compile(r"\b(autumn|spring|summer)(?: term)? (20\d{2})\b", re.IGNORECASE)
_QUARTER = re.compile(r"\b(?:q|quarter )([1-4])[ ,]+(20\d{2}) ?[/–-] ?(?:20)?\d{2}\b", re.IGNORECASE)
_YEAR_PAIR = re.compile(
    r"(?<!\d)(20\d{2}) ?[/–_-] ?(20\d{2}|\d{2})(?![\d/–-])|(?<!\d)(20\d{2}) to (20\d{2})(?!\d)", re.IGNORECASE
)
_SCHOOL = re.compile(
    r"\b(?:school|academic|pupils?|terms?|attendance|exclusions?|suspensions?|attainment)\b", re.IGNORECASE
)
_TERMS = {"autumn": ("09", "12"), "spring": ("01", "03"), "summer": ("04", "07")}

_OWN = re.compile(
    r"\b(?:date|dated|published|publication|issued|updated|as at|as of|correct at|held on|meeting|approved|version"
    r"|inspection dates?|produced|completed|report(?:ed|ing)? (?:date|on)|sent)\b",
    re.IGNORECASE,
)
_NOT_ITS_OWN = re.compile(
    r"\b(?:d\.?o\.?b|birth|born|acts?|regulations|code of practice|previous|last inspect\w+|next|review due|review date"
    r"|due|deadline|expir\w+|valid|until|since|before|closing|consultation (?:ends|closes)|joined|start(?:ed|s)?)\b",
    re.IGNORECASE,
)
# Stamped by the empty templates of python-docx and python-pptx, so they date nothing.
_TEMPLATE_STAMPS = ("2013-12-23T23:15", "2013-01-27T09:14")

_FIRST_LINES = 60
_HEAD_LINES = 12
_SHORT_WORDS = 12
_EARLIEST_YEAR = 1990


def date_and_period(
    name: str, first_page: str, title: str, properties: Mapping[str, str], is_table: bool, today: date
) -> tuple[str | None, str | None]:
    """The date and period in their stored forms, each None where the file does not say."""
    lines = _title_lines(first_page) if is_table else first_page.split("\n")[:_FIRST_LINES]
    named = re.sub(r"[_\s]+", " ", name)
    dated = properties.get("sent") or _printed(lines, today) or _first((title, named), today)
    period = next((found for text in (*lines[:_HEAD_LINES], title, named) if (found := _period(text, today))), None)
    if not dated and not period:
        dated = _year((title, named, *lines[:3]), today) or _made(properties, today)
    return dated or None, period


def _title_lines(text: str) -> list[str]:
    return [line for line in text.split("\n")[:5] if "\t" not in line.strip()]


def _printed(lines: list[str], today: date) -> str | None:
    weaker = None
    for number, line in enumerate(lines):
        own = bool(_OWN.search(line)) or bool(number and len(lines[number - 1]) < 30 and _OWN.search(lines[number - 1]))
        if _NOT_ITS_OWN.search(line) or (number and _NOT_ITS_OWN.search(lines[number - 1]) and not own):
            continue
        short = len(line.split()) <= _SHORT_WORDS
        found = next(_dates(line, today), None) if own or short else None
        if found and own and short:
            return found
        if found and short and number < _HEAD_LINES:
            weaker = weaker or found
    return weaker


def _first(texts: tuple[str, ...], today: date) -> str | None:
    return next((found for text in texts for found in _dates(text, today)), None)


def _dates(text: str, today: date) -> Iterator[str]:
    """The dates in a line, whole days before months."""
    for pattern, order in ((_DAY_MONTH_YEAR, "dmy"), (_MONTH_DAY_YEAR, "mdy"), (_ISO, "ymd"), (_BRITISH, "dmy")):
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=True))
            if day := _valid(parts["y"], parts["m"], parts["d"], today):
                yield day
    for match in _MONTH_YEAR.finditer(text):
        if month := _valid(match[2], match[1], "1", today):
            yield month[:7]
    for match in _ISO_MONTH.finditer(text):
        if month := _valid(match[1], match[2], "1", today):
            yield month[:7]


def _valid(year: str, month: str, day: str, today: date) -> str | None:
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    whole_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        found = date(whole_year, number, int(day))
    except ValueError:
        return None
    return found.isoformat() if found.year >= _EARLIEST_YEAR and found <= _latest(today) else None


def _latest(today: date) -> date:
    return today + timedelta(days=366)


def _year(texts: tuple[str, ...], today: date) -> str | None:
    for text in texts:
        if len(text.split()) <= _SHORT_WORDS and not _NOT_ITS_OWN.search(text):
            for match in _YEAR.finditer(text):
                if int(match[1]) <= _latest(today).year:
                    return match[1]
    return None


def _period(text: str, today: date) -> str | None:
    if len(text.split()) > _SHORT_WORDS or _NOT_ITS_OWN.search(text):
        return None
    if match := _TERM.search(text):
        first, last = _TERMS[match[1].lower()]
        return f"{match[2]}-{first}..{match[2]}-{last}"
    if match := _QUARTER.search(text):
        month = 4 + 3 * (int(match[1]) - 1)
        year, month = (int(match[2]), month) if month <= 12 else (int(match[2]) + 1, month - 12)
        return f"{year}-{month:02}..{year}-{month + 2:02}"
    if match := _YEAR_PAIR.search(text):
        return _years(int(match[1] or match[3]), match[2] or match[4], text, today)
    return None


def _years(first: int, last: str, text: str, today: date) -> str | None:
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < end <= first + 15 or first > _latest(today).year:
        return None
    if end > first + 1:
        return f"{first}..{end}"
    if _SCHOOL.search(text):
        return f"{first}-09..{end}-08"
    # A bare 2025/26 may be a school year too; the financial year ends sooner, so it cannot look newer than it is.
    return f"{first}-04..{end}-03"


def _made(properties: Mapping[str, str], today: date) -> str | None:
    made = properties.get("created") or properties.get("creationDate") or ""
    if made.startswith(_TEMPLATE_STAMPS):
        return None
    match = re.match(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})", made)
    return _valid(match[1], match[2], match[3], today) if match else None
