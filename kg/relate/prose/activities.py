"""Activities of a sentence: its events as drafts of claims, one for each deliverable that has a number of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.model import BlockKind, Name, Period, Term, Text
from kg.relate.facts import Slots
from kg.relate.prose.concrete import is_attested, is_concrete, is_held
from kg.relate.prose.context import actor_before, completes, inherit
from kg.relate.prose.dates import date_of, other_time
from kg.relate.prose.deliverables import deliverables_of
from kg.relate.prose.denied import is_denied
from kg.relate.prose.detection import events_of
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.event_places import (
    including_places,
    leading_places,
    office_places,
    own_places,
    paired_places,
    trailing_places,
    wider_places,
)
from kg.relate.prose.events import Event, Thing
from kg.relate.prose.groups import group_terms
from kg.relate.prose.kinds import activity_label, object_type, retype, retype_in_sector
from kg.relate.prose.leadins import add_labelled, add_leading
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.nouns import noun_lemma, noun_phrase
from kg.relate.prose.opening import goes_on_opening
from kg.relate.prose.parties import attenders, givers, joint_names, owners, parties_of
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE, Phrase
from kg.relate.prose.places import country_wide, heading_places, places_of
from kg.relate.prose.programmes import programme_of
from kg.relate.prose.sectors import sector_of
from kg.relate.prose.status import status_of
from kg.relate.prose.stocks import governing_verb, is_somewhere
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in

_NUMBER, _FEW = re.compile(r"\d[\d.,]*"), 2


def activity_drafts(sentence: Sentence) -> Iterator[Draft]:
    """The activities that a sentence states."""
    phrases = [p for p in sentence.phrases if p.number.start not in sentence.taken]
    events = [e for e in events_of(sentence.span, phrases, sentence.classes) if not is_denied(e, sentence.classes)]
    events = [e for e in events if not _told_of_people(sentence, e)]
    # What only says that another event goes on is no event beside it: `assessments of 300 people are ongoing`.
    events = [e for e in events if not (e.empty and e.trigger.pos_ == "AUX")]
    stretches = _stretches(sentence.span, events)
    verbs = [event.verb for event in events if event.verb is not None]
    told: Draft | None = None
    for event in events:
        lone = told is None
        for draft in _drafts(sentence, event, stretches[event.trigger.i], verbs, shared=len(events) > 1, lone=lone):
            if event.frame.kind == "reach" and not event.things and told is not None:
                _go_on(draft, told, event.frame.noun)
            told = draft
            yield draft


def _told_of_people(sentence: Sentence, event: Event) -> bool:
    """Whether all that is told is a figure of people to whom it was done: `262 people were disembarked in A`."""
    if event.verb is None or event.things or event.people or event.targets:
        return False
    figures = (p for p in sentence.phrases if p.kind in {PEOPLE, HOUSEHOLDS} and p.number.start in sentence.taken)
    return any(governing_verb(p) == event.verb for p in figures)


def _go_on(draft: Draft, before: Draft, noun: str) -> None:
    """More people of whom only a verb tells got what those before did: `300 got food, and 200 were reached in May`."""
    item, people = draft.slots.get("item"), before.slots.get("reached") or before.slots.get("households")
    if isinstance(item, Text) and item.text == noun and people and before.slots.get("item"):
        for slot in ("item", "activityType", "sector"):
            draft.slots[slot] = before.slots.get(slot)


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


def _drafts(
    sentence: Sentence, event: Event, stretch: tuple[int, int], verbs: Sequence[Token], *, shared: bool, lone: bool
) -> Iterator[Draft]:
    """The activities of an event; `shared`: its sentence has others, `lone`: none of them has told anything before."""
    counted = [t for t in event.things if t.phrase is not None]
    bare = [t for t in event.things if t.phrase is None]
    if not _tells(sentence, event, counted):
        return
    setting = _setting(sentence, event, stretch, verbs, shared)
    done_by = setting.slots["actor"] is not None or _has_doer(event.verb, sentence.classes)
    attested = done_by and is_attested(sentence, event, stretch, bool(setting.slots["partner"]))
    # `X: renovation of the clinic in A`
    noted = setting.labelled and event.verb is None and bool(bare or event.frame.type) and event.frame.kind != "meet"
    whole = bool(counted or event.people or event.targets)
    if not _is_fact(
        sentence, event, setting.slots, whole=whole, counted=bool(counted), bare=bare, attested=attested, noted=noted
    ):
        return
    confidence = (0.85 if whole else 0.6) - (0.1 if event.frame.kind in {"fragment", "reach"} else 0)
    filled = list(deliverables_of(sentence, event, counted, bare))
    phrases = [p for _, p in filled if p is not None]
    paired = paired_places(sentence, phrases, setting.places)
    for slots, phrase in filled:
        if isinstance(item := slots.get("item"), Text) and _is_left_over(item.text):
            continue
        if event.frame.kind in {"fragment", "reach"} and _befell(sentence, phrase):
            continue  # `of the 34 incidents, 12 involved attacks on clinics`
        draft = Draft(
            {**setting.slots, **slots},
            [sentence.passage],
            f"frame/{event.frame.kind}",
            round(confidence, 2),
            whole,
        )
        wider = wider_places(sentence) if "same" in text_of(sentence.span) else []
        if len(filled) > 1 and phrase is not None:
            own = paired.get(phrase.start) or own_places(sentence, phrase, phrases, stretch[1])
            if own:
                draft.slots["place"] = list(dict.fromkeys([*own, *wider]))
        if phrase is not None and (other := other_time(sentence.span, phrase.number)) is not None:
            draft.slots["date"] = other
        back = any(t.lower_ == "same" for t in sentence.span.doc[stretch[0] : stretch[1]])
        if wider and (back or not draft.slots["place"]):
            draft.slots["place"] = list(dict.fromkeys([*_names(draft.slots["place"]), *wider]))
        _take_state(sentence.scope, draft)
        if not draft.slots["population"]:
            draft.slots["population"] = _groups_beside(sentence, event, stretch)
        inherit(sentence, draft)
        _part_programme(sentence.scope, draft)
        retype(sentence, draft, stretch)
        draft.slots["sector"] = sector_of(sentence, draft.slots)
        retype_in_sector(sentence.scope, draft)
        if lone and len(filled) == 1 and completes(sentence, draft):
            return
        yield draft


def _is_left_over(item: str) -> bool:
    """Whether an item is what a table or a drawing left between the words: numbers, or words among several."""
    return not any(c.isalpha() for c in item) or "%" in item or len(_NUMBER.findall(item)) > _FEW


def _take_state(scope: Scope, draft: Draft) -> None:
    """`Ongoing food distributions reached …`: the first word tells the state of what was done."""
    item = draft.slots.get("item")
    first, _, rest = item.text.partition(" ") if isinstance(item, Text) else ("", "", "")
    if rest and first.casefold() in scope.words("activities", "going_on"):
        draft.slots["item"] = Text(rest)
        draft.slots["status"] = draft.slots.get("status") or scope.in_role("Status", "progressive")


def _part_programme(scope: Scope, draft: Draft) -> None:
    """Name no programme of what is one itself: `carried out 75 quick impact projects`."""
    item, programme = draft.slots.get("item"), draft.slots.get("programme")
    if isinstance(item, Text) and isinstance(programme, Name):
        term = scope.ontology.terms.get(programme.ref or "")
        names = {name.casefold() for name in (programme.text, *(term.names if term else ()))}
        if item.text.casefold() in names:
            draft.slots["programme"] = None


def _is_harm(sentence: Sentence, event: Event) -> bool:
    """Whether an event is what incidents or those behind them did: `attacks involving 58 victims`, `by armed men`."""
    verb, scope = event.trigger, sentence.scope
    if verb.pos_ != "VERB":
        return False
    words = scope.words("incidents", "nouns")
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and noun_lemma(verb.head) in words:
        return True
    return scope.pattern("incidents", "culprits").match(text_of(verb.doc), verb.idx + len(verb)) is not None


def _befell(sentence: Sentence, phrase: Phrase | None) -> bool:
    """Whether a phrase counts what befell somebody, as far as it is no case that was worked on."""
    words, cases = (sentence.scope.words("incidents", key) for key in ("nouns", "recorded_nouns"))
    return phrase is not None and noun_lemma(phrase.head) in words - cases


def _names(places: object) -> list[Name]:
    return [p for p in places if isinstance(p, Name)] if isinstance(places, list) else []


def _groups_beside(sentence: Sentence, event: Event, stretch: tuple[int, int]) -> list[Term]:
    """The groups that an event without counted people is for, or at whose place it is: `lamps in IDP sites`."""
    if event.people:
        return []
    agents = sentence.scope.words("activities", "taking_part")
    counted = {i for p in sentence.phrases for i in range(p.start, p.end)}
    found = []
    for mention in mentions_in(sentence.span, "PopulationGroup"):
        term = sentence.scope.ontology.terms.get(mention.kb_id_)
        inside = stretch[0] <= mention.start < stretch[1] and mention.start not in counted
        if inside and term is not None and term.notation not in agents and _is_whereabouts(mention.root):
            found.append(mention.kb_id_)
    return group_terms(sentence.scope, found)


def _is_whereabouts(token: Token) -> bool:
    """Whether a group stands behind a preposition of purpose or place, or describes what does: `in IDP sites`."""
    while token.dep_ in {"compound", "conj"} and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in {"for", "to", "in", "at", "among", "across", "within"}


def _tells(sentence: Sentence, event: Event, counted: Sequence[Thing]) -> bool:
    """Whether an event says what was done or to whom, and no other fact says so already."""
    kind = event.frame.kind
    if kind == "fragment" and not _fragment(sentence, event):
        return False
    if event.empty and event.trigger.pos_ in {"VERB", "AUX"} and kind != "meet":
        return False
    if not (counted or event.people) and sentence.classes.pattern("listed_below").search(text_of(sentence.span)):
        return False  # the items tell what was done
    if not _names_deed(sentence, event) or _is_harm(sentence, event):
        return False
    # Of the people registered there is a population figure already.
    counts = event.frame.type in sentence.scope.words("activities", "counting")
    return not (counts and sentence.taken and not counted and not event.people)


def _is_premises(scope: Scope, verb: Token) -> bool:
    """Whether the subject of a verb is something built, which only tells what it is for."""
    built = scope.role("ActivityType", "built")
    return any(c.dep_ == "nsubj" and object_type(scope, noun_phrase(c)) == built for c in verb.children)


def _names_deed(sentence: Sentence, event: Event) -> bool:
    """Whether what was held or received is something that is done or given."""
    kind, scope = event.frame.kind, sentence.scope
    holding = event.trigger.lemma_.lower() in scope.words("populations", "holding_verbs")
    if (
        kind == "affect"
        and event.trigger.tag_ in {"VBZ", "VBP"}
        and event.trigger.dep_ == "relcl"
        and event.frame.type in scope.words("activities", "staying")
    ):
        return False  # `the school, which welcomes 300 pupils`
    if kind == "deliver" and event.trigger.tag_ in {"VBZ", "VBP"} and _is_premises(scope, event.trigger):
        return False  # `the station supplies 300 people with water`
    if holding and not event.people and is_somewhere(sentence, event.trigger):
        return False  # `the camp shelters 300 refugees`
    if kind == "hold":
        befell = [t.text for t in event.things if scope.pattern("incidents", "happening").search(t.text)]
        # `300 people are held in two centres`, `prisons holding 300 people`
        holds = event.trigger.dep_ == "acl" and event.trigger.tag_ == "VBG" and bool(event.people)
        return not (befell or holds or any(p.head.dep_ == "nsubjpass" for p in event.people))
    if kind != "receive" or event.people or event.groups:
        return True
    return any(activity_label(scope, t.text) or object_type(scope, t.text) for t in event.things)


@dataclass(frozen=True)
class _Setting:
    """What all deliverables of an event share."""

    slots: Slots
    places: Sequence[Name]
    labelled: bool  # whether the label of the item names who acts


def _setting(
    sentence: Sentence, event: Event, stretch: tuple[int, int], verbs: Sequence[Token], shared: bool
) -> _Setting:
    """Who, where, when and in which state; `verbs` are those of all events, `shared` whether there are others."""
    scope, span, verb, classes = sentence.scope, sentence.span, event.verb, sentence.classes
    begin, end = stretch
    gathering = event.frame.kind == "meet" or event.frame.type in scope.words("activities", "gathering")
    parties = parties_of(
        scope,
        span,
        verb.i if verb is not None else None,
        event.passive,
        event.frame.kind == "deliver" or any(_gives(v, classes) for v in (verb, *event.merged) if v is not None),
        gathering,
        sentence.body,
        is_held(event, classes) or (verb is not None and verb.lemma_.lower() in scope.words("activities", "attending")),
    )
    if event.frame.kind == "receive" and verb is event.trigger and (given := givers(scope, span, verb)):
        parties.actors = given[:1]
    if not parties.actors and gathering:
        named = joint_names(scope, span, event.trigger)
        parties.actors, parties.partners = named[:1], [*named[1:], *parties.partners]
    if not parties.actors and verb is not None and _gets(verb, classes):
        parties.actors += owners(scope, span, {event.trigger.i, *(t.head.i for t in event.things)})[:1]
    if gathering:
        parties.partners += attenders(scope, event.trigger, parties.others)
    if not parties.actors and verb is not None and (main := _main_verb(verb)) is not None:
        # `By building four wells, X helped`: who does the one does the other.
        parties.actors += parties_of(scope, span, main.i, False).actors
    counted = verb is not None and any(p.head.dep_ == "nsubj" and p.head.head == verb for p in event.people)
    gets = counted or event.frame.kind in {"receive", "undergo"}
    labelled = add_labelled(sentence, verb, event.passive, gets, parties)
    add_leading(scope, sentence.block, verb, event.passive, parties)
    journey = event.frame.type in scope.words("activities", "journeys")
    places = places_of(scope, span, begin, end, shared, journey) or leading_places(sentence, stretch, shared)
    places = places or including_places(sentence, event.trigger, begin)
    places = places or (trailing_places(sentence, end) if shared else [])
    item = sentence.block.block.kind is BlockKind.ITEM and not mentions_in(span, *PLACES)
    if not places and (item or not shared):
        places = heading_places(scope, sentence.block)
    places = places or country_wide(scope, span.doc[begin:end])
    whole_verb = verb is not None and verb.pos_ == "VERB" and not shared
    clause = min([begin, *(t.i for t in verb.subtree)]) if verb is not None and whole_verb else begin
    own = clause, max([end, *(t.i + 1 for t in event.merged)])
    status = status_of(scope, span, classes, verb, own, [v for v in verbs if v is not verb and v not in event.merged])
    told = verb is not None and verb.tag_ == "VBD" and not event.passive and verb.lemma_.lower() not in classes.aspect
    opening = verb is not None and goes_on_opening(verb)
    actor = parties.actors[0] if parties.actors else scope.publisher if opening else None
    if actor is None and verb is not None and not event.passive and _is_ours(verb, classes):
        actor = scope.publisher
    actor = actor or actor_before(sentence, verb, event.passive)
    places = places or office_places(sentence, actor) or ([] if sentence.befallen else list(sentence.setting))
    slots: Slots = {
        "actor": actor,
        "partner": list(parties.partners),
        "funder": list(parties.funders),
        "programme": parties.programmes[0] if parties.programmes else programme_of(scope, span),
        "place": list(places),
        "date": date_of(scope, sentence.block, span, begin, end, shared),
        "status": status,
    }
    if told and slots["status"] == scope.in_role("Status", "prospective"):
        slots["status"] = None  # `opened a centre, which is expected to help`
    if opening and verb is not None and verb.tag_ == "VBG" and not sentence.block.block.lead:
        slots["status"] = slots["status"] or scope.in_role("Status", "progressive")
    return _Setting(slots, places, labelled)


def _has_doer(verb: Token | None, classes: Classes) -> bool:
    """Whether those do it whom no name tells: `partners handed out …`, `mobile teams visited …`."""
    return verb is not None and any(c.dep_ == "nsubj" and noun_lemma(c) in classes.doers for c in verb.children)


def _gets(verb: Token, classes: Classes) -> bool:
    """Whether a verb says that something is received."""
    frame = classes.verbs.get(verb.lemma_.lower())
    return frame is not None and frame.kind == "receive"


def _gives(verb: Token, classes: Classes) -> bool:
    """Whether a verb says that something is given."""
    frame = classes.verbs.get(verb.lemma_.lower())
    return frame is not None and frame.kind == "deliver"


def _is_ours(verb: Token, classes: Classes) -> bool:
    """Whether those who publish the report say that they or their staff do it: `our team opened a clinic`."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    ours = any(c.lower_ == "our" for c in subject.children)
    return subject.lower_ == "we" or (ours and noun_lemma(subject) in classes.doers | classes.people)


