# ruff: noqa: S603, T201 - a script that runs `kg` and reports on the terminal
"""Time and memory of `kg build` as reports grow in number, against bare spaCy over the same texts.

    python benchmarks/growth.py [--workers N] [--speed-up] [--texts FOLDER] [REPORTS …]

The reports are those of `benchmarks/reports.py`, one page each; with `--texts` those of a folder are measured too.

First come `kg --help` and the build of one page from start to finish, which is what start-up costs. For each number of
reports follow seconds by the clock and of processor time, the most memory that the largest process had, reports a
second, facts, and the size of the output folder; then, of a build with nothing changed and of one with one report
changed, seconds of processor time, their share of the first build's, and the same share by the clock. `--speed-up`
builds the most reports again with one worker and with two, and compares times by the clock; these mean something on an
idle machine only, and its load is printed. What larger collections take is carried on as `benchmarks/sizing.py` tells.

At the end the texts, at most those of 1,000 reports, go through the language model that the package uses, all of its
components switched on. The ratio is that of processor times, without start-up.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from reports import report, write
from sizing import Measured, table

RUNS = 3  # of what is short
BARE = 1000  # reports that the language model reads alone
LARGE = (10_000, 100_000, 1_000_000)  # collections whose needs are carried on from those measured


class Run(NamedTuple):
    """What a command took with all processes that it started: seconds by the clock and of processor time, megabytes."""

    clock: float
    processor: float
    memory: float


def kg(*arguments: object) -> Run:
    """Run the command of the package that this Python imports."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command}: exit status {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def bare(folder: Path) -> tuple[float, int, int, int]:
    """Processor seconds of the language model alone over some reports, how many, of how many, and their tokens."""
    # Imported here, after all builds: what this process holds would count as memory of the processes that it starts.
    import spacy  # noqa: PLC0415

    from kg.model import LANGUAGE_MODEL  # noqa: PLC0415
    from kg.read import find_reports, read_report  # noqa: PLC0415

    nlp = spacy.load(LANGUAGE_MODEL)
    found = list(find_reports([folder]))
    sources = [read_report(path, name) for path, name in found[:BARE]]
    texts = [source.joined(block).text for source in sources for block in source.blocks]
    list(nlp.pipe(texts[:100]))
    start = time.process_time()
    tokens = sum(map(len, nlp.pipe(texts)))
    return time.process_time() - start, len(sources), len(found), tokens


def start_up(folder: Path) -> Run:
    """The build of one page, the fastest of some, printed after the time of `kg --help`."""
    shown = min(kg("--help") for _ in range(RUNS))
    write(1, folder / "one")
    one = min(kg("build", folder / "one", "-o", folder / f"out-one-{run}", "--workers", 1) for run in range(RUNS))
    for name, run in (("kg --help", shown), ("one page", one)):
        print(
            f"{name:<10}{run.clock:6.2f} s by the clock, {run.processor:.2f} s of processor time, {run.memory:.0f} MB"
        )
    return one


def grow(counts: list[int], folder: Path, workers: int) -> tuple[Run, list[Measured]]:
    """Build so many reports, print a line for each number, and tell the last build and all that was measured."""
    measured = []
    print("reports  seconds  processor  MB    reports/s  facts    disk MB  unchanged              one changed")
    for count in counts:
        source, out = folder / f"in{count}", folder / f"out{count}"
        write(count, source)
        command = ("build", source, "-o", out, "--workers", workers)
        first = kg(*command)
        facts = json.loads((out / "build.json").read_text(encoding="utf-8"))["facts"]
        print(
            f"{count:7}  {first.clock:7.1f}  {first.processor:9.1f}  {first.memory:5.0f} {count / first.clock:9.1f}  "
            f"{sum(facts.values()):7}  {_on_disk(out):7.1f}",
            end="",
            flush=True,
        )
        unchanged = kg(*command)
        print(f"  {_share(unchanged, first)}", end="", flush=True)
        (source / "report-000001.txt").write_text(report(count + 1), encoding="utf-8")
        changed = kg(*command)
        print(f"  {_share(changed, first)}", flush=True)
        measured.append(Measured(count, first.processor, changed.processor, first.memory, _on_disk(out)))
    return first, measured


def _on_disk(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _share(run: Run, first: Run) -> str:
    return f"{run.processor:6.2f} {run.processor / first.processor:6.1%} {run.clock / first.clock:6.1%}"


def against_bare(source: Path, build: Run, one: Run) -> None:
    """Print the time of a build of reports without start-up beside that of the language model."""
    seconds, read, reports, tokens = bare(source)
    own = (build.processor - one.processor) * read / reports
    print(f"{source.name}: bare spaCy {seconds:.1f} s of processor time for {read} reports, {tokens:,} tokens ", end="")
    print(f"({tokens / seconds:,.0f} a second); kg build {own:.1f} s, {own / seconds:.2f} times as much")


def speed_up(source: Path, folder: Path) -> None:
    """Print how much faster two workers build than one."""
    alone, two = (kg("build", source, "-o", folder / f"w{n}", "--workers", n) for n in (1, 2))
    ratio = alone.clock / two.clock
    print(f"one worker {alone.clock:.1f} s, two {two.clock:.1f} s by the clock: {ratio:.2f} times as fast")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--speed-up", action="store_true", help="compare one worker with two")
    parser.add_argument("--texts", type=Path, help="folder of reports to measure too")
    given = parser.parse_args()
    print("load of the last minute, five and fifteen: " + ", ".join(f"{load:.1f}" for load in os.getloadavg()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = start_up(folder)
        counts = sorted(given.reports)
        last, measured = grow(counts, folder, given.workers)
        builds = {folder / f"in{counts[-1]}": last}
        large = [build for build in measured if build.reports >= 100]  # smaller ones are mostly start-up
        if len(large) > 1:
            print(*table(large, one.processor, LARGE), sep="\n", flush=True)
        if given.texts:
            build = kg("build", given.texts, "-o", folder / "texts", "--workers", given.workers)
            print(f"{given.texts.name}: {build.clock:.1f} s by the clock, {build.processor:.1f} s of processor time")
            builds[given.texts] = build
        if given.speed_up:
            speed_up(folder / f"in{counts[-1]}", folder)
        for source, build in builds.items():
            against_bare(source, build, one)


if __name__ == "__main__":
    main()
