"""Subjects that the parser takes for the end of a list in the clause before.

`gave seeds to 40 families and 300 farmers got ploughs`: a noun right before a finite verb is its subject, whatever list
it seems to end.
"""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_AUXILIARIES = frozenset({"aux", "auxpass"})


def give_subjects(doc: Doc) -> Doc:
    """The document with such nouns as the subjects of the verbs behind them.

    Args:
        doc: tagged and parsed.
    """
    listed = doc.vocab.strings["conj"]
    for i in np.flatnonzero(doc.to_array("DEP") == listed).tolist():
        noun = doc[i]
        if noun.tag_ in _NOUNS and i + 1 < len(doc) and (verb := _verb_behind(doc[i + 1])) is not None:
            _give(noun, verb)
    return doc


def _verb_behind(token: Token) -> Token | None:
    """The verb of a clause joined to the one before, without a subject, whose first word is this one."""
    if token.tag_ not in _FINITE:
        return None
    verb = token.head if token.dep_ in _AUXILIARIES else token
    joined = verb.dep_ == "conj" and verb.head.i < token.i
    return verb if joined and not any(c.dep_ in _SUBJECTS for c in verb.children) else None


def _give(noun: Token, verb: Token) -> None:
    """Make a noun the subject of a verb if it ends a list of two in the clause that the verb is joined to."""
    first = noun.head
    joint = [c for c in first.children if c.dep_ == "cc" and first.i < c.i < noun.i]
    if len(joint) != 1 or first.dep_ in _SUBJECTS or verb.head not in first.ancestors:
        return
    if any(c.dep_ == "cc" for c in noun.children) or any(c.dep_ == "cc" and c.i < noun.i for c in verb.children):
        return
    joint[0].head = verb.head
    noun.head = verb
    noun.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"
