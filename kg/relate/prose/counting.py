"""The counted phrases of a sentence."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.relate.prose.ages import is_age
from kg.relate.prose.breakdowns import attach_breakdowns
from kg.relate.prose.counted import counted_phrase
from kg.relate.prose.dates import is_sum
from kg.relate.prose.lettered import attach_lettered
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.phrases import Phrase
from kg.relate.prose.summed import attach_sums
from kg.relate.spans import mentions_in, quantities_in

_LISTED = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)")
_FEWEST_RANKS = 3
_MONTHS = frozenset(calendar.month_name[1:])


def phrases_of(sentence: Span, classes: Classes, earlier: Sequence[Phrase] = (), lead: str = "") -> list[Phrase]:
    """The counted phrases of a sentence, in order, with breakdowns attached to what they break down.

    Args:
        sentence: whose numbers are read.
        classes: which nouns are people, households and so on.
        earlier: the phrases of the sentence before, which `64 of them` goes back to.
        lead: the lead-in of a list item (`Latrines:`), which a bare number counts (`210 built`).
    """
    found: list[Phrase] = []
    waiting: list[tuple[Span, Quantity]] = []  # numbers of a list that share the noun behind the last of them
    ranks = _ranks(sentence)
    for span, quantity in quantities_in(sentence):
        if (
            span.start in ranks
            or is_age(sentence, span, quantity)
            or _is_day(sentence, span)
            or _is_note(sentence, span)
            or _is_name(sentence, span, classes)
        ):
            continue
        if _goes_on(sentence, span):
            waiting.append((span, quantity))
            continue
        phrase = counted_phrase(sentence, span, quantity, classes, [*earlier, *found], lead)
        if phrase is not None:
            found += [
                replace(phrase, quantity=q, number=s, start=s.start, end=s.end, parts=[], also=[]) for s, q in waiting
            ]
            found.append(phrase)
        elif classes.pattern("target_before").search(
            text_of(sentence.doc)[sentence.start_char : span.start_char][-60:]
        ):
            waiting.append((span, quantity))  # `out of a planned 39, 29 refugees …`
            continue
        waiting = []
    attach_lettered(sentence, found, classes)
    _share_heads(sentence, found)
    for phrase in found:
        phrase.target = _is_target(sentence, phrase, classes)
        if phrase.sex and is_sum(classes.scope, sentence, phrase.number):
            phrase.sex = None  # `helped 60 girls, bringing the total to 900 girls`: all of them, and no part of the 60
    attach_breakdowns(sentence, found, classes)
    attach_sums(sentence, found)
    return found


def _share_heads(sentence: Span, phrases: Sequence[Phrase]) -> None:
    """Give nationalities the group that the last of their list names: `300 Malian and 200 Burkinabe refugees`."""
    if len(phrases) < 2:
        return
    text, demonyms = text_of(sentence.doc), {(m.start, m.end) for m in mentions_in(sentence, "Demonym")}
    for phrase, following in reversed(list(pairwise(phrases))):
        bare = not phrase.groups and (phrase.number.end, phrase.end) in demonyms
        between = text[
            sentence.doc[phrase.end - 1].idx + len(sentence.doc[phrase.end - 1]) : following.number.start_char
        ]
        if bare and following.groups and _LISTED.fullmatch(between):
            phrase.groups = following.groups


def _ranks(sentence: Span) -> set[int]:
    """The first tokens of numbers that only count off what a list ranks: `needs: 1 Food 2 Water 3 Shelter`.

    Two of them are enough in a list that is said to rank: `Top 3 needs: 1 Food 2 Water`.
    """
    found: list[Span] = []
    for span, _ in quantities_in(sentence):
        following = sentence.doc[span.end] if span.end < sentence.end else None
        if span.text == str(len(found) + 1) and following is not None and following.is_title:
            found.append(span)
    ranked = len(found) == _FEWEST_RANKS - 1 and any(t.lower_ == "top" for t in sentence)
    return {span.start for span in found} if ranked or len(found) >= _FEWEST_RANKS else set()


def _is_day(sentence: Span, number: Span) -> bool:
    """Whether a number is the day of a month whose year nothing tells: `until 30 June`."""
    doc = sentence.doc
    beside = [doc[i].text for i in (number.start - 1, number.end) if sentence.start <= i < sentence.end]
    return len(number.text) < 3 and any(word in _MONTHS for word in beside)


def _is_note(sentence: Span, number: Span) -> bool:
    """Whether a number in square brackets is the mark of a note: `300 contacts were traced [7].`."""
    doc, at, end = sentence.doc, number.start, number.end
    marked = at > sentence.start and end < sentence.end and doc[at - 1].text == "[" and doc[end].text == "]"
    return marked and len(number.text) < 3


def _is_name(sentence: Span, number: Span, classes: Classes) -> bool:
    """Whether a number is part of a name (`Kilometre 16`) or the mark of a note that a sentence begins with."""
    before = sentence.doc[number.start - 1] if number.start > sentence.start else None
    behind = sentence.doc[number.end] if number.end < sentence.end else None
    if behind is not None and behind.text == "Year":
        return True  # `the Five Year Plan`
    if before is None and behind is not None and number.text.isdigit() and len(number.text) < 4:
        # `as told above. 22 Between May and June, …`
        return behind.is_title and behind.pos_ in {"ADP", "DET", "PRON", "SCONJ"}
    if before is None or len(number.text) > 2:
        return False
    doc, at, named = sentence.doc, number.start - 1, classes.scope.words("activities", "numbered")
    if before.text in {",", "and", "&"} and (behind is None or behind.pos_ not in {"NOUN", "ADJ", "PROPN"}):
        while at > sentence.start and (doc[at].like_num or doc[at].text in {",", "and", "&"}):
            at -= 1  # `Regions 1, 2 and 9`
    return doc[at].text in named or doc[at].text.removesuffix("s") in named


def _goes_on(sentence: Span, number: Span) -> bool:
    """Whether another number follows at once: `9,871, 4,116 and 12,044 certificates`."""
    doc, i = sentence.doc, number.end
    while i < sentence.end and (doc[i].text == "," or doc[i].lower_ in {"and", "or"}):
        i += 1
    return i > number.end and any(
        s.start == i and not q.percent and not q.currency and not q.word for s, q in quantities_in(sentence)
    )


def _is_target(sentence: Span, phrase: Phrase, classes: Classes) -> bool:
    before = text_of(sentence.doc)[sentence.start_char : phrase.number.start_char]
    if classes.pattern("target_before").search(before[-60:]):
        return True
    behind = text_of(sentence.doc)[phrase.number.end_char : sentence.end_char][:60]
    if classes.pattern("out_of").match(behind):
        return False  # `45 of the 60 planned wells`: only the second number was planned
    return bool(classes.pattern("target_behind").match(behind))
