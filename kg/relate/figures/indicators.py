"""Indicators with their values behind them, each behind what it is: `Literacy rate. Target: 85%; achieved: 79%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.document import AnnotatedBlock, Quantity
from kg.model import BlockKind, Claim, Name, Passage, Period
from kg.relate.facts import BlockClaims, Slots, make
from kg.relate.figures.groups import population_of
from kg.relate.figures.runs import is_label, tells_situation
from kg.relate.labels import NUMBER_OF
from kg.relate.prose.measurements import named
from kg.relate.scope import Scope

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING})
_NAME, _LEAST = 22, 2  # words of the name of an indicator, and of one whose values are told by a word
_LINE = 240  # characters of a line with an indicator of numbers
_ALONE = 3  # words, at least, of the name of one whose value stands alone
_EDGE = " \t•▪*-–—:;,.(|"
_SENTENCE = re.compile(r"[.!?]\s|[.!?]$")
_TOLD = 2  # values that tell by themselves that a line is about an indicator
_SHARE = r"\d[\d.,]*\s?(?:%|per\s?cent\b|percent\b)"
_COUNT = r"(?:\d{1,3}(?:[,.]\d{3})+|\d+)(?![\d%]|[.,]\d|\s?per\s?cent)"
_OF_SHARE = re.compile(r"^%\s+of\s+(?:the\s+)?")
_OF_WHOM = re.compile(r"\s(?:among|amongst|for)\s")
_PERCENT = re.compile(r"\d\s?(?:%|per\s?cent\b)")
_YEAR = r"(?:19|20)\d\d"
_CERTAIN = r"95\s?%\s*C\.?I\.?"
_BOUND = r"\d[\d.]*\s?%?"
_INTERVAL = rf"(?:\s*[(\[]\s*(?:{_CERTAIN}\s*:?\s*)?{_BOUND}\s*[-–]\s*{_BOUND}(?:,?\s*{_CERTAIN})?\s*[)\]])?"


@dataclass(frozen=True)
class _Told:
    """A value, the role of its measure and its year."""

    role: str
    value: str
    year: str | None


@dataclass(frozen=True)
class _Row:
    """The name of an indicator, which may stand in the block before, and the values behind it."""

    name: str
    values: Sequence[_Told]


def indicator_claims(scope: Scope) -> BlockClaims:
    """The measurements of blocks that hold an indicator and its values and nothing besides."""
    found = BlockClaims()
    roles = _roles(scope)
    if not roles:
        return found
    told, counted = (_values_told(roles, value) for value in (_SHARE, _COUNT))
    above: AnnotatedBlock | None = None  # the line that names the indicator of the lines below it
    above_name = ""
    for block in scope.document.blocks:
        if block.block.kind is BlockKind.FURNITURE:
            continue
        text = block.joined.text
        of, kind = (told, _SHARE) if _PERCENT.search(text) else (counted, _COUNT)
        row = _row(text, of, kind, roles) if block.block.kind in _KINDS and _may_tell(text) else None
        if row is None or row.name:
            above, above_name = block, _bare(row.name if row is not None else text)
        if row is None or above is None:
            continue
        if of is counted:
            cut = above is not block and _SENTENCE.search(above.joined.text)  # the end of running text
            labelled = not cut and len(row.values) >= _TOLD and text.count(":") > 1 and len(text.split()) <= _NAME
            if not (_is_number_of(above_name, row) or (labelled and _is_counted(scope, above_name))):
                continue
        elif not is_indicator(scope, above_name, alone=told.search(text) is None):
            continue
        evidence = [scope.whole(block)] if above is block else [scope.whole(above), scope.whole(block)]
        found.claims.extend(_claims(scope, above_name, row, evidence))
        found.blocks.add(id(block))
    return found


def _values_told(roles: Mapping[str, str], value: str) -> re.Pattern[str]:
    """An expression for a value of a kind behind the word for its role: `target (2021): 85%`."""
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(roles, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<role>{words})\b\s*(?:\(?\s*(?P<year>{_YEAR})\s*\)?)?\s*[:=–-]?\s*[<>≥≤]?\s*(?P<value>{value})",
        re.IGNORECASE,
    )


def _may_tell(text: str) -> bool:
    """Whether a line is short enough for an indicator of numbers, or holds a share."""
    return _PERCENT.search(text) is not None or (len(text) <= _LINE and any(c.isdigit() for c in text))


def _is_number_of(name: str, row: _Row) -> bool:
    """Whether words name a number, and its values are of more than one role or go on with those of the line above.

    A target and what was reached of it tell of an indicator; one number alone may be anything that was counted.
    """
    weighed = not row.name or len({told.role for told in row.values}) > 1
    return weighed and NUMBER_OF.match(name) is not None and len(name.split()) <= _NAME


def _is_counted(scope: Scope, name: str) -> bool:
    """Whether words name what is counted, and no sector or mere people, whose numbers are those who were reached."""
    known = scope.labels("Sector").exact(name) is not None or is_label(scope, name) or tells_situation(scope, name)
    return not known and _LEAST <= len(name.split()) <= _NAME and name[:1].isalpha()


def _bare(name: str) -> str:
    """The name of an indicator without signs around it, what a colon or full stop parts from it, and `% of`."""
    return _OF_SHARE.sub("", re.split(r"[:.]\s", name.strip(_EDGE))[-1])


def _roles(scope: Scope) -> dict[str, str]:
    """The role of the measure by the words before a value, as the tables of indicators name their columns."""
    columns: Mapping[str, Sequence[str]] = scope.patterns("tables").get("indicators", {}).get("columns", {})
    if not columns:
        return {}
    codes = {role: scope.role("Measure", role) for role in ("former", "aimed", "stated")}
    return {label: role for role, code in codes.items() for label in columns.get(code, ())}


def _row(text: str, told: re.Pattern[str], kind: str, roles: Mapping[str, str]) -> _Row | None:
    """The name and the values of a line that holds nothing besides; `kind` is the expression for a value."""
    values: list[_Told] = []
    first = told.search(text)
    begin = first.start() if first is not None else len(text)
    alone = re.search(rf":\s*(?P<value>{kind}){_INTERVAL}\s*[(,;|–-]*\s*$", text[:begin])
    if alone is not None:
        values.append(_Told("stated", alone.group("value"), None))
        begin = alone.start()
    at = first.start() if first is not None else len(text)
    while first is not None and not text[at : first.start()].strip(_EDGE + ")/").removeprefix("and"):
        role = roles[" ".join(first.group("role").casefold().split())]
        values.append(_Told(role, first.group("value"), first.group("year")))
        at = first.end()
        first = told.search(text, at)
    if not values or text[at:].strip(_EDGE + ")/") or any(c in _bare(text[:begin]) for c in "%;"):
        return None
    return _Row(text[:begin].strip(_EDGE), values)


def is_indicator(scope: Scope, name: str, alone: bool) -> bool:
    """Whether words name what is measured, and not people, money or what a count is made of."""
    words = name.split()
    if not (_ALONE if alone else _LEAST) <= len(words) <= _NAME or not name[:1].isalpha():
        return False
    if is_label(scope, _OF_WHOM.split(name, maxsplit=1)[0]) or scope.pattern("figures", "no_indicator").search(name):
        return False
    return not any(
        scope.pattern("measures", key).search(name)
        for key in ("no_share", "no_level", "no_object", "composition", "ill_rate")
    )


def _claims(scope: Scope, name: str, row: _Row, evidence: Sequence[Passage]) -> Iterator[Claim]:
    """One measurement a value."""
    group = population_of(scope, name)
    whole = NUMBER_OF.sub("Number of ", name) if name.startswith("#") else name
    label = scope.pattern("measures", "measured").sub("", whole)
    for told in row.values:
        quantity: Quantity | None = next(iter(scope.numbers(told.value)), None)
        if quantity is None:
            continue
        slots: Slots = {
            "indicator": Name(named(scope, label), "Indicator"),
            "measure": scope.in_role("Measure", told.role),
            "value": scope.number(quantity, told.value),
            "unit": scope.in_role("Unit", "share" if quantity.percent else "counted"),
            "population": scope.term("PopulationGroup", group) if group else None,
            "date": Period(f"{told.year}-01-01", f"{told.year}-12-31", told.year) if told.year else None,
        }
        yield make("Measurement", "list/indicator", 0.75, evidence, slots)
