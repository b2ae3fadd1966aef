"""Facts from sentences: people counted, incidents, measurements, then what was done."""

from kg.relate.prose.blocks import prose_claims

__all__ = ["prose_claims"]
