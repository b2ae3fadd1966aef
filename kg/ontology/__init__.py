"""The ontology folder: what exists, how reports speak of it, what holds, what follows, what is asked.

The folder is data; pointing `load` at another one builds another domain's graph with the same code:

    domain.toml       what it takes over from the ontology of the package
    core.ttl          classes and properties that every domain has
    reportgraph.ttl   those of the domain (any `*.ttl` beside it but `shapes.ttl` is read too)
    shapes.ttl        SHACL
    vocabulary/*.ttl  SKOS concepts and entities known beforehand, with their labels
    patterns/*.toml   how sentences and tables speak of the facts: only what a label can't say
    ids.toml          where the pattern files name ids
    rules/*.rq        derived edges, SPARQL CONSTRUCT
    plots/*.toml      the numbers that the explorer draws
    checks/*.toml     what must add up: the checks of the audit, with checks/*.rq where one is a query
    queries/*.rq      named questions; the leading `#` lines are the description and the parameters
"""

from kg.ontology.declarations import EntityRule, Evoking, FactRule, SlotRule
from kg.ontology.files import default_folder
from kg.ontology.folder import load
from kg.ontology.namespaces import DCT, OWL, PREFIXES, RDF, RDFS, RG, SCHEMA, SKOS, VOCABULARY, WGS84, XSD
from kg.ontology.plots import Plot, parts_of
from kg.ontology.questions import KINDS, opening
from kg.ontology.terms import NamedQuery, Ontology, OntologyClass, OntologyProperty, Parameter, VocabularyTerm

__all__ = [
    "DCT",
    "KINDS",
    "OWL",
    "PREFIXES",
    "RDF",
    "RDFS",
    "RG",
    "SCHEMA",
    "SKOS",
    "VOCABULARY",
    "WGS84",
    "XSD",
    "EntityRule",
    "Evoking",
    "FactRule",
    "NamedQuery",
    "Ontology",
    "OntologyClass",
    "OntologyProperty",
    "Parameter",
    "Plot",
    "SlotRule",
    "VocabularyTerm",
    "default_folder",
    "load",
    "opening",
    "parts_of",
]
