"""What several commands share: options, and files that users name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.errors import ReadError

Function = TypeVar("Function", bound=Callable[..., Any])

OUT = click.Path(path_type=Path)
IN = click.Path(path_type=Path, allow_dash=True)

ontology_option = click.option("--ontology", type=OUT, help="Another ontology folder than the one of the package.")
model_option = click.option("--model", help="Name of an installed spaCy model.")


def graph_options(function: Function) -> Function:
    """Options of the commands that write a graph."""
    options = [
        click.option(
            "-o", "--out", required=True, type=OUT, help="Folder to write: new, empty, or of an earlier build."
        ),
        ontology_option,
        click.option("--base", help="IRI below which all resources are named; it ends in / or #."),
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            default=0.0,
            show_default=True,
            help="Leave out facts that are less sure.",
        ),
        click.option(
            "--without",
            multiple=True,
            metavar="CHECK",
            help="Do not check this (see kg audit --checks); may be repeated.",
        ),
        click.option(
            "--pcodes",
            multiple=True,
            type=OUT,
            metavar="FILE",
            help="Table of P-codes, CSV or XLSX (ADM1_EN, ADM1_PCODE, ADM2_EN, …); may be repeated.",
        ),
        click.option(
            "--decisions",
            type=OUT,
            metavar="FILE",
            help="CSV file of lines same,NAME,NAME or different,NAME,NAME or is,NAME,IRI; they win.",
        ),
        click.option(
            "--no-persons",
            "persons",
            is_flag=True,
            flag_value=False,
            default=True,
            help="Leave contact persons out of all files; their names and addresses in texts are masked.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def store_options(function: Function) -> Function:
    """Options of the commands that write a graph into a store of another program."""
    update = click.option(
        "--store",
        metavar="URL",
        help="Write the graph into this SPARQL 1.1 Update endpoint, instead of a store in OUT.",
    )
    graphs = click.option("--store-graphs", metavar="URL", help="The same store's Graph Store Protocol, if it has it.")
    return update(graphs(function))


def limit_options(*, seconds: float, rows: int, memory: int) -> Callable[[Function], Function]:
    """Options of the commands that answer queries, with these defaults."""

    def decorate(function: Function) -> Function:
        options = [
            click.option(
                "--timeout",
                type=click.FloatRange(0, 86_400, min_open=True),
                default=seconds,
                show_default=True,
                help="Seconds after which a query is ended.",
            ),
            click.option(
                "--rows",
                type=click.IntRange(0),
                default=rows,
                show_default=True,
                help="Most rows or triples of an answer; 0 for any number.",
            ),
            click.option(
                "--memory",
                type=click.IntRange(0),
                default=memory,
                show_default=True,
                help="Most megabytes that a query may take; 0 for any number.",
            ),
        ]
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def read(file: Path) -> str:
    """The text of a file that a user names; - is standard input.

    Raises:
        ReadError: it cannot be read or is not UTF-8.
    """
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReadError(str(file), (error.strerror or "cannot be read").lower()) from None
    except UnicodeDecodeError:
        raise ReadError(str(file), "is not UTF-8") from None
