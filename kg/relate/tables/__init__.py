"""Facts from tables: a column means what its header says, a row is one thing, a cell with a number one fact or slot."""

from kg.relate.tables.layouts import table_claims

__all__ = ["table_claims"]
