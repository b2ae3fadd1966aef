"""Extraction of one report, wherever it runs: in this process, in a worker of the pool, or on another machine."""
# ruff: noqa: PLC0415 - stages are imported where they are used, so that `import kg` loads none of their libraries

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.collecting import seldom_collected
from kg.errors import OntologyError, ReadError, ReportgraphError

if TYPE_CHECKING:
    from types import FrameType

    from kg.model import ReportClaims
    from kg.nlp import Annotator
    from kg.ontology import Ontology
    from kg.places import Gazetteer

TIMEOUT = 10.0
"""Seconds of processor time that a file may take, and as many for each further `BYTES` of it.

A page of text takes a third of a second. Processor time is not lost to other programs, so a busy machine reads no less.
"""
BYTES = 20_000
_MOST = 60  # times the limit, whatever the size


@dataclass(frozen=True, slots=True)
class Task:
    """A report to be extracted."""

    path: Path
    file: str  # its name in the graph
    sha256: str
    size: int  # in bytes

    def limit(self, timeout: float) -> float:
        """Seconds of processor time that it may take, `timeout` if it is small."""
        return timeout * min(max(1.0, self.size / BYTES), _MOST)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task; `reason` is None where its claims are written."""

    task: Task
    reason: str | None = None


@dataclass
class Extractor:
    """Reads reports and writes their claims into a folder. It can be sent to other processes.

    Args:
        folder: where claims are written.
        fingerprint: of the pipeline.
        ontology: the folder of another ontology than the one of the package.
        model: name of another spaCy model.
        pcodes: tables of P-codes, whose places are known beside those of the gazetteer.
        persons: whether contact persons are kept.
    """

    folder: Path
    fingerprint: str
    ontology: Path | None = None
    model: str | None = None
    pcodes: tuple[Path, ...] = ()
    persons: bool = True
    _annotator: Annotator | None = field(default=None, init=False, repr=False)

    def __getstate__(self) -> dict[str, object]:
        """Everything but the model, which each process loads for itself."""
        return {**self.__dict__, "_annotator": None}

    def load(self) -> Annotator:
        """The annotator, loaded when it is first asked for.

        Raises:
            OntologyError: the model is missing, or the ontology contradicts itself.
            TableError: a table of P-codes is wrong.
        """
        if self._annotator is None:
            from kg.ontology import load
            from kg.places import gazetteer_of

            ontology = load(self.ontology)
            self._annotator = load_annotator(ontology, self.model, gazetteer_of(ontology, self.pcodes))
        return self._annotator

    def use(self, annotator: Annotator) -> None:
        """Read with an annotator that is loaded already."""
        self._annotator = annotator

    def within(self, task: Task, timeout: float) -> Outcome:
        """Extract one report if it takes no longer than it may, `timeout` if it is small.

        Raises:
            OntologyError: the model is missing, or the ontology contradicts itself.
            OSError: the claims cannot be written.
        """
        self.load()
        limit = task.limit(timeout)
        try:
            with time_limit(limit), seldom_collected():
                return self(task)
        except TooSlowError:
            return Outcome(task, too_slow(limit))

    def __call__(self, task: Task) -> Outcome:
        """Extract one report. Whatever is wrong with it is told in the outcome.

        Raises:
            OntologyError: the model is missing, or the ontology contradicts itself.
            OSError: the claims cannot be written.
        """
        from kg.build.persons import without_persons
        from kg.claims import write_claims

        annotator = self.load()
        try:
            claims = extract(task.path, task.file, annotator, self.fingerprint)
            if claims.sha256 != task.sha256:
                return Outcome(task, "changed while it was read")
            write_claims(self.folder, claims if self.persons else without_persons(claims, annotator.ontology))
        except ReadError as error:
            return Outcome(task, error.reason)
        except OntologyError:
            raise
        except MemoryError:
            return Outcome(task, "needs too much memory")
        except RecursionError:
            return Outcome(task, "cannot be extracted (it is nested too deeply)")
        except (
            ReportgraphError,
            ArithmeticError,
            AttributeError,
            LookupError,
            RuntimeError,
            TypeError,
            ValueError,
        ) as error:
            # A report that one of the stages trips over must not cost the others; the reason names what to look for.
            return Outcome(task, f"cannot be extracted ({_one_line(error)})")
        return Outcome(task)


def extract(path: Path, file: str, annotator: Annotator, fingerprint: str = "") -> ReportClaims:
    """Read one report and find what it says.

    Raises:
        ReadError: it cannot be read.
    """
    from kg.nlp.arithmetic import one_thread
    from kg.read import read_report
    from kg.relate import relate

    source = read_report(path, file)
    with one_thread():
        return replace(relate(annotator.annotate(source), annotator.ontology), fingerprint=fingerprint)


def load_annotator(ontology: Ontology, model: str | None, gazetteer: Gazetteer | None = None) -> Annotator:
    """The annotator with a model, or the one that comes with the package; so for the gazetteer.

    Raises:
        OntologyError: the model is missing.
    """
    from kg.nlp import Annotator

    return Annotator(ontology, gazetteer=gazetteer) if model is None else Annotator(ontology, model, gazetteer)


class TooSlowError(BaseException):
    """The time of a task is over. No exception of `Exception`'s, so that no library takes it for one of its own."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop the work of this process after some processor time. Where the system cannot do that, work goes on.

    It can on POSIX in the main thread, between two steps of Python.

    Raises:
        TooSlowError: the time is over.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def too_slow(seconds: float) -> str:
    """The reason of a report that takes too long."""
    return f"takes more than {seconds:.3g} s (see --timeout)"


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
