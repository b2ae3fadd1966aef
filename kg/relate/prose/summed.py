"""Breakdowns that only their sum tells: `500 people were assisted: 300 women and 200 men`."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span

from kg.relate.prose.phrases import PEOPLE, PERCENT, Phrase

_FEWEST = 3  # a total and two parts
_LEAST = 10  # people, below which numbers add up by chance
_TOLD = frozenset({"VBN", "VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def attach_sums(sentence: Span, phrases: Sequence[Phrase]) -> None:
    """People behind a total who make it up together are its parts, where nothing was done to some of them alone."""
    if len(phrases) < _FEWEST:
        return
    for i, whole in enumerate(phrases[: 1 - _FEWEST]):
        if (
            whole.kind == PEOPLE
            and whole.quantity.value >= _LEAST
            and not (whole.target or whole.parent or whole.restates)
        ):
            parts = _parts(whole, phrases[i + 1 :])
            if parts and not _done_apart(sentence, parts):
                for part in parts:
                    part.parent = whole
                whole.parts += [part for part in parts if not any(part is known for known in whole.parts)]


def _parts(whole: Phrase, behind: Sequence[Phrase]) -> list[Phrase]:
    """The people right behind a total, as many as make it up; none if no run of them does."""
    found: list[Phrase] = []
    left = whole.quantity.value
    for phrase in behind:
        if phrase.kind == PERCENT or phrase.restates is not None:
            continue  # `300 (60%) women`, `600 refugees (150 families): …`
        if (
            phrase.kind != PEOPLE
            or phrase.target
            or phrase.quantity.word
            or not (phrase.parent is None or phrase.parent is whole)
        ):
            break
        found.append(phrase)
        left -= phrase.quantity.value
        if left <= 0:
            break
    return found if left == 0 and len(found) > 1 else []


def _done_apart(sentence: Span, parts: Sequence[Phrase]) -> bool:
    """Whether a verb stands between parts, or has the last as subject: `200 were fed, 300 were trained`."""
    between = sentence.doc[parts[0].start : min(parts[-1].end + 1, sentence.end)]
    if any(t.pos_ == "VERB" and t.tag_ in _TOLD and t.dep_ != "amod" for t in between):
        return True
    verb = parts[-1].head.head
    return parts[-1].head.dep_ in _SUBJECTS and verb.pos_ == "VERB" and verb.i > parts[-1].start
