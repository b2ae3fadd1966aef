"""Agreements that were signed, and with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import AnnotatedBlock, Quantity, text_of
from kg.model import Claim, Name, Passage, Text
from kg.relate.facts import Slots, make
from kg.relate.scope import Scope
from kg.relate.spans import dates_in, mentions_in, quantities_in, sentences_of

_NEAR = 30  # characters between a number and the agreements that it counts
# Before the first party, perhaps with others of which only the kind is told; before any name of a list of parties.
_TOWARDS = re.compile(r"\b(?:between|with|among|signed\s+by)\s+(?:the\s+)?(?:(?:[a-z\d-]+\s+){1,4}and\s+(?:the\s+)?)?$")
_LEADING = re.compile(r"(?:\b(?:between|with|among|by|and)|,)\s+(?:the\s+)?(?=[A-ZÀ-Þ])")
_AND = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,\s*(?:and\s+)?|and\s+)(?:the\s+)?")


def agreement_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Agreements of one block of prose."""
    if not block.prose:
        return
    for sentence in sentences_of(block.doc):
        if scope.pattern("agreements", "denied").search(text_of(sentence)):
            continue
        noun = scope.pattern("agreements", "noun").search(text_of(sentence))
        if noun and scope.pattern("agreements", "political").search(text_of(sentence)):
            continue
        if joint := _joint(scope, block, sentence):
            yield from joint
        elif noun and scope.pattern("agreements", "verb").search(text_of(sentence)):
            yield from _of_sentence(scope, block, sentence, noun)


def _joint(scope: Scope, block: AnnotatedBlock, sentence: Span) -> list[Claim]:
    """`X, Y and Z signed an agreement`, `X and Y agreed to …`: the publisher, else the first, with the others."""
    agree = scope.pattern("agreements", "agree")
    if not agree.may_match(text_of(sentence)):
        return []
    text = text_of(sentence.doc)
    listed: list[Span] = []
    parties = _parties(scope, sentence)
    for span in sorted(parties, key=lambda s: s.start_char):
        if listed and _AND.fullmatch(text[listed[-1].end_char : span.start_char]):
            listed.append(span)
        elif len(listed) < 2:
            listed = [span]
        else:
            break
    # `refugees from X and Y, the government agreed to …`: X and Y agree to nothing.
    if listed and scope.pattern("agreements", "no_party").search(text[sentence.start_char : listed[0].start_char]):
        return []
    behind = text[listed[-1].end_char : sentence.end_char] if listed else ""
    if len(listed) < 2 or not agree.match(behind):
        return []
    found = list(dict.fromkeys(_party(scope, span) for span in listed))
    home = [n for n in found if scope.publisher and (n.ref, n.text) == (scope.publisher.ref, scope.publisher.text)]
    subject = home[0] if home else found[0]
    date = next((d.period for _, d in dates_in(sentence)), None)
    evidence = [scope.sentence(block, sentence)]
    return [
        make(
            "Agreement",
            "sentence/agreement-joint",
            0.8,
            evidence,
            {"organization": subject, "partner": name, "date": date},
        )
        for name in found
        if name.text != subject.text
    ]


def _of_sentence(scope: Scope, block: AnnotatedBlock, sentence: Span, noun: re.Match[str]) -> Iterator[Claim]:
    origin = sentence.start_char
    organizations = mentions_in(sentence, *scope.organizations)
    at = origin + noun.start()
    before = [s for s in organizations if s.end_char <= at]
    subject = scope.name_of(before[0]) if before else scope.publisher
    if subject is None:
        return
    date = next((d.period for _, d in dates_in(sentence)), None)
    evidence = [scope.sentence(block, sentence)]
    base: Slots = {"organization": subject, "date": date}
    counted = [(s, q) for s, q in quantities_in(sentence) if not q.percent and not q.currency]
    text = text_of(sentence.doc)
    # In `a three-year agreement` it is the years that are counted.
    free = [(s, q) for s, q in counted if s.end_char <= at and at - s.end_char < _NEAR and text[s.end_char] != "-"]
    total = next(iter(free), None)
    parts = [(s, q) for s, q in counted if s.start_char >= at]
    if total:
        yield from _counted(scope, sentence, total[1], parts, noun, base, evidence)
        return
    found = list(_partners(scope, sentence, noun, base, evidence))
    further = list(_counterparts(scope, sentence, parts, base, evidence))
    yield from found
    yield from further or _of_kind(scope, sentence, noun, base, evidence, bool(found))


def _counted(
    scope: Scope,
    sentence: Span,
    total: Quantity,
    parts: Sequence[tuple[Span, Quantity]],
    noun: re.Match[str],
    base: Slots,
    evidence: Sequence[Passage],
) -> Iterator[Claim]:
    """A number of agreements, perhaps with one body or kind of bodies, and the numbers that follow it."""
    text = text_of(sentence)
    kind = scope.pattern("agreements", "all_with").match(text[noun.end() :])
    slots: Slots = {**base, "quantity": scope.number(total, text_of(sentence.doc))}
    named = [] if kind else list(_partners(scope, sentence, noun, slots, evidence))
    if len(named) == 1:
        yield from named
    else:
        slots["kind"] = Text(kind.group("kind")) if kind else None
        yield make("Agreement", "sentence/agreements", 0.85, evidence, slots)
    yield from _counterparts(scope, sentence, parts, base, evidence)
    further = scope.pattern("agreements", "further").search(text, noun.end())
    other = scope.pattern("agreements", "noun").match(text, further.start("noun")) if further else None
    for span, quantity in parts:
        if further and other and span.start_char - sentence.start_char == further.start("count"):
            own: Slots = {**base, "quantity": scope.number(quantity, text_of(sentence.doc))}
            yield from _partners(scope, sentence, other, own, evidence)


