"""How many people of a group there are somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.document import text_of
from kg.model import Claim, Number, Passage, Period, Term, Value
from kg.relate.facts import Slots, make
from kg.relate.figures.periods import date_above
from kg.relate.prose.dates import date_of, is_held_against
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.nouns import noun_lemma
from kg.relate.prose.phrases import ASIDE, HOUSEHOLDS, PEOPLE, Phrase
from kg.relate.prose.places import places_of
from kg.relate.prose.populated import populated_claims
from kg.relate.prose.recorded import source_of
from kg.relate.prose.situations import in_plight, is_uprooted
from kg.relate.prose.stocks import (
    befallen,
    governing_verb,
    group_totalled,
    is_dated,
    is_stock,
    restates_aside,
    stood_before,
)
from kg.relate.prose.whereabouts import whereabouts_of
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, dates_in, mentions_in, quantities_in
from kg.relate.verbs import is_finite


def population_claims(sentence: Sentence) -> Iterator[Claim]:
    """Counts of people in a situation: displaced, hosted, registered, returned."""
    if not quantities_in(sentence.span):
        return
    scope = sentence.scope
    yield from _ranked(sentence)
    yield from _origins(sentence)
    yield from _run(sentence)
    yield from populated_claims(sentence)
    told: Claim | None = None
    for phrase in sentence.phrases:
        if phrase.target or phrase.number.start in sentence.taken or _is_served(sentence, phrase):
            continue
        counted = phrase if phrase.kind == PEOPLE or _is_whole(sentence, phrase) else _in_households(phrase)
        if counted is None:
            continue
        if not (
            is_stock(sentence, phrase)
            or in_plight(sentence, phrase)
            or is_uprooted(sentence, phrase)
            or _aside(sentence, phrase)
            or _is_listed(sentence, phrase)
        ):
            if told is not None and _is_former(sentence, phrase):
                sentence.taken.add(phrase.number.start)
                yield _former(sentence, phrase, told)
            continue
        codes = scope.codes(phrase.groups)
        if codes and codes <= set(scope.patterns("populations").get("never_figures", [])):
            continue
        if noun_lemma(phrase.head) in scope.words("populations", "cared_for"):
            sentence.taken.add(phrase.number.start)
            continue  # `in which 30 patients were identified`: a count of disease
        before = frozenset(sentence.taken)
        parted = list(_by_country(sentence, phrase))
        apart = [claim for _, claim in parted]
        yield from (claim for number, claim in parted if number not in before)
        sentence.taken.update(p.number.start for p in phrase.also)
        parts = [p for p in phrase.parts if not p.sex and p.groups and p.number.start not in sentence.taken]
        for one in [phrase, *parts]:
            sentence.taken.add(one.number.start)
            claim = _figure(sentence, one, counted if one is phrase else one)
            told = claim if one is phrase else told
            yield _whole(scope, claim, apart) if apart and one is phrase else claim
        for part in phrase.parts:
            sentence.taken.add(part.number.start)
    # `fell from 300 to 200`: without its time a former number is no figure, and nothing that was done either.
    sentence.taken.update(p.number.start for p in sentence.phrases if stood_before(sentence, p))


def parted_claims(sentence: Sentence, whole: Claim) -> Iterator[Claim]:
    """Figures of groups that a sentence tells those to be who were counted before: `Among these are 300 children`.

    `whole` is the figure of all of them.
    """
    scope, value = sentence.scope, whole.slots["value"][0]
    people = [p for p in sentence.phrases if p.kind == PEOPLE and p.parent is None and p.restates is None]
    if not people or not isinstance(value, Number) or any(p.quantity.value >= value.value for p in people):
        return
    if scope.pattern("populations", "parted").match(text_of(sentence.span)) is None:
        return
    shared = {s: v for s, v in whole.slots.items() if s in {"place", "date", "origin", "asylum", "source"}}
    for phrase in people:
        if phrase.number.start in sentence.taken or phrase.target:
            continue
        sentence.taken.add(phrase.number.start)
        codes = list(dict.fromkeys(phrase.groups))
        slots: Slots = {
            "value": scope.number(phrase.quantity, text_of(sentence.span.doc)),
            "population": _code(scope, codes, phrase) if codes else None,
        }
        claim = make("PopulationFigure", "frame/population-part", 0.65, [_clause(sentence, phrase)], slots)
        yield replace(claim, slots={**shared, **claim.slots}, context=tuple(whole.evidence[:1]))


def _is_listed(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether people of a group share the passive verb of others listed with them, who are counted by it.

    `300 IDPs, 40 returnees and 20 refugees were identified`, of which the parser may give the verb to some.
    """
    if not phrase.groups or phrase.parent is not None:
        return False
    counting = sentence.scope.words("populations", "agent_verbs") | sentence.scope.words("populations", "object_verbs")
    for other in sentence.phrases:
        if other is phrase or other.kind != PEOPLE or not other.groups:
            continue
        verb = governing_verb(other)
        if verb is None or verb.i < max(phrase.end, other.end) or verb.lemma_.lower() not in counting:
            continue
        first, last = sorted((phrase, other), key=lambda p: p.start)
        between = sentence.span.doc[first.end : last.number.start]
        inside = {i for p in sentence.phrases for i in range(p.start, p.end)}
        told = any(is_finite(t) and t.is_lower for t in between if t.i not in inside)
        if len(between) <= _BETWEEN and not told and is_stock(sentence, other):
            return True
    return False


