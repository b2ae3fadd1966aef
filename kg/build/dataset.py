"""The dataset while it is made: what is of few reports is held in memory and written to disk by a thread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from secrets import token_hex
from threading import Event

import pyoxigraph as ox

from kg.audit import switch_off_in, switched_off
from kg.derive import derive_in
from kg.ontology import Ontology
from kg.store import write_store

_BATCH = 200_000  # quads; what is loaded in one go is sorted in memory, some 200 bytes a quad


class Dataset:
    """The quads of a build: `store` answers queries about them.

    Of many reports nothing is held but the store, which is on disk from the beginning. Few are faster in memory, where
    rules and checks run without a disk, and where one thread can write the store, without Python's lock, while others
    write the rest.
    """

    def __init__(self, path: Path, *, held: bool) -> None:
        """An empty dataset.

        Args:
            path: where its store on disk is to be; nothing is there yet.
            held: whether all quads are held in memory.

        Raises:
            OSError: the store cannot be written.
        """
        self._path = path
        self.store = ox.Store() if held else ox.Store(str(path))
        self._quads: list[ox.Quad] | None = [] if held else None

    @property
    def quads(self) -> Sequence[ox.Quad] | None:
        """All quads, if they are held; some may be there twice."""
        return self._quads

    def fill(self, made: Iterator[ox.Quad], ontology: Ontology, base: str) -> None:
        """Put in quads and what follows from them.

        Raises:
            OntologyError: a rule of the ontology is not valid.
            OSError: the store cannot be written.
        """
        while batch := list(islice(made, _BATCH)):
            self.store.bulk_extend(batch)
            self._hold(batch)
        derived: dict[ox.Quad, None] = {}
        for batch in derive_in(self.store, ontology, base=base, many=self._quads is None):
            if self._quads is not None:
                derived.update(dict.fromkeys(batch))
        self._hold(derived)

    def add(self, quads: Collection[ox.Quad]) -> None:
        """Put in more quads, from which nothing follows.

        Raises:
            OSError: the store cannot be written.
        """
        self.store.extend(quads)
        self._hold(quads)

    def switch_off(self, without: Collection[str]) -> None:
        """Take out the issues that some checks raised."""
        switch_off_in(self.store, without)
        if self._quads is not None:
            self._quads = switched_off(self._quads, without)

    @contextmanager
    def while_written(self) -> Iterator[None]:
        """Write the dataset to disk during the block, in which nothing may be put in.

        Raises:
            OSError: the store cannot be written.
        """
        if self._quads is None:
            self.store.flush()
            yield
            return
        # A name that no other build has: a user who interrupts twice ends the wait for the thread.
        part = self._path.with_name(f"{self._path.name}.{token_hex(8)}")
        stop = Event()
        with ThreadPoolExecutor(1) as thread:
            writing = thread.submit(write_store, self._quads, part, stop)
            try:
                yield
                writing.result()
            except BaseException:
                stop.set()
                raise
        part.rename(self._path)

    def _hold(self, quads: Iterable[ox.Quad]) -> None:
        if self._quads is not None:
            self._quads += quads
