"""What the user decides about names: a CSV file whose lines win over all that resolution finds.

    same,TSF,Terre Sans Frontières
    different,Blue Well,Blue Wells
    is,Koro,https://sws.geonames.org/2455290/

A name is written as in any report; case, accents and punctuation do not matter. An IRI in its place means the thing
that has it in the graph, or, for a name that was merged, would have alone: `kg entities` lists both. A fourth column
may name a class, such as Place, to which the line is limited.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import TableError
from kg.naming import is_iri, key
from kg.ontology import Ontology

_HEADER = ("decision", "first", "second", "class")
_VERBS = ("same", "different", "is")
_SHORT = ("iso3166:", "geonames:", "pcode:")


@dataclass(frozen=True, order=True)
class Who:
    """A side of a decision: a name's key or an IRI, perhaps of things of one class only."""

    text: str
    cls: str = ""

    @property
    def is_iri(self) -> bool:
        """Whether it is an IRI; keys have no colon."""
        return ":" in self.text


@dataclass(frozen=True)
class Decisions:
    """What the lines of a file say; the order of the lines and repeated ones do not matter."""

    same: frozenset[tuple[Who, Who]] = frozenset()
    different: frozenset[tuple[Who, Who]] = frozenset()
    means: frozenset[tuple[Who, str]] = frozenset()  # a name and the IRI or reference of what it stands for
    names: frozenset[str] = field(default=frozenset())  # keys of all names in them


def read_decisions(file: Path, ontology: Ontology) -> Decisions:
    """Read a file of decisions.

    Raises:
        TableError: it cannot be read, or a line is none, or contradicts another.
    """
    same: dict[tuple[Who, Who], int] = {}
    different: dict[tuple[Who, Who], int] = {}
    means: dict[tuple[Who, str], int] = {}
    for line, (verb, first, second, cls) in _lines(file):
        if cls and cls not in ontology.classes:
            raise TableError(str(file), line, f"{cls!r} is no class of the ontology")
        one = _who(file, line, first, cls)
        if verb == "is":
            if not (is_iri(second) or second.startswith(_SHORT)):
                raise TableError(str(file), line, f"{second!r} is no IRI; a line of two names begins with `same`")
            means.setdefault((one, second), line)
            continue
        other = _who(file, line, second, cls)
        if one == other:
            raise TableError(str(file), line, f"{first!r} and {second!r} are the same name but for case and accents")
        (same if verb == "same" else different).setdefault((min(one, other), max(one, other)), line)
    _check(file, same, different, means)
    sides = [w for pair in (*same, *different) for w in pair] + [w for w, _ in means]
    return Decisions(
        frozenset(same), frozenset(different), frozenset(means), frozenset(w.text for w in sides if not w.is_iri)
    )


def _who(file: Path, line: int, text: str, cls: str) -> Who:
    if is_iri(text) and text.partition(":")[2].strip("/"):
        return Who(text, cls)
    if not key(text):
        raise TableError(str(file), line, f"{text!r} is no name")
    return Who(key(text).replace(":", " "), cls)


def _lines(file: Path) -> Iterator[tuple[int, tuple[str, str, str, str]]]:
    try:
        content = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TableError(str(file), 0, (error.strerror or "cannot be read").lower()) from None
    except UnicodeDecodeError as error:
        raise TableError(str(file), error.object.count(b"\n", 0, error.start) + 1, "is not UTF-8") from None
    rows = csv.reader(content.splitlines(keepends=True), strict=True)
    while True:
        try:
            row = [cell.strip() for cell in next(rows)]
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(str(file), rows.line_num, str(error)) from None
        line = rows.line_num
        if not any(row) or row[0].startswith("#") or tuple(c.casefold() for c in row) == _HEADER[: len(row)]:
            continue
        if row[0].casefold() not in _VERBS:
            raise TableError(str(file), line, f"begins with {row[0]!r}, not with same, different or is")
        cells = [*row, "", ""][: max(4, len(row.copy()))]
        if len(row) < 3 or any(cells[4:]) or not (cells[1] and cells[2]):
            raise TableError(str(file), line, f"`{row[0]}` takes two names, or a name and an IRI, and perhaps a class")
        yield line, (row[0].casefold(), cells[1], cells[2], cells[3])


def _check(
    file: Path,
    same: dict[tuple[Who, Who], int],
    different: dict[tuple[Who, Who], int],
    means: dict[tuple[Who, str], int],
) -> None:
    """Refuse lines that cannot all be true."""
    group: dict[Who, Who] = {}

    def last(who: Who) -> Who:
        while who in group:
            who = group[who]
        return who

    for one, other in sorted(same):
        first, second = sorted((last(one), last(other)))
        if first != second:
            group[second] = first
    stands: dict[Who, tuple[str, int]] = {}
    for (who, iri), line in sorted(means.items(), key=lambda item: item[1]):
        known, before = stands.setdefault(last(who), (iri, line))
        if known != iri:
            raise TableError(str(file), line, f"contradicts line {before}: {who.text!r} cannot be two things")
    for (one, other), line in sorted(different.items(), key=lambda item: item[1]):
        thing = stands.get(last(one)), stands.get(last(other))
        if last(one) == last(other) or (thing[0] and thing[1] and thing[0][0] == thing[1][0]):
            raise TableError(str(file), line, f"{one.text!r} and {other.text!r} are the same by other lines")
