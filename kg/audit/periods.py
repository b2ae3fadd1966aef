"""Checks of time: what the masthead says against when things happened."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from kg.alternation import any_of
from kg.audit.checks import Check
from kg.audit.evidence import Evidence
from kg.audit.facts import Slots
from kg.audit.issues import Finding, in_words


def mastheads(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """A running header or footer, or a title, that names a month in which none of the events of the report lies.

    A masthead is a line that the expression `line` finds, with the groups `month` and `year`. Events are the facts of
    the classes `events` that are dated to a day or a few; at least `least` lie behind that month, and none in it.
    """
    months = {str(name).casefold(): int(n) for name, n in check.parameters["months"].items()}
    names = any_of(months, ignore_case=True)
    line = re.compile(check.parameters["line"].replace("MONTH", rf"(?P<month>{names})"), re.IGNORECASE | re.MULTILINE)
    least, longest = int(check.parameters["least"]), int(check.parameters["longest"])
    for report in evidence.reports:
        facts = [f for f in report.facts if f.cls in check.parameters["events"]]
        events = sorted({time for f in facts for time in _times(f.slots)})
        seen: set[str] = set()
        for match in line.finditer(report.text):
            if match.end() - match.start() > longest:
                continue
            year, month = int(match["year"]), months[match["month"].casefold()]
            first, last = f"{year}-{month:02}-01", f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
            after = [e for e in events if e[0] > last]
            inside = [e for e in events if e[0] <= last and e[1] >= first]
            if len(after) < least or inside or first in seen:
                continue
            seen.add(first)
            span = report.trimmed(*match.span())
            label = f"{check.title}: {report.words(span)}, but events from {after[0][0]} to {after[-1][1]}"
            yield in_words(report, evidence, label, [span])


def _times(slots: Slots) -> Iterator[tuple[str, str]]:
    """The time of a fact, if it is less than a month."""
    start, end = slots.get("start", ()), slots.get("end", ())
    if len(start) == 1 and len(end) == 1 and start[0][:7] == end[0][:7] and not _whole_month(start[0], end[0]):
        yield start[0], end[0]


def _whole_month(start: str, end: str) -> bool:
    return start[8:] == "01" and int(end[8:10]) == calendar.monthrange(int(end[:4]), int(end[5:7]))[1]
