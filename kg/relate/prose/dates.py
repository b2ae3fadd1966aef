"""When: the date of a stretch of a sentence, of the sentence, or of the lead-in above it."""

from __future__ import annotations

import re
from calendar import monthrange

from spacy.tokens import Span

from kg.document import AnnotatedBlock, FoundDate, text_of
from kg.model import Period
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, dates_in, is_parted, mentions_in

_COMPARED = re.compile(
    r"\(\s*(?:\d[\d.,]*(?:\s+and\s+\d[\d.,]*)?\s+in\s+[^()\d]{0,12}\d{4}"
    r"|(?:in\s+)?[A-Z][^()\d]{1,14}(?:\d{4})?\s*:\s*\d[\d.,]*)\s*\)"
)
_SPANS = frozenset({"year", "month", "quarter", "range"})
_SINCE = re.compile(
    r"\bsince\s+(?:the\s+)?(?:(?:(?!\b(?:was|were)\b)[^,.;()\d]){2,60}?\s(?:on|in|of)\s+(?:the\s+)?|(?:on|in)\s+)?$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{4}|\blast\b|\bpast\b|\bprevious\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had)\b")
_OPENS = re.compile(r"\b(?:start|beginning|onset|outset)\s+(?:of|in)\s+(?:the\s+)?(?:year\s+)?\d{4}$", re.IGNORECASE)


def date_of(
    scope: Scope, block: AnnotatedBlock, sentence: Span, begin: int, end: int, only: bool, *, happened: bool = False
) -> Period | None:
    """When: the date of the event's stretch, else of the sentence, else of the lead-in.

    Args:
        scope: of the report.
        block: that holds the sentence.
        sentence: that tells the event.
        begin: the first token of the event's stretch.
        end: the token behind its last.
        only: whether a date elsewhere in the sentence may be that of another event.
        happened: whether it is asked of what happened, which was not on the day of a source: `(OCHA, 3 May 2020)`.
    """
    compared = compared_dates(sentence)
    dates = [
        (s, d)
        for s, d in dates_in(sentence)
        if not _is_topic(scope, sentence, s)
        and not any(b <= s.start_char < e for b, e, _ in compared)
        and not is_held_against(scope, sentence, begin, s)
    ]
    said = [(s, d) for s, d in dates if not _is_of_source(scope, sentence, s)] if dates else dates
    dates = said or ([] if happened else dates)
    own = [(s, d) for s, d in dates if begin <= s.start < end] if only else dates
    since = next(
        (d for s, d in dates if d.precision == "phrase" and d.period.text.casefold().startswith("since")), None
    )
    until = next(
        (
            d
            for s, d in dates
            if re.search(
                r"\bas (?:of|at)\s+$", text_of(sentence.doc)[sentence.start_char : s.start_char], re.IGNORECASE
            )
        ),
        None,
    )
    if since is None and until is not None:
        since = next(
            (d for s, d in dates if _SINCE.search(text_of(sentence.doc)[sentence.start_char : s.start_char])),
            None,
        )
    if since and until:
        return Period(since.period.start, until.period.end, f"{since.period.text}, as of {until.period.text}")
    if not own and dates:
        # `three will be dug in May; one is dug already`
        near = [(s, d) for s, d in dates if not only or not is_parted(s, begin, end)]
        own = [(s, d) for s, d in dates if s.start - sentence.start <= 4] or (near if len(dates) == 1 else [])
        own = own or [(s, d) for s, d in near if s.end <= begin][-1:]
    if own:
        found = max(
            own,
            key=lambda sd: (
                {"day": 4, "range": 4, "month": 3, "quarter": 2, "year": 1, "phrase": 1}[sd[1].precision],
                -sd[0].start,
            ),
        )
        return up_to_report(scope, sentence, *found)
    for words in reversed(block.block.lead):
        above = list(scope.dates(words))
        if above:
            return above[-1].period
    return None


def _is_of_source(scope: Scope, sentence: Span, date: Span) -> bool:
    """Whether a bracket dates a source that it names: `(UNHCR, 30 June 2020)`, but not `(Gulu, 30 June 2020)`.

    So is the day on which somebody told it: `the ministry said on 30 June 2020`.
    """
    before = text_of(sentence.doc)[sentence.start_char : date.start_char]
    if scope.pattern("dates", "told_on").search(before):
        return True
    quoted = scope.pattern("dates", "in_quote").search(before) if "(" in before else None
    if quoted is None:
        return False
    opened = sentence.start_char + quoted.start()
    return not any(opened < m.start_char < date.start_char for m in mentions_in(sentence, *PLACES))


