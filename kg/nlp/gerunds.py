"""Gerunds that a sentence opens with and that are nouns: `Training on hygiene was held`, `Handing over of two tents`.

The tagger takes the first word of a sentence for a verb where a noun and a gerund look alike; the parser knows better.
"""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj", "ccomp", "xcomp", "nsubj", "aux", "auxpass"})


def tag_nouns(doc: Doc) -> Doc:
    """The document with such gerunds tagged as nouns.

    Args:
        doc: tagged and parsed; lemmas and parts of speech follow from the tags later.
    """
    gerund = doc.vocab.strings["VBG"]
    for i in np.flatnonzero(doc.to_array("TAG") == gerund).tolist():
        token = doc[i]
        if token.is_sent_start and token.is_title and _is_noun(token):
            token.tag_ = "NN"
    return doc


def _is_noun(gerund: Token) -> bool:
    """Whether a gerund has what it is of behind `of`, or is a subject with no object of its own."""
    at = gerund.i + 1
    if at < len(gerund.doc) and gerund.doc[at].dep_ == "prt":
        at += 1
    behind = gerund.doc[at] if at < len(gerund.doc) else gerund
    if behind.dep_ != "prep" or behind.head.i != gerund.i or any(c.dep_ in _OBJECTS for c in gerund.children):
        return False
    return behind.lower_ == "of" or gerund.dep_ in _SUBJECTS
