"""Lines that name columns, with single spaces between the names or each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.model import Cell
from kg.ontology import Ontology
from kg.relate.expressions import Expression
from kg.relate.flat.groups import end_of_two_names
from kg.relate.flat.lines import YEAR, Line, is_near, may_head
from kg.relate.flat.names import is_known, keys, named_in, names_of, unknown
from kg.relate.labels import plain
from kg.relate.scope import Scope

_YEARS = re.compile(rf"{YEAR.pattern}(?:\s+{YEAR.pattern})+\s*")
_AMOUNT, _SHARE = re.compile(r"(?:US)?\$|[A-Z]{3}|[€£#]"), re.compile(r"%|per\s?cent", re.IGNORECASE)
_UNIT = re.compile(r"\(in\s+$")  # what a name counts in is no name: `Total requirement (in USD)`
_PARTING = " |/–-:,;"
_HEAD_WORDS = 24  # of all lines of names, at most
_COUNTED_WORDS = 8  # of the name of a column that begins with what is counted
_BROKEN_WORDS, _PART_WORDS, _WAYS = 12, 3, 6  # of a line of broken names and of a part of one; ways to read them
_KEY_WORDS, _OTHER_WORDS = 4, 3  # of the name of the first column, and of one that is not known


def header_above(
    scope: Scope,
    lines: Sequence[Line],
    top: int,
    count: int,
    floor: int,
    *,
    keyed: bool = False,
    nameless: bool = False,
) -> tuple[int, tuple[Cell, ...]] | None:
    """The surest names of so many columns above a line, and where they begin.

    Args:
        scope: of the report.
        lines: of the report.
        top: the line below the names.
        count: how many columns there are, without that of the names of rows.
        floor: the first line that may hold names.
        keyed: whether one of the names must be that of the rows.
        nameless: whether the rows have no names, so that what stands over the columns is a title.
    """
    found: list[tuple[int, int, tuple[Cell, ...]]] = []
    words = 0
    for begin in range(top - 1, floor - 1, -1):
        if scope.pattern("columns", "by").search(lines[begin].text):
            break  # a title
        words += len(lines[begin].text.split())
        near = may_head(lines, begin) and is_near(lines, begin + 1, scope.document.source.text)
        if words > _HEAD_WORDS or not near:
            break
        found += (
            (_doubt(scope.ontology, header, lines[begin:top]), begin, header)
            for header in _dated(scope, lines[begin:top])
            if len(header) - 1 == count
            and (count > 1 or is_known(scope.ontology, header))
            and (header[0].text or not keyed)
        )
        # `Indicator Population` may stand over `Type`.
        more = begin > floor and end_of_two_names(scope.ontology, " ".join(x.text for x in lines[begin - 1 : top]))
        if found and found[-1][2][0].text and not (found[-1][0] or more):
            break
    if not found:
        return None
    # The surest names; of those the ones with a name for the rows, then the fewest lines.
    least = min(unknown for unknown, _, _ in found)
    sure = [(begin, header) for unknown, begin, header in found if unknown == least]
    same = [(b, h) for b, h in sure if _goes_on(sure[0][1], h)]
    same.sort(key=lambda found: not end_of_two_names(scope.ontology, found[1][0].text))
    return next(((begin, header) for begin, header in same if bool(header[0].text) != nameless), sure[0])


def _doubt(ontology: Ontology, header: Sequence[Cell], lines: Sequence[Line]) -> int:
    """How many columns have no known name; where each stands on a line of its own, the lines tell them apart."""
    apart = {cell.text for cell in header} <= {line.text.strip() for line in lines}
    return 0 if apart and len(lines) > 2 else unknown(ontology, header)


def _goes_on(short: Sequence[Cell], long: Sequence[Cell]) -> bool:
    """Whether a header of more lines has the names of one of fewer, or what stands above them too."""
    return all(b.text.endswith(a.text) for a, b in zip(short[1:], long[1:], strict=True))


def headers(scope: Scope, lines: Sequence[Line]) -> Iterator[tuple[Cell, ...]]:
    """The ways to read lines as names of columns, that of the rows first; none where they hold anything else."""
    words = " ".join(re.sub(r"\s", " ", line.text) for line in lines)
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line.text) + 1)

    def origin(at: int) -> int:
        n = max(i for i, s in enumerate(starts) if s <= at)
        return lines[n].begin + at - starts[n]

    def cell(begin: int, end: int) -> Cell:
        stripped = words[begin:end].strip(_PARTING)
        at = words.index(stripped, begin) if stripped else begin
        return Cell(origin(at), origin(at + len(stripped) - 1) + 1 if stripped else origin(at), stripped)

    two = end_of_two_names(scope.ontology, words)
    for signed in (False, True):
        shares = _shares(scope, words)
        named = [name for name in named_in(scope.ontology, words, signed) if name[0] >= two]
        found = [(b, e) for b, e in named if not any(begin < b < end for begin, end in shares)]
        found = [(b, e) for b, e in found if not _UNIT.search(words, 0, b)]
        if not found:
            continue
        if two:
            counts = scope.pattern("columns", "counts")
            cuts = _apart(found, words, counts) if not words[two : found[0][0]].strip() else []
            if len(cuts) > 1:
                yield tuple(cell(begin, end) for begin, end in cuts)
            continue
        keyed = _key_end(scope.ontology, words[: found[0][0]])
        ways = [_apart(found, words, scope.pattern("columns", "counts")), _attached(found, words, keyed)]
        if keyed and words[keyed : found[0][0]].strip(_PARTING):
            ways.append([(0, keyed), (keyed, found[0][0]), *ways[0][1:]])
        for cuts in ways:
            if len(cuts) > 1:
                yield tuple(cell(begin, end) for begin, end in cuts)


def _key_end(ontology: Ontology, words: str) -> int:
    """Where the known name of the first column ends that words begin with; 0 where they begin with none."""
    ends = [m.end() for m in re.finditer(r"\S+\s+", words)][:_KEY_WORDS]
    return next((end for end in ends[::-1] if plain(words[:end].strip(_PARTING)) in keys(ontology)), 0)


def _shares(scope: Scope, words: str) -> list[tuple[int, int]]:
    """Where names of columns of shares stand, whose words may be other names: `Share of sites with a clinic (%)`."""
    found: list[tuple[int, int]] = []
    for end in (m.end() for m in re.finditer(r"[a-z]\s*\(%\)", words)):
        starts = [m.start() for m in re.finditer(r"(?<!\S)\S", words[:end])][-_COUNTED_WORDS:]
        counts = scope.pattern("columns", "counts")
        found += [(at, end) for at in starts if counts.match(words, at)][:1]
    return found


def _zipped(scope: Scope, lines: Sequence[Line]) -> tuple[Cell, ...]:
    """The names of columns that were broken over two lines: `Sector People People %` over `in need reached`."""
    upper, lower = lines
    found = named_in(scope.ontology, lower.text, False)
    tokens = [(m.start(), m.end()) for m in re.finditer(r"\S+", upper.text)]
    words = [upper.text[b:e] for b, e in tokens]
    first = next((i for i, w in enumerate(words) if i and words[i : i + len(found)] == [w] * len(found)), None)
    gaps = lower.text
    for begin, end in found:
        gaps = f"{gaps[:begin]}{' ' * (end - begin)}{gaps[end:]}"
    if first is None or len(found) < 2 or gaps.strip():
        return ()
    cells = [Cell(upper.begin, upper.begin + tokens[first - 1][1], upper.text[: tokens[first - 1][1]].strip())]
    for i, (begin, end) in enumerate(tokens[first:]):
        below = f" {lower.text[slice(*found[i])]}" if i < len(found) else ""
        cells.append(Cell(upper.begin + begin, upper.begin + end, upper.text[begin:end] + below))
    return tuple(cells)


_Span = tuple[int, int]


def _broken(scope: Scope, lines: Sequence[Line]) -> Iterator[tuple[Cell, ...]]:
    """The same, where any of the names may be broken: `People in People Budget` over `need targeted (US$)`."""
    upper, lower = lines
    key = _key_end(scope.ontology, upper.text)
    tops = [m.span() for m in re.finditer(r"\S+", upper.text)][len(upper.text[:key].split()) :]
    ends = [m.span() for m in re.finditer(r"\S+", lower.text)]
    if not key or not 1 < len(tops) <= _BROKEN_WORDS or not 0 < len(ends) <= _BROKEN_WORDS:
        return
    known = names_of(scope.ontology, True, True)
    # What the first words of either line make, by how many of each are used: so many names, each of a known column.
    made: dict[_Span, list[tuple[tuple[_Span, _Span], ...]]] = {(0, 0): [()]}
    for i in range(len(tops) + 1):
        for j in range(len(ends) + 1):
            for a in range(max(0, i - _PART_WORDS), i + 1):
                for b in range(max(0, j - _PART_WORDS), j + 1):
                    if (a, b) == (i, j) or not (before := made.get((a, b))):
                        continue
                    words = [upper.text[slice(*t)] for t in tops[a:i]] + [lower.text[slice(*t)] for t in ends[b:j]]
                    if known.fullmatch(" ".join(words)):
                        ways = [(*way, ((a, i), (b, j))) for way in before]
                        made[i, j] = [*made.get((i, j), []), *ways][:_WAYS]
    for way in made.get((len(tops), len(ends)), []):
        if len(way) > 1 and any(i > a and j > b for (a, i), (b, j) in way):
            cells = [Cell(upper.begin, upper.begin + len(upper.text[:key].rstrip()), upper.text[:key].strip())]
            for (a, i), (b, j) in way:
                parts = [*((upper, t) for t in tops[a:i]), *((lower, t) for t in ends[b:j])]
                line, (begin, _) = parts[0]
                end = next(e for x, (_, e) in parts[::-1] if x is line)
                words = [x.text[slice(*t)] for x, t in parts]
                cells.append(Cell(line.begin + begin, line.begin + end, " ".join(words)))
            yield tuple(cells)


def _dated(scope: Scope, lines: Sequence[Line]) -> Iterator[tuple[Cell, ...]]:
    """The same, where a line of years may stand below the names."""
    years = _YEARS.fullmatch(lines[-1].text) and lines[-1].text.split()
    for header in headers(scope, lines[:-1] if years else lines):
        if years and len(years) == len(header) - 1:
            yield (header[0], *(replace(c, text=f"{c.text} {y}") for c, y in zip(header[1:], years, strict=True)))
        elif not years:
            yield header
    if _are_cells(scope.ontology, lines):
        yield tuple(x.cell for x in lines)
    yield from _parted(scope.ontology, lines)
    if len(lines) == 2 and (header := _zipped(scope, lines)):
        yield header
    elif len(lines) == 2:
        yield from _broken(scope, lines)


def _parted(ontology: Ontology, lines: Sequence[Line]) -> Iterator[tuple[Cell, ...]]:
    """The same, where the last of the names have two columns each, the last of all the amount and the share of it.

    `Budget`, `Funded`, `Gap`, then `This year`, `Carry-over`, `$`, `%`: four names and no `Funded`.
    """
    if len(lines) < 5 or not (_SHARE.fullmatch(lines[-1].text.strip()) and _AMOUNT.fullmatch(lines[-2].text.strip())):
        return
    for wide in (1, 2):
        names, parts = lines[: -2 * wide], lines[-2 * wide : -2]
        if _are_cells(ontology, names):
            kept = [*names[:-wide], *parts, names[-1], lines[-1]]
            yield tuple(x.cell for x in kept)


def _are_cells(ontology: Ontology, lines: Sequence[Line]) -> bool:
    """Whether each name of a column stands on a line of its own: most hold known ones, and none goes on in the next."""
    if len(lines) < 3 or plain(lines[0].text) not in keys(ontology):
        return False
    known = names_of(ontology, True, True)
    whole = all(not x.text.strip()[0].islower() and (known.fullmatch(x.text) or " " in x.text) for x in lines[1:])
    return whole and sum(known.search(x.text) is not None for x in lines[1:]) * 2 >= len(lines) - 1


def _apart(found: Sequence[tuple[int, int]], words: str, counts: Expression) -> list[tuple[int, int]]:
    """The cells where words that are no known name are a column of their own; at most one of them is.

    `counts` finds how a longer one begins: `Share of sites with a clinic`.
    """
    before = words[: found[0][0]].strip(_PARTING)
    if len(before.split()) > _KEY_WORDS or re.search(r"\d", before):
        return []
    cuts, others = [(0, found[0][0])], 0
    for (b1, e1), (b2, _) in pairwise([*found, (len(words), len(words))]):
        cuts.append((b1, e1))
        between = words[e1:b2].strip(_PARTING)
        if between:
            cuts.append((e1, b2))
            others += 1
        most = _COUNTED_WORDS if counts.match(between) else _OTHER_WORDS
        if len(between.split()) > most or others > 1:
            return []
    return cuts


def _attached(found: Sequence[tuple[int, int]], words: str, keyed: int) -> list[tuple[int, int]]:
    """The cells where words before a known name belong to it: `State SAM target SAM admissions`.

    `keyed` is where a known name of the first column ends, 0 where there is none.
    """
    before = words[: found[0][0]]
    at = keyed or found[0][0]
    if not keyed and (len(before.split()) > _KEY_WORDS or re.search(r"\d", before)):
        return []
    cuts = [(0, at)]
    for begin, end in found:
        if len(words[at:begin].split()) > _OTHER_WORDS:
            return []
        cuts.append((at, end))
        at = end
    return cuts if not words[at:].strip(_PARTING) else []
