"""Writing the explorer's page."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.explore import gather, links, network, outlines, page, texts
from kg.explore.payload import payload
from kg.model import ReportClaims
from kg.ontology import Ontology

TITLE = "Reportgraph explorer"


def write_explorer(
    quads: Sequence[ox.Quad],
    ontology: Ontology,
    path: Path,
    *,
    reports: Sequence[ReportClaims] = (),
    of: int | None = None,
) -> None:
    """Write a graph as one HTML page that holds everything it needs; the same quads give the same bytes.

    Args:
        quads: of the graph, in any order, in named graphs or not; derived edges and vocabularies among them.
        ontology: that the quads follow; labels of classes and properties come from it.
        path: of the page. An older one is replaced at once, never left half written.
        reports: what the reports say, to show their text with what was found in it.
        of: how many reports the whole graph has, where it is too large to be shown.

    Raises:
        OntologyError: a rule of the ontology is not valid.
        OSError: the page cannot be written.
    """
    title = TITLE if of is None or of == len(reports) else f"{TITLE}: the first {len(reports):,} of {of:,} reports"
    shown = gather.read(quads, ontology)
    world = outlines.load()
    points = outlines.points(shown.entities.values(), world)
    data = payload(
        shown,
        links.links(shown, ontology),
        ontology,
        title=title,
        offsets=texts.passage_offsets(shown, reports),
        points=points,
    )
    text = page.page(
        title=title,
        data={
            "data": data,
            "network-data": network.network(data),
            "world-data": outlines.outlines(
                world, (points[iri] for fact in shown.facts.values() for iri in fact.entities if iri in points)
            ),
            **{f"text-{row['report']}": row for row in texts.texts(shown, reports, data)},
        },
        libraries={"vis-network": network.library()},
    )
    _replace(path, text)


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink()
        raise
