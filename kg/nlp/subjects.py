"""Subjects that the parser takes for something else.

`gave seeds to 40 families and 300 farmers got ploughs`: a noun right before a finite verb is its subject, whatever list
it seems to end. `UNICEF distributed relief items.`: a sentence without another verb is no noun with words before it.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.nlp.parsed import words_with

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_PARTICIPLES = frozenset({"VBN", "VBD", "JJ"})
_BEFORE_NOUN = frozenset({"nmod", "compound", "amod", "poss", "nsubj"})
_IN_NAMES = frozenset({"the", "of", "for", "and", "de", "du"})
_NAME = 6  # tokens of a name, at most


def give_subjects(doc: Doc) -> Doc:
    """The document with such nouns as the subjects of the verbs behind them.

    Args:
        doc: tagged and parsed.
    """
    for noun in words_with(doc, "DEP", "conj"):
        if noun.tag_ in _NOUNS and noun.i + 1 < len(doc) and (verb := _verb_behind(noun.nbor())) is not None:
            _give(noun, verb)
    return doc


def give_verbs(doc: Doc) -> Doc:
    """The document with the participle behind the name that opens a sentence as its verb, where it has no other.

    Args:
        doc: tagged and parsed.
    """
    for verb in words_with(doc, "DEP", "amod"):
        i = verb.i
        if i and verb.tag_ in _PARTICIPLES and verb.lower_.endswith("ed") and doc[i - 1].text[0].isupper():
            noun = verb.head
            if noun.dep_ == "ROOT" and noun.i > i and noun.tag_ in _NOUNS and _is_name(doc, noun, i):
                _take_verb(doc, noun, verb)
    return doc


def _is_name(doc: Doc, noun: Token, end: int) -> bool:
    """Whether only a name stands in the sentence of a noun before a token, and no finite verb in all of it."""
    sent = noun.sent
    opening = doc[sent.start : end]
    if not 0 < len(opening) <= _NAME or sent[-1].text != "." or any(t.tag_ in _FINITE for t in sent):
        return False
    capitals = all(t.text[0].isupper() or t.lower_ in _IN_NAMES for t in opening)
    return capitals and opening[-1].head == noun and opening[-1].dep_ in _BEFORE_NOUN


def _take_verb(doc: Doc, noun: Token, verb: Token) -> None:
    """Make a participle the verb of a sentence, the name before it its subject and the noun its object."""
    name, end = doc[verb.i - 1], noun.sent[-1]
    before = [t for t in doc[noun.sent.start : name.i] if t.head == noun]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    noun.head, noun.dep_ = verb, "dobj"
    name.head, name.dep_ = verb, "nsubj"
    for token in before:
        token.head = name
    if end.head == noun:
        end.head = verb


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
