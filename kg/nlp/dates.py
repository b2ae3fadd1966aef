"""Dates at the precision they are given, as first and last day.

`November 2017` is 1 to 30 November. A day without a year takes the year of the report, a phrase (`this month`) the
report's period. A day that no month has (`228 November 2017`) widens to its month and is doubted.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from kg.document import Clock, FoundDate
from kg.model import Period

# English month names with their abbreviations, and the French and Spanish ones that slip into English reports.
_MONTHS = {
    "january": 1, "jan": 1, "janvier": 1, "enero": 1,
    "february": 2, "feb": 2, "février": 2, "fevrier": 2, "febrero": 2,
    "march": 3, "mar": 3, "mars": 3, "marzo": 3,
    "april": 4, "apr": 4, "avril": 4, "abril": 4,
    "may": 5, "mai": 5, "mayo": 5,
    "june": 6, "jun": 6, "juin": 6, "junio": 6,
    "july": 7, "jul": 7, "juillet": 7, "julio": 7,
    "august": 8, "aug": 8, "août": 8, "aout": 8, "agosto": 8,
    "september": 9, "sep": 9, "sept": 9, "septembre": 9, "septiembre": 9,
    "october": 10, "oct": 10, "octobre": 10, "octubre": 10,
    "november": 11, "nov": 11, "novembre": 11, "noviembre": 11,
    "december": 12, "dec": 12, "décembre": 12, "decembre": 12, "diciembre": 12,
}  # fmt: skip
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
# The number of a note may be glued to it: `on 22 May7`.
_NOTED_MONTH = _MONTH.removesuffix(r"\b\.?") + r"(?:\b\.?|(?=[1-9]\b))"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,3}(?:\s?(?:st|nd|rd|th)\b)?"
_TO = r"\s{0,3}(?:to|and|[-–—]|until|till|through)\s{0,3}"
_HOUR = r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:a\.?m\.?|p\.?m\.?|hours|hrs|h)?\s{1,3}on\s{1,3})?"  # `to 24:00 on 3 May`
_PARTS = (
    r"early|mid|late|(?:beginning|start|end|first half|second half|(?:(?:first|second|third|fourth|last) )?week"
    r"|(?:first|second|third|fourth|last) quarter) of"
)
_PART = rf"(?:(?P<part>{_PARTS})[\s-]{{1,3}}(?:the\s{{1,3}})?)?"
_OF_MONTH = r"\s{1,3}(?:of\s{1,3})?"
# Hedges before a number of four digits that is no year: `some 2000 people`.
_NO_COUNT = "".join(
    rf"(?<!\b{hedge}\s)" for hedge in "some over nearly almost about around than least approximately estimated".split()
)
_COMMA = r",?\s{1,3}"
_THE_YEAR = r"(?:the|this)\s+(?:current\s+)?year\b"
_FEW = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
_THIS = (
    r"(?:during |in |for |over |of )?(?:this|the) (?:reporting )?"
    r"(?:month|period under review|reporting period|review period|year|quarter)"
    r"|since the (?:beginning|start) of (?:the|this) year|the year to date|so far this year|this year|year-to-date"
)

_PATTERNS = [
    ("iso", rf"(?<![\d-])(?P<y>{_YEAR})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?![\d-])"),
    ("slash", rf"(?<![\d./])(?P<d>[0-3]?\d)[/.](?P<m>[0-3]?\d)[/.](?P<y>{_YEAR})\b"),
    ("slash_short", r"(?<![\d./])(?P<d>[0-3]?\d)/(?P<m>[01]?\d)/(?P<y>[0-3]\d)(?![\d/])"),  # `15/03/19`
    (
        "full_range",
        (
            rf"\b(?P<d1>{_DAY}){_OF_MONTH}(?P<m1>{_MONTH})(?:{_COMMA}(?P<y1>{_YEAR}))?{_TO}{_HOUR}"
            rf"(?P<d2>{_DAY}){_OF_MONTH}(?P<m2>{_MONTH})(?:{_COMMA}(?P<y2>{_YEAR}))?"
        ),
    ),
    (
        "day_range",
        rf"\b(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY})[\s-]{{1,3}}(?:of\s{{1,3}})?(?P<m2>{_MONTH})(?:[\s,-]{{1,3}}(?P<y2>{_YEAR}))?",
    ),
    (
        "us_day_range",
        rf"\b(?P<m2>{_MONTH})\s{{1,3}}(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY})(?!\d|[.,]\d)(?:{_COMMA}(?P<y2>{_YEAR}))?",
    ),
    ("day", rf"\b(?P<d>{_DAY})[\s-]{{1,3}}(?:of\s{{1,3}})?(?P<m>{_NOTED_MONTH})(?:[\s,-]{{1,3}}(?P<y>{_YEAR}))?"),
    (
        "us_day",
        rf"\b(?P<m>{_MONTH})\s{{1,3}}(?P<d>\d{{1,2}}|\d{{3}}(?=,?\s{{1,3}}{_YEAR}))(?:\s?(?:st|nd|rd|th)\b)?(?!,?\d|\.\d)(?:{_COMMA}(?P<y>{_YEAR}))?",
    ),
    (
        "month_range",
        rf"\b(?P<m1>{_MONTH})(?:\s{{1,3}}(?P<y1>{_YEAR}))?{_TO}(?P<m2>{_MONTH})(?:{_COMMA}(?P<y2>{_YEAR}))?",
    ),
    ("month", rf"{_PART}\b(?P<m>{_MONTH})(?:{_COMMA}(?:of\s{{1,3}})?(?P<y>{_YEAR}))?"),
    ("quarter", rf"\bQ(?P<q>[1-4])\s{{0,3}}(?:of\s{{1,3}})?(?P<y>{_YEAR})?"),
    (
        "quarter_words",
        (
            r"\b(?P<q>first|second|third|fourth|last)\s+(?P<unit>quarter|half|semester)\s+"
            rf"(?:of\s+)?(?:{_THE_YEAR}|(?P<y>{_YEAR}))"
        ),
    ),
    (
        "first_months",
        (
            rf"\b(?P<q>first|last)\s+(?P<n>\d{{1,2}}|{'|'.join(_FEW)})\s+months\s+of\s+"
            rf"(?:{_THE_YEAR}|(?P<y>{_YEAR}))"
        ),
    ),
    ("fiscal", rf"\bFY\s?(?P<y1>{_YEAR}|\d\d)(?:\s?[-–/]\s?(?P<y2>{_YEAR}|\d\d))?(?!\d)"),
    ("between", rf"(?<=\bbetween\s)(?P<y1>{_YEAR})\sand\s(?P<y2>{_YEAR})\b"),
    ("years", rf"\b(?P<y1>{_YEAR})(?:\s?(?:[-–—/]|to)\s?(?P<y2>{_YEAR})|[-–—/](?P<y3>\d\d))(?![\d%]|[.,]\d|\s?-\d)"),
    ("year", rf"{_PART}{_NO_COUNT}(?<![\w.,$/-])(?P<y>{_YEAR})(?![\w/-]|[.,]\d|\s?(?:%|per\s?cent))"),
    ("part_year", rf"\b(?P<part>early|mid|late)-(?P<y>{_YEAR})(?![\w/-]|[.,]\d)"),
    ("phrase", rf"\b(?P<phrase>{_THIS})\b"),
]


def _named(name: str, pattern: str) -> str:
    """The pattern as one alternative, its groups made unique by its name."""
    inner = re.sub(r"[?]P<(\w+)>", rf"?P<{name}_\1>", pattern)
    return f"(?P<_{name}>{inner})"


# A date begins with one of these words or with a figure; the expression below, which takes long, is tried only there.
_OPENERS = {
    *"early mid late beginning start end first second third fourth last week during in for over of this the".split(),
    *"since so year q fy".split(),
    *_MONTHS,
}
_WORD = re.compile(r"\d+|[^\W\d_]+")
_REMEMBERED = 1024  # texts whose dates are kept, longest unused dropped first
_FINDER = re.compile("|".join(_named(name, pattern) for name, pattern in _PATTERNS), re.IGNORECASE)
_GROUPS = {name: {f"{name}_{group}" for group in re.compile(pattern).groupindex} for name, pattern in _PATTERNS}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def find_dates(text: str, clock: Clock | None = None) -> Iterator[FoundDate]:
    """The dates of `text`, in order."""
    clock = clock or Clock()
    for name, values, begin, words in _printed(text):
        found = _read(name, values, clock, words)
        if found is None:
            continue
        start, end, precision, doubt, year = found
        yield FoundDate(begin, begin + len(words), Period(start, end, words, doubt), precision, year)


Reading = tuple[str, str, str, str | None, bool]
Values = Mapping[str, str]


@lru_cache(_REMEMBERED)
def _printed(text: str) -> tuple[tuple[str, Values, int, str], ...]:
    """Dates as they are printed: the name of the pattern, its groups, offset, words.

    The same text is read with several clocks and by several rules.
    """
    found = []
    for match in _matches(text):
        name = next(n for n, _ in _PATTERNS if match.group(f"_{n}") is not None)
        groups = ((key, v) for key, v in match.groupdict().items() if v is not None and key in _GROUPS[name])
        found.append((name, {key[len(name) + 1 :]: v for key, v in groups}, match.start(), match.group()))
    return tuple(found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end or not (word.group().casefold() in _OPENERS or word.group()[0].isdigit()):
            continue
        match = _FINDER.match(text, word.start())
        if match is not None:
            end = match.end()
            yield match


def _read(name: str, v: Values, clock: Clock, text: str) -> Reading | None:
    read = _READERS.get(name, _whole_year)
    found = _phrase(text.casefold(), clock) if name == "phrase" else read(v, clock)
    if found is None or found[0] <= found[1]:
        return found
    # Ends in the wrong order are a slip of the pen: both are kept, and doubted.
    start, end, precision, _, year = found
    return end, start, precision, "impossible-date", year


def _numeric(v: Values, _: Clock) -> Reading | None:
    month, day = int(v["m"]), int(v["d"])
    if month > 12 >= day:  # month first, as in the United States
        month, day = day, month
    if not 1 <= month <= 12:
        return None
    year = int(v["y"])
    start, end, doubt = _day(year if year > 99 else 2000 + year, month, day)
    return start, end, "month" if doubt else "day", doubt, True


def _months(v: Values, clock: Clock) -> Reading | None:
    m1, m2 = _month(v["m1"]), _month(v["m2"])
    y2 = int(v["y2"]) if "y2" in v else clock.year_of(m2)
    if y2 is None or _not_a_month(v["m1"], v.get("y1", v.get("y2"))):
        return None
    y1 = int(v.get("y1", y2 - 1 if m1 > m2 else y2))
    (first, m1), (last, m2) = sorted([(y1, m1), (y2, m2)])
    return _first(first, m1), last_day(last, m2), "range", None if first == y1 else "impossible-date", "y2" in v


def _one_month(v: Values, clock: Clock) -> Reading | None:
    if _not_a_month(v["m"], v.get("y")):
        return None
    month = _month(v["m"])
    year = int(v["y"]) if "y" in v else clock.year_of(month)
    return None if year is None else (_first(year, month), last_day(year, month), "month", None, "y" in v)


def _quarter(v: Values, clock: Clock) -> Reading | None:
    year = int(v["y"]) if "y" in v else clock.year_of(12)
    if year is None:
        return None
    half = v.get("unit", "quarter").casefold() in {"half", "semester"}
    number = _QUARTERS.get(v["q"].casefold()) or int(v["q"])
    first, last = ((1, 6) if number == 1 else (7, 12)) if half else (3 * number - 2, 3 * number)
    return _first(year, first), last_day(year, last), "quarter", None, "y" in v


def _first_months(v: Values, clock: Clock) -> Reading | None:
    """`the first five months of 2022`."""
    year = int(v["y"]) if "y" in v else clock.year_of(12)
    count = _FEW.index(v["n"].casefold()) + 2 if v["n"].casefold() in _FEW else int(v["n"])
    if year is None or not 1 < count < 12:
        return None
    first, last = (1, count) if v["q"].casefold() == "first" else (13 - count, 12)
    return _first(year, first), last_day(year, last), "range", None, "y" in v


def _years(v: Values, _: Clock) -> Reading | None:
    y1 = int(v["y1"])
    y2 = int(v["y2"]) if "y2" in v else y1 // 100 * 100 + int(v["y3"])
    return (f"{y1}-01-01", f"{y2}-12-31", "range", None, True) if 0 < y2 - y1 < 30 else None


def _fiscal(v: Values, _: Clock) -> Reading | None:
    """`FY20`, `FY2019/20`: the calendar years that it touches; reports do not say when their fiscal years begin."""
    y1 = int(v["y1"]) + (0 if len(v["y1"]) == 4 else 2000)
    last = v.get("y2", v["y1"])
    y2 = int(last) if len(last) == 4 else y1 // 100 * 100 + int(last)
    return (f"{y1}-01-01", f"{y2}-12-31", "year" if y1 == y2 else "range", None, True) if 0 <= y2 - y1 < 30 else None


def _whole_year(v: Values, _: Clock) -> Reading:
    return f"{v['y']}-01-01", f"{v['y']}-12-31", "year", None, True


def _one_day(v: Values, clock: Clock) -> Reading | None:
    if _not_a_month(v["m"], "day"):
        return None
    month, day = _month(v["m"]), int(re.sub(r"\D", "", v["d"]))
    year = int(v["y"]) if "y" in v else clock.year_of(month)
    if year is None:
        return None
    if day > 31 and "y" not in v:
        return None
    start, end, doubt = _day(year, month, day)
    return start, end, "month" if doubt else "day", doubt, "y" in v


def _days(v: Values, clock: Clock) -> Reading | None:
    m2 = _month(v["m2"])
    m1 = _month(v.get("m1", v["m2"]))
    y2 = int(v["y2"]) if "y2" in v else int(v["y1"]) if "y1" in v else clock.year_of(m2)
    if y2 is None:
        return None
    y1 = int(v["y1"]) if "y1" in v else y2 - 1 if m1 > m2 else y2
    s1, _, doubt1 = _day(y1, m1, int(re.sub(r"\D", "", v["d1"])))
    _, e2, doubt2 = _day(y2, m2, int(re.sub(r"\D", "", v["d2"])))
    return s1, e2, "range", doubt1 or doubt2, "y2" in v


def _phrase(text: str, clock: Clock) -> Reading | None:
    if clock.start is None or clock.end is None:
        return None
    if "year" in text:
        year = clock.end[:4]
        return f"{year}-01-01", f"{year}-12-31", "phrase", None, False
    if not clock.stated or ("month" in text and clock.start[:7] != clock.end[:7]):
        return None
    return clock.start, clock.end, "phrase", None, False


def _not_a_month(word: str, beside: str | None) -> bool:
    """`may`, `march` and the like are months only when written as names, and short forms only beside a number."""
    bare = word.rstrip(".")
    if bare.islower():
        return True
    if beside is not None:
        return False
    short = len(bare) <= 4 and bare.casefold() not in {"june", "july", "may"} and not bare.isupper()
    return short or bare in {"Mars", "Mai"}


def _month(word: str) -> int:
    return _MONTHS[word.rstrip(".").casefold()]


def _first(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-01"


def last_day(year: int, month: int) -> str:
    """The last day of a month, ISO."""
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _day(year: int, month: int, day: int) -> tuple[str, str, str | None]:
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return _first(year, month), last_day(year, month), "impossible-date"
    iso = f"{year:04d}-{month:02d}-{day:02d}"
    return iso, iso, None


_READERS: dict[str, Callable[[Values, Clock], Reading | None]] = {
    "iso": _numeric,
    "slash": _numeric,
    "slash_short": _numeric,
    "day": _one_day,
    "us_day": _one_day,
    "full_range": _days,
    "day_range": _days,
    "us_day_range": _days,
    "month_range": _months,
    "month": _one_month,
    "quarter": _quarter,
    "quarter_words": _quarter,
    "first_months": _first_months,
    "fiscal": _fiscal,
    "between": _years,
    "years": _years,
}


def date_spans(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of everything printed as a date, also where no report says in which year it lies (`30 June`)."""
    clock = Clock("2000-01-01", "2000-12-31")
    return ((found.begin, found.end) for found in find_dates(text, clock) if found.precision != "phrase")