def _is_former(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a number alone, with a time behind it, is that which the figure before it is held against."""
    before = text_of(sentence.span.doc)[sentence.span.start_char : phrase.number.start_char]
    alone = phrase.end == phrase.number.end and not phrase.sex
    held = sentence.scope.pattern("populations", "held_against")
    return alone and is_dated(sentence, phrase, within=3) and held.search(before) is not None


def _former(sentence: Sentence, phrase: Phrase, told: Claim) -> Claim:
    """The figure of another time that the one told before it is held against."""
    own = _figure(sentence, phrase, phrase).slots
    slots = {s: v for s, v in own.items() if s in {"value", "date"}}
    return replace(told, slots={**{s: v for s, v in told.slots.items() if s != "date"}, **slots})


def _is_served(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the label of a number tells what was done for people: `Women assisted: 300 in A`."""
    doc, at = sentence.span.doc, phrase.number.start - 2
    if at < sentence.span.start or doc[at + 1].text != ":" or doc[at].tag_ not in {"VBN", "VBD"}:
        return False
    frame = sentence.classes.verbs.get(doc[at].lemma_.lower())
    return frame is not None and frame.type not in sentence.scope.words("activities", "counting")


def _aside(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether people stand alone in a bracket behind their coming or going: `new displacement to A (300 people)`."""
    doc, span = sentence.span.doc, sentence.span
    text = text_of(doc)
    end = doc[phrase.end - 1].idx + len(doc[phrase.end - 1])
    opened = sentence.scope.pattern("populations", "bracketed").search(text[span.start_char : phrase.number.start_char])
    if opened is None or not text[end : end + 4].lstrip().startswith(")"):
        return False
    before = text[span.start_char : phrase.number.start_char]
    return (
        _moved(sentence, phrase) is not None
        or sentence.scope.pattern("populations", "befell_things").search(before) is not None
    )


def _moved(sentence: Sentence, phrase: Phrase) -> Token | None:
    """The noun for people's coming or going a few words before a phrase."""
    doc, begin = sentence.span.doc, max(sentence.span.start, phrase.start - 14)
    nouns: dict[str, str] = sentence.scope.patterns("populations").get("stock_nouns", {})
    before = [t for t in doc[begin : phrase.start] if t.pos_ == "NOUN"]
    return next((t for t in reversed(before[-2:]) if t.lemma_.lower() in nouns), None)


def _ranked(sentence: Sentence) -> Iterator[Claim]:
    """Places with their numbers in brackets: `A hosts the most refugees (720), ahead of B (634) and C (611)`."""
    scope, span = sentence.scope, sentence.span
    text = text_of(span.doc)
    ranked = scope.pattern("populations", "ranked").search(text_of(span))
    group = next((m for m in mentions_in(span, "PopulationGroup")), None)
    places = mentions_in(span, *PLACES)
    if ranked is None or group is None or not places or places[0].end_char > span.start_char + ranked.start():
        return
    for number, quantity in quantities_in(span):
        opened = re.search(r"(?:\(|\bwith)\s*$", text[span.start_char : number.start_char])
        before = [m for m in places if m.end_char <= number.start_char]
        if opened is None or number.start_char < group.end_char or not before:
            continue
        sentence.taken.add(number.start)
        slots: Slots = {
            "value": scope.number(quantity, text),
            "population": Term(group.kb_id_),
            "place": scope.name_of(before[-1]),
            "date": date_of(scope, sentence.block, span, span.start, span.end, False) or sentence.opening,
        }
        yield make("PopulationFigure", "frame/population-ranked", 0.8, [sentence.passage], slots)


def _run(sentence: Sentence) -> Iterator[Claim]:
    """Items of a list whose marks are lost, each with its place: `300 IDPs in A 200 IDPs in B 100 IDPs in C`."""
    if len(quantities_in(sentence.span)) < _RUN:
        return
    numbers = {s.start_char: (s, q) for s, q in quantities_in(sentence.span)}
    scope, span, text = sentence.scope, sentence.span, text_of(sentence.span.doc)
    items = [
        m
        for m in scope.pattern("populations", "run_item").finditer(text, span.start_char, span.end_char)
        if m.start() in numbers
    ]
    groups = {m.start_char: m.kb_id_ for m in mentions_in(span, "PopulationGroup")}
    places = {m.start_char: m for m in mentions_in(span, *PLACES)}
    for i, item in enumerate(items):
        first = last = i
        while first and not text[items[first - 1].end() : items[first].start()].strip():
            first -= 1
        while last + 1 < len(items) and not text[items[last].end() : items[last + 1].start()].strip():
            last += 1
        number, quantity = numbers[item.start()]
        if last - first + 1 < _RUN or number.start in sentence.taken:
            continue
        group = next((ref for at, ref in groups.items() if item.start("who") <= at < item.end("who")), None)
        named = item.group("who").split()
        if group is None and not any(w.casefold().rstrip("s") in sentence.classes.people for w in named):
            continue
        sentence.taken.add(number.start)
        found = places.get(item.start("place"))
        known = found is not None and found.end_char >= item.end("place")
        slots: Slots = {
            "value": scope.number(quantity, text),
            "population": Term(group) if group else None,
            "place": scope.name_of(found) if found is not None and known else scope.place_named(item.group("place")),
            "date": sentence.opening,
        }
        passage = scope.passage(sentence.block, item.start(), item.end())
        yield make("PopulationFigure", "frame/population-run", 0.7, [passage], slots)


def _origins(sentence: Sentence) -> Iterator[Claim]:
    """Countries with their numbers in brackets behind a group that nobody counts: `most refugees are from A (40)`."""
    scope, span = sentence.scope, sentence.span
    text = text_of(span.doc)
    places = mentions_in(span, *PLACES)
    group = next((m for m in mentions_in(span, "PopulationGroup")), None)
    first = next(
        (m for m in places if scope.pattern("populations", "come_from").search(text[span.start_char : m.start_char])),
        None,
    )
    if first is None or group is None or group.start > first.start:
        return
    for number, quantity in quantities_in(span):
        if quantity.percent or quantity.currency or number.start < first.start or number.start in sentence.taken:
            continue
        place = next((m for m in places if re.fullmatch(r"\s*\(\s*", text[m.end_char : number.start_char])), None)
        if place is None or place.start < first.start or text[number.end_char : number.end_char + 1] != ")":
            continue
        sentence.taken.add(number.start)
        country = place.label_ == "Country"
        slots: Slots = {
            "value": scope.number(quantity, text),
            "population": Term(group.kb_id_),
            "origin": scope.name_of(place) if country else None,
            "place": scope.country if country else scope.name_of(place),
            "date": date_of(scope, sentence.block, span, span.start, span.end, False) or sentence.opening,
        }
        yield make("PopulationFigure", "frame/population-by-origin", 0.7, [sentence.passage], slots)


def _is_whole(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether people in brackets are a whole, of which those served are a part: `40 of 60 families (300 people)`."""
    if noun_lemma(phrase.head) not in sentence.classes.people:
        return False
    if restates_aside(sentence, phrase):
        return True
    before = text_of(sentence.span)[: phrase.number.start_char - sentence.span.start_char]
    return phrase.kind == ASIDE and bool(re.fullmatch(r"(?:.*,)?\s*out\s+of\s+(?:the\s+)?", before, re.IGNORECASE))


def _in_households(phrase: Phrase) -> Phrase | None:
    """The people of counted households: `300 families (1,800 people)`."""
    return next((p for p in phrase.also if p.kind == PEOPLE), None) if phrase.kind == HOUSEHOLDS else None


def _whole(scope: Scope, claim: Claim, apart: Sequence[Claim]) -> Claim:
    """The figure of a total without the countries that its parts have."""
    named = {value for part in apart for value in part.slots.get("origin", part.slots.get("place", ()))}
    kept = {
        s: tuple(v for v in values if s not in {"origin", "place"} or v not in named)
        for s, values in claim.slots.items()
    }
    if scope.country and not kept.get("place"):
        kept["place"] = (scope.country,)
    return replace(claim, slots={slot: values for slot, values in kept.items() if values})


def _implied(sentence: Sentence, phrase: Phrase) -> Value | None:
    """The group that the words around plain people make of them: the displaced are displaced persons."""
    scope, doc = sentence.scope, sentence.span.doc
    if totalled := group_totalled(sentence, phrase):
        return Term(totalled)
    if (made := befallen(sentence, phrase)) is not None:
        return scope.term("PopulationGroup", made) if made else None
    if scope.pattern("populations", "applied").match(doc[phrase.end : sentence.span.end].text_with_ws):
        return scope.term("PopulationGroup", str(scope.patterns("populations")["applicants"]))
    implied: dict[str, str] = scope.patterns("populations").get("implied", {})
    verb = governing_verb(phrase)
    code = implied.get(verb.lemma_.lower()) if verb is not None else None
    if code is None and scope.pattern("populations", "displaced_behind").match(
        doc[phrase.end : sentence.span.end].text
    ):
        code = str(scope.patterns("populations")["uprooted_group"])
    return scope.term("PopulationGroup", code) if code else None


def _by_country(sentence: Sentence, phrase: Phrase) -> Iterator[tuple[int, Claim]]:
    """`refugees, most of them from A (388,146) and B (231,090)`: one figure a country, with its number's token."""
    scope, span = sentence.scope, sentence.span
    text = text_of(span.doc)
    # `mostly from A (62%) and B (25%)` tells shares, no figures.
    numbers = {s.start_char: (s, q) for s, q in quantities_in(span) if not q.percent and not q.currency}
    bracketed = []
    for mention in mentions_in(span, *PLACES):
        listed = ":" in text[phrase.number.end_char : mention.start_char]  # `300 at two sites: A 120, B 180`
        opening = re.match(r"\s*\(\s*|\s+(?=\d)" if listed else r"\s*\(\s*", text[mention.end_char : span.end_char])
        if mention.start > phrase.end and opening and (found := numbers.get(mention.end_char + opening.end())):
            bracketed.append((mention, *found))
    if len(bracketed) < 2:
        return
    origin = bool(re.search(r"\bfrom\s+(?:the\s+)?$", text[span.start_char : bracketed[0][0].start_char]))
    base = _figure(sentence, phrase, phrase)
    for mention, number, quantity in bracketed:
        sentence.taken.add(number.start)
        slots: dict[str, Value | list[Value] | tuple[Value, ...] | None] = {
            k: v for k, v in base.slots.items() if k in {"population", "date"}
        }
        slots["value"] = scope.number(quantity, text)
        slots["origin" if origin else "place"] = scope.name_of(mention)
        if origin:
            slots["place"] = base.slots.get("place") or scope.country
        yield number.start, make("PopulationFigure", "frame/population-by-place", 0.8, [sentence.passage], slots)


def _figure(sentence: Sentence, phrase: Phrase, counted: Phrase) -> Claim:
    """The figure of a phrase; `counted` holds its number where the phrase counts households."""
    scope, span = sentence.scope, sentence.span
    codes = list(dict.fromkeys(phrase.groups))
    slots: Slots = {
        "value": scope.number(counted.quantity, text_of(span.doc)),
        "date": _date(sentence, phrase) or sentence.opening or _date_of_line(sentence),
        "source": source_of(sentence, phrase.number),
        **whereabouts_of(scope, sentence, phrase),
    }
    before = text_of(span.doc)[span.start_char : phrase.number.start_char]
    if any(scope.pattern("populations", key).search(before) for key in ("held_against", "sums_up")):
        # `412,000 in X, up from 380,000 in March`: the same place at another time, or all who are there
        slots["place"] = list(places_of(scope, span, span.start, phrase.start, True)) or slots["place"]
    moved = _moved(sentence, phrase) if _aside(sentence, phrase) else None
    if moved is not None:  # the places are those that this noun has
        near = [m for m in mentions_in(span, *PLACES) if moved.i < m.start < phrase.start]
        slots["place"] = [scope.name_of(m) for m in near] or slots["place"]
    if codes:
        slots["population"] = _back(sentence, phrase, _code(scope, codes, phrase))
    elif implied := _implied(sentence, phrase):
        slots["population"] = implied
    elif is_uprooted(sentence, phrase) and not slots.get("asylum"):
        slots["population"] = scope.term("PopulationGroup", str(scope.patterns("populations")["uprooted_group"]))
    else:
        slots["population"] = _back(sentence, phrase, None)
    return make("PopulationFigure", "frame/population", 0.75, [_clause(sentence, phrase)], slots)


def _back(sentence: Sentence, phrase: Phrase, group: Value | None) -> Value | None:
    """The group of those who returned: refugees who did are refugee returnees."""
    scope, verb = sentence.scope, governing_verb(phrase)
    words = scope.words("populations", "returning_verbs")
    behind = sentence.span.doc[phrase.end : sentence.span.end].text_with_ws
    if scope.pattern("populations", "came_back").match(behind):
        pass
    elif (
        verb is None or verb.lemma_.lower() not in words or verb.tag_ == "VBG" or "to" in {c.lower_ for c in verb.lefts}
    ):
        return group
    own: dict[str, str] = scope.patterns("populations").get("returned", {})
    if isinstance(group, Term):
        code = scope.ontology.terms[group.iri].notation if group.iri in scope.ontology.terms else None
        return scope.term("PopulationGroup", own[code]) if code in own else group
    return scope.term("PopulationGroup", str(scope.patterns("populations")["returned_people"]))


def _date(sentence: Sentence, phrase: Phrase) -> Period | None:
    """The date of a figure; in a sentence of several, the one behind its number and before the next."""
    scope, span = sentence.scope, sentence.span
    numbers = [s for s, q in quantities_in(span) if not q.percent and not q.currency and not q.word]
    dates = [(s, d) for s, d in dates_in(span) if not is_held_against(scope, span, phrase.start, s)]
    parted = [d for d, _ in dates]
    limit = next((s.start for s in numbers if s.start > phrase.end and s not in parted), span.end)
    text = text_of(span.doc)
    if len(parted) == 1 and limit <= parted[0].start and limit < span.end:
        between = text[span.doc[phrase.end - 1].idx : span.doc[limit].idx]
        if scope.pattern("populations", "of_whom").search(between):
            return None  # `300 people, of whom 40 arrived in May`
    several = len(parted) > 1 and any(d.start >= limit for d in parted)
    before = len(parted) > 1 and any(s.end <= phrase.number.start for s in numbers)
    if several or before:
        own = [(s, d) for s, d in dates if phrase.end <= s.start < limit]
        own = own or [(s, d) for s, d in dates if s.end <= phrase.number.start][-1:]
        begin, end = (own[0][0].start, own[-1][0].end) if own else (span.start, span.end)
        return date_of(scope, sentence.block, span, begin, end, True)
    return date_of(scope, sentence.block, span, phrase.start, span.end, False)


def _date_of_line(sentence: Sentence) -> Period | None:
    """The date that the headings above a line without a verb have for its figures."""
    told = any(is_finite(t) for t in sentence.span)
    return None if told else date_above(sentence.scope, sentence.block)


_BETWEEN = 24  # tokens between two of a list, at most
_RUN = 3  # items of the same shape that are a list
# A sentence of more characters than this is a list of figures: each quotes its own item.
_LONG = 320


def _clause(sentence: Sentence, phrase: Phrase) -> Passage:
    """What states a figure: its sentence, of a very long one the stretch between commas and the like."""
    span, text = sentence.span, text_of(sentence.span.doc)
    if span.end_char - span.start_char <= _LONG:
        return sentence.passage
    before = [m.end() for m in re.finditer(r"[,;:]\s", text[: phrase.number.start_char]) if m.end() > span.start_char]
    last = span.doc[phrase.end - 1]
    behind = re.compile(r"[,;:]\s").search(text, min(last.idx + len(last) + 40, span.end_char), span.end_char)
    begin = before[-1] if before and phrase.number.start_char - span.start_char > _LONG // 2 else span.start_char
    end = behind.start() if behind else span.end_char
    return sentence.scope.passage(sentence.block, begin, len(text[:end].rstrip()))


def _code(scope: Scope, references: list[str], phrase: Phrase) -> Value:
    unions = scope.patterns("populations").get("counted_together", {})
    codes = {scope.ontology.terms[r].notation for r in references if r in scope.ontology.terms}
    parts = {scope.ontology.terms[g].notation for p in phrase.parts for g in p.groups if g in scope.ontology.terms}
    for union, members in unions.items():
        # Of all people of concern, refugees and asylum-seekers are but parts.
        if set(members) <= codes | parts and (not codes or codes & {*members, union}):
            return scope.term("PopulationGroup", union)
    mixed: Mapping[str, Sequence[str]] = scope.patterns("populations").get("mixed", {})
    for code, members in mixed.items():
        if set(members) <= codes:
            return scope.term("PopulationGroup", code)  # `300 migrants and refugees`, in whatever order
    kept = scope.words("populations", "kept_groups")
    own = [r for r in references if r in scope.ontology.terms and scope.ontology.terms[r].notation in kept]
    return Term((own or references)[-1])
