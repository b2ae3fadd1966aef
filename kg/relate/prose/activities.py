"""Activities of a sentence: its events as claims, one for each deliverable that has a number of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from kg.model import Claim, Name, Number, Term, Text, Value
from kg.nlp import AnnotatedBlock
from kg.relate.prose.events import Event, Thing, events_of, noun_phrase
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.phrases import HOUSEHOLDS, Phrase
from kg.relate.prose.slots import (
    date_of,
    groups_to_codes,
    heading_places,
    parties_of,
    places_of,
    status_of,
)
from kg.relate.scope import Scope, make, plain


@dataclass(frozen=True)
class Sentence:
    """A sentence with what was read in it."""

    scope: Scope
    block: AnnotatedBlock
    span: Span
    classes: Classes
    phrases: Sequence[Phrase]
    inherited: Sequence[Name] = ()  # places of the sentences before


def activity_claims(sentence: Sentence) -> Iterator[Claim]:
    """The activities that a sentence states."""
    events = [e for e in events_of(sentence.span, sentence.phrases, sentence.classes) if not _denied(sentence, e)]
    stretches = _stretches(sentence.span, events)
    for event in events:
        yield from _claims(sentence, event, stretches[event.trigger.i], shared=len(events) > 1)


def _denied(sentence: Sentence, event: Event) -> bool:
    """Whether the event is negated."""
    verb = event.verb
    if verb is None:
        return False
    if any(c.dep_ == "neg" or c.lower_ in {"no", "never"} for c in verb.children):
        return True
    subject = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    return any(d.lower_ in {"no", "neither"} for c in subject for d in c.children if d.dep_ == "det")


def _stretches(span: Span, events: Sequence[Event]) -> dict[int, tuple[int, int]]:
    """The tokens that belong to each event: from its first word up to the next event's first word."""
    starts = []
    for event in events:
        own = [event.trigger.i, *(t.phrase.start if t.phrase else t.head.i for t in event.things), *(p.start for p in event.people), *(m.i for m in event.merged)]
        starts.append((min(own), max(own), event.trigger.i))
    starts.sort()
    found: dict[int, tuple[int, int]] = {}
    for i, (begin, _, trigger) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else span.end
        found[trigger] = (begin if i else span.start, max(end, begin + 1))
    return found


def _claims(sentence: Sentence, event: Event, stretch: tuple[int, int], shared: bool) -> Iterator[Claim]:
    scope, classes = sentence.scope, sentence.classes
    counted = [t for t in event.things if t.phrase is not None]
    bare = [t for t in event.things if t.phrase is None]
    if event.frame.kind == "fragment" and not _fragment(sentence, event):
        return
    if not counted and not event.people and not event.targets and not bare and not event.groups and event.trigger.pos_ == "VERB":
        return
    parties = parties_of(scope, sentence.span, event.verb.i if event.verb is not None else None, event.passive)
    begin, end = stretch
    places = places_of(scope, sentence.span, begin, end, shared) or _leading_places(sentence, stretch, shared)
    date = date_of(scope, sentence.block, sentence.span, begin, end, shared)
    verb = event.verb
    clause_begin = min([begin, *(t.i for t in (verb.subtree if verb is not None and verb.pos_ == "VERB" and not shared else []))])
    status = status_of(scope, sentence.span, classes, clause_begin, end)
    context = []
    if not places and not shared:
        places, context = heading_places(scope, sentence.block)
    places = places or list(sentence.inherited)
    whole = len(counted) + len(event.people) > 0
    if not whole and not event.targets:
        if not (places or parties.partners or date) or not _concrete(sentence, event, bare):
            return
    common: dict[str, Value | list[Value] | None] = {
        "actor": parties.actors[0] if parties.actors else None,
        "partner": list(parties.partners),
        "funder": list(parties.funders),
        "place": list(places),
        "date": date,
        "status": status,
    }
    evidence = [scope.sentence(sentence.block, sentence.span)]
    confidence = (0.85 if whole else 0.6) - (0.1 if event.frame.kind == "fragment" else 0)
    for slots in _fill(sentence, event, counted, bare):
        sector = _sector(sentence, slots)
        yield make("Activity", f"frame/{event.frame.kind}", round(confidence, 2), evidence, {**common, **slots, "sector": sector}, context)


