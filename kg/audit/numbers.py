"""Checks within a number or a date: what no careful writer prints."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from kg.alternation import any_of
from kg.audit.checks import Check
from kg.audit.evidence import Evidence, Report
from kg.audit.facts import Span
from kg.audit.issues import Finding, in_words

_CONTEXT = 70
"""Characters before and behind a find in which words can excuse it."""


def words(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """What the expressions `patterns` find, unless `before` or `behind` it stands a word that excuses it."""
    patterns = [re.compile(p) for p in check.parameters["patterns"]]
    before, behind = (_excuse(check, name) for name in ("before", "behind"))
    for report in evidence.reports:
        taken: list[Span] = []
        for pattern in patterns:
            for match in pattern.finditer(report.text):
                span = Span(report.iri, *match.span())
                left = report.text[max(match.start() - _CONTEXT, 0) : match.start()]
                right = report.text[match.end() : match.end() + _CONTEXT]
                if (before and before.search(left)) or (behind and behind.match(right)):
                    continue
                if any(span.meets(t) for t in taken) or doubted(report, check.kind, span):
                    continue
                taken.append(span)
                yield found(evidence, report, check, span)


def _excuse(check: Check, name: str) -> re.Pattern[str] | None:
    words = check.parameters.get(name)
    return re.compile(words) if words else None


def days(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """Days that the calendar does not have: `months` gives the number of each month's name.

    A day above 31 needs a year behind it, because a figure can stand before a month by chance.
    """
    months = {str(name).casefold(): int(n) for name, n in check.parameters["months"].items()}
    names = any_of(months, ignore_case=True)
    pattern = re.compile(
        rf"(?<![\w.,/-])(?P<day>\d{{1,3}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{names})\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
        rf"|\b(?P<month2>{names})\s+(?P<day2>\d{{1,3}})(?![\d.,/-]*\d)(?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?",
        re.IGNORECASE,
    )
    for report in evidence.reports:
        for match in pattern.finditer(report.text):
            day, month = int(match["day"] or match["day2"]), (match["month"] or match["month2"])
            year = match["year"] or match["year2"]
            if month.islower() or (day > 31 and year is None):
                continue
            last = calendar.monthrange(int(year or 2000), months[month.casefold()])[1]
            span = Span(report.iri, *match.span())
            if not 1 <= day <= last and not doubted(report, check.kind, span):
                yield found(evidence, report, check, span)


def doubted(report: Report, kind: str, span: Span) -> bool:
    """Whether a reading has already raised an issue of a kind about these words."""
    own = report.words(span)
    return any(
        d.kind == kind and any(s.meets(span) for s in d.spans) and (d.words in own or own in d.words)
        for d in report.doubts
    )


def found(evidence: Evidence, report: Report, check: Check, span: Span) -> Finding:
    """An issue about some words, with the sentence around them as evidence if it is short."""
    around = report.sentence(span.begin)
    if not around.holds(span) or around.end - around.begin > 200:
        around = span
    return in_words(report, evidence, f"{check.title}: {report.words(span)}", [around])
