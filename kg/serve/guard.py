"""What holds for every request and every response, whatever it is for."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""The content security policy of what is no page of ours."""


class Guard:
    """Refuses requests that another site's page may have sent, and tells browsers to run nothing that is not ours.

    A page whose name is bound anew to this address (DNS rebinding) sends that name as host; one that posts across sites
    says so. Programs send neither.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = {h.lower() for h in hosts} | {"localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", DATA_POLICY)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            await send(message)

        headers = Headers(scope=scope)
        if not self._knows(headers.get("host", "")):
            await PlainTextResponse("this server does not go by that name\n", 421)(scope, receive, guarded)
        elif headers.get("sec-fetch-site") == "cross-site" and not (
            scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"
        ):
            await PlainTextResponse("another site's page may not ask this server\n", 403)(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _knows(self, host: str) -> bool:
        """Whether a host is an address, which no name server can bind anew, or a name that this server goes by."""
        name = host.lower()
        name = name[1:].partition("]")[0] if name.startswith("[") else name.rpartition(":")[0] or name
        if name in self._hosts:
            return True
        try:
            ip_address(name)
        except ValueError:
            return False
        return True
