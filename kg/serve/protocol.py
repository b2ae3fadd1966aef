"""The SPARQL 1.1 Protocol: queries by GET, by a posted form and posted as they are; no updates."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kg.errors import OutputError, QueryError, QueryFormError, QueryLimitError, QueryRefusedError
from kg.query import Reply
from kg.serve.media import FORM, QUERY, UPDATE, negotiate
from kg.serve.pool import BusyError, Pool

LARGEST_BODY = 1 << 20
"""Bytes; a query may have fewer characters, but they can be written at length in a form."""

BODY_TIME = 15.0
"""Seconds in which a body must be there."""

_PIECE = 1 << 16

_STATUS: list[tuple[type[Exception], int]] = [
    (BusyError, 503),
    (QueryRefusedError, 403),
    (QueryFormError, 406),
    (QueryLimitError, 500),
    (OutputError, 500),
    (QueryError, 400),
]


@dataclass(frozen=True)
class Asked:
    """What a request asks."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    short: str | None  # the form by its short name


async def read(request: Request) -> Asked | None:
    """What a request asks; None if it has no query.

    Raises:
        HTTPException: it is not of the protocol, or asks for an update.
    """
    fields = list(request.query_params.multi_items())
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == UPDATE:
            raise HTTPException(403, "updates are refused: the graph is only read")
        if kind not in {FORM, QUERY}:
            raise HTTPException(415, f"post a form or {QUERY}")
        try:
            text = (await _body(request)).decode()
            fields += (
                [("query", text)] if kind == QUERY else parse_qsl(text, keep_blank_values=True, max_num_fields=100)
            )
        except ValueError:
            raise HTTPException(400, "the body is not UTF-8, or has too many fields") from None
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise HTTPException(403, "updates are refused: the graph is only read")
    queries = values.get("query", [])
    if len(queries) > 1:
        raise HTTPException(400, "one query at a time")
    if not queries:
        return None
    default, named = (tuple(values.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    return Asked(queries[0], default, named, next(iter(values.get("format", [])), None))


async def answer(request: Request, pool: Pool, asked: Asked) -> Response:
    """The answer, or an error in one line."""
    rows, triples = negotiate(request.headers.get("accept"), asked.short)
    asking = asyncio.ensure_future(
        pool.ask(
            asked.query,
            rows=rows,
            triples=triples,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
        )
    )
    try:
        reply = await while_there(request, asking)
    except (QueryError, OutputError) as error:
        raise refusal(error) from None
    return respond(reply)


async def while_there(request: Request, asking: asyncio.Future[Reply]) -> Reply:
    """An answer, which is given up when the client is gone.

    Raises:
        HTTPException: the client is gone.
        QueryError: as of what is asked.
    """
    gone = asyncio.ensure_future(_gone(request))
    both: set[asyncio.Future[Any]] = {asking, gone}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if asking.done():
            return asking.result()
        raise HTTPException(400, "the client is gone")
    finally:
        gone.cancel()
        asking.cancel()


def refusal(error: QueryError | OutputError) -> HTTPException:
    """An error as the response that says it."""
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return HTTPException(status, str(error), {"Retry-After": "5"} if status == 503 else None)


def respond(reply: Reply) -> Response:
    """An answer as a response."""
    size = reply.data.seek(0, 2)
    reply.data.seek(0)
    content_type = reply.type if reply.type.startswith("application/") else f"{reply.type}; charset=utf-8"
    headers = {"Content-Type": content_type, "Content-Length": str(size), "Vary": "Accept"}
    return StreamingResponse(_pieces(reply.data), headers=headers)


def _pieces(data: IO[bytes]) -> Iterator[bytes]:
    with data:
        while piece := data.read(_PIECE):
            yield piece


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _body(request: Request) -> bytes:
    too_long = HTTPException(413, f"more than {LARGEST_BODY:,} bytes", {"Connection": "close"})
    if int(request.headers.get("content-length", 0)) > LARGEST_BODY:  # h11 lets nothing but digits pass
        raise too_long
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_TIME):
            async for piece in request.stream():
                body += piece
                if len(body) > LARGEST_BODY:
                    raise too_long
    except TimeoutError:
        raise HTTPException(408, "the body takes too long", {"Connection": "close"}) from None
    return bytes(body)
