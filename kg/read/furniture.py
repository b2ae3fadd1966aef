"""Lines that the page carries and not the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.read.boxes import NUMBER_ONLY
from kg.read.headings import URL
from kg.read.lines import TERMINAL, Line


def furniture_of(lines: Sequence[Line]) -> set[int]:
    """Lines that the page carries, not the text: repeated mastheads, addresses, page numbers."""
    shapes = [re.sub(r"\d+", "#", line.text) for line in lines]
    times = Counter(shape for shape in shapes if len(shape) < 90)
    found = set()
    for i, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        masthead = (
            line.gap
            and times[shape] >= 3
            and len(shape) > 3
            and not shape.strip("# ,.%$|").startswith(("Amount", "Total"))
            and re.search(r"[A-Za-z]", shape)
            and not NUMBER_ONLY.match(line.text)
            and _at_page_edge(lines, i)
        )
        if masthead or _is_address(line) or (times[shape] >= 2 and _ends_page(lines, i)):
            found.add(i)
    return found


def _is_address(line: Line) -> bool:
    """Whether a line holds nothing but a web address."""
    rest = URL.sub("", line.text).strip(" |>•-")
    return bool(URL.search(line.text)) and len(rest.split()) <= 3 and not re.search(r"[A-Za-z]{3}", rest)


def _ends_page(lines: Sequence[Line], index: int) -> bool:
    """Whether a line with a page's number is the last before a form feed."""
    follows = index + 1 < len(lines) and lines[index + 1].new_page
    return follows and bool(re.search(r"\d", lines[index].text))


def _at_page_edge(lines: Sequence[Line], index: int) -> bool:
    """Whether a repeated line stands at the top or foot of a page, or in the middle of a sentence."""
    near = lines[max(0, index - 2) : index + 3]
    if any(line.new_page for line in near[1:]):
        return True
    before = lines[index - 1].text if index else ""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    return bool(before and after) and not TERMINAL.search(before) and after[:1].islower()
