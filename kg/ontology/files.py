"""Which files an ontology folder is made of: its own, and those that it takes over from the package's ontology.

`domain.toml` names the latter, by their paths in the package's folder:

    include = ["core.ttl", "vocabulary/countries.ttl"]

A file of the folder's own at the same path stands in for the package's.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import OntologyError, QueryRefusedError
from kg.ontology.problems import Problem, line_of, line_of_word, suggestion
from kg.sparql import refuse_deep, refuse_service

DOMAIN = "domain.toml"
_SUFFIXES = frozenset({".ttl", ".toml", ".rq"})
# The parser takes time and memory that grow with the square of the parts of a key.
_LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}""")


def default_folder() -> Path:
    """The humanitarian ontology: shipped in the wheel as `kg/_ontology`, beside `kg/` in a checkout."""
    packaged = Path(str(files("kg"))) / "_ontology"
    return packaged if packaged.is_dir() else Path(str(files("kg"))).parent / "ontology"


@dataclass(frozen=True)
class Files:
    """The files of an ontology folder, by their paths below it, with forward slashes."""

    folder: Path
    paths: dict[str, Path]

    def named(self, pattern: str) -> list[Path]:
        """The files whose path below the folder fits a pattern, in the order of their paths."""
        depth = pattern.count("/")
        return [f for p, f in sorted(self.paths.items()) if p.count("/") == depth and Path(p).match(pattern)]

    @property
    def fingerprint(self) -> str:
        """Identifies what the files hold."""
        digest = hashlib.sha256()
        for path, file in sorted(self.paths.items()):
            digest.update(path.encode() + b"\0" + file.read_bytes() + b"\0")
        return digest.hexdigest()


def files_of(folder: Path) -> Files:
    """The files of a folder.

    Raises:
        OntologyError: there is no such folder, or `domain.toml` names a file that is not there.
    """
    if not folder.is_dir():
        raise OntologyError(f"{folder}: no such ontology folder")
    found: dict[str, Path] = {}
    for name in _included(folder / DOMAIN):
        found[name] = default_folder() / name
    for file in sorted(p for p in folder.rglob("*") if p.suffix in _SUFFIXES and p.is_file()):
        found[file.relative_to(folder).as_posix()] = file
    return Files(folder, found)


def _included(file: Path) -> Iterator[str]:
    if not file.is_file():
        return
    text, data = read_toml(file)
    for key in data:
        if key != "include":
            raise OntologyError(str(Problem(file, line_of_word(text, key), f"no key {key!r}", 'only include = ["…"]')))
    shared = default_folder()
    names = {p.relative_to(shared).as_posix() for p in shared.rglob("*") if p.suffix in _SUFFIXES}
    for name in data.get("include", []):
        if name not in names:
            line = line_of_word(text, str(name))
            what = f"{name!r} is no file of the package's ontology"
            raise OntologyError(str(Problem(file, line, what, suggestion(str(name), names))))
        yield name


def read_text(file: Path) -> str:
    """The text of a file.

    Raises:
        OntologyError: it is not UTF-8.
    """
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        raise OntologyError(str(Problem(file, line, "is not UTF-8", "save it as UTF-8"))) from None


def read_query(file: Path) -> str:
    """The text of a SPARQL query.

    Raises:
        OntologyError: it asks another host, is too long or nested too deeply.
    """
    text = read_text(file)
    try:
        refuse_service(text)
        refuse_deep(text)
    except QueryRefusedError as error:
        raise OntologyError(f"{file}: {error}") from None
    return text


def read_toml(file: Path) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file, and what it says.

    Raises:
        OntologyError: it is malformed, or nested beyond what the parser can follow.
    """
    text = read_text(file)
    if found := _LONG_KEY.search(text):
        raise OntologyError(str(Problem(file, line_of(text, found.start()), "a key of more than 50 parts")))
    try:
        return text, tomllib.loads(text)
    except RecursionError:
        raise OntologyError(f"{file}: nested too deeply") from None
    except ValueError as error:  # of TOML, or a number of thousands of digits
        raise OntologyError(f"{file}: {error}{_repeated(text, str(error))}") from None


def _repeated(text: str, error: str) -> str:
    """What would be right where a table that may stand several times is written as one that stands once."""
    single = re.search(r"^\s*\[\s*(fact|entity|plot)\s*\]", text, re.MULTILINE)
    if single:
        return f"; [{single[1]}] on line {line_of(text, single.start(1))} is written [[{single[1]}]]"
    twice = re.search(r"Cannot declare \('(fact|entity|plot)'.*twice", error)
    return f"; a further {twice[1]} begins with [[{twice[1]}]]" if twice else ""
