"""Whether a number counts people who are somewhere, not people served."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.relate.prose.drafts import Sentence
from kg.relate.prose.parties import parties_of
from kg.relate.prose.phrases import Phrase
from kg.relate.spans import mentions_in


def is_stock(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the number counts people who are somewhere, not people served."""
    if phrase.parent is not None or phrase.restates is not None:
        return False
    verb = governing_verb(phrase)
    if verb is None:
        return _is_line(sentence, phrase)
    scope, lemma = sentence.scope, verb.lemma_.lower()
    if lemma not in scope.words("populations", "stock_verbs"):
        return False
    if lemma in scope.words("populations", "agent_verbs"):
        lead = sentence.block.block.lead
        return not (_by_agent(sentence, verb) or (lead and lead[-1].endswith(":")))
    if lemma in scope.words("populations", "hosting_verbs"):
        return (
            (lemma != "take" or any(c.dep_ in {"prt", "prep"} and c.lower_ == "in" for c in verb.children))
            and bool(phrase.groups)
            and _is_object_or_passive(verb, phrase)
            and not any(m.start > verb.i for m in mentions_in(sentence.span, "ActivityType"))
        )
    if lemma in scope.words("populations", "object_verbs"):
        return _is_object_or_passive(verb, phrase)
    return _exist(sentence, phrase, verb) if lemma == "be" else True


def _is_line(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a sentence without a verb is a line of a number and a group."""
    text = sentence.span.text
    return (
        bool(re.match(r"(?:■|•)?\s*[\d,.\s]+$", text[: phrase.number.end_char - sentence.span.start_char]))
        and bool(phrase.groups)
        and not sentence.block.block.lead
        and not mentions_in(sentence.span, "ActivityType")
        and len(text.split()) < 15
    )


def _exist(sentence: Sentence, phrase: Phrase, verb: Token) -> bool:
    """Whether `be` says that people are there: `there are 300`, `the number of refugees is 300`."""
    text = sentence.span.text
    if any(c.dep_ == "expl" for c in verb.children):
        return True
    before = text[: phrase.number.start_char - sentence.span.start_char]
    if sentence.scope.pattern("populations", "total_nouns").search(before):
        return True
    return bool(phrase.groups) and bool(re.search(r"\b(?:in the|in|among)\b", text))


def governing_verb(phrase: Phrase) -> Token | None:
    """The verb that says what the people of a phrase do or undergo."""
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


def _is_object_or_passive(verb: Token, phrase: Phrase) -> bool:
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return phrase.head.i < verb.i
    return phrase.start > verb.i


def _by_agent(sentence: Sentence, verb: Token) -> bool:
    """Whether a named body did it: behind `by`, or as the subject."""
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children) or (
        verb.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in verb.children)
    )
    parties = parties_of(sentence.scope, sentence.span, verb.i, passive)
    return bool(parties.actors)
