"""Asking a store through a process of its own, which is ended when a query takes too long or too much memory."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, Any, Self

import pyoxigraph as ox

from kg.errors import OutputError, QueryError, QueryFormError, QueryLimitError
from kg.ontology import PREFIXES
from kg.query.ask import Answer, syntax_error, trouble
from kg.query.guard import absent, sources
from kg.sparql import refuse_service

CSV, JSON, TURTLE = "text/csv", "application/sparql-results+json", "text/turtle"

_WORKER = Path(__file__).with_name("worker.py")
_IN_MEMORY = 8 << 20  # bytes of an answer; a longer one waits in a temporary file
_FORMLESS = {
    "triples": "CONSTRUCT and DESCRIBE give triples, which have no such form; use turtle",
    "rows": "SELECT gives rows, which have no such form; use table, csv or json",
    "boolean": "ASK gives true or false, which has no such form; use table, csv or json",
}


@dataclass(frozen=True)
class Limits:
    """What one query may take: seconds, rows or triples, megabytes of memory, megabytes of the answer.

    A None is no limit.
    """

    seconds: float = 60.0
    rows: int | None = 1_000_000
    memory: int | None = 4096
    answer: int | None = None


@dataclass
class Reply:
    """An answer in the form that was asked for, to be taken once; `kind` is rows, boolean or triples."""

    kind: str
    type: str
    data: IO[bytes] = field(repr=False)

    def answer(self) -> Answer:
        """The answer as terms; it must be SPARQL's JSON, or N-Triples.

        Raises:
            QueryError: it cannot be read.
        """
        with self.data:
            content = self.data.read()
        if self.kind == "triples":
            return Answer(q.triple for q in ox.parse(content, ox.RdfFormat.N_TRIPLES))
        return Answer(ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON))

    def write(self, out: IO[bytes]) -> None:
        """Copy the answer."""
        with self.data:
            shutil.copyfileobj(self.data, out, 1 << 17)


class StoreProcess:
    """A process that holds a store open to read, and answers one query after the other.

    It is started at once, and anew after a query that had to be ended. Use it as a context manager, or call `close`.
    """

    def __init__(self, store: Path, limits: Limits | None = None) -> None:
        self._store = store
        self.limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._interruption: str | None = None
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def interrupt(self, reason: str) -> None:
        """End the query that another thread asks, for this reason; the thread raises a `QueryLimitError` with it."""
        self._interruption = reason
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process, which must not be answering; the next query starts it anew."""
        self._interruption = None
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    with contextlib.suppress(OSError):  # what was still to be written has no reader any more
                        stream.close()

    def ask(
        self,
        sparql: str,
        *,
        rows: str | None = JSON,
        triples: str | None = TURTLE,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
        any_length: bool = False,
    ) -> Reply:
        """Ask the store.

        Args:
            sparql: a query. The prefixes of `kg.ontology.PREFIXES` need no declaration. Patterns match in all named
                graphs, unless FROM or the arguments name some.
            rows: media type of the answer to SELECT and ASK.
            triples: media type of the answer to CONSTRUCT and DESCRIBE; their triples are in a fixed order.
            default_graphs: IRIs of graphs that take the place of FROM.
            named_graphs: IRIs of graphs that take the place of FROM NAMED.
            any_length: the limit of rows does not hold: the query is none of a user's.

        Raises:
            QueryError: the query is wrong or fails; the message says where.
            QueryRefusedError: it asks another host, names a graph that is not there, is an update, or is too long.
            QueryLimitError: it takes more time, memory or rows than it may.
            QueryFormError: its kind of answer has no such form.
            OutputError: there is no store, or it is damaged.
        """
        refuse_service(sparql)
        chosen = [*default_graphs, *named_graphs]
        limits = self.limits
        request = {
            "query": sparql,
            "prefixes": PREFIXES,
            "graphs": chosen or sources(sparql),
            "default": default_graphs,
            "named": named_graphs,
            "rows": rows,
            "triples": triples,
            "seconds": limits.seconds,
            "most": None if any_length else limits.rows,
            "size": None if limits.answer is None else limits.answer << 20,
        }
        process = self._process or self._start()
        if self._interruption:
            process.kill()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limits.seconds, end)
        timer.daemon = True
        timer.start()
        try:
            return _exchange(process, request)
        except _GoneError:
            interruption = self._interruption
            reason = "" if late.is_set() or interruption else _last_words(process)
            self.close()
            raise QueryLimitError(interruption) if interruption else self._ended(reason) from None
        except _FailureError as failure:
            if failure.kind == "store":
                self.close()
            raise self._worded(failure, sparql) from None
        except BaseException:  # Ctrl-C: the query is not to go on
            self.close()
            raise
        finally:
            timer.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", str(_WORKER), str(self._store), str(self.limits.memory or 0)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=1 << 17)  # noqa: S603 - of this package
        return self._process

    def _ended(self, reason: str) -> QueryError:
        if not reason:
            return QueryLimitError(f"the query took longer than {self.limits.seconds:g} s and was ended")
        if "memory allocation" in reason:
            return QueryLimitError(f"the query needed more than {self.limits.memory} MB of memory and was ended")
        if reason in {"signal SIGSEGV", "signal SIGABRT"} or "overflow" in reason:
            return QueryLimitError("the query is nested too deeply")
        return QueryError(f"the query broke off: {reason}")

    def _worded(self, failure: _FailureError, sparql: str) -> QueryError | OutputError:
        limits = self.limits
        match failure.kind:
            case "store":
                what = "no store here" if failure.reason == "absent" else f"damaged store ({_line(failure.reason)})"
                return OutputError(f"{self._store}: {what}")
            case "syntax":
                return syntax_error(failure.reason, sparql)
            case "graph":
                return absent(failure.reason)
            case "rows":
                return QueryLimitError(f"the answer has more than {limits.rows:,} rows; ask for fewer, as with LIMIT")
            case "size":
                return QueryLimitError(
                    f"the answer has more than {limits.answer:,} MB; ask for fewer rows, as with LIMIT"
                )
            case "memory":
                return self._ended("memory allocation")
            case "form":
                return QueryFormError(_FORMLESS[failure.reason])
            case _:
                return trouble(failure.reason)


