"""Which facts a derived link follows from: the rules of the ontology, asked for what they matched.

A rule `CONSTRUCT { ?a rg:relation ?b } WHERE { … ?fact … }` makes a link and forgets the fact. The same pattern under
`SELECT *` gives both, whatever the rule says and however it calls its variables.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.explore.content import Content
from kg.ontology import RDF, Ontology

Triple = tuple[str, str, str]  # subject, local name of the property, object

_TEMPLATE = re.compile(r"\bCONSTRUCT\s*\{(?P<template>[^{}]*)\}(?=\s*(?:WHERE\b|\{))", re.IGNORECASE)
_LINK = re.compile(r"[?$](\w+)\s+\w*:(\w+)\s+[?$](\w+)")
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


def lineage(content: Content, ontology: Ontology) -> dict[Triple, tuple[str, ...]]:
    """The IRIs of the facts behind each link that a rule derives, in the order of the facts.

    Raises:
        OntologyError: a rule is not valid SPARQL.
    """
    store = ox.Store()
    store.extend(_facts(content, ontology))
    wanted = {relation for _, relation, _ in content.links}
    found: dict[Triple, dict[str, None]] = defaultdict(dict)
    for name, rule in sorted(ontology.rules.items()):
        template = _TEMPLATE.search(_COMMENT.sub("", rule))
        patterns = [p for p in _LINK.findall(template["template"] if template else "") if p[1] in wanted]
        if not patterns:
            continue
        try:
            matches = store.query(_TEMPLATE.sub("SELECT *", _COMMENT.sub("", rule)))
        except SyntaxError as error:
            raise OntologyError(f"rules/{name}.rq: {error}") from None
        assert isinstance(matches, ox.QuerySolutions)
        names = [variable.value for variable in matches.variables]
        for match in matches:
            bound = {n: term.value for n, term in zip(names, match, strict=True) if isinstance(term, ox.NamedNode)}
            facts = [iri for iri in bound.values() if iri in content.facts]
            for source, relation, target in patterns:
                if source in bound and target in bound:
                    found[bound[source], relation, bound[target]].update(dict.fromkeys(facts))
    rank = {iri: row for row, iri in enumerate(content.facts)}
    return {link: tuple(sorted(facts, key=rank.__getitem__)) for link, facts in found.items()}


def _facts(content: Content, ontology: Ontology) -> Iterator[ox.Quad]:
    """The facts' types and the entities in their slots: all that a rule about links needs."""
    kind = ox.NamedNode(RDF + "type")
    properties: dict[str, ox.NamedNode] = {p.name: ox.NamedNode(p.iri) for p in ontology.properties.values()}
    for fact in content.facts.values():
        node = ox.NamedNode(fact.iri)
        for cls in _known(ontology.ancestors(fact.cls), ontology):
            yield ox.Quad(node, kind, cls)
        for slot, value in fact.slots:
            if isinstance(value, ox.NamedNode) and slot in properties:
                yield ox.Quad(node, properties[slot], value)


def _known(classes: Sequence[str], ontology: Ontology) -> Iterator[ox.NamedNode]:
    return (ox.NamedNode(ontology.classes[cls].iri) for cls in classes if cls in ontology.classes)
