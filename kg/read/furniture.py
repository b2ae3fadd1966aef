"""Lines that the page carries and not the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kg.read.boxes import NUMBER_ONLY
from kg.read.headings import OPEN_END, URL
from kg.read.lines import TERMINAL, Line, goes_on_inside

_AMOUNT = re.compile(r"(?:[A-Z]{0,3}[$€£]?\s?)?\d[\d.]*(?:,\d{3}|%|\s?[MKB]|\d{3})+")
_RUN = 3  # lines of the head or foot of a page, at most


def furniture_of(lines: Sequence[Line]) -> set[int]:
    """Lines that the page carries, not the text: repeated mastheads, addresses, page numbers."""
    shapes = [re.sub(r"\d+", "#", line.text) for line in lines]
    times = Counter(shape for shape in shapes if len(shape) < 90)
    ending = Counter(shape for i, shape in enumerate(shapes) if i + 1 == len(lines) or lines[i + 1].new_page)
    found = set()
    for i, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        masthead = (
            line.gap
            and times[shape] >= 3
            and len(shape) > 3
            and not shape.strip("# ,.%$|").startswith(("Amount", "Total"))
            and re.search(r"[A-Za-z]", shape)
            and not NUMBER_ONLY.match(line.text)
            and not OPEN_END.search(line.text)
            and _at_page_edge(lines, i)
        )
        if masthead or _is_address(line) or (ending[shape] >= 2 and _ends_page(lines, i)):
            found.add(i)
    return found | _repeated_runs(lines, shapes, times)


def _repeated_runs(lines: Sequence[Line], shapes: Sequence[str], times: Counter[str]) -> set[int]:
    """Runs of lines with the page's number that stand within a sentence once, wherever they stand."""
    runs: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(shapes)):
        length = 0
        while length < _RUN and i + length < len(lines) and times[shapes[i + length]] > 1:
            length += 1
            runs.setdefault(tuple(shapes[i : i + length]), []).append(i)
    first: dict[str, int] = {}
    for i, shape in enumerate(shapes):
        first.setdefault(shape, i)
    # A title of the report, which stands once more above the number of a page.
    found = {
        i + n
        for i in range(1, len(lines) - 1)
        if times[shapes[i]] > 1 and shapes[i + 1] == "#" and first[shapes[i]] < i and _is_within(lines, i, i + 2)
        for n in range(2)
        if re.search("[A-Za-z]{3}", shapes[i])
    }
    for run, starts in runs.items():
        if len(starts) > 1 and any(re.search("[A-Za-z]{3}", shape) for shape in run):
            inside = any(_is_within(lines, start, start + len(run)) for start in starts)
            if inside and any(_counts_pages([lines[start + n].text for start in starts]) for n in range(len(run))):
                found |= {start + n for start in starts for n in range(len(run))}
    return found


def _is_within(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether lines stand between two others, the second of which goes on with the sentence of the first."""
    return start > 0 and end < len(lines) and goes_on_inside(lines[start - 1], lines[end])


def _counts_pages(texts: Sequence[str]) -> bool:
    """Whether lines differ by one number, which grows from each to the next as that of a page does."""
    numbers = [re.findall(r"\d+", text) for text in texts]
    changing = [column for column in zip(*numbers, strict=True) if len(set(column)) > 1]
    if len(changing) != 1 or max(map(len, changing[0])) > 3:
        return False
    pages = [int(number) for number in changing[0]]
    return all(a < b for a, b in pairwise(pages))


def _is_address(line: Line) -> bool:
    """Whether a line holds nothing but a web address."""
    rest = URL.sub("", line.text).strip(" |>•-")
    return bool(URL.search(line.text)) and len(rest.split()) <= 3 and not re.search(r"[A-Za-z]{3}", rest)


def _ends_page(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with a page's number is the last before a form feed."""
    follows = index + 1 < len(lines) and lines[index + 1].new_page
    # The last cell of a table is no number of a page.
    text = lines[index].text
    return follows and bool(re.search(r"\d", text)) and not _AMOUNT.fullmatch(text.strip())


def _at_page_edge(lines: Sequence[Line], index: int) -> bool:
    """Whether a repeated line stands at the top or foot of a page, or in the middle of a sentence."""
    near = lines[max(0, index - 2) : index + 3]
    if any(line.new_page for line in near[1:]):
        return True
    before = lines[index - 1].text if index else ""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    return bool(before and after) and not TERMINAL.search(before) and after[:1].islower()
