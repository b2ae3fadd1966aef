"""How much of a plan was reached: `reached 300 families (97 per cent of the target)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.model import Claim
from kg.relate.prose.counting import phrases_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement, places_near, year_near
from kg.relate.prose.nouns import noun_phrase
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE, THINGS, Phrase
from kg.relate.prose.stocks import governing_verb
from kg.relate.spans import sentences_of


def achieved_claims(sentence: Sentence, percents: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """The share of a plan that a number counted before it makes up."""
    scope, text = sentence.scope, text_of(sentence.span.doc)
    for i, (number, quantity) in enumerate(percents):
        plan = scope.pattern("measures", "of_plan").match(text, number.end_char, sentence.span.end_char)
        phrase = _counted(sentence, number) or _counted_before(sentence, number) if plan is not None else None
        verb = governing_verb(phrase) if phrase is not None else None
        if plan is None or phrase is None or verb is None or verb.pos_ != "VERB":
            continue
        sentence.taken.add(number.start)
        limit = percents[i + 1][0].start if i + 1 < len(percents) else sentence.span.end
        against = plan.group("plan")
        label = f"{phrase.text} {_deed(verb, phrase)} {f'against the {against}' if against else plan.group('done')}"
        yield measurement(
            sentence,
            label,
            "stated",
            quantity,
            phrase.groups[0] if len(set(phrase.groups)) == 1 else None,
            year_near(sentence, number.start_char) or sentence.opening,
            0.65,
            places_near(sentence, number.end, limit),
        )


def _deed(verb: Token, phrase: Phrase) -> str:
    """A verb with what those counted got: `received treatment`, but `reached` of `reached 300 people`."""
    got = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i > phrase.head.i), None)
    return f"{verb.lower_} {noun_phrase(got)}" if got is not None else verb.lower_


def _counted(sentence: Sentence, number: Span) -> Phrase | None:
    """What the number before a share counts, if only a bracket or the like parts them."""
    before = [p for p in sentence.phrases if p.number.end <= number.start and p.kind in {PEOPLE, HOUSEHOLDS, THINGS}]
    if not before:
        return None
    phrase, text = before[-1], text_of(sentence.span.doc)
    between = text[phrase.number.end_char : number.start_char]
    return phrase if sentence.scope.pattern("measures", "to_plan").search(between) else None


def _counted_before(sentence: Sentence, number: Span) -> Phrase | None:
    """What the sentence before counts, where this one only tells what share of a plan that is: `This is 88% of …`."""
    scope, span = sentence.scope, sentence.span
    if scope.pattern("measures", "this_is").match(text_of(span.doc)[span.start_char : number.start_char]) is None:
        return None
    before = next((s for s in reversed(sentences_of(sentence.block.doc)) if s.end <= span.start), None)
    found = phrases_of(before, sentence.classes, ()) if before is not None else []
    return next((p for p in found if p.kind in {PEOPLE, HOUSEHOLDS, THINGS} and p.parent is None), None)
