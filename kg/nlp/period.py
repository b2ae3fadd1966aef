"""When: the time that a report is about, and the day on which it came out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.document import Clock, FoundDate
from kg.model import BlockKind, Source
from kg.nlp.dates import find_dates, last_day

_PERIODS = {"month", "range", "quarter"}
_OPENING = 3000  # characters in which a report says which period it covers
_BLOCKS = 8  # of the head of a report
_BLOCK, _LINE = 40, 12  # words of a block and of a line there
_MONTHS = 3  # of the period of a report that only its head tells: longer ones are those of plans
_HALF_YEAR = 6  # of the period in the line with which a report begins
_FIRST = 22  # words of that line
_NEAR = 20  # characters before a date
_SIGNS = ("told", "of_plan", "of_figures", "issued")
_DATELINE = re.compile(r"[A-Z][\w\s/,’'-]{2,40}[,(|]\s*(?=\d{1,2}\s|[A-Z][a-z]+\s\d)")  # `GENEVA, 3 May 2021 – `
_BEHIND_DATELINE = re.compile(r"\s*\)?\s*(?:[-–—:|]|\(\w)")
_NUMBER = re.compile(r"(?:\bno\.?|#|n°|\bnumber|\bissue)\s*$", re.IGNORECASE)  # `No. 12 – 18 October`
_SINCE = re.compile(r"\bsince\s+(?:early\s+|late\s+|mid[\s-]+)?$", re.IGNORECASE)


@dataclass(frozen=True)
class PeriodFinder:
    """Finds the time that a report is about, by what it states and by its dates.

    Args:
        patterns: expressions for words beside dates in the head of a report (`[period]` of the ontology's patterns).
    """

    patterns: Mapping[str, str]

    @cached_property
    def _signs(self) -> Mapping[str, re.Pattern[str]]:
        """The expressions; one that is not told matches nothing."""
        return {name: re.compile(self.patterns.get(name, "(?!)")) for name in _SIGNS}

    def find(self, source: Source, texts: Sequence[str]) -> Clock:
        """The time that a report is about, and the day on which it came out.

        It is what the report calls its period, else the year that its title names, the month of most of its dates, the
        date in its title, the month or quarter of a line of its head, or the year of most of its dates.

        Args:
            source: the report.
            texts: the words of its blocks.
        """
        issued = source.issued or self._issued(source)
        if told := self._told(source.text[:_OPENING]):
            return Clock(told.period.start, told.period.end, issued=issued)
        title = source.title or ""
        in_title = [d for d in find_dates(title) if d.year and d.period.end[:4] > "1989"]
        if in_title and in_title[-1].precision == "year":
            return _year(in_title[-1].period.end[:4], issued)
        years, months, loose = _counted(texts)
        if not years:
            named = [d for text in (title, *texts[:_BLOCKS]) for d in find_dates(text) if d.year]
            exact = [d for d in named if d.precision in {*_PERIODS, "day"}]
            return Clock(*_span(in_title or exact), issued=issued)
        # A month that is named without a year is of the year with which it is named elsewhere.
        said = {y: sum(loose[int(m[5:])] for m in months if m.startswith(y)) for y in years}
        year = max(years, key=lambda y: (years[y] + said[y], y))
        if issued:
            year = _of_issue(issued, years, loose) or year
        if in_title:
            year = in_title[-1].period.end[:4]
        total = sum(loose.values()) + sum(n for m, n in months.items() if m.startswith(year))
        by_month = Counter({f"{year}-{m:02d}": n for m, n in loose.items()})
        by_month.update({m: n for m, n in months.items() if m.startswith(year)})
        if by_month:
            best = max(by_month, key=lambda m: (by_month[m], m))
            if by_month[best] >= 3 and by_month[best] > 0.45 * total:
                stated = self._within(source, best)  # `14 - 20 July 2018` says more than its month
                if stated is not None:
                    return Clock(stated.period.start, stated.period.end, issued=issued)
                return Clock(f"{best}-01", last_day(int(best[:4]), int(best[5:7])), issued=issued)
        if in_title:
            return Clock(*_span(in_title), issued=issued)
        head = next((d for line in _head(source) for d in self._periods(line, most=_MONTHS)), None)
        head = next(self._periods(_first_line(source), most=_HALF_YEAR), head)
        if head is not None:
            return Clock(head.period.start, head.period.end, issued=issued)
        return _year(min(year, (issued or year)[:4]), issued, stated=False)

    def _told(self, opening: str) -> FoundDate | None:
        """The period behind words that announce it: `Reporting period: 1 to 30 April 2021`."""
        for words in self._signs["told"].finditer(opening):
            found = next(find_dates(opening[words.end() :].partition("\n")[0]), None)
            if found is not None and found.begin < 3 and found.year and found.precision in {*_PERIODS, "year"}:
                return found
        return None

    def _within(self, source: Source, month: str) -> FoundDate | None:
        """The days that a line of the head names for a part of a month."""
        days = (d for line in _head(source) for d in self._periods(line, most=_MONTHS) if d.precision == "range")
        return next((d for d in days if month in {d.period.start[:7], d.period.end[:7]}), None)

    def _periods(self, line: str, most: int) -> Iterator[FoundDate]:
        """The months, of which there are so many at most, and quarters that a line of the head names."""
        for found in () if self._signs["of_plan"].search(line) else _dates_of(line):
            long = _month_of(found.period.end) - _month_of(found.period.start) + 1 > most
            if found.precision in _PERIODS and found.year and not long:
                yield found

    def _issued(self, source: Source) -> str | None:
        """The day on which a report came out, as a line of its head says it."""
        said, of_plan, of_figures = (self._signs[name] for name in ("issued", "of_plan", "of_figures"))
        days = [
            (said.search(line) is None, d.period.start)
            for line in _head(source)
            if said.search(line) or not (of_plan.search(line) or of_figures.search(line))
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


def _month_of(day: str) -> int:
    """The months up to that of a day, ISO."""
    return 12 * int(day[:4]) + int(day[5:7])


def _year(year: str, issued: str | None, *, stated: bool = True) -> Clock:
    return Clock(f"{year}-01-01", f"{year}-12-31", stated, issued)


def _head(source: Source) -> Iterator[str]:
    """The short lines with which a report begins, and which are no part of a paragraph or a table."""
    for block in source.blocks[:_BLOCKS]:
        if block.kind is BlockKind.TABLE or len(source.text[block.begin : block.end].split()) > _BLOCK:
            continue
        for begin, end in block.lines:
            line = source.text[begin:end]
            if len(line.split()) <= _LINE and not line.endswith((".", ",", ";")):
                yield line


def _first_line(source: Source) -> str:
    """The line with which a report begins, if it is one by itself: it may be too long for a title."""
    first = next((b for b in source.blocks if b.kind is not BlockKind.FURNITURE), None)
    if first is None or len(first.lines) > 1:
        return ""
    line = source.text[first.begin : first.end]
    return "" if len(line.split()) > _FIRST or line.endswith(".") else line


def _dates_of(line: str) -> Iterator[FoundDate]:
    """The dates of a line of the head, without the number of the report: `Report No. 12 – 18 October 2016`."""
    for found in find_dates(line):
        if found.precision == "range" and _NUMBER.search(line, 0, found.begin):
            number = re.match(r"\d+\W*", line[found.begin :])
            yield from find_dates(line[found.begin + (number.end() if number else 0) :])
        else:
            yield found


def _counted(texts: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[int]]:
    """How often years, months of years and months without a year are named.

    The month since which something goes on says little of that of the report.
    """
    years, months, loose = Counter[str](), Counter[str](), Counter[int]()
    for text in texts:
        for found in find_dates(text, Clock("2000-01-01", "2000-12-31")):
            if found.precision == "phrase":
                continue
            since = _SINCE.search(text[max(found.begin - _NEAR, 0) : found.begin])
            in_month = since is None and found.period.start[:7] == found.period.end[:7]
            if found.year:
                years[found.period.end[:4]] += 3 if found.precision in {"day", "month"} else 1
                if in_month:
                    months[found.period.start[:7]] += 1
            elif in_month:
                loose[int(found.period.start[5:7])] += 1
    return years, months, loose


def _of_issue(issued: str, years: Counter[str], loose: Counter[int]) -> str | None:
    """The year of the months without one, in a report that came out on a day: no later month, and not long before."""
    year, month = issued[:4], int(issued[5:7])
    if year not in years or not loose:
        return None
    before = sum(n for m, n in loose.items() if m <= month)
    if 2 * before > sum(loose.values()):
        return year
    last = str(int(year) - 1)
    return last if last in years else None


def _span(dates: Sequence[FoundDate]) -> tuple[str | None, str | None]:
    return (dates[-1].period.start, dates[-1].period.end) if dates else (None, None)
