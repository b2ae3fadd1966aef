"""The package from Python: build a graph, open one, ask it, and take it to other libraries."""
# ruff: noqa: PLC0415 - libraries are imported where they are used, so that `import kg` loads none of them

from __future__ import annotations

import datetime as dt
import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, overload

from kg.build import DEFAULT_BASE, BuildResult, Progress, open_graph
from kg.build import build as build_folder
from kg.build import merge as merge_folders
from kg.errors import ExportError, OutputError, QueryError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import pyoxigraph as ox
    import rdflib

    from kg.export import Table
    from kg.ontology import Ontology

Scalar = str | int | bool | Decimal | dt.date | None
"""What a cell holds: an IRI or text, a number, a day, or nothing."""

Paths = Path | str | Sequence[Path | str]
"""One file or folder, or several."""


@dataclass(frozen=True)
class Rows(Sequence[Mapping[str, Scalar]]):
    """Rows of an answer or of a table; each is a mapping from the columns to its cells.

    `len(rows)`, `rows[0]["donor"]` and `for row in rows` do what they say; `values` has the same cells as tuples.
    """

    columns: tuple[str, ...]
    values: tuple[tuple[Scalar, ...], ...]

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, index: int) -> dict[str, Scalar]: ...

    @overload
    def __getitem__(self, index: slice) -> Rows: ...

    def __getitem__(self, index: int | slice) -> dict[str, Scalar] | Rows:
        if isinstance(index, slice):
            return Rows(self.columns, self.values[index])
        return dict(zip(self.columns, self.values[index], strict=True))

    def __iter__(self) -> Iterator[dict[str, Scalar]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.values)

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a data frame: numbers as numbers, days as `datetime64`, what is not there as missing.

        Raises:
            ExportError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise ExportError("data frames need pandas: pip install 'reportgraph[pandas]'") from None
        frame = pd.DataFrame(list(self.values), columns=list(self.columns), dtype=object)
        for position, name in enumerate(self.columns):
            kinds = {type(row[position]) for row in self.values} - {type(None)}
            if kinds and kinds <= {int, Decimal}:
                frame[name] = pd.to_numeric(frame[name].map(_number), downcast=None)
            elif kinds == {dt.date}:
                frame[name] = pd.to_datetime(frame[name])
            elif kinds == {str}:
                frame[name] = frame[name].astype("string")
        return frame


