"""Commands that hand a graph on: exports, and the network of who is joined to whom."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from kg.cli.shared import OUT, ontology_option
from kg.forms import NETWORKS


@click.command()
@click.argument("out", type=OUT, required=False)
@click.option("--format", "form", help="Name of a format; --list lists them.")
@click.option(
    "-o",
    "--output",
    type=OUT,
    help="File to write, or folder of a format with several files unless it ends in .zip; "
    "standard output if it is not given.",
)
@click.option("--list", "listed", is_flag=True, help="List the formats.")
@ontology_option
def export(out: Path | None, form: str | None, output: Path | None, listed: bool, ontology: Path | None) -> None:
    """Hand on the graph in OUT in the format of another tool.

    Formats with several files are written as a folder or, if the name ends in .zip, as an archive. docs/exports.md
    tells what each holds and which tool opens it.

    \b
    Examples:
      kg export graph --format graphml -o network.graphml
      kg export graph --format csv -o tables
    """
    from kg.api import open as open_graph
    from kg.errors import ExportError
    from kg.export import FORMATS

    if listed:
        for name, known in FORMATS.items():
            click.echo(f"{name:<10} {known.title}")
        return
    if out is None or form is None:
        raise click.UsageError("Give a folder with a graph and --format, or --list.")
    if output is None and form in FORMATS and FORMATS[form].make is not None and sys.stdout.isatty():
        raise ExportError(f"{form} has several files; name a folder or a .zip with -o")
    content = open_graph(out, ontology=ontology).export(form, output)
    if output is None:
        sys.stdout.buffer.write(content)


@click.command()
@click.argument("out", type=OUT)
@click.option("--chain", nargs=2, metavar="NAME NAME", help="The shortest chain between two names, with its facts.")
@click.option("--from", "source", metavar="CLASS", help="Only chains that begin at members of a class, such as Donor.")
@click.option("--to", "target", metavar="CLASS", help="Only chains that end at members of a class, such as Region.")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="How many to list.")
@click.option(
    "--format",
    "form",
    type=click.Choice(NETWORKS),
    default="table",
    show_default=True,
    help="Form of the answer; graphml is the whole network, or the chain.",
)
@click.option("-o", "--output", type=OUT, help="File to write; standard output if it is not given.")
@ontology_option
def network(
    out: Path,
    chain: tuple[str, str] | None,
    source: str | None,
    target: str | None,
    top: int,
    form: str,
    output: Path | None,
    ontology: Path | None,
) -> None:
    """Show who is joined to whom in the graph in OUT: who stands in between, and what belongs together.

    Organisations, programmes and places are tied by what facts say: who funds whom, works with whom, works where,
    implements what. `between` is the share of all shortest chains that lead through a thing. A name is found in any
    spelling.

    \b
    Examples:
      kg network graph --from Donor --to Region
      kg network graph --chain Sweden Gao
    """
    from kg import network as net
    from kg.build import open_graph
    from kg.ontology import load

    if chain and (source or target):
        raise click.UsageError("--from and --to do not go with --chain.")
    rules = load(ontology)
    ties = net.read_ties(open_graph(out), rules)
    width = shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None
    if chain:
        text = net.show_chain(net.chain(ties, *chain), ties, form, width=width)
    else:
        text = net.show_places(net.measure(ties, rules, source=source, target=target), ties, form, top=top, width=width)
    _write(output, text.encode())


def _write(output: Path | None, content: bytes) -> None:
    from kg.errors import OutputError
    from kg.output import write_file

    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        write_file(output, content)
    except OSError as error:
        raise OutputError(f"{output}: {(error.strerror or 'cannot be written').lower()}") from None
