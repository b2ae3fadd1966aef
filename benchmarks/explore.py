# ruff: noqa: T201 - a script that reports on the terminal
"""How long the explorer takes in a browser: made-up graphs of 1,000, 10,000 and 50,000 names and as many facts.

    python benchmarks/explore.py [NAMES …]

It needs Debian's packages chromium and chromium-driver and the package's extra `test`. The graphs are those of
`tests/explore_graph.py`. Every time but that of the build is the median of some runs, in milliseconds, on the machine
that runs it: `first draw` from the start of loading the file to the second frame, `search` from a key to its results,
`filter` from a click in the legend to the changed page, the others from a click on a tab, or on a button, to the view.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import explore_graph
from explore_page import Page, chromium

from kg.explore import write_explorer

RUNS = 5

DRAWN = """
const done = arguments[0];
requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
"""

TYPED = """
const input = document.getElementById("search");
const start = performance.now();
input.value = arguments[0];
input.dispatchEvent(new Event("input"));
document.body.offsetHeight;
const took = performance.now() - start;
input.value = "";
input.dispatchEvent(new Event("input"));
return took;
"""

FILTERED = """
const box = document.querySelector(`input[data-key="${arguments[0]}"]`);
const start = performance.now();
box.click();
document.body.offsetHeight;
return performance.now() - start;
"""

OPENED = """
const start = performance.now();
document.getElementById(`tab-${arguments[0]}`).click();
document.body.offsetHeight;
return performance.now() - start;
"""


ROWS = """
const rows = document.getElementById("table-type");
const start = performance.now();
rows.value = arguments[0];
rows.dispatchEvent(new Event("change"));
document.body.offsetHeight;
return performance.now() - start;
"""

CHOSEN = """
const input = document.getElementById("search");
input.value = arguments[0];
input.dispatchEvent(new Event("input"));
const start = performance.now();
input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
document.body.offsetHeight;
const took = performance.now() - start;
document.querySelector("#panel .close").click();
return took;
"""

COUNTED = """
const data = JSON.parse(document.getElementById("data").textContent);
return [data.entities.length, data.facts.length];
"""


def main(sizes: list[int]) -> None:
    """Measure and print a table."""
    print("names    facts    build s  file MB  first draw  search  filter  choose  table  names  map  numbers  reports")
    with tempfile.TemporaryDirectory() as folder:
        ontology = explore_graph.ontology(Path(folder) / "ontology")
        for size in sizes:
            file = Path(folder) / f"{size}.html"
            quads = list(explore_graph.large(size, size))
            start = time.perf_counter()
            write_explorer(quads, ontology, file)
            built = time.perf_counter() - start
            with chromium(Path(folder) / f"profile-{size}") as browser:
                page = Page(browser, file)
                names, facts = page.run(COUNTED)
                size_of_file = file.stat().st_size / 1e6
                print(f"{names:<7}  {facts:<7}  {built:7.1f}  {size_of_file:7.1f}  {_measure(page)}", flush=True)


def _measure(page: Page) -> str:
    def median(script: str, *arguments: str) -> float:
        return statistics.median(page.run(script, a) for a in arguments for _ in range(RUNS))

    def drawn() -> Any:
        page.open("")
        return page.browser.execute_async_script(DRAWN)

    first = statistics.median(drawn() for _ in range(RUNS))
    search = median(TYPED, "organisation", "place 00", "o12")
    filtered = median(FILTERED, "type-Activity", "family-Place", "relation-worksIn")
    chosen = statistics.median(page.run(CHOSEN, name) for name in ("organisation 00000", "place 00003", "group 3"))
    views = [page.run(OPENED, "table"), page.run(ROWS, "names")]
    views += [page.run(OPENED, view) for view in ("map", "numbers", "reports")]
    return f"{first:10.0f}  {search:6.0f}  {filtered:6.0f}  {chosen:6.0f}  " + "  ".join(
        f"{took:{width}.0f}" for took, width in zip(views, (5, 5, 3, 7, 7), strict=True)
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 50_000])
