"""Annotated blocks → claims: what a report says, fact by fact."""

from kg.relate.report import relate

__all__ = ["relate"]
