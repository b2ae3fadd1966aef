"""The page's data as one JSON value: tables of rows that name each other by row number.

| key | row |
| --- | --- |
| `families` | id, label, shape, colour in light, colour in dark |
| `classes` | id, label, family, whether its members are concepts of a vocabulary |
| `types` | id, label of a fact class |
| `slots`, `relations` | id, label of a property |
| `entities` | id, label, class, other spellings, roles, known from, why they are one, how sure, latitude, longitude |
| `reports` | id, file, title, publisher, issued, start, end, entities that it names |
| `passages` | text, report, page, section, begin, end |
| `facts` | id, type, label, slots, evidence, context, confidence, start, end, printed date, printed numbers, rule |
| `links` | from, to, relation, mutual, facts |
| `issues` | kind, label, facts, passages |
| `plots` | what the ontology declares of a plot, by key; see `kg.explore.plots` |

`slots` of a fact is a flat list of slot, value, slot, value …; a value is a number for an entity's row, a list of one
number for a number, a string for a text. `known from` is 0 for reports only, 1 for the vocabulary, 2 for a gazetteer.
An id is an IRI, without `base` where it begins with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pyoxigraph import NamedNode

from kg.explore.content import Content, Fact
from kg.explore.links import Link
from kg.explore.palette import UNDRAWN, family, marks, slot_ranges
from kg.explore.plots import plot_rows
from kg.ontology import Ontology

Row = list[Any]


def payload(
    content: Content,
    links: Sequence[Link],
    ontology: Ontology,
    title: str,
    offsets: Mapping[str, tuple[int, int]],
    points: Mapping[str, tuple[float, float]],
) -> dict[str, Any]:
    """The tables described above, of a graph.

    Args:
        content: of the graph.
        links: between its entities.
        ontology: whose labels are shown.
        title: of the page.
        offsets: begin and end of each passage, by its IRI, in UTF-16 code units.
        points: latitude and longitude of entities, by their IRI.
    """
    base = _base(content)
    entities = _numbered(content.entities)
    reports = _numbered(content.reports)
    passages = _numbered(content.passages)
    facts = _numbered(content.facts)
    types = _numbered(sorted({f.cls for f in content.facts.values()}))
    slots = _numbered(_in_order_of_use(content))
    relations = _numbered(sorted({link.relation for link in links}))
    classes = _numbered(sorted({c for e in content.entities.values() for c in (e.cls, *e.roles)}))
    ranges = slot_ranges(slots, ontology)
    family_of = {cls: family(cls, ontology, ranges) for cls in classes}
    linked = {content.entities[iri].cls for link in links for iri in (link.source, link.target)}
    concepts = {e.cls for e in content.entities.values() if e.notation is not None}
    drawn = marks(family_of[cls] for cls in linked)
    families = [*drawn, *sorted(set(family_of.values()) - drawn.keys(), key=str)]
    family_rows = _numbered(families)

    def short(iri: str) -> str:
        return iri.removeprefix(base) if base else iri

    def class_label(name: str) -> str:
        return ontology.classes[name].label if name in ontology.classes else name

    def property_label(name: str) -> str:
        return ontology.properties[name].label if name in ontology.properties else name

    def rows_of(iris: Sequence[str], known: dict[str, int]) -> list[int]:
        return [known[iri] for iri in iris if iri in known]

    def value(term: NamedNode | Decimal | str) -> int | str | list[int | float]:
        if isinstance(term, NamedNode):
            return entities[term.value]
        return [_json_number(term)] if isinstance(term, Decimal) else term

    def fact_row(fact: Fact) -> Row:
        ordered = sorted(fact.slots, key=lambda item: slots[item[0]])
        return [
            short(fact.iri),
            types[fact.cls],
            fact.label,
            [part for slot, term in ordered for part in (slots[slot], value(term))],
            rows_of(fact.evidence, passages),
            rows_of(fact.context, passages),
            fact.confidence,
            fact.start,
            fact.end,
            fact.date_text,
            list(fact.value_text),
            fact.rule,
        ]

    return {
        "title": title,
        "base": base,
        "families": [
            [name, class_label(name), mark.shape, mark.light, mark.dark]
            for name in families
            for mark in [drawn.get(name, UNDRAWN)]
        ],
        "classes": [[name, class_label(name), family_rows[family_of[name]], int(name in concepts)] for name in classes],
        "types": [[name, class_label(name)] for name in types],
        "slots": [[name, property_label(name)] for name in slots],
        "relations": [[name, property_label(name)] for name in relations],
        "entities": [
            [
                short(e.iri),
                e.label,
                classes[e.cls],
                list(e.spellings),
                [classes[role] for role in e.roles if role != e.cls],
                1 if e.iri in ontology.terms or e.country else 2 if e.matched else 0,
                list(e.merged_by),
                *points.get(e.iri, ()),
            ]
            for e in content.entities.values()
        ],
        "reports": [
            [short(r.iri), r.file, r.title, r.publisher, r.issued, r.start, r.end, rows_of(r.mentions, entities)]
            for r in content.reports.values()
        ],
        "passages": [
            [p.text, reports.get(p.report or "", None), p.page, p.section, *offsets[p.iri]]
            for p in content.passages.values()
        ],
        "facts": [fact_row(fact) for fact in content.facts.values()],
        "links": [
            [
                entities[link.source],
                entities[link.target],
                relations[link.relation],
                int(link.mutual),
                rows_of(link.facts, facts),
            ]
            for link in links
        ],
        "issues": [
            [issue.kind, issue.label, rows_of(issue.about, facts), rows_of(issue.evidence, passages)]
            for issue in content.issues
        ],
        "plots": plot_rows(ontology, content, types, slots, entities),
    }


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: row for row, name in enumerate(names)}


def _base(content: Content) -> str:
    """The longest part, up to a slash or hash, that the IRIs of what this graph made have in common."""
    made = sorted([*content.facts, *content.reports])
    if not made:
        return ""
    authority = "/".join(made[0].split("/")[:3])
    iris = sorted([*made, *(iri for iri in content.entities if iri.startswith(authority))])
    pairs = zip(iris[0], iris[-1], strict=False)
    common = iris[0][: next((i for i, pair in enumerate(pairs) if pair[0] != pair[1]), len(iris[0]))]
    return common[: max(common.rfind("/"), common.rfind("#")) + 1]


def _in_order_of_use(content: Content) -> list[str]:
    """Slots with those first that hold what a fact is about: entities, then numbers, then texts, each by name."""
    kinds: dict[str, int] = {}
    for fact in content.facts.values():
        for slot, term in fact.slots:
            rank = 0 if isinstance(term, NamedNode) else 1 if isinstance(term, Decimal) else 2
            kinds[slot] = min(rank, kinds.get(slot, rank))
    return sorted(kinds, key=lambda slot: (kinds[slot], slot))


def _json_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
