"""The process that answers queries: `python -P worker.py STORE MEGABYTES`, started by `kg.query.process`.

A query cannot be stopped from within the process that runs it, nor can the memory that it takes be bounded there; a
process of its own can be ended. It opens the store to read, opens no socket, and answers one request after the other.

A request is a line of JSON on standard input; an answer on standard output is a row of frames: a letter, the number of
bytes as four bytes, the bytes. `h` is a head (JSON), `d` data, `z` the end, `e` an error (JSON) in place of the rest.

This file imports nothing of `kg` and is run by its path, so that it starts in the time that Oxigraph needs.
"""

from __future__ import annotations

import ctypes
import errno
import faulthandler
import io
import json
import os
import platform
import signal
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

GRACE = 2.0
"""Seconds beyond a query's time after which the process ends by itself, should nobody have ended it."""

# What stands once between two rows. A text with the same characters in it is counted as one row too many.
_ROW_MARKS = {
    ox.QueryResultsFormat.JSON: b"},{",
    ox.QueryResultsFormat.XML: b"<result>",
    ox.QueryResultsFormat.CSV: b"\r\n",
    ox.QueryResultsFormat.TSV: b"\n",
}


class AnswerError(Exception):
    """An answer that is an error; `kind` says of what sort."""

    def __init__(self, kind: str, reason: str = "") -> None:
        super().__init__(reason)
        self.kind = kind


class Frames(io.RawIOBase):
    """Standard output as frames, which counts rows and bytes while data is written."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self.limit(b"", None, None)

    def limit(self, mark: bytes, rows: int | None, size: int | None) -> None:
        """Begin an answer with at most so many marks and bytes."""
        self._mark, self._rows, self._size = mark, rows, size
        self._seen, self._sent, self._tail = 0, 0, b""

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: Any) -> int:
        """Data of the answer.

        Raises:
            AnswerError: the rows or bytes are more than may be.
        """
        if self._rows is not None and self._mark:
            text = self._tail + data
            self._seen += text.count(self._mark)
            self._tail = text[len(text) - len(self._mark) + 1 :] if len(self._mark) > 1 else b""
            if self._seen > self._rows:
                raise AnswerError("rows")
        self._sent += len(data)
        if self._size is not None and self._sent > self._size:
            raise AnswerError("size")
        self.frame(b"d", data)
        return len(data)

    def frame(self, kind: bytes, data: bytes) -> None:
        """One frame."""
        self._out.write(kind + struct.pack(">I", len(data)))
        self._out.write(data)


def main(path: str, megabytes: int) -> None:
    """Answer requests until there are none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is heard by the process that asks
    out = io.BufferedWriter(io.FileIO(sys.stdout.fileno(), "wb", closefd=False), 1 << 17)
    frames = Frames(out)
    try:
        forbid_sockets()
        store = opened(path)
        bound_memory(megabytes)
    except (OSError, RuntimeError, SyntaxError) as error:
        reason = "absent" if isinstance(error, FileNotFoundError) else str(error)
        frames.frame(b"e", json.dumps({"kind": "store", "reason": reason}).encode())
        out.flush()
        return
    with Path(os.devnull).open("wb") as nowhere:
        for line in sys.stdin.buffer:
            request = json.loads(line)
            faulthandler.dump_traceback_later(request["seconds"] + GRACE, exit=True, file=nowhere)
            try:
                answer(store, request, frames)
                frames.frame(b"z", b"")
            except AnswerError as failure:
                frames.frame(b"e", json.dumps({"kind": failure.kind, "reason": str(failure)}).encode())
            except MemoryError:
                frames.frame(b"e", b'{"kind":"memory","reason":""}')
            out.flush()
            faulthandler.cancel_dump_traceback_later()


def opened(path: str) -> ox.Store:
    """The store at a path, or one in memory with what is in a TriG file."""
    if not path.endswith(".trig"):
        return ox.Store.read_only(path)
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.TRIG)
    return store


