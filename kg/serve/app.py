"""The addresses of the server.

/                   a page to ask from
/sparql             the SPARQL endpoint
/question           the questions that have a name, with their parameters (JSON)
/question/NAME      the answer to one, with parameters as in /question/partners?place=Gao
/explorer           the explorer
/export             the exports that there are (JSON)
/export/NAME        one of them
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import anyio.from_thread
import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import ExportError, OutputError, QueryError
from kg.export import FORMATS
from kg.ontology import NamedQuery, Ontology, load
from kg.query import TURTLE, Answer, Limits, bind
from kg.serve import protocol
from kg.serve.exports import Exports
from kg.serve.guard import Guard
from kg.serve.media import prefers_page
from kg.serve.pool import Pool

_STATIC = files("kg.serve") / "static"
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_EXPLORER_POLICY = "frame-ancestors 'none'"  # beside the policy that is in the page
_DESCRIPTION = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

[] a sd:Service ;
    sd:endpoint <> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML , formats:SPARQL_Results_CSV ,
        formats:SPARQL_Results_TSV , formats:Turtle , formats:N-Triples , formats:RDF_XML , formats:JSON-LD .
"""


def application(
    out: Path, *, ontology: Path | None = None, limits: Limits, processes: int, hosts: Collection[str] = ()
) -> Starlette:
    """The server's application.

    Args:
        out: the output folder of a build.
        ontology: another ontology folder than the one of the package.
        limits: of each query.
        processes: that answer queries side by side.
        hosts: names by which clients may call the server, beside `localhost` and its addresses.

    Raises:
        OntologyError: the ontology contradicts itself.
    """
    site = _Site(out, load(ontology))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        site.pool, site.exports = Pool(out, limits, processes), Exports(out, ontology)
        try:
            yield
        finally:
            await site.pool.close()
            site.exports.close()

    return Starlette(
        routes=[
            Route("/", _static("page.html", "text/html")),
            Route("/page.js", _static("page.js", "text/javascript")),
            Route("/page.css", _static("page.css", "text/css")),
            Route("/sparql", site.sparql, methods=["GET", "POST"]),
            Route("/question", site.all_questions),
            Route("/question/{name}", site.question),
            Route("/explorer", site.explorer),
            Route("/export", site.all_exports),
            Route("/export/{form}", site.export),
        ],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: _refused},
        lifespan=lifespan,
    )


class _Site:
    """What the addresses answer."""

    pool: Pool
    exports: Exports

    def __init__(self, out: Path, ontology: Ontology) -> None:
        self._out, self._ontology = out, ontology

    async def sparql(self, request: Request) -> Response:
        asked = await protocol.read(request)
        if asked is not None:
            return await protocol.answer(request, self.pool, asked)
        if request.method == "POST":
            raise HTTPException(400, "there is no query")
        if prefers_page(request.headers.get("accept")):
            return RedirectResponse("./")
        return Response(_DESCRIPTION, media_type=TURTLE, headers={"Vary": "Accept"})

    async def all_questions(self, _: Request) -> Response:
        return JSONResponse([_told(query) for query in self._ontology.queries.values()])

    async def question(self, request: Request) -> Response:
        known = self._ontology.queries.get(request.path_params["name"])
        if known is None:
            raise HTTPException(404, "no question is called so; /question lists them")
        given = {name: value for name, value in request.query_params.items() if name != "format"}
        try:
            # `bind` asks what is called so, and waits for it.
            sparql = await anyio.to_thread.run_sync(bind, known, given, partial(_now, self.pool), self._ontology)
        except (QueryError, OutputError) as error:
            raise protocol.refusal(error) from None
        return await protocol.answer(
            request, self.pool, protocol.Asked(sparql, (), (), request.query_params.get("format"))
        )

    async def explorer(self, _: Request) -> Response:
        return FileResponse(self._out / "explorer.html", headers={"Content-Security-Policy": _EXPLORER_POLICY})

    async def all_exports(self, _: Request) -> Response:
        return JSONResponse([{"name": n, "type": f.media_type, "file": f"graph{f.suffix}"} for n, f in FORMATS.items()])

    async def export(self, request: Request) -> Response:
        form = request.path_params["form"]
        if form not in FORMATS:
            raise HTTPException(404, f"no export is called so; there are {', '.join(FORMATS)}")
        try:
            file = await self.exports.file(form)
        except ExportError as error:
            raise HTTPException(500, str(error)) from None
        known = FORMATS[form]
        return FileResponse(file, media_type=known.media_type, filename=f"graph{known.suffix}")


def _now(pool: Pool, sparql: str) -> Answer:
    """The answer to a query, for a thread that can wait."""
    return anyio.from_thread.run(partial(pool.ask, sparql, any_length=True)).answer()


def _told(query: NamedQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "description": query.description,
        "parameters": [{"name": p.name, "kind": p.kind, "description": p.description} for p in query.parameters],
        "sparql": query.sparql,
    }


def _static(name: str, media_type: str) -> Callable[[Request], Awaitable[Response]]:
    content = (_STATIC / name).read_bytes()

    async def endpoint(_: Request) -> Response:
        return Response(content, media_type=media_type, headers={"Content-Security-Policy": _PAGE_POLICY})

    return endpoint


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
