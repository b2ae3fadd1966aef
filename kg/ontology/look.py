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
from kg.ontology.namespaces import PREFIXES, RDF, SKOS, local
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
        found = [*contents.problems(), *_frame(contents), *_labels(contents), *_checks(contents), *_sparql(contents)]
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
        right = f'write include = ["core.ttl"] in {DOMAIN}'
        yield Problem(contents.files.folder, 0, f"{names} is declared nowhere", right)
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


def _shared(contents: Contents) -> Iterator[Problem]:
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in contents.terms.values():
        for name in sorted({n.casefold() for n in term.names}):
            owners[term.cls, name].append(term.iri)
    for (cls, name), iris in sorted(owners.items()):
        if len(iris) > 1:
            file, line = _where(contents, local(iris[1]))
            if file is not None and default_folder() not in file.parents:
                what = f"{local(iris[0])} and {local(iris[1])} are both called {name!r} and both of class {cls}"
                yield Problem(file, line, what, "a name must stand for one of them")


def _where(contents: Contents, name: str) -> tuple[Path | None, int]:
    for file in contents.turtle:
        text = read_text(file)
        if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            return file, line_of_word(text, name)
    return None, 0


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
            at = re.search(r"(\d+):(\d+)", str(error))
            yield Problem(file, int(at[1]) if at else 1, f"is no SPARQL: {' '.join(str(error).split())[:160]}")
            continue
        if file.parent.name == "rules" and not isinstance(answer, ox.QueryTriples):
            yield Problem(file, _line(text, r"SELECT|ASK|DESCRIBE"), "is no CONSTRUCT query", "a rule makes statements")
        if file.parent.name == "queries" and not text.startswith("#"):
            yield Problem(file, 1, "has no description", "begin with a line `# Who builds what?`")


def _prefixes(text: str) -> dict[str, str]:
    """`rg:` needs no declaration in a question."""
    return {k: v for k, v in PREFIXES.items() if not re.search(rf"prefix\s+{k}:", text, re.IGNORECASE)}


def _line(text: str, pattern: str) -> int:
    found = re.search(pattern, text, re.IGNORECASE)
    return line_of(text, found.start()) if found else 1
