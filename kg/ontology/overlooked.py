"""What a folder holds that nothing reads, and names that nothing tells: mistakes that only show as missing facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from kg.ontology.declarations import fact_rule
from kg.ontology.files import default_folder, files_of, read_text
from kg.ontology.folder import Contents
from kg.ontology.problems import Problem, line_of_word, suggestion
from kg.ontology.reading import unheard
from kg.ontology.terms import OntologyClass, superclasses

READ = {
    "vocabulary": ("*.ttl",),
    "patterns": ("*.toml",),
    "plots": ("*.toml",),
    "checks": ("*.toml", "*.rq"),
    "exports": ("*.toml",),
    "rules": ("*.rq",),
    "queries": ("*.rq",),
}
"""The folders of an ontology with the files that are read in them."""
TOP = ("*.ttl", "domain.toml", "ids.toml")
_SUFFIXES = (".ttl", ".toml", ".rq")
DECLARING = ("fact", "entity")
"""Tables of patterns that the package's ontology does not have."""


def overlooked(contents: Contents) -> Iterator[Problem]:
    """Files, tables and keys that nothing reads, and things that nothing tells."""
    yield from _files(contents.files.folder)
    yield from _tables(contents)
    yield from _untold(contents)


def _files(folder: Path) -> Iterator[Problem]:
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        *within, name = file.relative_to(folder).parts
        place = "/".join(within)
        if place in READ:
            if not any(fnmatch(name, pattern) for pattern in READ[place]) and not name.startswith((".", "README")):
                yield Problem(file, 0, f"is not read: {place}/ holds {' and '.join(READ[place])}")
        elif file.suffix in _SUFFIXES and (within or not any(fnmatch(name, pattern) for pattern in TOP)):
            near = suggestion(place, READ) if within else ""
            right = near.replace("?", "/?") if near.startswith("did you mean") else ""
            fitting = [f"{known}/" for known, patterns in READ.items() if f"*{file.suffix}" in patterns]
            yield Problem(file, 0, "is not read where it is", right or f"move it to {' or '.join(fitting)}")


def _tables(contents: Contents) -> Iterator[Problem]:
    shared = _shared()
    known = {*shared, *DECLARING}
    for file, data in contents.patterns.items():
        if default_folder() in file.parents:
            continue
        text = read_text(file)
        for table, own in data.items():
            if table not in known:
                right = "a [[plot]] stands in plots/*.toml" if table == "plot" else suggestion(table, known)
                yield Problem(file, line_of_word(text, table), f"no rule reads [{table}]", right)
            elif table == "names" and isinstance(own, dict):
                for key in own.keys() - shared[table].keys():
                    what = f"no rule reads {key!r} of [{table}]"
                    yield Problem(file, line_of_word(text, key), what, suggestion(key, shared[table]))
    for file, data in contents.drawn.items():
        for table in data.keys() - {"plot"}:
            yield Problem(file, line_of_word(read_text(file), table), f"no plot is [{table}]", "write [[plot]]")


def _shared() -> dict[str, Any]:
    """The tables of the package's patterns."""
    found = Contents.read(files_of(default_folder())).patterns.values()
    return {table: own for data in found for table, own in data.items()}


def _untold(contents: Contents) -> Iterator[Problem]:
    """Slots whose things have no names: no label, no `[[entity]]`, no column of a table."""
    declared = contents.declared
    named = {a for t in contents.terms.values() for a in superclasses(declared.classes, t.cls)}
    named |= {a for e in contents.entities for a in superclasses(declared.classes, e.cls)}
    for file, data in contents.patterns.items():
        for number, own in enumerate(data.get("fact", [])):
            rule = fact_rule(own, unheard)
            for slot in rule.slots.values() if rule is not None else ():
                told = any(f in named or not _needs_telling(declared.classes, f) for f in slot.fill)
                if not told and not slot.headers:
                    line = line_of_word(read_text(file), "fill", "fact", number, f"slots.{slot.name}")
                    what = f"{slot.name} is filled by {' or '.join(slot.fill)}, but nothing tells the names of one"
                    yield Problem(file, line, what, "add [[entity]] to the patterns, or labels in vocabulary/")


def _needs_telling(classes: Mapping[str, OntologyClass], name: str) -> bool:
    """Whether names of a class are told by nothing but what the domain declares, unlike organisations and places."""
    kinds = superclasses(classes, name)
    return "Entity" in kinds[1:] and not {"Organization", "Place"} & set(kinds)
