"""Gerunds that are nouns: `Training on hygiene was held`, `Handing over of two tents`, `In A, screening at B was held`.

The tagger takes the first word of a sentence for a verb where a noun and a gerund look alike; the parser knows better.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.nlp.parsed import words_with

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_NOMINAL = frozenset({"nsubjpass"})  # what the parser takes for one is a noun: `screening at the border was held`
_PRESENT = frozenset({"VB", "VBP", "VBZ"})
_NAMING = frozenset({"nsubj", "compound", "amod", "nmod"})
_OBJECTS = frozenset({"dobj", "obj", "ccomp", "xcomp", "nsubj", "aux", "auxpass"})


def tag_nouns(doc: Doc) -> Doc:
    """The document with such gerunds tagged as nouns.

    Args:
        doc: tagged and parsed; lemmas and parts of speech follow from the tags later.
    """
    for token in words_with(doc, "TAG", "VBG"):
        opens = token.is_sent_start and token.is_title
        if (opens or token.dep_ in _NOMINAL) and _is_noun(token):
            token.tag_ = "NN"
    for token in words_with(doc, "DEP", "nsubj", "nsubjpass"):
        if token.i > 0 and token.tag_ in _PRESENT:
            _make_noun(token)
    return doc


def _make_noun(token: Token) -> None:
    """Tag the subject of a verb as a noun, which the noun right before it describes: `Repair works in A have begun`."""
    before = token.nbor(-1)
    if before.head != token or before.dep_ not in _NAMING or token.head.i < token.i:
        return
    token.tag_ = "NNS" if token.lower_.endswith("s") else "NN"
    before.dep_ = "compound"


def _is_noun(gerund: Token) -> bool:
    """Whether a gerund has what it is of behind `of`, or is a subject with no object of its own."""
    at = gerund.i + 1
    if at < len(gerund.doc) and gerund.doc[at].dep_ == "prt":
        at += 1
    behind = gerund.doc[at] if at < len(gerund.doc) else gerund
    if behind.dep_ != "prep" or behind.head.i != gerund.i or any(c.dep_ in _OBJECTS for c in gerund.children):
        return False
    return behind.lower_ == "of" or gerund.dep_ in _SUBJECTS
