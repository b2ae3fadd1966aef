"""Node and relationship files for `neo4j-admin database import`: facts, passages and reports are nodes too.

These files are read by a program, so no cell is changed against formulas; do not open them in a spreadsheet. Arrays are
parted by `;`, the tool's own default, and a semicolon in a name becomes a comma.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.export.content import Content, Fact, read
from kg.export.rdf import union
from kg.ontology import XSD, Ontology

_TYPES = {XSD + "decimal": "double", XSD + "integer": "long", XSD + "date": "date"}


def neo4j(quads: Sequence[ox.Quad], ontology: Ontology) -> dict[str, bytes]:
    """The files by their names."""
    content = read(quads, ontology)
    return {
        "entities.csv": _entities(content, quads, ontology),
        "facts.csv": _facts(content, ontology),
        "passages.csv": _passages(content),
        "reports.csv": _reports(content),
        "relationships.csv": _relationships(content, quads, ontology),
    }


def _csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def _array(values: Iterable[str]) -> str:
    return ";".join(value.replace(";", ",") for value in values)


def _entities(content: Content, quads: Sequence[ox.Quad], ontology: Ontology) -> bytes:
    header = "iri:ID :LABEL label names:string[] code iso3 pcode geonamesId lat:double long:double".split()
    used = {iri for _, source, target in _edges(content, quads, ontology) for iri in (source, target)}
    rows = (
        (t.iri, _array(t.classes), t.label, _array(t.names), t.code, t.iso3, t.pcode, t.geonames, t.lat, t.long)
        for t in content.things.values()
        if t.iri in used
    )
    return _csv(header, rows)


def _facts(content: Content, ontology: Ontology) -> bytes:
    slots = {
        p.name: _TYPES.get(p.ranges[0], "string")
        for p in sorted(ontology.properties.values(), key=lambda p: p.name)
        if p.ranges and all(r.startswith(XSD) for r in p.ranges) and any(ontology.is_a(d, "Fact") for d in p.domains)
    }
    dates = ("start", "end", "dateText", "valueText", "confidence", "rule")
    slots = {name: kind for name, kind in slots.items() if name not in dates}
    header = [
        "iri:ID",
        ":LABEL",
        "label",
        *(name if kind == "string" else f"{name}:{kind}" for name, kind in slots.items()),
    ]
    header += ["start:date", "end:date", "dateText", "valueText:string[]", "confidence:double", "rule"]

    def row(fact: Fact) -> list[str | None]:
        classes = _array(sorted(c for c in ontology.ancestors(fact.cls) if ontology.is_a(c, "Fact")))
        values = [", ".join(v.value for v in fact.slots.get(name, ())) for name in slots]
        about = (fact.start, fact.end, fact.date_text, _array(fact.value_text), fact.confidence, fact.rule)
        return [fact.iri, classes, fact.label, *values, *about]

    return _csv(header, map(row, content.facts))


def _passages(content: Content) -> bytes:
    passages = {p.iri: p for fact in content.facts for p in fact.passages}
    header = "iri:ID :LABEL text page:long section beginIndex:long endIndex:long".split()
    rows = ((p.iri, "Passage", p.text, p.page, p.section, p.begin, p.end) for _, p in sorted(passages.items()))
    return _csv(header, rows)


def _reports(content: Content) -> bytes:
    header = "iri:ID :LABEL file title issued:date start:date end:date".split()
    return _csv(
        header, ((r.iri, "Report", r.file, r.title, r.issued, r.start, r.end) for r in content.reports.values())
    )


def _relationships(content: Content, quads: Sequence[ox.Quad], ontology: Ontology) -> bytes:
    ends = [(name, source, target) for name, source, target in _edges(content, quads, ontology)]
    passages = {p.iri: p for fact in content.facts for p in fact.passages}
    ends += [("evidence", fact.iri, p.iri) for fact in content.facts for p in fact.passages]
    ends += [("document", p.iri, p.report) for _, p in sorted(passages.items()) if p.report in content.reports]
    return _csv([":START_ID", ":END_ID", ":TYPE"], sorted({(source, target, name) for name, source, target in ends}))


def _edges(content: Content, quads: Sequence[ox.Quad], ontology: Ontology) -> list[tuple[str, str, str]]:
    """The properties between entities, and those of facts and reports that point to one; by name, source and target."""
    names = {p.iri: p.name for p in ontology.properties.values()}
    sources = content.things.keys() | content.reports.keys() | {fact.iri for fact in content.facts}
    return [
        (names[t.predicate.value], t.subject.value, t.object.value)
        for t in union(quads)
        if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode)
        if t.predicate.value in names and t.subject.value in sources and t.object.value in content.things
    ]
