"""Answers as a table for people, and in the standard forms for programs."""

from __future__ import annotations

from typing import BinaryIO

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.errors import QueryFormError
from kg.ontology import PREFIXES
from kg.query.ask import Answer, Value, explained

FORMATS = ("table", "csv", "json", "turtle")

_STANDARD = {"csv": ox.QueryResultsFormat.CSV, "json": ox.QueryResultsFormat.JSON}
_NAMESPACES = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda item: -len(item[0]))
_WIDEST = 100_000


def show(answer: Answer, form: str, out: BinaryIO, *, width: int | None = None) -> None:
    """Write an answer.

    Args:
        answer: to be written; it is used up.
        form: one of `FORMATS`. A table of triples is Turtle. CSV and JSON are those of SPARQL 1.1.
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
            _table(answer, out, width)
        case _:
            if form not in {"table", "turtle"}:
                raise QueryFormError(f"CONSTRUCT and DESCRIBE give triples, which have no {form} form; use turtle")
            triples = sorted(answer.triples(), key=str)
            ox.serialize(triples, out, ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def _table(answer: Answer, out: BinaryIO, width: int | None) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for variable in answer.variables:
        table.add_column(variable, overflow="fold")
    for row in answer.rows():
        table.add_row(*(Text(_cell(value)) for value in row))
    console = Console(width=width or _WIDEST, force_terminal=width is not None)
    with console.capture() as captured:
        console.print(table)
    lines = (line.rstrip() for line in captured.get().splitlines())
    out.write("".join(f"{line}\n" for line in lines).encode())


def _cell(value: Value) -> str:
    if isinstance(value, ox.NamedNode):
        return next((f"{p}:{value.value[len(n) :]}" for n, p in _NAMESPACES if value.value.startswith(n)), value.value)
    if isinstance(value, ox.Literal):
        return "".join(c if c.isprintable() else " " for c in value.value)
    return "" if value is None else str(value)
