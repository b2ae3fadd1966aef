"""How things are named: keys that spellings of one name share, slugs, and the IRIs of the graph's resources.

An IRI is made from what a thing is, never from a counter or the order of files, so that the same input always gives the
same IRIs and a report keeps its own when others come and go.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import OutputError
from kg.places import fold

DEFAULT_BASE = "https://w3id.org/reportgraph/id/"

_ARTICLE = re.compile(r"^(?:the|la|le|les) (?=.)")
_ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
_SLUG_LENGTH = 72


@lru_cache(maxsize=1 << 17)
def key(name: str) -> str:
    """What all spellings of a name share: no case, accents, punctuation or leading article.

    A name that has nothing but punctuation is its own key.
    """
    folded = fold(name)
    return _ARTICLE.sub("", folded) or name.strip()


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that tell sequences of strings apart."""
    joined = b"".join(len(p := part.encode("utf-8", "surrogatepass")).to_bytes(8, "big") + p for part in parts)
    return hashlib.sha256(joined).hexdigest()[:16]


def slug(text: str) -> str:
    """Letters, digits and hyphens of ASCII; a hash is added where that loses more than spaces, so slugs never collide.

    The argument is a `key`; file names and the like pass through `readable` first.
    """
    kept = "-".join(re.findall(r"[a-z0-9]+", text))[:_SLUG_LENGTH].strip("-")
    if kept.replace("-", " ") == text:
        return kept
    return f"{kept}-{digest(text)}" if kept else digest(text)


def readable(text: str) -> str:
    """The part of a string that can stand in a file name or IRI for the eye; it identifies nothing."""
    return "-".join(re.findall(r"[a-z0-9_]+", fold(text.replace("_", " "))))[:_SLUG_LENGTH].strip("-") or "report"


def is_iri(text: str) -> bool:
    """Whether a string can be an absolute IRI of RDF."""
    return _ABSOLUTE_IRI.fullmatch(text) is not None


@dataclass(frozen=True)
class Namer:
    """Makes the IRIs below a base."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not is_iri(self.base) or not self.base.endswith(("/", "#")):
            raise OutputError(f"{self.base}: not an absolute IRI that ends in / or #")

    def report(self, file: str, sha256: str) -> str:
        """The IRI of a report and of its named graph, from its name and its bytes."""
        return f"{self.base}report/{report_name(file, sha256)}"

    def entity(self, family: str, *path: str) -> str:
        """The IRI of an entity: its family of classes and its resolved key."""
        return "/".join((f"{self.base}{family.lower()}", *path))

    def graph(self, name: str) -> str:
        """The IRI of a named graph that belongs to no single report: `entities`, `derived`, `ontology`."""
        return f"{self.base}graph/{name}"


def report_name(file: str, sha256: str) -> str:
    """A safe name for a report: readable, and different for every other name or content."""
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return f"{readable(stem)}-{digest(file, sha256)}"
