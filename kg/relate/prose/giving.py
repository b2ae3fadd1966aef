"""Contributions in sentences: who gave how much, or that they gave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import Quantity
from kg.model import Claim, Name, Term, Text, Value
from kg.relate.facts import Slots, make
from kg.relate.givers import donor_name, government
from kg.relate.prose.dates import date_of
from kg.relate.prose.drafts import Sentence
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in, quantities_in


def giving_claims(sentence: Sentence) -> Iterator[Claim]:
    """Contributions that a sentence states."""
    scope, text, origin = sentence.scope, sentence.span.text, sentence.span.start_char
    settings = scope.patterns("giving")
    money = [(s, q) for s, q in quantities_in(sentence.span) if q.currency]
    for pattern in settings.get("from", []):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            donors = list(_donors(scope, sentence.span, origin + match.end(), money))
            single = money[0][1] if len(money) == 1 and len(donors) == 1 else None
            for donor, amount in donors:
                yield _claim(sentence, donor, amount or single, match.group(), 0.75)
            if donors:
                return
    if money and (gave := scope.pattern("giving", "verb").search(text)):
        before = [m for m in _parties(scope, sentence.span) if m.end_char <= origin + gave.start()]
        after = [(s, q) for s, q in money if s.start_char >= origin + gave.end()]
        if (
            before
            and after
            and before[-1].root.dep_ in {"nsubj", "conj", "appos", "compound"}
            and origin + gave.start() - before[-1].end_char < 30
            and after[0][0].start_char - origin - gave.end() < 40
        ):
            donor = _donor(scope, before[-1])
            if scope.publisher is None or donor.text != scope.publisher.text:
                yield _claim(sentence, donor, after[0][1], gave.group(), 0.75)


def _claim(sentence: Sentence, donor: Name, amount: Quantity | None, words: str, confidence: float) -> Claim:
    scope = sentence.scope
    slots: Slots = {
        "donor": donor,
        "recipient": scope.publisher,
        "date": date_of(scope, sentence.block, sentence.span, sentence.span.start, sentence.span.end, False)
        or _before(sentence),
    }
    earmarking = scope.labels("Earmarking").inside(words)
    if earmarking:
        slots["earmarking"] = Term(earmarking[0].iri)
    if amount is not None:
        slots["amount"] = scope.number(amount, sentence.span.doc.text)
        slots["currency"] = Text(amount.currency or "")
        places = (
            [scope.country]
            if scope.country
            and re.search(rf"\b(?:in|for)\s+(?:the\s+)?{re.escape(scope.country.text)}\b", sentence.span.text)
            else []
        )
        slots["place"] = list(places)
    return make("Contribution", "frame/giving", confidence, [sentence.passage], slots)


def _before(sentence: Sentence) -> Value | None:
    """The date of the sentence that opens the paragraph."""
    first = next(iter(sentence.block.doc.sents), None)
    if first is None or first.start == sentence.span.start:
        return None
    return date_of(sentence.scope, sentence.block, first, first.start, first.end, False)


def _parties(scope: Scope, span: Span) -> list[Span]:
    return mentions_in(span, "Country", "Demonym", *scope.organizations)


def _donors(
    scope: Scope, span: Span, start: int, money: Sequence[tuple[Span, Quantity]]
) -> Iterator[tuple[Name, Quantity | None]]:
    """The list of donors that begins at a character, each with the amount that stands right behind it."""
    last: int | None = None
    text = span.doc.text
    mentions = [m for m in _parties(scope, span) if m.start_char >= start]
    for i, mention in enumerate(mentions):
        gap = text[last if last is not None else start : mention.start_char]
        private = scope.pattern("donors", "private_in").search(gap)
        if private is not None:
            gap = gap[: private.start()]
        bare = scope.pattern("giving", "government").sub("", gap)
        if (last is None and bare.strip(" the")) or (
            last is not None and not scope.pattern("giving", "between").fullmatch(bare)
        ):
            return
        limit = mentions[i + 1].start_char if i + 1 < len(mentions) else span.end_char
        amount = next(
            (
                (s, q)
                for s, q in money
                if mention.end_char <= s.start_char < limit
                and scope.pattern("giving", "gave").fullmatch(text[mention.end_char : s.start_char])
            ),
            None,
        )
        last = amount[0].end_char if amount else mention.end_char
        if last < len(text) and text[last] == ")":
            last += 1
        donor = _donor(scope, mention)
        if private is not None:
            donor = donor_name(scope, f"{private.group()} {mention.text}") or donor
        if scope.publisher is None or donor.text != scope.publisher.text:
            yield donor, amount[1] if amount else None


def _donor(scope: Scope, mention: Span) -> Name:
    if mention.label_ in {"Country", "Demonym"}:
        return government(scope, mention.kb_id_, mention.text)
    return donor_name(scope, mention.text) or scope.name_of(mention)
