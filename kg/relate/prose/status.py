"""Whether an activity is yet to come or going on."""

from __future__ import annotations

import re
from collections.abc import Collection

from spacy.tokens import Span, Token

from kg.model import Term
from kg.relate.prose.lexicon import Classes
from kg.relate.scope import Scope
from kg.relate.verbs import SUBJECTS

# `Of the 31 clinics foreseen, 7 were opened`: what is said of all is not said of these.
_OF_ALL = re.compile(r"\W*(?:out\s+)?(?:of|among)\s+(?:the|an?|all)\s[^,;.]*\d[^;.]{,60}?,(?!\d)", re.IGNORECASE)
_HELPING = frozenset({"aux", "auxpass", "neg"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp"})
_VERBS = frozenset({"VERB", "AUX"})


def status_of(
    scope: Scope,
    sentence: Span,
    classes: Classes,
    verb: Token | None,
    clause: tuple[int, int],
    others: Collection[Token],
) -> Term | None:
    """Yet to come or going on; None for done.

    Args:
        scope: of the report.
        sentence: that tells the activity.
        classes: words of activities.
        verb: the one that carries tense and voice.
        clause: first token of the activity's own words, and the one behind them.
        others: the verbs of the sentence's other activities, whose words tell nothing of this one.
    """
    begin, end = max(sentence.start, clause[0]), min(sentence.end, clause[1])
    at = verb.i if verb is not None else begin
    limit = min([end, *(first for o in others if (first := _first_word(o)) > max(at, begin))])
    limit = min([limit, *(first for first in _told_besides(sentence, verb) if begin < first)])
    words = sentence.doc[begin:limit].text
    if begin == sentence.start and (of_all := _OF_ALL.match(words)) is not None:
        words = words[of_all.end() :]
    if verb is not None and not (verb.dep_ == "pcomp" and verb.tag_ == "VBN"):  # not `after being trained`
        words = f"{_group(verb)} ; {words}"
    coming, going_on = classes.pattern("prospective").search(words), classes.pattern("progressive").search(words)
    if coming and not (going_on and going_on.start() < coming.start()):
        return scope.in_role("Status", "prospective")
    return scope.in_role("Status", "progressive") if going_on else None


def _told_besides(sentence: Span, verb: Token | None) -> list[int]:
    """Where clauses begin that tell more of what was done: `opened a site, in which 90 people are living`."""
    if verb is None:
        return []
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i > verb.i]
    found = [_first_word(c) for c in joined if any(g.dep_ == "aux" for g in c.children)]
    inner = (t for t in sentence.doc[verb.i + 1 : sentence.end] if t.dep_ == "relcl" and t.head.i > verb.i)
    return [*found, *(t.left_edge.i for t in inner)]


def _group(verb: Token) -> str:
    """A verb with its auxiliaries and the verbs that it completes, or shares them with.

    `plans to build`, `will repair` of `will build one well and repair two`.
    """
    words = verb.doc[_first_word(verb) : verb.i + 1].text
    head = verb.head
    alone = not any(c.dep_ in _HELPING | SUBJECTS and c.lower_ != "to" for c in verb.children)
    # A base form without a subject behind another is often taken for a present.
    alike = verb.tag_ in {"VB", head.tag_} or (verb.tag_ == "VBP" and head.tag_ == "VB")
    if verb.dep_ == "conj" and head.pos_ in _VERBS and ((alone and alike) or _shares_passive(verb)):
        if verb.tag_ == "VB" != head.tag_:  # `plans to train nurses and equip two posts`, which is joined to `train`
            infinitives = (c for c in head.children if c.dep_ == "xcomp" and c.tag_ == "VB" and head.i < c.i < verb.i)
            head = next(infinitives, head)
        return f"{_group(head)} {words}" if head.i < verb.i else words
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and head.pos_ in _VERBS and head.i < verb.i and alone:
        return f"{_group(head)} {words}"  # `will give loans, creating 40 jobs`
    return words


def _shares_passive(verb: Token) -> bool:
    """Whether a participle with its own subject has the auxiliaries of the verb before: `will be dug and pumps put`."""
    head = verb.head
    passive = head.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in head.children)
    own = any(c.dep_ in _HELPING or c.dep_ in {"dobj", "obj"} for c in verb.children)
    return passive and verb.tag_ in {"VBN", "VBD"} and verb.text == verb.text.lower() and not own


def _first_word(verb: Token) -> int:
    """The first token of a verb with its auxiliaries and the verbs that it completes."""
    first = min([verb.i, *(c.i for c in verb.children if c.dep_ in _HELPING)])
    above = verb.head
    completes = verb.dep_ in _COMPLEMENTS and above.pos_ in _VERBS and above.i < verb.i
    own_subject = any(c.dep_ in SUBJECTS for c in verb.children)
    return min(first, _first_word(above)) if completes and not own_subject else first
