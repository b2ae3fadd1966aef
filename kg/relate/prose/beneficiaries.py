"""The line of a project that says whom it will serve: `Beneficiaries: 16,000 displaced persons, 40 health workers`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import AnnotatedBlock, text_of
from kg.model import Claim, Text
from kg.relate.facts import Slots, make
from kg.relate.prose.counting import phrases_of
from kg.relate.prose.groups import group_terms
from kg.relate.prose.kinds import activity_label
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.phrases import HOUSEHOLDS, PEOPLE, THINGS, Phrase
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in, sentences_of


def is_beneficiary_line(block: AnnotatedBlock, classes: Classes) -> bool:
    """Whether the block is such a line."""
    return bool(classes.pattern("beneficiaries").match(block.joined.text))


def beneficiary_claims(scope: Scope, block: AnnotatedBlock, classes: Classes) -> Iterator[Claim]:
    """What the project plans, one activity a number; the title above says what it is."""
    title = block.block.lead[-1] if block.block.lead else ""
    named = scope.match(title)
    places = [scope.name_of(m) for m in mentions_in(named, *PLACES)] or ([scope.country] if scope.country else [])
    sentences = sentences_of(block.doc)
    phrases = [p for s in sentences for p in phrases_of(s, classes) if p.kind in {PEOPLE, HOUSEHOLDS, THINGS}]
    for i, phrase in enumerate(phrases):
        limit = phrases[i + 1].start if i + 1 < len(phrases) else len(block.doc)
        slots: Slots = {
            "actor": scope.publisher,
            "place": list(places),
            "status": scope.in_role("Status", "prospective"),
            "sector": scope.sector(block.block),
            "population": list(group_terms(scope, _groups(block.doc[phrase.start : limit], phrase))),
        }
        number = scope.number(phrase.quantity, text_of(block.doc))
        behind = block.doc[phrase.end : limit].text
        words = f"{phrase.text} {behind}"
        label = activity_label(scope, words) or activity_label(scope, title)
        if phrase.kind == THINGS:
            slots["quantity"] = number
            slots["item"] = Text(phrase.text)
        else:
            slots["households" if phrase.kind == HOUSEHOLDS else "reached"] = number
            slots["item"] = Text(
                _item(scope, words) or _item(scope, title) or str(scope.patterns("activities")["help_noun"])
            )
        slots["activityType"] = scope.term("ActivityType", label or scope.role("ActivityType", "unspecific"))
        evidence = [
            scope.passage(
                block,
                block.doc[phrase.start].idx,
                len(block.doc[phrase.start : limit].text.rstrip(" ,;")) + block.doc[phrase.start].idx,
            )
        ]
        context = [p for p in (scope.whole(b) for b in scope.before(block, 4)) if " ".join(p.text.split()) == title]
        yield make("Activity", "line/beneficiaries", 0.7, evidence, slots, context)


def _groups(span: Span, phrase: Phrase) -> Sequence[str]:
    """The groups of the number's own stretch: `16,000 displaced persons, returnees and hosts`."""
    found = [m.kb_id_ for m in mentions_in(span.doc, "PopulationGroup") if span.start <= m.start < span.end]
    return list(dict.fromkeys([*phrase.groups, *found]))


def _item(scope: Scope, words: str) -> str:
    """The label of an activity inside the words, as printed."""
    doc = scope.match(words)
    labels = mentions_in(doc, "ActivityType")
    return labels[0].text if labels else ""
