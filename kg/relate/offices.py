"""Offices: where an organisation is present."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name, Passage, Period, Text
from kg.relate.facts import Slots, make
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in


def office_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Offices that a block names."""
    if block.block.kind in {BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.FIGURE}:
        return
    text = block.joined.text
    if not scope.pattern("offices", "office").search(text) and not scope.pattern("offices", "based").search(text):
        return
    listed = scope.pattern("offices", "listed").fullmatch(text.strip())
    if listed and block.block.kind is BlockKind.ITEM:
        yield from _own(scope, block, listed, [listed.group("place").strip()], scope.whole(block), "list/office")
        return
    labelled = [m for m in scope.pattern("offices", "labelled").finditer(text) if not _heads_paragraph(block, m)]
    found: list[Claim] = []
    for match in labelled:
        names = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match.group("places").strip())
        evidence = scope.passage(block, match.start(), match.end())
        found += _own(scope, block, match, names, evidence, "label/office")
    # `Offices: one country office in A` is a label before a sentence, not before places.
    yield from found or (_prose(scope, block) if block.prose else ())


def _heads_paragraph(block: AnnotatedBlock, match: re.Match[str]) -> bool:
    """Whether an office with its place only says where what follows happened: `Aden Hub: since May, …`."""
    return any(m.end_char + 1 >= match.start() > m.start_char for m in mentions_in(block.doc, *PLACES))


def _own(
    scope: Scope, block: AnnotatedBlock, match: re.Match[str], names: Sequence[str], evidence: Passage, rule: str
) -> Iterator[Claim]:
    """Offices of the publisher in places."""
    date = day_above(scope, block)
    for name in names:
        place = _place(scope, name)
        if place and scope.publisher:
            yield _office(scope.publisher, match.group("kind"), place, [evidence], rule, 0.95, date)


def _prose(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    for sentence in block.doc.sents:
        text, origin = sentence.text, sentence.start_char
        evidence = [scope.sentence(block, sentence)]
        for match in scope.pattern("offices", "office").finditer(text):
            located = scope.pattern("offices", "located").match(text[match.end() :])
            owner = _owner(scope, sentence, origin + match.start(), origin + match.end()) if located else None
            if located is None or owner is None:
                continue
            for place in _places_from(sentence, origin + match.end() + located.end()):
                if not scope.pattern("offices", "office").fullmatch(place.text):
                    name = scope.name_of(place)
                    yield _office(owner, match.group("kind"), name, evidence, "sentence/office", 0.85, None)
        for match in scope.pattern("offices", "owner_based").finditer(text):
            at = origin + match.start()
            organizations = mentions_in(sentence, *scope.organizations)
            based = next((s for s in reversed(organizations) if 0 <= at - s.end_char <= 1), None)
            if based is None:
                continue
            for place in _places_from(sentence, origin + match.end())[:1]:
                slots: Slots = {"organization": scope.name_of(based), "place": scope.name_of(place)}
                yield make("Presence", "sentence/based-in", 0.8, evidence, slots)


def _places_from(sentence: Span, start: int) -> list[Span]:
    """The list of places that begins at a character."""
    found: list[Span] = []
    for span in mentions_in(sentence, *PLACES):
        if span.start_char == (start if not found else span.start_char) and span.start_char >= start:
            gap = sentence.doc.text[found[-1].end_char : span.start_char] if found else ""
            if found and not re.fullmatch(r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)(?:in\s+)?", gap):
                break
            found.append(span)
    return found


def _owner(scope: Scope, sentence: Span, begin: int, end: int) -> Name | None:
    """The organisation whose office it is: right before it, or behind `of`, else the report's own for `its`, `our`."""
    text = sentence.doc.text
    organizations = mentions_in(sentence, *scope.organizations)
    for span in organizations:
        if (
            span.end_char <= begin
            and len(text[span.end_char : begin].split()) <= 3
            and not re.search(r"[,.;:]|\b(?:and|in|at|by)\b", text[span.end_char : begin])
        ):
            return scope.name_of(span)
        if span.start_char >= end and re.fullmatch(r"\s+of\s+(?:the\s+)?", text[end : span.start_char]):
            return scope.name_of(span)
    for span in organizations:
        if span.start_char >= end and re.search(r"^\s+of\s+(?:the\s+)?$", text[end : span.start_char]):
            return scope.name_of(span)
    before = text[sentence.start_char : begin]
    vague = scope.pattern("offices", "vague").match(text[begin:end])
    if vague and not scope.pattern("offices", "owned").search(before):
        return None
    if scope.pattern("offices", "own").search(before[-28:]):
        return scope.publisher
    # Further offices in one list are the first one's owner's: `its Representation in A, sub-offices in B`.
    subject = next((s for s in organizations if s.root.dep_ == "nsubj"), None)
    if subject is not None:
        return scope.name_of(subject)
    return (
        scope.publisher
        if scope.pattern("offices", "own_perhaps").search(text[sentence.start_char : end]) and not organizations
        else None
    )


def _place(scope: Scope, name: str) -> Name | None:
    doc = scope.match(name)
    country = next((s for s in doc.spans["mentions"] if s.label_ == "Country"), None)
    if country is not None:
        return scope.country_named(country.kb_id_)
    named = name[:1].isupper() and len(name.split()) <= 4 and not any(True for _ in scope.dates(name))
    return scope.place_named(name) if named else None


def _office(
    owner: Name, kind: str, place: Name, evidence: Sequence[Passage], rule: str, confidence: float, date: Period | None
) -> Claim:
    kind = kind if kind[:1].isupper() else kind.title() if "office" in kind or "unit" in kind else kind
    return make(
        "Presence",
        rule,
        confidence,
        evidence,
        {"organization": owner, "kind": Text(re.sub(r"(?<=[a-z])s$", "", kind)), "place": place, "date": date},
    )


def day_above(scope: Scope, block: AnnotatedBlock) -> Period | None:
    """The day that the nearest heading or lead-in states."""
    for words in scope.headings(block.block)[:2]:
        dates = [d.period for d in scope.dates(words) if d.precision == "day"]
        if dates:
            return dates[0]
    return None
