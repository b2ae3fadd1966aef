"""Counted incidents, violations and cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.model import Claim
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.harm import harm_claims, incident, loss_claims
from kg.relate.prose.incident_lists import (
    by_kind_claims,
    by_place_claims,
    former_claims,
    is_former,
    name_begin,
    ranked_claims,
)
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.phrases import THINGS, Phrase
from kg.relate.prose.recorded import Harmed, harmed_by_sex, recorders
from kg.relate.spans import dates_in, quantities_in


def incident_claims(sentence: Sentence) -> Iterator[Claim]:
    """Counted incidents, violations and cases."""
    if not quantities_in(sentence.span):
        return
    scope = sentence.scope
    verbs, recorded = scope.words("incidents", "verbs"), scope.words("incidents", "recorded_nouns")
    nouns = happening = scope.words("incidents", "nouns") - recorded
    text = text_of(sentence.span)
    if scope.pattern("incidents", "recorded").search(text) and scope.pattern("incidents", "harmful").search(text):
        nouns |= recorded
    violent_title = scope.pattern("incidents", "violence").search(scope.document.source.title or "") is not None
    if violent_title or scope.pattern("incidents", "deliberate").search(text):
        nouns |= scope.words("incidents", "violent_nouns")
    spoken = {t.lemma_.lower() for t in sentence.span if t.pos_ in {"VERB", "AUX"}}
    counted = [
        phrase
        for phrase in sentence.phrases
        if phrase.kind == THINGS
        and phrase.parent is None
        and _names_incident(sentence, phrase, nouns)
        and (spoken & verbs or not spoken or _came_about(sentence, phrase, happening))
    ]
    yield from loss_claims(sentence)
    yield from _changed(sentence, nouns)
    yield from ranked_claims(sentence, nouns)
    yield from _bracketed(sentence, nouns)
    if spoken & verbs:
        yield from by_place_claims(sentence, nouns)
    counted = [
        p
        for p in counted
        if p.number.start not in sentence.taken and not _compares(sentence, p) and not _goes_back(sentence, p)
    ]
    if not counted:
        yield from _with_former(sentence, harm_claims(sentence))
        return
    sources = recorders(sentence)
    harmed = harmed_by_sex(sentence) if len(counted) == 1 else Harmed()
    told: list[tuple[Phrase, Claim]] = []
    for phrase in counted:
        if _is_part(sentence, phrase):
            sentence.taken.add(phrase.number.start)
        elif not is_former(sentence, phrase):
            told.append((phrase, incident(sentence, phrase, _item(sentence, phrase, nouns), 0.8, sources, harmed)))
            yield told[-1][1]
    yield from by_kind_claims(sentence, nouns)
    yield from former_claims(sentence, told)
    # What befell people by accidents is told with these: `five incidents of boats that sank killed 12 people`.
    violent = scope.pattern("incidents", "deliberate").search(text) is not None
    yield from harm_claims(sentence, until=None if violent else min(p.number.start for p in counted))


def _with_former(sentence: Sentence, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims with those of the time before: `81 people were killed, compared with 47 in 2021`."""
    known = {p.number.start: p for p in sentence.phrases}
    told: list[tuple[Phrase, Claim]] = []
    before = set(sentence.taken)
    for claim in claims:
        own = [known[at] for at in sorted(sentence.taken - before) if at in known]
        before = set(sentence.taken)
        told += [(own[-1], claim)] if own else []
        yield claim
    yield from former_claims(sentence, told)


def _changed(sentence: Sentence, nouns: frozenset[str]) -> Iterator[Claim]:
    """Incidents whose number changed, at both times: `attacks rose from 12 in May to 20 in June`."""
    numbers = quantities_in(sentence.span)
    if not re.search(r"\b(?:from|to)\b", text_of(sentence.span)):
        return
    scope, span, origin = sentence.scope, sentence.span, sentence.span.start_char
    told = nouns | scope.words("incidents", "loss_nouns")
    found_ones = [*scope.pattern("measures", "change_incidents").finditer(text_of(span))] if len(numbers) > 1 else []
    for match in found_ones or scope.pattern("measures", "risen").finditer(text_of(span)):
        begin, end = origin + match.start("name"), origin + match.end("name")
        named = [t for t in span if begin <= t.idx < end]
        noun = next((t for t in named if noun_lemma(t) in told), None)
        if noun is None:
            continue
        first = name_begin(noun, named[0].i)
        last = noun.i
        if scope.pattern("incidents", "about").match(text_of(span.doc), noun.idx + len(noun), end):
            last = next((t.i - 1 for t in named if t.i > noun.i and t.lower_ in {"in", "across"}), named[-1].i)
        item = span.doc[first : last + 1].text
        values = sorted((match.start(part), part) for part in ("a", "b") if match.group(part))
        for (_, part), until in zip(values, [*(at for at, _ in values[1:]), len(text_of(span))], strict=True):
            found = next(((s, q) for s, q in numbers if s.start_char == origin + match.start(part)), None)
            if found is None or found[1].percent or found[1].currency or found[0].start in sentence.taken:
                continue
            number, quantity = found
            phrase = Phrase(quantity, number, number.start, number.end, noun, THINGS, item)
            limit = next((t.i for t in span if t.idx >= origin + until), span.end)
            claim = incident(sentence, phrase, item, 0.75, recorders(sentence))
            kept = {slot: values for slot, values in claim.slots.items() if slot != "date"}
            dated = [period for where, period in dates_in(span) if number.end <= where.start < limit]
            yield replace(claim, slots={**kept, **({"date": (dated[-1].period,)} if dated else {})})


