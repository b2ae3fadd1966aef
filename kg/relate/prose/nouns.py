"""Nouns: their singular, and the phrase they head."""

from __future__ import annotations

import re
from collections.abc import Collection

from spacy.tokens import Span, Token

from kg.relate.prose.opening import opens

_ACRONYM = re.compile(r"\s*\([A-Z][^\s()]*\)(?=\s)")  # within a phrase


def noun_phrase(head: Token) -> str:
    """A noun with what stands before it, without article, possessor and number."""
    doc, begin = head.doc, head.i
    while begin > head.sent.start:
        before = doc[begin - 1]
        if begin - 1 == head.sent.start and opens(before):
            break
        if before.tag_ == "VBG" and any(t.lemma_ == "be" for t in doc[max(begin - 4, head.sent.start) : begin - 1]):
            break  # `is still holding clinics`: the verb, whatever the parser makes of it
        if (
            before.text in "-–"
            and not before.whitespace_
            and begin - 2 >= head.sent.start
            and not doc[begin - 2].whitespace_
        ):
            begin -= 2  # `in-kind`, `one-month`: a word with hyphens is one, whatever its parts are
            continue
        if (noun := _with_acronym(before)) is not None and first_of_list(noun).head.i >= begin:
            begin = min(begin - 3, first_of_list(noun).i)  # `psychosocial support (PSS) activities`
            continue
        if before.tag_ == "RP" and begin - 3 >= head.sent.start and _is_joined(doc[begin - 3 : begin]):
            begin -= 3  # `start-up kits`
            continue
        if before.dep_ == "cc" and _joins_modifiers(before, head):
            begin = before.head.i  # `seed and fertilizer packages`
            continue
        if (
            before.dep_ in {"det", "poss", "case", "nummod", "predet", "prep", "punct", "cc"}
            and before.text not in "-–/"
        ) or before.pos_ in {"DET", "PRON", "ADP", "NUM", "AUX", "CCONJ", "SCONJ"}:
            break
        counted = any(c.dep_ == "nummod" for c in before.children)
        if counted and (before.dep_ in {"nmod", "dative"} or before.tag_ == "NNS"):
            break  # `gave 300 families cash-based transfers`
        if (
            before.text in "-–/"
            or before.pos_ in {"ADJ", "NOUN", "PROPN"}
            or (before.tag_ in {"VBN", "VBG"} and before.head.i >= begin)
            or is_mistaken(before)
        ):
            begin -= 1
            continue
        break
    end = head.i + 1
    while end + 1 < head.sent.end and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        end += 2  # `cash-for-work`: its first part heads it for the parser
    text = re.sub(r"\s+", " ", _ACRONYM.sub("", doc[begin:end].text)).strip(" ,;:-")
    return re.sub(r"^(?:same|such|other|own|new|several|various|different|following)\s+(?=\w)", "", text)


def _with_acronym(closing: Token) -> Token | None:
    """The noun whose acronym a bracket closes; None where it does not."""
    if closing.text != ")" or closing.i - 3 < closing.sent.start:
        return None
    acronym, noun = closing.nbor(-1), closing.nbor(-3)
    return noun if acronym.dep_ == "appos" and acronym.head == noun and closing.nbor(-2).text == "(" else None


def totalling(noun: Token, totals: Collection[str]) -> Token:
    """The noun that only says how many another one counts: `total` for `a total of 25 dialogues`, else the noun."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return above if above.lower_ in totals else noun


def first_of_list(noun: Token) -> Token:
    """The first of the nouns that a noun is listed with."""
    while noun.dep_ == "conj":
        noun = noun.head
    return noun


def _is_joined(words: Span) -> bool:
    """Whether three tokens are one word with a hyphen."""
    return words[1].text in {"-", "–"} and not (words[0].whitespace_ or words[1].whitespace_)


def _joins_modifiers(joining: Token, head: Token) -> bool:
    """Whether `and` stands between two nouns that describe a third."""
    first = joining.head
    return first.i == joining.i - 1 and first.head == head and first.dep_ in {"nmod", "compound"}


def is_mistaken(root: Token) -> bool:
    """Whether the first word of a label that opens a sentence was taken for its verb: `Needs assessments are …`."""
    if root.i != root.sent.start or root.tag_ not in {"VB", "VBZ", "VBP"} or root.i + 1 >= root.sent.end:
        return False
    return root.nbor().pos_ in {"NOUN", "PROPN"} and root.dep_ == "csubj"


def noun_lemma(token: Token) -> str:
    """The singular of a noun in lower case, also of one that the tagger takes for a name."""
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN" and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
    return lemma


def singular(word: str) -> str:
    """The singular of an English plural, by its ending."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "shes", "tches")):
        return word[:-2]  # `mattresses`, `boxes`
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def noun_above(token: Token, *labels: str) -> Token:
    """The noun that a word hangs on by some labels, such as `conj` in a list, up to the last; else the word itself."""
    while token.dep_ in labels and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token
