"""The command that puts a graph on a web server."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.shared import OUT, limit_options, ontology_option


@click.command()
@click.argument("out", type=OUT)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(0, 65_535), default=7878, show_default=True, help="0 for any that is free.")
@click.option("--name", "names", multiple=True, help="Name by which clients call the server; may be repeated.")
@click.option("--processes", type=click.IntRange(1, 64), help="Queries at the same time.  [default: one a processor]")
@limit_options(seconds=30, rows=100_000, memory=2048)
@ontology_option
def serve(
    out: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    processes: int | None,
    timeout: float,
    rows: int,
    memory: int,
    ontology: Path | None,
) -> None:
    """Serve the graph in OUT: a SPARQL 1.1 endpoint with a page to ask it from, the explorer and the exports.

    It is reached from this machine only, unless --host says otherwise, and only read; no query reaches another host.
    Ctrl-C ends it.

    \b
    Examples:
      kg serve graph
      curl -H 'Accept: text/csv' http://127.0.0.1:7878/question/partners?place=Gao
      curl -H 'Accept: text/csv' --data-urlencode query@question.rq http://127.0.0.1:7878/sparql
    """
    from kg.output import read_manifest
    from kg.query import Limits
    from kg.serve import application, bound
    from kg.serve import serve as run

    read_manifest(out)
    limits = Limits(timeout, rows or None, memory or None, answer=256)
    with bound(host, port) as listening:
        app = application(
            out,
            ontology=ontology,
            limits=limits,
            processes=processes or max(2, os.cpu_count() or 2),
            hosts=(*names, host),
        )
        address, chosen = listening.getsockname()[:2]
        click.echo(f"http://{f'[{address}]' if ':' in address else address}:{chosen}/ (Ctrl-C ends it)")
        run(app, listening)
