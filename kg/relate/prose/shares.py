"""Shares of people or things that did, have or undergo something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.model import Claim
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import in_bracket, measurement, named, year_near
from kg.relate.prose.places import places_of
from kg.relate.prose.share_clauses import (
    Share,
    has_own_words,
    names_people,
    predicate_of,
    share_as_object,
    share_at,
    share_without_verb,
    subject_in_front,
)
from kg.relate.prose.share_measurement import claim_of, indicator_of
from kg.relate.spans import PLACES, mentions_in, quantities_in
from kg.relate.verbs import heads_clause

_OF_ANSWERS = 10  # words of what was asked, before an answer


def share_claims(
    sentence: Sentence, percents: Sequence[tuple[Span, Quantity]], last: Share | None = None
) -> Iterator[Claim]:
    """The share that did, has or will do something: `22% of the inhabitants of X have joined …`, `and 30% left`.

    `last` is the share before these, which one without a noun goes back to.
    """
    scope, origin = sentence.scope, sentence.span.start_char
    told: Share | None = None
    for i, (span, quantity) in enumerate(percents):
        before = text_of(sentence.span)[: span.start_char - origin]
        last = subject_in_front(sentence, span) or last
        among = scope.pattern("measures", "among_them").search(before) is not None
        if among and last is None:
            continue  # what a count is made of
        if told is not None and any(
            scope.pattern("measures", key).search(before) for key in ("held_against", "aim_is")
        ):
            limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
            if not has_own_words(sentence, span.end):
                yield from claim_of(sentence, told, span, quantity, limit)
                continue
        elsewhere = scope.pattern("measures", "same_in").search(before) if told is not None else None
        if told is not None and elsewhere is not None:
            limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
            there = [
                m for m in mentions_in(sentence.span, *PLACES) if m.start_char - origin == elsewhere.start("where")
            ]
            for claim in claim_of(sentence, told, span, quantity, limit):
                where = {"place": tuple(scope.name_of(m) for m in there)} if there else {}
                yield replace(claim, slots={**claim.slots, **where})
            continue
        part = None if among else scope.pattern("measures", "part_of").search(before)
        if part is not None and not before.rstrip().endswith("of"):
            continue
        following = percents[i + 1][0].start if i + 1 < len(percents) else None
        share = share_at(sentence, span.end, last, among, following) if part is None else None
        share = share or share_as_object(sentence, span) or share_without_verb(sentence, span, told)
        last = told = share or last
        limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
        if share is not None:
            yield from claim_of(sentence, share, span, quantity, limit)


def part_claims(sentence: Sentence) -> Iterator[Claim]:
    """How many of all are in some state: `12 out of 30 clinics are closed`; what was done to them is an activity."""
    doc, scope = sentence.span.doc, sentence.scope
    numbers = quantities_in(sentence.span)
    for (number, quantity), (whole, _) in pairwise(numbers):
        between = re.fullmatch(
            r"(?P<who>[\w’'-]+(?: [\w’'-]+)? (?=out ))?(?:(?:out )?of(?: the| a total of)?)",
            " ".join(doc[number.end : whole.start].text.split()),
        )
        if between is None or quantity.percent:
            continue
        start = whole.end
        verb = predicate_of(sentence, start)
        told = verb.head if verb is not None and verb.lemma_ == "do" and verb.dep_ == "aux" else verb
        if verb is None or told is None or told.lemma_ not in scope.words("measures", "states"):
            continue
        who = between.group("who")
        if (verb.i == start) is not bool(who):
            continue
        if not _is_state(sentence, verb):
            continue
        if names_people(sentence, number.end if who else start, verb.i):
            continue
        who = (who or "").strip() or " ".join(doc[start : verb.i].text.split())
        who = scope.pattern("measures", "where").sub("", who)
        label = indicator_of(sentence, Share(who, verb, False, range(start, verb.i)))
        if label is None:
            continue
        sentence.taken.update({number.start, whole.start})
        places = places_of(scope, sentence.span, sentence.span.start, sentence.span.end, False)
        year = year_near(sentence, number.start_char)
        yield measurement(sentence, label, "stated", quantity, None, year, 0.6, places or sentence.inherited)


def parts_of_all_claims(sentence: Sentence) -> Iterator[Claim]:
    """The same with all of them in front: `of the 30 clinics, 12 are closed and five have no doctor`."""
    doc, scope, span = sentence.span.doc, sentence.scope, sentence.span
    text, origin = text_of(span), span.start_char
    whole = scope.pattern("measures", "of_all").search(text)
    numbers = [(s, q) for s, q in quantities_in(span) if not q.percent and not q.currency]
    if whole is None or not any(s.start_char == origin + whole.start("count") for s, _ in numbers):
        return
    begin, end = (origin + at for at in whole.span("who"))
    first, last = (next(t.i for t in span if t.idx + len(t) > at) for at in (begin, end - 1))
    if names_people(sentence, first, last + 1) or scope.pattern("measures", "no_count").search(whole.group("who")):
        return
    who = scope.pattern("measures", "where").sub("", whole.group("who"))
    for number, quantity in numbers:
        verb = doc[number.end] if number.end < span.end else None
        while verb is not None and verb.pos_ == "ADV" and verb.i + 1 < span.end:
            verb = doc[verb.i + 1]
        if number.start_char < origin + whole.end() or verb is None or not heads_clause(verb):
            continue
        following = next((s.start for s, _ in numbers if s.start > number.start), None)
        while following is not None and (doc[following - 1].is_punct or doc[following - 1].dep_ == "cc"):
            following -= 1
        share = Share(who, verb, False, range(first, last + 1))
        if verb.lemma_ not in scope.words("measures", "states") or not _is_state(sentence, verb):
            continue
        if (label := indicator_of(sentence, share, following)) is None:
            continue
        sentence.taken.update({number.start, *(s.start for s, _ in numbers if s.start_char < origin + whole.end())})
        places = places_of(scope, span, span.start, span.end, False)
        year = year_near(sentence, number.start_char)
        yield measurement(sentence, label, "stated", quantity, None, year, 0.6, places or sentence.inherited)


def _is_state(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells of a state, also of one that somebody or something brought about, not of what was done."""
    done = [c for c in [verb.head, *verb.children] if c.tag_ == "VBN"]
    return all(c.lemma_.lower() in sentence.scope.words("measures", "undergone") for c in done)


