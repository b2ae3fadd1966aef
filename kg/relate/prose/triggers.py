"""Words that name an event: verbs and nouns of the classes, and labels of activities."""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.relate.prose.lexicon import Classes, Frame
from kg.relate.spans import mentions_in

# Verbs that mean what their class says only with these words.
_PARTICLES = {
    "set": {"up"},
    "put": {"place", "up"},
    "carry": {"out"},
    "take": {"place", "part"},
    "hand": {"over", "out"},
    "make": {"available", "aware"},
    "roll": {"out"},
    "do": set[str](),
    "bring": {"together", "under"},
    "go": {"air"},
    "sit": {"with", "down"},
}
# Verbs that only say that another verb's event goes on.
_ASPECT = frozenset({"continue", "begin", "start", "target", "plan", "expect"})
# What is met when nobody is.
WANTS = frozenset(
    "need target objective requirement standard demand criterion goal condition challenge cost expense deadline".split()
)


def triggers_of(sentence: Span, classes: Classes) -> list[tuple[Token, Frame]]:
    found: list[tuple[Token, Frame]] = []
    labelled = {m.root.i: m for m in mentions_in(sentence, "ActivityType")}
    within = {i: m for m in mentions_in(sentence, "ActivityType") for i in range(m.start, m.end)}
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.i in within and (
            token.pos_ in {"NOUN", "PROPN"} or (token.tag_ == "VBG" and len(within[token.i]) > 1)
        ):
            # The label says more than its head noun: `cash transfers` are no transport.
            if token.i in labelled and _heads_phrase(token):
                mention = labelled[token.i]
                code = classes.scope.ontology.terms[mention.kb_id_].notation or ""
                own = classes.nouns.get(lemma)
                if own is not None and len(mention) == 1:
                    found.append((token, own))
                else:
                    found.append((token, Frame("affect", code, mention.text)))
            continue
        if token.pos_ in {"VERB", "AUX"} and lemma in classes.verbs:
            if lemma in _PARTICLES and not _has_particle(token, _PARTICLES[lemma]):
                continue
            if lemma in _ASPECT and any(c.dep_ == "xcomp" for c in token.children):
                continue
            if lemma == "benefit" and any(c.dep_ == "dobj" for c in token.children):
                # `a well benefiting 300 people`: its object is reached.
                found.append((token, classes.verbs.get("reach", classes.verbs[lemma])))
                continue
            if lemma == "meet" and not any(
                c.dep_ in {"dobj", "obj", "nsubjpass"} and c.lemma_.lower() in WANTS for c in token.children
            ):
                found.append((token, Frame("meet", "coordination", "meeting")))
                continue
            if lemma == "make" and _has_particle(token, {"aware"}):
                found.append((token, classes.verbs.get("sensitize", classes.verbs[lemma])))
                continue
            found.append((token, classes.verbs[lemma]))
        elif token.pos_ in {"NOUN", "PROPN"} and lemma in classes.nouns and _heads_phrase(token):
            found.append((token, classes.nouns[lemma]))
        elif (
            token.pos_ == "ADJ"
            and token.tag_ == "JJ"
            and token.lower_.endswith("ed")
            and token.lower_[:-2] in classes.verbs
            and token.i > sentence.start
        ):
            found.append((token, classes.verbs[token.lower_[:-2]]))
    return found


def _has_particle(token: Token, particles: set[str]) -> bool:
    window = token.doc[token.i + 1 : token.i + 4]
    return any(t.lower_ in particles for t in window) or (
        token.i + 2 < len(token.doc)
        and token.doc[token.i + 1].text == "-"
        and token.doc[token.i + 2].lower_ in particles
    )


def _heads_phrase(token: Token) -> bool:
    """A noun is an event when it is no mere modifier of the next noun (`training centre`)."""
    return token.dep_ != "compound" and not (
        token.i + 1 < len(token.doc)
        and token.doc[token.i + 1].pos_ in {"NOUN", "PROPN"}
        and token.doc[token.i + 1].head.i >= token.i + 1
        and token.head.i > token.i
        and token.dep_ in {"amod", "nmod"}
    )


def verb_of(token: Token) -> Token | None:
    """The verb that a trigger hangs on: itself, or the one whose subject or object it is."""
    if token.pos_ in {"VERB", "AUX"}:
        return token
    at = token
    for _ in range(6):
        if at.dep_ in {"nsubj", "nsubjpass", "dobj", "obj", "attr", "pobj", "conj", "prep", "appos"}:
            at = at.head
            if at.pos_ in {"VERB", "AUX"}:
                return at
        else:
            break
    return None


def is_passive(token: Token) -> bool:
    """Whether a verb is passive or a participle that stands for one."""
    if token.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children):
        return True
    if token.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children):
        return True
    return token.pos_ == "ADJ"
