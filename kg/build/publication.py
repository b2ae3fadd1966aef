"""Claims become the files of the output folder; all depends on the set of claims only."""
# ruff: noqa: PLC0415 - stages are imported where they are used, so that `import kg` loads none of their libraries

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.collecting import seldom_collected
from kg.build.extraction import Extraction
from kg.build.fingerprint import versions
from kg.build.result import BuildResult, ReportResult
from kg.build.reuse import file_hash, inputs_digest, same_result

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.build.settings import Settings
    from kg.model import ReportClaims
    from kg.ontology import Ontology
    from kg.output import OutputFolder
    from kg.store import Endpoint

MANIFEST_VERSION = 1
MOST_SHOWN = 20_000
"""Claims that the explorer shows; a browser is slow with more. Of a larger graph it shows the first reports."""


@seldom_collected()
def publish(
    folder: OutputFolder, extraction: Extraction, settings: Settings, endpoint: Endpoint | None = None
) -> BuildResult:
    """Write the graph of the claims and all that is made of it, and put it into place.

    Raises:
        ClaimsError: a name in the claims refers to nothing.
        EndpointError: the endpoint does not take the graph.
        OSError: the folder cannot be written.
    """
    ontology, base, without = settings.ontology, settings.base, settings.without
    hashes = {name: file_hash(path) for name, path in extraction.claims.items()}
    deciding = {
        "ontology": ontology.fingerprint,
        "base": base,
        "minConfidence": settings.min_confidence,
        "without": sorted(set(without)),
        "versions": versions(),
        "gazetteer": settings.gazetteer.fingerprint,
        "tables": settings.tables,
        "failed": sorted([r.file, r.sha256 or "", r.reason or ""] for r in extraction.failed),
    }
    inputs = inputs_digest(((path.name, hashes[name]) for name, path in extraction.claims.items()), deciding)
    if endpoint is None and all(path.parent == folder.path / "claims" for path in extraction.claims.values()):
        same = same_result(folder.manifest(), inputs, folder.path, extraction.reused)
        if same is not None:
            folder.leave()
            return same
    reports = _Reports([extraction.claims[name] for name in sorted(extraction.claims)])
    from kg.audit import audit_in
    from kg.build.dataset import Dataset
    from kg.explore import write_explorer
    from kg.export import write_files
    from kg.graph import quads
    from kg.resolve import resolve, write_entities
    from kg.store import write_endpoint

    resolution = resolve(reports, ontology, settings.gazetteer, base, settings.decisions)
    # The reports are read from their claims as often as they are needed, and the dataset of many is on disk only: what
    # is held in memory is names and, while they are checked, facts.
    dataset = Dataset(folder.staging / "store", held=reports.are_few)
    made = quads(reports, resolution, ontology, base=base, min_confidence=settings.min_confidence)
    dataset.fill(made, ontology, base)
    dataset.add(audit_in(dataset.store, reports, ontology, base=base, without=without, quads=dataset.quads))
    # What readings doubted is left out last: a check of the text must not find the same words again.
    dataset.switch_off(without)
    with nullcontext() if endpoint else dataset.while_written():
        shown = reports.first()
        with (folder.staging / "graph.ttl").open("wb") as turtle, (folder.staging / "graph.trig").open("wb") as trig:
            triples = write_files(dataset.store, ontology, turtle, trig, dataset.quads)
        write_explorer(
            _about(dataset.store, shown, base) if dataset.quads is None else dataset.quads,
            ontology,
            folder.staging / "explorer.html",
            reports=shown,
            of=len(reports),
        )
        entities, facts = _counted(dataset.store, ontology, base)
    write_entities(resolution, folder.staging / "entities.csv")
    result = BuildResult(
        reports=tuple(sorted((*map(_done, reports), *extraction.failed), key=lambda r: (r.file, r.sha256 or ""))),
        entities=entities,
        facts={cls: n for cls, n in facts.items() if cls != "Issue"},
        issues=facts.get("Issue", 0),
        triples=triples,
        extracted=extraction.extracted,
        reused=extraction.reused,
        unused=resolution.unused,
    )
    pipelines = sorted({report.fingerprint for report in reports})
    manifest = _manifest(result, pipelines, settings)
    manifest["inputs"] = inputs
    for entry in manifest["reports"]:
        if entry["status"] == "built":
            entry["claimsFile"] = hashes[entry["file"], entry["sha256"]]
    content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder.staging / "build.json").write_text(content, encoding="utf-8")
    if endpoint is not None:  # when all else is there: what fails before leaves the endpoint alone
        write_endpoint(dataset.store, endpoint, folder.path / "endpoint.json")
    del dataset  # closes the files of a store on disk
    if endpoint is not None and not reports.are_few:
        shutil.rmtree(folder.staging / "store")
    folder.commit(claims={path.name for path in extraction.claims.values()})
    return result


