"""The charts that Word draws (ISO/IEC 29500, DrawingML): their numbers are in the document, beside the picture."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A row for each label, a column for each series."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_chart(xml: bytes) -> Chart | None:
    """The labels and numbers of a chart part; None if it has none.

    Raises:
        etree.LxmlError: it is no XML.
    """
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
    labels: dict[str, str] = {}
    names: list[str] = []
    series: list[dict[str, str]] = []
    for one in root.iter(f"{_C}ser"):
        names.append(" ".join(v.text or "" for v in one.iterfind(f"{_C}tx//{_C}v")))
        labels = labels or _points(one, "cat")
        series.append(_points(one, "val"))
    rows = tuple((label, *(numbers.get(index, "") for numbers in series)) for index, label in labels.items())
    if not rows or not any(any(row[1:]) for row in rows):
        return None
    title = "".join(t.text or "" for t in root.iterfind(f"{_C}chart/{_C}title//{_A}t"))
    return Chart(title, ("", *names) if any(names) else (), rows)


def _points(series: etree._Element, part: str) -> dict[str, str]:
    """The values of the points of a series, by their index."""
    points = series.iterfind(f"{_C}{part}//{_C}pt")
    return {p.get("idx") or "": (p.findtext(f"{_C}v") or "").strip() for p in points}
