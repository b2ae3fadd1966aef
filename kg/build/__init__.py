"""The whole road: reports in, a folder with the graph out. Only this package and the commands compose the stages."""
# ruff: noqa: PLC0415 - stages are imported where they are used, so that `import kg` loads none of their libraries

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.extraction import Extraction, Progress, Reading, extract_all
from kg.build.fingerprint import pipeline_fingerprint
from kg.build.publication import publish
from kg.build.result import BuildResult, ReportResult
from kg.build.settings import settings
from kg.build.work import TIMEOUT, extract, load_annotator
from kg.errors import ClaimsError, OutputError, ReadError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.model import ReportClaims
    from kg.ontology import Ontology
    from kg.store import Endpoint

__all__ = [
    "DEFAULT_BASE",
    "BuildResult",
    "Progress",
    "ReportResult",
    "annotate",
    "build",
    "extract",
    "merge",
    "open_graph",
    "pipeline_fingerprint",
]

_TRIES = 3  # of opening a store while builds end
DEFAULT_BASE = "https://w3id.org/reportgraph/id/"


def build(
    inputs: Sequence[Path | str],
    out: Path | str,
    *,
    ontology: Path | str | None = None,
    base: str = DEFAULT_BASE,
    model: str | None = None,
    min_confidence: float = 0.0,
    without: Collection[str] = (),
    pcodes: Sequence[Path | str] = (),
    decisions: Path | str | None = None,
    store: Endpoint | None = None,
    workers: int = 1,
    timeout: float = TIMEOUT,
    cluster: str | None = None,
    persons: bool = True,
    progress: Progress | None = None,
) -> BuildResult:
    """Read reports and write their graph into a folder.

    The claims of each report are kept in the folder, so that a report is read again only if it, the ontology, the model
    or the code that reads it has changed. A report that cannot be read is left out and named in the result.

    Args:
        inputs: reports and folders of reports.
        out: the folder to write; a new or empty one, or one of an earlier build.
        ontology: another ontology folder than the one that comes with the package.
        base: the IRI below which all resources are named.
        model: name of an installed spaCy model.
        min_confidence: facts below it, from 0 to 1, stay out of the graph; their claims are kept.
        without: ids of checks whose issues stay out of the graph.
        pcodes: tables of P-codes, CSV or XLSX, whose places are known beside those of the gazetteer.
        decisions: CSV file that says which names are the same thing, which are not, and what a name stands for.
        store: a SPARQL endpoint that the graph is written into, instead of a store in the folder.
        workers: processes that read reports; 1 is this process. With more, a report that makes its process crash or
            exhaust its memory is left out. A script that asks for more must be importable (`if __name__ ==
            "__main__"`), as for all of Python's multiprocessing.
        timeout: seconds of processor time that a report may take; a longer one than 20 kB as many times that.
        cluster: address of a Dask scheduler whose workers read the reports instead of processes here.
        persons: whether contact persons are kept; if not, they are in no file of the folder, and texts are masked.
        progress: called when it is known how many reports there are, and after each.

    Raises:
        OutputError: the folder cannot be used.
        OntologyError: the ontology contradicts itself, the model is missing, or an id in `without` is of no check.
        TableError: a table of P-codes or of decisions is wrong.
        ReadError: an input does not exist, or there are no reports.
        EndpointError: the endpoint does not take the graph; the folder is as it was.
    """
    from kg.build.persons import without_addresses
    from kg.output import open_for_build, refuse_foreign
    from kg.read import find_reports

    target = Path(out)
    refuse_foreign(target)
    inside = target.resolve()
    found = [(p, n) for p, n in find_reports([Path(i) for i in inputs]) if not p.resolve().is_relative_to(inside)]
    if not found:
        raise ReadError(", ".join(map(str, inputs)), "no reports here")
    given = settings(
        ontology=ontology,
        base=base,
        min_confidence=min_confidence,
        without=without,
        pcodes=pcodes,
        decisions=decisions,
        persons=persons,
    )
    with open_for_build(target) as folder:
        reading = Reading(
            None if ontology is None else Path(ontology),
            model,
            workers,
            timeout,
            cluster,
            tuple(map(Path, pcodes)),
            persons,
        )
        extraction = extract_all(found, folder, given.ontology, reading, given.gazetteer, progress or _silent)
        if not persons:
            # A reason may quote what it stumbled over.
            extraction.failed = [replace(r, reason=without_addresses(r.reason or "")) for r in extraction.failed]
        return publish(folder, extraction, given, store)


