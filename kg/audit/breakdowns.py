"""Checks of arithmetic in prose: a total and its parts, a share and its percentage, a stock that grows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.audit.checks import Check
from kg.audit.evidence import Evidence, Report
from kg.audit.facts import Fact, Span
from kg.audit.figures import Figure, slack
from kg.audit.issues import Finding, in_words


def breakdowns(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """Counts in a bracket, or behind one of the words `opens`, that sum nearly but not quite to a figure before it.

    `near` is the largest error, as a share of the total, that still shows that the figures belong together. Words of
    `some` say that the parts are not all; then only a sum above the total is wrong. A sentence of which a fact already
    keeps the total with its `parts` is left to the check of facts.
    """
    near = Decimal(str(check.parameters["near"]))
    opens = re.compile(check.parameters["opens"])
    some = re.compile(check.parameters["some"], re.IGNORECASE)
    held = set(check.parameters["parts"])
    for report in evidence.reports:
        known = [s for f in report.facts if len(held & f.slots.keys()) > 1 for s in f.spans]
        for sentence in report.sentences:
            for match in opens.finditer(report.text, sentence.begin, sentence.end):
                inner = Span(report.iri, *match.span("parts"))
                outer = Span(report.iri, sentence.begin, match.start())
                if any(k.holds(inner) for k in known):
                    continue
                finding = _breakdown(evidence, report, check, outer, inner, near, bool(some.search(match.group())))
                if finding is not None:
                    yield finding
                    break


def _breakdown(
    evidence: Evidence, report: Report, check: Check, outer: Span, inner: Span, near: Decimal, partial: bool
) -> Finding | None:
    inside = _counts(evidence.figures(report, inner))
    totals = _counts(evidence.figures(report, outer))
    if len(inside) < 2 or not totals or any(f.percent for f in evidence.figures(report, inner)):
        return None
    parts_sum = sum((f.value for f in inside), Decimal(0))
    if any(abs(t.value - parts_sum) <= t.slack + sum((f.slack for f in inside), Decimal(0)) for t in totals):
        return None
    total = totals[-1]
    excess = parts_sum - total.value
    if max(f.value for f in inside) >= total.value or abs(excess) > near * total.value or (partial and excess < 0):
        return None
    shown = " + ".join(f"{f.value:,f}" for f in inside)
    label = f"{check.title}: {shown} is {parts_sum:,f}, not {total.value:,f}"
    return in_words(report, evidence, label, [Span(report.iri, total.begin, inner.end)])


def _counts(figures: list[Figure]) -> list[Figure]:
    return [f for f in figures if not f.percent and not f.year and f.value > 0]


def stated_shares(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """`41 out of 50 (87%)`: a percentage that does not follow from the two counts before it.

    The expressions `patterns` name the groups `part`, `whole` and `percent`.
    """
    patterns = [re.compile(p, re.IGNORECASE) for p in check.parameters["patterns"]]
    for report in evidence.reports:
        for pattern in patterns:
            for match in pattern.finditer(report.text):
                numbers = [_first(evidence, report, match.span(g)) for g in ("part", "whole", "percent")]
                part, whole, percent = numbers
                if part is None or whole is None or percent is None or not 0 < part.value <= whole.value:
                    continue
                true = 100 * part.value / whole.value
                loose = 100 * (part.slack + whole.slack) / whole.value + max(percent.step, percent.slack)
                if abs(true - percent.value) > loose and abs(100 - true - percent.value) > loose:
                    sums = f"{part.value:,f} of {whole.value:,f} is {true:.1f} %, not {percent.value:f} %"
                    label = f"{check.title}: {sums}"
                    yield in_words(report, evidence, label, [Span(report.iri, *match.span())])


def _first(evidence: Evidence, report: Report, span: tuple[int, int]) -> Figure | None:
    return next(iter(evidence.figures(report, Span(report.iri, *span))), None)


def running_sums(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """A stock, what was added since and the later stock, in one section: A + new = C nearly but not quite.

    `cls` is the class of facts, `value` its slot, `same` the slots in which the two stocks agree; the addition stands
    beside one of the words `added`. `near` is the largest error as a share of the later stock.
    """
    parameters = check.parameters
    near, added = Decimal(str(parameters["near"])), re.compile(parameters["added"], re.IGNORECASE)
    for report in evidence.reports:
        facts = [f for f in report.facts if f.cls == parameters["cls"] and f.number(parameters["value"]) is not None]
        growths = [
            f for f in facts if _beside(evidence, report, f, parameters["value"], added) and not f.slots.get("source")
        ]
        for growth in growths:
            stocks = [f for f in facts if f is not growth and f.section == growth.section and f.slots.get("start")]
            finding = _running(check, growth, stocks, near)
            if finding is not None:
                yield finding


def _beside(evidence: Evidence, report: Report, fact: Fact, slot: str, added: re.Pattern[str]) -> bool:
    value = fact.number(slot)
    return any(
        f.value == value and added.search(report.text[max(f.begin - 25, s.begin) : f.end + 15])
        for s in fact.spans
        for f in evidence.figures(report, s)
    )


def _running(check: Check, growth: Fact, stocks: list[Fact], near: Decimal) -> Finding | None:
    slot, same = check.parameters["value"], check.parameters["same"]
    new = growth.number(slot) or Decimal(0)
    for before in stocks:
        for after in stocks:
            a, c = before.number(slot), after.number(slot)
            if a is None or c is None or not a < c or any(before.slots.get(s) != after.slots.get(s) for s in same):
                continue
            if not before.slots["end"] < after.slots["end"] or after.spans[0].begin > growth.spans[0].end + 600:
                continue
            error = abs(a + new - c)
            if error > slack(a) + slack(c) + slack(new) and error <= near * c and error < new / 2:
                label = f"{check.title}: {a:,f} + {new:,f} is {a + new:,f}, not {c:,f}"
                return Finding(label, tuple(dict.fromkeys((before, growth, after))))
    return None