class Graph:
    """A graph to read. Make one with `build`, `merge` or `open`; all that it is asked is answered from the folder.

    `path` is the folder, `result` what the build made, None of a graph that was opened. A graph without a folder of its
    own lies in a temporary one, which goes when the graph is closed or no longer used.
    """

    def __init__(
        self,
        path: Path,
        *,
        ontology: Path | str | None = None,
        result: BuildResult | None = None,
        temporary: bool = False,
    ) -> None:
        self.path = path
        self.result = result
        self._folder = ontology
        self._store: ox.Store | None = open_graph(path)
        self._remove = weakref.finalize(self, _removed, path) if temporary else None

    @property
    def store(self) -> ox.Store:
        """The Oxigraph store, opened to read.

        Raises:
            OutputError: the graph is closed.
        """
        if self._store is None:
            raise OutputError(f"{self.path}: the graph is closed")
        return self._store

    @property
    def ontology(self) -> Ontology:
        """The ontology that the graph follows.

        Raises:
            OntologyError: it contradicts itself.
        """
        from kg.ontology import load

        return load(self._folder)

    def __len__(self) -> int:
        """The number of its triples, each as often as named graphs hold it."""
        return len(self.store)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"Graph({str(self.path)!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store, and remove the folder if it is a temporary one."""
        self._store = None
        if self._remove is not None:
            self._remove()

    def query(self, question: str) -> Rows:
        """The answer to a SELECT or ASK question in SPARQL, or to one that has a name, such as `donors`.

        An answer to ASK is one row with the column `answer`. What `kg query` refuses is refused here.

        Raises:
            QueryError: the question is wrong, refused, or gives triples.
        """
        import pyoxigraph as ox

        from kg.query import ask, named

        answer = ask(self.store, named(question, self.ontology))
        if isinstance(answer.result, ox.QueryTriples):
            raise QueryError("CONSTRUCT and DESCRIBE give triples; use construct()")
        if isinstance(answer.result, ox.QueryBoolean):
            return Rows(("answer",), ((bool(answer.result),),))
        return Rows(answer.variables, tuple(tuple(map(_scalar, row)) for row in answer.rows()))

    def construct(self, question: str) -> rdflib.Graph:
        """The triples of a CONSTRUCT or DESCRIBE question.

        Raises:
            QueryError: the question is wrong, refused, or gives no triples.
        """
        import pyoxigraph as ox

        from kg.query import ask, named

        answer = ask(self.store, named(question, self.ontology))
        if not isinstance(answer.result, ox.QueryTriples):
            raise QueryError("SELECT and ASK give no triples; use query()")
        return _rdflib(answer.triples())

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables: one for each class of facts, and `Entity`, `Report` and `Issue`."""
        return tuple(self._tables)

    def table(self, name: str) -> Rows:
        """A table: a row for each fact of a class, such as `Contribution`, with its report, page and quote.

        Raises:
            ExportError: there is no such table.
        """
        found = self._tables.get(name)
        if found is None:
            raise ExportError(f"there is no table {name!r}; there are {', '.join(self._tables)}")
        kinds = [column.kind for column in found.columns]
        rows = (tuple(_day(v) if k == "date" else v for v, k in zip(row, kinds, strict=True)) for row in found.rows)
        return Rows(tuple(column.name for column in found.columns), tuple(rows))

    @cached_property
    def _tables(self) -> dict[str, Table]:
        from kg.export import tables

        return {table.name: table for table in tables(self.store, self.ontology)}

    def rdflib(self) -> rdflib.Graph:
        """All triples as an rdflib graph, in memory; the named graphs are one."""
        return _rdflib({quad.triple for quad in self.store})

    def networkx(self) -> nx.MultiDiGraph[str]:
        """The entities that are joined, by IRI, as in the export `graphml`: edges are properties such as `funds`."""
        from kg.export import network

        return network(list(self.store), self.ontology)

    def export(self, form: str, path: Path | str | None = None) -> bytes:
        """The graph in a format of `kg export --list`, written to a path if one is given.

        Of a format with several files the bytes are a zip; a path that does not end in .zip is a folder for the files.

        Raises:
            ExportError: the format is not known or cannot be made.
            OutputError: the path cannot be written.
        """
        from kg.export import FORMATS, export_files, zipped
        from kg.output import write_file

        files = export_files(list(self.store), self.ontology, form)
        several = FORMATS[form].make is not None
        content = zipped(files) if several else next(iter(files.values()))
        if path is None:
            return content
        target = Path(path)
        try:
            if several and target.suffix.lower() != ".zip":
                target.mkdir(parents=True, exist_ok=True)
                for name, part in files.items():
                    write_file(target / name, part)
            else:
                write_file(target, content)
        except OSError as error:
            raise OutputError(f"{target}: {(error.strerror or 'cannot be written').lower()}") from None
        return content


def build(
    inputs: Paths,
    out: Path | str | None = None,
    *,
    ontology: Path | str | None = None,
    base: str = DEFAULT_BASE,
    model: str | None = None,
    min_confidence: float = 0.0,
    without: Collection[str] = (),
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
        progress: called before each report and once at the end, with the number of reports done, of all reports, and
            the name of the one in hand.

    Raises:
        OutputError: the folder cannot be used.
        OntologyError: the ontology contradicts itself, or the model is missing.
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
) -> Graph:
    """Make the graph of several builds: the same as one build over all their reports.

    Args:
        claims: folders of claims files, or output folders that hold one.
        out: as for `build`, and so the other arguments.
        ontology: that the claims follow.
        base: the IRI below which all resources are named.
        min_confidence: facts below it stay out of the graph.
        without: ids of checks whose issues stay out of the graph.

    Raises:
        ClaimsError: a folder does not exist, a file in it is damaged, or one report has two different claims.
        OutputError: the output folder cannot be used.
        OntologyError: the ontology contradicts itself.
    """
    with _folder(out) as path:
        result = merge_folders(
            _several(claims), path, ontology=ontology, base=base, min_confidence=min_confidence, without=without
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
    from tempfile import mkdtemp

    path = Path(mkdtemp(prefix="reportgraph-"))
    try:
        yield path
    except BaseException:
        _removed(path)
        raise


def _removed(path: Path) -> None:
    from shutil import rmtree

    rmtree(path, ignore_errors=True)


def _several(paths: Paths) -> Sequence[Path | str]:
    return [paths] if isinstance(paths, str | Path) else paths


def _rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    import pyoxigraph as ox
    import rdflib

    from kg.ontology import PREFIXES

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    return graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def _scalar(term: object) -> Scalar:
    """The Python value of a term: a number, a day or a truth value where its datatype says so, else its text."""
    from kg.ontology import XSD

    if term is None:
        return None
    text = str(getattr(term, "value", term))
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    try:
        match datatype.removeprefix(XSD):
            case "integer":
                return int(text)
            case "decimal" | "double" | "float":
                return Decimal(text)
            case "date":
                return dt.date.fromisoformat(text)
            case "boolean":
                return text in {"true", "1"}
    except (ValueError, ArithmeticError):
        return text
    return text


def _number(value: object) -> float | int | None:
    return value if value is None or isinstance(value, int) else float(str(value))


def _day(value: Scalar) -> Scalar:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
