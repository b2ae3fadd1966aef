"""When: the time that a report is about, and the day on which it came out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.document import Clock, FoundDate
from kg.model import BlockKind, Source
from kg.nlp.dates import find_dates, last_day

_PERIODS = {"month", "range", "quarter"}
_TOLD = re.compile(
    r"\b(?:(?:reporting|review)\s+period|period\s+(?:covered|under\s+review)|(?:report|update|bulletin|sitrep)\s+covers"
    r"|covering)\b[^\d\n]{0,30}",
    re.IGNORECASE,
)
_OPENING = 3000  # characters in which a report says which period it covers
_BLOCKS = 8  # of the head of a report
_BLOCK, _LINE = 40, 12  # words of a block and of a line there
_MONTHS = 3  # of the period of a report that only its head tells: longer ones are those of plans
# A line of the head whose date is that of something else.
_OF_PLAN = re.compile(
    r"\b(?:plan|appeal|HRP|HNO|RRP|JRP|fund\w*|requirements?|budget|contributions?|strategy|projects?|programme|phase"
    r"|since|from|started?|starting|launched|expected|next|until|revised)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][\w\s/,’'-]{2,40}[,(|]\s*(?=\d{1,2}\s|[A-Z][a-z]+\s\d)")  # `GENEVA, 3 May 2021 – `
_BEHIND_DATELINE = re.compile(r"\s*\)?\s*(?:[-–—:|]|\(\w)")
_NUMBER = re.compile(r"(?:\bno\.?|#|n°|\bnumber|\bissue)\s*$", re.IGNORECASE)  # `No. 12 – 18 October`
_NOT_ISSUED = re.compile(r"\b(?:as (?:of|at)|ends?|ending|timeframe|struck|hit|on|by|operation)\b", re.IGNORECASE)
_ISSUED = re.compile(r"\b(?:issued?|published|publication|(?:last\s+)?updated)\b", re.IGNORECASE)


def find_period(source: Source, texts: Sequence[str], issued: str | None = None) -> Clock:
    """The time that a report is about.

    It is what the report calls its period, else the year that its title names, the month of most of its dates, the
    date in its title, the month or quarter of a line of its head, or the year of most of its dates.

    Args:
        source: the report.
        texts: the words of its blocks.
        issued: the day on which it came out, ISO.
    """
    title = source.title or ""
    in_title = [d for d in find_dates(title) if d.year and d.period.end[:4] > "1989"]
    if told := _told(source.text[:_OPENING]):
        return Clock(told.period.start, told.period.end, issued=issued)
    if in_title and in_title[-1].precision == "year":
        return _year(in_title[-1].period.end[:4], issued)
    named = [
        d for text in (title, *texts[:8]) for d in find_dates(text) if d.precision in {*_PERIODS, "day"} and d.year
    ]
    years, months, loose = _counted(texts)
    if not years:
        return Clock(*_span(in_title or named), issued=issued)
    # A month that is named without a year is of the year with which it is named elsewhere.
    said = {y: sum(loose[int(m[5:])] for m in months if m.startswith(y)) for y in years}
    year = max(years, key=lambda y: (years[y] + said[y], y))
    if in_title:
        year = in_title[-1].period.end[:4]
    total = sum(loose.values()) + sum(n for m, n in months.items() if m.startswith(year))
    by_month = Counter({f"{year}-{m:02d}": n for m, n in loose.items()})
    by_month.update({m: n for m, n in months.items() if m.startswith(year)})
    if by_month:
        best = max(by_month, key=lambda m: (by_month[m], m))
        if by_month[best] >= 3 and by_month[best] > 0.45 * total:
            return Clock(f"{best}-01", last_day(int(best[:4]), int(best[5:7])), issued=issued)
    if in_title:
        return Clock(*_span(in_title), issued=issued)
    head = next((d for line in _head(source) for d in _periods_of(line)), None)
    if head is not None:
        return Clock(head.period.start, head.period.end, issued=issued)
    return _year(min(year, (issued or year)[:4]), issued, stated=False)


def issued_on(source: Source) -> str | None:
    """The day, ISO, on which a report came out, as a line of its head says it."""
    days = [
        (_ISSUED.search(line) is None, d.period.start)
        for line in _head(source)
        if _ISSUED.search(line) or not (_OF_PLAN.search(line) or _NOT_ISSUED.search(line))
        for d in _dates_of(line)
        if d.precision == "day" and d.year and d.period.doubt is None
    ]
    return min(days, key=lambda day: day[0])[1] if days else _in_dateline(source)


def _in_dateline(source: Source) -> str | None:
    """The day behind the place with which a news item begins."""
    for block in source.blocks[:_BLOCKS]:
        for begin, end in block.lines:
            place = _DATELINE.match(source.text, begin, end)
            if place is None:
                continue
            line = source.text[place.end() : end]
            found = next(find_dates(line), None)
            if found and not found.begin and found.precision == "day" and found.year:
                return found.period.start if _BEHIND_DATELINE.match(line, found.end) else None
    return None


def _year(year: str, issued: str | None, *, stated: bool = True) -> Clock:
    return Clock(f"{year}-01-01", f"{year}-12-31", stated, issued)


def _told(opening: str) -> FoundDate | None:
    """The period behind words that announce it: `Reporting period: 1 to 30 April 2021`."""
    for words in _TOLD.finditer(opening):
        line = opening[words.end() :].partition("\n")[0]
        found = next(find_dates(line), None)
        if found is not None and found.begin < 3 and found.year and found.precision in {*_PERIODS, "year"}:
            return found
    return None


def _head(source: Source) -> Iterator[str]:
    """The short lines with which a report begins, and which are no part of a paragraph or a table."""
    for block in source.blocks[:_BLOCKS]:
        if block.kind is BlockKind.TABLE or len(source.text[block.begin : block.end].split()) > _BLOCK:
            continue
        for begin, end in block.lines:
            line = source.text[begin:end]
            if len(line.split()) <= _LINE and not line.endswith((".", ",", ";")):
                yield line


def _periods_of(line: str) -> Iterator[FoundDate]:
    if not _OF_PLAN.search(line):
        for found in _dates_of(line):
            long = int(found.period.end[5:7]) - int(found.period.start[5:7]) + 1 > _MONTHS
            if found.precision in _PERIODS and found.year and not long:
                yield found


def _dates_of(line: str) -> Iterator[FoundDate]:
    """The dates of a line of the head, without the number of the report: `Report No. 12 – 18 October 2016`."""
    for found in find_dates(line):
        if found.precision == "range" and _NUMBER.search(line, 0, found.begin):
            number = re.match(r"\d+\W*", line[found.begin :])
            yield from find_dates(line[found.begin + (number.end() if number else 0) :])
        else:
            yield found


def _counted(texts: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[int]]:
    """How often years, months of years and months without a year are named."""
    years, months, loose = Counter[str](), Counter[str](), Counter[int]()
    for text in texts:
        for found in find_dates(text, Clock("2000-01-01", "2000-12-31")):
            if found.precision == "phrase":
                continue
            in_month = found.period.start[:7] == found.period.end[:7]
            if found.year:
                years[found.period.end[:4]] += 3 if found.precision in {"day", "month"} else 1
                if in_month:
                    months[found.period.start[:7]] += 1
            elif in_month:
                loose[int(found.period.start[5:7])] += 1
    return years, months, loose


def _span(dates: Sequence[FoundDate]) -> tuple[str | None, str | None]:
    return (dates[-1].period.start, dates[-1].period.end) if dates else (None, None)
