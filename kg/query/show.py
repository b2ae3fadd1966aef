"""Answers as a table for people, and in the standard forms for programs."""

from __future__ import annotations

from typing import BinaryIO

import pyoxigraph as ox

from kg.console import console_table
from kg.errors import QueryFormError
from kg.ontology import PREFIXES
from kg.query.ask import Answer, Value, explained

_STANDARD = {"csv": ox.QueryResultsFormat.CSV, "json": ox.QueryResultsFormat.JSON}
_NAMESPACES = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda item: -len(item[0]))


def show(answer: Answer, form: str, out: BinaryIO, *, width: int | None = None) -> None:
    """Write an answer.

    Args:
        answer: to be written; it is used up.
        form: one of `kg.forms.ANSWERS`.
        out: where to.
        width: of a terminal in characters; None for a table as wide as its cells.

    Raises:
        QueryError: the query fails while it runs.
        QueryFormError: its kind of answer has no such form.
    """
    match answer.result:
        case ox.QueryBoolean() if form in {"table", "csv"}:
            out.write(b"true\n" if answer.result else b"false\n")
        case ox.QuerySolutions() | ox.QueryBoolean() if form == "turtle":
            raise QueryFormError("SELECT and ASK give no triples; use table, csv or json")
        case ox.QuerySolutions() | ox.QueryBoolean() if form in _STANDARD:
            with explained():
                answer.result.serialize(out, _STANDARD[form])
            out.write(b"\n" if form == "json" else b"")
        case ox.QuerySolutions():
            rows = (tuple(map(_cell, row)) for row in answer.rows())
            out.write(console_table(answer.variables, rows, width).encode())
        case _:
            if form not in {"table", "turtle"}:
                raise QueryFormError(f"CONSTRUCT and DESCRIBE give triples, which have no {form} form; use turtle")
            triples = sorted(answer.triples(), key=str)
            ox.serialize(triples, out, ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def _cell(value: Value) -> str:
    if isinstance(value, ox.NamedNode):
        return next((f"{p}:{value.value[len(n) :]}" for n, p in _NAMESPACES if value.value.startswith(n)), value.value)
    if isinstance(value, ox.Literal):
        return value.value
    return "" if value is None else str(value)
