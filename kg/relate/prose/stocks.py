"""Whether a number counts people who are somewhere, not people served."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.relate.prose.drafts import Sentence
from kg.relate.prose.parties import parties_of
from kg.relate.prose.phrases import Phrase
from kg.relate.spans import mentions_in


def is_stock(sentence: Sentence, phrase: Phrase, stock: set[str]) -> bool:
    """Whether the number counts people who are somewhere, not people served."""
    text = sentence.span.text
    if phrase.parent is not None or phrase.restates is not None:
        return False
    verb = governing_verb(phrase)
    if verb is None:
        return (
            bool(re.match(r"(?:■|•)?\s*[\d,.\s]+$", text[: phrase.number.end_char - sentence.span.start_char]))
            and bool(phrase.groups)
            and not sentence.block.block.lead
            and not mentions_in(sentence.span, "ActivityType")
            and len(text.split()) < 15
        )
    lemma = verb.lemma_.lower()
    if lemma not in stock:
        return False
    if lemma in {"register", "identify"} and (
        _by_agent(sentence, verb) or (sentence.block.block.lead and sentence.block.block.lead[-1].endswith(":"))
    ):
        return False
    if lemma in {
        "reach",
        "need",
        "affect",
        "receive",
        "take",
        "shelter",
        "accommodate",
        "include",
        "record",
        "represent",
    }:
        if lemma == "take" and not any(c.dep_ in {"prt", "prep"} and c.lower_ == "in" for c in verb.children):
            return False
        if lemma in {"receive", "take", "shelter", "accommodate"}:
            return (
                bool(phrase.groups)
                and (_is_object_or_passive(verb, phrase))
                and not any(m.start > verb.i for m in mentions_in(sentence.span, "ActivityType"))
            )
        return lemma in {"need", "affect", "record"} and _is_object_or_passive(verb, phrase)
    if lemma == "be":
        there = any(c.dep_ == "expl" for c in verb.children)
        counted = re.search(
            r"\b(?:number|total|figure|caseload|population)\b",
            text[: phrase.number.start_char - sentence.span.start_char],
            re.IGNORECASE,
        )
        return there or bool(counted) or (bool(phrase.groups) and bool(re.search(r"\b(?:in the|in|among)\b", text)))
    return True


def governing_verb(phrase: Phrase):  # type: ignore[no-untyped-def]
    token = phrase.head if phrase.head.i >= phrase.start else phrase.number.root
    # A participle right behind the noun tells more than the verb above: `8,146 people registered in 2023`.
    following = phrase.head.doc[phrase.end] if phrase.end < phrase.head.sent.end else None
    if following is not None and following.pos_ == "VERB" and following.tag_ in {"VBN", "VBD", "VBG"}:
        return following
    for _ in range(8):
        if token.head.i == token.i:
            return token if token.pos_ in {"VERB", "AUX"} else None
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def _is_object_or_passive(verb, phrase: Phrase) -> bool:  # type: ignore[no-untyped-def]
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return phrase.head.i < verb.i
    return bool(phrase.start > verb.i)


def _by_agent(sentence: Sentence, verb: Token) -> bool:
    """Whether a named body did it: behind `by`, or as the subject."""
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children) or (
        verb.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in verb.children)
    )
    parties = parties_of(sentence.scope, sentence.span, verb.i, passive)
    return bool(parties.actors)
