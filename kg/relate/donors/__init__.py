"""Contributions from lists of donors and charts of givers."""

from kg.relate.donors.lists import donor_claims

__all__ = ["donor_claims"]
