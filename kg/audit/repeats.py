"""Checks of what is told twice: the same slots with other values, in one report or in several."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from kg.audit.checks import Check
from kg.audit.evidence import Evidence
from kg.audit.facts import Fact
from kg.audit.figures import singular, slack
from kg.audit.issues import Finding

Keyed = dict[tuple[object, ...], list[Fact]]

_FEW = 4
"""How many passages may have the same figures by mistake; more are a form that is filled in for many places."""


def same_in_report(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """Facts of one report that are the same but for a value."""
    for report in evidence.reports:
        yield from _clashes(evidence, check, report.facts)


def same_between_reports(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """Facts of several reports that are the same, at the same time, but for a value. Another time is an update."""
    for finding in _clashes(evidence, check, evidence.facts.values()):
        if len({f.report for f in finding.facts}) > 1:
            yield finding


def _clashes(evidence: Evidence, check: Check, facts: Iterable[Fact]) -> Iterator[Finding]:
    """Facts of the class `cls` that agree in the slots `key` and whose values in a slot of `values` differ.

    Of the slots `need` each must be there. Facts without a place are the same only in reports of one country and
    publisher. With `dated` all have the same time; without it a fact may have none. Values of different `sources` may
    differ, and with `rounded` values of which one is the other in fewer digits. Values further apart than the factor
    `far` count different things.
    """
    parameters = check.parameters
    keyed: Keyed = defaultdict(list)
    for fact in facts:
        if fact.cls == parameters["cls"] and all(fact.slots.get(s) for s in parameters["need"]):
            setting = () if fact.slots.get("place") else evidence.by_iri[fact.report].setting
            keyed[*(fact.slots.get(s) for s in parameters["key"]), setting].append(fact)
    for group in keyed.values():
        for slot in parameters["values"]:
            told: dict[object, Fact] = {}
            for fact in sorted((f for f in group if f.number(slot) is not None), key=lambda f: f.spans):
                time = fact.slots.get("start"), fact.slots.get("end")
                told.setdefault((fact.number(slot), time, fact.report, fact.slots.get("source")), fact)
            given = list(told.values())
            pair = next((p for p in combinations(given, 2) if _clash(check, slot, *p)), None)
            if pair is not None:
                values = " and ".join(f"{n:,f}" for f in pair if (n := f.number(slot)) is not None)
                yield Finding(f"{check.title}: {_subject(evidence, check, pair[0])}, {slot} {values}", pair)


def _clash(check: Check, slot: str, one: Fact, other: Fact) -> bool:
    a, b = one.number(slot), other.number(slot)
    rounded = bool(check.parameters.get("rounded"))
    if a is None or b is None or abs(a - b) <= max(slack(a, rounded=rounded), slack(b, rounded=rounded)):
        return False
    if check.parameters.get("apart") and one.report == other.report and one.spans[0].meets(other.spans[0]):
        return False
    sources = one.slots.get("source"), other.slots.get("source")
    if check.parameters.get("sources") and all(sources) and sources[0] != sources[1]:
        return False
    times = [(f.slots.get("start"), f.slots.get("end")) for f in (one, other)]
    if times[0] != times[1] and (check.parameters["dated"] or all(t[0] for t in times)):
        return False
    return max(a, b) <= Decimal(str(check.parameters["far"])) * min(a, b)


def _subject(evidence: Evidence, check: Check, fact: Fact) -> str:
    names = [v for s in check.parameters["key"] if s not in {"start", "end"} for v in fact.slots.get(s, ())]
    times = sorted({*fact.slots.get("start", ()), *fact.slots.get("end", ())})
    return ", ".join([*(evidence.labels.get(n, n) for n in names), " to ".join(times)]).rstrip(", ")


def moved_places(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """The same counts under different places: two passages whose figures are all the same, in nearly the same words.

    `least` is the number of figures that two passages must share, `alike` the share of their words.
    """
    least, alike = int(check.parameters["least"]), float(check.parameters["alike"])
    for report in evidence.reports:
        placed: dict[str, set[str]] = defaultdict(set)
        for fact in report.facts:
            for span in fact.spans:
                placed[f"{span.begin:09}-{span.end}"].update(fact.slots.get("place", ()))
        known = sorted({s for f in report.facts for s in f.spans})
        shape: dict[tuple[Decimal, ...], list[int]] = defaultdict(list)
        for i, span in enumerate(known):
            values = tuple(f.value for f in evidence.figures(report, span) if not f.year)
            if len(values) >= least and max(values) > 10:
                shape[values[:least]].append(i)
        for same in shape.values():
            for i, j in combinations(same, 2) if len(same) <= _FEW else ():
                one, other = known[i], known[j]
                places = [placed[f"{s.begin:09}-{s.end}"] for s in (one, other)]
                words = [set(re.findall(r"\w+", report.words(s).casefold())) for s in (one, other)]
                share = len(words[0] & words[1]) / max(len(words[0] | words[1]), 1)
                if one.meets(other) or not all(places) or places[0] == places[1] or share < alike:
                    continue
                if places[0] <= places[1] or places[1] <= places[0]:
                    continue
                facts = tuple(f for f in report.facts if {one, other} & set(f.spans) and f.slots.get("place"))
                shown = " / ".join(", ".join(sorted(evidence.labels.get(p, p) for p in own)) for own in places)
                yield Finding(f"{check.title}: {shown}", facts)


def stems(text: str, ignored: frozenset[str], alike: dict[str, str], length: int) -> frozenset[str]:
    """The beginnings of the words that carry meaning, one for words that mean the same."""
    words = [singular(w) for w in re.findall(r"[^\W\d_]+", text)]
    return frozenset(alike.get(w, w)[:length] for w in words if w not in ignored and len(w) > 2)


def prose_against_table(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """An indicator of a table of which prose gives other values.

    A sentence speaks of the indicator if it holds at least `shared` of its words, which are at least `share` of the
    words of the fact in prose or of those of the indicator; `ignored` words do not count and those of one group in
    `alike` are one. It must count in the same unit, none of its figures may be one of the row's, and no word of
    `unless` may stand in it.
    """
    parameters = check.parameters
    ignored = frozenset(singular(w) for w in parameters["ignored"])
    alike = {singular(w): g[0] for g in parameters["alike"] for w in g}
    unless = re.compile(parameters["unless"], re.IGNORECASE)
    least, share, length = int(parameters["shared"]), float(parameters["share"]), int(parameters["stem"])
    for report in evidence.reports:
        rows: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
        prose: list[Fact] = []
        for fact in report.facts:
            table = any("\t" in report.text[s.begin : s.end] or "|" in report.text[s.begin : s.end] for s in fact.spans)
            if fact.cls == parameters["cls"] and table:
                rows[fact.one("indicator") or "", *fact.slots.get("population", ())].append(fact)
            elif not table and fact.cls in parameters["prose"] and fact.numbers:
                prose.append(fact)
        asked_by = {key: stems(evidence.labels.get(key[0], ""), ignored, alike, length) for key in rows}
        seen = set()
        for fact in prose:
            told = stems(" ".join(_told(evidence, fact, parameters["prose"][fact.cls])), ignored, alike, length)
            words = " ".join(report.words(s) for s in fact.spans)
            if unless.search(words):
                continue
            sentence = stems(words, ignored, alike, length)
            for key, row in rows.items():
                name, asked = key[0], asked_by[key]
                both = asked & (told | sentence)
                if len(both) < least or len(both) < share * len(asked) or not asked & told:
                    continue
                if not _other_values(evidence, fact, row):
                    continue
                if (fact.spans, name) not in seen:
                    seen.add((fact.spans, name))
                    yield Finding(f"{check.title}: {evidence.labels.get(name, name)}", (row[-1], fact))


def _told(evidence: Evidence, fact: Fact, slots: list[str]) -> list[str]:
    return [evidence.labels.get(v, v) for s in slots for v in fact.slots.get(s, ())]


def _other_values(evidence: Evidence, fact: Fact, row: list[Fact]) -> bool:
    report = evidence.by_iri[fact.report]
    values = [n for f in row if (n := f.number("value")) is not None]
    percent = any(f.percent for s in row[0].spans for f in evidence.figures(report, s) if f.value in values)
    figures = [f for s in fact.spans for f in evidence.figures(report, s) if not f.year]
    told = [f.value for f in figures if f.percent == percent and f.value in fact.numbers]
    if not told or not any(values):
        return False
    everything = [f.value for f in figures if f.percent == percent]
    return all(abs(v - t) > max(slack(v), slack(t)) for v in values for t in everything)
