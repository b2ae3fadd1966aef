"""Shares of people or things that did, have or undergo something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.model import Claim
from kg.relate.facts import make
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement, year_near
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.places import places_of
from kg.relate.spans import mentions_in, quantities_in

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_REACH = 18  # tokens between a share and the verb of those whom it is of, at most
_SPLIT = re.compile(r"\s+and\s+\d.*$|\s+of\s+[A-Z]\w+.*$")
_IN_YEAR = re.compile(r"\s+in\s+(?:19|20)\d\d.*$")


@dataclass(frozen=True)
class _Share:
    """Whose share it is, and the verb that tells what they did; the participle of those who are just described."""

    who: str
    verb: Token
    people: bool


def share_claims(sentence: Sentence, percents: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """The share that did, has or will do something: `22% of the inhabitants of X have joined …`, `and 30% left`."""
    scope, origin = sentence.scope, sentence.span.start_char
    last: _Share | None = None
    for i, (span, quantity) in enumerate(percents):
        before = text_of(sentence.span)[: span.start_char - origin]
        if scope.pattern("measures", "part_of").search(before) or "of whom" in before[-12:]:
            continue
        last = share = _share(sentence, span.end, last)
        label = _label(sentence, share) if share is not None else None
        if share is None or label is None:
            continue
        groups = [m for m in mentions_in(sentence.span, "PopulationGroup") if span.end <= m.start <= span.end + 6]
        limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
        found = mentions_in(sentence.span, "Region", "Settlement", "District", "Place")
        own = [m for m in found if span.end <= m.start < limit]
        places = [scope.name_of(m) for m in own or [m for m in found if m.start < percents[0][0].start]]
        claim = measurement(
            sentence,
            label,
            "aimed" if share.verb.lower_ == "will" else "stated",
            quantity,
            groups[0].kb_id_ if groups else None,
            year_near(sentence, span.start_char) or scope.year_line(sentence.block),
            0.6,
        )
        slots = dict(claim.slots)
        if places:
            slots["place"] = tuple(places[:1])
        yield make("Measurement", claim.rule, claim.confidence, claim.evidence, slots)


def _share(sentence: Sentence, at: int, last: _Share | None) -> _Share | None:
    """The share whose words begin at a token; one without a noun of its own is of those before."""
    doc, end = sentence.span.doc, sentence.span.end
    if at < end and doc[at].text == "(":  # `39% (n=12) of …`
        at = next((t.i + 1 for t in doc[at : min(at + 8, end)] if t.text == ")"), at)
    if at >= end:
        return None
    if doc[at].lower_ != "of":
        told = doc[at + 1] if doc[at].pos_ == "ADV" and at + 1 < end else doc[at]
        return _Share(last.who, told, last.people) if last is not None and _is_finite(told) else None
    start = at + 1
    while start < end and doc[start].lower_ in {"the", "all"}:
        start += 1
    verb = _predicate(sentence, start)
    if verb is None or verb.i == start:
        return None
    stop = verb.i - 1 if doc[verb.i - 1].pos_ == "ADV" else verb.i
    who = " ".join(doc[start:stop].text.split())
    bare = re.sub(r"^\d[\d,.]*\s+", "", who)
    if bare != who and not _is_told(sentence, verb):
        return None  # of a number of people something was done to their share
    bare = _SPLIT.sub("", bare)
    if sentence.scope.pattern("measures", "no_share").search(who) or "%" in bare or "," in re.sub(r"\d,\d", "", who):
        return None
    bare = sentence.scope.pattern("measures", "where").sub("", bare)
    return _Share(bare, verb, _names_people(sentence, start, verb.i))


def _is_told(sentence: Sentence, verb: Token) -> bool:
    return sentence.scope.pattern("measures", "told").fullmatch(verb.lower_) is not None


def _names_people(sentence: Sentence, start: int, end: int) -> bool:
    doc = sentence.span.doc
    served = sentence.classes.people | sentence.classes.households
    return bool(mentions_in(doc[start:end], "PopulationGroup")) or any(noun_lemma(t) in served for t in doc[start:end])


def _predicate(sentence: Sentence, start: int) -> Token | None:
    """The verb of those whose words begin at a token, or the participle that describes them where there is none."""
    doc, end = sentence.span.doc, min(start + _REACH, sentence.span.end)
    described: Token | None = None
    relative = False
    for token in doc[start:end]:
        if token.text in {";", ":", "(", "."}:
            break
        if token.lower_ in {"who", "which", "that"}:
            relative = True
        elif _is_finite(token):
            if not relative:
                return token
            relative = token.pos_ == "AUX"  # `who were asked have …`
        elif token.tag_ == "VBG" and described is None and token.i > start and doc[token.i - 1].pos_ == "NOUN":
            described = token
    return described


def _is_finite(token: Token) -> bool:
    return (
        token.tag_ in _FINITE and token.pos_ in {"VERB", "AUX"} and not (token.is_title and token.i > token.sent.start)
    )


def _label(sentence: Sentence, share: _Share) -> str | None:
    """The indicator; None where the share only tells whom a count is made of, or what might be."""
    scope, verb = sentence.scope, share.verb
    origin = sentence.span.start_char
    behind = text_of(sentence.span)[verb.idx + len(verb) - origin :]
    behind = re.sub(r"^n['’]t\b", " not", _IN_YEAR.sub("", behind))
    rest = re.split(r"[.;()]", behind, maxsplit=1)[0]
    # The next number and the consequence have clauses of their own.
    rest = scope.pattern("measures", "next_clause").split(rest, maxsplit=1)[0].strip()
    made_of = verb.lemma_ == "be" and scope.pattern("measures", "composition").match(rest)
    if made_of or verb.lemma_ in scope.words("measures", "composing") or (verb.tag_ == "MD" and verb.lower_ != "will"):
        return None
    if verb.lemma_ == "be":
        return f"{share.who} {rest}"
    if verb.tag_ == "VBG":
        return f"{share.who} {verb.text} {rest}".strip()
    label = f"{share.who} {'who' if share.people else 'that'} {verb.text} {rest}".strip()
    told = scope.pattern("measures", "told").match(f"{verb.text} {rest}")
    return _answered(share.who, label, f"{verb.text} {rest}"[told.end() :].strip()) if told else label


def _answered(who: str, label: str, rest: str) -> str:
    """The indicator of an answer: `tenants eating less` of `tenants say they are eating less`."""
    if own := re.match(r"(?:that\s+)?(?:either\s+)?they(?:\s+or\s+.{3,60}?(?=\s(?:are|were|have|had)\b))?\s+", rest):
        be = re.match(r"(?:are|were)\s+(?=(?:not\s+)?[a-z]+ing\b)", rest[own.end() :])
        return f"{who} {rest[own.end() + be.end() :]}" if be else f"{who} who {rest[own.end() :]}"
    return f"{who} {rest}" if re.match(r"(?:not\s+)?[a-z]+ing\b", rest) else label


def part_claims(sentence: Sentence) -> Iterator[Claim]:
    """How many of all are in some state: `12 out of 30 clinics are closed`; what was done to them is an activity."""
    doc, scope = sentence.span.doc, sentence.scope
    numbers = quantities_in(sentence.span)
    for (number, quantity), (whole, _) in pairwise(numbers):
        between = " ".join(doc[number.end : whole.start].text.casefold().split())
        if between not in {"out of", "out of the", "of the", "out of a total of"} or quantity.percent:
            continue
        start = whole.end
        verb = _predicate(sentence, start)
        if verb is None or verb.i == start or verb.lemma_ not in scope.words("measures", "states"):
            continue
        if any(c.tag_ == "VBN" for c in [verb.head, *verb.children]):
            continue
        if _names_people(sentence, start, verb.i):
            continue
        who = scope.pattern("measures", "where").sub("", " ".join(doc[start : verb.i].text.split()))
        label = _label(sentence, _Share(who, verb, people=False))
        if label is None:
            continue
        sentence.taken.update({number.start, whole.start})
        claim = measurement(sentence, label, "stated", quantity, None, year_near(sentence, number.start_char), 0.6)
        places = places_of(scope, sentence.span, sentence.span.start, sentence.span.end, False)
        slots = {**claim.slots, "place": tuple(places or sentence.inherited)}
        yield make("Measurement", claim.rule, claim.confidence, claim.evidence, slots)


def listed_claims(sentence: Sentence) -> Iterator[Claim]:
    """Indicators with their value behind a colon: `Percentage of tenants in debt: 38%`."""
    text, origin = text_of(sentence.span), sentence.span.start_char
    values = {s.start_char: (s, q) for s, q in quantities_in(sentence.span)}
    for match in sentence.scope.pattern("measures", "listed").finditer(text):
        found = values.get(origin + match.end())
        if found is None or found[1].currency:
            continue
        name = sentence.scope.pattern("measures", "measured").sub("", match.group("name"))
        groups = [
            m
            for m in mentions_in(sentence.span, "PopulationGroup")
            if origin + match.start() <= m.start_char < origin + match.end()
        ]
        sentence.taken.add(found[0].start)
        group = groups[0].kb_id_ if groups else None
        yield measurement(sentence, name, "stated", found[1], group, year_near(sentence, found[0].start_char), 0.7)
