"""Tables of P-codes: the administrative units of a country as the common operational datasets list them.

A table has one row a unit of its lowest level, with a name and a code for each level above: `ADM1_EN`, `ADM1_PCODE`,
`ADM2_EN`, …, or `adm1_name`, `adm1_pcode`, … in newer ones. A unit that GeoNames has gets its code and its names; one
that it lacks, such as every commune, becomes a place of its own with the code for an id.
"""

from __future__ import annotations

import csv
import hashlib
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from kg.errors import ReadError, TableError
from kg.package import WORKBOOK_DAMAGE, check_package
from kg.places import source
from kg.places.record import OWN_IDS, Gazetteer, PlaceRecord, fold

LEVELS = {1: "Region", 2: "District", 3: "Municipality"}

_COLUMN = re.compile(
    r"adm(?:in)?[_ ]?(?P<level>[0-3])[_ ]?"
    r"(?:(?P<code>p_?code)|(?:(?:alt|ref)[_ ]?)?(?:name)?\d?[_ ]?(?:[a-z]{2,3})?\d?|ref(?:[_ ]?name)?)"
)
_PCODE = re.compile(r"[A-Z]{2}[A-Z0-9-]{0,18}", re.IGNORECASE)
_FOREIGN = re.compile(r"[^\x00-\u024f\u1e00-\u1eff\u2000-\u206f]")
_DELIMITERS = ",;\t"
_OWN_RANGE = 10**15
_MOST_NODES = 50_000_000  # of a workbook, of which one row at a time is in memory
_LAST_ROW = 1_048_576  # that Excel has
_MOST_CELLS = 20_000_000  # of a sheet, empty ones included, which cost time
_USUAL = ("", "en", "name", "name1", "fr", "es", "pt")  # whose name a unit goes by, in this order


@dataclass(frozen=True)
class _Unit:
    level: int
    pcode: str
    names: tuple[str, ...]
    iso3: str
    above: str | None  # the P-code of the unit around it; None for one of the first level
    line: int


@dataclass(frozen=True)
class _Sheet:
    """The rows of one sheet with the numbers of their lines, and which column holds what."""

    file: str
    codes: dict[int, int]  # column by level
    names: dict[int, list[int]]  # columns by level, the usual name first
    rows: list[tuple[int, Sequence[str]]]


def read_pcodes(files: Iterable[Path], gazetteer: Gazetteer) -> tuple[PlaceRecord, ...]:
    """The places of tables of P-codes, CSV or XLSX, for `open_gazetteer`; the order of the files does not matter.

    Raises:
        TableError: a file cannot be read or is no table of P-codes, or a code stands for two units.
    """
    units: dict[str, _Unit] = {}
    iso3 = source.alpha3()
    for file in sorted(files):
        for sheet in _sheets(file):
            for unit in _units(sheet, gazetteer, iso3):
                known = units.setdefault(unit.pcode, unit)
                if (known.level, known.above) != (unit.level, unit.above):
                    raise TableError(str(file), unit.line, f"{unit.pcode} stands elsewhere for a unit of another place")
                names = tuple(dict.fromkeys((*known.names, *unit.names)))
                units[unit.pcode] = replace(known, names=names)
    done: dict[str, PlaceRecord] = {}
    shared = _shared(units.values())
    for unit in sorted(units.values(), key=lambda u: (u.level, u.pcode)):
        above = done[unit.above] if unit.above is not None else gazetteer.country(unit.iso3)
        assert above is not None
        found = _in_gazetteer(unit, above, gazetteer, alone=(unit.level, unit.iso3, fold(unit.names[0])) not in shared)
        done[unit.pcode] = _joined(unit, found, above) if found else _new(unit, above, gazetteer)
    return tuple(done.values())


def _shared(units: Iterable[_Unit]) -> set[tuple[int, str, str]]:
    """Names that several units of one level in one country have."""
    seen: set[tuple[int, str, str]] = set()
    twice: set[tuple[int, str, str]] = set()
    for unit in units:
        name = (unit.level, unit.iso3, fold(unit.names[0]))
        (twice if name in seen else seen).add(name)
    return twice


def _in_gazetteer(unit: _Unit, above: PlaceRecord, gazetteer: Gazetteer, *, alone: bool) -> PlaceRecord | None:
    """The one unit of the level and the name that lies in the unit above, or the only one of the country."""
    found: dict[int, PlaceRecord] = {}
    for name in unit.names:
        for record in gazetteer.lookup(name):
            if (record.cls, record.iso3) == (LEVELS[unit.level], unit.iso3):
                found[record.geonames] = record
    inside = [r for r in found.values() if r.within == above.geonames]
    if len(inside) == 1:
        return inside[0]
    return next(iter(found.values())) if len(found) == 1 and alone else None


def _joined(unit: _Unit, record: PlaceRecord, above: PlaceRecord) -> PlaceRecord:
    names = tuple(dict.fromkeys((*record.names, *unit.names)))
    return replace(record, names=names, within=above.geonames, pcode=unit.pcode)


def _new(unit: _Unit, above: PlaceRecord, gazetteer: Gazetteer) -> PlaceRecord:
    """A unit that GeoNames lacks, with the coordinates of the one town of its name in the unit above."""
    towns = {
        town.geonames: town
        for name in unit.names
        for town in gazetteer.lookup(name)
        if (town.cls, town.iso3) == ("Settlement", unit.iso3) and above.geonames in _around(town, gazetteer)
    }
    seat = next(iter(towns.values())) if len(towns) == 1 else None
    number = int.from_bytes(hashlib.sha256(unit.pcode.encode()).digest()[:8], "big") % _OWN_RANGE
    return PlaceRecord(
        geonames=OWN_IDS + number,
        name=unit.names[0],
        cls=LEVELS[unit.level],
        names=unit.names,
        iso3=unit.iso3,
        within=above.geonames,
        lat=seat.lat if seat else None,
        long=seat.long if seat else None,
        population=0,
        pcode=unit.pcode,
    )


