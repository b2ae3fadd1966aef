# ruff: noqa: T201 - a script that reports on the terminal
"""Writing a graph's store, Turtle and TriG against pyoxigraph alone.

    python benchmarks/store.py OUT

OUT is the folder of a build. Both sides start from the same quads in memory and write to an empty folder. pyoxigraph
alone loads them in bulk and dumps the store in its own order; ours sorts, so that the same graph gives the same bytes.
Times are seconds of processor time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from kg.build import open_graph
from kg.export import write_files
from kg.export.rdf import prefixes
from kg.ontology import load


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the times."""
    quads, ontology = list(open_graph(Path(sys.argv[1]))), load()
    names = prefixes(ontology)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = ox.Store(str(folder / "store"))

        def ours() -> None:
            with (folder / "a.ttl").open("wb") as turtle, (folder / "a.trig").open("wb") as trig:
                write_files(store, ontology, turtle, trig)

        def alone() -> None:
            store.dump(str(folder / "b.trig"), ox.RdfFormat.TRIG, prefixes=names)
            triples = dict.fromkeys(quad.triple for quad in store)
            ox.serialize(triples, str(folder / "b.ttl"), ox.RdfFormat.TURTLE, prefixes=names)

        loading = timed(lambda: store.bulk_extend(quads))
        sorting, dumping = timed(ours), timed(alone)
    print(f"{len(quads):,} quads")
    print(f"store          {loading:6.2f} s, both the same call")
    print(f"Turtle, TriG   {sorting:6.2f} s, pyoxigraph alone {dumping:.2f} s, {sorting / dumping:.2f} times")


if __name__ == "__main__":
    main()
