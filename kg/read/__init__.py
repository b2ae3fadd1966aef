"""Reports as people have them → `Source`: one module a format behind one registry."""

from kg.read.registry import find_reports, read_report

__all__ = ["find_reports", "read_report"]
