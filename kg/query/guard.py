"""What a query may not ask for, found in its text before it is run, beside what `kg.sparql` refuses anywhere.

`FROM` is never fetched but silently matches nothing, so it must name a graph that is there. To Oxigraph's query parser
`LOAD` and updates are syntax errors.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.errors import QueryRefusedError
from kg.ontology import PREFIXES
from kg.sparql import COMMENT_LINE, GAP
from kg.text import printable

_LONGEST_SHOWN = 160  # characters of an IRI in a message
_PREFIX = re.compile(rf"prefix{GAP}([^\s:<]*):{GAP}<([^>]*)>", re.IGNORECASE)
_PROLOGUE = re.compile(rf"{GAP}(?:(?:base|prefix{GAP}[^\s:<]*:){GAP}<[^>]*>{GAP})*", re.IGNORECASE)
_UPDATE = re.compile(r"(?:load|insert|delete|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom{GAP}(?:named\b{GAP})?(?:<([^>]*)>|([^\s:<{{]*):([^\s<{{]*))", re.IGNORECASE)


def sources(sparql: str) -> list[str]:
    """The IRIs in the FROM clauses of a query."""
    head = COMMENT_LINE.sub("", sparql)
    prologue = _PROLOGUE.match(head)
    declared = PREFIXES | {m[1]: m[2] for m in _PREFIX.finditer(head[: prologue.end() if prologue else 0])}
    head = head[prologue.end() if prologue else 0 :].partition("{")[0]
    return [m[1] if m[1] is not None else declared.get(m[2], m[2] + ":") + m[3] for m in _FROM.finditer(head)]


def refuse_absent(found: list[str], store: ox.Store) -> None:
    """Refuse a FROM clause that names no graph of the store.

    Raises:
        QueryRefusedError: it names another.
    """
    for source in found:
        if not _is_graph(store, source):
            raise absent(source)


def absent(iri: str) -> QueryRefusedError:
    """The refusal of a graph that is not there."""
    shown = " ".join(printable(iri).split())[:_LONGEST_SHOWN]
    return QueryRefusedError(f"FROM <{shown}> names no graph of this store, and nothing is fetched")


def update(sparql: str) -> str | None:
    """The keyword of an update, if this is one and no query."""
    start = _PROLOGUE.match(sparql)
    found = _UPDATE.match(sparql, start.end() if start else 0)
    return found[0].upper() if found else None


def _is_graph(store: ox.Store, iri: str) -> bool:
    try:
        return store.contains_named_graph(ox.NamedNode(iri))
    except ValueError:
        return False
