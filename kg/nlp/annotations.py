"""Mentions and quantities of a text as plain data, with character offsets."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from kg.nlp.pipeline import Annotator
from kg.nlp.units import QuantityReader, describe


def annotate_text(annotator: Annotator, text: str) -> dict[str, Any]:
    """What is found in a text.

    Returns:
        `mentions`: start, end, class, and `ref` or `geonames` where linked; `quantities`: the spans `quantity`, `unit`,
        `modifier` and `event` as [start, end], `event_type` (`people`, `assistance` or `other`) and the `value`.
    """
    mentions: list[dict[str, Any]] = []
    quantities: list[dict[str, Any]] = []
    reader = QuantityReader(annotator.ontology.patterns.get("quantities", {}))
    for offset, doc in annotator.read(text):
        mentions += _mentions(doc, offset)
        quantities += describe(doc, offset, reader)
    return {"mentions": mentions, "quantities": quantities}


def _mentions(doc: Doc, offset: int) -> list[dict[str, Any]]:
    found = []
    for span in doc.spans["mentions"]:
        mention: dict[str, Any] = {
            "start": offset + span.start_char,
            "end": offset + span.end_char,
            "class": f"rg:{span.label_}",
        }
        if span.kb_id_.startswith("geonames:"):
            mention["geonames"] = int(span.kb_id_.removeprefix("geonames:"))
        elif span.kb_id_:
            mention["ref"] = span.kb_id_
        found.append(mention)
    return found
