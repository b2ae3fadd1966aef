"""Quads in an embedded Oxigraph store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OutputError


def write_store(quads: Iterable[ox.Quad], path: Path) -> None:
    """Write the quads into a new store; there must be nothing at the path.

    Raises:
        OSError: it cannot be written.
    """
    store = ox.Store(str(path))
    store.bulk_extend(quads)
    store.flush()


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
