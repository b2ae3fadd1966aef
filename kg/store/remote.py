"""The graph in any store that takes SPARQL 1.1 Update, by that alone or with the Graph Store Protocol.

Each named graph is replaced: the first batch of its triples takes the place of what was there, the others are added.
The graph has no blank nodes, so a batch that is added twice is the same as once, and can be sent again whatever became
of it. A batch that replaces is sent again only where the endpoint said that it did nothing: were it carried out late,
what was added after it would be lost.

Which graphs were written is kept in a file before any is, so that the next build removes those that are no more, also
after a build that failed half-way. Graphs of others are left alone.
"""

from __future__ import annotations

import base64
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
import urllib3

from kg.errors import EndpointError
from kg.naming import is_iri

BATCH = 10_000
"""Triples of one request."""

PATIENCE = 300.0
"""Seconds in which a request must be answered."""

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"
"""Names of the environment variables with what an endpoint asks who it is by."""

# Nothing was done: no connection, or an answer that says so. The waits are 0, 1, 2, 4 and 8 seconds.
_UNDONE = urllib3.Retry(connect=5, read=0, other=0, redirect=0, status=5, status_forcelist={429, 503},
                        allowed_methods=None, backoff_factor=0.5, raise_on_status=False)  # fmt: skip
# It may have been done.
_DONE_OR_NOT = _UNDONE.new(read=5, other=5, status_forcelist={429, 500, 502, 503, 504})

_LONGEST_REASON = 160
_BACKSLASHES_AND_U = re.compile(r"(?<!\\)((?:\\\\)+)([uU])")


@dataclass(frozen=True)
class Endpoint:
    """Where a store takes updates and, if it has it, the Graph Store Protocol."""

    update: str
    graphs: str | None = None

    def __post_init__(self) -> None:
        for url in (self.update, *([] if self.graphs is None else [self.graphs])):
            parts = urlsplit(url)
            if parts.scheme not in {"http", "https"} or not parts.hostname or not is_iri(url):
                raise EndpointError(f"{url}: not the address of an endpoint, such as http://localhost:7878/update")
            if parts.username or parts.password:
                raise EndpointError(
                    f"{parts.hostname}: a password is given by {USER} and {PASSWORD}, not in the address"
                )


def write_endpoint(quads: Iterable[ox.Quad], endpoint: Endpoint, journal: Path) -> None:
    """Write a graph into an endpoint.

    Args:
        quads: of named graphs.
        endpoint: to write to.
        journal: the file that keeps which graphs this output folder has written.

    Raises:
        EndpointError: it does not answer, or does not take the graph; what was written before is still there.
        OSError: the journal cannot be written.
    """
    graphs: dict[str, list[ox.Triple]] = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs[quad.graph_name.value].append(quad.triple)
    names = sorted(graphs)
    written = _written(journal, endpoint)
    _keep(journal, endpoint, sorted({*written, *names}))
    client = _Client(endpoint)
    for name in names:
        first, *others = _batches(sorted(graphs[name], key=str))
        client.replace(name, first)
        for batch in others:
            client.add(name, batch)
    client.drop(sorted(written - graphs.keys()))
    _keep(journal, endpoint, names)


def _batches(triples: Sequence[ox.Triple]) -> Iterator[str]:
    for start in range(0, len(triples), BATCH):
        content = ox.serialize(triples[start : start + BATCH], format=ox.RdfFormat.N_TRIPLES)
        assert content is not None
        yield content.decode()


def _written(journal: Path, endpoint: Endpoint) -> set[str]:
    try:
        known = json.loads(journal.read_text(encoding="utf-8"))
        return set(known["graphs"]) if known["update"] == endpoint.update else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _keep(journal: Path, endpoint: Endpoint, graphs: Sequence[str]) -> None:
    content = json.dumps({"update": endpoint.update, "graphs": graphs}, indent=1)
    part = journal.with_suffix(".part")
    part.write_text(f"{content}\n", encoding="utf-8")
    part.replace(journal)


