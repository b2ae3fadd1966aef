"""Activities of a sentence: its events as drafts of claims, one for each deliverable that has a number of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Span

from kg.model import Claim, Name, Number, Passage, Period, Term, Text, Value
from kg.nlp import AnnotatedBlock
from kg.relate.prose.events import WANTS, Event, Thing, events_of, noun_phrase
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE, Phrase, noun_lemma
from kg.relate.prose.slots import (
    date_of,
    groups_to_codes,
    heading_places,
    organization_classes,
    parties_of,
    places_of,
    status_of,
)
from kg.relate.scope import PLACES, Scope, make, mentions_in, plain

Slots = dict[str, Value | list[Value] | None]


@dataclass
class Draft:
    """An activity before the block is read to its end: later sentences may fill its slots."""

    slots: Slots
    evidence: list[Passage]
    rule: str
    confidence: float
    counted: bool
    context: list[Passage] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """What it is about: the head of its item and its type."""
        item, kind = self.slots.get("item"), self.slots.get("activityType")
        words = plain(item.text).split() if isinstance(item, Text) else [""]
        return words[-1].rstrip("s") if words else "", kind.iri if isinstance(kind, Term) else ""

    def claim(self) -> Claim:
        """The finished claim."""
        return make("Activity", self.rule, self.confidence, self.evidence, self.slots, self.context)


@dataclass
class Sentence:
    """A sentence with what was read in it."""

    scope: Scope
    block: AnnotatedBlock
    span: Span
    classes: Classes
    phrases: Sequence[Phrase]
    earlier: Sequence[Draft] = ()  # of the sentences before, in the same block
    inherited: Sequence[Name] = ()  # places that the block opens with
    body: Name | None = None  # what `the cluster` stands for here
    opening: Period | None = None  # the time that the block opens with
    taken: set[int] = field(default_factory=set)  # numbers (first token) that other facts hold

    @property
    def passage(self) -> Passage:
        """The sentence as evidence."""
        return self.scope.sentence(self.block, self.span)


def activity_drafts(sentence: Sentence) -> Iterator[Draft]:
    """The activities that a sentence states."""
    phrases = [p for p in sentence.phrases if p.number.start not in sentence.taken]
    events = [e for e in events_of(sentence.span, phrases, sentence.classes) if not _denied(e)]
    stretches = _stretches(sentence.span, events)
    for event in events:
        yield from _drafts(sentence, event, stretches[event.trigger.i], shared=len(events) > 1)


def _denied(event: Event) -> bool:
    """Whether the event is negated."""
    verb = event.verb
    if verb is None:
        return False
    if any(c.dep_ == "neg" or c.lower_ in {"no", "never"} for c in verb.children):
        return True
    # `failed to distribute`, `unable to reach`: the word above denies.
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in {"fail", "unable", "refuse"}:
        return True
    subject = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    if any(c.lower_ == "none" for c in subject):
        return True
    return any(d.lower_ in {"no", "neither"} for c in subject for d in c.children if d.dep_ == "det")


def _stretches(span: Span, events: Sequence[Event]) -> dict[int, tuple[int, int]]:
    """The tokens that belong to each event: from its first word up to the next event's first word."""
    starts = []
    for event in events:
        own = [
            event.trigger.i,
            *(t.phrase.start if t.phrase else t.head.i for t in event.things),
            *(p.start for p in event.people),
        ]
        starts.append((min(own), event.trigger.i))
    starts.sort()
    found: dict[int, tuple[int, int]] = {}
    for i, (begin, trigger) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else span.end
        found[trigger] = (begin if i else span.start, max(end, begin + 1))
    return found


