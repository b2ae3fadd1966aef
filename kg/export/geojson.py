"""GeoJSON (RFC 7946): one feature for each fact and place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.export.cells import joined
from kg.export.content import Content, Fact, Term, Thing, read
from kg.ontology import XSD, Ontology


def write_geojson(quads: Sequence[ox.Quad], ontology: Ontology, out: BinaryIO) -> None:
    """The facts by the places that they name; a place without coordinates gives a feature without geometry."""
    content = read(quads, ontology)
    features = (_line(f) for f in _features(content, ontology))
    out.write(b'{"type":"FeatureCollection","features":[\n' + b",\n".join(features) + b"\n]}\n")


def _features(content: Content, ontology: Ontology) -> Iterable[dict[str, Any]]:
    for fact in content.facts:
        for slot, values in fact.slots.items():
            for value in values:
                place = content.things.get(value.value)
                if place is not None and any(ontology.is_a(c, "Place") for c in place.classes):
                    yield _feature(fact, slot, place, content)


def _feature(fact: Fact, slot: str, place: Thing, content: Content) -> dict[str, Any]:
    point = None
    if place.lat is not None and place.long is not None:
        point = {"type": "Point", "coordinates": [float(place.long), float(place.lat)]}
    about = {
        "fact": fact.iri,
        "class": fact.cls,
        "label": fact.label,
        "place": place.label,
        "placeClass": place.cls,
        "placeIri": place.iri,
        "placeRole": slot,  # `place`, or what else the fact says of it, such as `origin`
        "within": joined([p.label for p in content.above(place.iri)][1:]),
        "iso3": next((p.iso3 for p in content.above(place.iri) if p.iso3), None),
    }
    slots = {name: _plain(values, content) for name, values in fact.slots.items() if name != slot}
    files = [content.reports[p.report].file for p in fact.passages if p.report in content.reports]
    evidence = {
        "start": fact.start,
        "end": fact.end,
        "confidence": None if fact.confidence is None else float(fact.confidence),
        "report": joined(files),
        "page": next((p.page for p in fact.passages if p.page is not None), None),
        "quote": " … ".join(p.text for p in fact.passages),
    }
    properties = {key: value for key, value in {**slots, **about, **evidence}.items() if value is not None}
    return {"type": "Feature", "geometry": point, "properties": properties}


def _plain(values: Sequence[Term], content: Content) -> str | float | int | None:
    first = values[0]
    if len(values) == 1 and isinstance(first, ox.Literal) and first.datatype.value == XSD + "decimal":
        number = Decimal(first.value)
        return int(number) if number == number.to_integral_value() else float(number)
    return joined([content.things[v.value].label if v.value in content.things else v.value for v in values])


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
