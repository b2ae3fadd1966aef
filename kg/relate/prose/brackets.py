"""Shares in brackets behind what they are of: `most tenants (85%) have debts`, `needs were food (8%), water (7%)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.model import Claim, Name
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import measurement, places_near, year_near
from kg.relate.prose.nouns import noun_phrase, singular
from kg.relate.prose.share_clauses import Share, names_people, share_from
from kg.relate.prose.share_measurement import claim_of
from kg.relate.spans import PLACES, mentions_in, quantities_in
from kg.relate.verbs import heads_clause

_NOUNS = 4  # tokens of what a number counts, at most
_LONG = 40  # characters of a bracket that holds a share and hardly anything besides
_ITEM = 10  # words of one item of a list, at most
_VERBAL = frozenset({"VBD", "VBP", "VBZ", "VB", "VBG", "VBN", "MD"})
_BETWEEN = re.compile(
    r"\s*(?:[,;]\s*(?:and\s+|or\s+)?(?:as well as\s+|(?:closely\s+)?followed by\s+|then\s+|but\s+)?"
    r"|(?:and|or|&|as well as|followed by)\s+(?:by\s+)?)"
)


@dataclass(frozen=True)
class _Bracket:
    """A share alone in its bracket; `begin` and `end` are the tokens of the brackets."""

    number: Span
    quantity: Quantity
    begin: int
    end: int


def bracket_claims(
    sentence: Sentence, percents: Sequence[tuple[Span, Quantity]], shares: list[Share]
) -> Iterator[Claim]:
    """Measurements whose share stands in brackets; `shares` gets those whose words stand before or behind them."""
    for number, quantity in percents:
        yield from _counted(sentence, number, quantity)
    percents = [(s, q) for s, q in percents if s.start not in sentence.taken]
    found = [b for b in (_bracket(sentence, *p, percents) for p in percents) if b is not None]
    for run in _runs(sentence, found):
        sentence.taken.update(b.number.start for b in run)
        yield from _listed(sentence, run) if len(run) > 1 else _single(sentence, run[0], shares)


def _counted(sentence: Sentence, number: Span, quantity: Quantity) -> Iterator[Claim]:
    """The share of counted things in a state, which stands behind them: `64 sites (16%) have no well`."""
    doc, span = sentence.span.doc, sentence.span
    begin, end = number.start - 1, number.end
    if begin - 2 < span.start or end + 1 >= span.end or doc[begin].text != "(" or doc[end].text != ")":
        return
    counted = next((s for s, q in quantities_in(span) if not q.percent and 0 < begin - s.end <= _NOUNS), None)
    verb = doc[end + 1]
    states = sentence.scope.words("measures", "states")
    if counted is None or not heads_clause(verb) or verb.lemma_ not in states or not _is_state(sentence, verb):
        return
    if names_people(sentence, counted.end, begin):
        return  # a share of a count of people
    who = " ".join(doc[counted.end : begin].text.split())
    sentence.taken.update({number.start, counted.start})
    yield from claim_of(sentence, Share(who, verb, False, range(counted.end, begin)), number, quantity, span.end)


def _is_state(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells of a state that nobody brought about as something done."""
    done = [c for c in [verb.head, *verb.children] if c.tag_ == "VBN"]
    return all(c.lemma_.lower() in sentence.scope.words("measures", "undergone") for c in done)


def _bracket(
    sentence: Sentence, number: Span, quantity: Quantity, percents: Sequence[tuple[Span, Quantity]]
) -> _Bracket | None:
    doc, span = sentence.span.doc, sentence.span
    first, last = max(span.start, number.start - 8), min(span.end, number.end + 10)
    begin = next((i for i in range(number.start - 1, first - 1, -1) if doc[i].text == "("), -1)
    end = next((i for i in range(number.end, last) if doc[i].text == ")"), -1)
    if begin <= span.start or end < 0 or doc[end].idx - doc[begin].idx > _LONG:
        return None
    if any(s.start != number.start and begin < s.start < end for s, _ in percents):
        return None
    inside = [t for t in doc[begin + 1 : end] if not number.start <= t.i < number.end]
    if any(heads_clause(t) for t in inside) or any(
        m.start > begin and m.end <= end for m in mentions_in(span, *PLACES)
    ):
        return None
    if any(t.text[0].isdigit() for t in doc[max(span.start, begin - 2) : begin]):
        return None  # a share behind a number is one of a count
    return _Bracket(number, quantity, begin, end)