def _around(place: PlaceRecord, gazetteer: Gazetteer) -> set[int]:
    found: set[int] = set()
    at = place
    while at.within is not None and at.within not in found:
        found.add(at.within)
        above = gazetteer.get(at.within)
        if above is None:
            break
        at = above
    return found


def _units(sheet: _Sheet, gazetteer: Gazetteer, iso3: dict[str, str]) -> Iterator[_Unit]:
    for line, row in sheet.rows:
        country = ""
        above: str | None = None
        for level in sorted(sheet.codes):
            pcode = _at(row, sheet.codes[level])
            names = tuple(dict.fromkeys(n for c in sheet.names.get(level, ()) if _is_name(n := _at(row, c))))
            if not pcode:
                break  # a unit of a higher level, or an empty row
            if not _PCODE.fullmatch(pcode):
                raise TableError(sheet.file, line, f"{pcode!r} is no P-code")
            country = country or _country(pcode, names if not level else (), gazetteer, iso3)
            if gazetteer.country(country) is None:
                raise TableError(sheet.file, line, f"{pcode} belongs to no country that is known")
            if not level:
                continue
            if not names:
                raise TableError(sheet.file, line, f"{pcode} has no name")
            if level > 1 and above is None:
                raise TableError(sheet.file, line, f"{pcode} stands without the P-code of the unit around it")
            yield _Unit(level, pcode.upper(), names, country, above, line)
            above = pcode.upper()


def _country(pcode: str, names: tuple[str, ...], gazetteer: Gazetteer, iso3: dict[str, str]) -> str:
    """The ISO code of the country: P-codes begin with its code of two letters, in some countries of three."""
    named = (r for name in names for r in gazetteer.lookup(name) if r.cls == "Country")
    first = next(named, None)
    if first is not None:
        return first.iso3
    code = pcode.upper()
    return iso3.get(code[:2], "") if code[:3] not in iso3.values() or code[2:3].isdigit() else code[:3]


def _at(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _is_name(text: str) -> bool:
    return bool(fold(text)) and not fold(text).isdigit() and not _FOREIGN.search(text)


def _sheets(file: Path) -> Iterator[_Sheet]:
    """The sheets of a file that hold P-codes; a CSV file is one sheet."""
    found = False
    for rows in _tables(file):
        for index, (line, header) in enumerate(rows[:10]):
            codes, names = _columns(file, line, header)
            if set(codes) - {0}:
                found = True
                yield _Sheet(str(file), codes, names, rows[index + 1 :])
                break
    if not found:
        raise TableError(str(file), 0, "has no columns of P-codes, such as ADM1_EN and ADM1_PCODE")


def _columns(file: Path, line: int, header: Sequence[str]) -> tuple[dict[int, int], dict[int, list[int]]]:
    codes: dict[int, int] = {}
    names: dict[int, list[tuple[int, int]]] = {}
    for column, title in enumerate(header):
        found = _COLUMN.fullmatch(title.strip().casefold())
        if found is None:
            continue
        level = int(found["level"])
        if found["code"]:
            if level in codes:
                raise TableError(str(file), line, f"two columns {title.strip()}")
            codes[level] = column
        else:
            rest = title.strip().casefold()[found.end("level") :].strip("_ ")
            rest = rest.removeprefix("name_").removeprefix("name") or rest
            names.setdefault(level, []).append((_USUAL.index(rest) if rest in _USUAL else len(_USUAL), column))
    return codes, {level: [column for _, column in sorted(own)] for level, own in names.items()}


def _tables(file: Path) -> Iterator[list[tuple[int, Sequence[str]]]]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise TableError(str(file), 0, (error.strerror or "cannot be read").lower()) from None
    if data.startswith(b"PK\x03\x04"):
        yield from _workbook(data, file)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(str(file), data.count(b"\n", 0, error.start) + 1, "is not UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(_DELIMITERS, key=first.count))
    try:
        yield [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise TableError(str(file), reader.line_num, str(error)) from None


def _workbook(data: bytes, file: Path) -> Iterator[list[tuple[int, Sequence[str]]]]:
    """The rows of each sheet that hold anything, with their numbers."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and seldom needed
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        check_package(data, str(file), _MOST_NODES)
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                yield _rows(sheet, file)
    except ReadError as error:
        raise TableError(str(file), 0, error.reason) from None
    except (InvalidFileException, *WORKBOOK_DAMAGE):
        raise TableError(str(file), 0, "is damaged: it is no Excel workbook that can be read") from None


def _rows(sheet: Any, file: Path) -> list[tuple[int, Sequence[str]]]:
    # A sheet may claim to be larger than it is. The stubs of the library do not know sheets that are only read.
    sheet.reset_dimensions()
    rows: list[tuple[int, Sequence[str]]] = []
    seen = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        seen += len(row)
        if number > _LAST_ROW or seen > _MOST_CELLS:
            raise TableError(str(file), number, f"more than {_LAST_ROW:,} rows or {_MOST_CELLS:,} cells")
        words = ["" if v is None else str(v) for v in row]
        if any(words):
            rows.append((number, words))
    return rows
