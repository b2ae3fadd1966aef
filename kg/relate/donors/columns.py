"""Contributions by how far they are bound: in a column for each kind, or a list behind each (`Earmarked: X 300; …`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.document import AnnotatedBlock
from kg.model import BlockKind, Cell, Claim, Name, Table, Term
from kg.relate.currencies import currency_named, usual_currency
from kg.relate.donors.contribution import contribution
from kg.relate.donors.titles import ListTitle, states_amount, title_of
from kg.relate.evidence import row_evidence
from kg.relate.givers import donor_before_number, donor_name
from kg.relate.scope import Scope
from kg.relate.tables.cells import is_total

_VALUE = r"(?:[-–—]|\d{1,3}(?:,\d{3})+|\d+)"
_ROW = re.compile(rf"(?P<name>\S.*?[^\W\d]\)?)\s+(?P<values>{_VALUE}(?:\s+{_VALUE})+)")
_PIECE = re.compile(r"[;|]|,(?=\s)")
_LEAST = 2  # columns of kinds that make a table of gifts
_NEAR = 4  # blocks above that may name the currency
_HEAD_BLOCKS, _HEAD_WORDS = 6, 14  # over which a torn header goes


def earmarked_items(scope: Scope, block: AnnotatedBlock) -> tuple[ListTitle, list[tuple[int, int]]] | None:
    """How far the gifts of a line are bound, and where its items stand: `Earmarked: Japan 3,000,000; Kuwait 25,000`."""
    text = block.joined.text
    head, colon, rest = text.partition(":")
    if not colon or len(head.split()) > _HEAD_WORDS or (kind := _kind(scope, head)) is None:
        return None
    items: list[tuple[int, int]] = []
    at = len(head) + 1
    for part in [*_PIECE.split(rest)]:
        begin = at + len(part) - len(part.lstrip())
        if part.strip():
            items.append((begin, at + len(part.rstrip())))
        at += len(part) + 1
    names = [donor_before_number(scope, text[b:e]) for b, e in items]
    if not any(n is not None and n.ref for n in names) or not re.search(r"\d", rest):
        return None
    title = title_of(scope, block, head) or ListTitle(head, None, None, None)
    return replace(title, earmarking=kind), items


def earmarked_columns(scope: Scope, blocks: Sequence[AnnotatedBlock], start: int) -> tuple[list[Claim], int] | None:
    """Contributions of rows whose numbers stand below the kinds that a header names; None where there is no header.

    The blanks between columns are lost: a row is the name of a donor and as many amounts or dashes as the header has.
    """
    first = blocks[start].joined.text
    if len(first.split()) > _HEAD_WORDS or scope.labels("Earmarking").inside(first) == []:
        return None
    for end in range(start + 1, min(start + 1 + _HEAD_BLOCKS, len(blocks))):
        kinds = _kinds(scope, " ".join(b.joined.text for b in blocks[start:end]))
        if kinds is None:
            return None
        if len(kinds) > 1 and _ROW.fullmatch(blocks[end].joined.text.strip()):
            return _rows(scope, blocks, start, end, kinds)
    return None


def earmarked_table(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> Iterator[Claim]:
    """The same in a table: donors in the first column, a column for each kind, and their total, which is no gift."""
    kinds = {i: kind for i, cell in enumerate(header) if i and (kind := _kind(scope, cell.text)) is not None}
    of_givers = scope.pattern("columns", "givers").search(header[0].text) is not None
    if len(kinds) < (1 if of_givers else _LEAST):
        return
    above = (b.joined.text for b in scope.before(block, _NEAR))
    currency = currency_named(scope, [*(c.text for c in header), *above]) or usual_currency(scope)
    passage = scope.document.source.passage(min(c.begin for c in header), max(c.end for c in header))
    for row in table.rows:
        donor = _donor(scope, row[0].text) if row else None
        for i, kind in kinds.items():
            amounts = list(scope.numbers(row[i].text)) if donor and i < len(row) else []
            if donor and len(amounts) == 1 and amounts[0].value and not amounts[0].percent:
                title = ListTitle(header[i].text, kind, scope.year, currency, passage)
                evidence = row_evidence(scope, row)
                yield contribution(
                    scope, block, donor, amounts[0], row[i].text, title, evidence, "table/earmarked-columns", 0.92
                )


def _donor(scope: Scope, name: str) -> Name | None:
    """The donor that the head of a row names; None where it is that of a sum."""
    summed = is_total(name) or scope.pattern("donors", "sums").match(name) or states_amount(scope, name)
    return None if summed else donor_name(scope, name)


def _rows(
    scope: Scope, blocks: Sequence[AnnotatedBlock], start: int, end: int, kinds: Sequence[Term | None]
) -> tuple[list[Claim], int]:
    claims: list[Claim] = []
    header = scope.whole(blocks[start])
    currency = currency_named(scope, (b.joined.text for b in scope.before(blocks[start], _NEAR)))
    at = end
    for at in range(end, len(blocks)):
        block = blocks[at]
        row = _ROW.fullmatch(block.joined.text.strip()) if block.block.kind is not BlockKind.TABLE else None
        if row is None:
            break
        values, name = row["values"].split(), row["name"]
        donor = _donor(scope, name)
        if donor is None or len(values) != len(kinds):
            continue
        for kind, value in zip(kinds, values, strict=True):
            amounts = list(scope.numbers(value))
            if kind is not None and len(amounts) == 1 and amounts[0].value:
                title = ListTitle(blocks[start].joined.text, kind, None, currency, header)
                claims.append(
                    contribution(
                        scope,
                        block,
                        donor,
                        amounts[0],
                        value,
                        title,
                        [scope.whole(block)],
                        "list/earmarked-columns",
                        0.9,
                    )
                )
    return claims, at - start - 1


def _kinds(scope: Scope, header: str) -> list[Term | None] | None:
    """What each column of a header holds, None for its total; None if it has anything else."""
    found: list[Term | None] = []
    words = header.split()
    while words:
        for n in (3, 2, 1):
            if (kind := _kind(scope, " ".join(words[:n]))) is not None:
                found.append(kind)
                break
            if n == 1 and is_total(words[0]):
                found.append(None)
                break
        else:
            # The first part of a label whose other part is on the next line.
            return found or [None] if len(words) == 1 else None
        words = words[n:]
    return found


def _kind(scope: Scope, words: str) -> Term | None:
    term = scope.labels("Earmarking").exact(words.strip(" :|()"))
    return Term(term.iri) if term else None
