"""Tables whose cells lost what parted them.

A PDF extractor writes a row as `Kasai 1,150,000 620,000 50%`, or each of its cells on a line of its own, and the names
of the columns with single spaces between them. What parts those is that they are names of columns; where they are not
known, nothing is made a table.
"""

from kg.relate.flat.tables import with_tables

__all__ = ["with_tables"]
