"""Who tells or recorded what a sentence counts, and whom incidents harmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.document import text_of
from kg.model import Name, Passage
from kg.relate.prose.counting import phrases_of
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.parties import Parties, parties_of
from kg.relate.prose.phrases import PEOPLE, Phrase
from kg.relate.scope import Scope
from kg.relate.spans import mentions_in, sentences_of


def recorders(sentence: Sentence) -> list[Name]:
    """The organisations that recorded what a sentence counts; partners who did so for another alone."""
    scope, span = sentence.scope, sentence.span
    parties = recording_parties(sentence)
    if parties.partners and scope.pattern("incidents", "through").search(text_of(span)):
        return parties.partners
    verb = _recording_verb(sentence)
    names = [*parties.actors, *parties.partners]
    if verb is not None and not _is_passive(verb):
        subjects = [m for m in mentions_in(span, *scope.organizations) if m.end <= verb.i and _in_subject(m, verb)]
        led = {
            scope.name_of(m) for m in subjects if scope.pattern("partnerships", "led").match(text_of(m.doc), m.end_char)
        }
        names = [n for n in [*(scope.name_of(m) for m in subjects), *names] if n not in led]  # `the X-led cluster`
    if names:
        return list({name.text: name for name in names}.values())
    if named := scope.pattern("incidents", "recorder").search(text_of(span)):
        return [scope.name(named.group("name"), "Organization")]
    return []


def recorded_by(sentence: Sentence) -> list[Name]:
    """The organisations that recorded it, where the sentence says that somebody did."""
    return recorders(sentence) if _recording_verb(sentence) is not None else []


def recording_parties(sentence: Sentence) -> Parties:
    """Who recorded what a sentence counts, and for or with whom."""
    verb = _recording_verb(sentence)
    if verb is None or _is_passive(verb):
        return parties_of(sentence.scope, sentence.span, None, True)
    return parties_of(sentence.scope, sentence.span, verb.i, False)


def _recording_verb(sentence: Sentence) -> Token | None:
    recorded = sentence.scope.pattern("incidents", "recorded")
    return next((t for t in sentence.span if t.pos_ == "VERB" and recorded.match(t.lower_)), None)


def _is_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in verb.children)


def _in_subject(mention: Span, verb: Token) -> bool:
    """Whether a name is the subject of a verb, or is what the subject is of: `monitors of X and Y recorded`."""
    token = mention.root
    while token.head.i not in {verb.i, token.i}:
        token = token.head
    return token.head.i == verb.i and token.dep_ == "nsubj"


def source_of(sentence: Sentence, number: Span, other: Span | None = None) -> Name | None:
    """Who tells a number of a sentence: `According to IOM, …`, `IOM estimates that …`, `… (IOM, 4 May 2021)`.

    `other` is a sentence before it, if that is to tell.
    """
    scope, span = sentence.scope, other or sentence.span
    text, origin = text_of(span), span.start_char
    organizations = mentions_in(span, *scope.organizations, "Programme")
    for said in scope.pattern("populations", "source").finditer(text):
        for mention in organizations:
            if abs(mention.start_char - origin - said.end()) <= _SLACK:
                return scope.name_of(mention)
        if unknown := scope.pattern("populations", "source_name").match(text, said.end()):
            return scope.name(unknown.group("name"), "Organization")
    quotes = list(scope.pattern("populations", "quoted").finditer(text))
    behind = [q for q in quotes if q.start() > number.end_char - origin]
    for quote in [*behind, *quotes]:  # the one behind the number is its own
        for mention in organizations:
            if mention.start_char - origin == quote.start("name"):
                return scope.name_of(mention)
        if scope.pattern("populations", "acronym").fullmatch(quote.group("name")):
            return scope.name(quote.group("name"), "Organization")
    if (telling := _telling(scope, span, organizations)) is not None:
        return telling
    for mention in organizations:  # `300 people are displaced (IOM).`
        before, after = text[: mention.start_char - origin], text[mention.end_char - origin :]
        if re.search(r"(?:\d|\s[a-z]+)\s*\($", before) and re.fullmatch(r"\)\s*\.?\s*", after):
            return scope.name_of(mention)
    return None


_SLACK = 4  # characters between the words that tell of a source and its name


def _telling(scope: Scope, span: Span, organizations: Sequence[Span]) -> Name | None:
    """Who tells it as the subject of a clause: `As of May, IOM tracked …`, `…, IOM said`, `…, says IOM`."""
    text, told = text_of(span.doc), [scope.pattern("populations", key) for key in ("reports", "reported_by", "told_by")]
    for mention in organizations:
        before, behind = text[span.start_char : mention.start_char], text[mention.end_char : span.end_char]
        opens = re.fullmatch(r"(?:[^.;]*,\s+)?(?:the\s+)?", before, re.IGNORECASE)
        if opens and (told[0].match(behind) or (before and told[1].match(behind))):
            return scope.name_of(mention)
        if told[2].search(before) and not behind.strip(" ."):
            return scope.name_of(mention)
    return None


@dataclass(frozen=True)
class Harmed:
    """Numbers of people by sex whom incidents harmed, and the further words that say so."""

    phrases: Sequence[Phrase] = ()
    evidence: Sequence[Passage] = ()


def harmed_by_sex(sentence: Sentence) -> Harmed:
    """The people by sex whom the incidents of a sentence harmed, told in a clause behind or in the next sentence."""
    scope, span = sentence.scope, sentence.span
    own = _by_sex(sentence.phrases)
    if own:
        before = text_of(span.doc)[span.start_char : own[0].number.start_char]
        return Harmed(own) if scope.pattern("incidents", "harming").search(before) else Harmed()
    following = next((s for s in sentences_of(sentence.block.doc) if s.start >= span.end), None)
    if following is None or not scope.pattern("incidents", "victims").match(following.text):
        return Harmed()
    next_ones = _by_sex(phrases_of(following, sentence.classes, sentence.phrases))
    return Harmed(next_ones, [scope.sentence(sentence.block, following)] if next_ones else [])


def _by_sex(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The numbers by sex that break down no other number; none where people of one sex are counted twice."""
    found = [p for p in phrases if p.kind == PEOPLE and p.sex and (p.parent is None or p.parent.sex)]
    return found if len({p.sex for p in found}) == len(found) else []
