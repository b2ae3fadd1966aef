"""A measurement from a label, a value and a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.model import Claim, Name, Period, Term
from kg.relate.facts import Slots, make
from kg.relate.prose.dates import up_to_report
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.places import country_wide, places_of
from kg.relate.scope import Scope
from kg.relate.spans import dates_in, quantities_in

_FOOTNOTE = re.compile(r"(?<=[a-z]{3})\d{1,2}\b")  # `debts7`: the number of a note is no part of the word
_LONGEST = 17  # words of the name of an indicator; what is longer holds a clause that tells of something else


def measurement(
    sentence: Sentence,
    label: str,
    measure: str,
    quantity: Quantity,
    group: str | None,
    year: Period | None,
    confidence: float,
    places: Sequence[Name] = (),
) -> Claim:
    """A measurement of an indicator by its label; `group` refers to the population, `measure` is a role."""
    scope: Scope = sentence.scope
    slots: Slots = {
        "indicator": Name(named(scope, label), "Indicator"),
        "measure": scope.in_role("Measure", measure),
        "value": scope.number(quantity, text_of(sentence.span.doc)),
        "unit": scope.in_role("Unit", "share" if quantity.percent else "counted"),
        "population": Term(group) if group else None,
        "place": tuple(places),
        "date": year,
    }
    return make("Measurement", "frame/rate", confidence, [sentence.passage], slots)


def role_beside(sentence: Sentence, number: Span) -> str | None:
    """The role of the measure that the words right beside a value tell: one from before, or one that was aimed at."""
    scope, text = sentence.scope, text_of(sentence.span.doc)
    before = text[sentence.span.start_char : number.start_char]
    if scope.pattern("measures", "aimed").search(before):
        return "aimed"
    if scope.pattern("measures", "base_before").search(before):
        return "former"
    behind = scope.pattern("measures", "base_behind").match(text, number.end_char, sentence.span.end_char)
    return "former" if behind else None


def in_bracket(sentence: Sentence, value: Span) -> Iterator[tuple[str, Quantity]]:
    """The roles and values that a bracket behind a value tells of the same: `61% (baseline 48%, target: 55%)`."""
    text, at = text_of(sentence.span.doc), value.end_char
    shares = {s.start_char: (s, q) for s, q in quantities_in(sentence.span) if q.percent}
    first = min((begin for begin in shares if begin >= at), default=None)
    told = sentence.scope.pattern("measures", "in_bracket").search(text, at, sentence.span.end_char)
    while told is not None:
        found = shares.get(told.end())
        if told.lastgroup is None or found is None or (first is not None and told.end() != first):
            return
        first = None
        sentence.taken.add(found[0].start)
        yield told.lastgroup, found[1]
        told = sentence.scope.pattern("measures", "on_in_bracket").match(text, found[0].end_char)


def named(scope: Scope, label: str, longest: int = _LONGEST) -> str:
    """The name of an indicator without the notes to its words and what only surrounds it.

    Of more words than `longest` the last ones are left out, from a word on that may open a phrase.
    """
    words = _FOOTNOTE.sub("", " ".join(label.split())).split()
    if len(words) > longest:
        joints = scope.words("measures", "joints")
        end = max((i for i in range(min(6, longest // 2), longest + 1) if words[i].lower() in joints), default=longest)
        words = words[:end]
    return " ".join(words).strip(" ,;:–-")


def places_near(sentence: Sentence, begin: int, end: int) -> list[Name]:
    """Where something was measured: the places behind its value, else those before the first value of the sentence.

    `begin` and `end` are the tokens between which the words are the value's own.
    """
    scope, span = sentence.scope, sentence.span
    values = [s for s, q in quantities_in(span) if q.percent]
    first = min([begin, *(s.start for s in values)])
    elsewhere = scope.words("measures", "elsewhere")  # the next clause is somewhere else
    end = next((t.i for t in span.doc[begin:end] if t.text == ";" or t.lower_ in elsewhere), end)
    return (
        places_of(scope, span, begin, end, True)
        or places_of(scope, span, span.start, first, True)
        or country_wide(scope, span)
        or list(sentence.inherited)
    )


def year_near(sentence: Sentence, at: int, limit: int | None = None) -> Period | None:
    """The date of the sentence that stands nearest to a character of its text.

    One behind the character `limit`, where the next value stands, is that of the next.
    """
    dates = [(s, d) for s, d in dates_in(sentence.span) if d.precision in {"year", "month", "day"}]
    if limit is not None:
        dates = [x for x in dates if at <= x[1].begin < limit] or [x for x in dates if x[1].begin < at]
    if not dates:
        return None
    nearest = min(dates, key=lambda x: abs(x[1].begin - at))
    return up_to_report(sentence.scope, sentence.span, *nearest)
