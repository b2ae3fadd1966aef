"""Whether a graph keeps to the shapes of the ontology, in SHACL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, RDFS, SH

from kg.errors import OntologyError
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that does not keep to a shape; `value` and `path` are empty where the shape is about the whole node."""

    focus: str  # IRI
    path: str
    value: str
    message: str
    label: str  # of the focus node

    def __str__(self) -> str:
        where = f" {self.path.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}" if self.path else ""
        value = f" ({self.value})" if self.value else ""
        return f"{self.label} <{self.focus}>{where}: {self.message}{value}"


@dataclass(frozen=True)
class Report:
    """The outcome of a validation."""

    conforms: bool
    violations: tuple[Violation, ...]


def validate(quads: Iterable[ox.Quad], ontology: Ontology) -> Report:
    """Check a graph against the ontology's shapes.

    The union of the named graphs is checked as a plain rdflib graph, on which pySHACL is many times faster than on one
    that is backed by a store.

    Raises:
        OntologyError: there are no shapes, or they are no valid SHACL.
    """
    data = rdflib.Graph()
    triples = {q.triple for q in quads}
    data.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    shapes = rdflib.Graph()
    try:
        shapes.parse(ontology.shapes, format="turtle")
        conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    except OSError:
        raise OntologyError(f"{ontology.shapes}: no shapes here") from None
    except RecursionError:
        raise OntologyError(f"{ontology.shapes}: nested too deeply") from None
    except (SyntaxError, ValueError, pyshacl.errors.ReportableRuntimeError) as error:
        raise OntologyError(f"{ontology.shapes}: {' '.join(str(error).split())[:200]}") from None
    if not isinstance(results, rdflib.Graph):
        raise OntologyError(f"{ontology.shapes}: not valid SHACL")
    return Report(
        bool(conforms),
        tuple(sorted(_violation(node, results, data) for node in results.subjects(RDF.type, SH.ValidationResult))),
    )


def _violation(node: rdflib.term.Node, results: rdflib.Graph, data: rdflib.Graph) -> Violation:
    focus = results.value(node, SH.focusNode)
    return Violation(
        focus=str(focus or ""),
        path=str(results.value(node, SH.resultPath) or ""),
        value=str(results.value(node, SH.value) or "")[:120],
        message=" ".join(str(results.value(node, SH.resultMessage) or "").split()),
        label=str(data.value(focus, RDFS.label) or ""),
    )
