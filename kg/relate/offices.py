"""Offices and staff: where an organisation is present and with how many people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.model import BlockKind, Claim, Name, Period, Text
from kg.nlp import AnnotatedBlock
from kg.nlp.dates import find_dates
from kg.relate.scope import PLACES, Scope, make, mentions_in


def office_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Offices that a block names."""
    kinds = "|".join(scope.patterns("offices").get("kinds", []))
    if not kinds or block.block.kind in {BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.FIGURE}:
        return
    text = block.joined.text
    kind = re.compile(rf"(?<!\w)(?P<kind>{kinds})s?(?!\w)", re.IGNORECASE)
    if not kind.search(text) and not re.search(r"\bbased in\b", text):
        return
    date = _date(scope, block)
    listed = block.block.kind is BlockKind.ITEM and re.fullmatch(
        rf"(?P<place>[^():]+?)\s*[(:–-]\s*(?P<kind>{kinds})s?\s*\)?", text.strip(), re.IGNORECASE
    )
    if listed:
        place = _place(scope, listed.group("place").strip())
        if place and scope.publisher:
            yield _office(
                scope, scope.publisher, listed.group("kind"), place, [scope.whole(block)], "list/office", 0.95, date
            )
        return
    labelled = list(re.finditer(rf"(?P<kind>{kinds})s?\s*:\s*(?P<places>[^;:.]+?)(?=[;.]|$)", text, re.IGNORECASE))
    if labelled:
        for match in labelled:
            for name in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match.group("places").strip()):
                place = _place(scope, name)
                if place and scope.publisher:
                    evidence = [scope.passage(block, match.start(), match.end())]
                    yield _office(
                        scope, scope.publisher, match.group("kind"), place, evidence, "label/office", 0.95, date
                    )
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
                    scope,
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
                    for s in reversed(mentions_in(sentence, *_organizations(scope)))
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
    organizations = mentions_in(sentence, *_organizations(scope))
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


def _organizations(scope: Scope) -> tuple[str, ...]:
    return tuple(c for c in scope.ontology.classes if scope.ontology.is_a(c, "Organization"))


def _place(scope: Scope, name: str) -> Name | None:
    doc = scope.document.annotator.match(name, scope.document.report)
    country = next((s for s in doc.spans["mentions"] if s.label_ == "Country"), None)
    if country is not None:
        return scope.country_named(country.kb_id_)
    return scope.place_named(name) if name[:1].isupper() and len(name.split()) <= 4 else None


def _office(
    scope: Scope, owner: Name, kind: str, place: Name, evidence: list, rule: str, confidence: float, date: Period | None
) -> Claim:  # type: ignore[type-arg]
    kind = kind if kind[:1].isupper() else kind.title() if "office" in kind or "unit" in kind else kind
    return make(
        "Presence",
        rule,
        confidence,
        evidence,
        {"organization": owner, "kind": Text(re.sub(r"(?<=[a-z])s$", "", kind)), "place": place, "date": date},
    )


def staff_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Staff numbers: `75 National staff`, `International Staff: 14`."""
    kinds = "|".join(scope.patterns("offices").get("staff_kinds", []))
    nouns = "|".join(scope.patterns("offices").get("staff_nouns", []))
    if not kinds or block.block.kind in {BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.FIGURE}:
        return
    text = block.joined.text
    before = rf"(?P<kind>{kinds})\s+(?:{nouns})\s*[:=]\s*(?P<value>\d[\d,]*)"
    after = rf"(?<![\w.,])(?P<value>\d[\d,]*)\s+(?P<kind>{kinds})\s+(?:{nouns})(?!\w)"
    for pattern in (before, after):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            quantity = next(iter(scope.document.annotator.numbers(match.group("value"))), None)
            if quantity is None or scope.publisher is None:
                continue
            if _tells_more(scope, block):
                continue
            if (
                block.block.kind is BlockKind.PARAGRAPH
                and len(text.split()) > 12
                and not re.search(
                    r"\b(?:staff|workforce|employs?)\b",
                    text[: match.start()] + " ".join(block.block.section),
                    re.IGNORECASE,
                )
            ):
                continue
            evidence = [scope.whole(block)] if len(text) < 120 else [scope.passage(block, match.start(), match.end())]
            kind = match.group("kind").casefold()
            yield make(
                "StaffCount",
                "label/staff",
                0.93,
                evidence,
                {
                    "organization": scope.publisher,
                    "kind": Text(kind),
                    "value": scope.number(quantity, match.group("value")),
                    "date": _date(scope, block),
                },
            )


def staff_sentence_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Staff numbers in sentences: `employed 612 people, 489 of them nationals`, `372 national and 31 international staff`."""
    kinds = "|".join(scope.patterns("offices").get("staff_kinds", []))
    nouns = "|".join(scope.patterns("offices").get("staff_nouns", []))
    if not kinds or not block.prose or scope.publisher is None:
        return
    number = r"(?<![\w.,])\d[\d,]*"
    pair = rf"(?P<value>{number})\s+(?P<kind>{kinds})\s+and\s+(?P<second>{number})\s+(?P<other>{kinds})\s+(?:{nouns})"
    total = rf"\b(?:has|had|have|with|employs?|employed|employing)\s+(?P<value>{number})\s+(?:{nouns}|people|persons)\b|(?P<first>{number})\s+(?:{nouns})\s+(?:work|worked|serve|are deployed|are based)\b"
    part = rf"(?P<value>{number})\s+of\s+(?:them|whom)(?:\s+(?:are|were))?\s+(?P<kind>{kinds})s\b|of\s+whom\s+(?P<first>{number})\s+(?:are|were)\s+(?P<other>{kinds})s\b"
    for sentence in block.doc.sents:
        text = sentence.text
        found: list[tuple[str, str | None]] = []
        for match in re.finditer(pair, text, re.IGNORECASE):
            found += [(match.group("value"), match.group("kind")), (match.group("second"), match.group("other"))]
        whole = None if found else re.search(total, text, re.IGNORECASE)
        if whole is not None:
            found.append((whole.group("value") or whole.group("first"), None))
            rest = re.search(part, text[whole.end() :], re.IGNORECASE)
            if rest is not None:
                found.append((rest.group("value") or rest.group("first"), rest.group("kind") or rest.group("other")))
        dates = [d.period for d in find_dates(text, scope.document.report.clock) if d.precision in {"day", "month"}]
        for printed, kind in found:
            quantity = next(iter(scope.document.annotator.numbers(printed)), None)
            if quantity is None:
                continue
            slots = {
                "organization": scope.publisher,
                "kind": Text(kind.casefold()) if kind else None,
                "value": scope.number(quantity, printed),
                "date": dates[0] if dates else None,
            }
            yield make("StaffCount", "sentence/staff", 0.85, [scope.sentence(block, sentence)], slots)


def _tells_more(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether the block says what was done with the staff, not how many there are."""
    counting = set(scope.patterns("offices").get("staff_verbs", []))
    return block.prose and any(t.pos_ == "VERB" and t.lemma_.lower() not in counting for t in block.doc)


def _date(scope: Scope, block: AnnotatedBlock) -> Period | None:
    for words in scope.headings(block.block)[:2]:
        dates = [d.period for d in find_dates(words, scope.document.report.clock) if d.precision == "day"]
        if dates:
            return dates[0]
    return None
