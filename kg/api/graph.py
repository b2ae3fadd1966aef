"""A graph to read: asked, and taken to other libraries."""
# ruff: noqa: PLC0415 - libraries are imported where they are used, so that `import kg` loads none of them

from __future__ import annotations

import weakref
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg.api.rows import Rows, of_table, scalar
from kg.build import BuildResult, open_graph
from kg.errors import ExportError, OutputError, QueryError

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox
    import rdflib

    from kg.export import Table
    from kg.ontology import Ontology


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
        self._remove = weakref.finalize(self, remove, path) if temporary else None

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
        return Rows(answer.variables, tuple(tuple(map(scalar, row)) for row in answer.rows()))

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
        return of_table(found)

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


def remove(path: Path) -> None:
    """Remove a folder, as far as it can be."""
    from shutil import rmtree

    rmtree(path, ignore_errors=True)


def _rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    import pyoxigraph as ox
    import rdflib

    from kg.ontology import PREFIXES

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    return graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
