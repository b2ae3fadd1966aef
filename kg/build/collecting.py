"""The garbage collector while much is made at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (10_000, 50, 10)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector of reference cycles run less often, and not look at what is there already.

    Documents, claims and quads are millions of objects with next to no cycles; walking them over and over, as Python
    does after each 700 new ones, takes a tenth of a build. The model and the ontology, which stay, are as many again.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
