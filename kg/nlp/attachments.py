"""Words that the parser hangs on the wrong noun: a list on an acronym in brackets, a clause on the noun before it.

`kits (NFIs) and medical help`: the list goes on behind the brackets. `children with malnutrition who were treated`: the
number of the verb says whom it is about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from kg.nlp.parsed import words_with

_BEHIND = frozenset({"cc", "conj", "punct"})
_RELATIVE = frozenset({"who", "which", "that"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TOLD = frozenset({"dobj", "nsubjpass", "attr"})
_SINGULAR, _PLURAL = frozenset({"was", "is", "has"}), frozenset({"were", "are", "have"})
_NUMBERS = {"NN": _SINGULAR, "NNP": _SINGULAR, "NNS": _PLURAL, "NNPS": _PLURAL}
_UP = 3  # nouns above the one that a clause hangs on


def mend_attachments(doc: Doc, collective: Collection[str] = ()) -> Doc:
    """The document with such words below the nouns that they belong to.

    Args:
        doc: tagged and parsed.
        collective: nouns of many, of which either number may be told: `the staff were trained`.
    """
    for acronym in words_with(doc, "DEP", "appos"):
        i = acronym.i
        if 0 < i < len(doc) - 1 and doc[i - 1].text == "(" and doc[i + 1].text == ")":
            _free(acronym)
    for verb in words_with(doc, "DEP", "relcl"):
        _agree(verb, collective)
    return doc


def _free(acronym: Token) -> None:
    """Hang what stands behind the brackets around an acronym on the noun before them."""
    noun, closing = acronym.head, acronym.i + 1
    if noun.i >= acronym.i:
        return
    for child in [c for c in acronym.rights if c.i > closing and c.dep_ in _BEHIND]:
        child.head = noun


def _agree(verb: Token, collective: Collection[str]) -> None:
    """Hang a relative clause on the next noun above that has the number of its verb, if its own has not."""
    noun = verb.head
    subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    if subject is None or subject.lower_ not in _RELATIVE or not noun.i < subject.i:
        return
    first = next(c for c in (*verb.lefts, verb) if c.i > subject.i and (c.dep_ in {"aux", "auxpass"} or c == verb))
    number = next((forms for forms in (_SINGULAR, _PLURAL) if first.lower_ in forms), None)
    if number is None or _fits(noun, number, collective):
        return
    for above in _nouns_above(noun):
        if _fits(above, number, collective):
            verb.head = above
            return


def _nouns_above(noun: Token) -> Iterator[Token]:
    """The nouns that what a noun is told with may belong to: `women in the camp`, also `trained women in the camp`."""
    for _ in range(_UP):
        if noun.dep_ != "pobj" or noun.head.dep_ != "prep":
            return
        above = noun.head.head
        if above.tag_.startswith("VB"):
            told = [c for c in above.children if c.dep_ in _TOLD and c.tag_ in _NUMBERS and c.i < noun.i]
            yield from reversed(told)
            return
        if above.tag_ not in _NUMBERS or above.i > noun.i:
            return
        yield above
        noun = above


def _fits(noun: Token, number: frozenset[str], collective: Collection[str]) -> bool:
    """Whether a noun may be the subject of a verb in this number."""
    several = noun.dep_ == "conj" or any(c.dep_ == "conj" for c in noun.children)
    return several or noun.lower_ in collective or _NUMBERS.get(noun.tag_, number) is number
