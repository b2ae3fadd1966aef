"""The issues of a graph for people: sorted by how much they matter, as a table, CSV, JSON or an HTML report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict

import pyoxigraph as ox

from kg.audit.checks import Check, load_checks
from kg.audit.facts import Resources, passages_of, resources
from kg.audit.listed import Listed, Place
from kg.audit.page import page
from kg.console import console_table
from kg.ontology import RDF, RDFS, RG, Ontology
from kg.text import safe_cell

_UNKNOWN = 30
"""Importance of an issue whose check the ontology does not declare."""


def issues(quads: Iterable[ox.Quad], ontology: Ontology, *, without: Collection[str] = ()) -> list[Listed]:
    """All issues of a graph but those of some checks, the most important first.

    Raises:
        OntologyError: the checks of the ontology are not well declared.
    """
    about = resources(quads)
    checks = load_checks(ontology)
    found = []
    for iri, own in about.items():
        check = own.get(RG + "rule", [""])[0]
        if RG + "Issue" not in own.get(RDF + "type", ()) or check in without:
            continue
        known = checks.get(check)
        places = sorted({_place(p, about) for p in passages_of(own, about)}, key=lambda p: (p.file, p.begin, p.text))
        found.append(
            Listed(
                importance=known.importance if known else _UNKNOWN,
                kind=own[RG + "kind"][0],
                check=check,
                label=own[RDFS + "label"][0],
                places=tuple(places),
                facts=tuple(about[f][RDFS + "label"][0] for f in own.get(RG + "about", ())),
                iri=iri,
            )
        )
    return sorted(found, key=lambda i: (-i.importance, [(p.file, p.begin) for p in i.places], i.check, i.iri))


def _place(iri: str, about: Resources) -> Place:
    own = about[iri]
    file = about[own[RG + "document"][0]][RG + "file"][0]
    number = own.get(RG + "page")
    return Place(file, int(number[0]) if number else None, int(own[RG + "beginIndex"][0]), own[RG + "text"][0])


def listed(found: Iterable[Listed], ontology: Ontology, form: str, *, width: int | None = None) -> str:
    """Issues in one of `kg.forms.ISSUES`; `width` is that of a terminal in characters, for a table."""
    found = list(found)
    if form == "json":
        return json.dumps([asdict(i) for i in found], ensure_ascii=False, indent=1) + "\n"
    if form == "html":
        return page(found, load_checks(ontology))
    if form == "csv":
        return _csv(found)
    header = ("importance", "kind", "report", "page", "what does not add up")
    rows = [(str(i.importance), i.kind, *_where(i), i.label) for i in found]
    return console_table(header, rows, width) + f"{len(found)} {'issue' if len(found) == 1 else 'issues'}\n"


def _where(issue: Listed) -> tuple[str, str]:
    files = ", ".join(dict.fromkeys(p.file for p in issue.places))
    return files, ", ".join(dict.fromkeys(str(p.page) for p in issue.places if p.page is not None))


def _csv(found: Iterable[Listed]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["importance", "kind", "check", "issue", "reports", "pages", "words", "facts", "iri"])
    for issue in found:
        words = " … ".join(" ".join(p.text.split()) for p in issue.places)
        cells = [issue.kind, issue.check, issue.label, *_where(issue), words, "; ".join(issue.facts), issue.iri]
        writer.writerow([issue.importance, *map(safe_cell, cells)])
    return out.getvalue()


def explained(checks: Iterable[Check], width: int | None = None) -> str:
    """The checks with what they mean, the most important first."""
    ordered = sorted(checks, key=lambda c: (-c.importance, c.id))
    rows = [(c.id, c.kind, str(c.importance), f"{c.explanation} Example: {c.example}") for c in ordered]
    return console_table(("check", "kind", "importance", "explanation"), rows, width)
