"""Who works with whom, where no activity of the sentence already says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.document import text_of
from kg.model import Claim, Name
from kg.relate.facts import Slots, make
from kg.relate.prose.drafts import Draft, Sentence
from kg.relate.prose.parties import parties_of
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in

_LIST = re.compile(r"\s*(?:[,;]\s*(?:and\s+)?|and\s+|&\s*|[-–]\s*|as\s+well\s+as\s+(?:that\s+of\s+)?)(?:the\s+)?")


def partnership_claims(sentence: Sentence, drafts: Sequence[Draft]) -> Iterator[Claim]:
    """Partnerships that a sentence states."""
    scope, span = sentence.scope, sentence.span
    settings = scope.patterns("partnerships")
    text, origin = span.text, span.start_char
    for partner, at in _clusters(scope, span):
        subject = _subject(sentence, at)
        if subject is not None and scope.pattern("partnerships", "belongs").search(text):
            yield _claim(sentence, subject, partner)
    said = {v.text for d in drafts for v in _names(d)}
    if not drafts and sentence.taken:
        # Incidents and figures have no partner of their own: `collected through X's partner Y`.
        parties = parties_of(scope, span, None, True)
        for partner in parties.partners if parties.actors else ():
            said.add(partner.text)
            yield _claim(sentence, parties.actors[0], partner)
    for pattern in settings.get("with", []):
        for match in re.finditer(pattern, text):
            subject = _subject(sentence, origin + match.start())
            partners = [n for n in _listed(scope, span, origin + match.end()) if n.text not in said]
            if subject is None:
                continue
            for partner in partners:
                if partner.text != subject.text and partner.text not in said:
                    said.add(partner.text)
                    yield _claim(sentence, subject, partner)


def _clusters(scope: Scope, span: Span) -> Iterator[tuple[Name, int]]:
    """`the Protection, WASH and Health clusters`: one body each."""
    for match in scope.pattern("partnerships", "bodies").finditer(span.text):
        head = match.group("head").removesuffix("s")
        for item in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match.group("list")):
            named = head in scope.words("partnerships", "named_kinds")
            name = f"{item} {head.capitalize() if named else head}"
            term = scope.entity_named(name)
            yield (
                Name(term.label, term.cls, term.iri) if term else Name(name, "CoordinationBody"),
                span.start_char + match.start(),
            )


def _names(draft: Draft) -> list[Name]:
    found = draft.slots.get("partner")
    return [v for v in (found if isinstance(found, list) else []) if isinstance(v, Name)]


def _claim(sentence: Sentence, subject: Name, partner: Name) -> Claim:
    span = sentence.span
    # Also where it only tells which office is meant: `X in Mali works with …`.
    places = [
        sentence.scope.name_of(m)
        for m in mentions_in(span, "Country")
        if m.start > span.start and span.doc[m.start - 1].lower_ == "in"
    ]
    slots: Slots = {"organization": subject, "partner": partner, "place": list(places)}
    return make("Partnership", "frame/partnership", 0.7, [sentence.passage], slots)


def _subject(sentence: Sentence, at: int) -> Name | None:
    """Who works with them: the subject before the verb, else the report's publisher."""
    before = [m for m in mentions_in(sentence.span, *sentence.scope.organizations) if m.end_char <= at]
    subjects = [m for m in before if m.root.dep_ in {"nsubj", "nsubjpass"}]
    return sentence.scope.name_of(subjects[-1]) if subjects else sentence.scope.publisher


def _listed(scope: Scope, span: Span, start: int) -> list[Name]:
    found: list[Name] = []
    last: int | None = None
    text = text_of(span.doc)
    for mention in mentions_in(span, *scope.organizations):
        if mention.start_char < start - 1:
            continue
        gap = text[last if last is not None else start : mention.start_char]
        if (last is None and len(gap) > (80 if scope.pattern("partnerships", "introduces").search(gap) else 12)) or (
            last is not None and not _LIST.fullmatch(gap)
        ):
            break
        # `Commission on Population movements (CMP)`: the acronym tells the body that other words only describe.
        bracket = re.match(r"(?:\s+[a-z]+){0,2}\s*\((?P<acronym>[A-Z]{2,8})\)", text[mention.end_char : span.end_char])
        known = bracket is not None and bracket.group("acronym") in scope.document.report.names.organizations
        if bracket is not None and known:
            found.append(scope.name(bracket.group("acronym"), "Organization"))
            last = mention.end_char + bracket.end()
            continue
        found.append(scope.name_of(mention))
        last = mention.end_char
    return found
