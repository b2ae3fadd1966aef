"""Quads in an embedded Oxigraph store."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from threading import Event

import pyoxigraph as ox

from kg.errors import OutputError

_BATCH = 100_000  # quads; what is loaded in one go is sorted in memory, some 600 bytes a quad with its line


def write_store(quads: Iterable[ox.Quad], path: Path, stop: Event | None = None) -> None:
    """Write the quads into a new store; there must be nothing at the path.

    It can run in a thread beside others: what is loaded from lines is loaded without Python's lock.

    Args:
        quads: of named graphs.
        path: of the store.
        stop: when it is set no more is written; what is there then is of no use.

    Raises:
        OSError: it cannot be written.
    """
    stop = stop or Event()
    if stop.is_set():
        return
    store = ox.Store(str(path))
    try:
        rest = iter(quads)
        while not stop.is_set() and (batch := list(islice(rest, _BATCH))):
            lines = ox.serialize(batch, format=ox.RdfFormat.N_QUADS)
            assert lines is not None
            store.bulk_load(lines, format=ox.RdfFormat.N_QUADS)
        store.flush()
    finally:
        del store  # who keeps an exception with its frames must not keep the store's files open


def open_store(path: Path) -> ox.Store:
    """Open a store to read; nothing on disk changes, and others may read it at the same time.

    Raises:
        OutputError: there is no store, or it is damaged.
    """
    try:
        return ox.Store.read_only(str(path))
    except FileNotFoundError:
        raise OutputError(f"{path}: no store here") from None
    except (OSError, RuntimeError) as error:
        raise OutputError(f"{path}: damaged store ({str(error).splitlines()[0]})") from None


def read_graph(out: Path) -> ox.Store:
    """The graph of an output folder: its store, or, where the build wrote into an endpoint, what is in its files.

    Raises:
        OutputError: there is no graph, or it is damaged.
    """
    path = graph_path(out)
    if path.suffix != ".trig":
        return open_store(path)
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=ox.RdfFormat.TRIG)
    except (OSError, SyntaxError) as error:
        raise OutputError(f"{path}: damaged ({str(error).splitlines()[0]})") from None
    return store


def graph_path(out: Path) -> Path:
    """Where a process that answers queries reads the graph of an output folder: its store, or else the TriG file."""
    store, file = out / "store", out / "graph.trig"
    return file if file.is_file() and not store.exists() else store
