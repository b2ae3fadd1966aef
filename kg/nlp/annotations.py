"""Mentions and quantities of a text as plain data, with character offsets."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from kg.nlp.annotator import Annotator
from kg.nlp.placenames.finder import MARKED
from kg.nlp.units import QuantityReader, describe

PLACES = frozenset({"Place", "Country", "Region", "District", "Municipality", "Settlement", "Site"})


def annotate_text(annotator: Annotator, text: str) -> dict[str, Any]:
    """What is found in a text.

    Returns:
        `mentions`: start, end, class, and `ref` or `geonames` where linked, places as toponym data marks them;
        `quantities`: the spans `quantity`, `unit`, `modifier` and `event` as [start, end], `event_type` (`people`,
        `assistance` or `other`) and the `value`.
    """
    mentions: list[dict[str, Any]] = []
    quantities: list[dict[str, Any]] = []
    reader = QuantityReader(annotator.ontology.patterns.get("quantities", {}))
    for offset, doc in annotator.read(text):
        mentions += _mentions(annotator, doc, offset)
        quantities += describe(doc, offset, reader)
    return {"mentions": mentions, "quantities": quantities}


def _mentions(annotator: Annotator, doc: Doc, offset: int) -> list[dict[str, Any]]:
    found = []
    places = doc.user_data.get(MARKED, {})
    for span in doc.spans["mentions"]:
        begin, end = span.start_char, span.end_char
        marked = places.get((span.start, span.end)) if span.label_ in PLACES else None
        geonames = None
        if marked is not None:
            begin, end, geonames = marked.begin, marked.end, marked.geonames
        if span.label_ in PLACES:
            geonames = annotator.geonames(span.kb_id_) or geonames
        mention: dict[str, Any] = {"start": offset + begin, "end": offset + end, "class": f"rg:{span.label_}"}
        if geonames is not None:
            mention["geonames"] = geonames
        if span.kb_id_ and not span.kb_id_.startswith("geonames:"):
            mention["ref"] = span.kb_id_
        found.append(mention)
    return found
