"""Tables of who got how much whose cells only spaces or line ends part: a line of names of columns, then rows.

A row ends with its amount and begins with the one who got it, or, in a table of donors, who gave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from kg.document import AnnotatedBlock, Quantity
from kg.model import BlockKind, Claim, Name, Period, Text
from kg.relate.currencies import currency_named, usual_currency
from kg.relate.donors.contribution import contribution
from kg.relate.donors.titles import ListTitle, title_of
from kg.relate.employers import organization_of
from kg.relate.facts import BlockClaims, make
from kg.relate.givers import donor_name, giver_above, titles_above
from kg.relate.printed import PrintedLine, printed_lines
from kg.relate.scales import scale_of, scaled
from kg.relate.scope import Scope
from kg.relate.spans import PLACES, mentions_in

_HEAD_LINES = 6  # lines over which the names of the columns may stand
_ROW_LINES = 8  # lines over which a row may stand
_WORDS = 40  # of a row
_LEAST = 2  # rows of a table
_MONEY = 1000  # the least that is an amount without a currency of its own
_TITLE_WORDS = 8  # of the title of a part of a table
_APART = re.compile(r"\s{2,}")
_TAIL = re.compile(r"(?:\s+[\d][\d,.]*){2,}\s*$")


def grants(scope: Scope) -> BlockClaims:
    """What the tables of grants of a report tell."""
    found = BlockClaims()
    blocks = [b for b in scope.document.blocks if b.block.kind is not BlockKind.FURNITURE]
    for i, block in enumerate(blocks):
        if id(block) in found.blocks or block.block.kind in {BlockKind.TABLE, BlockKind.FIGURE}:
            continue
        for who, read in (("taker", _grantee_rows), ("donor", _donor_rows)):
            if not scope.pattern("awarded", f"{who}_begins").search(block.joined.text):
                continue
            headed = _headed(scope, [*islice(_lines(scope, blocks, i), 2 * _HEAD_LINES)], f"{who}_head")
            if headed is not None:
                claims, used = read(scope, islice(_lines(scope, blocks, i), headed[0], None), headed[1], block)
                if len(claims) >= _LEAST:
                    found.claims += claims
                    found.blocks |= used
    return found


def _lines(scope: Scope, blocks: Sequence[AnnotatedBlock], first: int) -> Iterator[PrintedLine]:
    """The lines from a block on, up to the first table or chart."""
    for block in islice(blocks, first, None):
        if block.block.kind in {BlockKind.TABLE, BlockKind.FIGURE}:
            return
        yield from printed_lines(scope, block)


def _headed(scope: Scope, lines: Sequence[PrintedLine], key: str) -> tuple[int, str] | None:
    """How many lines hold the names of the columns, and these; None where the first lines are no such names."""
    own = sum(line.block is lines[0].block for line in lines[:_HEAD_LINES])
    for first in range(own):
        for last in range(first + 1, min(len(lines), first + _HEAD_LINES) + 1):
            words = " ".join(line.text for line in lines[first:last])
            if scope.pattern("awarded", key).fullmatch(words):
                return last, words
    return None


def _grantee_rows(
    scope: Scope, lines: Iterable[PrintedLine], header: str, block: AnnotatedBlock
) -> tuple[list[Claim], set[int]]:
    """The contributions of a table whose rows begin with those who got them."""
    titles = [header, *titles_above(scope, block)]
    giver = giver_above(scope, block)
    code = currency_named(scope, titles)
    factor = scale_of(scope, *titles)
    year = next((d.period for title in titles for d in scope.dates(title) if d.precision == "year"), scope.year)
    claims: list[Claim] = []
    used: set[int] = set()
    row: list[PrintedLine] = []
    for line in lines:
        if line.block.block.kind is BlockKind.HEADING and (heads := _giver_in(scope, line.text)) is not None:
            giver, row = heads, []
            continue
        if scope.pattern("donors", "sums").match(line.text):
            row = []
            continue
        row.append(line)
        if len(row) > _ROW_LINES or sum(len(part.text.split()) for part in row) > _WORDS:
            break
        amount = _amount(scope, line.text, code, _MONEY if factor == 1 else 1)
        if amount is None:
            continue
        own = donor_name(scope, row[0].text) if len(row) > 1 and organization_of(scope, row[1].text) else None
        if own is not None and own.ref is not None:
            giver, row = own, row[1:]  # the heading of a part of the table
        to = _grantee(scope, row)
        if to is None or giver is None:
            row = []
            if not claims:
                continue
            break
        claims.append(_grant(scope, row, giver, to, scaled(amount, line.text, factor), code, year))
        used |= {id(part.block) for part in row}
        row = []
    return claims, used


def _grant(
    scope: Scope,
    row: Sequence[PrintedLine],
    giver: Name,
    to: Name,
    amount: Quantity,
    code: str | None,
    year: Period | None,
) -> Claim:
    begin, end = row[0].begin, row[-1].end
    places: list[Name] = []
    for block in {id(line.block): line.block for line in row}.values():
        for mention in mentions_in(block.doc[:], *PLACES):
            first, last = block.joined.span(mention.start_char, mention.end_char)
            if begin <= first and last <= end and mention.label_ != "Country":
                places.append(scope.name_of(mention))
    currency = amount.currency or code or usual_currency(scope)
    everywhere = any(scope.pattern("awarded", "everywhere").search(line.text) for line in row)
    return make(
        "Contribution",
        "lines/awarded",
        0.85,
        [scope.document.source.passage(begin, end)],
        {
            "donor": giver,
            "recipient": to,
            "amount": scope.number(amount, row[-1].text),
            "currency": Text(currency) if currency else None,
            "place": list(dict.fromkeys(places)) or ([scope.country] if scope.country and everywhere else []),
            "date": year,
        },
    )


def _giver_in(scope: Scope, title: str) -> Name | None:
    """The known body that the title of a part of the table names, whose money is told of below."""
    told = len(title.split()) <= _TITLE_WORDS and scope.pattern("awarded", "part").search(title) is not None
    named = [m for m in mentions_in(scope.match(title), *scope.organizations) if m.kb_id_] if told else []
    return scope.name_of(named[0]) if len(named) == 1 else None


def _amount(scope: Scope, text: str, code: str | None, least: int) -> Quantity | None:
    """The amount that a line ends with."""
    numbers = list(scope.numbers(text))
    if not numbers or numbers[-1].percent or numbers[-1].full_end < len(text) - 1:
        return None
    last = numbers[-1]
    return last if last.currency or (code and last.value >= least) else None


def _grantee(scope: Scope, row: Sequence[PrintedLine]) -> Name | None:
    """Who got it: the organisation that the row begins with, or whatever its first cell names."""
    known = organization_of(scope, row[0].text)
    printed = scope.document.source.text[row[0].begin : row[0].end]
    cells = _APART.split(printed) if len(row) == 1 and known is None else []
    if len(cells) >= len(("name", "purpose", "amount")) and cells[0][:1].isupper():
        return scope.name(re.sub(r"\s*\([^()]*\)$", "", cells[0]), "Organization")
    if known is not None or len(row) < len(("name", "purpose", "amount")):
        return known[0] if known else None
    return scope.name(re.sub(r"\s*\([^()]*\)$", "", row[0].text), "Organization") if row[0].text[:1].isupper() else None


def _donor_rows(
    scope: Scope, lines: Iterable[PrintedLine], header: str, block: AnnotatedBlock
) -> tuple[list[Claim], set[int]]:
    """The contributions of a table whose rows begin with donors and hold several numbers, one a column."""
    columns = [m.group().casefold() for m in scope.pattern("awarded", "column").finditer(header)]
    given = [k for k, words in enumerate(columns) if scope.pattern("awarded", "given").match(words)]
    titles = [header, *(b.joined.text for b in scope.before(block, 2)), *block.block.section[::-1]]
    about = next((t for words in titles[1:] if (t := title_of(scope, block, words))), None)
    code = currency_named(scope, titles)
    title = ListTitle(header, None, about.year if about else None, code, scale=scale_of(scope, *titles))
    claims: list[Claim] = []
    used: set[int] = set()
    for line in lines:
        if scope.pattern("donors", "sums").match(line.text):
            continue
        tail = _TAIL.search(line.text)
        numbers = [q for q in scope.numbers(line.text) if tail and q.full_begin >= tail.start()]
        donor = donor_name(scope, line.text[: tail.start()]) if tail else None
        if donor is None or len(numbers) != len(columns) or not given or not code:
            break
        amount = numbers[given[0]]
        passage = scope.document.source.passage(line.begin, line.end)
        bare = replace(amount, currency=None) if amount.currency else amount
        claims.append(contribution(scope, line.block, donor, bare, line.text, title, [passage], "lines/donors", 0.85))
        used.add(id(line.block))
    return claims, used
