"""What the annotator marked inside a text or a sentence."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from kg.document import FoundDate, Quantity

PLACES = ("Place", "Country", "Region", "District", "Municipality", "Settlement", "Site")


def mentions_in(doc: Doc | Span, *classes: str) -> list[Span]:
    """The mentions of some classes inside a text or sentence."""
    whole = doc if isinstance(doc, Doc) else doc.doc
    begin, end = (0, len(whole)) if isinstance(doc, Doc) else (doc.start, doc.end)
    return [s for s in whole.spans["mentions"] if s.label_ in classes and begin <= s.start and s.end <= end]


def quantities_in(doc: Doc | Span) -> list[tuple[Span, Quantity]]:
    """The quantities inside a text or sentence, with their tokens."""
    whole = doc if isinstance(doc, Doc) else doc.doc
    begin, end = (0, len(whole)) if isinstance(doc, Doc) else (doc.start, doc.end)
    return [(whole[s:e], q) for (s, e), q in sorted(whole.user_data["quantities"].items()) if begin <= s and e <= end]


def dates_in(doc: Doc | Span) -> list[tuple[Span, FoundDate]]:
    """The dates inside a text or sentence, with their tokens."""
    whole = doc if isinstance(doc, Doc) else doc.doc
    begin, end = (0, len(whole)) if isinstance(doc, Doc) else (doc.start, doc.end)
    return [(whole[s:e], d) for (s, e), d in sorted(whole.user_data["dates"].items()) if begin <= s and e <= end]
