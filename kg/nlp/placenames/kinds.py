"""What a type word and a direction beside a name say: its class and where its mention begins and ends."""

from __future__ import annotations

import re

from kg.nlp.placenames.names import Candidate
from kg.nlp.placenames.words import PlaceWords

_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w’'-]*\s+$")
_REACH = 30  # characters before a type word in which the name that it belongs to is looked for


def with_kind(text: str, found: Candidate, words: PlaceWords) -> tuple[Candidate, str]:
    """The candidate with class and bounds, and the type word; empty where none belongs to it.

    A type word in the plural is that of a list and no part of the last name in it.
    """
    start = words.direction(text, found.begin)
    if after := words.after(text, found.end):
        kind = after.group("type")
        plain = kind.casefold()
        part = plain not in words.apart and not plain.endswith("s")
        return found.judged(start=start, stop=after.end() if part else found.end, cls=words.types[plain]), kind
    judged = found.judged(start=start, stop=found.end)
    before = words.before(text, start)
    if before is None:
        return judged, ""
    kind = before.group("type")
    begin = start - len(before.group())
    proves = not (
        kind[:1].isupper() or kind.casefold() in words.weak or _CAPITALISED.search(text[max(0, begin - _REACH) : begin])
    )
    if before.group("of") or proves or found.records:
        return judged.judged(cls=words.types[kind.casefold()]), kind
    return judged, ""
