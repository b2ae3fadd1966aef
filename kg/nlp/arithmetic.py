"""The linear algebra of the language model: NumPy's, on one thread.

The model's own library for it, BLIS, multiplies its matrices three times as slowly on processors with AVX2. NumPy's,
OpenBLAS in the wheels, would use all cores for each of them, though they are small and each core has a worker.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

import spacy
from spacy.language import Language
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

_BATCH = 64  # texts that go through the model together


def load_model(name: str) -> Language:
    """An installed spaCy model that multiplies with NumPy.

    Raises:
        OSError: it is not installed.
    """
    with use_ops("numpy", use_blis=False):  # a layer keeps those of the time at which it is made
        return spacy.load(name, config={"nlp": {"batch_size": _BATCH}})


def one_thread() -> AbstractContextManager[object]:
    """Let NumPy use the calling thread only, so that results and processor time don't hang on the machine's cores."""
    limited: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limited


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
