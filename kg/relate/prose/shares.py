"""Shares of people who did or will do something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.model import Claim
from kg.relate.facts import make
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement, year_near
from kg.relate.spans import mentions_in


def share_claims(sentence: Sentence, percents: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """The share that did or will do something: `22% of the inhabitants of X have joined …`."""
    text, origin = text_of(sentence.span), sentence.span.start_char
    scope = sentence.scope
    for i, (span, quantity) in enumerate(percents):
        behind = text[span.end_char - origin :]
        match = scope.pattern("measures", "share").match(behind)
        before = text[: span.start_char - origin]
        if not match or re.search(r"[(]\s*$|\bof whom\b", before[-12:]):
            continue
        if scope.pattern("measures", "no_share").search(match.group("who")):
            continue
        who = re.sub(r"\s+and\s+\d.*$", "", match.group("who"))
        who_only = re.sub(r"\s+of\s+[A-Z]\w+.*$", "", who)
        rest = re.sub(r"\s+in\s+(?:19|20)\d\d.*$", "", match.group("rest")).strip()
        # The next number and the consequence have clauses of their own.
        rest = scope.pattern("measures", "next_clause").split(rest, maxsplit=1)[0].strip()
        aux = match.group("aux").split()[0]
        planned = aux == "will"
        label = f"{who_only} who {match.group('aux')} {rest}".strip()
        if scope.pattern("measures", "told").fullmatch(match.group("aux")):
            label = _answered(who_only, label, rest)
        groups = [m for m in mentions_in(sentence.span, "PopulationGroup") if span.end <= m.start <= span.end + 6]
        limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
        places = [
            scope.name_of(m)
            for m in mentions_in(sentence.span, "Region", "Settlement", "District", "Place")
            if span.end <= m.start < limit
        ]
        claim = measurement(
            sentence,
            label,
            "aimed" if planned else "stated",
            quantity,
            groups[0].kb_id_ if groups else None,
            year_near(sentence, span.start_char) or sentence.scope.year_line(sentence.block),
            0.6,
        )
        slots = dict(claim.slots)
        if places:
            slots["place"] = tuple(places[:1])
        yield make("Measurement", claim.rule, claim.confidence, claim.evidence, slots)


def _answered(who: str, label: str, rest: str) -> str:
    """The indicator of an answer: `tenants who are eating less` of `tenants say they are eating less`."""
    if own := re.match(r"(?:that\s+)?they\s+", rest):
        return f"{who} who {rest[own.end() :]}"
    return f"{who} {rest}" if re.match(r"(?:not\s+)?[a-z]+ing\b", rest) else label
