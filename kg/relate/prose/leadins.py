"""Who acts by the lead-in of a list: `Together with X, Y:`, or by the label of an item: `Y: 300 kits handed out`."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from kg.document import AnnotatedBlock, text_of
from kg.model import Name
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.parties import Parties
from kg.relate.scope import Scope
from kg.relate.spans import BETWEEN_NAMES, mentions_in, sentences_of
from kg.relate.verbs import SUBJECTS

# The sentences before the last.
_BEFORE = re.compile(r"^.*[a-z\d)][.!?]\s+(?=[A-Z])")
_HEADING_WORDS = 12  # of a heading that is a name, with its acronym
# The label of an item, up to its colon or dash.
_LABEL = re.compile(r"\W*(?P<label>(?:The\s+)?[A-ZÀ-Þ][^:.;–—]{1,100}?)(?::|\s[–—])\s")


def last_sentence(lead: str) -> str:
    """The sentence of a lead-in that leads to the items."""
    return _BEFORE.sub("", lead)


def add_leading(
    scope: Scope, block: AnnotatedBlock, verb: Token | None, passive: bool, gets: bool, found: Parties
) -> None:
    """Give an item that names nobody who acts those whom its lead-in names.

    `gets`: whether the subject of the verb are those who get something, so that another acts.
    """
    if found.actors or not block.block.lead:
        return
    if (
        verb is not None
        and not (passive or gets)
        and any(c.dep_ in SUBJECTS and c.tag_ not in {"WDT", "WP"} for c in verb.children)
    ):
        return
    leading = _parties(scope, block)
    if leading is not None:
        _add(leading, found)


def add_headed(
    scope: Scope, block: AnnotatedBlock, verb: Token | None, passive: bool, gets: bool, found: Parties
) -> None:
    """Give an event without an actor the organisation whose name is the heading: `FAO` over `3,000 goats vaccinated`.

    `gets`: whether the subject of the verb are those who get something, so that another acts.
    """
    if found.actors:
        return
    own = verb is not None and any(c.dep_ in SUBJECTS for c in verb.children)
    if own and not (passive or gets):
        return
    name = _heading_name(scope, block)
    if name is not None and all(name.text != other.text for other in (*found.partners, *found.funders)):
        found.actors.append(name)


def _heading_name(scope: Scope, block: AnnotatedBlock) -> Name | None:
    """The organisation that a heading of a block names and says nothing besides, but for whose report it is."""
    for words in reversed(block.block.section):
        if words not in scope.headed:
            scope.headed[words] = _only_name(scope, words)
        if (name := scope.headed[words]) is not None:
            return name
    return None


def _only_name(scope: Scope, words: str) -> Name | None:
    """The one organisation that some words name and nothing besides; no body that coordinates others."""
    if len(words.split()) > _HEADING_WORDS:
        return None
    doc = scope.match(words)
    names = mentions_in(doc, *scope.organizations)
    if not names or scope.ontology.is_a(names[0].label_, "CoordinationBody"):
        return None
    around = f"{words[: names[0].start_char]} {words[names[0].end_char :]}"
    name = scope.name_of(names[0])
    rest = scope.pattern("parties", "beside_heading").fullmatch(around)
    same = scope.publisher is not None and name.text == scope.publisher.text
    return name if rest is not None and not same else None


def add_labelled(sentence: Sentence, verb: Token | None, passive: bool, gets: bool, found: Parties) -> bool:
    """Give an event without an actor those whom the label of its item names, if any: `X: 40 nurses trained in A`.

    `gets`: whether the subject of the verb are those who get something, so that another acts.
    """
    label = None if found.actors else _label(sentence)
    if label is None:
        return False
    told, end = label
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.idx >= end] if verb is not None else []
    if subjects and not (passive or gets):
        return False
    _add(told, found)
    return True


def _add(told: Parties, found: Parties) -> None:
    """Add those of a lead-in or label who have no other part yet."""
    named = {name.text for name in (*found.partners, *found.funders)}
    found.actors += [name for name in told.actors if name.text not in named]
    found.partners += [name for name in told.partners if name.text not in named]
    found.funders += [name for name in told.funders if name.text not in named]


def is_labelled(sentence: Sentence) -> bool:
    """Whether the label of an item names one who acts: `X: 300 bags of rice`."""
    label = _label(sentence)
    return label is not None and bool(label[0].actors)


def _label(sentence: Sentence) -> tuple[Parties, int] | None:
    """The parties of the last label of the item up to a sentence, and the character at which the label ends."""
    scope, doc = sentence.scope, sentence.span.doc
    for span in reversed([s for s in sentences_of(doc) if s.start <= sentence.span.start]):
        match = _LABEL.match(text_of(doc), span.start_char)
        if match is None:
            continue
        begin, end = match.span("label")
        names = [m for m in mentions_in(doc, *scope.organizations) if begin <= m.start_char and m.end_char <= end]
        if not names or scope.ontology.is_a(names[0].label_, "CoordinationBody"):
            continue
        opens = re.fullmatch(r"(?:The\s+)?", text_of(doc)[begin : names[0].start_char])
        if opens and scope.pattern("parties", "acts_below").match(f"{text_of(doc)[names[-1].end_char : end]}:"):
            return _told(scope, names), match.end()
    return None


def names_doers(sentence: Sentence) -> bool:
    """Whether a sentence is a lead-in that ends in the name of one who acts."""
    if not text_of(sentence.span).rstrip().endswith(":"):
        return False
    scope, names = sentence.scope, mentions_in(sentence.span, *sentence.scope.organizations)
    if scope.publisher is not None and scope.pattern("parties", "we_act_below").search(text_of(sentence.span).rstrip()):
        return True
    behind = text_of(sentence.span.doc)[names[-1].end_char : sentence.span.end_char] if names else ""
    return bool(names) and scope.pattern("parties", "acts_below").match(behind) is not None


def _parties(scope: Scope, block: AnnotatedBlock) -> Parties | None:
    """The parties of the nearest lead-in that ends in the name of one who acts."""
    for words in reversed(block.block.lead):
        if not words.rstrip().endswith(":"):
            continue
        doc = scope.match(last_sentence(words))
        names = mentions_in(doc, *scope.organizations)
        if scope.publisher is not None and scope.pattern("parties", "we_act_below").search(text_of(doc)):
            told = _told(scope, names) if names else Parties()
            told.actors = [scope.publisher]
            return told
        if names and scope.pattern("parties", "acts_below").match(text_of(doc)[names[-1].end_char :]):
            return _told(scope, names)
        if names and scope.pattern("parties", "acted_by").search(text_of(doc)[: names[0].start_char]):
            return _told(scope, names)
    return None


def _told(scope: Scope, names: list[Span]) -> Parties:
    """The part of each name of a lead-in; the last of its lists acts."""
    found = Parties()
    text = text_of(names[0].doc)
    bucket: list[Name] = found.actors
    for before, span in zip([None, *names], names, strict=False):
        name = scope.name_of(span)
        if any(name.text == other.text for other in (*found.actors, *found.partners, *found.funders)):
            continue  # its acronym behind it
        lead = text[: span.start_char]
        between = text[before.end_char : span.start_char] if before is not None else ""
        beside = bucket is not found.actors  # `Together with X, Y:` turns to the one who acts
        if scope.pattern("parties", "funded").search(lead):
            bucket = found.funders
        elif scope.pattern("parties", "jointly").search(lead):
            bucket = found.partners
        elif not BETWEEN_NAMES.match(between) or (beside and between.lstrip().startswith(",") and span is names[-1]):
            bucket = found.actors
        bucket.append(name)
    found.partners = [*found.actors[1:], *found.partners]
    found.actors = found.actors[:1]
    return found
