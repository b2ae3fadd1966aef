"""What an earlier build left that need not be made again: whole claims, and a graph of the very same claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.build.result import BuildResult, ReportResult

PUBLISHED = ("store", "graph.ttl", "graph.trig", "explorer.html", "entities.csv")
"""What a build writes beside claims and manifest."""

Manifest = Mapping[str, Any]


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def whole_claims(manifest: Manifest | None, fingerprint: str) -> dict[tuple[str, str], str]:
    """The hash of each claims file of an earlier build by a pipeline, by file and SHA-256 of the report."""
    if manifest is None or manifest.get("pipelines") != [fingerprint]:
        return {}
    built = (r for r in manifest.get("reports", ()) if r.get("status") == "built")
    return {(r["file"], r["sha256"]): r["claimsFile"] for r in built if "claimsFile" in r}


def inputs_digest(claims: Iterable[tuple[str, str]], settings: Mapping[str, Any]) -> str:
    """Identifies all that a graph is made of.

    Args:
        claims: name and hash of each claims file.
        settings: what else decides, JSON values.
    """
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for source in sorted(p for p in package.rglob("*") if p.suffix in {".py", ".html", ".js", ".css", ".json"}):
        digest.update(source.relative_to(package).as_posix().encode() + b"\0" + source.read_bytes() + b"\0")
    digest.update(json.dumps([sorted(claims), settings], sort_keys=True).encode())
    return digest.hexdigest()


def same_result(manifest: Manifest | None, inputs: str, folder: Path, reused: int) -> BuildResult | None:
    """The result of an earlier build of the same inputs whose files are all there; None where there is none."""
    if manifest is None or manifest.get("inputs") != inputs or not all((folder / n).exists() for n in PUBLISHED):
        return None
    return BuildResult(
        reports=tuple(map(_report, manifest["reports"])),
        entities=dict(manifest["entities"]),
        facts=dict(manifest["facts"]),
        issues=manifest["issues"],
        triples=manifest["triples"],
        extracted=0,
        reused=reused,
        unused=tuple(manifest.get("unused", ())),
    )


def _report(entry: Mapping[str, Any]) -> ReportResult:
    if entry["status"] == "failed":
        return ReportResult(entry["file"], entry["sha256"], reason=entry["reason"])
    return ReportResult(entry["file"], entry["sha256"], entry["claims"], rules=dict(entry["rules"]))
