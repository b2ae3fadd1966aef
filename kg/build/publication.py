"""Claims become the files of the output folder; all depends on the set of claims only."""
# ruff: noqa: PLC0415 - stages are imported where they are used, so that `import kg` loads none of their libraries

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from importlib import metadata
from typing import TYPE_CHECKING, Any

from kg.build.extraction import Extraction, versions
from kg.build.result import BuildResult, ReportResult

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.model import ReportClaims
    from kg.ontology import Ontology
    from kg.output import OutputFolder

MANIFEST_VERSION = 1


def publish(
    folder: OutputFolder,
    extraction: Extraction,
    ontology: Ontology,
    base: str,
    min_confidence: float,
    without: Collection[str] = (),
    *,
    persons: bool = True,
) -> BuildResult:
    """Write the graph of the claims and all that is made of it, and put it into place.

    Raises:
        ClaimsError: a name in the claims refers to nothing.
        OSError: the folder cannot be written.
    """
    from kg.audit import audit, switched_off
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
    # What readings doubted is left out last: a check of the text must not find the same words again.
    dataset += audit(dataset, reports, ontology, base=base, without=without)
    dataset = switched_off(dataset, without)
    write_store(dataset, folder.staging / "store")
    for form, name in (("trig", "graph.trig"), ("turtle", "graph.ttl")):
        with (folder.staging / name).open("wb") as stream:
            export(dataset, ontology, form, stream)
    write_explorer(dataset, ontology, folder.staging / "explorer.html", reports=reports)
    result = _result(extraction, dataset, ontology, base)
    manifest = _manifest(result, reports, ontology, base, min_confidence, without, persons=persons)
    content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder.staging / "build.json").write_text(content, encoding="utf-8")
    folder.commit(claims={claims_file(folder.path, r.file, r.sha256).name for r in reports})
    return result


def _result(extraction: Extraction, dataset: Sequence[ox.Quad], ontology: Ontology, base: str) -> BuildResult:
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
    result: BuildResult,
    reports: Iterable[ReportClaims],
    ontology: Ontology,
    base: str,
    min_confidence: float,
    without: Collection[str],
    *,
    persons: bool,
) -> dict[str, Any]:
    from kg.output import GENERATOR

    return {
        "generator": GENERATOR,
        "manifest": MANIFEST_VERSION,
        "versions": {"reportgraph": metadata.version("reportgraph"), **versions()},
        "ontology": ontology.fingerprint,
        "pipelines": sorted({r.fingerprint for r in reports}),
        "base": base,
        "minConfidence": min_confidence,
        "withoutChecks": sorted(set(without)),
        "persons": persons,
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
