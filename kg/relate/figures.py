"""Facts from charts and key figures whose labels count groups of people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.model import BlockKind, Cell, Claim, Name, Passage, Period, Value
from kg.nlp import AnnotatedBlock
from kg.nlp.dates import find_dates
from kg.relate.donors import _cells_evidence
from kg.relate.scope import Scope, make, plain
from kg.relate.tables import close

_YEAR_LINE = re.compile(r"(?P<year>(?:19|20)\d\d)\s+(?P<value>\d[\d,. ]*)")
_BRACKET = re.compile(r"\(([^)]*)\)")


def figure_claims(scope: Scope, block: AnnotatedBlock) -> Iterator[Claim]:
    """Population figures from one chart."""
    table = block.block.table
    if block.block.kind is not BlockKind.FIGURE or table is None:
        return
    groups = [population_of(scope, row[0].text) for row in table.rows]
    if sum(g is not None for g in groups) < 0.6 * len(groups):
        return
    periods, context = _periods(scope, block, table.rows, table.header)
    default, starred = _sources(scope, block)
    for group, row in zip(groups, table.rows, strict=True):
        for column, cell in enumerate(row[1:]):
            quantities = list(scope.document.annotator.numbers(cell.text))
            if len(quantities) != 1 or quantities[0].percent:
                continue
            slots: dict[str, Value | list[Value] | None] = {
                "population": scope.term("PopulationGroup", group) if group else None,
                "value": scope.number(quantities[0], cell.text),
                "date": periods[column] if column < len(periods) else None,
                "source": _bracketed_source(scope, row[0].text)
                or (starred if row[0].text.rstrip().endswith("*") else default),
                **where(scope, row[0].text),
            }
            evidence = _cells_evidence(scope, block, row[0].begin, row[0].end, cell.begin, cell.end)
            yield make("PopulationFigure", "chart/population", 0.92, evidence, slots, context)


def population_of(scope: Scope, text: str) -> str | None:
    """The code of the group that a label counts."""
    bare = _BRACKET.sub(" ", text)
    found = scope.labels("PopulationGroup").exact(bare.rstrip("* ")) or next(
        iter(scope.labels("PopulationGroup").inside(bare)), None
    )
    return found.notation if found else None


def where(scope: Scope, text: str) -> dict[str, Value | list[Value] | None]:
    """Place, origin and asylum that a label states, else the report's country.

    People of the report's own country who are refugees are not in it.
    """
    doc = scope.document.annotator.match(_BRACKET.sub(lambda m: " " * len(m.group()), text), scope.document.report)
    home = scope.country.ref if scope.country else None
    origin: Value | None = None
    places: list[Value] = []
    for span in doc.spans["mentions"]:
        if span.label_ == "Demonym":
            origin = scope.country_named(span.kb_id_)
        elif span.label_ == "Country":
            before = plain(text[: span.start_char])
            if before.endswith("from"):
                origin = scope.country_named(span.kb_id_)
            else:
                places.append(scope.country_named(span.kb_id_))
    abroad = (
        isinstance(origin, Name)
        and origin.ref == home
        and not places
        and population_of(scope, text) in {"refugees", "asylum-seekers", "refugees-and-asylum-seekers"}
    )
    if abroad:
        return {"origin": origin}
    if isinstance(origin, Name) and origin.ref == home:
        origin = None
    return {"origin": origin, "place": places or ([scope.country] if scope.country else None)}


def _bracketed_source(scope: Scope, text: str) -> Value | None:
    names = [n.strip() for m in _BRACKET.finditer(text) for n in m.group(1).split(",")]
    # The more special body stands last: `(Government, National Statistics Office)`.
    for name in reversed(names):
        term = scope.entity_named(name)
        if term:
            return Name(term.label, term.cls, term.iri)
        if plain(name) == "government" and scope.country:
            return government_of_report(scope)
        if name in scope.document.report.names.organizations:
            return scope.name(name, "Organization")
    return None


def government_of_report(scope: Scope) -> Name | None:
    """The government of the report's country, by its plain name."""
    country = scope.country
    if country is None:
        return None
    return Name(f"Government of {country.text}", "Government", spellings=())


def _sources(scope: Scope, block: AnnotatedBlock) -> tuple[Value | None, Value | None]:
    """The source of all figures, and that of those with an asterisk, from the notes around a chart."""
    default = starred = None
    for near in scope.before(block, 5):
        text = near.joined.text
        for match in re.finditer(
            r"(?P<all>(?:all )?other figures[^.:]*?(?:sourced from|from|:)|source\s*:)\s*(?:the\s+)?(?P<name>[^.;]+)",
            text,
            re.IGNORECASE,
        ):
            name = match.group("name").strip()
            term = scope.entity_named(name)
            value = Name(term.label, term.cls, term.iri) if term else scope.name(name, "Organization")
            if match.group("all").casefold().startswith("source"):
                starred = starred or value
            else:
                default = default or value
        if near.block.kind is BlockKind.HEADING and near.block.level <= 2:
            break
    return (default, starred) if default else (starred, starred)


