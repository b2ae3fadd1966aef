"""Offices: where an organisation is present."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from spacy.tokens import Span

from kg.document import AnnotatedBlock, text_of
from kg.model import BlockKind, Claim, Name, Passage, Period, Text
from kg.relate.employers import EMAIL
from kg.relate.entries import PHONE
from kg.relate.facts import Slots, make
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, dates_in, mentions_in, sentences_of

_ENTRY = 30  # characters behind an office in which the address of who is there stands
_HERE = re.compile("")
_GOES_ON = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)(?:in\s+)?")
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")  # places in a list
_BESIDE = re.compile(r"\band\s+(?:from\s+)?(?:the|its|an?)\s+(?:[\w-]+\s+){0,2}$")  # `its base in A and the `
_ENDS = re.compile(r"\s*(?:[,.;:()]|$|\d|(?:and|since|as|with|from|to|for|which|where|while)\b)")
_NAMED_BEFORE = re.compile(r"(?:[’']s)?\s*(?:[Tt]he\s+)?(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})\s+")
_NAMED_BEHIND = re.compile(r"\s+(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)(?=\s*(?:[,.;:()]|$|[a-z]))")
_WORD = re.compile(r"[A-ZÀ-Þ][\w’'-]*\w")


def office_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Offices that a block names."""
    if block.block.kind in {BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.FIGURE}:
        return
    text = block.joined.text
    if not any(scope.pattern("offices", key).search(text) for key in ("office", "based", "locations")):
        return
    listed = scope.pattern("offices", "listed").fullmatch(text.strip())
    if listed and block.block.kind is BlockKind.ITEM:
        yield from _own(scope, block, listed, [listed.group("place").strip()], scope.whole(block), "list/office")
        return
    labelled = [
        m
        for m in scope.pattern("offices", "labelled").finditer(text)
        # `Offices: one country office in A` is a label before a sentence, not before places.
        if not _heads_paragraph(block, m) and not scope.pattern("offices", "office").search(m.group("places"))
    ]
    found: list[Claim] = []
    for match in labelled:
        owner = _speaks_of(scope, block, match.start())
        names = _BETWEEN.split(match.group("places").strip())
        evidence = scope.passage(block, match.start(), match.end())
        found += _own(scope, block, match, names, evidence, "label/office", owner)
    if label := scope.pattern("offices", "offices_label").match(text):
        whose = scope.name(label.group("whose"), "Organization") if label.group("whose") else None
        owner = whose if whose is not None and whose.ref else None
        for match in scope.pattern("offices", "bracketed").finditer(text, label.end()):
            evidence = scope.passage(block, match.start(), match.end())
            names = _BETWEEN.split(match.group("places").strip(" ,"))
            found += _own(scope, block, match, names, evidence, "label/office", owner)
    yield from found or (_prose(scope, block) if block.prose else ())


def _heads_paragraph(block: AnnotatedBlock, match: re.Match[str]) -> bool:
    """Whether an office with its place only says where what follows happened: `Aden Hub: since May, …`."""
    return any(m.end_char + 1 >= match.start() > m.start_char for m in mentions_in(block.doc, *PLACES))


def _own(
    scope: Scope,
    block: AnnotatedBlock,
    match: re.Match[str],
    names: Sequence[str],
    evidence: Passage,
    rule: str,
    owner: Name | None = None,
) -> Iterator[Claim]:
    """Offices in places, of the publisher where nobody else is their owner."""
    date = day_above(scope, block)
    owner = owner or scope.publisher
    # Behind an office in an entry of contacts stands who is there: `Regional Office: Ana Ruiz, +254 …`.
    text, end = block.joined.text, match.end() + _ENTRY
    addressed = EMAIL.search(text, match.start(), end) or PHONE.search(text, match.start(), end)
    for name in names:
        place = _place_of(scope, name) if addressed else _place(scope, name)
        if place and owner:
            yield _office(owner, match.group("kind"), place, [evidence], rule, 0.95, date)


def _speaks_of(scope: Scope, block: AnnotatedBlock, at: int) -> Name | None:
    """The organisation that the words before an office, in its sentence, are about: `WFP has five field offices: …`."""
    for sentence in sentences_of(block.doc) if block.prose else ():
        if sentence.start_char <= at < sentence.end_char:
            subjects = [m for m in mentions_in(sentence, *scope.organizations) if m.end_char <= at]
            return scope.name_of(subjects[0]) if subjects and subjects[0].start == sentence.start else None
    return None