def merge(
    claims: Sequence[Path | str],
    out: Path | str,
    *,
    ontology: Path | str | None = None,
    base: str = DEFAULT_BASE,
    min_confidence: float = 0.0,
    without: Collection[str] = (),
    pcodes: Sequence[Path | str] = (),
    decisions: Path | str | None = None,
    store: Endpoint | None = None,
    persons: bool = True,
) -> BuildResult:
    """Write the graph of several claim folders: the same as one build over all their reports.

    Args:
        claims: folders of claims files, or output folders that hold one.
        out: as for `build`, and so the other arguments.
        ontology: that the claims follow.
        base: the IRI below which all resources are named.
        min_confidence: facts below it stay out of the graph.
        without: ids of checks whose issues stay out of the graph.
        pcodes: as for `build`; the claims of reports built with the same tables know their places best.
        decisions: as for `build`.
        store: a SPARQL endpoint that the graph is written into, instead of a store in the folder.
        persons: whether contact persons are kept; if not, they are in no file of the folder, and texts are masked.

    Raises:
        ClaimsError: a folder does not exist, a file in it is damaged, or one report has two different claims.
        OutputError: the output folder cannot be used.
        OntologyError: the ontology contradicts itself.
        TableError: a table of P-codes or of decisions is wrong.
        EndpointError: the endpoint does not take the graph; the folder is as it was.
    """
    from kg.build.persons import without_persons
    from kg.claims import claims_files, read_claims, write_claims
    from kg.output import open_for_build

    given = settings(
        ontology=ontology,
        base=base,
        min_confidence=min_confidence,
        without=without,
        pcodes=pcodes,
        decisions=decisions,
        persons=persons,
    )

    def wanted(report: ReportClaims) -> ReportClaims:
        return report if persons else without_persons(report, given.ontology)

    extraction = Extraction()
    for folder in map(Path, claims):
        within = folder / "claims"
        place = within if within.is_dir() else folder
        for path in claims_files(place):
            report = read_claims(path)
            known = extraction.claims.setdefault((report.file, report.sha256), path)
            if known != path and wanted(read_claims(known)) != wanted(report):
                raise ClaimsError(
                    f"{folder}: other claims for {report.file} than an earlier folder has; extract both anew"
                )
    if not extraction.claims:
        raise ClaimsError(f"{', '.join(map(str, claims))}: no claims here")
    extraction.reused = len(extraction.claims)
    with open_for_build(Path(out)) as target:
        for name, path in extraction.claims.items():
            extraction.claims[name] = write_claims(target.staging / "claims", wanted(read_claims(path)))
        return publish(target, extraction, given, store)


def open_graph(out: Path | str) -> ox.Store:
    """The graph of an output folder, to read.

    Raises:
        OutputError: the folder holds none.
    """
    from kg.output import read_manifest
    from kg.store import read_graph

    trouble: OutputError | None = None
    path = Path(out) / "store"
    for _ in range(_TRIES):
        read_manifest(Path(out))
        before = _identity(path)
        try:
            store = read_graph(Path(out))
        except OutputError as error:
            trouble = error
            if before is not None and _identity(path) == before:
                raise
        else:
            if _identity(path) == before:
                return store
    raise trouble or OutputError(f"{path}: is replaced again and again")


def _identity(path: Path) -> int | None:
    """What tells a folder from the one that a build puts in its place."""
    return path.stat().st_ino if path.exists() else None


def annotate(
    texts: Iterable[tuple[Any, str]], ontology: Ontology, model: str | None = None
) -> Iterator[dict[str, Any]]:
    """The mentions and quantities of texts, each with the id that came with its text.

    Raises:
        OntologyError: the model is missing.
    """
    from kg.nlp import annotate_text

    annotator = load_annotator(ontology, model)
    for name, text in texts:
        yield {"id": name, **annotate_text(annotator, text)}


def _silent(done: int, total: int, file: str) -> None:
    """The progress of who does not want to see it."""
