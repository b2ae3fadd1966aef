"""Incidents whose numbers share a noun: place by place, kind by kind, and then and now.

`A saw the most attacks (31), followed by B (12)`, `A recorded 15 attacks, B 12 and C 6`, `28 cases of rape, 21 of
forced marriage`, `38 attacks, up from 29 in May`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.model import Claim, Name, Period
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.harm import incident
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.phrases import THINGS, Phrase
from kg.relate.prose.recorded import recorders
from kg.relate.spans import PLACES, dates_in, mentions_in, quantities_in

_NAMING = frozenset({"ADJ", "NOUN", "PROPN"})
_LINKS = frozenset({",", ";", "and", "while", "&"})
_NEAR = 5  # tokens behind a former number in which its time stands


def name_begin(noun: Token, least: int) -> int:
    """The token from which nouns and adjectives lead to a noun, `least` or one behind it."""
    first = noun.i
    while first > least and noun.doc[first - 1].pos_ in _NAMING and noun.doc[first - 1].tag_ not in {"JJS", "RBS"}:
        first -= 1
    return first


def ranked_claims(sentence: Sentence, nouns: frozenset[str]) -> Iterator[Claim]:
    """Places with their numbers in brackets: `A saw the most attacks (31), followed by B (12)`."""
    span, text = sentence.span, text_of(sentence.span)
    if "(" not in text or not sentence.scope.pattern("incidents", "ranked").search(text):
        return
    noun = next((t for t in span if noun_lemma(t) in nouns and t.pos_ in {"NOUN", "PROPN"}), None)
    numbers = quantities_in(span)
    if noun is None or any(not _is_bracketed(span, s) for s, _ in numbers):
        return  # a total, whose parts the brackets are
    places = mentions_in(span, *PLACES)
    found: list[tuple[Span, Quantity, Span]] = []
    at = span.start
    for number, quantity in numbers:
        before = [m for m in places if at <= m.start and m.end <= number.start]
        if before and _is_bracketed(span, number) and not (quantity.percent or quantity.currency):
            found.append((number, quantity, before[-1]))
        at = number.end
    if len(found) < 2:
        return
    item = span.doc[name_begin(noun, span.start) : noun.i + 1].text
    for number, quantity, place in found:
        yield _of_place(sentence, _phrase(number, quantity, noun, item), sentence.scope.name_of(place))


def _is_bracketed(span: Span, number: Span) -> bool:
    """Whether a number stands alone in brackets."""
    doc, begin, end = span.doc, number.start - 1, number.end
    return span.start < begin and end < span.end and doc[begin].text == "(" and doc[end].text == ")"


def by_place_claims(sentence: Sentence, nouns: frozenset[str]) -> Iterator[Claim]:
    """Places with their numbers behind them, of which the first tells what they count: `A saw 15 attacks, B 12`."""
    span, doc = sentence.span, sentence.span.doc
    numbers = quantities_in(span)
    if len(numbers) < 2:
        return
    places = {m.end: m for m in mentions_in(span, *PLACES)}
    following = [
        (s, q, places[s.start])
        for s, q in numbers
        if s.start in places
        and places[s.start].start > span.start
        and doc[places[s.start].start - 1].lower_ in _LINKS
        and not (q.percent or q.currency)
    ]
    first = next((p for p in sentence.phrases if p.kind == THINGS and noun_lemma(p.head) in nouns), None)
    if not following or first is None or first.number.start > following[0][0].start:
        return
    opening = [m for m in places.values() if m.end <= first.number.start]
    verbs = [t for t in doc[opening[0].end : first.number.start] if t.pos_ in {"VERB", "AUX"}] if opening else []
    if not verbs or len(opening) > 1:
        return
    yield _of_place(sentence, first, sentence.scope.name_of(opening[0]))
    for number, quantity, place in following:
        if all(p.number.start != number.start or p.end == p.number.end for p in sentence.phrases):
            phrase = _phrase(number, quantity, first.head, first.text)
            yield _of_place(sentence, phrase, sentence.scope.name_of(place))


def by_kind_claims(sentence: Sentence, nouns: frozenset[str]) -> Iterator[Claim]:
    """Kinds of one noun, which only the first of them has: `28 cases of rape, 21 of forced marriage and 9 of theft`."""
    doc, span = sentence.span.doc, sentence.span
    noun: Token | None = None
    for number, quantity in quantities_in(span):
        if quantity.percent or quantity.currency or number.end + 1 >= span.end:
            noun = None
            continue
        if doc[number.end].lower_ != "of":
            own = next((t for t in doc[number.end : number.end + 3] if noun_lemma(t) in nouns), None)
            noun = own if own is not None and own.i + 1 < span.end and doc[own.i + 1].lower_ == "of" else None
            continue
        if noun is None or number.start in sentence.taken or doc[number.start - 1].lower_ not in _LINKS:
            continue
        end = number.end + 1
        while end < span.end and _goes_on(doc[end], first=end == number.end + 1):
            end += 1
        if end > number.end + 1:
            item = f"{noun.text} {doc[number.end : end].text}"
            yield incident(sentence, _phrase(number, quantity, noun, item), item, 0.7, recorders(sentence))


def _goes_on(token: Token, *, first: bool) -> bool:
    """Whether a token is of the name of a kind; a participle may open it (`forced marriage`)."""
    return token.pos_ in _NAMING or token.tag_ in ({"VBN", "VBG"} if first else {"IN"} if token.lower_ == "of" else ())


def _held_against(sentence: Sentence, number: Span) -> list[Period] | None:
    """The times behind a number that another is held against; None where it is none."""
    span, scope = sentence.span, sentence.scope
    text = text_of(span.doc)
    if scope.pattern("populations", "held_against").search(text[span.start_char : number.start_char]) is None:
        return None
    dates = [d.period for where, d in dates_in(span) if number.end <= where.start < number.end + _NEAR]
    then = scope.pattern("incidents", "then").match(text, number.end_char, span.end_char)
    return dates if dates or then else None


def is_former(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a number alone tells how many there were at another time."""
    return phrase.end == phrase.number.end and _held_against(sentence, phrase.number) is not None


def former_claims(sentence: Sentence, told: Sequence[tuple[Phrase, Claim]]) -> Iterator[Claim]:
    """How many there were at another time: `38 attacks were recorded, up from 29 in May`.

    `told` are the incidents of the sentence with the phrases that count them.
    """
    for number, quantity in quantities_in(sentence.span) if told else ():
        if number.start in sentence.taken or quantity.percent or quantity.currency:
            continue
        before = [claim for phrase, claim in told if phrase.number.start < number.start]
        dates = _held_against(sentence, number) if before else None
        if dates is None:
            continue
        sentence.taken.add(number.start)
        kept = {s: v for s, v in before[-1].slots.items() if s in {"item", "place", "source"}}
        count = sentence.scope.number(quantity, text_of(sentence.span.doc))
        yield replace(before[-1], slots={**kept, **({"date": (dates[0],)} if dates else {}), "quantity": (count,)})


def _phrase(number: Span, quantity: Quantity, noun: Token, item: str) -> Phrase:
    return Phrase(quantity, number, number.start, number.end, noun, THINGS, item)


def _of_place(sentence: Sentence, phrase: Phrase, place: Name) -> Claim:
    claim = incident(sentence, phrase, phrase.text, 0.75, recorders(sentence))
    return replace(claim, slots={**claim.slots, "place": (place,)})
