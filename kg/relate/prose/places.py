"""Where: the places of a stretch of a sentence, or of the heading above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.document import AnnotatedBlock, text_of
from kg.model import Name
from kg.relate.prose.payers import countries_with_amounts, paying_countries
from kg.relate.scope import Scope
from kg.relate.spans import BETWEEN_NAMES, PLACES, mentions_in, sentences_of

BEHIND = 40
"""Characters behind a name that may tell that it is no place."""

_ORIGIN = re.compile(
    r"\b(?:near|border (?:with|of)|towards?|close to|outside|off"
    r"|(?:north|south|east|west)(?:[\s-]?(?:east|west))? of|(?:km|kilomet(?:re|er)s?|miles?) (?:from|of))\s+(?:the\s+)?"
    r"(?:(?:regions?|districts?|provinces?|villages?|city|cities|towns?|borders?|area)\s+(?:of\s+)?(?:the\s+)?)?$",
    re.IGNORECASE,
)
_NEAR = re.compile(r"(?:near|outside)\s", re.IGNORECASE)  # the place of `near X` is not X
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?(?:(?:regions?|districts?|provinces?|villages?)\s+of\s+)?$", re.IGNORECASE)
_TO = re.compile(
    r"(?:(?!\s(?:ha[sd]|have|who|which|that|were|was|are|is|fled|arriv|return|cross|mov|com)|\)?,\s(?:and|but)\b)[\s\w,()]){0,60}?"
    r"\bto\s+(?:the\s+)?[A-Z]"
)
_GIVEN_BY = re.compile(r"[\s-](?:based|funded|led|backed|supported|run|sponsored|owned|registered)$")
# `Kenya's`, `US-funded`; what has so many districts is where it was: `in 32 of Kenya's 47 counties`.
_UNITS = r"(?:district|province|region|count|governorate|department|state|municipalit|prefecture|division)"
# So is the country in the name of an office with an acronym: `US-CDC`.
_OWNER = re.compile(rf"\s*['’]s\b(?!\s+\d+\s{_UNITS})|{_GIVEN_BY.pattern[:-1]}\b|-[A-Z]{{3,}}\b")
_JOINING = frozenset({"and", "or", "&"})
_TOLD = "places told"
_DECIDES = re.compile(r"\b(?:travel|return(?!ee|ing\s+from)|depart)")


def places_of(scope: Scope, sentence: Span, begin: int, end: int, only: bool, journey: bool = False) -> list[Name]:
    """The places of an event.

    Args:
        scope: of the report.
        sentence: whose places are told apart.
        begin: first token that is the event's own.
        end: token behind the last that is the event's own.
        only: whether other events share the sentence, so that places inside their stretches are theirs.
        journey: whether the event is one, so that its start is its place too.
    """
    found: list[Name] = []
    for span in _told(scope, sentence, journey):
        if not only or begin <= span.start < end:
            found += names_of(scope, span)
    called: dict[str, Name] = {}
    for name in found:
        called.setdefault(name.text, name)  # a site and the village that it is called after are told once
    found, whole = list(called.values()), set(called)
    # `in Chad, … in X, eastern Chad`: the part says no more than the country beside it.
    return [
        n
        for n in found
        if not any(
            n.text != w and n.text.endswith(w) and re.fullmatch(rf"[a-z-]+\s{re.escape(w)}", n.text) for w in whole
        )
    ]


def _told(scope: Scope, sentence: Span, journey: bool) -> list[Span]:
    """The places of a sentence where something it tells may have been; each of its events asks for them."""
    group = sentence.doc.spans["mentions"]
    known = sentence.doc.user_data.setdefault(_TOLD, {})
    key = (sentence.start, sentence.end, journey)
    if key not in known or known[key][0] is not group:
        known[key] = group, list(_places_told(scope, sentence, journey))
    found: list[Span] = known[key][1]
    return found


def _places_told(scope: Scope, sentence: Span, journey: bool) -> Iterator[Span]:
    text, origin = text_of(sentence.doc), sentence.start_char
    skip = False
    last: Span | None = None
    spans = mentions_in(sentence, *PLACES)
    if not spans:
        return
    dateline = scope.pattern("places", "dateline").match(text, origin, sentence.end_char)
    written = dateline.end() if dateline is not None else 0
    spans = [s for s in spans if s.start_char >= written]
    payers = {s.start for s in (*paying_countries(scope, sentence), *countries_with_amounts(sentence))}
    organizations = mentions_in(sentence, *scope.organizations)
    plans = mentions_in(sentence, *scope.programmes)
    for span in spans:
        if _NEAR.match(text, span.start_char):
            last = None
            continue
        listed = last is not None and BETWEEN_NAMES.match(text[last.end_char : span.start_char])
        if not listed:
            before = text[origin : span.start_char]
            behind = text[span.end_char : span.end_char + BEHIND]
            moved = journey or _DECIDES.search(before) or _TO.match(text, span.end_char, sentence.end_char)
            skip = bool(
                _ORIGIN.search(before)
                or scope.pattern("places", "people_of").search(before)
                or (_FROM.search(before) and not moved)
            )
            # The name of an office or of a people is no place of the event.
            skip = (
                skip
                or _OWNER.match(behind) is not None
                or _GIVEN_BY.search(text_of(span)) is not None
                or _inside_name(span, organizations, plans)
                or scope.pattern("places", "people_called").match(behind) is not None
            )
            skip = skip or _belongs_to_organization(scope, span, organizations) or span.start in payers
            # `a workshop for the Gulu response was held in Arua`
            about = len(spans) > 1 and span.root.dep_ == "compound"
            skip = skip or (about and span.root.head.lemma_.lower() in scope.words("places", "told_about"))
        last = span
        if not skip:
            yield span


def names_of(scope: Scope, place: Span) -> list[Name]:
    """The place of a mention, behind those that share its last word: `Upper, Middle and Lower Juba` are three."""
    doc, begin = place.doc, place.start
    named = scope.name_of(place)
    ahead = doc[begin - 1] if begin > place.sent.start else None
    if ahead is None or ahead.lower_ not in _JOINING or not _is_direction(scope, place[0]):
        return [named]
    rest = text_of(place)[len(place[0].text) :]
    directions: list[str] = []
    at = begin - 2
    while at >= place.sent.start and _is_direction(scope, doc[at]):
        directions.insert(0, doc[at].text)
        at -= 2 if at > place.sent.start and doc[at - 1].text == "," else 1
    shared = [f"{direction}{rest}" for direction in directions]
    return [*(scope.place_named(name) for name in shared if scope.document.reader.places(name)), named]


def _is_direction(scope: Scope, token: Token) -> bool:
    """Whether a word that begins names tells which part they name: `Upper`, `North`."""
    words = scope.words("places", "directions") | scope.words("places", "reaches")
    return token.is_title and token.lower_ in words


def country_wide(scope: Scope, words: Span) -> list[Name]:
    """The report's country, where a stretch of a sentence speaks of all of it: `in all districts of the country`."""
    wide = scope.pattern("incidents", "nationwide").search(text_of(words))
    if wide is None or scope.country is None:
        return []
    whose = wide.group("whose")  # `all Kenyan districts`
    said = scope.country_of(whose) if whose else scope.country
    return [scope.country] if said is not None and said.ref == scope.country.ref else []


