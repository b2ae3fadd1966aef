"""The measurement of a share: what is measured, of whom and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from spacy.tokens import Span, Token

from kg.document import Quantity, text_of
from kg.model import Claim, Period
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.measurements import in_bracket, measurement, places_near, role_beside, year_near
from kg.relate.prose.nouns import noun_phrase
from kg.relate.prose.share_clauses import Share
from kg.relate.spans import dates_in, mentions_in
from kg.relate.verbs import heads_clause

_COMING = frozenset({"come", "originate", "hail"})
_PLACES = 3  # places of one value, at most
# Verbs that may be yet to come, the preposition between two of them, and how they hang on each other.
_YET_TO_COME = frozenset({"VB", "VBG", "IN"})
_WITHIN = frozenset({"xcomp", "conj", "pcomp", "prep"})
_MODALS = frozenset({"will", "would", "should"})
_IN_YEAR = re.compile(r"\s+in\s+(?:19|20)\d\d.*$")


def claim_of(
    sentence: Sentence, share: Share, number: Span, quantity: Quantity, limit: int, within: int | None = None
) -> Iterator[Claim]:
    """The measurement of a share, whose own words end before the token `limit`, its clause before `within`."""
    label = indicator_of(sentence, share, within)
    if label is None:
        return
    groups = [m for m in mentions_in(sentence.span, "PopulationGroup") if m.start in share.words]
    measure = role_beside(sentence, number) or ("aimed" if _is_aim(sentence, share) else "stated")
    if sentence.scope.pattern("measures", "base_end").search(label):
        label, measure = sentence.scope.pattern("measures", "base_end").sub("", label), "former"
    target = measure == "aimed" and not _is_aim(sentence, share)
    date = _of_target(sentence, number, limit) if target else year_near(sentence, number.start_char)
    for told, value in [(measure, quantity), *in_bracket(sentence, number)]:
        yield measurement(
            sentence,
            label,
            told,
            value,
            groups[0].kb_id_ if groups else None,
            date or sentence.scope.year_line(sentence.block),
            0.6,
            places_near(sentence, number.end, limit)[:_PLACES],
        )


def _of_target(sentence: Sentence, number: Span, limit: int) -> Period | None:
    """When a target is to be met: its own date, else that of the value which is held against it."""
    dates = [(s, d.period) for s, d in dates_in(sentence.span)]
    own = [period for s, period in dates if number.end <= s.start < limit]
    return next(iter([*own, *(period for _, period in dates)]), None)


def _is_aim(sentence: Sentence, share: Share) -> bool:
    """Whether it is only to come about."""
    aims = sentence.scope.words("measures", "aims")
    verb = share.verb
    if verb.lower_ == "will" or not share.done:
        return verb.lower_ == "will" or _is_to_be_ensured(verb, aims)
    return (
        verb.lemma_.lower() in aims
        or any(
            t.lower_ in _MODALS or t.lemma_.lower() in aims
            for t in [*verb.children, verb.head, *verb.head.children]
            if t.i < verb.i
        )
        or _is_to_be_ensured(verb, aims)
    )


def _is_to_be_ensured(verb: Token, aims: Collection[str]) -> bool:
    """Whether a verb that is yet to come leads to the clause of another.

    `plans to ensure that 40% …`, `will work on ensuring that 40% …`
    """
    above = verb.head
    while verb.dep_ == "ccomp" and above.tag_ in _YET_TO_COME and above.i < verb.i:
        if any(t.lower_ in _MODALS for t in above.children if t.i < above.i) or above.head.lemma_.lower() in aims:
            return above.head.i <= above.i
        if above.dep_ not in _WITHIN or above.head.i >= above.i:
            return False
        above = above.head
    return False


def indicator_of(sentence: Sentence, share: Share, within: int | None = None) -> str | None:
    """The indicator; None where the share only tells whom a count is made of, or what might be.

    `within` is the token before which the clause ends, if the sentence goes on.
    """
    scope, verb = sentence.scope, share.verb
    if share.done:
        return _deed(sentence, share)
    origin = sentence.span.start_char
    close = sentence.span.doc[within].idx - origin if within is not None else None
    behind = text_of(sentence.span)[verb.idx + len(verb) - origin : close]
    if share.gap is not None:  # the words up to the first preposition, and those that stand in its place
        doc = sentence.span.doc
        own = verb.i + 1
        if doc[share.gap].pos_ == "ADP":
            own = next(t.i for t in doc[verb.i + 1 : share.gap] if t.pos_ == "ADP")
        behind = f" {doc[verb.i + 1 : own].text} {doc[share.gap : sentence.span.end].text}"
    behind = re.sub(r"^n['’]t\b", " not", _IN_YEAR.sub("", behind))
    rest = re.split(r"[.;()]", behind, maxsplit=1)[0]
    # The next number and the consequence have clauses of their own.
    rest = scope.pattern("measures", "next_clause").split(rest, maxsplit=1)[0].strip()
    # What a count is made of, or where those of it are from.
    made_of = (verb.lemma_ in _COMING and rest.startswith("from ")) or (
        verb.lemma_ == "be" and scope.pattern("measures", "composition").match(rest) is not None
    )
    if made_of or verb.lemma_ in scope.words("measures", "composing") or (verb.tag_ == "MD" and verb.lower_ != "will"):
        return None
    if "%" in rest or scope.pattern("measures", "broken_off").search(f"{verb.text} {rest}"):
        return None  # the clause is not all there
    if verb.lemma_ == "be":
        return None if _made_of(verb) else f"{share.who} {rest}"
    adverb = verb.nbor(-1).pos_ == "ADV"
    if (
        adverb
        and verb.tag_ == "VBD"
        and verb.lower_.endswith("ed")
        and scope.pattern("measures", "undergoing").match(rest)
    ):
        return f"{share.who} {verb.text}"  # `80% of the pupils vaccinated`: the tagger takes it for what they did
    if not rest and scope.pattern("measures", "only_asked").match(verb.lower_):
        return None
    if not heads_clause(verb):
        return f"{share.who} {verb.text} {rest}".strip()
    label = f"{share.who} {'who' if share.people else 'that'} {verb.text} {rest}".strip()
    told = scope.pattern("measures", "told").match(f"{verb.text} {rest}")
    return _answered(share.who, label, f"{verb.text} {rest}"[told.end() :].strip()) if told else label


def _made_of(verb: Token) -> bool:
    """Whether `be` tells what a count is made of: `58% were teachers`."""
    first = next((t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.pos_ not in {"ADV", "PART", "DET"}), None)
    bare = first is not None and first.pos_ in {"NOUN", "PROPN"}
    if first is not None and first.head.dep_ == "acomp" and first.head.i > first.i:
        bare = False  # `are food insecure`, whose adjective the tagger may take for a noun
    return bare or any(c.dep_ == "attr" and c.pos_ in {"NOUN", "PROPN"} for c in verb.children)


def _deed(sentence: Sentence, share: Share) -> str:
    """What was done to those who are its object: `children vaccinated`, `homes affected by floods`, `cover pupils`."""
    verb, who = share.verb, share.who
    if verb.pos_ == "NOUN":
        return f"{verb.lower_} of {who}"
    if verb.lower_.endswith("ed"):
        return f"{who} {verb.lower_}"
    cause = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"}), None)
    lemma = verb.lemma_.lower()
    if cause is None or lemma not in sentence.scope.words("measures", "undergone"):
        return f"{lemma} {who}"
    return f"{who} {lemma.removesuffix('e')}ed by {noun_phrase(cause)}"


def _answered(who: str, label: str, rest: str) -> str:
    """The indicator of an answer: `tenants eating less` of `tenants say they are eating less`."""
    if own := re.match(r"(?:that\s+)?(?:either\s+)?they(?:\s+or\s+.{3,60}?(?=\s(?:are|were|have|had)\b))?\s+", rest):
        be = re.match(r"(?:are|were)\s+(?=(?:not\s+)?[a-z]+ing\b)", rest[own.end() :])
        return f"{who} {rest[own.end() + be.end() :]}" if be else f"{who} who {rest[own.end() :]}"
    return f"{who} {rest}" if re.match(r"(?:[a-z]+ly\s+)?(?:not\s+)?[a-z]+ing\b", rest) else label
