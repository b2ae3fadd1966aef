"""What follows from the facts: the rules of the ontology, run over the union of all named graphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.naming import DEFAULT_BASE, Namer
from kg.ontology import Ontology

_BATCH = 50_000  # triples; a store holds what is put into it at once in memory


def derive(quads: Sequence[ox.Quad], ontology: Ontology, *, base: str = DEFAULT_BASE) -> list[ox.Quad]:
    """The quads that the rules add, in the named graph `derived`.

    Each rule, a SPARQL CONSTRUCT query, runs once, in the order of the files' names, and sees what the rules before it
    derived.

    Raises:
        OntologyError: a rule is not a CONSTRUCT query, or makes a blank node.
    """
    store = ox.Store()
    store.extend(quads)
    return list(dict.fromkeys(quad for batch in derive_in(store, ontology, base=base) for quad in batch))


def derive_in(
    store: ox.Store, ontology: Ontology, *, base: str = DEFAULT_BASE, many: bool = False
) -> Iterator[list[ox.Quad]]:
    """As `derive`, into the store; what is put there comes in batches, of which two may hold the same quad.

    A rule reads the store as it was when the rule began. Of `many` quads the store, if it is on disk, holds less in
    memory, and takes a little longer.

    Raises:
        OntologyError: as for `derive`.
    """
    graph = ox.NamedNode(Namer(base).graph("derived"))
    for name, rule in sorted(ontology.rules.items()):
        try:
            answer = store.query(rule, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise OntologyError(f"rules/{name}.rq: {error}") from None
        if not isinstance(answer, ox.QueryTriples):
            raise OntologyError(f"rules/{name}.rq: not a CONSTRUCT query")
        while triples := list(islice(answer, _BATCH)):
            if any(isinstance(term, ox.BlankNode) for t in triples for term in (t.subject, t.object)):
                raise OntologyError(f"rules/{name}.rq: makes blank nodes; every derived thing needs an IRI")
            batch = list(dict.fromkeys(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples))
            (store.bulk_extend if many else store.extend)(batch)
            yield batch
