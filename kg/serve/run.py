"""Running the server until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.errors import OutputError

IDLE = 15.0
"""Seconds that a connection may be open without asking for anything."""

MOST_CONNECTIONS = 4096
LONGEST_HEAD = 1 << 18
"""Bytes of a request before its body; a query may stand in its first line."""


class _Protocol(H11Protocol):
    """Closes connections that never ask for anything, or never finish asking."""

    def connection_made(self, transport: Any) -> None:
        """A client has come."""
        super().connection_made(transport)
        self._watch(None, first=True)

    def _watch(self, seen: object, *, first: bool = False) -> None:
        cycle: Any = self.cycle  # None until something was asked
        busy = cycle is not None and not cycle.response_complete
        if self.transport.is_closing():
            return
        if first or busy or cycle is not seen:
            self.loop.call_later(IDLE, self._watch, cycle)
        else:
            self.transport.close()


def bound(host: str, port: int) -> socket.socket:
    """A socket at an address, which listens.

    Raises:
        OutputError: there is no such address, it is in use, or needs more rights.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as error:
        # What Python adds to the reason is the address again; errors of names have numbers below zero.
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror)
        raise OutputError(f"{host}:{port}: {reason.lower()}") from None


def serve(app: Starlette, listening: socket.socket) -> None:
    """Serve until SIGINT, SIGTERM or the end of the terminal; then answer nothing more, end what is running, return."""
    _allow_many_connections()
    config = uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_graceful_shutdown=1,
    )
    # uvicorn hands a signal on when it is done; by then it has been obeyed.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    server = uvicorn.Server(config)
    with listening:
        if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:  # not under nohup
            signal.signal(signal.SIGHUP, server.handle_exit)
        asyncio.run(server.serve(sockets=[listening]))


def _allow_many_connections() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        wanted = MOST_CONNECTIONS + 512 if most == resource.RLIM_INFINITY else min(most, MOST_CONNECTIONS + 512)
        with suppress(ValueError, OSError):
            resource.setrlimit(
                resource.RLIMIT_NOFILE, (max(wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[0]), most)
            )
