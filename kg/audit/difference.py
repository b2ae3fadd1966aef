"""What one graph says beyond another: facts that are new, have other figures, are updated, or are no longer said."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from kg.audit.facts import Fact, Resources, read_facts, resources
from kg.audit.series import label_of, report_of
from kg.console import console_table
from kg.ontology import XSD, Ontology
from kg.text import safe_cell

_TIME = frozenset({"start", "end", "dateText"})
_APART = frozenset("type label evidence context confidence rule valueText mentions".split()) | _TIME
"""What does not say what a fact is about."""

Identity = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
Numbers = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, order=True)
class Difference:
    """One difference. `change` is one of added, changed, updated, withdrawn; what is not there is empty."""

    change: str
    cls: str
    fact: str  # label of the newer fact, or of the one that is gone
    old: str  # figures, with their time where that differs
    new: str
    report: str  # file of the newer fact, or of the one that is gone


@dataclass(frozen=True, eq=False)
class _Said:
    fact: Fact
    identity: Identity
    numbers: Numbers
    time: tuple[str, str]
    report: str


def differences(old: Iterable[ox.Quad], new: Iterable[ox.Quad], ontology: Ontology) -> list[Difference]:
    """How the facts of two graphs differ.

    Facts are the same if they say the same of the same things, wherever they say it. A fact whose figures differ is
    changed; one of a class whose figures are followed over time (the ontology's `series`) is updated where the newer
    graph has it for a later time.
    """
    before, after = _said(old, ontology), _said(new, ontology)
    before, after = _unmatched(before, after)
    found: list[Difference] = []
    for step in ("changed", "updated"):
        before, after = _paired(before, after, ontology, step, found)
    found += [Difference("added", s.fact.cls, s.fact.label, "", _shown(s), s.report) for s in after]
    found += [Difference("withdrawn", s.fact.cls, s.fact.label, _shown(s), "", s.report) for s in before]
    return sorted(found)


def _said(quads: Iterable[ox.Quad], ontology: Ontology) -> list[_Said]:
    about = resources(quads)
    figures = {p.name for p in ontology.properties.values() if XSD + "decimal" in p.ranges}
    found = [_one(fact, about, figures) for fact in read_facts(about, ontology)]
    return sorted(found, key=lambda s: (s.report, s.fact.spans, s.fact.iri))


def _one(fact: Fact, about: Resources, figures: set[str]) -> _Said:
    slots = {n: v for n, v in fact.slots.items() if n not in _APART}
    identity = tuple(
        (n, tuple(sorted(label_of(about, v) for v in values)))
        for n, values in sorted(slots.items())
        if n not in figures
    )
    numbers = tuple((n, values) for n, values in sorted(slots.items()) if n in figures)
    time = (fact.one("start") or "", fact.one("end") or "")
    return _Said(fact, (fact.cls, identity), numbers, time, report_of(about, fact))


def _unmatched(before: list[_Said], after: list[_Said]) -> tuple[list[_Said], list[_Said]]:
    """What only one of the two says; a fact that is stated twice has to be found twice."""
    kept: dict[tuple[Identity, Numbers, tuple[str, str]], list[_Said]] = defaultdict(list)
    for said in before:
        kept[said.identity, said.numbers, said.time].append(said)
    only = []
    for said in after:
        same = kept[said.identity, said.numbers, said.time]
        if same:
            same.pop(0)
        else:
            only.append(said)
    return [s for s in before if s in kept[s.identity, s.numbers, s.time]], only


def _paired(
    before: list[_Said], after: list[_Said], ontology: Ontology, step: str, found: list[Difference]
) -> tuple[list[_Said], list[_Said]]:
    """Pair what is left by what it is about: at the same time (`changed`), or at a later one (`updated`)."""
    series = ontology.checks.get("series", {})
    waiting: dict[tuple[object, ...], list[_Said]] = defaultdict(list)
    for said in before:
        waiting[said.identity, said.time if step == "changed" else ""].append(said)
    left = []
    for said in after:
        same = waiting[said.identity, said.time if step == "changed" else ""]
        later = next((o for o in same if step == "changed" or o.time[1] < said.time[1]), None)
        if later is None or not said.numbers or (step == "updated" and said.fact.cls not in series):
            left.append(said)
            continue
        same.remove(later)
        found.append(
            Difference(step, said.fact.cls, said.fact.label, _shown(later, said), _shown(said, later), said.report)
        )
    return [s for own in waiting.values() for s in own], left


def _shown(said: _Said, other: _Said | None = None) -> str:
    """The figures of a fact, without those that the other fact has too; with its time if the other's differs."""
    shared = set(other.numbers) if other is not None else set()
    words = [f"{name} {', '.join(values)}" for name, values in said.numbers if (name, values) not in shared]
    if other is not None and said.time != other.time and said.time[1]:
        words.append(f"({said.time[1]})")
    return " ".join(words)


def shown(found: Sequence[Difference], form: str, *, width: int | None = None) -> str:
    """Differences in one of `kg.forms.DIFFERENCES`; `width` is that of a terminal in characters, for a table."""
    header = ("change", "class", "fact", "old", "new", "report")
    rows = [(d.change, d.cls, d.fact, d.old, d.new, d.report) for d in found]
    if form == "json":
        return json.dumps([asdict(d) for d in found], ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([header, *([safe_cell(c) for c in row] for row in rows)])
        return out.getvalue()
    counts = ", ".join(f"{sum(d.change == c for d in found)} {c}" for c in ("added", "changed", "updated", "withdrawn"))
    return console_table(header, rows, width) + f"{counts}\n"
