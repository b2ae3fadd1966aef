"""The gazetteer as one SQLite file, built once on a machine and opened read-only ever after."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import platformdirs

from kg.places import source
from kg.places.record import PlaceRecord, fold, merged, order

CACHE_VARIABLE = "REPORTGRAPH_CACHE"

_SCHEMA = """
CREATE TABLE place(
    geonames INTEGER PRIMARY KEY, name TEXT, cls TEXT, names TEXT, iso3 TEXT, within INTEGER, lat REAL, long REAL,
    population INTEGER
);
CREATE TABLE named(folded TEXT, geonames INTEGER, PRIMARY KEY(folded, geonames)) WITHOUT ROWID;
CREATE TABLE starts(word TEXT PRIMARY KEY, words INTEGER) WITHOUT ROWID;
CREATE TABLE country(iso3 TEXT PRIMARY KEY, geonames INTEGER) WITHOUT ROWID;
"""
_SEPARATOR = "\n"


def _code() -> str:
    """A digest of this package's own code: an index made by other code is not used."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class SqliteGazetteer:
    """Implements `Gazetteer` over an index file, with records added on top."""

    def __init__(self, path: Path, extra: Iterable[PlaceRecord], fingerprint: str) -> None:
        self.fingerprint = fingerprint
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._file = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._extra: dict[int, PlaceRecord] = {}
        self._extra_names: dict[str, list[int]] = defaultdict(list)
        self._extra_starts: dict[str, int] = {}
        self._extra_countries: dict[str, int] = {}
        self.lookup = lru_cache(maxsize=32768)(self._lookup)
        self.get = lru_cache(maxsize=32768)(self._get)
        self.known = lru_cache(maxsize=65536)(self._known)
        self.starts = lru_cache(maxsize=65536)(self._starts)
        for record in extra:
            self._add(record)
        self.get.cache_clear()

    def _add(self, record: PlaceRecord) -> None:
        known = self._get(record.geonames)
        self._extra[record.geonames] = merged(known, record) if known else record
        if record.cls == "Country":
            self._extra_countries[record.iso3] = record.geonames
        for folded in _keys(record):
            if record.geonames not in self._extra_names[folded]:
                self._extra_names[folded].append(record.geonames)
            words = folded.split()
            self._extra_starts[words[0]] = max(self._extra_starts.get(words[0], 0), len(words))

    def _lookup(self, name: str) -> tuple[PlaceRecord, ...]:
        folded = fold(name)
        rows = self._file.execute("SELECT geonames FROM named WHERE folded = ?", (folded,)).fetchall()
        ids = {row[0] for row in rows} | set(self._extra_names.get(folded, ()))
        return tuple(sorted((r for r in map(self.get, ids) if r), key=order))

    def _get(self, geonames: int) -> PlaceRecord | None:
        if geonames in self._extra:
            return self._extra[geonames]
        row = self._file.execute("SELECT * FROM place WHERE geonames = ?", (geonames,)).fetchone()
        return PlaceRecord(*row[:3], tuple(row[3].split(_SEPARATOR)), *row[4:]) if row else None

    def country(self, iso3: str) -> PlaceRecord | None:
        """See `Gazetteer.country`."""
        if iso3 in self._extra_countries:
            return self.get(self._extra_countries[iso3])
        row = self._file.execute("SELECT geonames FROM country WHERE iso3 = ?", (iso3,)).fetchone()
        return self.get(row[0]) if row else None

    def _known(self, folded: str) -> bool:
        if folded in self._extra_names:
            return True
        return self._file.execute("SELECT 1 FROM named WHERE folded = ? LIMIT 1", (folded,)).fetchone() is not None

    def _starts(self, folded_first_word: str) -> int:
        row = self._file.execute("SELECT words FROM starts WHERE word = ?", (folded_first_word,)).fetchone()
        return max(row[0] if row else 0, self._extra_starts.get(folded_first_word, 0))


def _keys(record: PlaceRecord) -> list[str]:
    return [k for k in dict.fromkeys(map(fold, (record.name, *record.names))) if k]


def open_gazetteer(extra: Iterable[PlaceRecord] = ()) -> SqliteGazetteer:
    """The gazetteer of the world, with `extra` records on top: of records with one GeoNames id the later wins, and the
    names of all remain. Builds the index in the user's cache folder (`REPORTGRAPH_CACHE`) at first use.
    """
    added = tuple(extra)
    base = f"{source.VERSION}-{_code()}"
    digest = hashlib.sha256("".join(map(repr, added)).encode()).hexdigest()[:16] if added else "0"
    return SqliteGazetteer(_index(f"{base}.sqlite"), added, f"{base}-{digest}")


def _index(name: str) -> Path:
    folder = Path(os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_dir("reportgraph")) / "places"
    path = folder / name
    if _whole(path):
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _build(path)
    except OSError:
        return _build(Path(_process_folder().name) / name)


@lru_cache(maxsize=1)
def _process_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that lives as long as this process, for an index that cannot be kept."""
    return tempfile.TemporaryDirectory(prefix="reportgraph-")


def _whole(path: Path) -> bool:
    """Whether the file is as long as its SQLite header says (file format, section 1.3)."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return False
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return header.startswith(b"SQLite format 3\0") and size > 0 and size == pages * (65536 if page == 1 else page)


def _build(path: Path) -> Path:
    if _whole(path):
        return path
    handle, temporary = tempfile.mkstemp(prefix=".building-", suffix=".sqlite", dir=path.parent)
    os.close(handle)
    try:
        _write(Path(temporary))
        os.replace(temporary, path)  # two processes that build at once write the same; the last one stays
    finally:
        Path(temporary).unlink(missing_ok=True)
    return path


def _write(path: Path) -> None:
    file = sqlite3.connect(path, isolation_level=None)
    try:
        file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + _SCHEMA)
        named: set[tuple[str, int]] = set()
        starts: dict[str, int] = {}
        for record in source.records():
            file.execute(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (record.geonames, record.name, record.cls, _SEPARATOR.join(record.names), record.iso3, record.within,
                 record.lat, record.long, record.population),
            )  # fmt: skip
            if record.cls == "Country":
                file.execute("INSERT INTO country VALUES (?, ?)", (record.iso3, record.geonames))
            for folded in _keys(record):
                named.add((folded, record.geonames))
                words = folded.split()
                starts[words[0]] = max(starts.get(words[0], 0), len(words))
        file.executemany("INSERT INTO named VALUES (?, ?)", sorted(named))
        file.executemany("INSERT INTO starts VALUES (?, ?)", sorted(starts.items()))
        file.execute("COMMIT")
        file.execute("VACUUM")
    finally:
        file.close()