def _inside_name(span: Span, organizations: Sequence[Span], plans: Sequence[Span]) -> bool:
    """Whether a place is part of the name of an organisation or a plan: `the Uganda Humanitarian Response Plan`."""
    return any(p.start == span.end for p in plans) or any(
        o.start <= span.start and span.end <= o.end for o in (*organizations, *plans) if o is not span
    )


def _belongs_to_organization(scope: Scope, span: Span, organizations: Sequence[Span]) -> bool:
    """`UNHCR Mali`, `MSF-Belgium` and `UNHCR Representation in Mali` name an office or a member."""
    text = text_of(span.doc)
    for organization in organizations:
        between = text[organization.end_char : span.start_char]
        if organization.end_char <= span.start_char and (
            not between.strip(" -–") or scope.pattern("parties", "office").fullmatch(between)
        ):
            return True
    return False


def places_ahead(scope: Scope, span: Span, end: int | None = None) -> list[Name]:
    """Places before the first verb of a sentence (`In Gao and Kidal, …`), and before a token."""
    head = span.start
    while head < span.end and head - span.start < 30 and span.doc[head].pos_ not in {"VERB", "AUX"}:
        head += 1
    return places_of(scope, span, span.start, head if end is None else min(head, end), True)


_NEAR_BY = 3  # sentences that may name what a sentence points back to


def pointed_places(scope: Scope, block: AnnotatedBlock, span: Span) -> list[Name]:
    """The places that a sentence points back to: `in these districts`, `in both towns`, `the refugees living there`.

    They are those of the last sentence before it that names any: many where it points to many.
    """
    if span.start == 0 or (pointing := scope.pattern("places", "pointing").search(text_of(span))) is None:
        return []
    earlier = [s for s in sentences_of(block.doc) if s.end <= span.start][-_NEAR_BY:]
    before = next((s for s in reversed(earlier) if mentions_in(s, *PLACES)), None)
    if before is None:
        return []
    home = scope.country.ref if scope.country else None
    found = [n for n in places_of(scope, before, before.start, before.end, False) if home is None or n.ref != home]
    many = pointing.lastgroup == "many"
    return found if pointing.lastgroup in {"there", "where"} or many is (len(found) > 1) else []


def _in_name(scope: Scope, words: str, place: Span) -> bool:
    """Whether a place stands in the name of an organisation: `Together with the Red Cross of Malawi`."""
    names = mentions_in(scope.match(words), *scope.organizations)
    return any(n.start_char <= place.start_char and place.end_char <= n.end_char for n in names)


def _is_wide(scope: Scope, place: Name) -> bool:
    """Whether a place lies in more countries than one, so that it is what a report is about, not where things are."""
    term = scope.ontology.terms.get(place.ref or "")
    return term is not None and not term.country and not scope.ontology.is_a(place.cls, "Country")


def heading_places(scope: Scope, block: AnnotatedBlock) -> list[Name]:
    """Places that the nearest lead-in or heading names."""
    for words in [*reversed(block.block.lead), *reversed(block.block.section[-1:])]:
        if len(words.split()) > 12 or not scope.document.reader.may_name_place(words):
            continue
        if words not in scope.placed:
            doc = scope.document.reader.parse_beside(words, block.doc)
            home = scope.country.ref if scope.country else None
            named = [scope.name_of(s) for s in mentions_in(doc, *PLACES) if not _in_name(scope, words, s)]
            scope.placed[words] = [n for n in named if n.ref is not None and n.ref != home and not _is_wide(scope, n)]
        if found := scope.placed[words]:
            return list(found)
    return []
