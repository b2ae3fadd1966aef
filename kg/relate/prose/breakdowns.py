"""Breakdowns by sex, age or group, and numbers that count the same in another unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from kg.relate.prose.lexicon import Classes
from kg.relate.prose.phrases import ASIDE, HOUSEHOLDS, MONEY, PEOPLE, PERCENT, THINGS, Phrase

_OF_WHOLE = re.compile(r"\s*of\s+the\s+", re.IGNORECASE)


def attach_breakdowns(sentence: Span, phrases: Sequence[Phrase], classes: Classes) -> None:
    """Breakdowns by sex, age or group to their totals; brackets that count the same in another unit."""
    text, origin = sentence.doc.text, sentence.start_char
    for i, phrase in enumerate(phrases):
        before = text[origin : phrase.number.start_char]
        words = before.split()
        if (
            len(words) > 1
            and words[-1].casefold() == "of"
            and words[-2].casefold().rstrip("s") in classes.empty_heads - {"total", "number", "rest"}
        ):
            phrase.kind = ASIDE  # `two blocks of three latrines`
        if re.search(
            r"\b(?:quota|capacity|ratio|average|maximum|minimum|rate)\s+of\s+(?:about|around|some|up to)?\s*$",
            before,
            re.IGNORECASE,
        ):
            phrase.kind = ASIDE
        if (
            phrase.kind in {PEOPLE, HOUSEHOLDS, THINGS}
            and not phrase.target
            and re.search(r"\bout\s+of\s+(?:every|the|a total of|a)?\s*$", before, re.IGNORECASE)
        ):
            phrase.kind = ASIDE
        if (
            i
            and not phrase.target
            and phrases[i - 1].kind not in {PERCENT, MONEY}
            and re.fullmatch(_OF_WHOLE, text[phrases[i - 1].number.end_char : phrase.number.start_char])
        ):
            phrase.kind = ASIDE  # `15 of the 20 wells`
        if phrase.kind not in {PEOPLE, HOUSEHOLDS} or phrase.target:
            continue
        opening = before.rfind("(")
        in_bracket = opening >= 0 and ")" not in before[opening:]
        including = re.search(
            r"\b(?:including|of (?:whom|which)|among (?:whom|which|them)|comprising|composed of|made up of|consisting of|i\.e\.|namely)\b[^.;()]*$",
            before,
            re.IGNORECASE,
        )
        if including is None and phrase.sex:
            including = re.search(r"\baffecting\b[^.;()]*$", before, re.IGNORECASE)
        if not in_bracket and including and not phrase.sex and _own_verb(phrase, sentence):
            continue
        whole = _total_before(
            phrases[:i], phrase, origin + opening if in_bracket else origin + including.start() if including else None
        )
        if (
            whole is None
            and phrase.sex
            and i
            and phrases[i - 1].kind == PEOPLE
            and re.fullmatch(
                r"\s*[,:–(-]\s*", text[phrases[i - 1].head.idx + len(phrases[i - 1].head) : phrase.number.start_char]
            )
        ):
            whole = phrases[i - 1].parent or phrases[i - 1]
        if whole is None and phrase.sex and i and phrases[i - 1].parent is not None and phrases[i - 1].sex:
            whole = phrases[i - 1].parent
        if whole is None or whole is phrase:
            # `18 households of 73 refugees` count the same people twice.
            if (
                i
                and {phrases[i - 1].kind, phrase.kind} == {HOUSEHOLDS, PEOPLE}
                and re.fullmatch(
                    r"\s*(?:of|with|or|,|/|comprising|\()\s*",
                    text[phrases[i - 1].head.idx + len(phrases[i - 1].head) : phrase.number.start_char],
                )
            ):
                _restate(phrase, phrases[i - 1])
            continue
        if (
            in_bracket
            and not phrase.sex
            and whole.kind != phrase.kind
            and {whole.kind, phrase.kind} == {HOUSEHOLDS, PEOPLE}
        ) or (in_bracket and not phrase.sex and whole.kind == THINGS):
            _restate(phrase, whole)
        else:
            phrase.parent = whole
            whole.parts.append(phrase)


def _restate(phrase: Phrase, whole: Phrase) -> None:
    phrase.restates = whole
    whole.also.append(phrase)


def _own_verb(phrase: Phrase, sentence: Span) -> bool:
    """`of whom 78 were vaccinated`, `including 40 who received …`: a part with an event of its own."""
    following = sentence.doc[phrase.end : min(phrase.end + 4, sentence.end)]
    for token in following:
        if token.text in ",;)." or token.lower_ == "and":
            return False
        if token.lower_ == "who" or (token.pos_ in {"VERB", "AUX"} and token.tag_ in {"VBD", "VBP", "VBZ", "VBN"}):
            return True
    return False


def _total_before(earlier: Sequence[Phrase], phrase: Phrase, opened: int | None) -> Phrase | None:
    """The phrase that a bracket or `including` opens up."""
    if opened is None:
        return None
    for candidate in reversed(earlier):
        if (
            candidate.number.start_char < opened
            and candidate.kind in {PEOPLE, HOUSEHOLDS, THINGS}
            and not candidate.target
        ):
            if candidate.quantity.value >= phrase.quantity.value or candidate.kind != phrase.kind:
                return candidate.parent or candidate
            return None
    return None