class _Reports:
    """What reports say. Few are kept; where there are more, each who goes through them reads their claims anew."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self._kept: list[ReportClaims] | None = None

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[ReportClaims]:
        from kg.claims import read_claims

        if self._kept is not None:
            yield from self._kept
            return
        read: list[ReportClaims] = []
        claims = 0
        for path in self._files:
            report = read_claims(path)
            claims += len(report.claims)
            if claims > MOST_SHOWN:
                read.clear()
            else:
                read.append(report)
            yield report
        if claims <= MOST_SHOWN:
            self._kept = read

    @property
    def are_few(self) -> bool:
        """Whether they have so few claims that they are kept; known once somebody has gone through them."""
        return self._kept is not None

    def first(self) -> list[ReportClaims]:
        """As many reports, from the first on, as have no more than `MOST_SHOWN` claims together, but one at least."""
        found: list[ReportClaims] = []
        claims = 0
        for report in self:
            claims += len(report.claims)
            if claims > MOST_SHOWN and found:
                break
            found.append(report)
        return found


def _done(report: ReportClaims) -> ReportResult:
    rules = dict(sorted(Counter(c.rule for c in report.claims).items()))
    return ReportResult(report.file, report.sha256, len(report.claims), rules=rules)


def _about(store: ox.Store, reports: Sequence[ReportClaims], base: str) -> list[ox.Quad]:
    """As much of the dataset as is about some of the reports only."""
    import pyoxigraph as ox

    from kg.naming import Namer

    namer = Namer(base)

    def quads(graph: str) -> Iterator[ox.Quad]:
        return store.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    own = sorted({namer.report(report.file, report.sha256) for report in reports})
    found = [quad for graph in own for quad in quads(graph)]
    told = {term for quad in found for term in (quad.subject, quad.object)}
    # What the rules derive is most of a large dataset, and nearly all of it links things of the other reports.
    found += (quad for quad in quads(namer.graph("derived")) if quad.subject in told and quad.object in told)
    return found + [quad for name in ("ontology", "entities") for quad in quads(namer.graph(name))]


def _counted(store: ox.Store, ontology: Ontology, base: str) -> tuple[dict[str, int], dict[str, int]]:
    import pyoxigraph as ox

    from kg.naming import Namer
    from kg.ontology import RDF

    namer = Namer(base)
    outside = {namer.graph(name) for name in ("ontology", "derived")}
    types = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None)
    return _counts((q for q in types if _iri(q.graph_name) not in outside), ontology)


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


def _manifest(result: BuildResult, pipelines: Sequence[str], settings: Settings) -> dict[str, Any]:
    from kg.output import GENERATOR

    return {
        "generator": GENERATOR,
        "manifest": MANIFEST_VERSION,
        "versions": {"reportgraph": metadata.version("reportgraph"), **versions()},
        "ontology": settings.ontology.fingerprint,
        "pipelines": pipelines,
        "base": settings.base,
        "minConfidence": settings.min_confidence,
        "withoutChecks": sorted(set(settings.without)),
        "persons": settings.persons,
        **settings.tables,
        # Without persons the names of persons are such names too, and are told to the user only.
        "unused": list(result.unused) if settings.persons else [],
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
