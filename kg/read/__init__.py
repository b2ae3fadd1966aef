"""Reports as people have them → `Source`: one module a format behind one registry."""

from kg.read.registry import check_size, find_reports, named, read_report

__all__ = ["check_size", "find_reports", "named", "read_report"]