def _fragment(sentence: Sentence, event: Event) -> bool:
    """A counted noun without a verb is a deliverable in a list of achievements only."""
    thing = event.things[0] if event.things else None
    label = thing is not None and activity_label(sentence.scope, thing.text) is not None
    return label or bool(event.people and sentence.block.block.lead)


def _concrete(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> bool:
    """Whether an event without numbers says what was done."""
    kind = event.frame.kind
    verb = event.verb
    if verb is None or kind in {"receive", "reach"}:
        return False
    if verb.tag_ in {"VB", "VBG"} and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children):
        return False
    if sentence.classes.pattern("general").search(sentence.span.text) and not sentence.classes.pattern("planned").search(sentence.span.text):
        return False
    if event.trigger.pos_ in {"NOUN", "PROPN"}:
        return bool(event.merged) or event.passive
    named = any(activity_label(sentence.scope, t.text) for t in bare)
    if kind == "hold":
        return named
    return named or kind in {"make", "deliver"} and bool(bare) and not event.frame.soft or kind == "affect" and bool(event.frame.type) and bool(event.groups)


def _leading_places(sentence: Sentence, stretch: tuple[int, int], shared: bool) -> list[Name]:
    """Places at the head of the sentence (`In Gao and Kidal, …`) hold for all its events."""
    if not shared:
        return []
    span = sentence.span
    head = span.start
    while head < span.end and head - span.start < 30 and span.doc[head].pos_ not in {"VERB", "AUX"}:
        head += 1
    return places_of(sentence.scope, span, span.start, min(head, stretch[0] + 1), True)


def activity_label(scope: Scope, text: str) -> str | None:
    """The activity type whose label stands in a phrase, nearest to its head."""
    found = scope.labels("ActivityType").inside(text)
    if not found:
        return None
    words = plain(text)
    ends = {t.notation: max((words.rfind(plain(n)) + len(n) for n in t.names if plain(n) in words), default=0) for t in found}
    return max(found, key=lambda t: (ends[t.notation], -found.index(t))).notation


