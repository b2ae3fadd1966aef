"""Reports in PDF, read from where their characters stand."""

from kg.read.pdf.reader import read_pdf

__all__ = ["read_pdf"]
