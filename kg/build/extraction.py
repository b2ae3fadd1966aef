"""Reports become claims; those of an earlier build are used again where nothing that they depend on has changed."""
# ruff: noqa: PLC0415 - stages are imported where they are used, so that `import kg` loads none of their libraries

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.fingerprint import is_installed, pipeline_fingerprint
from kg.build.result import ReportResult
from kg.build.reuse import file_hash, whole_claims
from kg.build.work import TIMEOUT, Extractor, Outcome, Task
from kg.errors import ClaimsError, ReadError

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.output import OutputFolder
    from kg.places import Gazetteer

Progress = Callable[[int, int, str], None]
"""Called with the number of reports done, of all reports, and the name of the one in hand."""


@dataclass(frozen=True)
class Reading:
    """How reports are extracted.

    Args:
        ontology: the folder of another ontology than the one of the package.
        model: name of another spaCy model.
        workers: how many processes work; 1 is this one.
        timeout: seconds of processor time that a small file may take.
        cluster: address of a Dask scheduler whose workers read the reports instead.
        pcodes: tables of P-codes, whose places are known beside those of the gazetteer.
        persons: whether contact persons are kept.
    """

    ontology: Path | None = None
    model: str | None = None
    workers: int = 1
    timeout: float = TIMEOUT
    cluster: str | None = None
    pcodes: tuple[Path, ...] = ()
    persons: bool = True


@dataclass
class Extraction:
    """The claims of all reports that could be read, and what became of each."""

    claims: dict[tuple[str, str], Path] = field(default_factory=dict)  # claims files by file and SHA-256 of the report
    failed: list[ReportResult] = field(default_factory=list)
    extracted: int = 0
    reused: int = 0


def extract_all(
    found: Sequence[tuple[Path, str]],
    folder: OutputFolder,
    ontology: Ontology,
    reading: Reading,
    gazetteer: Gazetteer,
    progress: Progress,
) -> Extraction:
    """Find what each report says; one that cannot be read costs no other.

    Without persons no claims that tell of one are written anywhere.

    Raises:
        OntologyError: the model is missing.
    """
    from kg.build.persons import MARK, without_persons
    from kg.claims import claims_file, read_claims, write_claims

    fingerprint = pipeline_fingerprint(ontology, reading.model, gazetteer)
    wanted = fingerprint if reading.persons else fingerprint + MARK
    whole = whole_claims(folder.manifest(), wanted)
    result = Extraction()
    tasks: dict[tuple[str, str], Task] = {}
    for path, file in found:
        try:
            task = _task(path, file)
        except ReadError as error:
            result.failed.append(ReportResult(file, None, reason=error.reason))
            continue
        name = task.file, task.sha256
        if name in result.claims or name in tasks:
            continue
        place = _cached(folder, task, wanted, whole.get(name))
        if place is None and not reading.persons and (told := _cached(folder, task, fingerprint, None)) is not None:
            # Persons can be left out of claims that have them, not the other way round.
            place = write_claims(folder.staging / "claims", without_persons(read_claims(told), ontology))
        if place is not None:
            result.claims[name] = place
            result.reused += 1
        else:
            tasks[name] = task
    extractor = Extractor(
        folder.staging / "claims", fingerprint, reading.ontology, reading.model, reading.pcodes, reading.persons
    )
    total = len(tasks) + result.reused + len(result.failed)
    done = total - len(tasks)
    progress(done, total, "")
    for outcome in _extracted(list(tasks.values()), extractor, reading):
        task = outcome.task
        done += 1
        progress(done, total, task.file)
        if outcome.reason is None:
            result.claims[task.file, task.sha256] = claims_file(extractor.folder, task.file, task.sha256)
            result.extracted += 1
        else:
            result.failed.append(ReportResult(task.file, task.sha256, reason=outcome.reason))
    return result


def _extracted(tasks: Sequence[Task], extractor: Extractor, reading: Reading) -> Iterator[Outcome]:
    if tasks and reading.cluster is not None:
        from kg.build import cluster

        yield from cluster.run(tasks, extractor, reading.cluster, reading.timeout)
        return
    if tasks and reading.workers > 1 and is_installed(reading.model):
        from kg.build.pool import run

        yield from run(tasks, extractor, min(reading.workers, len(tasks)), reading.timeout)
        return
    for task in tasks:
        yield extractor.within(task, reading.timeout)


def _task(path: Path, file: str) -> Task:
    from kg.read import check_size

    check_size(path, file)
    try:
        with path.open("rb") as stream:
            return Task(path, file, hashlib.file_digest(stream, "sha256").hexdigest(), stream.tell())
    except OSError as error:
        raise ReadError(file, (error.strerror or "cannot be read").lower()) from None


def _cached(folder: OutputFolder, task: Task, fingerprint: str, whole: str | None) -> Path | None:
    """The claims of an earlier build, complete or cut short; damaged ones are made again.

    Those with the hash that the earlier build noted, `whole`, need not be looked through.
    """
    from kg.claims import claims_file, read_claims

    published = claims_file(folder.path / "claims", task.file, task.sha256)
    if whole is not None and published.is_file() and file_hash(published) == whole:
        return published
    for place in (folder.staging / "claims", folder.path / "claims"):
        path = claims_file(place, task.file, task.sha256)
        try:
            claims = read_claims(path)
        except ClaimsError:
            continue
        if (claims.file, claims.sha256, claims.fingerprint) == (task.file, task.sha256, fingerprint):
            return path
    return None
