"""Activities of a sentence: its events as drafts of claims, one for each deliverable that has a number of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.model import Passage
from kg.relate.facts import Slots
from kg.relate.prose.context import completes, inherit
from kg.relate.prose.dates import date_of
from kg.relate.prose.deliverables import deliverables_of
from kg.relate.prose.detection import events_of
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.event_places import leading_places, own_places, paired_places, trailing_places, wider_places
from kg.relate.prose.events import Event, Thing
from kg.relate.prose.kinds import activity_label, serve_livelihoods, type_of
from kg.relate.prose.parties import parties_of
from kg.relate.prose.places import heading_places, places_of
from kg.relate.prose.programmes import programme_of
from kg.relate.prose.sectors import sector_of
from kg.relate.prose.status import status_of
from kg.relate.scope import Scope


def activity_drafts(sentence: Sentence) -> Iterator[Draft]:
    """The activities that a sentence states."""
    phrases = [p for p in sentence.phrases if p.number.start not in sentence.taken]
    events = [
        e for e in events_of(sentence.span, phrases, sentence.classes) if not _denied(e, sentence.classes.denying)
    ]
    stretches = _stretches(sentence.span, events)
    for event in events:
        yield from _drafts(sentence, event, stretches[event.trigger.i], shared=len(events) > 1)


def _denied(event: Event, denying: frozenset[str]) -> bool:
    """Whether the event did not happen: it is negated, only wished, called off, or failed."""
    verb = event.verb
    if verb is None:
        return False
    if any(c.dep_ == "neg" or c.lower_ in {"no", "never"} for c in verb.children):
        return True
    if any(c.dep_ == "aux" and c.lower_ in {"would", "should", "might", "may"} for c in verb.children):
        return True
    # `failed to distribute`, `the distribution was cancelled`: the word above denies.
    above = verb.head if verb.dep_ == "xcomp" else verb
    if above.lemma_.lower() in denying and (above is not verb or event.trigger is not verb):
        return True
    subject = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    if any(c.lower_ in {"none", "nobody"} for c in subject):
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
    if sentence.taken and not counted and not event.people and event.frame.type in scope.patterns("activities").get("counting", ()):
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
    places = places_of(scope, span, begin, end, shared) or leading_places(sentence, stretch, shared)
    if not places and shared:
        places = trailing_places(sentence, end)
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
        "programme": parties.programmes[0] if parties.programmes else programme_of(scope, span),
        "place": list(places),
        "date": date,
        "status": status,
    }
    confidence = (0.85 if whole else 0.6) - (0.1 if event.frame.kind in {"fragment", "reach"} else 0)
    filled = list(deliverables_of(sentence, event, counted, bare))
    paired = paired_places(sentence, [p for _, p in filled], places)
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
            own = paired.get(phrase.start) or own_places(sentence, phrase, [p for _, p in filled if p is not None], end)
            if own:
                draft.slots["place"] = list(
                    dict.fromkeys([*own, *(wider_places(sentence) if "same" in span.text else ())])
                )
        if "same" in span.text and not draft.slots["place"]:
            draft.slots["place"] = list(wider_places(sentence))
        inherit(sentence, draft)
        serve_livelihoods(sentence, draft, stretch)
        draft.slots["sector"] = sector_of(sentence, draft.slots)
        if len(filled) == 1 and completes(sentence, draft):
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
        or (kind in {"make", "deliver"} and bool(bare) and not event.frame.soft)
        or (kind == "affect" and bool(event.frame.type) and bool(event.groups or bare))
    )
