"""Offices: where an organisation is present."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Claim, Name, Passage, Period, Text
from kg.relate.facts import make
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in


def office_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Offices that a block names."""
    kinds = "|".join(scope.patterns("offices").get("kinds", []))
    if not kinds or block.block.kind in {BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.FIGURE}:
        return
    text = block.joined.text
    kind = re.compile(rf"(?<!\w)(?P<kind>{kinds})s?(?!\w)", re.IGNORECASE)
    if not kind.search(text) and not re.search(r"\bbased in\b", text):
        return
    date = day_above(scope, block)
    listed = block.block.kind is BlockKind.ITEM and re.fullmatch(
        rf"(?P<place>[^():]+?)\s*[(:–-]\s*(?P<kind>{kinds})s?\s*\)?", text.strip(), re.IGNORECASE
    )
    if listed:
        place = _place(scope, listed.group("place").strip())
        if place and scope.publisher:
            yield _office(scope.publisher, listed.group("kind"), place, [scope.whole(block)], "list/office", 0.95, date)
        return
    labelled = list(re.finditer(rf"(?P<kind>{kinds})s?\s*:\s*(?P<places>[^;:.]+?)(?=[;.]|$)", text, re.IGNORECASE))
    if labelled:
        for match in labelled:
            for name in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match.group("places").strip()):
                place = _place(scope, name)
                if place and scope.publisher:
                    evidence = [scope.passage(block, match.start(), match.end())]
                    yield _office(scope.publisher, match.group("kind"), place, evidence, "label/office", 0.95, date)
        return
    if block.prose:
        yield from _prose(scope, block, kind)


def _prose(scope: Scope, block: AnnotatedBlock, kind: re.Pattern[str]) -> Iterator[Claim]:
    for sentence in block.doc.sents:
        text = sentence.text
        for match in kind.finditer(text):
            following = text[match.end() :]
            locative = re.match(r"\s*(?:is |are |were |was )?(?:located |based |situated )?in\s+(?:the\s+)?", following)
            if not locative:
                continue
            start = sentence.start_char + match.end() + locative.end()
            places = [p for p in _places_from(sentence, start) if not kind.fullmatch(p.text)]
            owner = _owner(scope, sentence, sentence.start_char + match.start(), sentence.start_char + match.end())
            if owner is None:
                continue
            for place in places:
                yield _office(
                    owner,
                    match.group("kind"),
                    scope.name_of(place),
                    [scope.sentence(block, sentence)],
                    "sentence/office",
                    0.85,
                    None,
                )
        for match in re.finditer(r"(?:,\s*|\s)(?:which is\s+)?based in\s+", text):
            owner_span = next(
                (
                    s
                    for s in reversed(mentions_in(sentence, *scope.organizations))
                    if 0 <= sentence.start_char + match.start() - s.end_char <= 1
                ),
                None,
            )
            if owner_span is None:
                continue
            for place in _places_from(sentence, sentence.start_char + match.end())[:1]:
                yield make(
                    "Presence",
                    "sentence/based-in",
                    0.8,
                    [scope.sentence(block, sentence)],
                    {"organization": scope.name_of(owner_span), "place": scope.name_of(place)},
                )


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
    if re.search(
        r"(?:\b(?:its|our|the)\s+(?:\w+\s+)?|\d\s+|\b(?:two|three|four|five|six|seven|eight|nine|ten)\s+(?:\(\d+\)\s+)?|^\W*)$",
        before[-28:],
        re.IGNORECASE,
    ):
        return scope.publisher
    # Further offices in one list are the first one's owner's: `its Representation in A, sub-offices in B and field offices in C`.
    subject = next((s for s in organizations if s.root.dep_ == "nsubj"), None)
    if subject is not None:
        return scope.name_of(subject)
    return (
        scope.publisher
        if re.search(r"\boffices?\b|\bpresence\b|\b(?:it|we)\b", text[sentence.start_char : end], re.IGNORECASE)
        and not organizations
        else None
    )


def _place(scope: Scope, name: str) -> Name | None:
    doc = scope.match(name)
    country = next((s for s in doc.spans["mentions"] if s.label_ == "Country"), None)
    if country is not None:
        return scope.country_named(country.kb_id_)
    return scope.place_named(name) if name[:1].isupper() and len(name.split()) <= 4 else None


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
