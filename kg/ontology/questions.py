"""Named questions: `queries/*.rq`, SPARQL below a head of comment lines.

    # Who works with whom, at what and where?
    # --place Place: there, or at a place within it
    # --since first-day: only what lasted until this day or began later
    SELECT … WHERE { VALUES $_place { UNDEF } VALUES $_since { UNDEF } … }

The first lines describe the question. Each line that begins with two hyphens declares a parameter: its name, what kind
of value it takes, what it does. The kind is a class, whose members are given by their names, or one of `KINDS`. In the
query the parameter is a variable of that name behind an underscore, open in a VALUES clause as above.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.terms import NamedQuery, Parameter

KINDS = {
    "first-day": "the first day of a year, a month or a day",
    "last-day": "the last day of a year, a month or a day",
    "number": "a number",
    "text": "words as they stand",
}
"""The kinds of value that are no class."""

_PARAMETER = re.compile(r"--([a-z][a-z-]*)\s+([\w-]+):\s*(\S.*)")


def opening(parameter: str) -> re.Pattern[str]:
    """The clause of a query that leaves a parameter open; its first group is the variable."""
    return re.compile(rf"VALUES\s+([?$]_{parameter.replace('-', '_')})\s*\{{\s*UNDEF\s*\}}")


def read_question(file: Path, text: str, classes: Collection[str]) -> NamedQuery:
    """A question from its file.

    Raises:
        OntologyError: a parameter's line has another form, its kind is none, or the query does not have it.
    """
    description: list[str] = []
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        words = line.lstrip("# ").rstrip()
        if not words.startswith("--"):
            description.append(words)
            continue
        declared = _PARAMETER.fullmatch(words)
        if declared is None:
            raise OntologyError(f"{file}:{number}: a parameter is declared as `--name kind: what it does`")
        name, kind, what = declared.groups()
        if kind not in classes and kind not in KINDS:
            raise OntologyError(f"{file}:{number}: {kind!r} is neither a class nor one of {', '.join(KINDS)}")
        if not opening(name).search(text):
            variable = name.replace("-", "_")
            raise OntologyError(f"{file}:{number}: the query has no VALUES $_{variable} {{ UNDEF }}")
        parameters.append(Parameter(name, kind, what))
    return NamedQuery(file.stem, " ".join(description), text, tuple(parameters))