def _runs(sentence: Sentence, found: Sequence[_Bracket]) -> Iterator[list[_Bracket]]:
    """Brackets that follow each other in a list, together."""
    doc, text = sentence.span.doc, text_of(sentence.span.doc)
    run: list[_Bracket] = []
    for bracket in found:
        if run:
            last = run[-1]
            words = doc[last.end + 1 : bracket.begin]
            joined = _BETWEEN.match(text, doc[last.end].idx + 1)
            # `…, and one in four has debts (28%)` tells of others
            others = joined is not None and sentence.scope.pattern("measures", "fraction").match(text, joined.end())
            if joined is None or others or len(words) > _ITEM + 2 or any(heads_clause(t) for t in words):
                yield run
                run = []
        run.append(bracket)
    if run:
        yield run


def _listed(sentence: Sentence, run: Sequence[_Bracket]) -> Iterator[Claim]:
    """One indicator an item: what the items are of, and the item."""
    scope, span = sentence.scope, sentence.span
    doc, text = span.doc, text_of(span.doc)
    if (rate := _rate_by_place(sentence, run)) is not None:
        yield from _values_by_place(sentence, run, *rate)
        return
    at = _item_begin(sentence, run[0])
    lead = _of_items(sentence, at) if at == span.start or doc[at - 1].text != ";" else None
    if lead is None or scope.pattern("measures", "no_share").search(lead):
        return
    labels = []
    for i, bracket in enumerate(run):
        begin = doc[at].idx
        if i:
            joined = _BETWEEN.match(text, doc[run[i - 1].end].idx + 1)
            begin = joined.end() if joined else doc[run[i - 1].end].idx + 1
        labels.append(text[begin : doc[bracket.begin].idx].strip())
    if doc[at].pos_ == "ADP" and doc[at].lower_ in {"in", "of", "for", "on"}:
        # `shortfalls were seen in food (84%) and health (80%)`
        labels = [label if label.startswith(f"{doc[at].text} ") else f"{doc[at].text} {label}" for label in labels]
    named_places = [(m.text, scope.name_of(m)) for m in mentions_in(span, *PLACES)]
    where = [[n for text, n in named_places if text == scope.pattern("measures", "most_in").sub("", x)] for x in labels]
    if all(where):
        told = scope.pattern("measures", "most_by").search(doc[span.start : at].text)
        lead = " ".join((told.group("by") or told.group("with")).split()) if told is not None else lead
        yield from _by_place(sentence, run, lead, [found[0] for found in where])
        return
    made_of = scope.pattern("measures", "composition")
    places = [m.text for m in mentions_in(span, *PLACES, "Demonym")]
    if any(
        made_of.match(label) or label in places or scope.pattern("measures", "no_share").search(label)
        for label in labels
    ):
        return
    for bracket, label in zip(run, labels, strict=True):
        yield measurement(
            sentence,
            f"{lead} {label}",
            "stated",
            bracket.quantity,
            None,
            year_near(sentence, span.start_char),
            0.55,
            places_near(sentence, bracket.end, bracket.end),
        )


def _rate_by_place(sentence: Sentence, run: Sequence[_Bracket]) -> tuple[str, list[Name]] | None:
    """The rate that a list gives for each of several places, and these: `the share of pupils in A (39%), B (43%)`."""
    scope, span = sentence.scope, sentence.span
    text = text_of(span.doc)
    places = {m.end: m for m in mentions_in(span, *PLACES)}
    where = [places.get(b.begin) for b in run]
    first = where[0]
    if first is None or None in where:
        return None
    told = scope.pattern("measures", "rate_in").search(text[span.start_char : first.start_char])
    if told is None or any(
        scope.pattern("measures", key).search(told.group("name")) for key in ("ill_rate", "no_share")
    ):
        return None
    return " ".join(told.group("name").split()), [scope.name_of(m) for m in where if m is not None]


def _values_by_place(sentence: Sentence, run: Sequence[_Bracket], label: str, where: Sequence[Name]) -> Iterator[Claim]:
    for bracket, place in zip(run, where, strict=True):
        year = year_near(sentence, bracket.number.start_char)
        yield measurement(sentence, label, "stated", bracket.quantity, None, year, 0.6, [place])


def _by_place(sentence: Sentence, run: Sequence[_Bracket], lead: str, where: Sequence[Name]) -> Iterator[Claim]:
    """The values of one indicator in several places: `hunger is highest in A (38%) and B (34%)`."""
    words = {lead.rsplit(maxsplit=1)[-1].casefold(), singular(lead.rsplit(maxsplit=1)[-1].casefold())}
    if words & (sentence.classes.people | sentence.classes.households) or not words & _nouns_of(sentence):
        return  # of whom so many are there
    year = year_near(sentence, sentence.span.start_char)
    for bracket, place in zip(run, where, strict=True):
        yield measurement(sentence, lead, "stated", bracket.quantity, None, year, 0.6, [place])


