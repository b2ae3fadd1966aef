"""When: the date of a stretch of a sentence, of the sentence, or of the lead-in above it."""

from __future__ import annotations

import re

from spacy.tokens import Span

from kg.document import AnnotatedBlock, text_of
from kg.model import Period
from kg.relate.scope import Scope
from kg.relate.spans import dates_in


def date_of(scope: Scope, block: AnnotatedBlock, sentence: Span, begin: int, end: int, only: bool) -> Period | None:
    """When: the date of the event's stretch, else of the sentence, else of the lead-in."""
    dates = [(s, d) for s, d in dates_in(sentence) if not _is_topic(scope, sentence, s)]
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
            (
                d
                for s, d in dates
                if re.search(r"\bsince\s+$", text_of(sentence.doc)[sentence.start_char : s.start_char], re.IGNORECASE)
            ),
            None,
        )
    if since and until:
        return Period(since.period.start, until.period.end, f"{since.period.text}, as of {until.period.text}")
    if not own and dates:
        own = [(s, d) for s, d in dates if s.start - sentence.start <= 4] or (dates if len(dates) == 1 else [])
        own = own or [(s, d) for s, d in dates if s.end <= begin][-1:]
    if own:
        best = max(
            own,
            key=lambda sd: (
                {"day": 4, "range": 4, "month": 3, "quarter": 2, "year": 1, "phrase": 1}[sd[1].precision],
                -sd[0].start,
            ),
        )
        return best[1].period
    for words in reversed(block.block.lead):
        found = list(scope.dates(words))
        if found:
            return found[-1].period
    return None


def _is_topic(scope: Scope, sentence: Span, span: Span) -> bool:
    """Whether a year names a law, a plan or a school year, not the time of the event."""
    behind = text_of(sentence.doc)[span.end_char : span.end_char + 22]
    before = text_of(sentence.doc)[max(sentence.start_char, span.start_char - 24) : span.start_char]
    named = scope.pattern("dates", "topic_behind").match(behind) or scope.pattern("dates", "topic_before").search(
        before
    )
    return named is not None
