"""What those got who were reached, each item with their number in a bracket behind it.

`300 people were reached, including: legal aid (180), cash grants (120)`; the items may be those of a list whose lead-in
tells of the people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.document import AnnotatedBlock, Quantity, text_of
from kg.model import BlockKind, Number, Term, Text
from kg.relate.facts import Slots
from kg.relate.prose.dates import date_of
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.groups import group_terms
from kg.relate.prose.kinds import activity_label, object_type, typed
from kg.relate.prose.places import heading_places
from kg.relate.prose.sectors import sector_of
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in, quantities_in
from kg.relate.verbs import heads_clause

_JOINED = re.compile(r"\s*(?:[,;]\s*)?(?:(?:and|or|as well as)\s+)?")
_BEHIND_NOUN = re.compile(r"\s(?:for|of|on|in|to|at|with|among|about|from)\s.*", re.DOTALL)
_LONGEST, _FEWEST = 14, 2  # words of an item, items of a sentence


@dataclass(frozen=True)
class _Item:
    """An item by the characters of its words, with the number behind it."""

    begin: int
    end: int
    quantity: Quantity


def tells_reached(scope: Scope, block: AnnotatedBlock) -> bool:
    """Whether a block is an item of a list whose lead-in tells how many people were reached."""
    lead = block.block.lead[-1] if block.block.kind is BlockKind.ITEM and block.block.lead else ""
    return lead.rstrip().endswith(":") and scope.pattern("activities", "reached_lead").search(lead) is not None


def itemised_drafts(sentence: Sentence, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The activities of such a list; the one of `drafts` that tells of all people no longer has an item's name.

    Args:
        sentence: that may hold the list, or some of its items.
        drafts: the activities that the sentence tells otherwise.
    """
    scope, text = sentence.scope, text_of(sentence.span.doc)
    if "(" not in text[sentence.span.start_char : sentence.span.end_char]:
        return
    listed = tells_reached(scope, sentence.block)
    items = _items(sentence, listed=listed)
    if not items:
        return
    whole = None if listed else _of_all(sentence, drafts, items)
    if whole is None and not listed:
        return
    shared: Slots = {
        "place": heading_places(scope, sentence.block),
        "date": date_of(scope, sentence.block, sentence.span, sentence.span.start, sentence.span.end, False),
    }
    if whole is not None:
        shared = {s: whole.slots.get(s) for s in ("actor", "partner", "funder", "place", "date", "status", "programme")}
        named = whole.slots.get("item")
        if isinstance(named, Text) and named.text in text[items[0].begin : items[-1].end]:
            whole.slots["item"] = Text(str(scope.patterns("activities")["help_noun"]))
            whole.slots["activityType"] = typed(scope, None)
            ahead = scope.labels("Sector").inside(text[sentence.span.start_char : items[0].begin])
            whole.slots["sector"] = Term(ahead[0].iri) if ahead else whole.slots.get("sector")
    shared_sector = _special_sector(scope, whole) if whole is not None else _sector_ahead(sentence)
    places = {m.start_char for m in mentions_in(sentence.span, *PLACES)}
    for item in items:
        if item.begin in places:
            continue  # an item that begins with a place
        words = " ".join(text[item.begin : item.end].split())
        kind = activity_label(scope, words) or object_type(scope, words)
        slots: Slots = {
            **shared,
            "activityType": typed(scope, kind),
            "item": Text(_BEHIND_NOUN.sub("", words)),
            "reached": scope.number(item.quantity, text),
            "population": group_terms(
                scope,
                [
                    m.kb_id_
                    for m in mentions_in(sentence.span, "PopulationGroup")
                    if item.begin <= m.start_char < item.end
                ],
            ),
        }
        slots["sector"] = shared_sector or sector_of(sentence, slots)
        yield Draft(slots, [sentence.passage], "frame/itemised", 0.7, True)


def _sector_ahead(sentence: Sentence) -> Term | None:
    """The sector that the lead-in of a list names, where it is one of those that tell more than what is given."""
    scope, lead = sentence.scope, sentence.block.block.lead
    special = scope.words("activities", "specific_sectors")
    named = scope.labels("Sector").inside(lead[-1]) if lead else []
    return next((Term(term.iri) for term in named if term.notation in special), None)


def _special_sector(scope: Scope, whole: Draft) -> Term | None:
    """The sector of all that a list tells, where it is one of those that tell more than what is given."""
    sector = whole.slots.get("sector")
    special = scope.words("activities", "specific_sectors")
    return sector if isinstance(sector, Term) and scope.ontology.terms[sector.iri].notation in special else None


def _of_all(sentence: Sentence, drafts: Sequence[Draft], items: Sequence[_Item]) -> Draft | None:
    """The activity that tells of all people, where its number stands before the items and none of theirs is greater."""
    most = max(item.quantity.value for item in items)
    for draft in drafts:
        reached = draft.slots.get("reached")
        if not isinstance(reached, Number) or reached.value < most:
            continue
        before = (p.number.start_char for p in sentence.phrases if p.quantity.value == reached.value)
        if any(at < items[0].begin for at in before):
            return draft
    return None


def _items(sentence: Sentence, *, listed: bool) -> list[_Item]:
    """The items of a sentence, which follow each other; none where one is a clause."""
    doc, span, text = sentence.span.doc, sentence.span, text_of(sentence.span.doc)
    found: list[_Item] = []
    places = {(m.start_char, m.end_char) for m in mentions_in(span, *PLACES)}
    at = span.start_char
    for number, quantity in quantities_in(span):
        opening = number.start - 1
        alone = opening > span.start and doc[opening].text == "(" and text[number.end_char : number.end_char + 1] == ")"
        if not alone or quantity.percent or quantity.currency:
            continue
        begin, end = at, doc[opening].idx
        if not found and not listed:
            opened = sentence.classes.pattern("items_opened").search(text[begin:end])
            if opened is None:
                return []
            begin += opened.end()
        joined = _JOINED.match(text, begin, end)
        begin = joined.end() if joined else begin
        words = [t for t in span if begin <= t.idx < end]
        clause = any(heads_clause(t) and t.is_lower for t in words) or any(t.text in ":;." for t in words)
        if not words or clause or len(words) > _LONGEST or any(t.tag_ == "CD" for t in words):
            return []
        item = _Item(begin, len(text[:end].rstrip()), quantity)
        if any(begin <= first < end and last >= min(item.end, end - 1) for first, last in places):
            return []  # `to Canada (38), France (4)`: where they went, not what they got
        found.append(item)
        at = number.end_char + 1
    return found if listed or len(found) >= _FEWEST else []