def _prose(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    for sentence in sentences_of(block.doc):
        text, origin = text_of(sentence), sentence.start_char
        evidence = [scope.sentence(block, sentence)]
        first: Name | None = None
        for match in scope.pattern("offices", "office").finditer(text):
            located = scope.pattern("offices", "located").match(text[match.end() :])
            begin, end = origin + match.start(), origin + match.end()
            housed = None if located else _housing(scope, sentence, begin) or _beside(scope, sentence, begin, end)
            owner = _owner(scope, sentence, begin, end) if located or housed else None
            before = text[: match.start()]
            if (
                owner is None
                and located
                and (scope.pattern("offices", "also").search(before) or _BESIDE.search(before))
            ):
                owner = first
            first = first or owner
            gone = scope.pattern("offices", "no_more").match(text, match.end())
            if owner is None or gone or scope.pattern("offices", "not_yet").search(text[: match.start()]):
                continue
            places = [housed] if housed else []
            if located:
                places = _places_from(scope, sentence, origin + match.end() + located.end())
            # `16 offices in Chad` are nowhere in particular.
            several = match.group().casefold().endswith("s") and any(_is_wide(scope, place) for place in places)
            for place in places if not several else ():
                yield _office(owner, match.group("kind"), place, evidence, "sentence/office", 0.85, None)
        for match in scope.pattern("offices", "locations").finditer(text):
            owner = _owner(scope, sentence, origin + match.start(), origin + match.start() + 1)
            for place in _places_from(scope, sentence, origin + match.end()) if owner else ():
                slots: Slots = {"organization": owner, "place": place}
                yield make("Presence", "sentence/locations", 0.75, evidence, slots)
        yield from _based(scope, sentence, evidence)


def _based(scope: Scope, sentence: Span, evidence: Sequence[Passage]) -> Iterator[Claim]:
    """Where organisations are based: `X, based in A, …`, `X is based in A`, `Based in A, X …`."""
    text, origin = text_of(sentence), sentence.start_char
    organizations = mentions_in(sentence, *scope.organizations)
    found: list[tuple[Span | None, int]] = []
    for match in scope.pattern("offices", "owner_based").finditer(text):
        at = origin + match.start()
        near = next((s for s in reversed(organizations) if 0 <= at - s.end_char <= 1), None)
        found.append((near, origin + match.end()))
    if ahead := scope.pattern("offices", "based_ahead").match(text):
        found.append((next((s for s in organizations if s.root.dep_ == "nsubj"), None), origin + ahead.end()))
    for owner, at in found:
        if owner is None:
            continue
        for place in _places_from(scope, sentence, at)[:1]:
            slots: Slots = {"organization": scope.name_of(owner), "place": place}
            yield make("Presence", "sentence/based-in", 0.8, evidence, slots)


def _housing(scope: Scope, sentence: Span, at: int) -> Name | None:
    """The place that an office is said to be in as what has it: `Gulu has had a WFP sub-office since May`."""
    place = next(iter(mentions_in(sentence, *PLACES)), None)
    if place is None or place.start - sentence.start > 1:
        return None
    between = text_of(sentence.doc)[place.end_char : at]
    return scope.name_of(place) if scope.pattern("offices", "houses").fullmatch(between) else None


def _beside(scope: Scope, sentence: Span, begin: int, end: int) -> Name | None:
    """The place right beside an office that is named after it: `the WFP Gulu Sub-Office`, `UNHCR Field Office Gulu`."""
    text = text_of(sentence.doc)
    vague = scope.pattern("offices", "vague").match(text[begin:end])
    owners = [o.end_char for o in mentions_in(sentence, *scope.organizations) if o.end_char <= begin]
    start = owners[-1] if owners else sentence.start_char
    of = re.match(r"\s+of\b", text[end : sentence.end_char])
    if found := _NAMED_BEFORE.fullmatch(text, start, begin) if owners or of else None:
        place = _country_of(scope, found.group("name")) or _place_of(scope, found.group("name"))
        # What others have, too, is an office where its place stands between it and its owner: `the WFP Chad office`.
        return place if owners or not vague else None
    if vague:
        return None
    adjacent = owners and re.fullmatch(r"(?:[’']s)?\s+", text[start:begin])
    found = _NAMED_BEHIND.match(text, end, sentence.end_char) if adjacent else None
    return _place_of(scope, found.group("name")) if found else None


def _place_of(scope: Scope, name: str) -> Name | None:
    """The place of a name that the gazetteer has."""
    return scope.place_named(name) if scope.document.reader.places(name) else None


def _is_wide(scope: Scope, place: Name) -> bool:
    """Whether a place is a country or an area of several, where offices are nowhere in particular."""
    term = scope.ontology.terms.get(place.ref or "")
    return place.cls == "Country" or (term is not None and term.cls == "Place")


def _places_from(scope: Scope, sentence: Span, start: int) -> list[Name]:
    """The list of places that begins at a character; behind a place, names that are nothing else are places too."""
    found: list[Name] = []
    text, at = text_of(sentence.doc), start
    places = {s.start_char: s for s in mentions_in(sentence, *PLACES)}
    others = [s for s in sentence.doc.spans["mentions"] if s.label_ not in PLACES and not re.search(r"\d", s.text)]
    taken = {s.start_char for s in [*others, *(s for s, _ in dates_in(sentence))]}
    while gap := (_GOES_ON if found else _HERE).match(text, at, sentence.end_char):
        begin = gap.end()
        mention, name = places.get(begin), _name_at(scope, text, begin, taken)
        if mention is not None and (name is None or len(scope.name(name, "Place").text) <= len(mention.text)):
            found.append(scope.name_of(mention))
            at = mention.end_char
        elif name is not None and (mention is not None or (found and _ENDS.match(text, begin + len(name)))):
            found.append(scope.place_named(name))
            at = begin + len(name)
        else:
            break
    return found


def _name_at(scope: Scope, text: str, begin: int, taken: Container[int]) -> str | None:
    """The capitalised words at a character that begin nothing else, up to an office."""
    words: list[str] = []
    at = begin
    while (word := _WORD.match(text, at)) and at not in taken and len(words) < 3:
        if word.group().isupper() or scope.pattern("offices", "office").match(text, at):
            break
        words.append(word.group())
        at = word.end() + 1
        if text[word.end() : at] != " ":
            break
    return " ".join(words) or None


def _owner(scope: Scope, sentence: Span, begin: int, end: int) -> Name | None:
    """The organisation whose office it is: right before it, or behind `of`, else the report's own for `its`, `our`."""
    text = text_of(sentence.doc)
    office = scope.pattern("offices", "office")  # `Field Offices` may be taken for a name
    organizations = [m for m in mentions_in(sentence, *scope.organizations) if not office.fullmatch(text_of(m))]
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
        # `From its office in A, X sent …`
        ahead = scope.pattern("offices", "opens").fullmatch(before) is not None
        doer = next((s for s in organizations if s.start_char >= end and s.root.dep_ == "nsubj"), None)
        if ahead and doer is not None:
            return scope.name_of(doer)
        # `X set up two field offices in A`
        opens = organizations and organizations[0].start == sentence.start and organizations[0].root.dep_ == "nsubj"
        return scope.name_of(organizations[0]) if opens else scope.publisher
    # Further offices in one list are the first one's owner's: `its Representation in A, sub-offices in B`.
    subject = next((s for s in organizations if s.root.dep_ == "nsubj"), None)
    # `UNHCR's presence comprises a Representation in A`
    subject = subject or next((s for s in organizations if s.root.dep_ == "poss" and s.end_char <= begin), None)
    if subject is not None:
        return scope.name_of(subject)
    return (
        scope.publisher
        if scope.pattern("offices", "own_perhaps").search(text[sentence.start_char : end]) and not organizations
        else None
    )


def _country_of(scope: Scope, name: str) -> Name | None:
    """The country that a name holds."""
    doc = scope.match(name)
    country = next((s for s in doc.spans["mentions"] if s.label_ == "Country"), None)
    return scope.country_named(country.kb_id_) if country is not None else None


def _place(scope: Scope, name: str) -> Name | None:
    if (country := _country_of(scope, name)) is not None:
        return country
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
