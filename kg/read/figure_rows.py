"""Rows of key figures that a converter left side by side: each number is put beside its own label.

`pdftotext -layout` and the like leave boxes with key figures as a row of numbers and, above or below it, rows with the
lines of their labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.boxes import NUMBER_ONLY

_CELL = re.compile(r"\S+(?: \S+)*")
_SPACES = re.compile(r" {2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROWS = 3  # of lines of labels, at most
_LABEL = 45  # characters of such a line, at most
_SHIFT = 3  # characters by which a line of a label may stand beside the one above it

_Cell = tuple[int, str]  # its first column and its text


def one_below_the_other(text: str) -> str:
    """A text with each number of a row of key figures beside its label; all else stays as it is."""
    lines = text.split("\n")
    found: list[str] = []
    i = 0
    while i < len(lines):
        numbers = _numbers(lines[i])
        # A title may stand right above the numbers.
        first, last = not (found and _SPACES.search(found[-1].strip())), not "".join(lines[i + 1 : i + 2]).strip()
        below = _labels(numbers, lines[i + 1 : i + 2 + _ROWS]) if numbers and first else []
        above = _labels(numbers, found[: -2 - _ROWS : -1]) if numbers and last else []
        if below or above:
            del found[len(found) - len(above) :]
            for (_, number), label in zip(numbers, _joined(below or above[::-1]), strict=True):
                found += [number, label, ""]
            i += len(below)
        else:
            found.append(lines[i])
        i += 1
    return "\n".join(found)


def _cells(line: str) -> list[_Cell]:
    return [(m.start(), m.group()) for m in _CELL.finditer(line)]


def _numbers(line: str) -> list[_Cell]:
    """The cells of a line of two numbers or more that are not all years."""
    cells = _cells(line) if "  " in line else []
    are_numbers = len(cells) > 1 and all(NUMBER_ONLY.fullmatch(text) for _, text in cells)
    return cells if are_numbers and not all(_YEAR.fullmatch(text) for _, text in cells) else []


def _labels(numbers: Sequence[_Cell], lines: Sequence[str]) -> list[list[str]]:
    """Lines with the labels of a row of numbers, outwards from it, one text a number; none where others stand."""
    rows: list[list[str]] = []
    starts: list[int] = []
    for line in lines:
        cells = _cells(line)
        if not cells:
            break
        if not rows:
            if len(cells) != len(numbers) or not all(_is_label(text) for _, text in cells):
                return []
            starts = [start for start, _ in cells]
            rows.append([text for _, text in cells])
            continue
        row = [""] * len(numbers)
        for start, text in cells:
            column = min(range(len(starts)), key=lambda c: abs(starts[c] - start))
            free = starts[column + 1] if column + 1 < len(starts) else start + _LABEL
            if abs(starts[column] - start) > _SHIFT or row[column] or start + len(text) >= free:
                break
            row[column] = text
        else:
            rows.append(row)
            continue
        break  # what follows stands in other columns
    return rows if len(rows) <= _ROWS else []


def _is_label(text: str) -> bool:
    return len(text) <= _LABEL and (text[0].isalpha() or text[0] == "(")


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """The labels, whose lines stand in rows."""
    return [" ".join(filter(None, column)) for column in zip(*rows, strict=True)]
