"""Tables in the shape of another standard, as the ontology declares them (`exports/*.toml`).

    [hxl.activities]                                        # table of a format
    rows = [{ facts = ["Activity"], each = ["actor", "place"] }]
    columns = [
        { name = "Organisation", tag = "#org+name", value = "actor" },
        { name = "Region", tag = "#adm1+name", value = "place", up = ["Region"] },
        { name = "Reached", tag = "#reached", value = "reached", once = true, unless = { status = "planned" } },
    ]

A set of `rows` is made of the facts of some classes that have all slots of `need`; there is one row for each
combination of the values of the slots in `each`, or one if they have none. Other keys of a set stand for `$key` in
columns.

A column's `value` names a slot, or several of which the first that has a value counts. Beside slots there are `fact`,
`label`, `start`, `end`, `confidence`, `page`, `quote` and, of the report that the fact stands in, `report`, `file`,
`publisher`, `issued`. Of a thing, `show` tells what is shown: `label` (as it is by default), `iri`, `id` (the IRI
without slashes), `class`, `code`, `iso2`, `iso3`, `pcode`, `lat` or `long`; `up` climbs from a place to the first of
some classes around it. `is` is a constant, `default` stands where there is no value, `map` replaces values. `when` and
`unless` name slots with the code that their value must have or must not have. A `once` column is filled in the first
row of a fact only, so that sums count it once. Where columns `fold` (`min`, `max`, `all`), rows that are alike in all
others become one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.errors import ExportError, OntologyError
from kg.export.cells import SEPARATOR, Column, Kind, Table, Value, joined
from kg.export.content import Content, Fact, Report, Term, Thing, read
from kg.ontology import XSD, Ontology
from kg.places import alpha2

_SHOWN = ("label", "iri", "id", "class", "code", "iso2", "iso3", "pcode", "lat", "long")
_FOLDS = ("min", "max", "all")
_OF_THE_FACT = ("fact", "label", "start", "end", "confidence", "page", "quote")
_OF_THE_REPORT = ("report", "file", "publisher", "issued")
_DATES = {"start", "end", "issued"}

Values = Sequence[Thing | Decimal | str]


def mapped(quads: Iterable[ox.Quad], ontology: Ontology, form: str) -> list[Table]:
    """The tables that the ontology declares for a format.

    Raises:
        ExportError: the ontology declares none.
        OntologyError: one is not well declared.
    """
    declared = ontology.exports.get(form)
    if not declared:
        raise ExportError(f"the ontology declares no tables of the format {form} (exports/*.toml)")
    content = read(quads, ontology)
    return [_Mapping(f"{form}.{name}", name, data, content, ontology).table() for name, data in declared.items()]


class _Row:
    """What a row shows: a fact, and of some slots one value."""

    def __init__(self, fact: Fact, chosen: Mapping[str, tuple[Term, ...]], content: Content, *, first: bool) -> None:
        self.fact, self.chosen, self.content, self.first = fact, chosen, content, first
        passage = fact.passages[0] if fact.passages else None
        self.page = passage.page if passage else None
        self.report: Report | None = content.reports.get(passage.report) if passage else None

    def terms(self, slot: str) -> tuple[Term, ...]:
        return self.chosen.get(slot, self.fact.slots.get(slot, ()))

    def values(self, name: str) -> Values:
        if name in _OF_THE_FACT:
            return self._of_the_fact(name)
        if name in _OF_THE_REPORT:
            return self._of_the_report(name)
        return [self._plain(term) for term in self.terms(name)]

    def _of_the_fact(self, name: str) -> Values:
        fact = self.fact
        if name == "quote":
            return [" … ".join(p.text for p in fact.passages)]
        if name == "page":
            return [] if self.page is None else [str(self.page)]
        text = fact.iri if name == "fact" else getattr(fact, name)
        return [] if text is None else [text]

    def _of_the_report(self, name: str) -> Values:
        report = self.report
        if report is None:
            return []
        if name == "report":
            return [Thing(report.iri, "Report", ("Report",), report.title or report.file)]
        text = getattr(report, name)
        if text is None:
            return []
        return [self.content.things.get(text, text)] if name == "publisher" else [text]

    def _plain(self, term: Term) -> Thing | Decimal | str:
        if isinstance(term, ox.Literal):
            return Decimal(term.value) if term.datatype.value == XSD + "decimal" else term.value
        return self.content.things.get(term.value, term.value)

    def is_code(self, slot: str, code: str) -> bool:
        return any(isinstance(v, Thing) and v.code == code for v in self.values(slot))


class _Mapping:
    """One declared table; `where` names it in messages."""

    def __init__(self, where: str, name: str, data: Mapping[str, Any], content: Content, ontology: Ontology) -> None:
        self.where, self.name, self.content, self.ontology = where, name, content, ontology
        try:
            self.sets: list[Mapping[str, Any]] = list(data["rows"])
            self.columns: list[Mapping[str, Any]] = list(data["columns"])
            self.header = tuple(Column(c["name"], self._kind(c), c.get("tag")) for c in self.columns)
        except (KeyError, TypeError) as error:
            raise OntologyError(f"exports: {where} has no {error}") from None
        for column in self.columns:
            self._check(column)

    def table(self) -> Table:
        rows = [
            tuple(self._cell(column, row, part) for column in self.columns)
            for part in self.sets
            for row in self._rows(part)
        ]
        return Table(self.name, self.header, tuple(self._folded(rows)))

    def _rows(self, part: Mapping[str, Any]) -> Iterator[_Row]:
        each: list[str] = part.get("each", [])
        for fact in self.content.facts:
            if not any(self.ontology.is_a(fact.cls, cls) for cls in part["facts"]):
                continue
            if not all(fact.slots.get(slot) for slot in part.get("need", ())):
                continue
            choices: list[list[tuple[Term, ...]]] = [[(v,) for v in fact.slots.get(slot, ())] or [()] for slot in each]
            for number, chosen in enumerate(product(*choices)):
                yield _Row(fact, dict(zip(each, chosen, strict=True)), self.content, first=number == 0)

    def _cell(self, column: Mapping[str, Any], row: _Row, part: Mapping[str, Any]) -> Value:
        if column.get("once") and not row.first:
            return None
        if not all(row.is_code(slot, code) for slot, code in column.get("when", {}).items()):
            return None
        if any(row.is_code(slot, code) for slot, code in column.get("unless", {}).items()):
            return None
        if "is" in column:
            constant = column["is"]
            return str(part.get(constant[1:], "")) or None if constant.startswith("$") else str(constant)
        for name in self._names(column, part):
            shown = [text for value in row.values(name) if (text := self._shown(value, column)) is not None]
            if shown:
                return self._one(shown, column)
        return column.get("default")

    def _one(self, shown: Sequence[str | Decimal], column: Mapping[str, Any]) -> Value:
        if len(shown) == 1 and isinstance(shown[0], Decimal):
            return shown[0]
        replaced = column.get("map", {})
        return joined([" ".join(str(replaced.get(text, text)).split()) for text in map(str, shown)])

    def _names(self, column: Mapping[str, Any], part: Mapping[str, Any]) -> list[str]:
        value = column["value"]
        names = [value] if isinstance(value, str) else list(value)
        return [part.get(n[1:], "") if n.startswith("$") else n for n in names]

    def _shown(self, value: Thing | Decimal | str, column: Mapping[str, Any]) -> str | Decimal | None:
        if not isinstance(value, Thing):
            return value
        thing: Thing | None = value
        if "up" in column:
            above = self.content.above(value.iri)
            thing = next((p for p in above if any(self.ontology.is_a(p.cls, cls) for cls in column["up"])), None)
        return None if thing is None else self._of_a_thing(thing, column.get("show", "label"))

    def _of_a_thing(self, thing: Thing, show: str) -> str | Decimal | None:
        match show:
            case "class":
                return self.ontology.classes[thing.cls].label if thing.cls in self.ontology.classes else thing.cls
            case "id":
                parts = urlsplit(thing.iri)
                return f"{parts.netloc}{parts.path}".replace("/", "-")
            case "iso2":
                return alpha2(thing.iso3) if thing.iso3 else None
            case "lat" | "long":
                number: str | None = getattr(thing, show)
                return None if number is None else Decimal(number)
            case _:
                text: str | None = getattr(thing, show)
                return text

    def _folded(self, rows: Iterable[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
        folds = [column.get("fold") for column in self.columns]
        if not any(folds):
            yield from rows
            return
        groups: dict[tuple[Value, ...], list[tuple[Value, ...]]] = {}
        for row in rows:
            key = tuple(value for value, fold in zip(row, folds, strict=True) if fold is None)
            groups.setdefault(key, []).append(row)
        for alike in groups.values():
            yield tuple(
                alike[0][i]
                if fold is None
                else _fold(fold, sorted({str(row[i]) for row in alike if row[i] is not None}))
                for i, fold in enumerate(folds)
            )

    def _kind(self, column: Mapping[str, Any]) -> Kind:
        value = column.get("value", "")
        names = [value] if isinstance(value, str) else list(value)
        ranges = [self.ontology.properties[n].ranges for n in names if n in self.ontology.properties]
        if names and all(name in _DATES for name in names):
            return "date"
        if ranges and all(r == (XSD + "decimal",) for r in ranges):
            return "number"
        return "number" if column.get("show") in {"lat", "long"} else "text"

    def _check(self, column: Mapping[str, Any]) -> None:
        known = {*_OF_THE_FACT, *_OF_THE_REPORT, *self.ontology.properties}
        if "is" not in column and "value" not in column:
            raise OntologyError(f"exports: {self.where}, {column['name']}: has neither value nor is")
        for part in self.sets:
            named = set() if "is" in column else {n for n in self._names(column, part) if n}
            if unknown := sorted(named - known):
                raise OntologyError(f"exports: {self.where}, {column['name']}: there is no value {unknown[0]!r}")
        if column.get("show", "label") not in _SHOWN:
            raise OntologyError(f"exports: {self.where}, {column['name']}: show is one of {', '.join(_SHOWN)}")
        if column.get("fold", "all") not in _FOLDS:
            raise OntologyError(f"exports: {self.where}, {column['name']}: fold is one of {', '.join(_FOLDS)}")


def _fold(fold: str, values: Sequence[str]) -> str | None:
    if not values:
        return None
    if fold == "all":  # of cells that may have several values themselves
        return joined(sorted({part for value in values for part in value.split(SEPARATOR)}))
    return values[0] if fold == "min" else values[-1]
