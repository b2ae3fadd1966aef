"""The command that shows what was read from a file."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import click

from kg.cli.shared import OUT
from kg.forms import READINGS


@click.command()
@click.argument("file", type=OUT)
@click.option(
    "--format",
    "form",
    type=click.Choice(READINGS),
    default="text",
    show_default=True,
    help="Form of what is shown; json has all offsets.",
)
def read(file: Path, form: str) -> None:
    """Print what was read from FILE: headings, paragraphs, list items and tables, with their pages and sections.

    A fact that is missing from the graph may stand in a block that was cut, joined or put under the wrong heading.

    \b
    Examples:
      kg read report.pdf
      kg read indicators.xlsx --format json
    """
    from kg.read import named, read_report
    from kg.read.show import show_source, source_as_json

    source = read_report(file, named(file.name))
    if form == "json":
        click.echo(json.dumps(source_as_json(source), ensure_ascii=False, indent=1))
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    show_source(source, sys.stdout.buffer, width)
