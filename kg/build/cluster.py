"""Extraction on the machines of a Dask cluster: reports go out as bytes, claims come back as text."""
# ruff: noqa: PLC0415 - Dask is an extra, and workers load the stages when their first report comes

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from kg.build.work import Extractor, Outcome, Task
from kg.errors import ClusterError

if TYPE_CHECKING:
    from kg.nlp import Annotator

# Reports on their way for each thread of the cluster: enough to keep it busy, few enough to be held in memory.
_AHEAD = 4

_lock = threading.Lock()  # a model is used by one thread at a time
_annotators: dict[tuple[str, str | None], Annotator] = {}  # of this process, if it is a worker


def run(tasks: Sequence[Task], extractor: Extractor, address: str, timeout: float) -> Iterator[Outcome]:
    """Extract reports on a cluster and write their claims here. Outcomes come as they are ready.

    The workers need this package in the same version, not the files. They read the ontology of the package.

    Args:
        tasks: the reports.
        extractor: which pipeline reads them, and where claims are written.
        address: of the scheduler, as `tcp://10.0.0.1:8786`.
        timeout: seconds of processor time that a small file may take.

    Raises:
        ClusterError: Dask is not installed, there is no scheduler at the address, the pipelines of its workers are
            others than the one here, or another ontology or a table of P-codes is asked for.
    """
    try:
        import distributed
    except ImportError:
        raise ClusterError("needs Dask: pip install reportgraph[cluster]") from None
    if extractor.ontology is not None or extractor.pcodes:
        raise ClusterError("the workers of a cluster have the ontology and the places of the package only")
    try:
        client = distributed.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{address}: no Dask scheduler answers ({type(error).__name__})") from None
    with client:
        waiting = iter(tasks)
        running: dict[Any, Task] = {}
        done = distributed.as_completed(loop=client.loop)
        most = max(1, _AHEAD * sum(client.nthreads().values()))

        def send() -> None:
            task = next(waiting, None)
            if task is not None:
                future = client.submit(
                    _work, _sent(task), extractor.fingerprint, extractor.model, extractor.persons, timeout, pure=False
                )
                running[future] = task
                done.add(future)

        for _ in range(most):
            send()
        for future in done:
            task = running.pop(future)
            send()
            yield _received(future, task, extractor.folder)


def _sent(task: Task) -> tuple[Task, bytes | str]:
    try:
        return task, task.path.read_bytes()
    except OSError as error:
        return task, (error.strerror or "cannot be read").lower()


def _received(future: Any, task: Task, folder: Path) -> Outcome:
    error = future.exception()
    if isinstance(error, ClusterError):
        raise error
    if error is not None:  # Dask has tried more than one worker
        return Outcome(task, f"ended the process that read it ({type(error).__name__})")
    reason, content = future.result()
    if content is not None:
        from kg.claims import loads, write_claims

        write_claims(folder, loads(content))
    return Outcome(task, reason)


def _work(
    sent: tuple[Task, bytes | str], fingerprint: str, model: str | None, persons: bool, timeout: float
) -> tuple[str | None, str | None]:
    """On a worker: the reason why a report is not read, or its claims as text."""
    task, data = sent
    if isinstance(data, str):
        return data, None
    with _lock, tempfile.TemporaryDirectory() as folder:
        # The name decides what kind of text a file is; where it lies does not matter.
        path = Path(folder) / f"report{PurePosixPath(task.file).suffix}"
        path.write_bytes(data)
        extractor = Extractor(Path(folder), fingerprint, model=model, persons=persons)
        extractor.use(_annotator(fingerprint, model))
        here = Task(path, task.file, task.sha256, task.size)
        outcome = extractor.within(here, timeout)
        if outcome.reason is not None:
            return outcome.reason, None
        from kg.claims import claims_file

        return None, claims_file(Path(folder), task.file, task.sha256).read_text(encoding="utf-8")


def _annotator(fingerprint: str, model: str | None) -> Annotator:
    name = fingerprint, model
    if name not in _annotators:
        from kg.build.fingerprint import pipeline_fingerprint
        from kg.build.work import load_annotator
        from kg.ontology import load

        ontology = load()
        if pipeline_fingerprint(ontology, model) != fingerprint:
            raise ClusterError(
                "a worker of the cluster has another version of this package, its model or its libraries"
            )
        _annotators[name] = load_annotator(ontology, model)
    return _annotators[name]
