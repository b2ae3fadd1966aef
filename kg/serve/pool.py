"""Processes that answer queries side by side, and who waits for them.

Nobody is to keep the others from being answered. While requests wait, a query has less time than otherwise; who came
last is answered first, so that a flood of requests delays itself more than those that come after it; and a request that
waits too long, or that too many have come after, is told to come again.
"""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import anyio

from kg.errors import QueryError
from kg.output import MANIFEST
from kg.query import Limits, Reply, StoreProcess
from kg.store import graph_path

SHARE = 5.0
"""Seconds that a query has while others wait."""

PATIENCE = 20.0
"""Seconds that a request waits for its turn."""

MOST_WAITING = 64

_LOOK = 0.25  # seconds between looks at who has had its share


class BusyError(QueryError):
    """Too many ask at once; the same query may be answered later."""


class Pool:
    """A fixed number of processes over the store of an output folder; a graph that is built anew is served at once."""

    def __init__(self, out: Path, limits: Limits, size: int) -> None:
        self._manifest = out / MANIFEST
        self._identity = self._graph()
        self._idle = [StoreProcess(graph_path(out), limits) for _ in range(size)]
        self._running: dict[StoreProcess, float] = {}
        self._asking: set[asyncio.Future[Reply]] = set()
        self._interrupted: set[StoreProcess] = set()  # or over a graph that is no more: not to be asked as they are
        self._waiting: list[asyncio.Future[StoreProcess]] = []
        self._threads = anyio.CapacityLimiter(size)

    async def close(self) -> None:
        """End all processes, whatever they are doing."""
        for turn in self._waiting:
            turn.cancel()
        for process in self._running:
            self._interrupt(process, "the server was stopped")
        if self._asking:
            await asyncio.wait(self._asking)
        for process in self._idle:
            process.close()

    async def ask(self, sparql: str, **forms: object) -> Reply:
        """Ask the store: the arguments and errors are those of `StoreProcess.ask`. Cancelling ends the query.

        Raises:
            BusyError: too many ask at once.
        """
        process = await self._take()
        self._running[process] = asyncio.get_running_loop().time()
        asking = asyncio.ensure_future(
            anyio.to_thread.run_sync(partial(process.ask, sparql, **forms), limiter=self._threads)  # type: ignore[arg-type]
        )
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        asking.add_done_callback(lambda _: self._give(process))
        try:
            return await asyncio.shield(asking)
        except asyncio.CancelledError:
            self._interrupt(process, "nobody waits for the answer any more")
            asking.add_done_callback(_drop)
            raise

    def _interrupt(self, process: StoreProcess, reason: str) -> None:
        self._interrupted.add(process)
        process.interrupt(reason)

    async def _take(self) -> StoreProcess:
        if self._idle:
            return self._idle.pop()
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.pop(0).cancel()
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[StoreProcess] = loop.create_future()
        self._waiting.append(turn)
        end = loop.time() + PATIENCE
        try:
            while not turn.done() and loop.time() < end:
                self._hurry(loop.time())
                await asyncio.wait([turn], timeout=_LOOK)
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give(turn.result())
            raise
        finally:
            if turn in self._waiting:
                self._waiting.remove(turn)
        if turn.done() and not turn.cancelled():
            return turn.result()
        raise BusyError("too many ask at once; try again in a few seconds")

    def _hurry(self, now: float) -> None:
        """End as many of the queries that have had their share as requests wait, the oldest first."""
        for process, started in sorted(self._running.items(), key=lambda item: item[1])[: len(self._waiting)]:
            if now - started > SHARE and process not in self._interrupted:
                self._interrupt(process, f"the query took longer than {SHARE:g} s while others waited, and was ended")

    def _give(self, process: StoreProcess) -> None:
        self._running.pop(process, None)
        if self._identity != (identity := self._graph()):
            self._identity = identity
            self._interrupted |= {process, *self._running}
            for idle in self._idle:
                idle.close()
        if process in self._interrupted:
            self._interrupted.discard(process)
            process.close()
        while self._waiting:
            turn = self._waiting.pop()
            if not turn.done():
                turn.set_result(process)
                return
        self._idle.append(process)

    def _graph(self) -> tuple[int, int]:
        """What changes when a graph is built anew."""
        try:
            stat = self._manifest.stat()
        except OSError:
            return (0, 0)
        return (stat.st_mtime_ns, stat.st_ino)


def _drop(asking: asyncio.Future[Reply]) -> None:
    """Close an answer that nobody takes."""
    if not asking.cancelled() and asking.exception() is None:
        asking.result().data.close()
