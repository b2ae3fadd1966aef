"""Commands that ask a graph, show it and check it."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import click

from kg.cli.shared import IN, OUT, ontology_option, read


@click.command()
@click.argument("out", type=OUT)
@click.argument("question", required=False)
@click.option("--file", "file", type=IN, help="File with a SPARQL query, - for standard input.")
@click.option("--list", "listed", is_flag=True, help="List the questions that have a name.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    default="table",
    show_default=True,
    help="Form of the answer; turtle is for CONSTRUCT and DESCRIBE.",
)
@ontology_option
def query(out: Path, question: str | None, file: Path | None, listed: bool, form: str, ontology: Path | None) -> None:
    """Ask the graph in OUT.

    QUESTION is SPARQL, or the name of a question that comes with the package. Usual prefixes need no declaration. Only
    the graph is read: SERVICE, FROM with another source, LOAD and updates are refused.

    \b
    Examples:
      kg query graph --list
      kg query graph donors --format csv
      kg query graph 'SELECT ?name WHERE { ?place a rg:Region ; rdfs:label ?name }'
    """
    from kg.build import open_graph
    from kg.ontology import load
    from kg.query import ask, named, show

    if listed:
        for name, known in load(ontology).queries.items():
            click.echo(f"{name:<24} {known.description}")
        return
    question = question or ""
    if bool(question) == (file is not None):
        raise click.UsageError("Give one question: SPARQL, a name (see --list) or --file.")
    sparql = named(question, load(ontology)) if file is None else read(file)
    graph = open_graph(out)
    # The store works outside Python, which would hear Ctrl-C only when the answer is there.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    show(ask(graph, sparql), form, sys.stdout.buffer, width=width)


@click.command()
@click.argument("out", type=OUT)
@click.option("--open/--no-open", "browse", default=True, help="Open it in the browser, or only print where it is.")
def explore(out: Path, browse: bool) -> None:
    """Look at the graph in OUT: one HTML page that needs no network.

    \b
    Example: kg explore graph
    """
    from kg.output import read_manifest

    read_manifest(out)
    page = (out / "explorer.html").resolve()
    click.echo(page)
    if browse:
        click.launch(page.as_uri())


@click.command()
@click.argument("out", type=OUT)
@ontology_option
@click.pass_context
def validate(ctx: click.Context, out: Path, ontology: Path | None) -> None:
    """Check the graph in OUT against the shapes of the ontology (SHACL).

    Exit status: 0 it conforms, 1 it does not; then each line names a thing and what is wrong with it.

    \b
    Example: kg validate graph
    """
    from kg.build import open_graph
    from kg.ontology import load
    from kg.validate import validate as check

    report = check(open_graph(out), load(ontology))
    for violation in report.violations:
        click.echo(violation)
    click.echo("conforms" if report.conforms else f"{len(report.violations)} violations")
    ctx.exit(0 if report.conforms else 1)
