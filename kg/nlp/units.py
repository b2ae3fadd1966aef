"""What a quantity counts, how it is hedged, and the event it belongs to."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc


def describe(doc: Doc, offset: int) -> list[dict[str, Any]]:
    """The quantities of a parsed text as plain data."""
    found = []
    for (start, end), quantity in sorted(doc.user_data["quantities"].items()):
        span = [offset + quantity.begin, offset + quantity.end]
        entry: dict[str, Any] = {"quantity": span, "value": float(quantity.value), "event_type": "other"}
        following = doc[end:].noun_chunks if False else None
        if end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN", "ADJ"} and following is None:
            stop = end
            while stop < len(doc) and doc[stop].pos_ in {"NOUN", "PROPN", "ADJ"}:
                stop += 1
            entry["unit"] = [offset + doc[end].idx, offset + doc[stop - 1].idx + len(doc[stop - 1])]
        found.append(entry)
    return found
