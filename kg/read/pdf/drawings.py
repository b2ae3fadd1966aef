"""The lines and small shapes that a page draws: rules of tables, bars of charts, bullets that are no characters."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kg.read.pdf.words import Frame

# A shape thinner than this is a rule, in points.
_THIN = 2.6
_SHORTEST_RULE = 6.0
# Rules that end this near to each other meet.
MEET = 3.0
# Bullets are about as wide as high, within these sizes in points.
_SMALLEST_MARK, _LARGEST_MARK = 1.5, 9.0
# A map can have hundreds of thousands of shapes; no table of a report needs as many as this.
_MOST_OBJECTS, _MOST_SEGMENTS = 20_000, 60_000
_DEEPEST_FORM = 4

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` is its place on one axis, `begin` and `end` its reach on the other."""

    at: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A box that a shape fills."""

    x0: float
    top: float
    x1: float
    bottom: float
    hollow: bool = False


@dataclass(slots=True)
class Drawings:
    """What a page draws besides text, as far as it tells how the text is to be read."""

    across: list[Rule] = field(default_factory=list)  # horizontal rules
    down: list[Rule] = field(default_factory=list)  # vertical rules
    marks: list[Shape] = field(default_factory=list)  # of the size of a bullet
    boxes: list[Shape] = field(default_factory=list)  # larger filled rectangles


class _Budget:
    """How many shapes may still be looked at."""

    def __init__(self) -> None:
        self.objects, self.segments = _MOST_OBJECTS, _MOST_SEGMENTS


def drawings_of(page: pdfium.PdfPage, frame: Frame) -> Drawings:
    """The rules, marks and boxes of a page; a page with too many shapes is a map or a picture and is read in part."""
    found = Drawings()
    budget = _Budget()
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    objects = (pdfium_c.FPDFPage_GetObject(page.raw, index) for index in range(min(count, _MOST_OBJECTS)))
    _collect(objects, _IDENTITY, frame, found, budget, 0)
    found.across, found.down = _merged(found.across), _merged(found.down)
    return found


def _collect(objects: Iterator[Any], outer: Matrix, frame: Frame, found: Drawings, budget: _Budget, depth: int) -> None:
    for item in objects:
        budget.objects -= 1
        if budget.objects < 0 or budget.segments < 0:
            return
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            _add_path(item, _times(_matrix(item), outer), frame, found, budget)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            _add_image(item, outer, frame, found)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            count = pdfium_c.FPDFFormObj_CountObjects(item)
            inner = (pdfium_c.FPDFFormObj_GetObject(item, index) for index in range(max(count, 0)))
            _collect(inner, _times(_matrix(item), outer), frame, found, budget, depth + 1)


def _matrix(item: Any) -> Matrix:
    m = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, m):
        return _IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _add_image(item: Any, outer: Matrix, frame: Frame, found: Drawings) -> None:
    edges = [ctypes.c_float() for _ in range(4)]
    if pdfium_c.FPDFPageObj_GetBounds(item, *edges):
        left, bottom, right, top = (edge.value for edge in edges)
        _add_box(_shape([_apply(outer, left, bottom), _apply(outer, right, top)], frame), found, filled=False)


def _add_path(item: Any, matrix: Matrix, frame: Frame, found: Drawings, budget: _Budget) -> None:
    """Sort a path by its form: a thin box or straight line is a rule, a small one a mark, a filled one a box."""
    count = pdfium_c.FPDFPath_CountSegments(item)
    budget.segments -= count
    if count < 2 or budget.segments < 0:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(item, fill, stroke)
    filled, stroked = fill.value != 0, bool(stroke.value)
    if not filled and not stroked:
        return
    for points in _subpaths(item, count, matrix):
        shape = _shape(points, frame)
        width, height = shape.x1 - shape.x0, shape.bottom - shape.top
        if max(width, height) < _SHORTEST_RULE or min(width, height) <= _THIN:
            _add_box(Shape(shape.x0, shape.top, shape.x1, shape.bottom, not filled), found, filled)
        elif all(_straight(a, b) for a, b in pairwise(points)):
            if stroked:
                for a, b in pairwise(points):
                    _add_box(_shape([a, b], frame), found, filled=False)
            if filled:
                found.boxes.append(shape)
        elif max(width, height) <= _LARGEST_MARK:
            _add_box(Shape(shape.x0, shape.top, shape.x1, shape.bottom, not filled), found, filled)


def _subpaths(item: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            if len(points) > 1:
                yield points
            points = []
        points.append(_apply(matrix, x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _shape(points: list[tuple[float, float]], frame: Frame) -> Shape:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Shape(*frame.box(min(xs), min(ys), max(xs), max(ys)))


def _straight(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) < 1 or abs(a[1] - b[1]) < 1


def _add_box(shape: Shape, found: Drawings, filled: bool) -> None:
    width, height = shape.x1 - shape.x0, shape.bottom - shape.top
    if height <= _THIN and width >= _SHORTEST_RULE:
        found.across.append(Rule((shape.top + shape.bottom) / 2, shape.x0, shape.x1))
    elif width <= _THIN and height >= _SHORTEST_RULE:
        found.down.append(Rule((shape.x0 + shape.x1) / 2, shape.top, shape.bottom))
    elif _SMALLEST_MARK <= width <= _LARGEST_MARK and 0.5 < width / max(height, 0.1) < 2:
        found.marks.append(shape)
    elif filled:
        found.boxes.append(shape)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line that touch or overlap as one; double rules, as neighbouring cells draw them, once."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: (r.at, r.begin)):
        if groups and rule.at - groups[-1][0].at <= MEET / 2:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    merged: list[Rule] = []
    for group in groups:
        at = sum(r.at for r in group) / len(group)
        reach: list[list[float]] = []
        for rule in sorted(group, key=lambda r: r.begin):
            if reach and rule.begin <= reach[-1][1] + MEET:
                reach[-1][1] = max(reach[-1][1], rule.end)
            else:
                reach.append([rule.begin, rule.end])
        merged += [Rule(at, begin, end) for begin, end in reach]
    return merged


def places(values: Sequence[float]) -> list[float]:
    """Places on one axis, those within a few points of each other as one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= MEET / 2:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
