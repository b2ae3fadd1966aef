"""Who does it, through or with whom, with whose money."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Span

from kg.document import AnnotatedBlock
from kg.model import Name
from kg.relate.prose.places import BETWEEN_NAMES
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in

_PARTNER_WORD = r"(?:(?:implementing|operational|local|national|international)\s+)?(?:partners?|NGOs?|agency|agencies|organi[sz]ations?)"
_JOINTLY = re.compile(
    rf"(?:\b(?:through|via)\s+(?:(?:its|their|the|our|his)\s+)?(?:{_PARTNER_WORD}(?:\s+NGOs?)?\s*[,:]?\s+)?(?:the\s+)?"
    rf"|\b(?:in\s+(?:close\s+)?(?:collaboration|partnership|coordination|cooperation|conjunction|consultation)|together|jointly|alongside|along)\s*(?:with|between)?\s+(?:(?:its|their|the)\s+)?(?:{_PARTNER_WORD}\s*,?\s+)?(?:the\s+)?"
    rf"|\bwith\s+(?:the\s+)?(?:(?:technical|financial|logistical)\s+)?(?:support|help|assistance|participation|collaboration|involvement|contribution)\s+(?:of|from)\s+(?:(?:its|the)\s+)?(?:{_PARTNER_WORD}\s*,?\s+)?(?:the\s+)?"
    rf"|\bwith\s+(?:(?:its|their|the)\s+)?{_PARTNER_WORD}\s*,?\s+(?:the\s+)?"
    rf"|\b(?:met|meeting(?: was)? held|session (?:was )?held|held|meeting)\s+(?:\w+\s+){{0,2}}with\s+(?:the\s+)?(?:{_PARTNER_WORD}\s+)?(?:the\s+)?)$",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:with|between|bringing together|attended by|participation of)\s+(?:the\s+)?(?:(?!and\b)[\w’'-]+\s+){0,4}(?:of\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:[Tt]he\s+(?:national\s+)?(?:coordination\s+of\s+the\s+)?(?:[Cc]luster|[Ww]orking\s+[Gg]roup|[Tt]ask\s?[Ff]orce|[Cc]ommittee))(?:['’]s)?\b(?!\s+(?:of|for)\b)"
)
_AGENT = re.compile(r"\b(?:by|from)\s+(?:(?:its|their|the|our)\s+)?(?:the\s+)?$", re.IGNORECASE)
_FUNDED = re.compile(
    r"\b(?:(?:funded|financed|sponsored|paid|donated|supported financially)\s+by|(?:grants?|funds?|funding|contributions?|donations?|financing|finance|money|financial support|resources)\s+(?:\w+\s+)?(?:from|of|by)|thanks to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_POSSESSIVE_PARTNER = re.compile(rf"^\s*['’]s?\s+{_PARTNER_WORD}(?:\s+NGOs?)?\s*,?\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass
class Parties:
    """The organisations of a sentence by their part in it."""

    actors: list[Name] = field(default_factory=list)
    partners: list[Name] = field(default_factory=list)
    funders: list[Name] = field(default_factory=list)
    programmes: list[Name] = field(default_factory=list)  # organisations whose project it is called (`the X project`)
    others: list[Span] = field(default_factory=list)


def parties_of(
    scope: Scope,
    sentence: Span,
    verb_at: int | None,
    passive: bool,
    handed: bool = False,
    gathering: bool = False,
    body: Name | None = None,
) -> Parties:
    """Who does it, through or with whom, with whose money.

    Args:
        verb_at: token index of the event's verb; a subject stands before it.
        passive: whether that verb is passive, so that its subject is no actor.
        body: what `the cluster` or `the committee` stands for, by the heading.
        gathering: whether the event is a meeting, so that those it is held with take part.
        handed: whether something is handed over, so that an organisation behind `to` passes it on.
    """
    text, origin = sentence.doc.text, sentence.start_char
    found = Parties()
    previous: tuple[Span, list[Name]] | None = None
    for span in mentions_in(sentence, *scope.organizations):
        name = scope.name_of(span)
        before, behind = text[origin : span.start_char], text[span.end_char : sentence.end_char]
        # `In partnership with A and B, C distributed …`: the verb's own subject does not continue a list before it.
        opens = previous is not None and previous[1] is not found.actors and span.root.dep_ == "nsubj" and not passive
        if previous and not opens and BETWEEN_NAMES.match(text[previous[0].end_char : span.start_char]):
            previous[1].append(name)
            previous = (span, previous[1])
            continue
        if re.match(r"\s*['’]s?\s+(?!partner)", behind) and not _possessed_actor(behind):
            found.others.append(span)
            continue
        if re.match(r"\s+(?:project|programme|program|initiative|campaign)\b", behind):
            found.programmes.append(Name(name.text, "Programme", spellings=name.spellings))
            continue
        bucket: list[Name] | None = None
        if previous and _POSSESSIVE_PARTNER.match(text[previous[0].end_char : span.start_char]):
            through = re.search(
                r"\b(?:through|via|by)\s+(?:the\s+)?$", text[origin : previous[0].start_char], re.IGNORECASE
            )
            owner = previous[1].pop() if previous[1] else None
            if through and owner:
                found.actors.append(owner)
                found.partners.append(name)
                bucket = found.partners
            else:
                found.actors.insert(0, name)
                if owner:
                    found.partners.append(owner)
                bucket = found.actors
            previous = (span, bucket)
            continue
        if _FUNDED.search(before):
            bucket = found.funders
        elif _JOINTLY.search(before):
            bucket = found.partners
        elif _AGENT.search(before) and re.search(r"\bby\s+(?:\w+\s+){0,2}$", before, re.IGNORECASE):
            bucket = found.actors
        elif (
            (gathering and _WITH.search(before))
            or (
                handed
                and re.search(r"\bto\s+(?:the\s+)?$", before, re.IGNORECASE)
                and not re.match(r"\s*['’]s\b", behind)
            )
            or re.fullmatch(r"\W*With\s+(?:the\s+)?", before)
        ):
            bucket = found.partners
        elif (
            (not passive and re.fullmatch(r"\W*(?:[\w-]+\s+){1,3}from\s+(?:the\s+)?", before))
            or (_is_subject(span, verb_at) and not passive)
            or re.match(r"\s*['’]s?\s+partner(?!s?['’])", behind)
        ):
            bucket = found.actors
        if bucket is None:
            found.others.append(span)
            continue
        bucket.append(name)
        previous = (span, bucket)
    for span in mentions_in(sentence, "Country"):
        # A country that pays is its government.
        if _FUNDED.search(text[origin : span.start_char]):
            name = scope.name_of(span)
            found.funders.append(Name(name.text, "Government", name.ref, name.spellings))
    if (
        scope.publisher
        and not passive
        and not found.actors
        and re.match(
            r"\s*(?:■|•|-)?\s*(?:In [^,]{3,40},\s*)?(?:we|the (?:office|agency|operation|unit|organi[sz]ation|mission|team))\b",
            sentence.text,
            re.IGNORECASE,
        )
    ):
        found.actors.append(scope.publisher)
    if body is not None and (head := _BODY.search(text[origin : sentence.end_char])):
        at_end = verb_at is not None and origin + head.start() < sentence.doc[verb_at].idx
        if (at_end and not passive and body not in found.actors) or (
            body not in found.actors
            and re.search(r"\bby\s+(?:\w+\s+){0,4}$", text[origin : origin + head.start()], re.IGNORECASE)
        ):
            found.actors.insert(0, body)
        elif body not in found.actors and re.search(
            r"\b(?:participation|support|involvement) of\s+$", text[origin : origin + head.start()], re.IGNORECASE
        ):
            found.partners.append(body)
    if gathering and (between := re.search(r"\bbetween\s+", sentence.text)):
        for span in mentions_in(sentence, "Country"):
            if span.start_char >= origin + between.end() and span.start_char - origin - between.end() < 80:
                name = scope.name_of(span)
                found.partners.append(Name(name.text, "Government", name.ref, name.spellings))
        found.partners += [scope.name_of(s) for s in found.others if s.start_char >= origin + between.end()]
    if len(found.actors) > 1:
        found.partners = [*found.actors[1:], *found.partners]
        found.actors = found.actors[:1]
    acting = {name.text for name in found.actors}
    found.partners = [p for p in dict.fromkeys(found.partners) if p.text not in acting]
    return found


def _possessed_actor(behind: str) -> bool:
    """`the Cluster's coordination`, `UNHCR's office` act for their owner."""
    return bool(
        re.match(
            r"\s*['’]s?\s+(?:\w+\s+)?(?:coordination|coordinator|team|unit|office|section|representation|representative|protection|staff|mission)\b",
            behind,
            re.IGNORECASE,
        )
    )


def _is_subject(span: Span, verb_at: int | None) -> bool:
    if verb_at is None or span.start > verb_at:
        return False
    token = span.root
    for _ in range(8):
        if token.dep_ == "nsubj":
            return True
        if token.dep_ in {"conj", "appos", "compound", "poss", "nmod", "amod"}:
            token = token.head
            continue
        break
    # What opens the sentence and stands right before the verb is its subject, whatever the parser says.
    between = span.doc[span.end : verb_at]
    opens = span.start - span.sent.start <= 1 or span.doc[span.start - 1].text in {",", "■", "•"}
    return (
        opens
        and not any(
            t.pos_ in {"VERB"}
            and t.tag_ in {"VBD", "VBZ", "VBP"}
            and t.i < verb_at
            and t.dep_ not in {"aux", "auxpass"}
            for t in between
        )
        and not any(t.text == "," for t in between)
    )


def body_of(scope: Scope, block: AnnotatedBlock) -> Name | None:
    """The cluster or committee that the nearest heading or lead-in names."""
    for words in scope.headings(block.block):
        if len(words.split()) > 10:
            continue
        doc = scope.match(words.title() if words.isupper() else words)
        for span in mentions_in(doc, *(c for c in scope.organizations if scope.ontology.is_a(c, "CoordinationBody"))):
            return scope.name_of(span)
    return None
