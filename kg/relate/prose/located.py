"""Shares of places where something is so, and the group or place that has most of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.model import Claim
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement, places_near, year_near
from kg.relate.prose.share_clauses import Share
from kg.relate.spans import PLACES, mentions_in
from kg.relate.verbs import heads_clause

_GAP = 40  # characters between those whom a share is of and the clause that tells what is so: `in Beni`
_WORDS = 20  # of the clause that tells what is so, at most


def located_claims(sentence: Sentence, percents: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """What is so in a share of all places of a kind: `markets were closed in 73% of the assessed towns`."""
    scope, span, doc = sentence.scope, sentence.span, sentence.span.doc
    text = text_of(doc)
    for i, (number, quantity) in enumerate(percents):
        before = text[span.start_char : number.start_char]
        led = scope.pattern("measures", "located").search(before)
        of = scope.pattern("measures", "located_of").match(text, number.end_char, span.end_char) if led else None
        if led is None or of is None:
            continue
        end = next(t.i for t in doc[span.start : number.start] if t.idx >= span.start_char + led.start())
        begin = _clause_begin(sentence, end)
        clause = doc[begin:end]
        if not any(heads_clause(t) for t in clause) or len(clause) > _WORDS or _of_changes(sentence, clause):
            continue
        sentence.taken.add(number.start)
        limit = percents[i + 1][0].start if i + 1 < len(percents) else span.end
        yield measurement(
            sentence,
            f"{of.group('who')} where {clause.text}",
            "stated",
            quantity,
            None,
            year_near(sentence, number.start_char),
            0.6,
            places_near(sentence, number.end, limit),
        )


def opened_claims(sentence: Sentence, percents: Sequence[tuple[Span, Quantity]]) -> Iterator[Claim]:
    """The same where the sentence opens with the places: `In 73% of the assessed towns, markets were closed`."""
    scope, span, doc = sentence.scope, sentence.span, sentence.span.doc
    number, quantity = percents[0]
    text = text_of(doc)
    if scope.pattern("measures", "opens_in").fullmatch(text[span.start_char : number.start_char]) is None:
        return
    of = scope.pattern("measures", "located_of").match(text, number.end_char, span.end_char)
    comma = next((t.i for t in doc[number.end : span.end] if t.text == ","), None) if of is not None else None
    if of is None or comma is None or doc[comma].idx - number.end_char > len(of.group()) + _GAP:
        return
    end = next((t.i for t in doc[comma + 1 : span.end] if t.text in {",", ";", "."}), span.end)
    clause = doc[comma + 1 : end]
    if not any(heads_clause(t) for t in clause) or len(clause) > _WORDS or _of_changes(sentence, clause):
        return
    sentence.taken.add(number.start)
    year = year_near(sentence, number.start_char)
    label = f"{of.group('who')} where {clause.text}"
    yield measurement(sentence, label, "stated", quantity, None, year, 0.6, places_near(sentence, number.end, end))


def _clause_begin(sentence: Sentence, end: int) -> int:
    """The token at which the clause before another begins."""
    doc = sentence.span.doc
    for i in range(end - 1, sentence.span.start - 1, -1):
        if doc[i].text in {",", ";", ":"} or doc[i].lower_ in {"that", "while", "whereas", "but"}:
            return i + 1
    return sentence.span.start


def _of_changes(sentence: Sentence, clause: Span) -> bool:
    """Whether a clause tells that something grew, or of cases of a disease or the like."""
    return any(sentence.scope.pattern("measures", key).search(clause.text) for key in ("grew", "no_level"))


def most_claims(sentence: Sentence, percents: Sequence[tuple[Span, Quantity]], last: Share | None) -> Iterator[Claim]:
    """Who or which place has most of what was told: `…, with the highest level among tenants (53%)`.

    `last` is the share before, if one is told.
    """
    scope, span = sentence.scope, sentence.span
    text = text_of(span.doc)
    for number, quantity in percents:
        most = scope.pattern("measures", "most_among").search(text[span.start_char : number.start_char])
        what = _what_was_told(sentence, most.start(), last) if most is not None else None
        if most is None or what is None:
            continue
        sentence.taken.add(number.start)
        begin, close = (span.start_char + at for at in most.span("who"))
        places = [m for m in mentions_in(span, *PLACES) if begin <= m.start_char and m.end_char <= close]
        groups = [m for m in mentions_in(span, "PopulationGroup") if begin <= m.start_char and m.end_char <= close]
        # `most tenants have debts, with …`: the same of others; `debts are common, with …`: debts among them
        named = f"{what[0]} {most.group('how')} {most.group('who')}"
        label = what[0] if places else f"{most.group('who')} {what[1]}" if what[1] else named
        yield measurement(
            sentence,
            f"{what[0]} {what[1]}" if places else label,
            "stated",
            quantity,
            groups[0].kb_id_ if groups else None,
            year_near(sentence, number.start_char),
            0.6,
            [scope.name_of(m) for m in places],
        )


def _what_was_told(sentence: Sentence, at: int, last: Share | None) -> tuple[str, str] | None:
    """Of whom the clause before a character tells, and what they do or have; of what it tells alone."""
    span, close = sentence.span, sentence.span.start_char + at
    if last is not None and last.verb.idx < close:
        return last.who, _rest(span, last.verb, close)
    verb = next((t for t in span if heads_clause(t) and t.idx < close), None)
    if verb is None:
        return None
    begin = _clause_begin(sentence, verb.i)
    while verb.i > begin and verb.nbor(-1).pos_ == "AUX":
        verb = verb.nbor(-1)
    subject = " ".join(span.doc[begin : verb.i].text.split())
    some = sentence.scope.pattern("measures", "quantified").match(f"{subject} ")
    who = subject[some.end() :] if some is not None else subject
    return (who, _rest(span, verb, close) if some is not None else "") if who else None


def _rest(span: Span, verb: Token, close: int) -> str:
    """A verb and what stands behind it in its clause; `be` says nothing."""
    first = verb.i + 1 if verb.lemma_ == "be" else verb.i
    words = [t for t in span.doc[first : span.end] if t.idx < close]
    end = next((i for i, t in enumerate(words) if t.text in {",", ";", "("}), len(words))
    return " ".join(t.text for t in words[:end])
