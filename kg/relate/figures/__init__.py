"""Facts from charts and key figures whose labels count groups of people."""

from kg.relate.figures.charts import figure_claims
from kg.relate.figures.lines import year_lines

__all__ = ["figure_claims", "year_lines"]
