"""The command that shows what is found in a text."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kg.cli.shared import IN, model_option, ontology_option, read
from kg.errors import ReadError


@click.command()
@click.argument("file", type=IN)
@model_option
@ontology_option
def annotate(file: Path, model: str | None, ontology: Path | None) -> None:
    """Print the names and quantities in a text with their offsets, as JSON lines.

    FILE is a text, - for standard input, or a .jsonl file whose lines have `id` and `text`.

    \b
    Examples:
      kg annotate report.txt
      echo 'UNHCR gave 263 kits in Gao.' | kg annotate -
    """
    from kg.build import annotate as run
    from kg.ontology import load

    texts = _texts(file)
    for line in run(texts, load(ontology), model):
        # Half a character, which JSON can hold, cannot be written.
        click.echo(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace"))


def _texts(file: Path) -> list[tuple[Any, str]]:
    """The texts of a file with their ids."""
    from kg.read import named

    content = read(file)
    if file.suffix != ".jsonl":
        return [("-" if str(file) == "-" else named(file.name), content)]
    texts: list[tuple[Any, str]] = []
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
                texts.append((row["id"], str(row["text"]).encode("utf-8", "replace").decode()))
            except (ValueError, KeyError, TypeError, RecursionError):
                raise ReadError(str(file), f"line {number} is no JSON object with id and text") from None
    return texts
