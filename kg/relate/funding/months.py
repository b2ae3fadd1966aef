"""The months that money is needed for: `six months (May - October) net funding requirements`."""

from __future__ import annotations

import re

from kg.model import Period
from kg.relate.scope import Scope

_DASH = re.compile(r"\s*[-–—]\s*")
_SHORT_YEAR = re.compile(r"(?<=[a-z]\s)(\d\d)$")
_YEAR = re.compile(r"(?:19|20)\d\d")


def coming_months(scope: Scope, text: str) -> Period | None:
    """The months in the bracket behind how many they are; without a year they end no sooner than the report's time."""
    told = scope.pattern("funding", "months").search(text)
    if told is None:
        return None
    words = _SHORT_YEAR.sub(r"20\1", _DASH.sub(" - ", told.group("when")).strip())
    dates = [d.period for d in scope.dates(words)]
    if not dates:
        return None
    start, end, now = dates[0].start, dates[-1].end, scope.document.report.clock.end
    if now is not None and end < now and not _YEAR.search(words):
        start, end = (f"{int(day[:4]) + 1}{day[4:]}" for day in (start, end))
    return Period(start, end, told.group("when"))
