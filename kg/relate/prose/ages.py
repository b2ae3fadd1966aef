"""Numbers that say how old somebody is or how long something lasts, and count nobody."""

from __future__ import annotations

import re

from spacy.tokens import Span

from kg.document import Quantity, text_of

_OLDEST = 120  # years
_AGED = re.compile(
    r"\b(?:aged?|ages)\s+(?:(?:of|from|between|under|over|above|below)\s+)?(?:(?:\d+|[a-z]+)\s*(?:to|and|,|or|[-–])\s*){0,3}$",
    re.IGNORECASE,
)
_AGE_BOUND = re.compile(r"\b(?:under|below|over|above)\s+(?:the\s+age\s+of\s+)?$", re.IGNORECASE)
# `between 6 and 59 months`: neither of the two counts what stands before or behind.
_UNIT = r"(?:months?|years?|weeks?|days?|hours?)\b"
_FIRST_OF_TWO = re.compile(rf"\s*(?:to|and|or|[-–])\s*\d+\s*{_UNIT}", re.IGNORECASE)
_LAST_OF_TWO = re.compile(r"\d\s*(?:to|and|or|[-–])\s*$", re.IGNORECASE)
_BOTH = re.compile(r"\d\s*(?:to|and|or|[-–])\s*\d", re.IGNORECASE)
_TIMES = frozenset("year years month months".split())


def is_age(sentence: Span, number: Span, quantity: Quantity) -> bool:
    """Whether a number is how old somebody is: `aged 15 to 49`, `those under five`, `girls below 18 years`."""
    if quantity.percent or quantity.currency or quantity.value > _OLDEST:
        return False
    before = text_of(sentence.doc)[sentence.start_char : number.start_char]
    after = text_of(sentence.doc)[number.end_char : sentence.end_char]
    if _AGED.search(before) or _FIRST_OF_TWO.match(after):
        return True
    two = _LAST_OF_TWO.search(before) or _BOTH.search(number.text)
    if two and re.match(rf"\s*{_UNIT}", after):
        return True
    bound = _AGE_BOUND.search(before)
    if bound is None:
        return False
    # `under 40 wells were dug` counts; a bound behind the noun that it limits is an age.
    at = sentence.start_char + bound.start()
    noun = next((t for t in reversed(sentence.doc[sentence.start : number.start]) if t.idx < at), None)
    behind = sentence.doc[number.end] if number.end < sentence.end else None
    counts = behind is not None and behind.pos_ in {"NOUN", "PROPN", "ADJ"} and behind.lower_ not in _TIMES
    return noun is not None and noun.pos_ in {"NOUN", "PROPN"} and not counts