class _Client:
    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        headers = {"User-Agent": "reportgraph", **_credentials()}
        self._http = urllib3.PoolManager(headers=headers, timeout=urllib3.Timeout(connect=10, read=PATIENCE))

    def replace(self, graph: str, triples: str) -> None:
        if self._endpoint.graphs is None:
            self._update(f"DROP SILENT GRAPH <{graph}> ;\n{_insert(graph, triples)}", _UNDONE)
        else:
            self._send("PUT", self._address(graph), "text/turtle", triples, _UNDONE)

    def add(self, graph: str, triples: str) -> None:
        if self._endpoint.graphs is None:
            self._update(_insert(graph, triples), _DONE_OR_NOT)
        else:
            self._send("POST", self._address(graph), "text/turtle", triples, _DONE_OR_NOT)

    def drop(self, graphs: Sequence[str]) -> None:
        for start in range(0, len(graphs), 100):
            drops = (f"DROP SILENT GRAPH <{graph}>" for graph in graphs[start : start + 100])
            self._update(" ;\n".join(drops), _DONE_OR_NOT)

    def _address(self, graph: str) -> str:
        assert self._endpoint.graphs is not None
        joint = "&" if "?" in self._endpoint.graphs else "?"
        return f"{self._endpoint.graphs}{joint}graph={quote(graph, safe='')}"

    def _update(self, text: str, retry: urllib3.Retry) -> None:
        self._send("POST", self._endpoint.update, "application/sparql-update", text, retry)

    def _send(self, method: str, url: str, kind: str, content: str, retry: urllib3.Retry) -> None:
        short = url.partition("?")[0]
        headers = {**self._http.headers, "Content-Type": f"{kind}; charset=utf-8"}
        try:
            answer = self._http.request(
                method, url, body=content.encode(), headers=headers, retries=retry, redirect=False
            )
        except urllib3.exceptions.HTTPError as error:
            raise EndpointError(f"{short}: {_trouble(error)}") from None
        if not 200 <= answer.status < 300:
            raise EndpointError(f"{short}: {_refusal(answer)}")


def _insert(graph: str, triples: str) -> str:
    r"""An update that adds triples, given as N-Triples.

    Some stores read `\\uXXXX` before they read strings, and so also what is a backslash and a u: the u is written so.
    """
    safe = _BACKSLASHES_AND_U.sub(lambda m: rf"{m[1]}\u{ord(m[2]):04X}", triples)
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{safe}}} }}"


def _credentials() -> dict[str, str]:
    if token := os.environ.get(TOKEN):
        return {"Authorization": f"Bearer {token}"}
    if user := os.environ.get(USER):
        both = f"{user}:{os.environ.get(PASSWORD, '')}".encode()
        return {"Authorization": f"Basic {base64.b64encode(both).decode()}"}
    return {}


def _trouble(error: Exception) -> str:
    """Why there is no answer."""
    reason: Any = error
    while (inner := getattr(reason, "reason", None)) is not None and isinstance(inner, Exception):
        reason = inner
    cause = reason.__cause__ or reason.__context__ or reason
    match reason:
        case urllib3.exceptions.NameResolutionError():
            return "there is no such host"
        case urllib3.exceptions.NewConnectionError():  # a kind of ConnectTimeoutError, as is the one before
            return f"no connection ({(getattr(cause, 'strerror', None) or 'refused').lower()})"
        case urllib3.exceptions.ConnectTimeoutError() | urllib3.exceptions.ReadTimeoutError():
            return "no answer in time; kg build may be run again"
        case urllib3.exceptions.SSLError():
            return f"no secure connection ({_line(str(reason))})"
        case _:
            return f"the connection broke off ({_line(str(cause))}); kg build may be run again"


def _refusal(answer: urllib3.BaseHTTPResponse) -> str:
    """What an answer that is no success says."""
    if answer.status in {401, 403}:
        return f"refused ({answer.status}); set {USER} and {PASSWORD}, or {TOKEN}"
    if 300 <= answer.status < 400:
        return f"has moved to {answer.headers.get('Location', 'another address')}; give that address"
    said = _line(answer.data.decode(errors="replace"))
    return f"does not take the graph ({answer.status}{': ' if said else ''}{said})"


def _line(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())[:_LONGEST_REASON]
