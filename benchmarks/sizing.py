"""What larger collections take, carried on from measured builds: time on more cores, memory and disk.

Two things make up a build. Extraction takes the same time for each report, and as many at once as there are cores, here
or on the machines of a cluster. What follows (names, graph, rules, checks, files) is one process's work on all claims:
it is what a build with one changed report takes. Between the two largest builds measured it grows by some power of the
number of reports, at least the first; so it is carried on. Memory and disk are carried on in a straight line.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CORES = (1, 8, 64)


class Measured(NamedTuple):
    """A build of some reports with one worker: seconds of processor time, megabytes."""

    reports: int
    first: float  # all reports new
    changed: float  # one of them changed
    memory: float  # of the largest process
    disk: float  # of the output folder

    @property
    def extraction(self) -> float:
        """Seconds a report."""
        return (self.first - self.changed) / (self.reports - 1)


class Sized(NamedTuple):
    """What a number of reports takes: hours of extraction on so many cores, hours of what follows, gigabytes."""

    reports: int
    extraction: tuple[float, ...]  # on each of `CORES`
    graph: float
    memory: float
    disk: float


def carried_on(small: Measured, large: Measured, start_up: float, reports: int) -> Sized:
    """What a number of reports takes, from two builds.

    Args:
        small: the smaller of the two.
        large: the larger of the two.
        start_up: seconds that a build takes before it reads.
        reports: how many.
    """
    one, other = (max(build.changed - start_up, 0.01) for build in (small, large))
    power = max(math.log(other / one) / math.log(large.reports / small.reports), 1.0)
    graph = other * (reports / large.reports) ** power
    extraction = large.extraction * reports
    return Sized(
        reports,
        tuple(extraction / cores / 3600 for cores in CORES),
        graph / 3600,
        _line(small, large, "memory", reports) / 1000,
        _line(small, large, "disk", reports) / 1000,
    )


def _line(small: Measured, large: Measured, what: str, reports: int) -> float:
    one, other = getattr(small, what), getattr(large, what)
    return other + (other - one) / (large.reports - small.reports) * (reports - large.reports)


def table(builds: Sequence[Measured], start_up: float, numbers: Sequence[int]) -> Iterator[str]:
    """Lines to print, from the two largest builds."""
    small, large = sorted(builds)[-2:]
    each = 1000 * large.extraction
    yield f"carried on from {small.reports:,} and {large.reports:,} reports, {each:.0f} ms to extract one:"
    yield "  reports" + "".join(f"{f'{cores} cores, h':>13}" for cores in CORES) + "   graph, h  memory, GB  disk, GB"
    for reports in numbers:
        sized = carried_on(small, large, start_up, reports)
        hours = "".join(f"{time:13.2f}" for time in sized.extraction)
        yield f"{reports:9,}{hours}{sized.graph:11.2f}{sized.memory:12.1f}{sized.disk:10.1f}"
