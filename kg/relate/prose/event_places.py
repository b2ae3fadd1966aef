"""Places of the events of one sentence: its head, its end, and what stands between two counted phrases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.model import Name
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.phrases import Phrase
from kg.relate.prose.places import places_ahead, places_of
from kg.relate.spans import PLACES, mentions_in
from kg.relate.verbs import PRESENT, SUBJECTS

_TWO = 2
_JOINING = frozenset({",", "and", "&"})


def leading_places(sentence: Sentence, stretch: tuple[int, int], shared: bool) -> list[Name]:
    """Places at the head of the sentence (`In Gao and Kidal, …`), which hold for all its events."""
    return places_ahead(sentence.scope, sentence.span, stretch[0] + 1) if shared else []


def office_places(sentence: Sentence, actor: object) -> list[Name]:
    """The country of the office that acts, where the report is of another or of none: `UNHCR Honduras delivered …`."""
    scope, span = sentence.scope, sentence.span
    home = scope.country.ref if scope.country else None
    for country in mentions_in(span, "Country"):
        before = [o for o in mentions_in(span, *scope.organizations) if o.end == country.start]
        if before and country.kb_id_ != home and scope.name_of(before[0]) == actor:
            return [scope.name_of(country)]
    return []


def wider_places(sentence: Sentence) -> list[Name]:
    """What `the same region` goes back to: the places that the sentence or the block opens with."""
    leading = leading_places(sentence, (sentence.span.end, sentence.span.end), True)
    return [*leading, *(p for p in sentence.inherited if p not in leading)]


def paired_places(sentence: Sentence, phrases: Sequence[Phrase], places: Sequence[Name]) -> dict[int, list[Name]]:
    """Numbers and places of two lists of one length, paired in order."""
    if len(phrases) < 2 or len(phrases) != len(places) or "respectively" not in text_of(sentence.span).casefold():
        return {}
    return {p.start: [place] for p, place in zip(sorted(phrases, key=lambda p: p.start), places, strict=True)}


def trailing_places(sentence: Sentence, end: int, verb: Token | None) -> list[Name]:
    """Places that only the end of the sentence names, behind all its events; `verb` is that of the event asked for."""
    span = sentence.span
    named = mentions_in(span, *PLACES)
    if (
        not named
        or named[0].start < end
        or span.doc[named[0].start - 1].lower_ not in {"in", "the", "of", "across", "at"}
    ):
        return []
    if verb is not None and _is_clause_apart(_verb_above(named[0].root), verb):
        return []
    if _is_behind_semicolon(named[0], end):
        return []
    return places_of(sentence.scope, span, end, span.end, True)


def _is_behind_semicolon(place: Span, end: int) -> bool:
    """Whether a place stands in a clause of its own behind a semicolon: `90 got soap; 40 families got tents in A`."""
    doc = place.doc
    mark = next((i for i in range(place.start - 1, end - 2, -1) if doc[i].text == ";"), -1)
    return mark >= 0 and any(t.dep_ in SUBJECTS for t in doc[mark : place.start])


def _verb_above(token: Token) -> Token:
    """The verb under which a token stands, or the root of its sentence."""
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def _is_clause_apart(other: Token, verb: Token) -> bool:
    """Whether another verb has a subject of its own, and so tells of another deed in a clause of its own.

    `Oxfam trained 40 nurses, and WHO sent 20 kits to Gulu`, but not `40 kits were given and 20 nurses trained in Gulu`.
    """
    above = verb.dep_ == "ccomp" and other.is_ancestor(verb)  # `A did X; B did Y`, whatever hangs on what
    # And no clause about someone: `people who live in Gulu`.
    if not (other.dep_ == "conj" or above) or other.i == verb.i or (other.is_ancestor(verb) and not above):
        return False
    if not (_has_subject(verb) and _has_subject(other)):
        return False
    return other.tag_ in {*PRESENT, "VBD"} or any(c.dep_ in {"aux", "auxpass"} for c in other.children)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def places_before(sentence: Sentence, verb: Token | None) -> list[Name]:
    """Where one did what is told right before of the same subject: `built six wards in A and trained 40 nurses`."""
    if verb is None or verb.dep_ != "conj" or verb.head.pos_ != "VERB" or _has_subject(verb):
        return []
    first = verb.head
    if any(t.text in {",", ";"} and t.head in {first, verb} for t in verb.doc[first.i : verb.i]):
        return []  # `built six wards in A, and trained 40 nurses`: wherever
    return places_of(sentence.scope, sentence.span, first.i, verb.i, True) if first.i < verb.i else []


def including_places(sentence: Sentence, trigger: Token, begin: int) -> list[Name]:
    """Places of what an event is a part of: `improved sites in A and B, including the construction of 12 kitchens`."""
    within = trigger.dep_ == "pobj" and trigger.head.lower_ == "including"
    return places_of(sentence.scope, sentence.span, sentence.span.start, begin, True) if within else []


def where_places(sentence: Sentence, verb: Token | None) -> list[Name]:
    """The places that a clause is about: `set up a clinic in A, where 300 people were treated`."""
    if verb is None or not (where := next((c for c in verb.children if c.lower_ == "where" and c.i < verb.i), None)):
        return []
    end = where.i - 1 if where.nbor(-1).text == "," else where.i
    found = [m for m in mentions_in(sentence.span, *PLACES) if m.end == end]
    return places_of(sentence.scope, sentence.span, found[0].start, end, True) if found else []


def own_places(sentence: Sentence, phrase: Phrase, phrases: Sequence[Phrase], end: int) -> list[Name]:
    """Places between a counted phrase and the next: `55 people in A and 70 relays in B`."""
    following = min((p.start for p in phrases if p.start > phrase.start), default=end)
    return places_of(sentence.scope, sentence.span, phrase.end, following, True)


def listed_places(sentence: Sentence, phrases: Sequence[Phrase], end: int) -> dict[int, list[Name]]:
    """The places of things that stand before others in lists, each of which ends with its own place.

    `gave 90 tents and 40 mats in A, 30 tents and 20 mats in B`: the tents before A are of A alone.
    """
    ordered = sorted(phrases, key=lambda p: p.start)
    own = {p.start: own_places(sentence, p, ordered, end) for p in ordered} if len(ordered) > _TWO else {}
    if len({tuple(place.text for place in places) for places in own.values() if places}) < _TWO:
        return {}
    found: dict[int, list[Name]] = {}
    doc = sentence.span.doc
    for phrase, following in reversed(list(pairwise(ordered))):
        ahead = own[following.start] or found.get(following.start)
        joined = all(t.lower_ in _JOINING for t in doc[phrase.end : following.start])
        if ahead and joined and not own[phrase.start]:
            found[phrase.start] = ahead
    return found