def type_of(sentence: Sentence, event: Event, text: str) -> str:
    """The activity type of an event with this object."""
    frame = event.frame
    label = activity_label(sentence.scope, text) if text else None
    objects: Mapping[str, Sequence[str]] = sentence.scope.patterns("activities").get("objects", {})
    head = _singular(text.split()[-1].casefold()) if text else ""
    by_object = next((code for code, heads in objects.items() if head in heads), None)
    if frame.kind == "make":
        if not frame.type or by_object not in {None, "construction", "distribution", "education-support"} and frame.type == "construction":
            return label or by_object or frame.type or "other"
        return frame.type
    if frame.kind == "affect" and frame.type and frame.type != "other":
        return frame.type
    if label and label != "other":
        return label
    if frame.kind == "deliver":
        return by_object if by_object in {"documentation"} else frame.type
    if frame.type and frame.type != "other":
        return frame.type
    if by_object and frame.kind in {"receive", "fragment", "hold", "affect", "reach"} and by_object != "construction":
        return by_object
    return "other"


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _fill(sentence: Sentence, event: Event, counted: Sequence[Thing], bare: Sequence[Thing]) -> Iterator[dict[str, Value | list[Value] | None]]:
    """The slots of each claim of an event: one a counted thing, else one a counted group of people."""
    scope = sentence.scope
    people = list(event.people)
    fallback = _object_text(event, bare)
    groups = [m.kb_id_ for m in event.groups]
    if counted:
        for thing in counted:
            assert thing.phrase is not None
            slots = _thing_slots(sentence, event, thing)
            extra = people if len(counted) == 1 or len(people) == 1 else []
            if len(extra) == 1 or len(counted) == 1 and extra:
                slots.update(_people_slots(scope, extra[0]))
                own = extra[0].groups
            else:
                own = ()
            codes = groups_to_codes(scope, [*own, *thing.phrase.groups, *groups])
            yield {**slots, "population": list(codes)}
            if len(counted) == 1:
                for more in extra[1:]:
                    yield {**_base(sentence, event, thing.text), **_people_slots(scope, more), "population": list(groups_to_codes(scope, more.groups))}
    elif people:
        for phrase in people:
            text = fallback or (event.frame.noun if event.frame.kind != "fragment" else phrase.text)
            codes = groups_to_codes(scope, [*phrase.groups, *(groups if len(people) == 1 else ())])
            yield {**_base(sentence, event, text or phrase.text), **_people_slots(scope, phrase), "population": list(codes)}
    elif bare or event.trigger.pos_ in {"NOUN", "PROPN"} or event.groups:
        for text in [t.text for t in bare] or [fallback]:
            if text:
                yield {**_base(sentence, event, text), "population": list(groups_to_codes(scope, groups))}
    for target in event.targets:
        text = fallback or (counted[0].text if counted else "") or event.frame.noun or target.text
        slots = _base(sentence, event, text)
        if target.kind in {"people", HOUSEHOLDS}:
            slots.update(_people_slots(scope, target))
        else:
            slots["quantity"] = _number(sentence.scope, target)
        codes = groups_to_codes(scope, [*target.groups, *(g for p in people for g in p.groups)])
        yield {**slots, "population": list(codes), "status": scope.term("Status", "planned")}


def _object_text(event: Event, bare: Sequence[Thing]) -> str:
    if bare:
        return bare[0].text
    if event.trigger.pos_ in {"NOUN", "PROPN"} and event.frame.kind not in {"make", "deliver", "fragment"}:
        return noun_phrase(event.trigger)
    return event.frame.noun


def _base(sentence: Sentence, event: Event, text: str) -> dict[str, Value | list[Value] | None]:
    return {"item": Text(text) if text else None, "activityType": sentence.scope.term("ActivityType", type_of(sentence, event, text))}


def _thing_slots(sentence: Sentence, event: Event, thing: Thing) -> dict[str, Value | list[Value] | None]:
    assert thing.phrase is not None
    slots = _base(sentence, event, thing.text)
    slots["quantity"] = _number(sentence.scope, thing.phrase)
    return slots


def _people_slots(scope: Scope, phrase: Phrase) -> dict[str, Value | list[Value] | None]:
    slots: dict[str, Value | list[Value] | None] = {}
    if phrase.sex and not phrase.parts and False:
        slots[phrase.sex] = _number(scope, phrase)
        return slots
    slots["households" if phrase.kind == HOUSEHOLDS else "reached"] = _number(scope, phrase)
    for part in phrase.parts:
        if part.sex:
            slots[part.sex] = _number(scope, part)
    return slots


def _number(scope: Scope, phrase: Phrase) -> Number:
    return scope.number(phrase.quantity, phrase.number.doc.text)


def _sector(sentence: Sentence, slots: Mapping[str, Value | list[Value] | None]) -> Term | None:
    """The sector of the heading, else of the words of the deliverable, else of its type."""
    scope = sentence.scope
    item = slots.get("item")
    own = scope.labels("Sector").inside(item.text) if isinstance(item, Text) else []
    heading = scope.sector(sentence.block.block)
    if heading is not None:
        return heading
    if own:
        return Term(own[0].iri)
    found = scope.labels("Sector").inside(sentence.span.text)
    if found:
        return Term(found[0].iri)
    kind = slots.get("activityType")
    table: Mapping[str, str] = scope.patterns("activities").get("sectors", {})
    code = scope.ontology.terms[kind.iri].notation if isinstance(kind, Term) else None
    return scope.term("Sector", table[code]) if code in table else None
