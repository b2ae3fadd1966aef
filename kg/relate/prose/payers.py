"""Countries that stand in a sentence for what their governments paid, and not for a place."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.relate.scope import Scope
from kg.relate.spans import BETWEEN_NAMES, mentions_in, quantities_in

_BRACKET = re.compile(r"\s*\((?:[A-Z]{2,3}|[A-Z]{0,2}[$€£])?\s*")


def paying_countries(scope: Scope, sentence: Span) -> list[Span]:
    """The countries whose money or support an event is due to: `funded by X and Y`, `with the support of X`."""
    if not mentions_in(sentence, "Country"):
        return []
    text = text_of(sentence.doc)
    found: list[Span] = []
    last: Span | None = None  # of the list of payers that is being read
    for span in mentions_in(sentence, "Country", *scope.organizations):
        listed = last is not None and BETWEEN_NAMES.match(text[last.end_char : span.start_char])
        before = text[sentence.start_char : span.start_char]
        paid = scope.pattern("parties", "funded").search(before)
        paid = paid or scope.pattern("parties", "enables").match(text[span.end_char : sentence.end_char])
        paid = paid or scope.pattern("parties", "amount_from").search(before)
        if not (listed or paid or (span.label_ == "Country" and scope.pattern("parties", "backed").search(before))):
            last = None
            continue
        last = span
        if span.label_ == "Country":
            found.append(span)
    return found


def giving_countries(scope: Scope, sentence: Span, verb: Token) -> list[Span]:
    """The countries that hand something over by themselves, as subjects of an active verb: `Norway donated 40 tents`.

    The report's own country is where it is done.
    """
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.i > verb.i:
        return []
    own, countries = scope.country.ref if scope.country else None, mentions_in(sentence, "Country")
    heads = {subject.i, *(t.i for t in subject.conjuncts)}
    found = [m for m in countries if m.root.i in heads and m.end <= verb.i and m.kb_id_ != own]
    return found if found and found[0].root.i == subject.i and own is not None else []


def countries_with_amounts(sentence: Span) -> list[Span]:
    """The countries with an amount in brackets, which says what they gave: `X (USD 500,000)`."""
    text = text_of(sentence.doc)
    countries = mentions_in(sentence, "Country")
    money = [s.start_char for s, q in quantities_in(sentence) if q.currency] if countries else []
    return [
        span
        for span in countries
        if any(span.end_char < at and _BRACKET.fullmatch(text, span.end_char, at) for at in money)
    ]
