"""Activities of a sentence: its events as drafts of claims, one for each deliverable that has a number of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.model import Name, Term, Text
from kg.relate.prose.clauses import dates_apart, goes_on
from kg.relate.prose.concrete import is_attested
from kg.relate.prose.context import completes, inherit
from kg.relate.prose.dates import other_time, time_of_sum
from kg.relate.prose.deliverables import deliverables_of
from kg.relate.prose.denied import is_denied
from kg.relate.prose.detection import events_of
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.event_places import (
    listed_places,
    own_places,
    paired_places,
    wider_places,
)
from kg.relate.prose.events import Event
from kg.relate.prose.factuality import befell, is_fact, tells, told_of_people
from kg.relate.prose.groups import group_terms
from kg.relate.prose.kinds import (
    journey_of,
    retype,
    retype_counselled,
    retype_funding,
    retype_helped,
    retype_in_sector,
    retype_referred,
    retype_taught,
)
from kg.relate.prose.nouns import noun_above, singular
from kg.relate.prose.sectors import sector_of
from kg.relate.prose.setting import has_doer, setting_of
from kg.relate.prose.these import counted_before, fill
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in
from kg.relate.verbs import SUBJECTS, is_finite

_NUMBER, _FEW = re.compile(r"\d[\d.,]*"), 2


def activity_drafts(sentence: Sentence) -> Iterator[Draft]:
    """The activities that a sentence states."""
    phrases = [p for p in sentence.phrases if p.number.start not in sentence.taken]
    if not phrases and text_of(sentence.span).rstrip().endswith(":"):
        return  # `Interviewed refugees from X:` is the title of what follows
    if sentence.classes.pattern("sources").match(text_of(sentence.span)):
        return
    events = [e for e in events_of(sentence.span, phrases, sentence.classes) if not is_denied(e, sentence.classes)]
    events = [e for e in events if not told_of_people(sentence, e)]
    # What only says that another event goes on is no event beside it: `assessments of 300 people are ongoing`.
    events = [e for e in events if not (e.empty and e.trigger.pos_ == "AUX")]
    stretches = _stretches(sentence.span, events)
    verbs = [event.verb for event in events if event.verb is not None]
    told: Draft | None = None
    parted = ";" in text_of(sentence.span)
    for event in events:
        lone = told is None
        own = stretches[event.trigger.i]
        shared = len(events) > 1 or own != (sentence.span.start, sentence.span.end)
        for draft in _drafts(sentence, event, own, verbs, shared=shared, lone=lone):
            if event.frame.kind == "reach" and not event.things and told is not None:
                _go_on(draft, told, event.frame.noun)
            if parted and goes_on(sentence, event, draft, told):
                continue
            told = draft
            yield draft


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
            *_ahead_of_subject(event),
        ]
        starts.append((min(own), event.trigger.i))
    starts.sort()
    found: dict[int, tuple[int, int]] = {}
    for i, (begin, trigger) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else span.end
        found[trigger] = (begin if i else span.start, max(end, begin + 1))
    clauses = _semicolons(span)
    firsts = [begin for begin, _ in starts]
    return {event.trigger.i: _within(found[event.trigger.i], event, clauses, firsts) for event in events}


def _semicolons(span: Span) -> list[int]:
    """The semicolons of a sentence behind which a clause with a verb of its own begins."""
    marks = [t.i for t in span if t.text == ";"]
    return [at for at, end in pairwise([*marks, span.end]) if any(is_finite(t) for t in span.doc[at:end])]


def _within(stretch: tuple[int, int], event: Event, clauses: Sequence[int], firsts: Sequence[int]) -> tuple[int, int]:
    """The part of a stretch that is not another clause's by a semicolon: `two were opened in A; one is due in B`.

    `firsts` are the first tokens of all events: the first event of a clause has what stands before it there.
    """
    if not clauses:
        return stretch
    own = [event.trigger.i, *(t.head.i for t in event.things), *(p.head.i for p in event.people)]
    begin, opened = stretch[0], next((at + 1 for at in reversed(clauses) if at < min(own)), None)
    if opened is not None and not any(opened <= first < begin for first in firsts):
        begin = opened
    return begin, min([stretch[1], *(at for at in clauses if at > max(own))])


def _ahead_of_subject(event: Event) -> list[int]:
    """Where a clause begins that tells first where or when it was: `…, while in Arua 40 nurses were trained`."""
    verb = event.verb
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None) if verb is not None else None
    if verb is None or subject is None:
        return []
    return [c.i for c in verb.children if c.dep_ == "prep" and c.i < subject.i]


def _drafts(
    sentence: Sentence, event: Event, stretch: tuple[int, int], verbs: Sequence[Token], *, shared: bool, lone: bool
) -> Iterator[Draft]:
    """The activities of an event; `shared`: its sentence has others, `lone`: none of them has told anything before."""
    counted = [t for t in event.things if t.phrase is not None]
    bare = [t for t in event.things if t.phrase is None]
    before = {} if counted else counted_before(sentence, event)
    event.anybody = event.anybody or bool(before)
    if not tells(sentence, event, counted):
        return
    setting = setting_of(sentence, event, stretch, verbs, shared=shared)
    done_by = setting.slots["actor"] is not None or has_doer(event.verb, sentence.classes)
    attested = done_by and is_attested(sentence, event, stretch, bool(setting.slots["partner"]))
    # `X: renovation of the clinic in A`
    noted = setting.labelled and event.verb is None and bool(bare or event.frame.type) and event.frame.kind != "meet"
    whole = bool(counted or event.people or event.targets or before)
    if not is_fact(
        sentence, event, setting.slots, whole=whole, counted=bool(counted), bare=bare, attested=attested, noted=noted
    ):
        return
    journey = journey_of(sentence, event)
    confidence = (0.85 if whole else 0.6) - (0.1 if event.frame.kind in {"fragment", "reach"} else 0)
    filled = list(deliverables_of(sentence, event, counted, bare))
    phrases = [p for _, p in filled if p is not None]
    dated = dates_apart(sentence, phrases, stretch[1])
    paired = paired_places(sentence, phrases, setting.places) or listed_places(sentence, phrases, stretch[1])
    for slots, phrase in filled:
        if isinstance(item := slots.get("item"), Text) and (
            _is_left_over(item.text) or (event.frame.kind != "make" and _is_place(sentence, item.text))
        ):
            continue
        if event.frame.kind in {"fragment", "reach"} and befell(sentence, phrase):
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
        if phrase is not None:
            other = other_time(sentence.span, phrase.number)
            other = other or time_of_sum(sentence.scope, sentence.span, phrase.number)
            draft.slots["date"] = other or dated.get(phrase.start) or draft.slots["date"]
        back = any(t.lower_ == "same" for t in sentence.span.doc[stretch[0] : stretch[1]])
        if wider and (back or not draft.slots["place"]):
            draft.slots["place"] = list(dict.fromkeys([*_names(draft.slots["place"]), *wider]))
        _take_state(sentence.scope, draft)
        fill(draft.slots, before)
        if not draft.slots["population"]:
            draft.slots["population"] = _groups_beside(sentence, event, stretch)
        inherit(sentence, draft)
        _part_programme(sentence.scope, draft)
        _settle_type(sentence, event, draft, stretch, journey)
        draft.slots["sector"] = sector_of(sentence, draft.slots)
        retype_in_sector(sentence.scope, draft)
        if lone and len(filled) == 1 and completes(sentence, draft):
            return
        yield draft


def _settle_type(sentence: Sentence, event: Event, draft: Draft, stretch: tuple[int, int], journey: str | None) -> None:
    """Give an activity the type that the words around it tell; `journey` is that of the journey it begins, if one."""
    if journey is not None:
        _take_journey(sentence.scope, draft, journey, event.frame.noun)
    retype(sentence, draft, stretch)
    retype_taught(sentence.scope, event, draft)
    retype_referred(sentence, event, draft)
    retype_counselled(sentence, event, draft)
    retype_helped(sentence, event, draft)
    retype_funding(sentence, event, draft)


def _take_journey(scope: Scope, draft: Draft, code: str, noun: str) -> None:
    """Make an activity one of another kind of journey; where only a verb tells, it is called after that kind."""
    kind = scope.term("ActivityType", code)
    draft.slots["activityType"] = kind
    item = draft.slots.get("item")
    if isinstance(item, Text) and item.text == noun:
        draft.slots["item"] = Text(scope.ontology.terms[kind.iri].label.casefold())


def _is_left_over(item: str) -> bool:
    """Whether an item is what a table or a drawing left between the words: numbers, or words among several."""
    return not any(c.isalpha() for c in item) or "%" in item or len(_NUMBER.findall(item)) > _FEW


def _is_place(sentence: Sentence, item: str) -> bool:
    """Whether an item is the name of a place, to which nothing is done that is told: `Gulu`, `Gulu and Omoro LGAs`."""
    first, _, last = item.rpartition(" ")
    area = bool(first) and singular(last) in sentence.classes.aside
    return any((name := text_of(m)) == item or (area and name == first) for m in mentions_in(sentence.span, *PLACES))


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
        if term and not set(term.acronyms).isdisjoint(item.text.split()[:-1]):
            return  # `20 DAFI scholarships`: what the programme gives
        names = {name.casefold() for name in (programme.text, *(term.names if term else ()))}
        if item.text.casefold() in names:
            draft.slots["programme"] = None


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
    token = noun_above(token, "compound", "conj")
    return token.dep_ == "pobj" and token.head.lower_ in {"for", "to", "in", "at", "among", "across", "within"}
