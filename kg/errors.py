"""Every error that `kg` raises on purpose.

    ReportgraphError
    ├── ReadError            a report cannot be read
    ├── OntologyError        the ontology folder contradicts itself
    ├── OutputError          an output folder cannot be used
    ├── EndpointError        a SPARQL endpoint does not take the graph
    ├── ClaimsError          a claims file is damaged or of another version
    ├── TableError           a table that the user gives, of P-codes or of decisions, is wrong
    ├── QueryError           a SPARQL query is wrong, or fails while it runs
    │   ├── QueryRefusedError    it asks for what no query may do
    │   ├── QueryLimitError      it takes more time, memory or rows than it may
    │   └── QueryFormError       its answer has no form of those asked for
    ├── ExportError          a format that is not known
    └── ClusterError         a cluster cannot be used

The message is one line for a person: what is wrong, where, and if possible what would be right.
"""


class ReportgraphError(Exception):
    """Base of all errors below; `str(error)` is one line that can be shown as it is."""


class ReadError(ReportgraphError):
    """A report cannot be read. `reason` is the part of the message without the file's name."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class OntologyError(ReportgraphError):
    """A file of the ontology folder is wrong; the message names it."""


class OutputError(ReportgraphError):
    """An output folder is not ours to write, or holds no graph."""


class EndpointError(ReportgraphError):
    """A SPARQL endpoint does not answer, or does not take the graph."""


class ClaimsError(ReportgraphError):
    """A claims file cannot be used."""


class TableError(ReportgraphError):
    """A table that the user gives, of P-codes or of decisions, is wrong; the message names the file and the line."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}" if line else f"{file}: {reason}")


class QueryError(ReportgraphError):
    """A SPARQL query is wrong, or fails while it runs."""


class QueryRefusedError(QueryError):
    """A query asks another host, names a graph that is not there, changes something, or is too long to be read."""


class QueryLimitError(QueryError):
    """A query takes more time, memory or rows than it may."""


class QueryFormError(QueryError):
    """An answer has no form of those asked for."""


class ExportError(ReportgraphError):
    """An export that is not known or cannot be made."""


class ClusterError(ReportgraphError):
    """A cluster does not answer, or its workers would read other claims than this machine."""
