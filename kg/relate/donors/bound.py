"""Tables of givers whose columns tell how far their gifts are bound: `Unearmarked | Softly earmarked | Earmarked`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.document import AnnotatedBlock
from kg.model import Cell, Claim, Table, Term
from kg.relate.currencies import currency_named, usual_currency
from kg.relate.donors.contribution import contribution
from kg.relate.donors.titles import ListTitle, states_amount
from kg.relate.givers import donor_name
from kg.relate.scope import Scope
from kg.relate.tables.cells import is_total

_LEAST = 2  # columns that tell it
_NEAR = 4  # blocks above that may name the currency
_EDGE = " :|()"


def bound_claims(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> Iterator[Claim]:
    """A contribution for each amount; nothing for a table of another kind."""
    kinds = {i: term for i, cell in enumerate(header) if i and (term := _kind(scope, cell.text)) is not None}
    if len(kinds) < _LEAST:
        return
    above = [b.joined.text for b in scope.before(block, _NEAR)]
    currency = currency_named(scope, [*(c.text for c in header), *above]) or usual_currency(scope)
    source = scope.document.source
    passage = source.passage(min(c.begin for c in header), max(c.end for c in header))
    for row in table.rows:
        name = row[0].text
        summed = is_total(name) or scope.pattern("donors", "sums").match(name) or states_amount(scope, name)
        donor = None if summed else donor_name(scope, name)
        if donor is None:
            continue
        evidence = [source.passage(row[0].begin, max(c.end for c in row if c.text))]
        for i, kind in kinds.items():
            amounts = list(scope.numbers(row[i].text)) if i < len(row) else []
            if len(amounts) == 1 and amounts[0].value and not amounts[0].percent:
                title = ListTitle(header[i].text, kind, scope.year, currency, passage)
                yield contribution(
                    scope, block, donor, amounts[0], row[i].text, title, evidence, "table/earmarked-columns", 0.92
                )


def _kind(scope: Scope, words: str) -> Term | None:
    term = scope.labels("Earmarking").exact(words.strip(_EDGE))
    return Term(term.iri) if term else None
