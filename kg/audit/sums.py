"""Checks of arithmetic over the slots of one fact: parts and totals, shares of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.audit.checks import Check
from kg.audit.evidence import Evidence
from kg.audit.facts import Fact
from kg.audit.figures import Figure
from kg.audit.issues import Finding


def parts(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """Facts whose `parts` do not sum to their `totals`, of which the first that is there counts.

    Parts are complete when `complete` lists them: two sexes of adults make up all people unless children are told of.
    Incomplete parts are wrong only when they exceed the total; a single one only beside a word of `some`, for else it
    may stand beside the total rather than in it. Words of `apart` say that they count others than the total does.
    """
    names, totals = check.parameters["parts"], check.parameters["totals"]
    some = re.compile(check.parameters["some"], re.IGNORECASE)
    apart = re.compile(check.parameters.get("apart", "(?!)"), re.IGNORECASE)
    complete = [set(group) for group in check.parameters["complete"]]
    for fact in evidence.facts.values():
        total = next((n for t in totals if (n := fact.number(t)) is not None), None)
        given = {p: n for p in names if (n := fact.number(p)) is not None}
        if total is None or not given:
            continue
        total_sum = sum(given.values(), Decimal(0))
        excess = total_sum - total
        whole = any(group == set(given) for group in complete)
        if excess == 0 or (excess < 0 and not whole):
            continue
        report = evidence.by_iri[fact.report]
        if any(apart.search(report.words(s)) for s in fact.spans):
            continue
        if len(given) == 1 and not any(some.search(report.words(s)) for s in fact.spans):
            continue
        if abs(excess) <= _slack(evidence, fact, [total, *given.values()]):
            continue
        shown = " + ".join(f"{_shown(n)} {p}" for p, n in given.items())
        yield Finding(f"{check.title}: {shown} is {_shown(total_sum)}, not {_shown(total)}", (fact,))


def balances(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """Facts whose `parts`, all there, do not sum to their `total`; each number may be rounded."""
    name, slots = check.parameters["total"], check.parameters["parts"]
    for fact in evidence.facts.values():
        total = fact.number(name)
        given = [fact.number(p) for p in slots]
        numbers = [n for n in given if n is not None]
        if total is None or len(numbers) < len(slots):
            continue
        total_sum = sum(numbers, Decimal(0))
        if abs(total_sum - total) > _slack(evidence, fact, [total, *numbers]) + Decimal("1.5"):
            shown = " + ".join(f"{_shown(n)} {p}" for p, n in zip(slots, numbers, strict=True))
            yield Finding(f"{check.title}: {shown} is {_shown(total_sum)}, not {_shown(total)}", (fact,))


def shares(evidence: Evidence, check: Check) -> Iterator[Finding]:
    """Facts whose percentage is not that of a part in a whole; `shares` lists them as percentage, part, whole.

    A percentage may be rounded to its last printed digit, or cut there. Where the amounts themselves do not balance,
    the check of that says enough.
    """
    for fact in evidence.facts.values():
        for name, part_name, *wholes in check.parameters["shares"]:
            percent, part = fact.number(name), fact.number(part_name)
            whole = next((n for w in wholes if (n := fact.number(w))), None)
            if percent is None or part is None or not whole or _unbalanced(fact, check):
                continue
            true = 100 * part / whole
            step = Decimal(1).scaleb(min(_decimals(percent), 0))
            loose = 100 * (_slack(evidence, fact, [part]) + _slack(evidence, fact, [whole]) * part / whole) / whole
            if abs(true - percent) > step + loose:
                sums = f"{_shown(part)} of {_shown(whole)} is {true:.1f} %, not {_shown(percent)} %"
                yield Finding(f"{check.title}: {sums}", (fact,))


def _unbalanced(fact: Fact, check: Check) -> bool:
    total, *slots = check.parameters["balance"]
    whole, given = fact.number(total), [n for s in slots if (n := fact.number(s)) is not None]
    return whole is not None and len(given) == len(slots) and abs(sum(given, Decimal(0)) - whole) > Decimal("1.5")


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _slack(evidence: Evidence, fact: Fact, numbers: list[Decimal]) -> Decimal:
    """How far numbers may be off together, as their figures in the fact's evidence are printed."""
    printed: dict[Decimal, Figure] = {}
    report = evidence.by_iri[fact.report]
    for span in fact.spans:
        for figure in evidence.figures(report, span):
            printed.setdefault(figure.value, figure)
    known = [printed[n].slack for n in numbers if n in printed and (printed[n].rounded or printed[n].step > 1)]
    return sum(known, Decimal(0))


def _shown(number: Decimal) -> str:
    return f"{number.normalize():,f}"