def _counterparts(
    scope: Scope,
    sentence: Span,
    counted: Sequence[tuple[Span, Quantity]],
    base: Slots,
    evidence: Sequence[Passage],
) -> Iterator[Claim]:
    """Numbers of counterparts by their kind: `including 7 with national NGOs`, `with three ministries`."""
    text = text_of(sentence.doc)
    for span, quantity in counted:
        behind = text[span.end_char : sentence.end_char]
        kind = scope.pattern("agreements", "kind").match(behind) or scope.pattern("agreements", "counterparts").match(
            behind
        )
        if kind:
            slots: Slots = {
                **base,
                "quantity": scope.number(quantity, text),
                "kind": Text(kind.group("kind")),
            }
            yield make("Agreement", "sentence/agreements", 0.85, evidence, slots)


def _partners(
    scope: Scope,
    sentence: Span,
    noun: re.Match[str],
    base: Slots,
    evidence: Sequence[Passage],
) -> Iterator[Claim]:
    """`signed an agreement with X`, `the agreement between X, Y and Z was signed`."""
    text, origin = text_of(sentence.doc), sentence.start_char
    parties = _parties(scope, sentence)
    found: list[Name] = []
    last: Span | None = None
    for span in sorted(parties, key=lambda s: s.start_char):
        if span.start_char < origin + noun.end():
            continue
        if last is None:
            if _TOWARDS.search(text[origin : span.start_char]):
                found.append(_party(scope, span))
                last = span
        elif span.root.dep_ == "nsubj" and "and" not in text[last.end_char : span.start_char]:
            base = {**base, "organization": _party(scope, span)}  # `under an agreement with X, Y does …`
            break
        elif _AND.fullmatch(text[last.end_char : span.start_char]):
            found.append(_party(scope, span))
            last = span
        else:
            break
    if not found:
        return
    joint = re.search(
        r"\b(?:between|among|signed\s+by)\b", text[origin + noun.end() : last.start_char if last else None]
    )
    subject = base["organization"]
    if (
        joint
        and scope.publisher
        and any(n.ref == scope.publisher.ref and n.text == scope.publisher.text for n in found)
    ):
        subject = scope.publisher
    elif joint:
        subject = found[0]
    for name in found:
        if isinstance(subject, Name) and name.text != subject.text:
            yield make(
                "Agreement", "sentence/agreement", 0.8, evidence, {**base, "organization": subject, "partner": name}
            )


def _of_kind(
    scope: Scope, sentence: Span, noun: re.Match[str], base: Slots, evidence: Sequence[Passage], named: bool
) -> Iterator[Claim]:
    """Agreements with bodies that only their kind tells: `signed agreements with local authorities`."""
    key = "and_with" if named else "all_with"
    kind = scope.pattern("agreements", key).match(text_of(sentence)[noun.end() :])
    if kind is None and not named and (kind := scope.pattern("agreements", "between_kinds").search(text_of(sentence))):
        at = sentence.start_char + kind.end("before")
        first = next((s for s in _parties(scope, sentence) if s.end_char == at), None)
        base = {**base, "organization": _party(scope, first)} if first is not None else base
    if kind is not None:
        yield make("Agreement", "sentence/agreements", 0.75, evidence, {**base, "kind": Text(kind.group("kind"))})


def _parties(scope: Scope, sentence: Span) -> list[Span]:
    """The organisations and countries of a sentence, with names that only the words before tell to be a party's."""
    known = [*mentions_in(sentence, *scope.organizations), *mentions_in(sentence, "Country")]
    doc, text = sentence.doc, text_of(sentence.doc)
    others = [m for m in doc.spans["mentions"] if sentence.start <= m.start < sentence.end]
    for lead in _LEADING.finditer(text, sentence.start_char, sentence.end_char):
        found = scope.pattern("agreements", "party").match(text, lead.end(), sentence.end_char)
        if found is None:
            continue
        begin, end = found.span("name")
        inside = [m for m in others if m.start_char < end and begin < m.end_char]
        told = any(m in known and m.label_ != "Country" for m in inside)
        whole = any(m.start_char <= begin and end <= m.end_char for m in inside)
        span = doc.char_span(begin, end)
        if span is not None and not (told or whole):
            known = [m for m in known if not begin <= m.start_char < end]
            known.append(span)
    return known


def _party(scope: Scope, span: Span) -> Name:
    name = scope.name_of(span) if span.label_ else scope.name(text_of(span), "Organization")
    return Name(name.text, "Government", name.ref, name.spellings) if name.cls == "Country" else name
