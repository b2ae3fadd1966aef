"""Indicators in sentences: rates with their value, baseline and target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Claim
from kg.relate.prose.changes import change_claims
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement, year_near
from kg.relate.prose.shares import share_claims
from kg.relate.spans import mentions_in, quantities_in


def measure_claims(sentence: Sentence) -> Iterator[Claim]:
    """Measurements that a sentence states."""
    text = sentence.span.text
    origin = sentence.span.start_char
    percents = [(s, q) for s, q in quantities_in(sentence.span) if q.percent]
    if not percents:
        return
    changes = list(change_claims(sentence))
    if changes:
        yield from changes
        return
    nouns = "|".join(sentence.scope.patterns("measures").get("nouns", []))
    if not nouns:
        return
    head = re.search(
        rf"(?:[Tt]he\s+|an?\s+|[Tt]his\s+)?(?P<name>(?:[\w’'/-]+\s+){{0,6}}?(?:{nouns})s?(?:\s+(?:of|for|at|in terms of)\s+(?!\d)[\w’'/-]+(?:\s+(?!(?:is|was|were|are|has|have|had|fell|rose|reached|stood|both|increased|decreased|converging)\b)[\w’'/-]+){{0,6}}?)?)(?=\s+(?:is|was|were|are|has|have|had|fell|rose|reached|stood|of|for|both|increased|decreased|improved|dropped|remains?|\d)|,)",
        text,
    )
    if head is None:
        yield from share_claims(sentence, percents)
        return
    name = re.sub(r"^(?:the|an?|this)\s+", "", head.group("name"), flags=re.IGNORECASE).strip()
    change = re.search(
        r"\b(?:from)\s+(?P<a>\S+)(?:\s+in\s+(?P<ya>(?:19|20)\d\d))?\s+to\s+(?P<b>\S+)(?:\s+in\s+(?P<yb>(?:19|20)\d\d))?",
        text,
    )
    for i, (span, quantity) in enumerate(percents):
        before = text[: span.start_char - origin]
        if re.search(
            r"\b(?:increase|decrease|drop|rise|growth|decline)(?:\s+rate)?\s+of\s+$", before, re.IGNORECASE
        ) or re.search(r"\bgrowth\b", name):
            continue
        measure = "actual"
        if (
            change
            and len(percents) > 1
            and i == 0
            and change.start() <= span.start_char - origin <= change.end()
            and not change.group("ya")
        ):
            measure = "baseline"
        if re.search(r"\b(?:target|objective|goal)\s+(?:of|was|is)\s+$", before, re.IGNORECASE):
            measure = "target"
        own = re.match(
            r"\s*(?:of|for)\s+(?P<what>(?:(?!\b(?:for|out|and|although|whereas|while)\b)[\w’'-]+\s*){1,5})(?:\s+for\s+(?P<who>[\w’'\s-]+?))?(?=,|\s+and\b|\s+out\b|\s+in\b|\.|$)",
            text[span.end_char - origin :],
        )
        label = name
        groups = [m for m in mentions_in(sentence.span, "PopulationGroup") if span.end <= m.start <= span.end + 9]
        if (
            own
            and own.group("what").strip()
            and not any(m.start_char <= span.end_char + own.start("what") + 1 <= m.end_char for m in groups)
        ):
            label = f"{name} for {own.group('what').strip()}"
        group = groups[0] if groups and (i + 1 >= len(percents) or groups[0].start < percents[i + 1][0].start) else None
        if group is None:
            named = [
                m
                for m in mentions_in(sentence.span, "PopulationGroup")
                if head.start() <= m.start_char - origin <= head.end()
            ]
            group = named[0] if named else None
        yield measurement(
            sentence,
            label,
            measure,
            quantity,
            group.kb_id_ if group is not None else None,
            year_near(sentence, span.start_char),
            0.65,
        )