def listed_claims(sentence: Sentence) -> Iterator[Claim]:
    """Indicators with their value behind a colon: `Percentage of tenants in debt: 38%`, or with one for each answer."""
    text, origin = text_of(sentence.span), sentence.span.start_char
    numbers = quantities_in(sentence.span)
    values = {s.start_char: i for i, (s, _) in enumerate(numbers)}
    for match in sentence.scope.pattern("measures", "listed").finditer(text):
        at = values.get(origin + match.end())
        if at is None or numbers[at][1].currency:
            continue
        name = sentence.scope.pattern("measures", "measured").sub("", match.group("name"))
        groups = [
            m
            for m in mentions_in(sentence.span, "PopulationGroup")
            if origin + match.start() <= m.start_char < origin + match.end()
        ]
        group = groups[0].kb_id_ if groups else None
        if groups and not numbers[at][1].percent and name.rstrip().endswith(groups[-1].text):
            continue  # `Total refugees: 300` counts people
        for (number, quantity), label in _answers(sentence, numbers[at:]):
            sentence.taken.add(number.start)
            year = year_near(sentence, number.start_char)
            whole = f"{named(sentence.scope, name, _OF_ANSWERS)} {label}" if label else name
            for told, value in [("stated", quantity), *in_bracket(sentence, number)]:
                yield measurement(sentence, whole, told, value, group, year, 0.7)


def _answers(
    sentence: Sentence, numbers: Sequence[tuple[Span, Quantity]]
) -> Iterator[tuple[tuple[Span, Quantity], str]]:
    """The first value with nothing, or all values of a list with their labels: `13% fewer, 79% as many, 5% more`."""
    shares = [n for n in numbers if n[1].percent]
    text, answer = text_of(sentence.span.doc), sentence.scope.pattern("measures", "answer")
    if len(shares) < 2 or not numbers[0][1].percent:
        yield numbers[0], ""
        return
    for i, share in enumerate(shares):
        end = shares[i + 1][0].start_char if i + 1 < len(shares) else sentence.span.end_char
        label = answer.match(text[share[0].end_char : end].rstrip(" ."))
        if label is None:
            if not i:
                yield share, ""
            return
        yield share, label.group("label")
