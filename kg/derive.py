"""What follows from the facts: the rules of the ontology, run over the union of all named graphs."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.naming import DEFAULT_BASE, Namer
from kg.ontology import Ontology


def derive(quads: Sequence[ox.Quad], ontology: Ontology, *, base: str = DEFAULT_BASE) -> list[ox.Quad]:
    """The quads that the rules add, in the named graph `derived`.

    Each rule, a SPARQL CONSTRUCT query, runs once, in the order of the files' names, and sees what the rules before it
    derived.

    Raises:
        OntologyError: a rule is not a CONSTRUCT query, or makes a blank node.
    """
    store = ox.Store()
    store.extend(quads)
    return derive_in(store, ontology, base=base)


def derive_in(store: ox.Store, ontology: Ontology, *, base: str = DEFAULT_BASE) -> list[ox.Quad]:
    """As `derive`; what the rules add is also put into the store.

    Raises:
        OntologyError: as for `derive`.
    """
    graph = ox.NamedNode(Namer(base).graph("derived"))
    found: dict[ox.Quad, None] = {}
    for name, rule in sorted(ontology.rules.items()):
        try:
            answer = store.query(rule, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise OntologyError(f"rules/{name}.rq: {error}") from None
        if not isinstance(answer, ox.QueryTriples):
            raise OntologyError(f"rules/{name}.rq: not a CONSTRUCT query")
        triples = list(dict.fromkeys(answer))
        if any(isinstance(term, ox.BlankNode) for t in triples for term in (t.subject, t.object)):
            raise OntologyError(f"rules/{name}.rq: makes blank nodes; every derived thing needs an IRI")
        derived = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]
        store.extend(derived)
        found.update(dict.fromkeys(derived))
    return list(found)
