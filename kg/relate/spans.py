"""What the annotator marked inside a text or a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from spacy.tokens import Doc, Span

from kg.document import FoundDate, Quantity

PLACES = ("Place", "Country", "Region", "District", "Municipality", "Settlement", "Site")

BETWEEN_NAMES = re.compile(r"^\s*(?:\([^)]*\)\s*)?(?:,\s*(?:and\s+)?|and\s+|&\s*)(?:the\s+)?$")
"""What stands between two names of a list."""
_MENTIONS = "mentions in order"
_SENTENCES = "sentences"
_IN_ORDER = " in order"
_BEGIN = itemgetter(0)


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
    for i in range(bisect_left(rows, begin, key=_BEGIN), len(rows)):
        start, stop, label, mention = rows[i]
        if start >= end:
            break
        if label in classes and stop <= end:
            found.append(mention)
    return found


def _mentions(doc: Doc) -> list[tuple[int, int, str, Span]]:
    """The mentions with begin, end and class. The rules ask for them at every turn, and making spans is costly."""
    group = doc.spans["mentions"]
    known = doc.user_data.get(_MENTIONS)
    if known is None or known[0] is not group or len(known[1]) != len(group):
        rows = sorted(((s.start, s.end, s.label_, s) for s in group), key=_BEGIN)
        known = doc.user_data[_MENTIONS] = (group, rows)
    found: list[tuple[int, int, str, Span]] = known[1]
    return found


def is_parted(span: Span, begin: int, end: int) -> bool:
    """Whether a semicolon stands between a span and the tokens from `begin` up to `end`."""
    first, last = (span.end, begin) if span.end <= begin else (end, span.start)
    return any(t.text == ";" for t in span.doc[first:last])


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
        rows = [(start, stop, Span(whole, start, stop), values[start, stop]) for start, stop in sorted(values)]
        known = whole.user_data[name + _IN_ORDER] = (values, rows)
    found: list[tuple[int, int, Span, Any]] = known[1]
    for i in range(bisect_left(found, begin, key=_BEGIN), len(found)):
        start, stop, span, value = found[i]
        if start >= end:
            return
        if stop <= end:
            yield span, value
