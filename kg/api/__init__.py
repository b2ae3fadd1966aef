"""The package from Python: build a graph, open one, ask it, and take it to other libraries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.api.graph import Graph, remove
from kg.api.rows import Rows
from kg.build import DEFAULT_BASE, Progress
from kg.build import build as build_folder
from kg.build import merge as merge_folders

__all__ = ["Graph", "Rows", "build", "merge", "open"]

Paths = Path | str | Sequence[Path | str]
"""One file or folder, or several."""


def build(
    inputs: Paths,
    out: Path | str | None = None,
    *,
    ontology: Path | str | None = None,
    base: str = DEFAULT_BASE,
    model: str | None = None,
    min_confidence: float = 0.0,
    without: Collection[str] = (),
    pcodes: Sequence[Path | str] = (),
    decisions: Path | str | None = None,
    persons: bool = True,
    workers: int = 1,
    progress: Progress | None = None,
) -> Graph:
    """Read reports and make their graph.

    A report that cannot be read is left out and named in `Graph.result.failed`.

    Args:
        inputs: reports and folders of reports.
        out: the folder to write; a new or empty one, or one of an earlier build, whose unchanged reports are not read
            again. Without one the graph lies in a temporary folder.
        ontology: another ontology folder than the one that comes with the package.
        base: the IRI below which all resources are named.
        model: name of an installed spaCy model.
        min_confidence: facts below it, from 0 to 1, stay out of the graph.
        without: ids of checks whose issues stay out of the graph.
        pcodes: tables of P-codes, CSV or XLSX, whose places are known beside those of the gazetteer.
        decisions: CSV file that says which names are the same thing, which are not, and what a name stands for.
        persons: whether contact persons are kept; if not, they are in no file of the folder, and texts are masked.
        workers: processes that read reports; a script that asks for more than one must be importable.
        progress: called before each report and once at the end, with the number of reports done, of all reports, and
            the name of the one in hand.

    Raises:
        OutputError: the folder cannot be used.
        OntologyError: the ontology contradicts itself, or the model is missing.
        TableError: a table of P-codes or of decisions is wrong.
        ReadError: an input does not exist, or there are no reports.
    """
    with _folder(out) as path:
        result = build_folder(
            _several(inputs),
            path,
            ontology=ontology,
            base=base,
            model=model,
            min_confidence=min_confidence,
            without=without,
            pcodes=pcodes,
            decisions=decisions,
            persons=persons,
            workers=workers,
            progress=progress,
        )
        return Graph(path, ontology=ontology, result=result, temporary=out is None)


def merge(
    claims: Paths,
    out: Path | str | None = None,
    *,
    ontology: Path | str | None = None,
    base: str = DEFAULT_BASE,
    min_confidence: float = 0.0,
    without: Collection[str] = (),
    pcodes: Sequence[Path | str] = (),
    decisions: Path | str | None = None,
    persons: bool = True,
) -> Graph:
    """Make the graph of several builds: the same as one build over all their reports.

    Args:
        claims: folders of claims files, or output folders that hold one.
        out: as for `build`, and so the other arguments.
        ontology: that the claims follow.
        base: the IRI below which all resources are named.
        min_confidence: facts below it stay out of the graph.
        without: ids of checks whose issues stay out of the graph.
        pcodes: as for `build`.
        decisions: as for `build`.
        persons: whether contact persons are kept; if not, they are in no file of the folder, and texts are masked.

    Raises:
        ClaimsError: a folder does not exist, a file in it is damaged, or one report has two different claims.
        OutputError: the output folder cannot be used.
        OntologyError: the ontology contradicts itself.
    """
    with _folder(out) as path:
        result = merge_folders(
            _several(claims),
            path,
            ontology=ontology,
            base=base,
            min_confidence=min_confidence,
            without=without,
            pcodes=pcodes,
            decisions=decisions,
            persons=persons,
        )
        return Graph(path, ontology=ontology, result=result, temporary=out is None)


def open(path: Path | str, *, ontology: Path | str | None = None) -> Graph:  # noqa: A001 - read as `kg.open`
    """Open the graph that a build left in a folder.

    Args:
        path: the folder.
        ontology: the ontology folder that it was built with, if it is not the one that comes with the package.

    Raises:
        OutputError: the folder holds no graph.
    """
    return Graph(Path(path), ontology=ontology)


@contextmanager
def _folder(out: Path | str | None) -> Iterator[Path]:
    """The folder to write; a temporary one goes at once if no graph comes to lie in it."""
    if out is not None:
        yield Path(out)
        return
    from tempfile import mkdtemp  # noqa: PLC0415 - so that `import kg` stays quick

    path = Path(mkdtemp(prefix="reportgraph-"))
    try:
        yield path
    except BaseException:
        remove(path)
        raise


def _several(paths: Paths) -> Sequence[Path | str]:
    return [paths] if isinstance(paths, str | Path) else paths
