"""Asking a store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError, QueryRefusedError
from kg.ontology import PREFIXES
from kg.query.guard import refuse_absent, sources, update
from kg.sparql import refuse_deep, refuse_service

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_SENTENCE = re.compile(
    r"(?:^|, )([A-Z][A-Za-z]*(?: [\w'<>?:/.#-]+){2,})(?=,|$)"
)  # among the tokens that Oxigraph expected
_LONGEST_REASON = 160


@dataclass(frozen=True)
class Answer:
    """What a query gives: rows, yes or no, or triples. It is read from the store as it is used, once."""

    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | Iterator[ox.Triple]

    @property
    def variables(self) -> tuple[str, ...]:
        """The columns of a SELECT query; none for other queries."""
        return tuple(v.value for v in self.result.variables) if isinstance(self.result, ox.QuerySolutions) else ()

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """The rows of a SELECT query.

        Raises:
            QueryError: the query fails while it runs.
        """
        if isinstance(self.result, ox.QuerySolutions):
            variables = self.result.variables
            with explained():
                for solution in self.result:
                    yield tuple(solution[v] for v in variables)

    def triples(self) -> Iterator[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query.

        Raises:
            QueryError: the query fails while it runs.
        """
        if not isinstance(self.result, ox.QuerySolutions | ox.QueryBoolean):
            with explained():
                yield from self.result


def ask(store: ox.Store, sparql: str) -> Answer:
    """Ask a store.

    The prefixes of `kg.ontology.PREFIXES` need no declaration. Patterns match in all named graphs, unless FROM names
    some.

    Raises:
        QueryError: the query is wrong; the message says where.
        QueryRefusedError: it asks another host, names a graph that is not there, is an update, is too long or nested
            too deeply.
    """
    refuse_service(sparql)
    refuse_deep(sparql)
    graphs = sources(sparql)
    refuse_absent(graphs, store)
    try:
        return Answer(store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=not graphs))
    except SyntaxError as error:
        raise syntax_error(str(error), sparql) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise trouble(str(error)) from None


@contextmanager
def explained() -> Iterator[None]:
    """Turn what Oxigraph raises while a query runs into one line."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        raise trouble(str(error)) from None


def trouble(message: str) -> QueryError:
    """What Oxigraph says of a query that fails while it runs, as one line."""
    return QueryError(f"the query failed: {' '.join(message.split())[:_LONGEST_REASON]}")


def syntax_error(message: str, sparql: str) -> QueryError:
    """What Oxigraph says of a query that it cannot read, as one line; an update is refused as one."""
    keyword = update(sparql)
    if keyword is not None:
        return QueryRefusedError(f"{keyword} is refused: the graph is only read")
    return QueryError(_where(message))


def _where(message: str) -> str:
    """The place and the reason; of what could have stood there at most a line, nothing if there is a better reason."""
    found = _PLACE.match(message)
    if found is None:
        return f"not SPARQL: {' '.join(message.split())[:_LONGEST_REASON]}"
    line, column, expected = found.groups()
    reason = " ".join(expected.split())
    if said := _SENTENCE.search(reason.removeprefix("expected one of ").removeprefix("expected ")):
        reason = "a prefix that is not declared" if said[1] == "Prefix not found" else said[1]
    elif len(reason) > _LONGEST_REASON:
        reason = reason[:_LONGEST_REASON] + "…"
    return f"line {line}, column {column}: {reason}"