def _periods(
    scope: Scope, block: AnnotatedBlock, rows: Sequence[Sequence[Cell]], header: Sequence[Cell]
) -> tuple[list[Period | None], list[Passage]]:
    """The date of each series: the legend's, or the one printed above (`as of …`)."""
    columns = max(len(row) for row in rows) - 1
    stated, context = _stated_date(scope, block)
    if columns == 1 and (year := _year_of_sum(scope, block, rows)) is not None:
        return [year[0]], [year[1]]
    named: list[Period | None] = []
    for cell in header[1:]:
        dates = list(find_dates(cell.text, scope.document.report.clock))
        named.append(dates[0].period if dates else None)
    if not named:
        return [stated] * columns, context
    total = _stated_total(scope, block)
    if total is not None and columns == 2 and stated is not None:
        sums = [sum((_value(scope, row[c + 1]) for row in rows), Decimal(0)) for c in range(columns)]
        current = next((c for c, s in enumerate(sums) if close(s, total)), None)
        legend = next((c for c, p in enumerate(named) if p and p.start <= stated.end and stated.start <= p.end), None)
        # The legend may stand in another order than the bars: the series that adds up to the stated total is the stated day's.
        if current is not None and legend is not None and current != legend:
            named = named[::-1]
    merged = [stated if p and stated and p.start <= stated.start and stated.end <= p.end else p for p in named]
    return merged, context


def _value(scope: Scope, cell: Cell) -> Decimal:
    quantities = list(scope.document.annotator.numbers(cell.text))
    return quantities[0].value if len(quantities) == 1 else Decimal(0)


def _stated_date(scope: Scope, block: AnnotatedBlock) -> tuple[Period | None, list[Passage]]:
    near = scope.before(block, 26)
    ranked = sorted(near, key=lambda b: not scope.labels("PopulationGroup").inside(b.joined.text))
    for candidate in [*near[:4], *ranked]:
        text = candidate.joined.text
        if len(text.split()) > 30 or not re.search(r"\bas (?:of|at)\b|\bfigures\b|\bend[- ]\w*\s", text, re.IGNORECASE):
            continue
        if re.search(r"\b(?:fund|staff|office|budget)", text, re.IGNORECASE):
            continue
        dates = [d for d in find_dates(text, scope.document.report.clock) if d.precision in {"day", "month"}]
        if dates:
            return dates[0].period, [scope.whole(candidate)]
    return None, []


def _year_of_sum(scope: Scope, block: AnnotatedBlock, rows: Sequence[Sequence[Cell]]) -> tuple[Period, Passage] | None:
    """The year of the line `2019 275,779` above whose number the chart adds up to."""
    total = sum((_value(scope, row[1]) for row in rows if len(row) > 1), Decimal(0))
    for near in scope.before(block, 8):
        match = _YEAR_LINE.fullmatch(near.joined.text.strip())
        if match is None:
            continue
        quantities = list(scope.document.annotator.numbers(match.group("value").strip()))
        if len(quantities) == 1 and total > 0 and close(quantities[0].value, total):
            year = match.group("year")
            return Period(f"{year}-01-01", f"{year}-12-31", year), scope.whole(near)
    return None


def _stated_total(scope: Scope, block: AnnotatedBlock) -> Decimal | None:
    for near in scope.before(block, 26):
        text = near.joined.text
        if re.search(r"\btotal\b", text, re.IGNORECASE) and scope.labels("PopulationGroup").inside(text):
            quantities = [q for q in scope.document.annotator.numbers(text) if not q.percent]
            if quantities:
                return max(q.value for q in quantities)
    return None


def year_lines(scope: Scope) -> Iterator[Claim]:
    """Lines of a year and a number under a heading that names a group (`2019 275,779`)."""
    for block in scope.document.blocks:
        match = _YEAR_LINE.fullmatch(block.joined.text.strip())
        if not match or block.block.kind is BlockKind.FURNITURE:
            continue
        group = None
        for near in scope.before(block, 8):
            text = near.joined.text
            if len(text.split()) > 12:
                break
            if code := population_of(scope, text):
                group = code
                break
        if group is None:
            continue
        quantities = list(scope.document.annotator.numbers(match.group("value").strip()))
        if len(quantities) != 1:
            continue
        year = match.group("year")
        yield make(
            "PopulationFigure",
            "lines/year-value",
            0.8,
            [scope.whole(block)],
            {
                "population": scope.term("PopulationGroup", group),
                "value": scope.number(quantities[0], match.group("value").strip()),
                "place": scope.country,
                "date": Period(f"{year}-01-01", f"{year}-12-31", year),
            },
        )