def headed_time(scope: Scope, block: AnnotatedBlock) -> Period | None:
    """The time of the heading above, where that announces what was done: `Achievements in 2020`."""
    title = block.block.section[-1] if block.block.section else ""
    if not any(c.isdigit() for c in title) or scope.pattern("dates", "heads_deeds").fullmatch(title) is None:
        return None
    dates = [d.period for d in scope.dates(title) if d.precision in _SPANS]
    return dates[0] if len(dates) == 1 else None


def is_held_against(scope: Scope, sentence: Span, begin: int, date: Span) -> bool:
    """Whether a date is that of what the words from a token on are held against: `300 in A, up from 200 in May`."""
    if date.start < begin:
        return False
    between = text_of(sentence.doc)[sentence.doc[begin].idx : date.start_char]
    return scope.pattern("dates", "held_against").search(between) is not None


def compared_dates(sentence: Span) -> list[tuple[int, int, Period]]:
    """Brackets that hold the figure of another time (`(3,314 in 2017)`): where they begin and end, and that time."""
    text = text_of(sentence.doc)
    found = []
    for match in _COMPARED.finditer(text, sentence.start_char, sentence.end_char):
        inside = [d for s, d in dates_in(sentence) if match.start() <= s.start_char < match.end()]
        if inside:
            found.append((match.start(), match.end(), inside[0].period))
    return found


def other_time(sentence: Span, number: Span) -> Period | None:
    """The time of a figure in brackets that only compares: `(3,314 in 2017)`, `(May: 3,314)`."""
    at = number.start_char
    return next((period for begin, end, period in compared_dates(sentence) if begin <= at < end), None)


def time_of_sum(scope: Scope, sentence: Span, number: Span) -> Period | None:
    """The time of a sum that a number tells: `reached 40 people, bringing the total to 300 since January`."""
    behind = [(s, d) for s, d in dates_in(sentence) if s.start >= number.end]
    return up_to_report(scope, sentence, *behind[0]) if behind and is_sum(scope, sentence, number) else None


def is_sum(scope: Scope, sentence: Span, number: Span) -> bool:
    """Whether what a number counts is all to which something is added: `bringing the total to 300`."""
    before = text_of(sentence)[: number.start_char - sentence.start_char]
    return scope.pattern("populations", "sums_up").search(before) is not None


def up_to_report(scope: Scope, sentence: Span, span: Span, found: FoundDate) -> Period | None:
    """`Since March` reaches up to the end of the report's period; where that is not stated, no time can be told."""
    clock, period = scope.document.report.clock, found.period
    before = text_of(sentence.doc)[sentence.start_char : span.start_char]
    since = _SINCE.search(before) if found.precision != "phrase" else None
    if since is None or (clock.end is not None and clock.stated and clock.end <= period.end):
        return period
    if clock.end is None or not clock.stated:
        # `Since the start of 2020`: all of that year
        return period if found.precision == "year" and _OPENS.search(since[0] + period.text) else None
    return Period(period.start, clock.end, f"since {period.text}")


def _is_topic(scope: Scope, sentence: Span, span: Span) -> bool:
    """Whether a year names a law, a plan or a school year, not the time of the event."""
    behind = text_of(sentence.doc)[span.end_char : span.end_char + 22]
    before = text_of(sentence.doc)[max(sentence.start_char, span.start_char - 24) : span.start_char]
    named = scope.pattern("dates", "topic_behind").match(behind) or scope.pattern("dates", "topic_before").search(
        before
    )
    return named is not None


def is_after(scope: Scope, period: Period) -> bool:
    """Whether a time begins behind that of the report."""
    end = scope.document.report.clock.end
    return end is not None and period.start > end


def coming(scope: Scope, sentence: Span, period: Period) -> Period:
    """The time of what is planned: a month without a year that would be over is that of the year to come.

    What `was planned` may be over.
    """
    start = scope.document.report.clock.start
    if start is None or period.end >= start or _DATED.search(period.text) or _PAST.search(text_of(sentence)):
        return period
    year = int(period.end[:4])
    if str(year) not in {str(int(start[:4]) - 1), start[:4]} or period.start[:4] != period.end[:4]:
        return period
    day = min(int(period.end[8:]), monthrange(year + 1, int(period.end[5:7]))[1])
    return Period(f"{year + 1}{period.start[4:]}", f"{year + 1}{period.end[4:8]}{day:02d}", period.text)
