"""Every error that `kg` raises on purpose.

    ReportgraphError
    ├── ReadError            a report cannot be read
    ├── OntologyError        the ontology folder contradicts itself
    ├── OutputError          an output folder cannot be used
    ├── ClaimsError          a claims file is damaged or of another version
    ├── QueryError           a SPARQL query is wrong, refused or too long
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


class ClaimsError(ReportgraphError):
    """A claims file cannot be used."""


class QueryError(ReportgraphError):
    """A SPARQL query is wrong, refused, or took too long."""


class ExportError(ReportgraphError):
    """An export that is not known or cannot be made."""


class ClusterError(ReportgraphError):
    """A cluster does not answer, or its workers would read other claims than this machine."""
