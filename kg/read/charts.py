"""Charts whose numbers and labels were torn apart by extraction, and lists of pairs left over from a page's script.

A bar chart comes out of a PDF as its numbers, one a line, and its labels, one a line, somewhere near. They are
paired again where the counts agree, in order; several series make several numbers for each label. The result is a
figure with a table: one row a label, one column a series.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Block, BlockKind, Cell, Table
from kg.read.boxes import MONEY
from kg.read.lines import Line

_NUMBER = re.compile(
    r"(?:US\$|[$€£])?\s?\d{1,3}(?:[.,’' ]\s?\d{3})+$|(?:US\$|[$€£])?\s?\d+(?:[.,]\d+)?\s?(?:%|[MK]|million)?$"
)
_PAIR = re.compile(r"\[\s*\"(?P<label>[^\"\]]{1,80})\"\s*,\s*(?P<value>-?\d+(?:\.\d+)?)\s*\]")
_SERIES = re.compile(r"(?:[A-Z][a-z]+\.?\s+)?(?:19|20)\d\d")


_SUM = re.compile(rf"{MONEY}\d")
_ROW = re.compile(r"(?:\s\d[\d,.]*\s?(?:%|[MK]\b)?){2,}$")  # the row of a table
_ACRONYM = 6  # letters, at most
_BIG = re.compile(r"\d{1,3}(?:[,. ]\d{3})+")


def _is_series(line: Line) -> bool:
    """Whether a line is the legend of a chart: nothing but months and years."""
    return len(_SERIES.findall(line.text)) >= 2 and not re.sub(r"[\s/|-]+", "", _SERIES.sub("", line.text))


def pair_charts(lines: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """The charts among the lines, and the lines that are left."""
    charts: list[Block] = []
    taken: set[int] = set()
    for i, line in enumerate(lines):
        if chart := _script_pairs(line):
            charts.append(chart)
            taken.add(i)
    for numbers in _number_runs(lines):
        if len({lines[i].text.endswith("%") for i in numbers}) > 1:
            continue  # an amount and its share
        labels, series, used = _labels_for(lines, numbers, taken)
        if labels:
            charts.append(_figure([lines[i] for i in numbers], labels, series))
            taken |= used | set(numbers)
    return charts, [line for i, line in enumerate(lines) if i not in taken]


def _script_pairs(line: Line) -> Block | None:
    pairs = list(_PAIR.finditer(line.text)) if line.text.startswith("[[") else []
    if len(pairs) < 2:
        return None
    at = line.begin
    rows = tuple(tuple(Cell(at + p.start(g), at + p.end(g), p.group(g)) for g in ("label", "value")) for p in pairs)
    return Block(BlockKind.FIGURE, line.begin, line.end, ((line.begin, line.end),), table=Table((), rows))


def _number_runs(lines: Sequence[Line]) -> list[list[int]]:
    runs: list[list[int]] = []
    run: list[int] = []
    for i, line in enumerate(lines):
        if _NUMBER.match(line.text) and not line.bullet and (not run or line.gap <= 3):
            run.append(i)
        else:
            if len(run) >= 2:
                runs.append(run)
            run = []
    if len(run) >= 2:
        runs.append(run)
    return runs


def _labels_for(
    lines: Sequence[Line], numbers: Sequence[int], taken: set[int]
) -> tuple[list[list[Line]], list[Line], set[int]]:
    """The labels that belong to a run of numbers: behind it, else before it; and the names of the series."""
    behind = _label_run(lines, range(numbers[-1] + 1, len(lines)), taken, len(numbers))
    before = _label_run(lines, range(numbers[0] - 1, -1, -1), taken, len(numbers))
    if close := _list_before(lines, numbers, taken) or _spaced_before(lines, numbers, before, behind):
        return [[lines[i]] for i in close], [], set(close)
    for indices in (behind, before):
        labels, series = _fold(lines, indices)
        if labels and len(numbers) % len(labels) == 0 and len(numbers) // len(labels) in {1, max(len(series), 1)}:
            return labels, series, set(indices)
        # The run of short lines may go on into the next thing: the labels that stand nearest are taken.
        if len(labels) > len(numbers):
            near = _first(labels, len(numbers)) if indices is behind else _nearest(labels, len(numbers))
            kept = {id(line) for group in near for line in group}
            return near, [], {i for i in indices if id(lines[i]) in kept}
    return [], [], set()


def _nearest(labels: list[list[Line]], count: int) -> list[list[Line]]:
    """The last labels, without a title in capitals between them and their numbers."""
    title = labels[-1][0].text
    heads = title.isupper() and len(title) > _ACRONYM and not any(group[0].text.isupper() for group in labels[:-1])
    return labels[-count - 1 : -1] if heads else labels[-count:]


def _first(labels: list[list[Line]], count: int) -> list[list[Line]]:
    """The first labels, without a title in capitals between their numbers and them."""
    title = labels[0][0].text
    heads = title.isupper() and len(title) > _ACRONYM and not any(group[0].text.isupper() for group in labels[1:])
    return labels[1 : count + 1] if heads else labels[:count]


def _list_before(lines: Sequence[Line], numbers: Sequence[int], taken: set[int]) -> list[int]:
    """The labels that stand line below line right before a run of as many numbers, which stands so too; else none."""
    first = numbers[0] - len(numbers)
    labels = list(range(first, numbers[0]))
    if first < 0 or any(lines[i].gap for i in (*labels[1:], *numbers[1:])) or not lines[first].gap:
        return []
    fits = _label_run(lines, range(numbers[0] - 1, first - 1, -1), taken, len(numbers)) == labels
    return labels if fits else []


def _spaced_before(
    lines: Sequence[Line], numbers: Sequence[int], before: Sequence[int], behind: Sequence[int]
) -> Sequence[int]:
    """The labels before a run of as many numbers, if both stand with blank lines between, as those behind do not."""
    count = len(numbers)
    near, other = before[-count:], behind[:count]
    spaced = all(lines[i].gap for i in (*near, *numbers))
    return near if spaced and len(near) == count and any(not lines[i].gap for i in other[1:]) else []


def _label_run(lines: Sequence[Line], order: range, taken: set[int], limit: int) -> list[int]:
    found: list[int] = []
    for i in order:
        line = lines[i]
        if (
            i in taken
            or line.bullet
            or line.heading
            or _NUMBER.match(line.text)
            or line.words > 8
            or (line.gap > 2 and found and order.step > 0)
        ):
            break
        if (
            not re.search(r"[A-Za-z]{2}", line.text)
            or line.text.endswith((".", ";"))
            or "@" in line.text
            or line.text.endswith(":")
        ):
            break
        # What stands right below a number that is not of this run belongs to that number.
        if order.step < 0 and i and not line.gap and _NUMBER.match(lines[i - 1].text):
            break
        if _ROW.search(line.text) and not _is_series(line):
            break
        # A legend of years is no amount.
        if (_BIG.search(line.text) or _SUM.match(line.text)) and not _is_series(line):
            break
        found.append(i)
        if _is_series(line) and order.step > 0:
            break
        if len(found) > 3 * limit:
            break
    return sorted(found)


def _fold(lines: Sequence[Line], indices: Sequence[int]) -> tuple[list[list[Line]], list[Line]]:
    """Short lines as labels of one or more lines; a line of dates only names the series."""
    labels: list[list[Line]] = []
    series: list[Line] = []
    for i in indices:
        line = lines[i]
        if _is_series(line):
            series.append(line)
        elif labels and line.gap == 0 and (line.text[0] in "(&" or line.text[0].islower()):
            labels[-1].append(line)
        else:
            labels.append([line])
    names = [(line, m) for line in series for m in _SERIES.finditer(line.text)]
    return labels, [_cut(line, m.start(), m.end()) for line, m in names]


def _cut(line: Line, start: int, end: int) -> Line:
    begin = line.begin + start
    return Line(begin, line.begin + end, line.text[start:end], ((begin, line.begin + end),), 0, 0)


def _cell(lines: Sequence[Line]) -> Cell:
    return Cell(lines[0].begin, lines[-1].end, " ".join(line.text for line in lines))


def _figure(numbers: Sequence[Line], labels: Sequence[Sequence[Line]], series: Sequence[Line]) -> Block:
    columns = len(numbers) // len(labels)
    rows = tuple(
        (_cell(label), *(_cell([numbers[c * len(labels) + r]]) for c in range(columns)))
        for r, label in enumerate(labels)
    )
    header = (Cell(series[0].begin, series[0].begin, ""), *(_cell([s]) for s in series)) if series else ()
    parts = sorted([*numbers, *(line for label in labels for line in label), *series], key=lambda line: line.begin)
    pieces = tuple((line.begin, line.end) for line in parts)
    return Block(BlockKind.FIGURE, parts[0].begin, parts[-1].end, pieces, table=Table(header, rows))
