"""Breakdowns by sex that letters or labels tell: `30 nurses (20 F, 10 M)`, `30 (F: 20; M: 10) nurses`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Span

from kg.document import Quantity, text_of
from kg.relate.prose.lexicon import Classes
from kg.relate.prose.phrases import PEOPLE, Phrase
from kg.relate.spans import quantities_in

_FIGURE = r"(?:\d{1,3}(?:(?:[,.\s]|,\s)\d{3}){1,3}|\d{1,9})(?!\d)"
_LABELLED = rf"(?P<label>[A-Z]|[A-Za-z]{{3,7}})\s*[:=-]\s*(?P<labelled>{_FIGURE})"
_PART = rf"(?:{_LABELLED}|(?P<figure>{_FIGURE})\s*(?P<letter>[A-Z]))(?![A-Za-z])"
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _PART)
_BRACKET = re.compile(
    rf"\s*\(\s*(?P<parts>{_UNNAMED}(?:\s{{0,3}}(?:[,;/&+-]|and)?\s{{0,3}}{_UNNAMED}){{1,3}})\s{{0,3}}\)"
)


def attach_lettered(sentence: Span, phrases: list[Phrase], classes: Classes) -> None:
    """Give people the numbers by sex of the bracket behind them; what was read of these numbers before is dropped."""
    text = text_of(sentence.doc)
    if "(" not in text[sentence.start_char : sentence.end_char]:
        return
    _add_bare(sentence, phrases, classes)
    for whole in [p for p in phrases if p.kind == PEOPLE]:
        last = sentence.doc[whole.end - 1]
        match = _BRACKET.match(text, whole.number.end_char, sentence.end_char)
        match = match or _BRACKET.match(text, last.idx + len(last), sentence.end_char)
        parts = _parts(sentence, match, classes) if match else []
        if match is None or not parts:
            continue
        phrases[:] = [p for p in phrases if not match.start() <= p.number.start_char < match.end()]
        whole.parts += [replace(part, parent=whole) for part in parts]
    _add_apart(sentence, phrases, classes)


def _add_apart(sentence: Span, phrases: list[Phrase], classes: Classes) -> None:
    """Give people the bracket that stands further behind them, where its numbers add up to theirs."""
    for match in _BRACKET.finditer(text_of(sentence.doc), sentence.start_char, sentence.end_char):
        before = [p for p in phrases if p.kind == PEOPLE and not p.parts and p.number.end_char <= match.start()]
        parts = _parts(sentence, match, classes) if before else []
        total = sum(part.quantity.value for part in parts)
        if len(parts) > 1 and (whole := next((p for p in before if p.quantity.value == total), None)) is not None:
            phrases[:] = [p for p in phrases if not match.start() <= p.number.start_char < match.end()]
            whole.parts += [replace(part, parent=whole) for part in parts]


def _add_bare(sentence: Span, phrases: list[Phrase], classes: Classes) -> None:
    """Numbers that count people by the bracket behind them alone: `1,200 (700 F, 500 M) were registered`."""
    known = {p.number.start: p for p in phrases}
    for number, quantity in quantities_in(sentence):
        other = known.get(number.start)
        if quantity.percent or quantity.currency or (other is not None and other.end > number.end):
            continue
        match = _BRACKET.match(text_of(sentence.doc), number.end_char, sentence.end_char)
        if match and _parts(sentence, match, classes):
            if other is not None:  # it was taken for another of what the bracket before counts
                phrases[:] = [p for p in phrases if p is not other]
            bare = Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE, PEOPLE)
            phrases.insert(next((i for i, p in enumerate(phrases) if p.start > bare.start), len(phrases)), bare)


def _parts(sentence: Span, match: re.Match[str], classes: Classes) -> Sequence[Phrase]:
    """The numbers of a bracket, one a sex; none if any letter stands for no sex, or for one that another has."""
    found: list[Phrase] = []
    for part in re.finditer(_PART, match.group("parts")):
        word = part.group("label") or part.group("letter")
        sex = classes.letters.get(word) or _named(word.casefold(), classes)
        name = "labelled" if part.group("label") else "figure"
        begin, end = (match.start("parts") + at for at in part.span(name))
        number = sentence.doc.char_span(begin, end, alignment_mode="expand")
        if sex is None or number is None or any(p.sex == sex for p in found):
            return []
        value = Decimal(re.sub(r"\D", "", part.group(name)))
        quantity = Quantity(begin, end, begin, end, value)
        words = part.group()
        found.append(Phrase(quantity, number, number.start, number.end, number[-1], PEOPLE, words, sex=sex))
    return found


def _named(word: str, classes: Classes) -> str | None:
    """The sex that a word names, in the singular or the plural."""
    return word if word in classes.sexes.values() else classes.sexes.get(word) or classes.sexes.get(word.rstrip("s"))
