# ruff: noqa: S603, T201 - a script that runs `kg` and reports on the terminal
"""Time and memory of `kg build` as reports grow in number, against bare spaCy over the same texts.

    python benchmarks/growth.py [--workers N] [REPORTS …]

The reports are those of `benchmarks/reports.py`, one page each. For each number it prints seconds by the clock and of
processor time, the most memory that the largest process had, reports a second, the time of a build with nothing changed
and of one with one report changed. At the end the same texts go through the language model that the package uses, all
of its components switched on; the ratio is that of processor times without start-up. Times by the clock mean something
on an idle machine only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import spacy
from reports import report, write

from kg.model import LANGUAGE_MODEL
from kg.read import find_reports, read_report


def run(*command: object) -> tuple[float, float, float]:
    """Seconds by the clock and of processor time, and megabytes of a command with all processes that it starts."""
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command}: exit status {status}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def bare(folder: Path) -> tuple[float, int]:
    """Processor seconds of the language model alone over the blocks of reports, and their tokens."""
    nlp = spacy.load(LANGUAGE_MODEL)
    sources = [read_report(path, name) for path, name in find_reports([folder])]
    texts = [source.joined(block).text for source in sources for block in source.blocks]
    list(nlp.pipe(texts[:100]))
    start = time.process_time()
    tokens = sum(map(len, nlp.pipe(texts)))
    return time.process_time() - start, tokens


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    kg = shutil.which("kg") or "kg"
    print("reports  seconds  processor  MB   reports/s  unchanged  one changed")
    times: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in sorted(given.reports):
            source, out = folder / f"in{count}", folder / f"out{count}"
            write(count, source)
            command = (kg, "build", source, "-o", out, "--workers", given.workers)
            clock, processor, memory = run(*command)
            unchanged = run(*command)[0]
            (source / "report-000001.txt").write_text(report(count + 1), encoding="utf-8")
            changed = run(*command)[0]
            times[count] = processor
            print(
                f"{count:7}  {clock:7.1f}  {processor:9.1f}  {memory:4.0f}  {count / clock:8.1f}  {unchanged:9.2f}  "
                f"{changed:11.1f}",
                flush=True,
            )
        least, most = min(times), max(times)
        seconds, tokens = bare(folder / f"in{most}")
        share = (times[most] - times[least]) / (most - least) * most
        print(f"bare spaCy: {seconds:.1f} s of processor time for {tokens:,} tokens ({tokens / seconds:,.0f} a second)")
        print(f"kg build without start-up: {share:.1f} s, {share / seconds:.2f} times bare spaCy")


if __name__ == "__main__":
    main()
