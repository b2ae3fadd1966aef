"""Numbers that are printed as years are and count what stands behind them: `2065 adolescents`, `2000 posters`.

Which words tell so is data (`[dates]` of the ontology's patterns); what is seen before and behind a year, and
in its parse, is told here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from spacy.tokens import Span

_NEAR = 16  # characters before a number
_BESIDE = re.compile(r"\b((?:19|20)\d\d)\s?(?:,|and|or|&|/)\s$")  # another year before: `in 2019 and 2020`
_CLOSE = 5  # years apart that are still told together


class CountWords:
    """Tells the numbers that count from the years.

    Args:
        patterns: the table `dates` of the ontology's patterns: `year_before`, `counted_behind`, `clause_behind`; each
            may be absent, and then nothing counts.
    """

    def __init__(self, patterns: Mapping[str, Any]) -> None:
        self._behind = re.compile(patterns.get("counted_behind", "(?!)"))
        self._before = re.compile(patterns.get("year_before", "(?!)"))
        self._clause = re.compile(patterns.get("clause_behind", "(?!)"), re.IGNORECASE)

    def counts(self, text: str, begin: int, end: int) -> bool:
        """Whether what is printed as a year counts what stands behind it."""
        if not (text[begin:end].isdigit() and self._behind.match(text, end)):
            return False
        before = text[max(begin - _NEAR, 0) : begin]
        if not before.strip(" -–•■*"):
            return self._clause.match(text, end) is not None  # `2021 families reached: 300` is of a year
        beside = _BESIDE.search(before)
        if beside is not None:
            return abs(int(text[begin:end]) - int(beside.group(1))) > _CLOSE
        return self._before.search(before) is None


def counts_object(year: Span) -> bool:
    """Whether what looks like a year counts the object of the verb right before it: `gave out 2000 posters`.

    So does one in a list behind such a number: `2000 posters and 2000 flyers`.
    """
    number = year[0]
    if len(year) > 1 or number.dep_ != "nummod" or not number.text.isdigit() or number.i < 1:
        return False
    noun, before = number.head, number.nbor(-1)
    if noun.tag_ != "NNS" or not noun.is_lower or noun.i < number.i:
        return False
    if before.tag_.startswith("VB") or before.dep_ == "prt":
        return noun.dep_ == "dobj" and noun.head in {before, before.head}
    listed = noun.dep_ == "conj" and before.dep_ in {"cc", "punct"}
    return listed and any(c.dep_ == "nummod" for c in noun.head.children)
