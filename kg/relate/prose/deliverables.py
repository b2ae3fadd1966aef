"""The slots of each claim of an event: one a counted thing, else one a counted group of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Number, Text
from kg.relate.prose.drafts import Sentence, Slots
from kg.relate.prose.events import Event, Thing
from kg.relate.prose.groups import groups_beside_sex, phrase_groups
from kg.relate.prose.kinds import type_of
from kg.relate.prose.nouns import noun_lemma, noun_phrase
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE, Phrase
from kg.relate.prose.triggers import WANTS
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in


def deliverables_of(
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
            codes = phrase_groups(scope, [*extra, thing.phrase], groups)
            yield {**slots, "population": list(codes)}, thing.phrase
            if len(counted) == 1:
                for more in people[1:]:
                    yield (
                        {
                            **_base(sentence, event, thing.text),
                            **_people_slots(scope, more),
                            "population": list(phrase_groups(scope, [more], ())),
                        },
                        more,
                    )
    elif len(people) > 1 and all(p.sex and not groups_beside_sex(scope, p) for p in people):
        # A list by sex without a total.
        slots = {p.sex: _number(scope, p) for p in people if p.sex}
        text = fallback or event.frame.noun
        yield {**_base(sentence, event, text), **slots, "population": list(phrase_groups(scope, (), groups))}, None
    elif people:
        for phrase in people:
            text = fallback or (event.frame.noun if event.frame.kind != "fragment" else phrase.text)
            codes = phrase_groups(scope, [phrase], groups if len(people) == 1 else ())
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
        for text in [expanded(scope, t.text) for t in bare] or [fallback]:
            if text:
                yield {**_base(sentence, event, text), "population": list(phrase_groups(scope, (), groups))}, None
    for target in event.targets:
        text = (counted[0].text if counted else "") or fallback or event.frame.noun or target.text
        slots = _base(sentence, event, text)
        if target.kind in {PEOPLE, HOUSEHOLDS} or (people and not counted):
            slots.update(_people_slots(scope, target, people[0].kind if people else None))
        else:
            slots["quantity"] = _number(scope, target)
        codes = phrase_groups(scope, [target, *people], groups)
        year = sentence.scope.document.report.clock.end
        yield (
            {**slots, "population": list(codes), "status": scope.term("Status", "planned"), **({} if year else {})},
            None,
        )


def _object_text(sentence: Sentence, event: Event, bare: Sequence[Thing]) -> str:
    if event.frame.kind == "reach":
        if (subject := _subject_text(sentence, event)) != event.frame.noun:
            return subject
        bare = [t for t in bare if noun_lemma(t.head) not in WANTS]
    if bare:
        return expanded(sentence.scope, bare[0].text)
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
    if any(m.start <= subject.i < m.end for m in mentions_in(sentence.span, *sentence.scope.organizations)):
        return event.frame.noun
    return noun_phrase(subject)


def expanded(scope: Scope, text: str) -> str:
    """An acronym that the report introduced as a common noun, in full (`RHUs`)."""
    return scope.document.report.names.acronyms.get(text, text)


def _base(sentence: Sentence, event: Event, text: str) -> Slots:
    text = expanded(sentence.scope, text)
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
