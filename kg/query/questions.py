"""Questions that have a name, and the values that are given for their parameters.

A parameter stands in a query as `VALUES $_name { UNDEF }`, which leaves it open. A value never becomes part of the
query as it was typed: a name becomes the IRIs of the things in the graph that are called so, anything else a literal.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

import pyoxigraph as ox

from kg.errors import QueryError
from kg.naming import key
from kg.ontology import XSD, NamedQuery, Ontology, Parameter, opening
from kg.query.ask import Answer

Asked = Callable[[str], Answer]
"""Asks a graph: `StoreProcess.ask` and `ask` with their other arguments given."""

_WORD = re.compile(r"[\w-]+")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def named(question: str, ontology: Ontology) -> str:
    """The SPARQL of a question: that of a named one, or the question itself.

    Raises:
        QueryError: it is a single word that names no question.
    """
    known = find(question, ontology)
    return question if known is None else known.sparql


def find(question: str, ontology: Ontology) -> NamedQuery | None:
    """The named question of this name; None where the question is SPARQL.

    Raises:
        QueryError: it is a single word that names no question.
    """
    word = question.strip()
    known = ontology.queries.get(word)
    if known is None and _WORD.fullmatch(word):
        raise QueryError(f"no question is called {word!r}; `kg query OUT --list` lists them")
    return known


def bind(question: NamedQuery, values: Mapping[str, str], asked: Asked, ontology: Ontology) -> str:
    """The SPARQL of a named question with values for some of its parameters.

    Args:
        question: that is asked.
        values: by name of the parameter, as they were typed.
        asked: asks the graph, to find what is called so.
        ontology: of the graph.

    Raises:
        QueryError: there is no such parameter, or nothing that is called so, or no such day or number.
    """
    known = {p.name: p for p in question.parameters}
    sparql = question.sparql
    for name, value in values.items():
        if name not in known:
            there = ", ".join(f"--{n}" for n in known) or "none"
            raise QueryError(f"{question.name} has no parameter --{name}; it has {there}")
        terms = _terms(known[name], value, asked, ontology)
        given = " ".join(map(str, terms))
        sparql = opening(name).sub(lambda m, given=given: f"VALUES {m[1]} {{ {given} }}", sparql)  # type: ignore[misc]
    return sparql


def _terms(parameter: Parameter, value: str, asked: Asked, ontology: Ontology) -> list[ox.NamedNode | ox.Literal]:
    match parameter.kind:
        case "first-day" | "last-day":
            return [_day(parameter, value)]
        case "number":
            try:
                number = Decimal(value.replace(",", ""))
            except InvalidOperation:
                number = Decimal("NaN")
            if not number.is_finite():
                raise QueryError(f"--{parameter.name} {value!r} is no number")
            return [ox.Literal(f"{number:f}", datatype=ox.NamedNode(XSD + "decimal"))]
        case "text":
            return [ox.Literal(value)]
        case cls:
            return _called(cls, value, asked, ontology)


def _day(parameter: Parameter, value: str) -> ox.Literal:
    """The first or last day of a year, a month or a day."""
    error = QueryError(f"--{parameter.name} {value!r} is no day; write 2021, 2021-05 or 2021-05-31")
    found = _DAY.fullmatch(value.strip())
    if found is None:
        raise error
    first = parameter.kind == "first-day"
    year, month = int(found[1]), int(found[2] or (1 if first else 12))
    try:
        day = int(found[3] or (1 if first else monthrange(year, month)[1]))
        return ox.Literal(date(year, month, day).isoformat(), datatype=ox.NamedNode(XSD + "date"))
    except ValueError:  # calendar's own error is one
        raise error from None


def _called(cls: str, value: str, asked: Asked, ontology: Ontology) -> list[ox.NamedNode | ox.Literal]:
    """All things of a class that are called so: by their usual name, or, where none is, by another one or their code.

    Raises:
        QueryError: there is none.
    """
    usual: dict[str, set[str]] = defaultdict(set)
    other: dict[str, set[str]] = defaultdict(set)
    spelling: dict[str, str] = {}
    iri = ontology.classes[cls].iri
    query = (
        f"SELECT DISTINCT ?it ?by ?name {{ ?it a <{iri}> ; ?by ?name "
        "VALUES ?by { rdfs:label skos:altLabel skos:hiddenLabel rg:acronym skos:notation rg:code rg:file dct:title } } "
        "ORDER BY ?name"
    )
    for it, by, name in asked(query).rows():
        if isinstance(it, ox.NamedNode) and isinstance(by, ox.NamedNode) and isinstance(name, ox.Literal):
            (usual if by.value == _LABEL else other)[key(name.value)].add(it.value)
            if by.value == _LABEL or key(name.value) not in usual:
                spelling[key(name.value)] = name.value
    wanted = key(value)
    found = usual.get(wanted) or other.get(wanted)
    if not found:
        near = get_close_matches(wanted, sorted(spelling), n=3)
        meant = f"; did you mean {', '.join(repr(spelling[n]) for n in near)}?" if near else ""
        raise QueryError(f"no {ontology.classes[cls].label.lower()} in this graph is called {value!r}{meant}")
    return [ox.NamedNode(i) for i in sorted(found)]
