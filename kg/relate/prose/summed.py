"""Breakdowns that only their sum tells: `500 people were assisted: 300 women and 200 men`."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span

from kg.relate.prose.nouns import noun_above
from kg.relate.prose.phrases import ASIDE, PEOPLE, PERCENT, THINGS, Phrase
from kg.relate.verbs import SUBJECTS

_FEWEST = 3  # a total and two parts
_LEAST = 10  # people, below which numbers add up by chance
_TOLD = frozenset({"VBN", "VBD", "VBZ", "VBP"})
_OPENING = frozenset({":", "(", "–", "-", "—", ";"})


def attach_sums(sentence: Span, phrases: Sequence[Phrase]) -> None:
    """What stands behind a total and makes it up is its parts, where nothing was done to some of them alone.

    Things are parted only where no other noun is told: `40 wells: 30 in A, 10 in B`, but `40 kits: 30 tents, …`.
    """
    if len(phrases) < _FEWEST:
        return
    for i, whole in enumerate(phrases[: 1 - _FEWEST]):
        if whole.kind not in {PEOPLE, THINGS} or whole.quantity.value < _LEAST:
            continue
        if whole.target or whole.parent or whole.restates or whole.end == whole.number.end:
            continue
        parts = _parts(whole, phrases[i + 1 :])
        if not parts or _done_apart(sentence, parts) or not _opens(sentence, whole, parts):
            continue
        for part in parts:
            part.parent, part.kind = whole, ASIDE if whole.kind == THINGS else part.kind
        if whole.kind == PEOPLE:
            whole.parts += [part for part in parts if not any(part is known for known in whole.parts)]


def _parts(whole: Phrase, behind: Sequence[Phrase]) -> list[Phrase]:
    """What stands right behind a total, as much as makes it up; none if no run of them does."""
    found: list[Phrase] = []
    left = whole.quantity.value
    for phrase in behind:
        if phrase.kind == PERCENT or phrase.restates is not None:
            continue  # `300 (60%) women`, `600 refugees (150 families): …`
        other = phrase.kind != whole.kind or phrase.target or phrase.quantity.word
        named = whole.kind == THINGS and phrase.end > phrase.number.end and phrase.text != whole.text
        if other or named or not (phrase.parent is None or phrase.parent is whole):
            break
        found.append(phrase)
        left -= phrase.quantity.value
        if left <= 0:
            break
    return found if left == 0 and len(found) > 1 else []


def _opens(sentence: Span, whole: Phrase, parts: Sequence[Phrase]) -> bool:
    """Whether parts without nouns stand behind a sign: `300 in A, 200 in B and 100 in C` may add up by chance."""
    if whole.kind == PEOPLE and all(part.end > part.number.end for part in parts):
        return True
    return any(t.text in _OPENING for t in sentence.doc[whole.end : parts[0].start]) or any(
        t.lemma_ == "be" for t in sentence.doc[parts[0].end : parts[0].end + 1]
    )


def _done_apart(sentence: Span, parts: Sequence[Phrase]) -> bool:
    """Whether a verb stands between parts, or has the last as subject: `200 were fed, 300 were trained`."""
    between = sentence.doc[parts[0].start : min(parts[-1].end + 1, sentence.end)]
    if any(t.pos_ == "VERB" and t.tag_ in _TOLD and t.dep_ != "amod" for t in between):
        return True
    subject = noun_above(parts[-1].head, "conj")
    return subject.dep_ in SUBJECTS and subject.head.pos_ == "VERB" and subject.head.i > parts[-1].start
