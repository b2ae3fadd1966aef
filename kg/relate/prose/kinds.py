"""The activity type of an event: by its verb, its object and the labels in its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.model import Term
from kg.relate.labels import plain
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.events import Event
from kg.relate.prose.nouns import singular
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in


def activity_label(scope: Scope, text: str) -> str | None:
    """The activity type whose label stands in a phrase, nearest to its head."""
    found = scope.labels("ActivityType").inside(text)
    if not found:
        return None
    return max(found, key=lambda t: (_label_end(t.names, plain(text)), -found.index(t))).notation


def _label_end(names: Sequence[str], words: str) -> int:
    return max((words.rfind(plain(n)) + len(n) for n in names if plain(n) in words), default=0)


def object_type(scope: Scope, text: str) -> str | None:
    """The activity type that things of this name tell by themselves: kits are distributed, wells are built."""
    objects: Mapping[str, Sequence[str]] = scope.patterns("activities").get("objects", {})
    head = singular(re.sub(r"\s(?:of|for|to|on)\s.*", "", text.casefold()).split()[-1]) if text.strip() else ""
    return next((code for code, heads in objects.items() if head in heads), None)


def type_of(sentence: Sentence, event: Event, text: str) -> str:
    """The activity type of an event with this object."""
    frame, scope = event.frame, sentence.scope
    label = activity_label(scope, text) if text else None
    by_object = object_type(scope, text)
    if label:
        term = scope.ontology.concept("ActivityType", label)
        # A label before another head noun only describes it: `monitoring committees`.
        if by_object and by_object != "other" and _label_end(term.names, plain(text)) < len(plain(text)):
            label = None
    if frame.kind == "make":
        return _made(scope, event, by_object, label)
    if frame.kind == "affect" and frame.type and frame.type != "other":
        return frame.type
    if label and label != "other":
        return label
    if frame.kind == "deliver":
        return (
            by_object
            if by_object in scope.words("activities", "given") or (by_object == "other" and frame.soft)
            else frame.type
        )
    if frame.type and frame.type != "other":
        return frame.type
    if by_object and (by_object != "construction" or frame.kind == "reach"):
        return by_object
    return "other"


def _made(scope: Scope, event: Event, by_object: str | None, label: str | None) -> str:
    """The type of what comes into being: the verb's, unless the object is of another kind."""
    frame = event.frame
    built = by_object in scope.words("activities", "built")
    if frame.soft:
        return by_object if by_object and built else label or by_object or "other"
    if not frame.type or (frame.type == "construction" and by_object is not None and not built):
        return label or by_object or frame.type or "other"
    return frame.type


def serve_livelihoods(sentence: Sentence, draft: Draft, stretch: tuple[int, int]) -> None:
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