class _GoneError(Exception):
    """The process has ended before its answer did."""


class _FailureError(Exception):
    """The process says why there is no answer."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(kind)
        self.kind, self.reason = kind, reason


def _exchange(process: subprocess.Popen[bytes], request: dict[str, Any]) -> Reply:
    assert process.stdin is not None
    assert process.stdout is not None
    with contextlib.suppress(OSError):  # its last frame may say why it is gone
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
    # In memory or a file until it is whole: who reads it slowly must not be what takes the query's time.
    data = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by who takes it, or below
    head: dict[str, str] = {}
    try:
        while True:
            kind, content = _frame(process.stdout)
            match kind:
                case b"h":
                    head = json.loads(content)
                case b"d":
                    data.write(content)
                case b"e":
                    raise _FailureError(**json.loads(content))  # noqa: TRY301 - closes the file like any other
                case _:
                    data.seek(0)
                    return Reply(head["kind"], head["type"], data)
    except BaseException:
        data.close()
        raise


def _frame(stream: IO[bytes]) -> tuple[bytes, bytes]:
    start = stream.read(5)
    if len(start) == 5:
        size = struct.unpack(">I", start[1:])[0]
        content = stream.read(size)
        if len(content) == size:
            return start[:1], content
    raise _GoneError


def _last_words(process: subprocess.Popen[bytes]) -> str:
    """What a process that ended by itself said of it; empty if that was its own clock."""
    assert process.stderr is not None
    said = _line(process.stderr.read().decode(errors="replace"))
    code = process.wait()
    if said or code == 1:
        return said
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"status {code}"


def _line(text: str) -> str:
    return next(iter(text.splitlines()), "")[:160]
