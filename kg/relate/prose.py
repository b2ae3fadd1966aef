"""Facts from sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Claim
from kg.relate.scope import Scope


def prose_claims(scope: Scope) -> Iterator[Claim]:
    """Facts of all sentences of a report."""
    yield from ()
