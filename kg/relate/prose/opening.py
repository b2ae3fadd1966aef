"""Verbs without a subject at the head of a sentence or an item: `Trained 30 teachers in …`, `Kenya: Providing kits`."""

from __future__ import annotations

from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "auxpass", "aux"})
_BELOW = frozenset({"csubj", "csubjpass", "advcl", "prep", "pcomp", "compound"})  # `Building wells remains hard`
_OBJECTS = frozenset({"dobj", "obj", "npadvmod"})  # the parser takes `30 nurses` behind `Trained` for an adverb
_ENDS = frozenset({":", ";", "o"})  # `o` stands for a bullet


def opens(token: Token) -> bool:
    """Whether a verb without a subject begins a sentence or what stands behind a colon, with an object behind it.

    The tagger takes some for adjectives, and the parser the word before the colon for the subject.
    """
    if not token.is_title or not _is_participle(token) or token.dep_ in _BELOW:
        return False
    i = token.i - 1
    while i >= token.sent.start and not token.doc[i].is_alpha and token.doc[i].text not in _ENDS:
        i -= 1
    if i >= token.sent.start and token.doc[i].text not in _ENDS:
        return False
    if any(c.dep_ in _SUBJECTS and c.i > i for c in token.children):
        return False
    if token.tag_ == "VBG" and i < token.sent.start:
        return False  # a list of aims as well as one of deeds
    if token.dep_ == "amod":
        return token.head.i > token.i and token.head.dep_ in {"ROOT", "dobj"}
    return any(c.dep_ in _OBJECTS and c.i > token.i for c in token.children)


def _is_participle(token: Token) -> bool:
    return token.tag_ in {"VBG", "VBN", "VBD"} or (token.tag_ == "JJ" and token.lower_.endswith("ed"))


def goes_on_opening(token: Token) -> bool:
    """Whether a verb opens, or goes on a list of verbs of which the first does: `Trained nurses and built a ward`."""
    at = token
    while at.dep_ == "conj" and at.head.pos_ in {"VERB", "ADJ"} and not any(c.dep_ in _SUBJECTS for c in at.children):
        at = at.head
    return opens(at) and (at is token or any(c.dep_ in {"dobj", "obj"} for c in token.children))
