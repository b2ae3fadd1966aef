"""How many people of a group there are somewhere, and how many incidents were counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.model import Claim, Name, Value
from kg.relate.figures import where
from kg.relate.prose.activities import Sentence
from kg.relate.prose.phrases import PEOPLE, THINGS, Phrase, noun_lemma
from kg.relate.prose.slots import date_of, organization_classes, parties_of, places_of
from kg.relate.scope import PLACES, Scope, make, mentions_in, quantities_in


def incident_claims(sentence: Sentence) -> Iterator[Claim]:
    """Counted incidents, violations and cases."""
    scope = sentence.scope
    nouns = set(scope.patterns("incidents").get("nouns", []))
    verbs = set(scope.patterns("incidents").get("verbs", []))
    if not nouns:
        return
    # Cases are incidents when they are recorded, not when they are treated or processed.
    if not re.search(r"\b(?:record|report|document|register|identif|notif|verif)", sentence.span.text):
        nouns.discard("case")
    spoken = {t.lemma_.lower() for t in sentence.span if t.pos_ in {"VERB", "AUX"}}
    for phrase in sentence.phrases:
        if (
            phrase.kind != THINGS
            or phrase.parent is not None
            or not _names_incident(phrase, nouns)
            or not (spoken & verbs or not spoken)
        ):
            continue
        sentence.taken.add(phrase.number.start)
        span = sentence.span
        following = next((p.start for p in sentence.phrases if p.start > phrase.start and p.kind == THINGS), span.end)
        parties = parties_of(scope, span, None, True)
        slots: dict[str, Value | list[Value] | None] = {
            "item": _text(phrase),
            "quantity": scope.number(phrase.quantity, span.doc.text),
            "place": list(places_of(scope, span, span.start, span.end, False) or sentence.inherited),
            "date": date_of(
                scope,
                sentence.block,
                span,
                phrase.start,
                following,
                len([p for p in sentence.phrases if p.kind == THINGS]) > 1,
            ),
            "source": parties.partners[0] if parties.partners else parties.actors[0] if parties.actors else None,
        }
        for part in phrase.parts:
            if part.sex:
                slots[part.sex] = scope.number(part.quantity, span.doc.text)
                sentence.taken.add(part.number.start)
        yield make("Incident", "frame/incident", 0.8, [sentence.passage], slots)


def _names_incident(phrase: Phrase, nouns: set[str]) -> bool:
    words = re.sub(r"\s(?:of|on|against|by)\s.*", "", phrase.text.casefold()).split()
    return bool(words) and (words[-1].rstrip("s") in nouns or noun_lemma(phrase.head) in nouns)


def _text(phrase: Phrase) -> Value:
    from kg.model import Text

    return Text(phrase.text)


def population_claims(sentence: Sentence) -> Iterator[Claim]:
    """Counts of people in a situation: displaced, hosted, registered, returned."""
    scope, span = sentence.scope, sentence.span
    stock = set(scope.patterns("populations").get("stock_verbs", []))
    for phrase in sentence.phrases:
        if phrase.kind != PEOPLE or phrase.target or phrase.number.start in sentence.taken:
            continue
        if not _is_stock(sentence, phrase, stock):
            continue
        codes = {scope.ontology.terms[g].notation for g in phrase.groups if g in scope.ontology.terms}
        if codes and codes <= set(scope.patterns("populations").get("never_figures", [])):
            continue
        apart = list(_by_country(sentence, phrase))
        yield from apart
        parts = [p for p in phrase.parts if not p.sex and p.groups and p.number.start not in sentence.taken]
        for one in [phrase, *parts]:
            sentence.taken.add(one.number.start)
            claim = _figure(sentence, one)
            yield _whole(claim, apart) if apart and one is phrase else claim
        for part in phrase.parts:
            sentence.taken.add(part.number.start)


def _whole(claim: Claim, apart: Sequence[Claim]) -> Claim:
    """The figure of a total without the countries that its parts have."""
    named = {value for part in apart for value in part.slots.get("origin", part.slots.get("place", ()))}
    kept = {s: tuple(v for v in values if s not in {"origin", "place"} or v not in named) for s, values in claim.slots.items()}
    return replace(claim, slots={slot: values for slot, values in kept.items() if values})


def _by_country(sentence: Sentence, phrase: Phrase) -> Iterator[Claim]:
    """`refugees, most of them from A (388,146) and B (231,090)`: one figure a country."""
    scope, span = sentence.scope, sentence.span
    text = span.doc.text
    numbers = {s.start_char: (s, q) for s, q in quantities_in(span)}
    bracketed = []
    for mention in mentions_in(span, *PLACES):
        opening = re.match(r"\s*\(\s*", text[mention.end_char : span.end_char])
        if mention.start > phrase.end and opening and (found := numbers.get(mention.end_char + opening.end())):
            bracketed.append((mention, *found))
    if len(bracketed) < 2:
        return
    origin = bool(re.search(r"\bfrom\s+(?:the\s+)?$", text[span.start_char : bracketed[0][0].start_char]))
    base = _figure(sentence, phrase)
    for mention, number, quantity in bracketed:
        sentence.taken.add(number.start)
        slots: dict[str, Value | list[Value] | tuple[Value, ...] | None] = {
            k: v for k, v in base.slots.items() if k in {"population", "date"}
        }
        slots["value"] = scope.number(quantity, text)
        slots["origin" if origin else "place"] = scope.name_of(mention)
        if origin:
            slots["place"] = scope.country
        yield make("PopulationFigure", "frame/population-by-place", 0.8, [sentence.passage], slots)  # type: ignore[arg-type]


def _is_stock(sentence: Sentence, phrase: Phrase, stock: set[str]) -> bool:
    """Whether the number counts people who are somewhere, not people served."""
    scope, text = sentence.scope, sentence.span.text
    if phrase.parent is not None or phrase.restates is not None:
        return False
    verb = _governing_verb(phrase)
    if verb is None:
        return (
            bool(re.match(r"(?:■|•)?\s*[\d,.\s]+$", text[: phrase.number.end_char - sentence.span.start_char]))
            and bool(phrase.groups)
            and not sentence.block.block.lead
            and not mentions_in(sentence.span, "ActivityType")
            and len(text.split()) < 15
        )
    lemma = verb.lemma_.lower()
    if lemma not in stock:
        return False
    if lemma in {"register", "identify"} and (
        _by_agent(sentence, verb) or (sentence.block.block.lead and sentence.block.block.lead[-1].endswith(":"))
    ):
        return False
    if lemma in {
        "reach",
        "need",
        "affect",
        "receive",
        "take",
        "shelter",
        "accommodate",
        "include",
        "record",
        "represent",
    }:
        if lemma == "take" and not any(c.dep_ in {"prt", "prep"} and c.lower_ == "in" for c in verb.children):
            return False
        if lemma in {"receive", "take", "shelter", "accommodate"}:
            return (
                bool(phrase.groups)
                and (_is_object_or_passive(verb, phrase))
                and not any(m.start > verb.i for m in mentions_in(sentence.span, "ActivityType"))
            )
        return lemma in {"need", "affect", "record"} and _is_object_or_passive(verb, phrase)
    if lemma == "be":
        there = any(c.dep_ == "expl" for c in verb.children)
        counted = re.search(
            r"\b(?:number|total|figure|caseload|population)\b",
            text[: phrase.number.start_char - sentence.span.start_char],
            re.IGNORECASE,
        )
        return there or bool(counted) or (bool(phrase.groups) and bool(re.search(r"\b(?:in the|in|among)\b", text)))
    return True


def _governing_verb(phrase: Phrase):  # type: ignore[no-untyped-def]
    token = phrase.head if phrase.head.i >= phrase.start else phrase.number.root
    # A participle right behind the noun tells more than the verb above: `8,146 people registered in 2023`.
    following = phrase.head.doc[phrase.end] if phrase.end < phrase.head.sent.end else None
    if following is not None and following.pos_ == "VERB" and following.tag_ in {"VBN", "VBD", "VBG"}:
        return following
    for _ in range(8):
        if token.head.i == token.i:
            return token if token.pos_ in {"VERB", "AUX"} else None
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def _is_object_or_passive(verb, phrase: Phrase) -> bool:  # type: ignore[no-untyped-def]
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return phrase.head.i < verb.i
    return bool(phrase.start > verb.i)


def _by_agent(sentence: Sentence, verb: Token) -> bool:
    """Whether a named body did it: behind `by`, or as the subject."""
    passive = (
        any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
        or (verb.tag_ == "VBN"
        and not any(c.dep_ == "nsubj" for c in verb.children))
    )
    parties = parties_of(sentence.scope, sentence.span, verb.i, passive)
    return bool(parties.actors)


def _figure(sentence: Sentence, phrase: Phrase) -> Claim:
    scope, span = sentence.scope, sentence.span
    codes = list(dict.fromkeys(phrase.groups))
    slots: dict[str, Value | list[Value] | None] = {
        "value": scope.number(phrase.quantity, span.doc.text),
        "date": date_of(scope, sentence.block, span, phrase.start, span.end, False) or sentence.opening,
        "source": _source(sentence),
        **_where(scope, sentence, phrase),
    }
    if codes:
        code = _code(scope, codes, phrase)
        slots["population"] = code
    return make("PopulationFigure", "frame/population", 0.75, [sentence.passage], slots)


def _source(sentence: Sentence) -> Value | None:
    """`According to IOM, …`."""
    match = re.search(r"\b(?:according to|as reported by|source\s*:)\s+(?:the\s+)?", sentence.span.text, re.IGNORECASE)
    if match is None:
        return None
    at = sentence.span.start_char + match.end()
    return next(
        (
            sentence.scope.name_of(m)
            for m in mentions_in(sentence.span, *organization_classes(sentence.scope))
            if abs(m.start_char - at) <= 4
        ),
        None,
    )


def _code(scope: Scope, references: list[str], phrase: Phrase) -> Value:
    from kg.model import Term

    unions = scope.patterns("populations").get("unions", {})
    codes = {scope.ontology.terms[r].notation for r in references if r in scope.ontology.terms}
    parts = {scope.ontology.terms[g].notation for p in phrase.parts for g in p.groups if g in scope.ontology.terms}
    for union, members in unions.items():
        if set(members) <= codes | parts:
            return scope.term("PopulationGroup", union)
    return Term(references[-1])


def _where(scope: Scope, sentence: Sentence, phrase: Phrase) -> dict[str, Value | list[Value] | None]:
    """Places, origin and asylum around a counted group; the report's country where none is named."""
    span, doc = sentence.span, sentence.span.doc
    following = min(
        (p.start for p in sentence.phrases if p.start > phrase.end and p.parent is not phrase), default=span.end
    )
    origins: list[Value] = []
    demonyms = [m for m in mentions_in(span, "Demonym") if phrase.start - 1 <= m.start < phrase.end]
    origins += [scope.country_named(m.kb_id_) for m in demonyms]
    places: list[Name] = []
    from_list = False
    last = None
    for mention in mentions_in(span, *PLACES):
        if mention.start >= following and mention.start > phrase.end + 25:
            continue
        before = doc.text[span.start_char : mention.start_char]
        listed = last is not None and re.fullmatch(
            r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)(?:the\s+)?", doc.text[last.end_char : mention.start_char]
        )
        if not listed:
            from_list = bool(re.search(r"\b(?:from|fled|fleeing)\s+(?:the\s+)?$", before, re.IGNORECASE))
        last = mention
        name = scope.name_of(mention)
        if from_list and mention.start > phrase.start - 12:
            origins.append(name)
        elif mention.start < phrase.start and any(
            p.end <= mention.start
            for p in sentence.phrases
            if p is not phrase and p.kind == PEOPLE and p.end < phrase.start and p.parent is None
        ):
            continue
        elif mention.start < following or mention.start <= phrase.end + 25:
            places.append(name)
    home = scope.country
    # `368,364 from Sudan`: the country right behind the number is its own.
    own = re.match(
        r"\s*(?:people\s+|persons\s+|refugees\s+|individuals\s+)?from\s+(?:the\s+)?",
        doc.text[phrase.number.end_char : span.end_char],
    )
    if own:
        first = next(
            (m for m in mentions_in(span, "Country") if m.start_char == phrase.number.end_char + own.end()), None
        )
        if first is not None:
            return {"origin": scope.name_of(first), "place": home}
    countries = [o for o in origins if isinstance(o, Name) and o.cls == "Country"]
    abroad = home is not None and any(o.ref == home.ref for o in countries)
    elsewhere = [p for p in places if p.cls == "Country" and (home is None or p.ref != home.ref)]
    group = {scope.ontology.terms[g].notation for g in phrase.groups if g in scope.ontology.terms}
    if abroad and group & {"refugees", "asylum-seekers", "refugees-and-asylum-seekers"}:
        return {"origin": countries, "asylum": list(dict.fromkeys(elsewhere))}
    return {
        "origin": [c for c in countries if home is None or c.ref != home.ref],
        "place": list(dict.fromkeys(places)) or ([home] if home else None),
    }


__all__ = ["incident_claims", "population_claims", "where"]
