"""Commands that show a graph and check it."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.shared import OUT, ontology_option
from kg.text import printable


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
        click.echo(printable(str(violation)))
    click.echo("conforms" if report.conforms else f"{len(report.violations)} violations")
    ctx.exit(0 if report.conforms else 1)
