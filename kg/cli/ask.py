"""The command that asks a graph."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.shared import IN, OUT, limit_options, ontology_option, read
from kg.forms import ANSWERS

if TYPE_CHECKING:
    from kg.ontology import NamedQuery, Ontology
    from kg.query import StoreProcess


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("out", type=OUT)
@click.argument("question", required=False)
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED)
@click.option("--file", "file", type=IN, help="File with a SPARQL query, - for standard input.")
@click.option("--list", "listed", is_flag=True, help="List the questions that have a name, or what QUESTION takes.")
@click.option(
    "--format",
    "form",
    type=click.Choice(ANSWERS),
    default="table",
    show_default=True,
    help="Form of the answer; turtle is for CONSTRUCT and DESCRIBE.",
)
@limit_options(seconds=60, rows=1_000_000, memory=4096)
@ontology_option
def query(
    out: Path,
    question: str | None,
    parameters: tuple[str, ...],
    file: Path | None,
    listed: bool,
    form: str,
    timeout: float,
    rows: int,
    memory: int,
    ontology: Path | None,
) -> None:
    """Ask the graph in OUT.

    QUESTION is SPARQL, or the name of a question that comes with the package, with PARAMETERS that narrow it. Usual
    prefixes need no declaration. Only the graph is read: SERVICE, FROM with another source, LOAD and updates are
    refused.

    \b
    Examples:
      kg query graph --list
      kg query graph donors --format csv
      kg query graph partners --list
      kg query graph partners --place Gao --since 2021
      kg query graph 'SELECT ?name WHERE { ?place a rg:Region ; rdfs:label ?name }'
    """
    from kg.ontology import load
    from kg.output import read_manifest
    from kg.query import Limits, StoreProcess, bind, find
    from kg.store import graph_path

    if (question or "").startswith("--"):
        raise click.UsageError("Parameters stand behind the name of the question.")
    if listed:
        _list(question, load(ontology))
        return
    if bool(question) == (file is not None):
        raise click.UsageError("Give one question: SPARQL, a name (see --list) or --file.")
    values = _values(parameters)
    read_manifest(out)
    with StoreProcess(graph_path(out), Limits(timeout, rows or None, memory or None)) as process:
        sparql = question or ""
        if file is not None:
            sparql = read(file)
        elif (known := find(sparql, rules := load(ontology))) is not None:
            sparql = bind(known, values, lambda q: process.ask(q, any_length=True).answer(), rules)
            values = {}
        if values:
            raise click.UsageError("Parameters are for questions that have a name (see --list).")
        _answer(process, sparql, form)


def _values(parameters: tuple[str, ...]) -> dict[str, str]:
    """The values of `--name value` and `--name=value`."""
    values: dict[str, str] = {}
    words = iter(parameters)
    for word in words:
        name, equals, value = word.partition("=")
        if not name.startswith("--") or len(name) == 2:
            raise click.UsageError(f"{word!r} is no parameter; write --name value.")
        if not equals and (value := next(words, "")) == "":
            raise click.UsageError(f"{word} needs a value.")
        values[name[2:]] = value
    return values


def _answer(process: StoreProcess, sparql: str, form: str) -> None:
    from kg.query import CSV, JSON, TURTLE, show

    out = sys.stdout.buffer
    if form == "table":
        reply = process.ask(sparql)
        if reply.kind != "triples":
            width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
            show(reply.answer(), form, out, width=width)
            return
    elif form == "turtle":
        reply = process.ask(sparql, rows=None, triples=TURTLE)
    else:
        reply = process.ask(sparql, rows={"csv": CSV, "json": JSON}[form], triples=None)
    reply.write(out)
    if form == "json" or (form == "csv" and reply.kind == "boolean"):
        out.write(b"\n")


def _list(question: str | None, ontology: Ontology) -> None:
    from kg.ontology import KINDS
    from kg.query import find

    known = find(question, ontology) if question else None
    if known is None:
        for query in ontology.queries.values():
            click.echo(f"{query.name:<24} {query.description}{_brief(query)}")
        return
    click.echo(known.description)
    for parameter in known.parameters:
        kind = KINDS.get(parameter.kind) or f"{ontology.classes[parameter.kind].label.lower()}, by name"
        click.echo(f"  --{parameter.name:<14} {parameter.description} ({kind})")


def _brief(query: NamedQuery) -> str:
    return "".join(f" --{p.name}" for p in query.parameters)