def _drafts(sentence: Sentence, event: Event, stretch: tuple[int, int], shared: bool) -> Iterator[Draft]:
    scope, classes, span = sentence.scope, sentence.classes, sentence.span
    counted = [t for t in event.things if t.phrase is not None]
    bare = [t for t in event.things if t.phrase is None]
    if event.frame.kind == "fragment" and not _fragment(sentence, event):
        return
    if event.empty and event.trigger.pos_ in {"VERB", "AUX"} and event.frame.kind != "meet":
        return
    if sentence.taken and not counted and not event.people and event.frame.type == "registration":
        return  # the people registered are a population figure already
    begin, end = stretch
    gathering = event.frame.kind == "meet" or event.frame.type == "coordination"
    parties = parties_of(
        scope,
        span,
        event.verb.i if event.verb is not None else None,
        event.passive,
        event.frame.kind == "deliver",
        gathering,
        sentence.body,
    )
    places = places_of(scope, span, begin, end, shared) or _leading_places(sentence, stretch, shared)
    if not places and shared:
        places = _trailing_places(sentence, end)
    date = date_of(scope, sentence.block, span, begin, end, shared)
    verb = event.verb
    clause = min(
        [begin, *(t.i for t in (verb.subtree if verb is not None and verb.pos_ == "VERB" and not shared else []))]
    )
    status = status_of(scope, span, classes, clause, end)
    context: list[Passage] = []
    if not places and not shared:
        places, context = heading_places(scope, sentence.block)
    places = places or list(sentence.inherited)
    whole = bool(counted or event.people or event.targets)
    if event.frame.kind == "meet" and not (parties.partners or counted):
        return
    if not whole and (not (places or parties.partners or date) or not _concrete(sentence, event, bare)):
        return
    if not whole and date is not None and status is None and _after_report(scope, date.start):
        return
    common: Slots = {
        "actor": parties.actors[0] if parties.actors else None,
        "partner": list(parties.partners),
        "funder": list(parties.funders),
        "programme": (parties.programmes or [programme_of(scope, span)])[0],
        "place": list(places),
        "date": date,
        "status": status,
    }
    confidence = (0.85 if whole else 0.6) - (0.1 if event.frame.kind in {"fragment", "reach"} else 0)
    filled = list(_fill(sentence, event, counted, bare))
    paired = _respectively(sentence, [p for _, p in filled], places)
    for slots, phrase in filled:
        draft = Draft(
            {**common, **slots},
            [sentence.passage],
            f"frame/{event.frame.kind}",
            round(confidence, 2),
            whole,
            list(context),
        )
        if len(filled) > 1 and phrase is not None:
            own = paired.get(phrase.start) or _own_places(
                sentence, phrase, [p for _, p in filled if p is not None], end
            )
            if own:
                draft.slots["place"] = list(dict.fromkeys([*own, *(_wider(sentence) if "same" in span.text else ())]))
        if "same" in span.text and not draft.slots["place"]:
            draft.slots["place"] = list(_wider(sentence))
        _inherit(sentence, draft)
        _livelihoods(sentence, draft, stretch)
        draft.slots["sector"] = sector_of(sentence, draft.slots)
        if len(filled) == 1 and _completes(sentence, draft):
            return
        yield draft


def _after_report(scope: Scope, start: str) -> bool:
    end = scope.document.report.clock.end
    return end is not None and start > end


def _fragment(sentence: Sentence, event: Event) -> bool:
    """A counted noun without a verb is a deliverable where its noun says so, or in a list of achievements."""
    thing = event.things[0] if event.things else None
    label = thing is not None and activity_label(sentence.scope, thing.text) is not None
    return label or bool(event.people and sentence.block.block.lead)


