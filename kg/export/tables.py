"""One tidy table for each class of facts, and those of the entities, reports and issues.

A row is a fact with its report, page and quote. A slot that names a thing has two columns: its label, and its IRI to
join on. What a slot has several values of is joined by `; `, IRIs by a space.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import pyoxigraph as ox

from kg.export.cells import Column, Kind, Table, Value, joined
from kg.export.content import ABOUT_A_FACT, Content, Fact, Issue, Passage, Report, Term, Thing, read
from kg.ontology import XSD, Ontology

_KINDS: dict[str, Kind] = {XSD + "decimal": "number", XSD + "integer": "integer", XSD + "date": "date"}
_EVIDENCE = (
    Column("report"),
    Column("page"),
    Column("section"),
    Column("quote"),
    Column("beginIndex", "integer"),
    Column("endIndex", "integer"),
    Column("passage"),
)


def tables(quads: Iterable[ox.Quad], ontology: Ontology) -> list[Table]:
    """The tables of a graph. Which there are, and their columns, depend on the ontology only."""
    content = read(quads, ontology)
    classes = [c for c in sorted(ontology.classes) if ontology.is_a(c, "Fact") and c != "Fact"]
    classes += ["Fact"] if any(fact.cls == "Fact" for fact in content.facts) else []
    facts = [_facts(cls, [f for f in content.facts if f.cls == cls], content, ontology) for cls in classes]
    return [*facts, _entities(content), _reports(content), _issues(content)]


def _facts(cls: str, facts: Sequence[Fact], content: Content, ontology: Ontology) -> Table:
    kinds = _slots(cls, ontology)
    for fact in facts:  # a slot that the ontology does not give the class
        kinds |= {slot: _kind_of(values) for slot, values in fact.slots.items() if slot not in kinds}
    columns = [Column("fact"), Column("label")]
    for slot, kind in kinds.items():
        columns += [Column(slot), Column(f"{slot}_iri")] if kind is None else [Column(slot, kind)]
    columns += [Column("start", "date"), Column("end", "date"), Column("dateText"), Column("valueText")]
    columns += [Column("confidence", "number"), Column("rule"), *_EVIDENCE]
    rows = []
    for fact in facts:
        cells: list[Value] = [fact.iri, fact.label]
        for slot, kind in kinds.items():
            cells += _cells(fact.slots.get(slot, ()), kind, content)
        cells += [fact.start, fact.end, fact.date_text, joined(fact.value_text), _number(fact.confidence), fact.rule]
        rows.append((*cells, *_evidence(fact.passages, content)))
    return Table(cls, tuple(columns), tuple(rows))


def _slots(cls: str, ontology: Ontology) -> dict[str, Kind | None]:
    """The slots of a class of facts in alphabetical order, with the kind of their values; None of things."""
    return {
        p.name: _kind(p.ranges)
        for p in sorted(ontology.properties.values(), key=lambda p: p.name)
        if p.name not in ABOUT_A_FACT and any(d != "Fact" and ontology.is_a(cls, d) for d in p.domains)
    }


def _kind(ranges: Sequence[str]) -> Kind | None:
    if not ranges or not all(r.startswith(XSD) for r in ranges):
        return None
    return _KINDS.get(ranges[0], "text") if len(ranges) == 1 else "text"


def _kind_of(values: Sequence[Term]) -> Kind | None:
    return None if any(isinstance(v, ox.NamedNode) for v in values) else "text"


def _cells(values: Sequence[Term], kind: Kind | None, content: Content) -> list[Value]:
    if kind is None:
        labels = [content.things[v.value].label if v.value in content.things else v.value for v in values]
        order = sorted(zip(labels, [v.value for v in values], strict=True))
        return [joined([label for label, _ in order]), " ".join(iri for _, iri in order) or None]
    if kind in {"number", "integer"} and len(values) == 1:
        return [Decimal(values[0].value) if kind == "number" else int(values[0].value)]
    return [joined([v.value for v in values])]


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _evidence(passages: Sequence[Passage], content: Content) -> tuple[Value, ...]:
    """The cells of `_EVIDENCE`; of two passages the quotes are joined by an ellipsis, the offsets are of the first."""
    files = [content.reports[p.report].file for p in passages if p.report in content.reports]
    first = passages[0] if passages else None
    return (
        joined(files),
        joined([str(p.page) for p in passages if p.page is not None]),
        joined([p.section for p in passages if p.section]),
        " … ".join(p.text for p in passages) or None,
        first.begin if first else None,
        first.end if first else None,
        " ".join(p.iri for p in passages) or None,
    )


def _entities(content: Content) -> Table:
    names = "iri class label names code iso3 pcode geonamesId lat long within within_iri".split()
    numbers = {"lat", "long"}
    columns = tuple(Column(n, "number" if n in numbers else "text") for n in names)

    def row(thing: Thing) -> tuple[Value, ...]:
        up = content.things.get(thing.within or "")
        known = (thing.code, thing.iso3, thing.pcode, thing.geonames, _number(thing.lat), _number(thing.long))
        return (thing.iri, thing.cls, thing.label, joined(thing.names), *known, up.label if up else None, thing.within)

    return Table("Entity", columns, tuple(row(thing) for thing in content.named()))


def _reports(content: Content) -> Table:
    names = "iri file title publisher publisher_iri country country_iri issued start end format sha256".split()
    dates = {"issued", "start", "end"}

    def label(iri: str | None) -> str | None:
        return content.things[iri].label if iri is not None and iri in content.things else iri

    def row(r: Report) -> tuple[Value, ...]:
        named = (label(r.publisher), r.publisher, label(r.country), r.country)
        return (r.iri, r.file, r.title, *named, r.issued, r.start, r.end, r.format, r.sha256)

    return Table(
        "Report",
        tuple(Column(n, "date" if n in dates else "text") for n in names),
        tuple(map(row, content.reports.values())),
    )


def _issues(content: Content) -> Table:
    def row(issue: Issue) -> tuple[Value, ...]:
        own = (issue.iri, issue.kind, issue.label, issue.rule, " ".join(issue.about) or None)
        return (*own, *_evidence(issue.passages, content))

    columns = (*map(Column, ("issue", "kind", "label", "check", "facts")), *_EVIDENCE)
    return Table("Issue", columns, tuple(map(row, content.issues)))
