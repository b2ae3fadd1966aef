# ruff: noqa: T201 - a script that reports on the terminal
"""What the limits of `kg query` cost: answers on a million made-up triples, by pyoxigraph alone and by `kg.query`.

    python benchmarks/query.py [FACTS]

Both give the answer as the bytes of SPARQL's JSON, from the same store, opened and asked once before. `alone` is
pyoxigraph in this process, without limits; `kg.query` is the process that holds the limits. The times are the best of
some runs, taken in turns, in milliseconds. The last line is what one query costs whose process is not there yet, as in
`kg query`. The graph is that of `tests/explore_graph.py`, with a named graph for every 200 facts.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import explore_graph

from kg.ontology import PREFIXES, load
from kg.query import Limits, StoreProcess
from kg.store import write_store

RUNS = 5
FACTS = 42_500
PER_GRAPH = 4_800  # quads

QUERIES = {
    "count by class": "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY ?c",
    "look one up": 'SELECT ?s ?p ?o { ?s rdfs:label "Organisation 00007" ; ?p ?o }',
    "join and filter": "SELECT ?f ?n { ?f rg:activityType ?t ; rg:quantity ?n ; rg:place ?p FILTER(?n > 900) }",
    "sum by place": "SELECT ?p (SUM(?n) AS ?s) { ?f rg:place ?p ; rg:quantity ?n } GROUP BY ?p ORDER BY ?s",
    "100,000 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100000",
    "passages": "SELECT ?f ?t { ?f rg:evidence/rg:text ?t }",
    **{f"question {name}": load().queries[name].sparql for name in ("population", "presence")},
}


def main(facts: int) -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        write_store(_quads(facts), path)
        store = ox.Store.read_only(str(path))
        limits = Limits(seconds=600, rows=10_000_000, memory=8192)
        print(f"{len(store):,} quads")
        print(f"{'':<22}{'bytes':>12}{'alone':>10}{'kg.query':>10}{'ratio':>8}")
        sums = [0.0, 0.0]
        with StoreProcess(path, limits) as process:
            for name, sparql in QUERIES.items():
                times: list[list[float]] = [[], []]
                for run in range(RUNS + 1):
                    size, alone = _timed(lambda s=sparql: _alone(store, s))
                    same, ours = _timed(lambda s=sparql: _ours(process, s))
                    assert size == same
                    if run:  # the first fills the caches
                        times[0].append(alone)
                        times[1].append(ours)
                best = [min(own) for own in times]
                sums = [total + own for total, own in zip(sums, best, strict=True)]
                print(f"{name:<22}{size:>12,}{best[0]:>10.1f}{best[1]:>10.1f}{best[1] / best[0]:>8.2f}")
        print(f"{'all':<34}{sums[0]:>10.1f}{sums[1]:>10.1f}{sums[1] / sums[0]:>8.2f}")
        begun = min(_timed(lambda: _begun(path, limits))[1] for _ in range(RUNS))
        print(f"{'a process, and one ASK':<44}{begun:>10.1f}")


def _quads(facts: int) -> Iterator[ox.Quad]:
    for n, quad in enumerate(explore_graph.large(facts, facts // 5)):
        graph = ox.NamedNode(f"http://example.org/graph/{n // PER_GRAPH}")
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def _alone(store: ox.Store, sparql: str) -> int:
    out = io.BytesIO()
    found = store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
    found.serialize(out, ox.QueryResultsFormat.JSON)  # type: ignore[arg-type] # all are SELECT
    return len(out.getvalue())


def _ours(process: StoreProcess, sparql: str) -> int:
    with process.ask(sparql).data as data:
        return len(data.read())


def _begun(path: Path, limits: Limits) -> int:
    with StoreProcess(path, limits) as process:
        return _ours(process, "ASK {}")


def _timed(action: Callable[[], int]) -> tuple[int, float]:
    start = time.perf_counter()
    result = action()
    return result, 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FACTS)