def _concrete(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> bool:
    """Whether an event without numbers says what was done."""
    kind, verb = event.frame.kind, event.verb
    if verb is None or kind in {"receive", "reach"}:
        return False
    if kind == "meet":
        return True
    if verb.tag_ in {"VB", "VBG"} and not any(c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in verb.children):
        return False
    text = sentence.span.text
    if sentence.classes.pattern("general").search(text) and not sentence.classes.pattern("planned").search(text):
        return False
    if event.trigger.pos_ in {"NOUN", "PROPN"}:
        return bool(event.merged)
    named = any(activity_label(sentence.scope, t.text) for t in bare)
    if kind == "hold":
        return named
    if kind == "make" and not event.frame.type:
        return named or any(type_of(sentence, event, t.text) != "other" for t in bare)
    return (
        named
        or (kind in {"make", "deliver"}
        and bool(bare)
        and not event.frame.soft)
        or (kind == "affect"
        and bool(event.frame.type)
        and bool(event.groups or bare))
    )


def _leading_places(sentence: Sentence, stretch: tuple[int, int], shared: bool) -> list[Name]:
    """Places at the head of the sentence (`In Gao and Kidal, …`) hold for all its events; so do those at its end, if alone."""
    if not shared:
        return []
    span = sentence.span
    head = span.start
    while head < span.end and head - span.start < 30 and span.doc[head].pos_ not in {"VERB", "AUX"}:
        head += 1
    return places_of(sentence.scope, span, span.start, min(head, stretch[0] + 1), True)


def _wider(sentence: Sentence) -> list[Name]:
    """What `the same region` goes back to: the places that the sentence or the block opens with."""
    leading = _leading_places(sentence, (sentence.span.end, sentence.span.end), True)
    return [*leading, *(p for p in sentence.inherited if p not in leading)]


def _livelihoods(sentence: Sentence, draft: Draft, stretch: tuple[int, int]) -> None:
    """Money, goods and selections that serve income are of that kind, whatever their own word."""
    scope = sentence.scope
    settings = scope.patterns("activities").get("livelihoods", {})
    kind = draft.slots.get("activityType")
    code = scope.ontology.terms[kind.iri].notation if isinstance(kind, Term) else None
    if code not in settings.get("when", []):
        return
    becomes = scope.term("ActivityType", settings["becomes"])
    stands = any(
        m.kb_id_ == becomes.iri and stretch[0] <= m.start < stretch[1]
        for m in mentions_in(sentence.span, "ActivityType")
    )
    if stands:
        draft.slots["activityType"] = becomes


def _respectively(
    sentence: Sentence, phrases: Sequence[Phrase | None], places: Sequence[Name]
) -> dict[int, list[Name]]:
    """Numbers and places of two lists of one length, paired in order."""
    counted = [p for p in phrases if p is not None]
    if len(counted) < 2 or len(counted) != len(places) or "respectively" not in sentence.span.text.casefold():
        return {}
    return {p.start: [place] for p, place in zip(sorted(counted, key=lambda p: p.start), places, strict=True)}


def _trailing_places(sentence: Sentence, end: int) -> list[Name]:
    """Places that only the end of the sentence names, behind all its events."""
    span = sentence.span
    named = mentions_in(span, *PLACES)
    if (
        not named
        or named[0].start < end
        or span.doc[named[0].start - 1].lower_ not in {"in", "the", "of", "across", "at"}
    ):
        return []
    return places_of(sentence.scope, span, end, span.end, True)


def _own_places(sentence: Sentence, phrase: Phrase, phrases: Sequence[Phrase], end: int) -> list[Name]:
    """Places between a counted phrase and the next: `55 people in A and 70 relays in B`."""
    following = min((p.start for p in phrases if p.start > phrase.start), default=end)
    return places_of(sentence.scope, sentence.span, phrase.end, following, True)


# Type and words of a deliverable --------------------------------------------------------------------------------


def activity_label(scope: Scope, text: str) -> str | None:
    """The activity type whose label stands in a phrase, nearest to its head."""
    found = scope.labels("ActivityType").inside(text)
    if not found:
        return None
    return max(found, key=lambda t: (_label_end(t.names, plain(text)), -found.index(t))).notation


def _label_end(names: Sequence[str], words: str) -> int:
    return max((words.rfind(plain(n)) + len(n) for n in names if plain(n) in words), default=0)


def type_of(sentence: Sentence, event: Event, text: str) -> str:
    """The activity type of an event with this object."""
    frame, scope = event.frame, sentence.scope
    label = activity_label(scope, text) if text else None
    objects: Mapping[str, Sequence[str]] = scope.patterns("activities").get("objects", {})
    head = _singular(re.sub(r"\s(?:of|for|to|on)\s.*", "", text.casefold()).split()[-1]) if text.strip() else ""
    by_object = next((code for code, heads in objects.items() if head in heads), None)
    if label:
        term = scope.ontology.concept("ActivityType", label)
        # A label before another head noun only describes it: `monitoring committees`.
        if by_object and _label_end(term.names, plain(text)) < len(plain(text)):
            label = None
    if frame.kind == "make":
        if (
            not frame.type
            or (frame.type == "construction"
            and by_object not in {None, "construction", "distribution", "education-support"})
        ):
            return label or by_object or frame.type or "other"
        return frame.type
    if frame.kind == "affect" and frame.type and frame.type != "other":
        return frame.type
    if label and label != "other":
        return label
    if frame.kind == "deliver":
        return (
            by_object
            if by_object in {"documentation", "awareness-raising", "education-support", "cash-assistance"}
            or (by_object == "other"
            and frame.soft)
            else frame.type
        )
    if frame.type and frame.type != "other":
        return frame.type
    if by_object and (by_object != "construction" or frame.kind == "reach"):
        return by_object
    return "other"


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _fill(
    sentence: Sentence, event: Event, counted: Sequence[Thing], bare: Sequence[Thing]
) -> Iterator[tuple[Slots, Phrase | None]]:
    """The slots of each claim of an event: one a counted thing, else one a counted group of people."""
    scope = sentence.scope
    people = list(event.people)
    fallback = _object_text(sentence, event, bare)
    groups = [m.kb_id_ for m in event.groups]
    if counted:
        for thing in counted:
            assert thing.phrase is not None
            slots = {**_base(sentence, event, thing.text), "quantity": _number(scope, thing.phrase)}
            extra = people[:1] if len(counted) == 1 or len(people) == 1 else []
            if extra:
                slots.update(_people_slots(scope, extra[0]))
            for other in thing.phrase.also:
                slots.update(_people_slots(scope, other))
            codes = _codes(scope, [*extra, thing.phrase], groups)
            yield {**slots, "population": list(codes)}, thing.phrase
            if len(counted) == 1:
                for more in people[1:]:
                    yield (
                        {
                            **_base(sentence, event, thing.text),
                            **_people_slots(scope, more),
                            "population": list(_codes(scope, [more], ())),
                        },
                        more,
                    )
    elif len(people) > 1 and all(p.sex and not _groups_beside_sex(scope, p) for p in people):
        # A list by sex without a total.
        slots = {p.sex: _number(scope, p) for p in people if p.sex}
        text = fallback or event.frame.noun
        yield {**_base(sentence, event, text), **slots, "population": list(_codes(scope, (), groups))}, None
    elif people:
        for phrase in people:
            text = fallback or (event.frame.noun if event.frame.kind != "fragment" else phrase.text)
            codes = _codes(scope, [phrase], groups if len(people) == 1 else ())
            yield (
                {
                    **_base(sentence, event, text or phrase.text),
                    **_people_slots(scope, phrase),
                    "population": list(codes),
                },
                phrase,
            )
    elif not event.targets and (
        bare or event.trigger.pos_ in {"NOUN", "PROPN"} or event.groups or event.frame.kind == "meet"
    ):
        for text in [_expanded(scope, t.text) for t in bare] or [fallback]:
            if text:
                yield {**_base(sentence, event, text), "population": list(_codes(scope, (), groups))}, None
    for target in event.targets:
        text = (counted[0].text if counted else "") or fallback or event.frame.noun or target.text
        slots = _base(sentence, event, text)
        if target.kind in {PEOPLE, HOUSEHOLDS} or (people and not counted):
            slots.update(_people_slots(scope, target, people[0].kind if people else None))
        else:
            slots["quantity"] = _number(scope, target)
        codes = _codes(scope, [target, *people], groups)
        year = sentence.scope.document.report.clock.end
        yield (
            {**slots, "population": list(codes), "status": scope.term("Status", "planned"), **({} if year else {})},
            None,
        )


def _groups_beside_sex(scope: Scope, phrase: Phrase) -> bool:
    of_sex = {"women", "men", "girls", "boys"}
    return any(t.notation not in of_sex for g in phrase.groups if (t := scope.ontology.terms.get(g)))


def _codes(scope: Scope, phrases: Sequence[Phrase], groups: Sequence[str]) -> list[Term]:
    """Population concepts of phrases; the sex of the people only where it sets them apart."""
    references = [g for p in phrases for one in (p, *p.also) for g in one.groups]
    references += [g for p in phrases for part in p.parts if not part.sex for g in part.groups]
    references += list(groups)
    sexes = {s for p in phrases for s in p.sexes}
    codes = groups_to_codes(scope, references)
    of_sex = {scope.term("PopulationGroup", s) for s in ("women", "men", "girls", "boys")}
    if len(sexes) == 1:
        extra = scope.term("PopulationGroup", next(iter(sexes)))
        codes = [*codes, *([extra] if extra not in codes else [])]
    broken = any(part.sex for p in phrases for part in p.parts)
    both = len([c for c in codes if c in of_sex]) > 1 and any(c not in of_sex for c in codes)
    return [c for c in codes if c not in of_sex] if broken or both else codes


def _object_text(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> str:
    if event.frame.kind == "reach":
        if (subject := _subject_text(sentence, event)) != event.frame.noun:
            return subject
        bare = [t for t in bare if noun_lemma(t.head) not in WANTS]
    if bare:
        return _expanded(sentence.scope, bare[0].text)
    if event.trigger.pos_ in {"NOUN", "PROPN"} and event.frame.kind not in {"make", "deliver", "fragment"}:
        return noun_phrase(event.trigger)
    if not event.frame.type and event.frame.kind in {"affect", "receive", "reach"}:
        labels = [m for m in mentions_in(sentence.span, "ActivityType") if m.start > event.trigger.i]
        if labels:
            return noun_phrase(labels[0].root)
    return event.frame.noun


def _subject_text(sentence: Sentence, event: Event) -> str:
    """`The shelters met the needs of …`: what reaches people is what was delivered."""
    subject = next((c for c in event.trigger.children if c.dep_ == "nsubj"), None)
    if subject is None and event.trigger.dep_ == "relcl":
        subject = event.trigger.head
    if subject is None or subject.pos_ not in {"NOUN", "PROPN"}:
        return event.frame.noun
    if any(m.start <= subject.i < m.end for m in mentions_in(sentence.span, *organization_classes(sentence.scope))):
        return event.frame.noun
    return noun_phrase(subject)


def _expanded(scope: Scope, text: str) -> str:
    """An acronym that the report introduced as a common noun, in full (`RHUs`)."""
    return scope.document.report.names.acronyms.get(text, text)


def _base(sentence: Sentence, event: Event, text: str) -> Slots:
    text = _expanded(sentence.scope, text)
    return {
        "item": Text(text) if text else None,
        "activityType": sentence.scope.term("ActivityType", type_of(sentence, event, text)),
    }


def _people_slots(scope: Scope, phrase: Phrase, kind: str | None = None) -> Slots:
    slots: Slots = {"households" if (kind or phrase.kind) == HOUSEHOLDS else "reached": _number(scope, phrase)}
    for other in phrase.also:
        slots["households" if other.kind == HOUSEHOLDS else "reached"] = _number(scope, other)
    for part in [*phrase.parts, *(x for other in phrase.also for x in other.parts)]:
        if part.sex:
            slots[part.sex] = _number(scope, part)
    return slots


def _number(scope: Scope, phrase: Phrase) -> Number:
    return scope.number(phrase.quantity, phrase.number.doc.text)


# Context --------------------------------------------------------------------------------------------------------

_GENERIC = frozenset(
    "activity campaign event session initiative project action support assistance training exercise workshop ceremony meeting programme aid service intervention effort operation".split()
)


def _completes(sentence: Sentence, draft: Draft) -> bool:
    """`The activity reached 600 people`, `60 people took part in these workshops`: people for the event of the sentence before."""
    if (
        draft.slots.get("quantity")
        or not (draft.slots.get("reached") or draft.slots.get("households"))
        or not sentence.earlier
        or draft.slots.get("status")
    ):
        return False
    last = next(
        (d for d in reversed(sentence.earlier[-3:]) if not (d.slots.get("reached") or d.slots.get("households"))), None
    )
    if last is None or last.slots.get("status"):
        return False
    pointed = {
        noun_lemma(t)
        for t in sentence.span
        if t.pos_ in {"NOUN", "PROPN"}
        and any(d.lower_ in {"this", "these", "the"} and d.dep_ == "det" for d in t.children)
    }
    shown = {
        noun_lemma(t)
        for t in sentence.span
        if t.pos_ in {"NOUN", "PROPN"} and any(d.lower_ in {"this", "these"} for d in t.children)
    }
    item = last.slots.get("item")
    head = _singular(item.text.casefold().split()[-1]) if isinstance(item, Text) and item.text else ""
    own = draft.slots.get("item")
    words = _singular(own.text.casefold().split()[-1]) if isinstance(own, Text) and own.text else ""
    if not ((head in pointed and (head in shown or words == head)) or words in pointed & _GENERIC or shown & _GENERIC):
        return False
    for slot, value in draft.slots.items():
        if slot in {"reached", "households", "women", "men", "girls", "boys"} or not last.slots.get(slot):
            last.slots[slot] = value
    if isinstance(mine := draft.slots.get("population"), list) and mine:
        last.slots["population"] = mine
    last.evidence.append(sentence.passage)
    last.counted = True
    last.confidence = max(last.confidence, 0.75)
    return True


def _inherit(sentence: Sentence, draft: Draft) -> None:
    """What the sentences before say of the same deliverable: `this support`, or the same noun again."""
    if draft.slots.get("date") is None and sentence.opening is not None:
        draft.slots["date"] = sentence.opening
    if not sentence.earlier:
        return
    _same_people(sentence, draft)
    item = draft.slots.get("item")
    text = item.text if isinstance(item, Text) else ""
    generic = {
        noun_lemma(t)
        for t in sentence.span
        if t.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj"}
        and any(d.lower_ in {"this", "these", "such"} for d in t.children if d.dep_ == "det")
    }
    last = sentence.earlier[-1]
    words = _singular(text.casefold().split()[-1]) if text else ""
    kind = draft.slots.get("activityType")
    only_verb = (
        [d for d in sentence.earlier if d.slots.get("activityType") == kind and not d.counted]
        if text and text in _nouns(sentence.classes)
        else []
    )
    if only_verb:
        # The verb alone says no more than the noun before: `the biometric verification … 58,914 were verified`.
        same = only_verb[-1]
        draft.slots["item"] = same.slots.get("item")
        for slot in ("date", "place"):
            if not draft.slots.get(slot):
                draft.slots[slot] = same.slots.get(slot)
    elif words in generic or not text:
        draft.slots["item"], draft.slots["activityType"] = last.slots.get("item"), last.slots.get("activityType")
        same = last
    else:
        found = [d for d in sentence.earlier if d.key == draft.key]
        if not found:
            return
        same = found[-1]
    for slot in ("actor", "partner", "funder", "population", "programme"):
        if not draft.slots.get(slot) and same.slots.get(slot):
            draft.slots[slot] = same.slots[slot]
    broader = same.slots.get("population")
    mine = draft.slots.get("population")
    if (
        isinstance(broader, list)
        and isinstance(mine, list)
        and len(broader) == len(mine) == 1
        and _narrower(sentence.scope, broader[0], mine[0])
    ):
        draft.slots["population"] = broader
    if same.evidence[0] not in draft.context:
        draft.context.append(same.evidence[0])


def _same_people(sentence: Sentence, draft: Draft) -> None:
    """`These 76 beneficiaries`: the people counted before, with what was said of them."""
    reached = draft.slots.get("reached")
    if not isinstance(reached, Number) or not re.match(r"\W*(?:these|the|all)\b", sentence.span.text, re.IGNORECASE):
        return
    for other in reversed(sentence.earlier):
        same = other.slots.get("reached")
        if isinstance(same, Number) and same.value == reached.value:
            for slot in ("women", "men", "girls", "boys", "population", "place", "date"):
                if not draft.slots.get(slot) and other.slots.get(slot):
                    draft.slots[slot] = other.slots[slot]
            draft.context.append(other.evidence[0])
            return


def _nouns(classes: Classes) -> set[str]:
    return {frame.noun for frame in classes.verbs.values() if frame.noun}


def _narrower(scope: Scope, narrow: Value, broad: Value) -> bool:
    if not isinstance(narrow, Term) or not isinstance(broad, Term):
        return False
    term = scope.ontology.terms.get(narrow.iri)
    return term is not None and broad.iri in term.broader


def enrich(sentence: Sentence, drafts: Sequence[Draft]) -> bool:
    """A sentence that only adds to the event before (`This action is implemented through X`); True if it did."""
    text = sentence.span.text.strip()
    if not drafts or not re.match(r"(?:the|this|these|such|it|they)\b", text, re.IGNORECASE):
        return False
    verb = next((t for t in sentence.span if t.pos_ == "VERB"), None)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children) if verb is not None else True
    parties = parties_of(sentence.scope, sentence.span, verb.i if verb is not None else None, passive)
    names = [*parties.actors, *parties.partners]
    between = re.search(r"\b(?:collaboration|partnership|cooperation)\s+between\b", text, re.IGNORECASE)
    if between and not names:
        names = [sentence.scope.name_of(s) for s in parties.others]
    last_evidence = drafts[-1].evidence[0]
    targets = [d for d in drafts if d.evidence[0] == last_evidence]
    programme = parties.programmes[0] if parties.programmes else programme_of(sentence.scope, sentence.span)
    if not (names or parties.funders or programme) or any(
        p.kind in {PEOPLE, HOUSEHOLDS, "things"} for p in sentence.phrases
    ):
        return False
    if not re.match(
        r"(?:this|these|such|the (?:activit|action|project|programme|campaign|support|assistance|distribution|session|work|construction))",
        text,
        re.IGNORECASE,
    ):
        return False
    actors = parties.actors or ([names[0]] if between and names else [])
    partners = [n for n in names if n not in actors]
    places = places_of(sentence.scope, sentence.span, sentence.span.start, sentence.span.end, False)
    for draft in targets:
        if not draft.slots.get("actor") and actors:
            draft.slots["actor"] = actors[0]
        if not draft.slots.get("partner"):
            draft.slots["partner"] = list(partners)
        if not draft.slots.get("funder"):
            draft.slots["funder"] = list(parties.funders)
        if not draft.slots.get("programme"):
            draft.slots["programme"] = programme
        if places and not draft.slots.get("place"):
            draft.slots["place"] = list(places)
        draft.context.append(sentence.passage)
    return True


def settled(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without numbers give way to the counted one of the same deliverable in the block."""
    counted = {d.key for d in drafts if d.counted}
    return [d for d in drafts if d.counted or d.key not in counted]


def programme_of(scope: Scope, span: Span) -> Name | None:
    """The programme, campaign or project that the sentence sets the event in."""
    programmes = tuple(c for c in scope.ontology.classes if scope.ontology.is_a(c, "Programme"))
    found = [m for m in mentions_in(span, *programmes) if not scope.ontology.is_a(m.label_, "LegalInstrument")]
    if found:
        return scope.name_of(found[0])
    for term in scope.labels("Programme").inside(span.text):
        if any(len(a) > 3 and re.search(rf"\b{re.escape(a)}\b", span.text) for a in (*term.acronyms, term.label)):
            return Name(term.label, term.cls, term.iri)
    match = re.search(
        r"\b(?i:under|within(?: the framework of)?|as part of|part of|through|in the framework of|thanks to|from)\s+(?:the\s+|its\s+)?(?P<name>(?:[A-Z][\w’'-]*\s+(?:(?:of|for|to|and|the|against)\s+)?){1,8}(?:[Pp]rogramme?|[Pp]roject|[Cc]ampaign|[Ii]nitiative|[Ff]und))\b",
        span.text,
    )
    return (
        Name(re.sub(r"\s+(?:project|programme?|initiative)$", "", match.group("name")), "Programme") if match else None
    )


def sector_of(sentence: Sentence, slots: Mapping[str, Any]) -> Term | None:
    """The sector of the words of the deliverable, else of the heading, else of the sentence, else of the type."""
    scope = sentence.scope
    settings = scope.patterns("activities")
    special = set(settings.get("specific_sectors", []))
    labels = scope.labels("Sector")
    prefix = re.match(r"\s*([A-Z][\w\s/&-]{2,60}?)\s*:", sentence.block.joined.text)
    if prefix and (found := labels.inside(prefix.group(1))):
        return Term(found[0].iri)
    item = slots.get("item")
    own = [
        t
        for t in (labels.inside(item.text) if isinstance(item, Text) else [])
        if t.notation in set(settings.get("plain_sectors", []))
    ]
    heading = scope.sector(sentence.block.block)
    inside = labels.inside(sentence.span.text)
    if own:
        return Term(own[0].iri)
    if heading is not None and scope.ontology.terms[heading.iri].notation in {"protection", "solutions"}:
        narrow = [t for t in inside if t.notation in special]
        if narrow:
            return Term(narrow[0].iri)
    if heading is not None:
        return heading
    if inside:
        return Term(inside[0].iri)
    kind = slots.get("activityType")
    table: Mapping[str, str] = settings.get("sectors", {})
    code = scope.ontology.terms[kind.iri].notation if isinstance(kind, Term) else None
    return scope.term("Sector", table[code]) if code in table else None
