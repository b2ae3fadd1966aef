"""Indicators in sentences: rates with their value, baseline and target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.model import Claim, Name
from kg.relate.prose.achieved import achieved_claims
from kg.relate.prose.answers import answer_claims
from kg.relate.prose.brackets import bracket_claims
from kg.relate.prose.changes import change_claims, count_claims, index_claims
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.levels import each_claims, level_claims
from kg.relate.prose.located import located_claims, most_claims, opened_claims
from kg.relate.prose.measurements import in_bracket, measurement, places_near, role_beside, year_near
from kg.relate.prose.share_clauses import Share, first_share, has_own_clause
from kg.relate.prose.shares import listed_claims, part_claims, parts_of_all_claims, share_claims
from kg.relate.spans import mentions_in, quantities_in
from kg.relate.verbs import FINITE

_FROM_TO = re.compile(r"\bfrom\s+\S+(?:\s+in\s+(?P<year>(?:19|20)\d\d))?\s+to\s+\S+(?:\s+in\s+(?:19|20)\d\d)?")


def measure_claims(sentence: Sentence) -> Iterator[Claim]:
    """Measurements that a sentence states, but for what a count of harm is made of."""
    for claim in _measured(sentence):
        label = next(iter(claim.slots["indicator"]), None)
        if not isinstance(label, Name) or not sentence.scope.pattern("measures", "no_indicator").search(label.text):
            yield claim


def _measured(sentence: Sentence) -> Iterator[Claim]:
    numbers = quantities_in(sentence.span)
    if not numbers:
        return
    sentence.taken.update(s.start for s, q in numbers if q.percent and _is_bound(sentence, s))
    yield from listed_claims(sentence)
    yield from part_claims(sentence)
    if len(numbers) > 1 and "," in text_of(sentence.span):
        yield from parts_of_all_claims(sentence)
    if any(q.percent for _, q in numbers) and (changes := list(change_claims(sentence))):
        yield from changes
        return
    if len(numbers) > 1:
        yield from index_claims(sentence)
        yield from count_claims(sentence)
    yield from level_claims(sentence)
    yield from each_claims(sentence)
    percents = [(s, q) for s, q in numbers if q.percent and not _is_difference(sentence, s)]
    percents = [(s, q) for s, q in percents if s.start not in sentence.taken]
    yield from achieved_claims(sentence, percents)
    percents = [(s, q) for s, q in percents if s.start not in sentence.taken]
    if not percents:
        return
    yield from answer_claims(sentence, percents)
    percents = [(s, q) for s, q in percents if s.start not in sentence.taken]
    yield from located_claims(sentence, percents)
    yield from opened_claims(sentence, percents) if percents else ()
    percents = [(s, q) for s, q in percents if s.start not in sentence.taken]
    shares: list[Share] = []
    yield from most_claims(sentence, percents, first_share(sentence, percents))
    percents = [(s, q) for s, q in percents if s.start not in sentence.taken]
    yield from bracket_claims(sentence, percents, shares)
    percents = [(s, q) for s, q in percents if s.start not in sentence.taken]
    if not percents:
        return
    heads = list(sentence.scope.pattern("measures", "rate").finditer(text_of(sentence.span)))
    if not heads or _is_clause(sentence, heads[0]):
        yield from share_claims(sentence, percents, shares[-1] if shares else None)
        return
    own = [(s, q) for s, q in percents if has_own_clause(sentence, s)]
    yield from share_claims(sentence, own, shares[-1] if shares else None)
    yield from _rate_claims(sentence, heads, [p for p in percents if p not in own])


def _is_bound(sentence: Sentence, value: Span) -> bool:
    """Whether a share is no value: how sure an interval is (`95% CI`), or a bound that values are held to (`>75%`).

    Nor is how far something grew (`up 20 percent`).
    """
    scope, text = sentence.scope, text_of(sentence.span.doc)
    if any(scope.pattern("measures", key).match(text, value.end_char) for key in ("certainty", "grown_behind")):
        return True
    before = text[sentence.span.start_char : value.start_char]
    if scope.pattern("measures", "grown_before").search(before) is not None:
        return True
    held = scope.pattern("measures", "bound").search(before)
    return held is not None and scope.pattern("measures", "aimed").search(before) is None


def _is_difference(sentence: Sentence, value: Span) -> bool:
    """Whether a number only tells how far two shares are apart: `by 12 percentage points`."""
    return sentence.scope.pattern("measures", "points").match(text_of(sentence.span.doc), value.end_char) is not None


def _rate_claims(
    sentence: Sentence, heads: Sequence[re.Match[str]], percents: Sequence[tuple[Span, Quantity]]
) -> Iterator[Claim]:
    """The values of rates, each of the one named last before it."""
    for i, (span, quantity) in enumerate(percents):
        if span.start in sentence.taken:
            continue  # told in a bracket behind another
        at = span.start_char - sentence.span.start_char
        head = next((h for h in reversed(heads) if h.end() <= at and not _is_clause(sentence, h)), heads[0])
        name = _name(sentence, head)
        if name is None:
            continue
        name = _that_of(sentence, name, span) or name
        measure = _measure(sentence, head.group("name"), span, first_of_several=not i and len(percents) > 1)
        if measure is None or _is_threshold(sentence, head, span):
            continue
        limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
        group = _group(sentence, span, limit) or _group_named(sentence, head)
        label = _label(sentence, name, span)
        year = year_near(sentence, span.start_char, sentence.span.doc[limit - 1].idx + 1)
        places = places_near(sentence, span.end, limit)
        about = group.kb_id_ if group is not None else None
        for told, value in [(measure, quantity), *in_bracket(sentence, span)]:
            yield measurement(sentence, label, told, value, about, year, 0.65, places)


def _name(sentence: Sentence, head: re.Match[str]) -> str | None:
    """The name of a rate without a clause before it; None if it says nothing, or is one of a disease."""
    if sentence.scope.pattern("measures", "ill_rate").search(head.group("name")):
        return None
    lead = head.group("lead")
    own = sentence.scope.pattern("measures", "before_name").sub("", lead, count=1)
    own = sentence.scope.pattern("measures", "growing").sub("", own)  # `a rise in the share of …, reaching 18%`
    name = f"{own}{head.group('name')[len(lead) :]}".strip()
    return None if sentence.scope.pattern("measures", "no_name").search(name) else name


def _that_of(sentence: Sentence, name: str, value: Span) -> str | None:
    """The name of a rate told before, of others: `the prevalence of wasting was 9% and that of stunting 30%`."""
    text = text_of(sentence.span)[: value.start_char - sentence.span.start_char]
    other = sentence.scope.pattern("measures", "that_of").search(text)
    if other is None:
        own = sentence.scope.pattern("measures", "other_condition").search(text)
        last = name.rsplit(maxsplit=1)[-1]
        return f"{own.group('what')} {last}" if own is not None and own.group("what") not in name else None
    return f"{re.split(r' (?:of|for|among|in) ', name, maxsplit=1)[0]} {' '.join(other.group('what').split())}"


def _is_clause(sentence: Sentence, head: re.Match[str]) -> bool:
    """Whether the words before the noun of a rate are a clause, not its name."""
    begin, end = (sentence.span.start_char + head.start("name"), sentence.span.start_char + head.end("name"))
    named = [t for t in sentence.span if begin <= t.idx < end]
    # `the share of families that have debts` is a name
    own = next((i for i, t in enumerate(named) if t.tag_ in {"WDT", "WP"}), len(named))
    return any(t.tag_ in FINITE for t in named[:own])


def _measure(sentence: Sentence, name: str, value: Span, first_of_several: bool) -> str | None:
    """The role of the measure that a value is; None for one that only says how much the rate grew."""
    scope, text = sentence.scope, text_of(sentence.span)
    at = value.start_char - sentence.span.start_char
    if scope.pattern("measures", "growth").search(text[:at]):
        return None
    if scope.pattern("measures", "growing").search(name) and not scope.pattern("measures", "came_to").search(text[:at]):
        return None
    if (beside := role_beside(sentence, value)) is not None:
        return beside
    change = _FROM_TO.search(text)
    from_it = change is not None and change.start() <= at <= change.end() and not change.group("year")
    if from_it and scope.pattern("measures", "ranging").search(text[: change.start() if change else 0]):
        return "stated"  # `ranges from 8% in A to 14% in B`
    return "former" if first_of_several and from_it else "stated"


def _is_threshold(sentence: Sentence, head: re.Match[str], value: Span) -> bool:
    """Whether a number is no value of the rate: it stands before its name, or is a limit that the rate is held to."""
    text, at = text_of(sentence.span), value.start_char - sentence.span.start_char
    behind = text[at + len(value.text) :]
    begin = head.start("name") - 2
    if (
        at + len(value.text) < begin
        or text[at + len(value.text) : begin + 2].strip()
        or any(sentence.scope.pattern("measures", key).match(behind) for key in ("limit", "differs"))
    ):
        return True
    if sentence.scope.pattern("measures", "share_each").match(behind) is not None:
        return True  # `the share of households that spend more than 75% of their income`
    return sentence.scope.pattern("measures", "limit_of").search(text[:at]) is not None


def _groups_behind(sentence: Sentence, value: Span) -> list[Span]:
    groups = mentions_in(sentence.span, "PopulationGroup")
    return [m for m in groups if value.end <= m.start <= value.end + 9]


def _group(sentence: Sentence, value: Span, limit: int) -> Span | None:
    """The group behind a value, before the next value."""
    groups = _groups_behind(sentence, value)
    return groups[0] if groups and groups[0].start < limit else None


def _group_named(sentence: Sentence, head: re.Match[str]) -> Span | None:
    """The group inside the name of the rate, but for those who do something: `births attended by midwives`."""
    doc = sentence.span.doc
    for mention in mentions_in(sentence.span, "PopulationGroup"):
        if any(t.lower_ == "by" for t in doc[max(sentence.span.start, mention.start - 2) : mention.start]):
            continue
        if head.start() <= mention.start_char - sentence.span.start_char <= head.end():
            return mention
    return None


def _label(sentence: Sentence, name: str, value: Span) -> str:
    """The name of the rate, with what a value is of where that is no group: `40% for girls`."""
    behind = text_of(sentence.span)[value.end_char - sentence.span.start_char :]
    own = sentence.scope.pattern("measures", "of_what").match(behind)
    if own is None or not own.group("what").strip():
        return name
    at = value.end_char + own.start("what") + 1
    if any(m.start_char <= at <= m.end_char for m in _groups_behind(sentence, value)):
        return name
    return f"{name} for {own.group('what').strip()}"
