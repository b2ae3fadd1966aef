"""Items of a list whose lead-in ends in their verb, read as sentences: `WFP distributed:` above `50 tons of rice`.

So are those that go on with their own verb: `WFP plans to:` above `Hand out 50 tons of rice`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.document import AnnotatedBlock, Document, text_of
from kg.model import BlockKind, Joined
from kg.ontology import Ontology
from kg.relate.prose.leadins import last_sentence
from kg.relate.verbs import FINITE

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_OPEN_OBJECTS = frozenset({"NUM", "DET"})  # behind a gerund at the start of an item: `Furnishing 14 halls`
_OBJECTS = frozenset({"dobj", "obj", "attr", "auxpass", "nsubjpass", "xcomp", "ccomp"})
_LONGEST = 40  # words of a lead-in
# What stands for the items: `provided the following assistance:`.
_FOLLOWING = re.compile(r"(?:\s+(?:the\s+following|following|as\s+follows|these)(?:\s+[a-z][\w-]*){0,6})?\s*:\s*$")
# The same before words for whom, where or when: `sent the following to its partners in May:`.
_FOLLOWING_INSIDE = re.compile(
    r"\s+(?:the\s+following|as\s+follows)(?:\s+(?!(?:to|for|in|during|at)\s)[a-z][\w-]*){0,2}"
    r"(?=\s+(?:to|for|in|during|at)\s[^:]*:\s*$)"
)

# It ends before the infinitive that each item begins with: `In 2024, WFP plans to:`, `The agency will:`.
_LEADS_TO_VERB = re.compile(r"\w\s+(?:to|will|shall|would)\s*:$")
# It ends before the gerund that each item begins with: `In 2024, WFP will focus on:`, `UNHCR helps schools by:`.
_LEADS_TO_GERUND = re.compile(r"\w\s+(?:on|by|through|include|includes|included|including)\s*:$")
_STANDS_FOR = re.compile(r"(?:the\s+|these\s+)?(?:following|below)(?:\s+[a-z][\w-]*){0,4}", re.IGNORECASE)


def with_led_items(document: Document, ontology: Ontology) -> Document:
    """The document with the words of such lead-ins before those of their items.

    What an item states is still found in the item only.
    """
    verbs = {v for entry in ontology.patterns.get("activities", {}).get("verbs", ()) for v in entry["lemmas"]}
    heads = (b.joined.text.rstrip() for b in document.blocks if b.block.kind is BlockKind.HEADING)
    short = {head.rstrip(" :") for head in heads if head.endswith(":")}
    blocks = tuple(_led(document, block, _lead(block, head), verbs) for block, head in _headed(document.blocks, short))
    return document if blocks == document.blocks else replace(document, blocks=blocks)


def _headed(blocks: Iterable[AnnotatedBlock], short: Collection[str]) -> Iterator[tuple[AnnotatedBlock, str]]:
    """Each block with the lead-in above its list that was taken for a heading; a line behind the list ends that."""
    over, listed = "", False
    for block in blocks:
        kind = block.block.kind
        if kind is BlockKind.HEADING:
            head = block.joined.text.rstrip().rstrip(" :")
            over, listed = (head if head in short else ""), False
        elif kind is BlockKind.ITEM:
            listed = True
        elif listed and not block.block.lead and kind is not BlockKind.FURNITURE:
            over = ""
        yield block, over


def is_led(block: AnnotatedBlock) -> bool:
    """Whether an item has been given the words of its lead-in, which stand for its first character."""
    return block.block.kind is BlockKind.ITEM and len(block.joined.origins) > 1 and len({*block.joined.origins[:2]}) < 2


def _led(document: Document, block: AnnotatedBlock, lead: str, verbs: Collection[str]) -> AnnotatedBlock:
    if not lead.endswith(":") or len(lead.split()) > _LONGEST:
        return block
    if _LEADS_TO_VERB.search(lead) and _opens_with_verb(block.doc, verbs):
        return _joined(document, block, before=f"{last_sentence(lead).rstrip(': ')} ")
    if _LEADS_TO_GERUND.search(lead) and _opens_with_gerund(block.doc):
        return _joined(document, block, before=f"{last_sentence(lead).rstrip(': ')} ")
    if not _is_phrase(block.doc):
        return block
    sentence = last_sentence(lead)
    inside = _FOLLOWING_INSIDE.search(sentence) if "ollow" in sentence else None
    clause = _FOLLOWING.sub("", sentence if inside is None else sentence[: inside.start()] + sentence[inside.end() :])
    if not clause:
        return block
    parsed = document.reader.parse(clause)
    if (verb := _wanting(parsed, verbs)) is not None:
        end = verb.idx + len(verb)
        return _joined(document, block, before=f"{clause[:end]} ", behind=clause[end:])
    if _ends_open(parsed, verbs):
        return _joined(document, block, before=f"{clause} ")
    told = _told_of(document.reader.parse(sentence.rstrip(": ")), verbs)
    return _joined(document, block, behind=f" {told}") if told else block


def _joined(document: Document, block: AnnotatedBlock, before: str = "", behind: str = "") -> AnnotatedBlock:
    """An item with words of its lead-in, each character of which stands for the first or last one of the item."""
    text, line = text_of(block.doc), block.joined
    leads = _LEADS_TO_VERB, _LEADS_TO_GERUND
    opens = block.doc[0].pos_ in {"NOUN", "ADJ"} or any(lead.search(f"{before.rstrip()}:") for lead in leads)
    words = text[:1].lower() + text[1:] if before and opens else text
    words = words.rstrip(" .;,") if behind else words
    last = line.origin(len(words) - 1)
    joined = Joined(
        f"{before}{words}{behind}",
        (
            *range(len(before)),
            *(len(before) + start for start in line.starts if start < len(words)),
            *range(len(before) + len(words), len(before) + len(words) + len(behind)),
        ),
        (
            *[line.origins[0]] * len(before),
            *line.origins[: sum(start < len(words) for start in line.starts)],
            *[last] * len(behind),
        ),
    )
    return replace(block, joined=joined, doc=document.reader.parse_beside(joined.text, block.doc))


def _told_of(lead: Doc, verbs: Collection[str]) -> str:
    """What a lead-in tells of what stands for its items: `were sent to A` of `The following items were sent to A`."""
    verb = _main_verb(lead, verbs)
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None) if verb is not None else None
    if subject is None or not _STANDS_FOR.fullmatch(subject.doc[subject.left_edge.i : subject.right_edge.i + 1].text):
        return ""
    return lead[subject.right_edge.i + 1 :].text


def _lead(block: AnnotatedBlock, head: str) -> str:
    """The lead-in of an item, or the heading that is one and has lost its colon."""
    if block.block.kind is not BlockKind.ITEM:
        return ""
    if block.block.lead:
        return block.block.lead[-1].rstrip()
    return f"{head}:" if head else ""


def _opens_with_verb(doc: Doc, verbs: Collection[str]) -> bool:
    """Whether an item opens with the infinitive of a verb; after a capital it may be taken for a noun (`Train`)."""
    return len(doc) > 1 and (doc[0].tag_ in {"VB", "VBP"} or doc[0].lower_ in verbs)


def _opens_with_gerund(doc: Doc) -> bool:
    """Whether an item opens with a gerund and what it is done to; after a capital it may be taken for a noun."""
    return len(doc) > 2 and doc[0].lower_.endswith("ing") and (doc[0].tag_ == "VBG" or doc[1].pos_ in _OPEN_OBJECTS)


def _is_phrase(doc: Doc) -> bool:
    """Whether an item opens with a noun phrase that no verb follows as its own."""
    first = next(doc.sents, None) if len(doc) else None
    if first is None or ":" in first.text:
        return False
    if first[0].tag_ == "VBZ":
        return True  # no item begins with one: `stoves for 9 girls`, taken for a verb
    describes = first[0].tag_ == "VBG" and first[0].dep_ in {"amod", "compound"}  # `cooking stoves`
    if (first[0].pos_ in {"VERB", "AUX", "PRON", "ADP", "SCONJ"} and not describes) or first.root.pos_ not in _NOMINAL:
        return False
    return not any(t.tag_ in FINITE for t in first)


def _wanting(clause: Doc, verbs: Collection[str]) -> Token | None:
    """The active verb that ends a clause, but for a time or a place, and lacks what it is done to."""
    verb = _main_verb(clause, verbs)
    if verb is None or any(c.dep_ in _OBJECTS for c in verb.children):
        return None
    return verb if all(_is_beside(t, verb) for t in clause[verb.i + 1 :]) else None


def _ends_open(clause: Doc, verbs: Collection[str]) -> bool:
    """Whether a clause ends in the word that leads to what was given: `X reached 300 families with`."""
    last = clause[-1]
    return last.lower_ == "with" and last.pos_ in {"ADP", "SCONJ"} and _main_verb(clause, verbs) is not None


def _main_verb(clause: Doc, verbs: Collection[str]) -> Token | None:
    """The main verb of a clause, if it is one of those that tell what was done."""
    sentences = list(clause.sents)
    verb = sentences[-1].root if sentences else None
    return verb if verb is not None and verb.pos_ == "VERB" and verb.lemma_.lower() in verbs else None


def _is_beside(token: Token, verb: Token) -> bool:
    """Whether a word behind the verb is of a phrase with a preposition, or a particle of the verb."""
    while token.head.i > verb.i and token.head.i != token.i:
        token = token.head
    return token.head.i == verb.i and token.dep_ in {"prep", "prt", "advmod", "npadvmod", "punct"}
