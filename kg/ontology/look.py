"""All that is wrong in an ontology folder, not only the first mistake, and what only makes a domain weaker."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.files import DOMAIN, Files, default_folder, files_of, read_query, read_text, read_toml
from kg.ontology.folder import Contents, read_turtle
from kg.ontology.namespaces import OWL, PREFIXES, RDF, RG, SKOS, local
from kg.ontology.overlooked import overlooked
from kg.ontology.problems import Problem, line_of, line_of_word, suggestion
from kg.ontology.terms import superclasses

FRAME = ("Entity", "Fact", "Report", "Passage", "Issue", "Organization", "Place")
"""Classes that no domain can be without."""

_AT = re.compile(r"\b(?:at )?line (\d+)")


def problems(folder: Path) -> list[Problem]:
    """Everything that is wrong, in the order of files and lines.

    Raises:
        OntologyError: there is no such folder.
    """
    try:
        files = files_of(folder)
    except OntologyError as error:
        if not folder.is_dir():
            raise
        return [_of_error(folder / DOMAIN, error)]
    unreadable = list(_unreadable(files))
    if unreadable:
        return sorted(set(unreadable))
    try:
        contents = Contents.read(files)
        # Without the frame every name of it is undeclared, thousands of times.
        found = list(_frame(contents)) or [p for look in _LOOKS for p in look(contents)]
    except OntologyError as error:
        return [_of_error(folder, error)]
    return sorted(set(found))


def _unreadable(files: Files) -> Iterator[Problem]:
    for path, file in sorted(files.paths.items()):
        try:
            if path.endswith(".ttl"):
                read_turtle(file)
            elif path.endswith(".toml"):
                read_toml(file)
            else:
                read_query(file)
        except OntologyError as error:
            yield _of_error(file, error)


def _of_error(file: Path, error: OntologyError) -> Problem:
    what = " ".join(str(error).split()).removeprefix(f"{file}: ")
    placed = re.match(rf"{re.escape(str(file))}:(\d+): (.*)", what)
    if placed:
        return Problem(file, int(placed[1]), placed[2])
    at = _AT.search(what)
    last = "end of document" in what and file.is_file()
    return Problem(file, int(at[1]) if at else len(read_text(file).splitlines()) if last else 0, what)


def _frame(contents: Contents) -> Iterator[Problem]:
    missing = [name for name in FRAME if name not in contents.declared.classes]
    if missing:
        names = ", ".join(f"rg:{name}" for name in missing)
        file = contents.files.folder / DOMAIN
        line = line_of_word(read_text(file), "include") if file.is_file() else 0
        right = 'add "core.ttl" to include' if file.is_file() else 'write the file, with include = ["core.ttl"]'
        yield Problem(file, line, f"{names} {'is' if len(missing) == 1 else 'are'} declared nowhere", right)
    kinds = {"Fact", *(n for n in contents.declared.classes if "Fact" in superclasses(contents.declared.classes, n))}
    if not missing and kinds == {"Fact"}:
        yield Problem(contents.files.folder, 0, "no class below rg:Fact is declared", "a graph of it would say nothing")


def _labels(contents: Contents) -> Iterator[Problem]:
    """Things without a label or code, and labels that two things of a class share."""
    declared = contents.declared
    by_iri = {c.iri: c.name for c in declared.classes.values()}
    for file, triples in contents.turtle.items():
        if file.name == "shapes.ttl" or default_folder() in file.parents:
            continue
        text = read_text(file)
        about: dict[str, set[str]] = defaultdict(set)
        kinds: dict[str, str] = {}
        for t in triples:
            if isinstance(t.subject, ox.NamedNode):
                about[t.subject.value].add(t.predicate.value)
                if t.predicate.value == RDF + "type" and isinstance(t.object, ox.NamedNode):
                    kinds[t.subject.value] = by_iri.get(t.object.value, kinds.get(t.subject.value, ""))
        for iri in sorted(about):
            name = local(iri)
            cls = kinds.get(iri, "")
            ours = bool(cls) or iri in by_iri
            if ours and iri not in declared.labelled:
                right = f'{name} … rdfs:label "…"'
                yield Problem(
                    file, line_of_word(text, name), f"{name} has no rdfs:label, so no text can call it", right
                )
            elif cls and "Concept" in superclasses(declared.classes, cls) and SKOS + "notation" not in about[iri]:
                right = f'{name} … skos:notation "{name}"'
                yield Problem(file, line_of_word(text, name), f"the concept {name} has no code", right)
    yield from _shared(contents)
    yield from _twins(contents)


def _twins(contents: Contents) -> Iterator[Problem]:
    """Classes and properties whose local name another has, and codes that two concepts of a class have."""
    named: dict[str, set[str]] = defaultdict(set)
    for t in contents.triples:
        kind = t.object.value if t.predicate.value == RDF + "type" and isinstance(t.object, ox.NamedNode) else ""
        if kind.removeprefix(OWL) in _SCHEMA and isinstance(t.subject, ox.NamedNode):
            named[local(t.subject.value)].add(t.subject.value)
    for name, own in sorted(named.items()):
        if len(own) > 1:
            *_, other, last = sorted(own, key=lambda iri: (not iri.startswith(RG), iri))
            file, line = _where(contents, last)
            what = f"{name} has the name of {f'<{other}>'.replace(f'<{RG}{name}>', f'rg:{name}')}"
            yield Problem(file, line, what, "call it something else, or use that one")
    codes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in contents.terms.values():
        if term.notation is not None:
            codes[term.cls, term.notation].append(term.iri)
    for (cls, code), iris in sorted(codes.items()):
        if len(iris) > 1:
            file, line = _where(contents, iris[1])
            what = f"{local(iris[0])} and {local(iris[1])} of class {cls} both have the code {code!r}"
            yield Problem(file, line, what, "a code stands for one concept")


def _shared(contents: Contents) -> Iterator[Problem]:
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in contents.terms.values():
        for name in sorted({n.casefold() for n in term.names}):
            owners[term.cls, name].append(term.iri)
    for (cls, name), iris in sorted(owners.items()):
        if len(iris) > 1:
            file, line = _where(contents, iris[1])
            if default_folder() not in file.parents:
                what = f"{local(iris[0])} and {local(iris[1])} are both called {name!r} and both of class {cls}"
                yield Problem(file, line, what, "a name must stand for one of them")


def _where(contents: Contents, iri: str) -> tuple[Path, int]:
    """The file that says something of a resource, and the line on which its name stands."""
    name = local(iri)
    for file, triples in contents.turtle.items():
        if any(getattr(t.subject, "value", None) == iri for t in triples):
            text = read_text(file)
            begun = re.search(rf"^\s*(?:[\w-]*:|<\S*[/#]){re.escape(name)}>?(?=\s)", text, re.MULTILINE)
            return file, line_of(text, begun.end()) if begun else line_of_word(text, name)
    return contents.files.folder, 0


def _checks(contents: Contents) -> Iterator[Problem]:
    """Checks that name a query or a kind of doubt that is not there."""
    queries = {f.stem for f in contents.queries if f.parent.name == "checks"}
    kinds = set(contents.declared.notations.get("IssueKind", ()))
    for file, data in contents.checks.items():
        text = read_text(file)
        for name, own in data.get("checks", {}).items():
            for key in ("title", "kind", "explanation", "example", "importance"):
                if key not in own:
                    yield Problem(file, line_of_word(text, name), f"the check {name} has no {key}")
            if "query" in own and own["query"] not in queries:
                what = f"the check {name} asks {own['query']!r}, but there is no checks/{own['query']}.rq"
                yield Problem(file, line_of_word(text, name), what, suggestion(own["query"], queries))
            if own.get("kind") and own["kind"] not in kinds:
                right = suggestion(own["kind"], kinds) or 'include "vocabulary/issue-kinds.ttl"'
                yield Problem(file, line_of_word(text, name), f"no IssueKind has the code {own['kind']!r}", right)


def _sparql(contents: Contents) -> Iterator[Problem]:
    store = ox.Store()
    for file, text in contents.queries.items():
        try:
            answer = store.query(text, prefixes=_prefixes(text))
        except SyntaxError as error:
            yield _of_syntax(file, text, str(error))
            continue
        if file.parent.name == "rules" and not isinstance(answer, ox.QueryTriples):
            yield Problem(file, _line(text, r"SELECT|ASK|DESCRIBE"), "is no CONSTRUCT query", "a rule makes statements")
        if file.parent.name == "queries" and not text.startswith("#"):
            yield Problem(file, 1, "has no description", "begin with a line `# Who builds what?`")


def _of_syntax(file: Path, text: str, error: str) -> Problem:
    at = re.search(r"(\d+):(\d+)", error)
    line = int(at[1]) if at else 1
    if at and "Prefix not found" in error:
        before = text.splitlines()[line - 1][: int(at[2])]
        prefix = re.search(r"([\w-]*):[\w-]*$", before) or re.search(r"([\w-]*):", text.splitlines()[line - 1])
        name = prefix[1] if prefix else ""
        return Problem(file, line, f"the prefix {name}: is not declared", f"begin with PREFIX {name}: <…>")
    return Problem(file, line, f"is no SPARQL: {' '.join(error.split())[:160]}")


def _prefixes(text: str) -> dict[str, str]:
    """`rg:` needs no declaration in a question."""
    return {k: v for k, v in PREFIXES.items() if not re.search(rf"prefix\s+{k}:", text, re.IGNORECASE)}


_SCHEMA = ("Class", "ObjectProperty", "DatatypeProperty")
_LOOKS = (Contents.problems, _labels, _checks, _sparql, overlooked)


def _line(text: str, pattern: str) -> int:
    found = re.search(pattern, text, re.IGNORECASE)
    return line_of(text, found.start()) if found else 1
