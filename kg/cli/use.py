"""Commands that show a graph, hand it on and check it."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from kg.cli.shared import OUT, ontology_option


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
@click.option("--format", "form", required=True, help="turtle, trig, nquads, ntriples, jsonld or graphml.")
@click.option("-o", "--output", type=OUT, help="File to write; standard output if it is not given.")
@ontology_option
def export(out: Path, form: str, output: Path | None, ontology: Path | None) -> None:
    """Hand on the graph in OUT in the format of another tool.

    \b
    Example: kg export graph --format graphml -o network.graphml
    """
    from kg.build import open_graph
    from kg.errors import OutputError
    from kg.export import export as write
    from kg.ontology import load
    from kg.output import write_file

    content = io.BytesIO()
    write(list(open_graph(out)), load(ontology), form, content)
    if output is None:
        sys.stdout.buffer.write(content.getbuffer())
        return
    try:
        write_file(output, content.getvalue())
    except OSError as error:
        raise OutputError(f"{output}: {(error.strerror or 'cannot be written').lower()}") from None


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
