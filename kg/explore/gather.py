"""What the page shows, gathered from the quads of a graph in a fixed order.

Nothing here knows a class or a slot of the domain by name except the contract's frame: `rg:Fact`, `rg:Passage`,
`rg:Report` and `rg:Issue` with their own properties, and `rg:Place` for the map. Everything else is read from the
ontology and the data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from operator import attrgetter

import pyoxigraph as ox

from kg.explore.content import Content, Entity, Fact, Issue, Passage, Report
from kg.ontology import DCT, RDF, RDFS, RG, SKOS, WGS84, XSD, Ontology

Term = ox.NamedNode | ox.Literal
Properties = Mapping[str, Sequence[Term]]

FRAME = ("Fact", "Passage", "Report", "Issue")
"""The classes that are shown as what they are and never as entities."""

_ABOUT_A_FACT = {
    RG + name for name in ("evidence", "context", "confidence", "rule", "start", "end", "dateText", "valueText")
}
_VALUE = attrgetter("value")
_NUMBERS = {XSD + name for name in ("decimal", "integer", "double", "float", "int", "long", "nonNegativeInteger")}


def read(quads: Iterable[ox.Quad], ontology: Ontology) -> Content:
    """Sort out the quads of a graph; those of the ontology itself may be among them."""
    about = _by_subject(quads)
    frames: dict[str, dict[str, str]] = {name: {} for name in FRAME}
    kinds: dict[str, tuple[str, ...]] = {}
    for iri in sorted(about):
        classes = tuple(sorted({c for t in about[iri].get(RDF + "type", ()) if (c := _class(t, ontology))}))
        if not classes:
            continue
        frame = next((f for f in FRAME if any(ontology.is_a(c, f) for c in classes)), None)
        if frame is None:
            kinds[iri] = classes
        else:
            frames[frame][iri] = max(classes, key=lambda c: (len(ontology.ancestors(c)), c))

    passages = [_passage(iri, about[iri]) for iri in frames["Passage"]]
    reports = {iri: _report(iri, about) for iri in frames["Report"]}
    passages.sort(key=lambda p: (reports[p.report].file if p.report in reports else "", p.begin, p.end, p.iri))
    place_in_text = {p.iri: rank for rank, p in enumerate(passages)}
    facts = [_fact(iri, cls, about[iri], kinds) for iri, cls in frames["Fact"].items()]
    facts.sort(key=lambda f: (min((place_in_text.get(e, -1) for e in f.evidence), default=-1), f.iri))

    links = _links(about, kinds, ontology)
    named = {iri for fact in facts for iri in fact.entities} | {iri for r in reports.values() for iri in r.mentions}
    used = _reached(named, links)
    roles = ontology.roles
    return Content(
        entities={iri: _entity(iri, kinds[iri], roles, about[iri], ontology) for iri in sorted(used & kinds.keys())},
        passages={p.iri: p for p in passages},
        facts={f.iri: f for f in facts},
        reports=dict(sorted(reports.items(), key=lambda item: (item[1].file, item[0]))),
        issues=tuple(_issue(iri, about[iri]) for iri in frames["Issue"]),
        links=tuple(link for link in links if link[0] in used and link[2] in used),
    )


def _by_subject(quads: Iterable[ox.Quad]) -> dict[str, dict[str, list[Term]]]:
    found: dict[str, dict[str, dict[Term, None]]] = defaultdict(lambda: defaultdict(dict))
    for quad in quads:
        subject, value = quad.subject, quad.object  # made anew each time that they are asked for
        if isinstance(subject, ox.NamedNode) and isinstance(value, (ox.NamedNode, ox.Literal)):
            # a mapping, because the same triple may stand in two named graphs
            found[subject.value][quad.predicate.value][value] = None
    return {
        subject: {
            predicate: sorted(values, key=_VALUE) if len(values) > 1 else list(values)
            for predicate, values in own.items()
        }
        for subject, own in found.items()
    }


def _class(term: Term, ontology: Ontology) -> str | None:
    name = term.value.removeprefix(RG)
    known = ontology.classes.get(name)
    if known is None:
        name = term.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        known = ontology.classes.get(name)
    return name if known is not None and known.iri == term.value else None


def _links(
    about: Mapping[str, Properties], kinds: Mapping[str, object], ontology: Ontology
) -> tuple[tuple[str, str, str], ...]:
    names = {p.iri: p.name for p in ontology.properties.values()}
    return tuple(
        (iri, names[predicate], value.value)
        for iri in sorted(kinds)
        for predicate in sorted(about[iri].keys() & names.keys())
        for value in about[iri][predicate]
        if isinstance(value, ox.NamedNode) and value.value in kinds and value.value != iri
    )


def _reached(named: set[str], links: Sequence[tuple[str, str, str]]) -> set[str]:
    """The entities that reports name and those that join them, such as the region around two places.

    A vocabulary knows more things than the reports speak of, and being a donor's country alone makes no node.
    """
    targets: dict[str, set[str]] = defaultdict(set)
    for source, _, target in links:
        targets[source].add(target)
    used, waiting = set(named), sorted(named)
    while waiting:
        fresh = targets[waiting.pop()] - used
        used |= fresh
        waiting += sorted(fresh)
    neighbours: dict[str, set[str]] = defaultdict(set)
    for source in used:
        for target in targets[source]:
            neighbours[source].add(target)
            neighbours[target].add(source)
    ends = [iri for iri in used - named if len(neighbours[iri]) < 2]
    while ends:
        iri = ends.pop()
        used.discard(iri)
        for other in neighbours.pop(iri, set()):
            neighbours[other].discard(iri)
            if other not in named and len(neighbours[other]) == 1:
                ends.append(other)
    return used


def _entity(iri: str, classes: tuple[str, ...], roles: frozenset[str], own: Properties, ontology: Ontology) -> Entity:
    def special(cls: str) -> tuple[bool, int, str]:
        return (cls not in roles, len(ontology.ancestors(cls)), cls)

    label = _first(own, RDFS + "label") or _first(own, SKOS + "prefLabel") or _tail(iri)
    written = (SKOS + "altLabel", RG + "acronym", RG + "code", RG + "pcode")
    spellings = {v.value for name in written for v in own.get(name, ())}
    score = _first(own, RG + "mergeScore")
    ways = sorted(v.value for v in own.get(RG + "mergedBy", ()))
    return Entity(
        iri=iri,
        cls=max(classes, key=special),
        label=label,
        spellings=tuple(sorted(spellings - {label})),
        roles=tuple(c for c in classes if c in roles),
        notation=_first(own, SKOS + "notation"),
        point=_point(own),
        matched=SKOS + "exactMatch" in own,
        country=RG + "country" in own,
        iso3=_first(own, RG + "iso3"),
        is_place=any(ontology.is_a(cls, "Place") for cls in classes),
        merged_by=(*ways, score) if ways and score else (),
    )


def _point(own: Properties) -> tuple[float, float] | None:
    try:
        lat, long = (round(float(_first(own, WGS84 + name) or "nan"), 4) for name in ("lat", "long"))
    except ValueError:
        return None
    return (lat, long) if -90 <= lat <= 90 and -180 <= long <= 180 else None


def _passage(iri: str, own: Properties) -> Passage:
    page = _first(own, RG + "page")
    return Passage(
        iri=iri,
        text=_first(own, RG + "text") or "",
        report=_first(own, RG + "document"),
        page=_integer(page) if page else None,
        section=_first(own, RG + "section"),
        begin=_integer(_first(own, RG + "beginIndex")) or 0,
        end=_integer(_first(own, RG + "endIndex")) or 0,
    )


def _fact(iri: str, cls: str, own: Properties, kinds: Mapping[str, object]) -> Fact:
    slots: list[tuple[str, ox.NamedNode | Decimal | str]] = []
    for predicate in sorted(own):
        if predicate in _ABOUT_A_FACT or predicate in {RDF + "type", RDFS + "label"}:
            continue
        slots += [(_tail(predicate), _value(term, kinds)) for term in own[predicate]]
    confidence = _number(_first(own, RG + "confidence"))
    return Fact(
        iri=iri,
        cls=cls,
        label=_first(own, RDFS + "label") or _tail(iri),
        slots=tuple(slots),
        evidence=tuple(v.value for v in own.get(RG + "evidence", ())),
        context=tuple(v.value for v in own.get(RG + "context", ())),
        confidence=None if confidence is None else float(confidence),
        start=_first(own, RG + "start"),
        end=_first(own, RG + "end"),
        date_text=_first(own, RG + "dateText"),
        value_text=tuple(v.value for v in own.get(RG + "valueText", ())),
        rule=_first(own, RG + "rule"),
    )


def _value(term: Term, kinds: Mapping[str, object]) -> ox.NamedNode | Decimal | str:
    if isinstance(term, ox.NamedNode):
        return term if term.value in kinds else term.value
    number = _number(term.value) if term.datatype.value in _NUMBERS else None
    return term.value if number is None else number


def _report(iri: str, about: Mapping[str, Properties]) -> Report:
    own = about[iri]
    publisher = _first(own, DCT + "publisher")
    if publisher is not None and publisher in about:
        publisher = _first(about[publisher], RDFS + "label") or publisher
    title = _first(own, DCT + "title")
    return Report(
        iri=iri,
        file=_first(own, RG + "file") or title or _tail(iri),
        title=title,
        publisher=publisher,
        issued=_first(own, DCT + "issued"),
        start=_first(own, RG + "start"),
        end=_first(own, RG + "end"),
        mentions=tuple(v.value for v in own.get(RG + "mentions", ())),
    )


def _issue(iri: str, own: Properties) -> Issue:
    return Issue(
        iri=iri,
        kind=_first(own, RG + "kind") or "issue",
        label=_first(own, RDFS + "label") or "",
        about=tuple(v.value for v in own.get(RG + "about", ())),
        evidence=tuple(v.value for v in own.get(RG + "evidence", ())),
    )


def _first(own: Properties, predicate: str) -> str | None:
    values = own.get(predicate)
    return values[0].value if values else None


def _number(text: str | None) -> Decimal | None:
    try:
        number = Decimal(text) if text is not None else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _integer(text: str | None) -> int | None:
    number = _number(text)
    return None if number is None else int(number)


def _tail(iri: str) -> str:
    return iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]
