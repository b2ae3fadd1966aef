"""What the annotator marked inside a text or a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

from spacy.tokens import Doc, Span

from kg.document import FoundDate, Quantity

PLACES = ("Place", "Country", "Region", "District", "Municipality", "Settlement", "Site")

BETWEEN_NAMES = re.compile(r"^\s*(?:\([^)]*\)\s*)?(?:,\s*(?:and\s+)?|and\s+|&\s*)(?:the\s+)?$")
"""What stands between two names of a list."""
_MENTIONS = "mentions in order"
_SENTENCES = "sentences"
_IN_ORDER = " in order"


def sentences_of(doc: Doc) -> list[Span]:
    """The sentences of a text. The rules ask for them at every turn, and spaCy looks at every token each time."""
    known: list[Span] | None = doc.user_data.get(_SENTENCES)
    if known is None:
        known = doc.user_data[_SENTENCES] = list(doc.sents)
    return known


def mentions_in(doc: Doc | Span, *classes: str) -> list[Span]:
    """The mentions of some classes inside a text or sentence."""
    whole = doc if isinstance(doc, Doc) else doc.doc
    begin, end = (0, len(whole)) if isinstance(doc, Doc) else (doc.start, doc.end)
    found = []
    rows = _mentions(whole)
    for i in range(bisect_left(rows, (begin,)), len(rows)):
        start, stop, label, ref = rows[i]
        if start >= end:
            break
        if label in classes and stop <= end:
            found.append(Span(whole, start, stop, label=label, kb_id=ref))
    return found


def _mentions(doc: Doc) -> list[tuple[Any, ...]]:
    """The mentions as begin, end, class and reference. The rules ask for them at every turn, and spans are costly."""
    group = doc.spans["mentions"]
    known = doc.user_data.get(_MENTIONS)
    if known is None or known[0] is not group or len(known[1]) != len(group):
        rows = sorted(((s.start, s.end, s.label_, s.kb_id_) for s in group), key=lambda row: row[0])
        known = doc.user_data[_MENTIONS] = (group, rows)
    found: list[tuple[Any, ...]] = known[1]
    return found


def quantities_in(doc: Doc | Span) -> list[tuple[Span, Quantity]]:
    """The quantities inside a text or sentence, with their tokens."""
    return list(_values_in(doc, "quantities"))


def dates_in(doc: Doc | Span) -> list[tuple[Span, FoundDate]]:
    """The dates inside a text or sentence, with their tokens."""
    return list(_values_in(doc, "dates"))


def _values_in(doc: Doc | Span, name: str) -> Iterator[tuple[Span, Any]]:
    whole = doc if isinstance(doc, Doc) else doc.doc
    begin, end = (0, len(whole)) if isinstance(doc, Doc) else (doc.start, doc.end)
    values: Mapping[tuple[int, int], Any] = whole.user_data[name]
    known = whole.user_data.get(name + _IN_ORDER)
    if known is None or known[0] is not values or len(known[1]) != len(values):
        known = whole.user_data[name + _IN_ORDER] = (values, sorted(values))
    places: list[tuple[int, int]] = known[1]
    for i in range(bisect_left(places, (begin, 0)), len(places)):
        start, stop = places[i]
        if start >= end:
            return
        if stop <= end:
            yield whole[start:stop], values[start, stop]
