"""The forms of verbs, by their Penn Treebank tags."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""What the subject of a verb is to it."""

PRESENT = frozenset({"VBP", "VBZ"})
"""Tags of verbs in the present tense, and of helping verbs."""

FINITE = PRESENT | {"VBD", "MD"}
"""Tags of the verbs that a clause is told with; the parser gives `VBD` to some participles, too."""


def is_finite(token: Token) -> bool:
    """Whether a word is a finite verb or helping verb."""
    return token.tag_ in FINITE and token.pos_ in {"VERB", "AUX"}


def with_subject(verb: Token, heads: Collection[str] = ("VERB", "AUX")) -> Token:
    """The verb whose subject one shares that has none: `built` for `trained` in `X built wells and trained nurses`.

    Args:
        verb: with or without a subject.
        heads: parts of speech of the verbs that another may be joined to.
    """
    while verb.dep_ == "conj" and verb.head.pos_ in heads and not any(c.dep_ in SUBJECTS for c in verb.children):
        verb = verb.head
    return verb


def heads_clause(token: Token) -> bool:
    """Whether a word is the verb of a clause, as far as it is no part of a name."""
    if token.tag_ == "VBN":  # the past tense that the tagger takes for a participle: `40% of tenants mentioned debts`
        told = {c.dep_ for c in token.children}
        return "nsubj" in told and not told & {"aux", "auxpass"}
    return is_finite(token) and not (token.is_title and token.i > token.sent.start)