def answer(store: ox.Store, request: dict[str, Any], frames: Frames) -> None:
    """Write the answer to a request: its head, then its data in the form asked for.

    Raises:
        AnswerError: it is wrong, refused, fails, or has no such form.
    """
    for iri in request["graphs"]:
        if not is_graph(store, iri):
            raise AnswerError("graph", iri)
    default, named = request["default"], request["named"]
    try:
        result = store.query(
            request["query"],
            prefixes=request["prefixes"],
            use_default_graph_as_union=not request["graphs"],
            default_graph=[ox.NamedNode(i) for i in default] if default or named else None,
            named_graphs=[ox.NamedNode(i) for i in named] if default or named else None,
        )
        if isinstance(result, ox.QueryTriples):
            triples(result, request, frames)
        else:
            rows(result, request, frames)
    except SyntaxError as error:
        raise AnswerError("syntax", str(error)) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise AnswerError("failed", str(error)) from None


def rows(result: ox.QuerySolutions | ox.QueryBoolean, request: dict[str, Any], frames: Frames) -> None:
    """The answer to SELECT and ASK.

    Raises:
        AnswerError: there is no such form, or there are too many rows.
    """
    kind = "boolean" if isinstance(result, ox.QueryBoolean) else "rows"
    form = ox.QueryResultsFormat.from_media_type(request["rows"]) if request["rows"] else None
    if form is None:
        raise AnswerError("form", kind)
    frames.frame(b"h", json.dumps({"kind": kind, "type": request["rows"]}).encode())
    # The line of the column names ends as a row does.
    names = 1 if form in {ox.QueryResultsFormat.CSV, ox.QueryResultsFormat.TSV} else 0
    between = 1 if form == ox.QueryResultsFormat.JSON else 0
    most = request["most"]
    frames.limit(_ROW_MARKS[form], None if most is None else most + names - between, request["size"])
    result.serialize(cast("IO[bytes]", frames), form)


def triples(result: ox.QueryTriples, request: dict[str, Any], frames: Frames) -> None:
    """The answer to CONSTRUCT and DESCRIBE, in a fixed order.

    Raises:
        AnswerError: there is no such form, or there are too many triples.
    """
    form = ox.RdfFormat.from_media_type(request["triples"]) if request["triples"] else None
    if form is None:
        raise AnswerError("form", "triples")
    found = sorted(bounded(result, request["most"]), key=str)
    frames.frame(b"h", json.dumps({"kind": "triples", "type": request["triples"]}).encode())
    frames.limit(b"", None, request["size"])
    ox.serialize(found, cast("IO[bytes]", frames), form, prefixes=request["prefixes"])


def bounded(result: ox.QueryTriples, most: int | None) -> Iterator[ox.Triple]:
    """The triples.

    Raises:
        AnswerError: they are more than may be.
    """
    for n, triple in enumerate(result, 1):
        if most is not None and n > most:
            raise AnswerError("rows")
        yield triple


def is_graph(store: ox.Store, iri: str) -> bool:
    """Whether a graph of the store has this name."""
    try:
        return store.contains_named_graph(ox.NamedNode(iri))
    except ValueError:
        return False


def bound_memory(megabytes: int) -> None:
    """Let allocations beyond fail, which ends the process; where the system can."""
    if megabytes and sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        most = resource.getrlimit(kind)[1]
        size = megabytes << 20
        resource.setrlimit(kind, (size if most == resource.RLIM_INFINITY else min(size, most), most))


_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Of a Linux machine: how its system calls are told from those of others, and the number of `socket`."""


def forbid_sockets() -> None:
    """Let the kernel refuse every socket that this process asks for: a second wall behind the refusal of SERVICE.

    Where the machine is no Linux of a kind that is known here, the first wall stands alone.
    """
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return
    arch, socket = _CALLS[platform.machine()]
    load, equal, give = 0x20, 0x15, 0x06  # BPF: a word at an offset, jump if equal, return
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.EACCES
    code = [
        (load, 0, 0, 4),
        (equal, 0, 2, arch),
        (load, 0, 0, 0),
        (equal, 1, 0, socket),
        (give, 0, 0, allow),
        (give, 0, 0, refuse),
    ]
    program = b"".join(struct.pack("HBBI", *line) for line in code)
    buffer = ctypes.create_string_buffer(program, len(program))
    pointer = struct.pack("HP", len(code), ctypes.addressof(buffer))
    libc = ctypes.CDLL(None)
    no_new_privileges, seccomp, by_filter = 38, 22, 2
    libc.prctl(no_new_privileges, 1, 0, 0, 0)
    libc.prctl(seccomp, by_filter, pointer, 0, 0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
