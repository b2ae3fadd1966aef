"""The command that shows what names became."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

import click

from kg.cli.shared import OUT
from kg.forms import NAMES


@click.command()
@click.argument("out", type=OUT)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(["merged", "near", "unknown"]),
    help="Only names that were merged, pairs that nearly were, or things that stayed unknown; may be repeated.",
)
@click.option("--class", "cls", help="Only entities of a class, such as Region.")
@click.option("--name", help="Only entities and names with these letters in them.")
@click.option(
    "--format",
    "form",
    type=click.Choice(NAMES),
    default="table",
    show_default=True,
    help="Form of the list.",
)
def entities(out: Path, states: tuple[str, ...], cls: str | None, name: str | None, form: str) -> None:
    """List which names the graph in OUT takes for one thing and why, which it nearly did, and what stayed unknown.

    What is wrong can be put right: write `same`, `different` or `is` and two names, or a name and an IRI, into a file,
    one decision a line, and build again with --decisions.

    \b
    Examples:
      kg entities graph --state near
      kg entities graph --format csv > entities.csv
    """
    from kg.console import console_table
    from kg.output import read_manifest
    from kg.places import fold
    from kg.resolve import Row, read_rows
    from kg.text import safe_cell

    read_manifest(out)
    found = [
        row
        for row in read_rows(out / "entities.csv")
        if (not states or row.state in states)
        and (cls is None or row.cls.casefold() == cls.casefold())
        and (name is None or fold(name) in fold(f"{row.entity}\n{row.name}"))
    ]
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows(map(safe_cell, row) for row in found)
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    header = ("state", "class", "entity", "name", "why", "score", "reports")
    click.echo(console_table(header, [row[:7] for row in found], width), nl=False)
