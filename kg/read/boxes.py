"""Numbers on lines of their own and the labels beside them, as in boxes with key figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.read.lines import Line

NUMBER_ONLY = re.compile(r"(?:US\$|[$€£])?\s?\d[\d.,’' ]*(?:%|[MK]|[Mm]illion|[Bb]illion|MILLION|BILLION)?$")
ITEM_WORDS = 6  # of the last item of a list that bars part
_LABEL_WORDS = 3  # of a label over a number, at most
# Lines that open or close with a number are figures; a number that counts things is no page and no year.
MONEY = r"(?:[A-Z]{2,3}\$?\s?|[$€£]\s?)"
SCALED = r"(?:%|[MKB]\b|[Mm]illion\b|[Bb]illion\b)"
# What a number counts by, on the line below it.
_SCALE = re.compile(r"million|billion|thousand", re.IGNORECASE)
_COUNT = re.compile(rf"(?!(?:19|20)\d\d$){MONEY}?(?:\d[\d.,]*\s?{SCALED}|\d[\d.,]*\d\d)$")
# Whose figure it is and of when, below its label: `(IOM, May 2021)`, `UN - January 2018`.
_SOURCE = re.compile(r"\(?[A-Z][^.;:]{1,60}\b(?:19|20)\d\d\)?")
# A label that ends in the year of its figure: `People in need in 2021`.
_IN_YEAR = re.compile(r".*\b(?:in|for|since|by|of) (?:19|20)\d\d")
_SOURCE_WORDS, _SOURCED_WORDS = 8, 12  # of a source, and of a line of a label with one


def with_scales(lines: Sequence[Line]) -> list[Line]:
    """The lines, a number and the `MILLION` right below it as one."""
    found: list[Line] = []
    for line in lines:
        above = found[-1] if found else None
        scale = not line.gap and _SCALE.fullmatch(line.text) is not None
        if above and scale and above.text[-1].isdigit() and NUMBER_ONLY.match(above.text):
            pieces = (*above.pieces, *line.pieces)
            found[-1] = replace(above, end=line.end, text=f"{above.text} {line.text}", pieces=pieces)
        else:
            found.append(line)
    return found


def paired_labels(lines: Sequence[Line], pair: str) -> frozenset[int]:
    """The second lines of pairs of a label and a number that follow each other without a gap to the end of their run.

    Args:
        lines: of the report.
        pair: `TV` where each number stands below its label (`Wells`, `12`, `Pumps`, `9`), `VT` where above it.
    """
    found: set[int] = set()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not lines[end].gap:
            continue
        kinds = "".join(_box_kind(line) for line in lines[start:end]) if end - start >= 2 * len(pair) else ""
        found |= _within_run(lines, start, end, pair) if kinds else set()
        run = re.search(rf"(?:{pair}){{2,}}$", kinds)
        if run is not None and kinds[: run.start()] in {"", "T"}:
            found |= set(range(start + run.start() + 1, end, 2))
        start = end
    return frozenset(found)


def _within_run(lines: Sequence[Line], start: int, end: int, pair: str) -> set[int]:
    """The second lines of such pairs in the midst of a run, between titles in capitals or longer lines."""
    kinds = "".join("-" if _is_title(line) else _box_kind(line) for line in lines[start:end])
    runs = re.finditer(rf"(?<![TV])(?:{pair}){{2,}}(?![TV])", kinds)
    return {start + at + 1 for run in runs for at in range(run.start(), run.end(), 2)}


def _is_title(line: Line) -> bool:
    return line.words > 1 and line.text.isupper() and not NUMBER_ONLY.match(line.text)


def sourced_labels(lines: Sequence[Line]) -> frozenset[int]:
    """The labels and sources below numbers on lines of their own, where two numbers or more have both."""
    boxes: list[range] = []
    for i, line in enumerate(lines):
        if not NUMBER_ONLY.match(line.text):
            continue
        for last in range(i + 2, min(i + 4, len(lines))):
            source, label = lines[last], lines[i + 1 : last]
            ends = _is_source(source) and source.words <= _SOURCE_WORDS and not source.gap
            ends = ends and not (_is_title(source) and source.text.replace(" ", "").isalnum())  # `FLASH APPEAL 2021`
            if ends and all(_may_label(part) for part in label):
                boxes.append(range(i + 1, last + 1))
                break
    return frozenset(i for box in boxes for i in box) if len(boxes) > 1 else frozenset()


def _may_label(line: Line) -> bool:
    plain = not (line.gap or line.bullet or line.heading) and line.words <= _SOURCED_WORDS
    return plain and line.text[:1].isalpha() and line.text[-1] not in ".;:" and not _is_source(line)


def _is_source(line: Line) -> bool:
    return bool(_SOURCE.fullmatch(line.text)) and not _IN_YEAR.fullmatch(line.text)


def _box_kind(line: Line) -> str:
    """`V` for a number alone, `T` for a short label, `-` for other lines."""
    if not line.text:
        return "-"
    if NUMBER_ONLY.match(line.text):
        return "V"
    plain = not (line.bullet or line.heading) and line.words <= ITEM_WORDS and line.text[-1] not in ".;,:"
    return "T" if plain and line.text[0].isupper() and not re.search(r"\d", line.text) else "-"


def is_label_above(line: Line, following: Line | None) -> bool:
    """Whether a line is the label of the number below it: `Funded` over `29%`."""
    below = following is not None and not following.gap and bool(NUMBER_ONLY.match(following.text))
    return below and 0 < line.words <= _LABEL_WORDS and line.text[0].isupper() and line.text[-1] not in ".,;("


def is_label_below(number: Line, line: Line) -> bool:
    """Whether a line in capitals says what the number above it counts (`51,336` over `REFUGEES`), and heads nothing."""
    parted = bool(number.gap) and not line.gap and not line.heading
    return parted and line.text.isupper() and line.words <= 6 and bool(_COUNT.match(number.text))
