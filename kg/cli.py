"""The command `kg`: a thin layer over functions that can be imported."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import io
import json
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import ReportgraphError

if TYPE_CHECKING:
    from kg.build import BuildResult, Progress

SOME_FAILED, ALL_FAILED = 3, 2
"""Exit codes of `kg build`."""

_WIDEST = 10_000  # characters of a line that goes to a file

Function = TypeVar("Function", bound=Callable[..., Any])

_OUT = click.Path(path_type=Path)
_IN = click.Path(path_type=Path, allow_dash=True)
_ontology_option = click.option("--ontology", type=_OUT, help="Another ontology folder than the one of the package.")


class _Group(click.Group):
    """Shows an error of ours as one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReportgraphError as error:
            click.echo(f"kg: {' '.join(str(error).split())}", err=True)
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


def _graph_options(function: Function) -> Function:
    """Options of the commands that write a graph."""
    options = [
        click.option(
            "-o", "--out", required=True, type=_OUT, help="Folder to write: new, empty, or of an earlier build."
        ),
        _ontology_option,
        click.option("--base", help="IRI below which all resources are named; it ends in / or #."),
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            default=0.0,
            show_default=True,
            help="Leave out facts that are less sure.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=_OUT)
@_graph_options
@click.option("--model", help="Name of an installed spaCy model.")
@click.pass_context
def build(
    ctx: click.Context,
    inputs: tuple[Path, ...],
    out: Path,
    ontology: Path | None,
    base: str | None,
    min_confidence: float,
    model: str | None,
) -> None:
    """Read reports and folders of reports (INPUTS) and write their graph.

    Reports whose claims are in OUT from an earlier build are not read again. A report that cannot be read is left out
    and named. Exit status: 0 all reports are in the graph, 3 some are not, 2 none is.

    \b
    Example: kg build reports/ extra/update.txt -o graph
    """
    from kg.build import DEFAULT_BASE
    from kg.build import build as run

    with _progress() as progress:
        result = run(
            inputs,
            out,
            ontology=ontology,
            base=base or DEFAULT_BASE,
            model=model,
            min_confidence=min_confidence,
            progress=progress,
        )
    _show(result, out)
    if result.failed:
        ctx.exit(ALL_FAILED if len(result.failed) == len(result.reports) else SOME_FAILED)


@main.command()
@click.argument("claims", nargs=-1, required=True, type=_OUT)
@_graph_options
def merge(claims: tuple[Path, ...], out: Path, ontology: Path | None, base: str | None, min_confidence: float) -> None:
    """Write the graph of several folders of claims (CLAIMS), as one build over all their reports would.

    \b
    Example: kg merge mali/claims niger/claims -o sahel
    """
    from kg.build import DEFAULT_BASE
    from kg.build import merge as run

    result = run(claims, out, ontology=ontology, base=base or DEFAULT_BASE, min_confidence=min_confidence)
    _show(result, out)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar with the report in hand on the terminal; nothing where the output goes to a file."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reports", total=None, file="")
        yield lambda done, total, file: bar.update(task, completed=done, total=total, file=file)


def _show(result: BuildResult, out: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    done = len(result.reports) - len(result.failed)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_row("reports", str(done), f"{result.extracted} read, {result.reused} unchanged")
    for title, counts in (("entities", result.entities), ("facts", result.facts)):
        kinds = ", ".join(f"{n} {cls}" for cls, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        table.add_row(title, str(sum(counts.values())), kinds)
    if result.issues:
        table.add_row("issues", str(result.issues), "readings that need a look")
    table.add_row("failed", str(len(result.failed)))
    console = Console(width=None if sys.stdout.isatty() else _WIDEST)
    with console.capture() as shown:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in shown.get().splitlines()))
    for report in result.failed:
        click.echo(f"kg: {report.file}: {report.reason}", err=True)
    click.echo(f"{out}: graph.ttl, graph.trig, store/, claims/, explorer.html, build.json")


@main.command()
@click.argument("out", type=_OUT)
@click.argument("question", required=False)
@click.option("--file", "file", type=_IN, help="File with a SPARQL query, - for standard input.")
@click.option("--list", "listed", is_flag=True, help="List the questions that have a name.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    default="table",
    show_default=True,
    help="Form of the answer; turtle is for CONSTRUCT and DESCRIBE.",
)
@_ontology_option
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
    sparql = named(question, load(ontology)) if file is None else _read(file)
    graph = open_graph(out)
    # The store works outside Python, which would hear Ctrl-C only when the answer is there.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    show(ask(graph, sparql), form, sys.stdout.buffer, width=width)


@main.command()
@click.argument("out", type=_OUT)
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


@main.command()
@click.argument("out", type=_OUT)
@click.option("--format", "form", required=True, help="turtle, trig, nquads, ntriples, jsonld or graphml.")
@click.option("-o", "--output", type=_OUT, help="File to write; standard output if it is not given.")
@_ontology_option
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


@main.command()
@click.argument("out", type=_OUT)
@_ontology_option
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


@main.command()
@click.argument("file", type=_IN)
@click.option("--model", help="Name of an installed spaCy model.")
@_ontology_option
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
        click.echo(json.dumps(line, ensure_ascii=False))


def _texts(file: Path) -> list[tuple[Any, str]]:
    """The texts of a file with their ids."""
    from kg.errors import ReadError

    content = _read(file)
    if file.suffix != ".jsonl":
        return [("-" if str(file) == "-" else file.name, content)]
    texts: list[tuple[Any, str]] = []
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
                texts.append((row["id"], str(row["text"])))
            except (ValueError, KeyError, TypeError):
                raise ReadError(str(file), f"line {number} is no JSON object with id and text") from None
    return texts


def _read(file: Path) -> str:
    from kg.errors import ReadError

    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReadError(str(file), (error.strerror or "cannot be read").lower()) from None
    except UnicodeDecodeError:
        raise ReadError(str(file), "is not UTF-8") from None
