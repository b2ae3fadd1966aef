"""Series of figures as a table, CSV, JSON or a plot."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from html import escape

from kg.audit.series import Point, Series
from kg.console import console_table
from kg.text import safe_cell, xml_text

_HEADER = ("figure", "from", "to", "value", "change", "report")
_WIDTH, _HEIGHT, _MARGIN, _MOST = 640, 180, 30, 12
"""Pixels of one plot, and how many plots one picture has at most."""


def trended(series: Iterable[Series], form: str, *, width: int | None = None) -> str:
    """Series in one of `kg.forms.TRENDS`; `width` is that of a terminal in characters, for a table."""
    series = list(series)
    if form == "svg":
        return _svg([s for s in series if len(_dated(s)) > 1][:_MOST])
    rows = [row for s in series for row in _rows(s)]
    if form == "json":
        return json.dumps([dict(zip(_HEADER, row, strict=True)) for row in rows], ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(_HEADER)
        writer.writerows([safe_cell(row[0]), *row[1:5], safe_cell(row[5])] for row in rows)
        return out.getvalue()
    return console_table(_HEADER, rows, width)


def _rows(series: Series) -> Iterator[tuple[str, ...]]:
    before: Point | None = None
    for point in series.points:
        later = before is not None and before.end < point.end
        yield (
            series.title,
            point.start,
            point.end,
            f"{point.value:f}",
            _change(before.value, point.value) if before is not None and later else "",
            point.report,
        )
        before = point


def _change(before: Decimal, after: Decimal) -> str:
    share = f" ({100 * (after - before) / before:+.1f} %)" if before else ""
    return f"{after - before:+f}{share}"


def _dated(series: Series) -> list[tuple[int, Decimal]]:
    return sorted({(date.fromisoformat(p.end).toordinal(), p.value) for p in series.points})


def _svg(series: list[Series]) -> str:
    height = _HEIGHT * max(len(series), 1)
    plots = "".join(_plot(s, _HEIGHT * i) for i, s in enumerate(series))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
        f' font-family="sans-serif" font-size="12">\n{plots}</svg>\n'
    )


def _plot(series: Series, top: int) -> str:
    """One series as a line from zero, each point with its value and day."""
    points = _dated(series)
    first, last = points[0][0], points[-1][0]
    most = max(v for _, v in points) or Decimal(1)
    base, tall = top + _HEIGHT - _MARGIN, _HEIGHT - 3 * _MARGIN
    at = [
        (
            _MARGIN + (_WIDTH - 4 * _MARGIN) * (day - first) // max(last - first, 1),
            base - int(tall * max(value, Decimal(0)) / most),
        )
        for day, value in points
    ]
    line = " ".join(f"{x},{y}" for x, y in at)
    marks = "".join(
        f'<circle cx="{x}" cy="{y}" r="3"/><text x="{x}" y="{y - 8}">{value:,f}</text>'
        f'<text x="{x}" y="{base + 16}">{date.fromordinal(day).isoformat()}</text>\n'
        for (x, y), (day, value) in zip(at, points, strict=True)
    )
    return (
        f'<g><text x="{_MARGIN}" y="{top + 18}" font-weight="bold">{escape(xml_text(series.title))}</text>\n'
        f'<polyline points="{line}" fill="none" stroke="currentColor"/>\n{marks}</g>\n'
    )
