"""The whole road: reports in, a folder with the graph out. Only this package and the commands compose the stages."""
# ruff: noqa: PLC0415 - stages are imported where they are used, so that `import kg` loads none of their libraries

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.extraction import Extraction, Progress, extract, extract_all, load_annotator, pipeline_fingerprint
from kg.build.publication import publish
from kg.build.result import BuildResult, ReportResult
from kg.errors import ClaimsError, OutputError, ReadError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.ontology import Ontology

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
        persons: whether contact persons are kept; if not, they are in no file of the folder, and texts are masked.
        progress: called before each report and once at the end.

    Raises:
        OutputError: the folder cannot be used.
        OntologyError: the ontology contradicts itself, the model is missing, or an id in `without` is of no check.
        ReadError: an input does not exist, or there are no reports.
    """
    from kg.audit import chosen, load_checks
    from kg.build.persons import without_addresses
    from kg.ontology import load
    from kg.output import open_for_build, refuse_foreign
    from kg.read import find_reports

    target = Path(out)
    refuse_foreign(target)
    inside = target.resolve()
    found = [(p, n) for p, n in find_reports([Path(i) for i in inputs]) if not p.resolve().is_relative_to(inside)]
    if not found:
        raise ReadError(", ".join(map(str, inputs)), "no reports here")
    rules = load(ontology)
    chosen(load_checks(rules), without)
    with open_for_build(target) as folder:
        extraction = extract_all(found, folder, rules, model, progress or _silent, persons=persons)
        if not persons:
            # A reason may quote what it stumbled over.
            extraction.failed = [replace(r, reason=without_addresses(r.reason or "")) for r in extraction.failed]
        return publish(folder, extraction, rules, base, min_confidence, without, persons=persons)


def merge(
    claims: Sequence[Path | str],
    out: Path | str,
    *,
    ontology: Path | str | None = None,
    base: str = DEFAULT_BASE,
    min_confidence: float = 0.0,
    without: Collection[str] = (),
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
        persons: whether contact persons are kept; if not, they are in no file of the folder, and texts are masked.

    Raises:
        ClaimsError: a folder does not exist, a file in it is damaged, or one report has two different claims.
        OutputError: the output folder cannot be used.
        OntologyError: the ontology contradicts itself.
    """
    from kg.build.persons import without_persons
    from kg.claims import read_claims_folder, write_claims
    from kg.ontology import load
    from kg.output import open_for_build

    rules = load(ontology)
    extraction = Extraction()
    for folder in map(Path, claims):
        within = folder / "claims"
        for told in read_claims_folder(within if within.is_dir() else folder):
            report = told if persons else without_persons(told, rules)
            known = extraction.claims.setdefault((report.file, report.sha256), report)
            if known != report:
                raise ClaimsError(
                    f"{folder}: other claims for {report.file} than an earlier folder has; extract both anew"
                )
    if not extraction.claims:
        raise ClaimsError(f"{', '.join(map(str, claims))}: no claims here")
    extraction.reused = len(extraction.claims)
    with open_for_build(Path(out)) as target:
        for report in extraction.claims.values():
            write_claims(target.staging / "claims", report)
        return publish(target, extraction, rules, base, min_confidence, without, persons=persons)


def open_graph(out: Path | str) -> ox.Store:
    """The graph of an output folder, to read.

    Raises:
        OutputError: the folder holds none.
    """
    from kg.output import read_manifest
    from kg.store import open_store

    path = Path(out) / "store"
    for _ in range(_TRIES):
        read_manifest(Path(out))
        before = _identity(path)
        try:
            store = open_store(path)
        except OutputError:
            if before is not None and _identity(path) == before:
                raise
        else:
            if _identity(path) == before:
                return store
    raise OutputError(f"{path}: no store here, or one that is replaced again and again")


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
