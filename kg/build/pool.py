"""Worker processes that extract reports: one that crashes, hangs or exhausts its memory costs only its report."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, as_completed
from contextlib import suppress
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from kg.build.work import Extractor, Outcome, Task, too_slow
from kg.errors import OntologyError

MEMORY = 2_000_000_000
"""Bytes that a worker may take beside what it needs for the model."""

# A worker that takes so many times its limit of processor time by the clock is stuck in a library, or waits, and is
# ended from outside.
_HANGS = 6

_extractor: Extractor | None = None  # of this process, if it is a worker


def run(tasks: Sequence[Task], extractor: Extractor, workers: int, timeout: float) -> Iterator[Outcome]:
    """Extract reports in worker processes; each loads the model once. Outcomes come as they are ready.

    When the caller stops asking, the workers are ended and what is written stays.

    Args:
        tasks: the reports.
        extractor: what each worker does.
        workers: how many there are.
        timeout: seconds of processor time that a small file may take.

    Raises:
        OntologyError: the model is missing, or the ontology contradicts itself.
    """
    # A process that is started anew shares no locks and threads with this one.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=workers, initializer=_start, initargs=[extractor], context=context)
    try:
        futures: dict[Future[Outcome], Task] = {
            pool.schedule(_work, args=[task, timeout], timeout=_HANGS * task.limit(timeout)): task for task in tasks
        }
        for future in as_completed(futures):
            task = futures.pop(future)
            yield _outcome(future.exception(), task, timeout) or future.result()
    finally:
        pool.stop()  # type: ignore[no-untyped-call] # pebble types the rest
        pool.join()


def _outcome(error: BaseException | None, task: Task, timeout: float) -> Outcome | None:
    """What became of a task whose process did not answer; None where it did."""
    match error:
        case None:
            return None
        case TimeoutError():
            return Outcome(task, too_slow(task.limit(timeout)))
        case MemoryError():
            return Outcome(task, "needs too much memory")
        case ProcessExpired():
            return Outcome(task, f"ended the process that read it ({_how(error.exitcode)})")
        case _:
            raise error


def _how(exitcode: int | None) -> str:
    if exitcode is None or exitcode >= 0:
        return f"exit status {exitcode}"
    try:
        return signal.Signals(-exitcode).name
    except ValueError:
        return f"signal {-exitcode}"


def _start(extractor: Extractor) -> None:
    """Make this process a worker."""
    global _extractor  # noqa: PLW0603 - what a process is for is a property of the process
    _extractor = extractor
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends the workers
    with suppress(OntologyError):  # the first task says so
        extractor.load()
    _limit_memory(MEMORY)


def _work(task: Task, timeout: float) -> Outcome:
    assert _extractor is not None
    return _extractor.within(task, timeout)


def _limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - POSIX has it only

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + more
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
