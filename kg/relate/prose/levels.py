"""Values right beside the name of what is measured: `unemployment stood at 40%`, `a 92% attendance rate`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.model import Claim
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement, places_near, year_near
from kg.relate.prose.share_clauses import has_own_clause
from kg.relate.spans import mentions_in, quantities_in

_PART = re.compile(r"\s*(?:of|among)\s+(?:whom|which|them|these|those)\b")
_OF_WHOM = re.compile(r"\s*(?:for|of|in|among(?:st)?)\s+(?:the\s+)?")


def level_claims(sentence: Sentence) -> Iterator[Claim]:
    """Values of what has a name of its own: conditions and means before them, rates behind them."""
    numbers = [(s, q) for s, q in quantities_in(sentence.span) if not q.currency and s.start not in sentence.taken]
    numbers = [(s, q) for s, q in numbers if q.percent or not _is_interval(sentence, s, q)]
    name: re.Match[str] | None = None
    for i, (span, quantity) in enumerate(numbers):
        text, at = text_of(sentence.span), span.start_char - sentence.span.start_char
        compared = sentence.scope.pattern("measures", "compared").search(text[:at]) if quantity.percent else None
        if compared is None and quantity.percent:
            compared = _next_of_list(sentence, span)
        if compared is not None and has_own_clause(sentence, span):
            compared = None
        if name is None or compared is None:
            name = _name_of(sentence, span, quantity)
        if name is None:
            continue
        limit = numbers[i + 1][0].start if i + 1 < len(numbers) else sentence.span.end
        yield _claim(sentence, name, span, quantity, limit)


def _name_of(sentence: Sentence, span: Span, quantity: Quantity) -> re.Match[str] | None:
    """The name of which a number is the value."""
    scope, text = sentence.scope, text_of(sentence.span)
    begin, end = span.start_char - sentence.span.start_char, span.end_char - sentence.span.start_char
    if _PART.match(text, end):
        return None  # `300 children with SAM (45% of whom …)`
    found = scope.pattern("measures", "level" if quantity.percent else "mean").search(text[:begin])
    if found is None and quantity.percent:
        found = scope.pattern("measures", "named_behind").search(text, end)
        found = found if found is not None and found.start() == end else None
        if found is not None and _is_answer(sentence, text[:begin]):
            return None
    elif found is not None and not quantity.percent and _counts_time(sentence, span):
        return None
    if found is None or scope.pattern("measures", "no_level").search(found.group("name")):
        return None
    return found


def _next_of_list(sentence: Sentence, number: Span) -> re.Match[str] | None:
    """Whether a value goes on from those of other places or people: `30% in A, 25% in B and 12% in C`."""
    scope, text = sentence.scope, text_of(sentence.span)
    at, end = (x - sentence.span.start_char for x in (number.start_char, number.end_char))
    behind = scope.pattern("measures", "of_whom").match(text, end)
    return scope.pattern("measures", "next_of_list").search(text[:at]) if behind is not None else None


def _is_interval(sentence: Sentence, number: Span, quantity: Quantity) -> bool:
    """Whether numbers in a bracket only tell between which bounds the value lies: `11% (95% CI: 9.8-13.4)`."""
    before = text_of(sentence.span)[: number.start_char - sentence.span.start_char]
    opening = max(before.rfind("("), before.rfind("["))
    if opening <= max(before.rfind(")"), before.rfind("]")):
        return False
    certainty = sentence.scope.pattern("measures", "certainty")
    return quantity.upper is not None or certainty.search(before[opening:]) is not None


def _is_answer(sentence: Sentence, before: str) -> bool:
    """Whether a share goes on from those of other answers: `40% cited thirst, and 9% access to food`."""
    told = re.search(r"(?:%|\bcent)\W", before) is not None and sentence.scope.pattern("measures", "told").search(
        before
    )
    return bool(told) and sentence.scope.pattern("measures", "clause_before").search(before) is not None


def _counts_time(sentence: Sentence, span: Span) -> bool:
    """Whether a number is a year, a ratio or a day."""
    behind = text_of(sentence.span)[span.end_char - sentence.span.start_char :]
    return sentence.scope.pattern("measures", "no_mean").match(behind) is not None


def _claim(sentence: Sentence, name: re.Match[str], span: Span, quantity: Quantity, limit: int) -> Claim:
    scope, origin = sentence.scope, sentence.span.start_char
    begin, end = origin + name.start("name"), origin + name.end("name")
    told = mentions_in(sentence.span, "PopulationGroup")
    # Its own group stands right behind the value: `35% for women`.
    behind = [m for m in told if _OF_WHOM.fullmatch(text_of(sentence.span.doc), span.end_char, m.start_char)]
    groups = behind or [m for m in told if begin <= m.start_char < end]
    # A clause before the name is no part of it: `data show that unemployment …`.
    lead = name.groupdict().get("lead") or ""
    label = scope.pattern("measures", "before_name").sub("", lead, count=1) + name.group("name")[len(lead) :]
    aimed = scope.pattern("measures", "aimed").search(text_of(sentence.span)[: span.start_char - origin])
    sentence.taken.add(span.start)
    return measurement(
        sentence,
        label,
        "aimed" if aimed else "stated",
        quantity,
        groups[0].kb_id_ if groups else None,
        year_near(sentence, span.start_char, sentence.span.doc[limit - 1].idx + 1),
        0.65,
        places_near(sentence, span.end, limit),
    )


def each_claims(sentence: Sentence) -> Iterator[Claim]:
    """What there is for each: `18 litres per person per day`, `40 users per latrine`, `one latrine for 40 users`."""
    scope, text, origin = sentence.scope, text_of(sentence.span), sentence.span.start_char
    name: str | None = None
    numbers = quantities_in(sentence.span)
    for i, (span, quantity) in enumerate(numbers):
        if quantity.percent or quantity.currency or span.start in sentence.taken:
            continue
        aimed = scope.pattern("measures", "aimed").search(text[: span.start_char - origin])
        found = scope.pattern("measures", "per_each").match(text, span.end_char - origin)
        one = scope.pattern("measures", "one_for").search(text[: span.start_char - origin])
        users = scope.pattern("measures", "users").match(text, span.end_char - origin) if one is not None else None
        if one is not None and users is not None:
            name = f"{users.group('users')} per {one.group('unit')}"
        elif found is not None:
            name = found.group("name") or found.group("short")
        elif name is None or aimed is None or not text[span.end_char - origin :].lstrip().startswith(name.split()[0]):
            continue
        limit = numbers[i + 1][0].start if i + 1 < len(numbers) else sentence.span.end
        sentence.taken.add(span.start)
        places = places_near(sentence, span.end, limit)
        year = year_near(sentence, span.start_char)
        yield measurement(sentence, name, "aimed" if aimed else "stated", quantity, None, year, 0.6, places)
