"""Commands that make a graph."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.shared import OUT, graph_options, model_option, store_options
from kg.text import printable

if TYPE_CHECKING:
    from kg.build import BuildResult, Progress
    from kg.store import Endpoint

SOME_FAILED, ALL_FAILED = 3, 2
"""Exit codes of `kg build`."""


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=OUT)
@graph_options
@store_options
@model_option
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    show_default="number of cores",
    help="Processes that read reports; with 1 all is done in one process.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=10,
    show_default=True,
    metavar="SECONDS",
    help="Processor time that a report may take; one of more than 20 kB as many times that.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Dask scheduler whose workers read the reports (tcp://HOST:8786); needs reportgraph[cluster].",
)
@click.pass_context
def build(
    ctx: click.Context,
    inputs: tuple[Path, ...],
    out: Path,
    ontology: Path | None,
    base: str | None,
    min_confidence: float,
    without: tuple[str, ...],
    pcodes: tuple[Path, ...],
    decisions: Path | None,
    store: str | None,
    store_graphs: str | None,
    persons: bool,
    model: str | None,
    workers: int,
    timeout: float,
    cluster: str | None,
) -> None:
    """Read reports and folders of reports (INPUTS) and write their graph.

    Reports whose claims are in OUT from an earlier build, or from one that was interrupted, are not read again. A
    report that cannot be read, also because it takes too much time or memory, is left out and named. Exit status: 0 all
    reports are in the graph, 3 some are not, 2 none is.

    \b
    Examples:
      kg build reports/ extra/update.txt -o graph
      kg build reports/ -o graph --store http://localhost:7878/update
    """
    from kg.build import DEFAULT_BASE
    from kg.build import build as run

    endpoint = _endpoint(store, store_graphs)
    with _progress() as progress:
        result = run(
            inputs,
            out,
            ontology=ontology,
            base=base or DEFAULT_BASE,
            model=model,
            min_confidence=min_confidence,
            without=without,
            pcodes=pcodes,
            decisions=decisions,
            store=endpoint,
            workers=workers,
            timeout=timeout,
            cluster=cluster,
            persons=persons,
            progress=progress,
        )
    _show(result, out, decisions, store)
    if result.failed:
        ctx.exit(ALL_FAILED if len(result.failed) == len(result.reports) else SOME_FAILED)


@click.command()
@click.argument("claims", nargs=-1, required=True, type=OUT)
@graph_options
@store_options
def merge(
    claims: tuple[Path, ...],
    out: Path,
    ontology: Path | None,
    base: str | None,
    min_confidence: float,
    without: tuple[str, ...],
    pcodes: tuple[Path, ...],
    decisions: Path | None,
    store: str | None,
    store_graphs: str | None,
    persons: bool,
) -> None:
    """Write the graph of several folders of claims (CLAIMS), as one build over all their reports would.

    \b
    Example: kg merge mali/claims niger/claims -o sahel
    """
    from kg.build import DEFAULT_BASE
    from kg.build import merge as run

    result = run(
        claims,
        out,
        ontology=ontology,
        base=base or DEFAULT_BASE,
        min_confidence=min_confidence,
        without=without,
        pcodes=pcodes,
        decisions=decisions,
        persons=persons,
        store=_endpoint(store, store_graphs),
    )
    _show(result, out, decisions, store)


def _endpoint(store: str | None, graphs: str | None) -> Endpoint | None:
    from kg.store import Endpoint

    if store is None and graphs is not None:
        raise click.UsageError("--store-graphs goes with --store.")
    return None if store is None else Endpoint(store, graphs)


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
        yield lambda done, total, file: bar.update(task, completed=done, total=total, file=printable(file))


def _show(result: BuildResult, out: Path, decisions: Path | None, store: str | None) -> None:
    from kg.console import console_table

    done = len(result.reports) - len(result.failed)
    rows = [("reports", str(done), f"{result.extracted} read, {result.reused} unchanged")]
    for title, counts in (("entities", result.entities), ("facts", result.facts)):
        kinds = ", ".join(f"{n} {cls}" for cls, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        rows.append((title, str(sum(counts.values())), kinds))
    if result.issues:
        rows.append(("issues", str(result.issues), "readings that need a look"))
    rows.append(("failed", str(len(result.failed)), ""))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(console_table(("", "", ""), rows, width), nl=False)
    for name in result.unused:
        click.echo(printable(f"kg: {decisions}: no report has the name {name!r}"), err=True)
    for report in result.failed:
        click.echo(printable(f"kg: {report.file}: {report.reason}"), err=True)
    kept = "" if store else "store/, "
    click.echo(f"{out}: graph.ttl, graph.trig, {kept}claims/, entities.csv, explorer.html, build.json")
    if store:
        click.echo(f"{store}: {result.triples} triples")
