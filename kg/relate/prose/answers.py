"""Shares of those who gave an answer, behind it: `food was named by 63% of the tenants`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.model import Claim
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement, places_near, year_near
from kg.relate.spans import mentions_in


def answer_claims(sentence: Sentence, percents: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """One measurement for each share behind `by`, of those who named, had or did what stands before."""
    scope, text, origin = sentence.scope, text_of(sentence.span), sentence.span.start_char
    asked = who = str(scope.patterns("measures").get("respondents", ""))
    verb = ""
    for i, (number, quantity) in enumerate(percents):
        before = text[: number.start_char - origin]
        first = scope.pattern("measures", "answered_by").search(before)
        found = first or (scope.pattern("measures", "answered_next").search(before) if verb else None)
        if found is None or not asked or scope.pattern("measures", "no_level").search(found.group("what")):
            continue
        of = scope.pattern("measures", "by_whom").match(text, number.end_char - origin)
        who = of.group("who") if of is not None else asked if first is not None else who
        verb = first.group("verb") if first is not None else verb
        groups = [
            m
            for m in mentions_in(sentence.span, "PopulationGroup")
            if of is not None and of.start("who") <= m.start_char - origin < of.end("who")
        ]
        told_as = f" as {first.group('as')}" if first is not None and first.group("as") else ""
        limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
        sentence.taken.add(number.start)
        yield measurement(
            sentence,
            f"{who} who {verb} {found.group('what')}{told_as}",
            "stated",
            quantity,
            groups[0].kb_id_ if groups else None,
            year_near(sentence, number.start_char),
            0.6,
            places_near(sentence, number.end, limit),
        )
