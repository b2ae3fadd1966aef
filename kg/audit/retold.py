"""Checks of results that a report tells twice: two paragraphs that share figures and differ in others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from kg.audit.checks import Check
from kg.audit.evidence import Evidence, Report
from kg.audit.facts import Fact, Span
from kg.audit.figures import Figure
from kg.audit.issues import LONGEST, Finding, in_words

Counted = dict[tuple[str, ...], list[Figure]]

_FEW = 4
"""How often a thing is told at most for it to be one thing; what stands more often is told of different occasions."""


def same_results(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """Two paragraphs of one section that count at least `shared` things alike and another thing differently.

    Figures below `least` are too common to show that two paragraphs tell of the same.
    """
    shared, least = int(check.parameters["shared"]), int(check.parameters["least"])
    generic = frozenset(check.parameters["generic"])
    for report in evidence.reports:
        counted = []
        for paragraph in report.paragraphs:
            own: Counted = defaultdict(list)
            for figure in evidence.figures(report, paragraph):
                key = figure.noun[:2] if len(figure.noun) > 1 else figure.noun
                if key and key[0] not in generic and not figure.percent and not figure.year:
                    own[key[:1] if len(key) > 1 and key[1] in generic else key].append(figure)
            if len(own) > shared:
                counted.append(own)
        seen: set[tuple[int, int]] = set()
        for i, j in _sharing(counted, shared, least):
            for a, b in _differing(counted[i], counted[j], shared, least):
                if (a.begin, b.begin) not in seen:
                    seen.add((a.begin, b.begin))
                    yield _both(evidence, report, check, a, b)


def _sharing(counted: list[Counted], shared: int, least: int) -> list[tuple[int, int]]:
    """The pairs of paragraphs that count enough things alike; what many paragraphs count alike shows nothing."""
    holders: dict[tuple[tuple[str, ...], Decimal], set[int]] = defaultdict(set)
    for i, own in enumerate(counted):
        for key, figures in own.items():
            if len(figures) == 1 and figures[0].value >= least:
                holders[key, figures[0].value].add(i)
    alike = Counter(p for same in holders.values() if len(same) <= _FEW for p in combinations(sorted(same), 2))
    return sorted(pair for pair, n in alike.items() if n >= shared)


def _differing(one: Counted, other: Counted, shared: int, least: int) -> list[tuple[Figure, Figure]]:
    """The figures that differ, if enough of them agree."""
    pairs = [(one[k][0], o) for k in one if (o := _counterpart(k, one, other)) is not None]
    alike = [a for a, b in pairs if a.value == b.value and a.value >= least]
    if len(alike) < shared or len(alike) * 2 < len(pairs) - len(alike):
        return []
    return [(a, b) for a, b in pairs if a.value != b.value and abs(a.value - b.value) > a.slack + b.slack]


def _counterpart(key: tuple[str, ...], one: Counted, other: Counted) -> Figure | None:
    """The figure of the same thing in the other paragraph, if both have just one."""
    found = other.get(key)
    return found[0] if found is not None and len(found) == 1 and len(one[key]) == 1 else None


def _both(evidence: Evidence, report: Report, check: Check, a: Figure, b: Figure) -> Finding:
    label = f"{check.title}: {a.value:,f} and {b.value:,f} {' '.join(a.noun[:2])}"
    return in_words(report, evidence, label, [_around(report, a), _around(report, b)])


def _around(report: Report, figure: Figure) -> Span:
    sentence = report.sentence(figure.begin)
    if sentence.end - sentence.begin <= LONGEST and sentence.begin <= figure.begin and figure.noun_end <= sentence.end:
        return sentence
    return Span(report.iri, figure.begin, figure.noun_end)


def deliverables(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """The same deliverable twice in one report, in the same places and for the same people, with other quantities.

    Facts of the class `cls` agree in the slots `key`, of which those of `need` are there, and in time unless one has
    none; quantities (`values`) further apart than the factor `far` are two deliveries, and so are those below `least`.
    """
    parameters = check.parameters
    far, least = float(parameters["far"]), int(parameters["least"])
    for report in evidence.reports:
        keyed: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        for fact in report.facts:
            if fact.cls == parameters["cls"] and all(fact.slots.get(s) for s in parameters["need"]):
                key = tuple(tuple(v.casefold() for v in fact.slots.get(s, ())) for s in parameters["key"])
                keyed[key].append(fact)
        for group in keyed.values():
            if len(group) <= _FEW:
                yield from _first_clash(check, group, far, least)


def _first_clash(check: Check, group: list[Fact], far: float, least: int) -> Iterator[Finding]:
    for one, other in combinations(group, 2):
        times = [(f.slots.get("start"), f.slots.get("end")) for f in (one, other)]
        if one.spans[0].meets(other.spans[0]) or (times[0] != times[1] and all(t[0] for t in times)):
            continue
        for slot in check.parameters["values"]:
            a, b = one.number(slot), other.number(slot)
            if a is None or b is None or a == b or min(a, b) < least or max(a, b) > far * float(min(a, b)):
                continue
            yield Finding(f"{check.title}: {a:,f} and {b:,f} {', '.join(one.slots['item'])}", (one, other))
            return