def _bracketed(sentence: Sentence, nouns: frozenset[str]) -> Iterator[Claim]:
    """Kinds of incidents, each with its number in a bracket: `violations included theft (23) and assault (17)`."""
    doc, span = sentence.span.doc, sentence.span
    found: list[tuple[Span, Quantity, Token]] = []
    if "(" not in text_of(span):
        return
    for number, quantity in quantities_in(span):
        at = number.start - 2
        alone = at >= span.start and doc[at + 1].text == "(" and number.end < span.end and doc[number.end].text == ")"
        if alone and not quantity.percent and not quantity.currency and noun_lemma(doc[at]) in nouns:
            found.append((number, quantity, doc[at]))
    if len(found) < 2:
        return
    for number, quantity, noun in found:
        item = doc[name_begin(noun, span.start) : noun.i + 1].text
        phrase = Phrase(quantity, number, number.start, number.end, noun, THINGS, item)
        yield incident(sentence, phrase, item, 0.7, recorders(sentence))


def _names_incident(sentence: Sentence, phrase: Phrase, nouns: frozenset[str]) -> bool:
    words = sentence.scope.pattern("incidents", "about").split(phrase.text.casefold(), maxsplit=1)[0].split()
    return bool(words) and (words[-1].rstrip("s") in nouns or noun_lemma(phrase.head) in nouns)


def _came_about(sentence: Sentence, phrase: Phrase, nouns: frozenset[str]) -> bool:
    """Whether incidents are what does something: `six incidents forced the closure`."""
    token = next((t for t in sentence.span.doc[phrase.start : phrase.end] if noun_lemma(t) in nouns), None)
    verb = token.head if token is not None and token.dep_ == "nsubj" else None
    return (
        verb is not None and verb.pos_ == "VERB" and not any(c.tag_ == "MD" or c.dep_ == "neg" for c in verb.children)
    )


def _compares(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a number only tells how many more there were: `45 incidents, 12 more than in May`."""
    behind = text_of(sentence.span.doc)[phrase.number.end_char : sentence.span.end_char]
    return sentence.scope.pattern("incidents", "compared").match(behind) is not None


def _goes_back(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a number only takes up incidents told before: `during the two clashes`, `these five incidents`."""
    before = sentence.span.doc[phrase.start - 1] if phrase.start > sentence.span.start else None
    recorded = sentence.scope.pattern("incidents", "recorded").search(text_of(sentence.span))
    return before is not None and before.lower_ in {"the", "these", "those", "both", "all"} and recorded is None


def _is_part(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a number only tells how many of the incidents were where: `71 incidents, of which 28 in A`."""
    if phrase.end > phrase.number.end:
        return False
    text, scope = text_of(sentence.span.doc), sentence.scope
    before, behind = text[sentence.span.start_char : phrase.number.start_char], text[phrase.number.end_char :]
    return (
        scope.pattern("incidents", "part_before").search(before) is not None
        or scope.pattern("incidents", "part_behind").match(behind) is not None
    )


def _item(sentence: Sentence, phrase: Phrase, nouns: frozenset[str]) -> str:
    """The noun with what stands before it; one that says nothing alone keeps what it was about."""
    doc, about = sentence.span.doc, sentence.scope.pattern("incidents", "about")
    words = about.split(phrase.text, maxsplit=1)
    if len(words[0].split()) > 1:
        return words[0]
    noun = next((t for t in doc[phrase.number.end : phrase.end] if noun_lemma(t) in nouns), None)
    if noun is not None and noun_lemma(noun) in sentence.scope.words("incidents", "alone"):
        return words[0]
    if noun is None or len(words) > 1 or not about.match(text_of(doc)[noun.idx + len(noun) : sentence.span.end_char]):
        return phrase.text
    whole = next((c.right_edge.i + 1 for c in noun.children if c.i == noun.i + 1), noun.i + 1)
    limit = min((p.start for p in sentence.phrases if p.start > noun.i), default=sentence.span.end)
    end = next((t.i for t in doc[noun.i + 1 : whole] if t.is_punct or t.tag_ in {"WDT", "WP"}), whole)
    item = " ".join(doc[noun.i : min(end, limit)].text.split())
    last = next((m for m in about.finditer(f"{item} ") if m.end() > len(item)), None)
    # What another number counts is no part of it: `31 cases involving 58 victims`.
    return item[: last.start()] if last is not None else item
