"""The words of a sentence that evoke a declared fact, and what denies it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.ontology import Evoking, FactRule

_NOMINAL = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX"})
_REACH = 5  # tokens behind a verb within which its particle stands: `took the farm over`
_DENYING = frozenset("not never no neither nor without nothing none nobody n't n’t".split())


@dataclass(frozen=True)
class Trigger:
    """A word that evokes a fact."""

    token: Token
    evoking: Evoking

    @property
    def nominal(self) -> bool:
        """Whether it is a noun."""
        return self.token.pos_ in _NOMINAL


def triggers_of(rule: FactRule, sentence: Span, named: Collection[int]) -> list[Trigger]:
    """The words that evoke a fact, in order; none that is denied, nor one of the tokens that are part of a name."""
    found = [Trigger(t, e) for t in sentence if t.i not in named for e in rule.evoked if _evokes(e, t)]
    return [t for t in found if not is_denied(t.token, rule)]


def _evokes(evoking: Evoking, token: Token) -> bool:
    verbal = token.pos_ in _VERBAL or token.tag_ in {"VBN", "VBG", "VBD"} or _is_participle(token)
    if verbal and any(_is_verb(entry, token) for entry in evoking.verbs):
        return True
    return token.pos_ in _NOMINAL and any(_is_noun(entry, token) for entry in evoking.nouns)


def _is_participle(token: Token) -> bool:
    return token.pos_ == "ADJ" and token.lower_.endswith(("ed", "en"))


def _is_verb(entry: str, token: Token) -> bool:
    """Whether a token is a verb of the patterns: `build`, or `come online` with its other words close behind."""
    first, *rest = entry.casefold().split()
    if token.lemma_.lower() != first and token.lower_ not in _forms(first, token):
        return False
    behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + _REACH]]
    return all(word in behind for word in rest)


def _forms(lemma: str, token: Token) -> frozenset[str]:
    """The forms of a participle that the tagger takes for an adjective and so leaves as it is."""
    if not _is_participle(token):
        return frozenset()
    return frozenset({lemma + "ed", lemma + "d", lemma[:-1] + "ied", lemma + lemma[-1:] + "ed"})


def _is_noun(entry: str, token: Token) -> bool:
    """Whether a token is a noun of the patterns: `order`, or the last word of `power purchase agreement`."""
    *before, last = entry.casefold().split()
    if token.lemma_.lower() != last and token.lower_ != last:
        return False
    start = token.i - len(before)
    return start >= 0 and [t.lower_ for t in token.doc[start : token.i]] == before


def is_denied(token: Token, rule: FactRule) -> bool:
    """Whether a sentence says that it did not happen."""
    return any(t.lower_ in _DENYING or t.lemma_.lower() in rule.unless for t in _around(token))


def _around(token: Token) -> Iterator[Token]:
    """What may deny a word: its own dependents, the verb above a noun, and the verbs above that it completes."""
    # `erupted without warning` is no denial, `without a decision` is.
    yield from (c for c in token.children if c.dep_ != "prep")
    yield from (c for aux in token.children if aux.dep_ in {"aux", "auxpass", "det"} for c in aux.children)
    arguments = (a for a in token.children if a.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"})
    yield from (c for a in arguments for c in a.children if c.dep_ == "det")
    at = token
    for _ in range(4):
        if at.dep_ not in {"xcomp", "ccomp", "dobj", "attr", "nsubjpass", "nsubj", "pobj", "pcomp", "prep"}:
            return
        at = at.head
        yield at
        yield from (c for c in at.children if c.dep_ in {"neg", "det"})
