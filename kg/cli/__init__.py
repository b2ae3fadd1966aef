"""The command `kg`: a thin layer over functions that can be imported."""
# ruff: noqa: D301 - \b is for click

from __future__ import annotations

from typing import Any

import click

from kg.cli.ask import query
from kg.cli.audit import audit, diff, trend
from kg.cli.entities import entities
from kg.cli.handon import export, network
from kg.cli.make import build, merge
from kg.cli.ontology import ontology
from kg.cli.serve import serve
from kg.cli.sources import read
from kg.cli.texts import annotate
from kg.cli.use import explore, validate
from kg.errors import ReportgraphError
from kg.text import printable


class _Group(click.Group):
    """Shows an error of ours as one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReportgraphError as error:
            click.echo(f"kg: {' '.join(printable(str(error)).split())}", err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="reportgraph", prog_name="kg")
def main() -> None:
    """Build a knowledge graph from humanitarian reports, ask it, look at it, hand it on.

    \b
    kg build reports/ -o graph        read reports and write their graph
    kg query graph donors             ask a question that comes with the package
    kg explore graph                  open the graph in a browser
    """


for command in (
    build,
    merge,
    read,
    query,
    serve,
    explore,
    network,
    export,
    validate,
    audit,
    diff,
    trend,
    annotate,
    entities,
    ontology,
):
    main.add_command(command)
