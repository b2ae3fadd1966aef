"""Lists of places that each have the number of a group in brackets: `most refugees live in A (720) and B (634)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.model import Claim, Term
from kg.relate.facts import Slots, make
from kg.relate.prose.dates import date_of
from kg.relate.prose.drafts import Sentence
from kg.relate.spans import PLACES, mentions_in, quantities_in, sentences_of

_OPENED = re.compile(r"(?:\s+[a-z]+){0,2}\s*\(\s*")  # `A region (`
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_THOSE = frozenset({"they", "these", "those", "most", "many"})
_VERBS = ("stock_verbs", "object_verbs", "subject_verbs", "seen_verbs", "hosting_verbs")


def populated_claims(sentence: Sentence) -> Iterator[Claim]:
    """How many of the group that the sentence names are in each place of a list."""
    scope, span = sentence.scope, sentence.span
    text = text_of(span.doc)
    if "(" not in text_of(span):
        return
    pairs = list(_pairs(span, sentence.taken))
    if len(pairs) < 2:
        return
    if _FROM.search(text[span.start_char : pairs[0][0].start_char]):
        return  # where they are from
    told = mentions_in(span, "PopulationGroup")
    groups = [m for m in told if m.end_char <= pairs[0][0].start_char]
    if not groups and span[0].lower_ in _THOSE and _tells_stock(sentence, pairs[0][0].start):
        # `They fled from A (720) and B (634)`: those of the sentence before
        before = next((s for s in reversed(sentences_of(sentence.block.doc)) if s.end <= span.start), None)
        groups = mentions_in(before, "PopulationGroup")[-1:] if before is not None else []
    if not groups:
        groups = _held(sentence, pairs[-1][1].end, told)
    elif not _tells_stock(sentence, pairs[0][0].start):
        return
    if not groups:
        return
    date = date_of(scope, sentence.block, span, span.start, span.end, False) or sentence.opening
    outside = scope.pattern("figures", "outside").search(text[span.start_char : pairs[0][0].start_char]) is not None
    home = scope.country
    for place, number, quantity in pairs:
        sentence.taken.add(number.start)
        slots: Slots = {
            "value": scope.number(quantity, text),
            "population": Term(groups[-1].kb_id_),
            "place": scope.name_of(place),
            "date": date,
        }
        if outside and place.label_ == "Country" and home is not None and place.kb_id_ != home.ref:
            slots |= {"place": None, "asylum": scope.name_of(place), "origin": home}
        yield make("PopulationFigure", "frame/population-by-place", 0.75, [sentence.passage], slots)


def _held(sentence: Sentence, at: int, groups: Sequence[Span]) -> list[Span]:
    """The group that places listed before a token have: `A (720) and B (634) host most refugees`."""
    behind = [m for m in groups if m.start >= at]
    words = sentence.scope.words("populations", "holding_verbs")
    between = sentence.span.doc[at : behind[0].start] if behind else ()
    return behind[:1] if any(t.lemma_.lower() in words for t in between) else []


def _pairs(span: Span, taken: set[int]) -> Iterator[tuple[Span, Span, Quantity]]:
    """Places with the number right behind them in brackets."""
    text = text_of(span.doc)
    places = mentions_in(span, *PLACES)
    for number, quantity in quantities_in(span):
        if quantity.percent or quantity.currency or number.start in taken:
            continue
        place = next((p for p in places if _OPENED.fullmatch(text, p.end_char, number.start_char)), None)
        if place is not None:
            yield place, number, quantity


def _tells_stock(sentence: Sentence, before: int) -> bool:
    """Whether the last verb before a token says that people are somewhere or were counted there."""
    verbs = [t for t in sentence.span.doc[sentence.span.start : before] if t.pos_ in {"VERB", "AUX"}]
    known = {lemma for key in _VERBS for lemma in sentence.scope.words("populations", key)}
    if not verbs or verbs[-1].lemma_.lower() not in known:
        return False
    frame = sentence.classes.verbs.get(verbs[-1].lemma_.lower())
    # `the kits reached 300 women in A (200) and B (100)`: what they got
    return not (frame is not None and frame.kind == "reach" and any(c.dep_ == "dobj" for c in verbs[-1].children))