def _nouns_of(sentence: Sentence) -> set[str]:
    """The nouns of a sentence that name no group of people."""
    groups = {i for m in mentions_in(sentence.span, "PopulationGroup") for i in range(m.start, m.end)}
    return {t.lower_ for t in sentence.span if t.pos_ in {"NOUN", "PROPN"} and t.i not in groups}


def _item_begin(sentence: Sentence, bracket: _Bracket) -> int:
    """The first token of the item before a bracket: behind the verb, the colon or the word that opens the list."""
    doc, openers = sentence.span.doc, sentence.scope.words("measures", "list_openers")
    for i in range(bracket.begin - 1, sentence.span.start - 1, -1):
        token = doc[i]
        opens = token.lower_ in openers or (i > sentence.span.start and doc[i - 1 : i + 1].text.lower() in openers)
        if token.text in {":", ";"} or opens or _is_verb(token):
            return i + 1
    return sentence.span.start


def _is_verb(token: Token) -> bool:
    return token.tag_ in _VERBAL and token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"amod", "compound"}


def _of_items(sentence: Sentence, at: int) -> str | None:
    """What the items of a list that begins at a token are: `priority needs` of `the main priority needs were …`."""
    doc, span = sentence.span.doc, sentence.span
    if at <= span.start:
        return None
    lead, scope = doc[span.start : at].text, sentence.scope
    if scope.pattern("measures", "grew").search(lead) or scope.pattern("measures", "no_level").search(lead):
        return None
    shares = {i for s, q in quantities_in(span) if q.percent for i in range(s.start, s.end)}
    nouns = [t for t in doc[span.start : at] if t.pos_ in {"NOUN", "PROPN"} and t.i not in shares]
    subjects = [t for t in nouns if t.dep_ in {"nsubj", "nsubjpass", "ROOT"}]
    head = subjects[-1] if subjects else next(iter(nouns), None)
    if head is None:
        return None
    who = sentence.scope.pattern("measures", "quantified").sub("", noun_phrase(head))
    verb = next((t for t in reversed(doc[head.i + 1 : at]) if _is_verb(t) and t.lemma_ != "follow"), None)
    if verb is None or verb.lemma_ == "be" or sentence.scope.pattern("measures", "told").fullmatch(verb.lower_):
        return who
    told = doc[verb.i : at]
    # Another share stands between: the list goes on from what opens it, `…, due to lack of money (67%) and …`.
    return doc[at - 2 : at].text if "(" in text_of(told) else f"{who} {told.text}"


def _single(sentence: Sentence, bracket: _Bracket, shares: list[Share]) -> Iterator[Claim]:
    """A share of those who stand before it, or of the clause that it closes."""
    doc, span = sentence.span.doc, sentence.span
    begin = max(
        (i + 1 for i in range(span.start, bracket.begin) if doc[i].text in {",", ";", ":", ")"}), default=span.start
    )
    while begin < bracket.begin and doc[begin].lower_ in {"and", "while", "whereas", "but", "that", "the"}:
        begin += 1
    of_whom = bracket.end + 1 < span.end and doc[bracket.end + 1].lower_ == "of"
    lead = doc[begin : bracket.begin].text
    # what is told of stands in front of the bracket, or behind it: `most (85%) of the tenants have debts`
    of = sentence.scope.pattern("measures", "quantified").match(f"{lead} those" if of_whom else lead)
    if of is None or sentence.scope.pattern("measures", "grew").search(doc[begin : bracket.begin].text):
        return
    start = next((t.i for t in doc[begin : bracket.begin] if t.idx >= doc[begin].idx + of.end()), None)
    if start is None and of_whom:
        start = bracket.end + 2
        while start < span.end and doc[start].lower_ in {"the", "all", "these", "those"}:
            start += 1
        if (share := share_from(sentence, start)) is not None:
            shares.append(share)
            yield from claim_of(sentence, share, bracket.number, bracket.quantity, span.end)
        return
    if start is None:
        return
    told = next(
        (t for t in doc[bracket.end + 1 : min(bracket.end + 4, span.end)] if t.pos_ not in {"ADV", "PART"}), None
    )
    if shares and doc[start].tag_ in _VERBAL and doc[start].pos_ in {"VERB", "AUX"}:
        share = replace(shares[-1], verb=doc[start], gap=None)  # `and one in four has debts (28%)`
        limit = bracket.begin
    elif told is not None and heads_clause(told):
        share = share_from(sentence, start, told, bracket.begin)
        limit = None
    else:
        share = share_from(sentence, start)
        limit = bracket.begin
    if share is not None and (limit is None or share.verb.i < bracket.begin):
        shares.append(share)
        yield from claim_of(sentence, share, bracket.number, bracket.quantity, span.end, limit)