def _main_verb(verb: Token) -> Token | None:
    """The finite verb in whose clause a gerund without a subject stands, before it: `By building wells, X helped`."""
    if verb.tag_ != "VBG" or any(c.dep_ in {"nsubj", "aux"} for c in verb.children):
        return None
    above = verb.head
    while above.dep_ in {"prep", "pcomp"} and above.pos_ != "VERB":
        above = above.head
    subject = any(c.dep_ == "nsubj" and c.i > verb.i for c in above.children)
    return above if above.pos_ == "VERB" and above.i > verb.i and subject and verb.dep_ in {"pcomp", "advcl"} else None


def _is_fact(
    sentence: Sentence,
    event: Event,
    slots: Slots,
    *,
    whole: bool,
    counted: bool,
    bare: Sequence[Thing],
    attested: bool,
    noted: bool,
) -> bool:
    """Whether an event is worth a claim: it is counted, or concrete enough, and not only foreseen.

    `noted`: whether it is told in a note of what somebody did.
    """
    if event.frame.kind == "meet" and not (slots["partner"] or counted or _meets_some(sentence, event, slots)):
        return False
    if whole:
        return True
    date = slots["date"]
    if not (slots["place"] or slots["partner"] or date):
        return False
    if not (noted or is_concrete(sentence, event, bare, attested)):
        return False
    foreseen = isinstance(date, Period) and slots["status"] is None and _after_report(sentence.scope, date.start)
    return not foreseen


def _meets_some(sentence: Sentence, event: Event, slots: Slots) -> bool:
    """Whether a named organisation met people whom no name tells somewhere: `X met with local leaders in Gulu`."""
    people = sentence.classes.people | sentence.scope.words("activities", "met")
    verb = event.trigger
    below = [g for c in verb.children if c.dep_ == "prep" and c.lower_ == "with" for g in c.children]
    told = verb.tag_ in {"VBD", "VBN"} and verb.dep_ in {"ROOT", "conj"} and slots["actor"] is not None
    return told and bool(slots["place"] or slots["date"]) and any(noun_lemma(t) in people for t in below)


def _after_report(scope: Scope, start: str) -> bool:
    end = scope.document.report.clock.end
    return end is not None and start > end


def _fragment(sentence: Sentence, event: Event) -> bool:
    """A counted noun without a verb is a deliverable where its noun says so, or in a list of achievements."""
    thing = event.things[0] if event.things else None
    scope = sentence.scope
    known = thing is not None and bool(activity_label(scope, thing.text) or object_type(scope, thing.text))
    counted = thing is not None and thing.phrase is not None
    label = thing is not None and activity_label(scope, thing.text) is not None
    return label or (known and not counted) or bool(event.people and sentence.block.block.lead)
