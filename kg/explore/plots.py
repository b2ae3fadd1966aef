"""The plots that the ontology declares, as the page reads them: with rows of its tables in place of names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.explore.content import Content
from kg.ontology import Ontology, Plot, parts_of

FIRST_OF = {"lines": "series", "parts": "name"}
"""The form of a kind of plot whose first slot tells what is drawn, so that there is no plot without it."""


def plot_rows(
    ontology: Ontology,
    content: Content,
    types: Mapping[str, int],
    slots: Mapping[str, int],
    entities: Mapping[str, int],
) -> list[dict[str, Any]]:
    """The plots that this graph has facts for, in the order of their declaration.

    Args:
        ontology: which declares them.
        content: of the graph.
        types: rows of the fact classes by their names.
        slots: rows of the slots by their names.
        entities: rows of the entities by their IRIs.
    """
    codes = {(e.cls, e.notation or ""): entities[e.iri] for e in content.entities.values()}

    def concept(slot: str, code: str | None) -> int | None:
        ranges = ontology.properties[slot].ranges if slot in ontology.properties else ()
        return next((codes[cls, code] for cls in ranges if code and (cls, code) in codes), None)

    def form(texts: Sequence[str]) -> list[list[str | int | None]]:
        """Each text as what stands before its slot, the slot and what stands behind it; only of slots that are used."""
        parts = parts_of(texts)
        return [[before, slots.get(s or ""), behind] for before, s, behind in parts if s is None or s in slots]

    def row(plot: Plot) -> dict[str, Any]:
        unit = parts_of(plot.forms.get("unit", ()))
        return {
            "kind": plot.kind,
            "title": plot.title,
            "type": types[plot.fact],
            **{key: slots.get(name) for key, name in plot.slots.items()},
            **{key: form(texts) for key, texts in plot.forms.items()},
            "apart": [slots[name] for name in plot.apart if name in slots],
            "marks": [concept(plot.slots["mark"], code) for code in plot.marks],
            "main": plot.marks.index(plot.main) if plot.main is not None else None,
            "percent": concept(unit[0][1] or "", plot.percent) if unit and plot.percent else None,
            "by_report": plot.by_report,
        }

    return [row(plot) for plot in ontology.plots if _has_facts(plot, types, slots)]


def _has_facts(plot: Plot, types: Mapping[str, int], slots: Mapping[str, int]) -> bool:
    first = parts_of(plot.forms[FIRST_OF[plot.kind]])[0][1] if plot.kind in FIRST_OF else None
    needed = {*(n for key, n in plot.slots.items() if key not in {"choose", "once"}), *([first] if first else [])}
    return plot.fact in types and needed <= slots.keys()
