"""The gazetteer as one SQLite file, built once on a machine and opened read-only ever after."""

from __future__ import annotations

import gc
import hashlib
import os
import sqlite3
import tempfile
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

import platformdirs

from kg.places import source
from kg.places.record import Gazetteer, PlaceRecord, fold, merged, order

CACHE_VARIABLE = "REPORTGRAPH_CACHE"

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
BEGIN;
CREATE TABLE place(
    geonames INTEGER PRIMARY KEY, name TEXT, cls TEXT, names TEXT, iso3 TEXT, within INTEGER, lat REAL, long REAL,
    population INTEGER
);
CREATE TABLE named(folded TEXT, geonames INTEGER, PRIMARY KEY(folded, geonames)) WITHOUT ROWID;
CREATE TABLE starts(word TEXT PRIMARY KEY, words INTEGER) WITHOUT ROWID; -- of names of several words
CREATE INDEX country ON place(iso3) WHERE cls = 'Country';
"""


def open_gazetteer(extra: Iterable[PlaceRecord] = ()) -> Gazetteer:
    """The gazetteer of the world with `extra` records on top.

    Of records with one GeoNames id the later states the facts, and the names of all remain. The first use on a machine
    builds an index of 50 MB in the user's cache folder, or in the one that the environment variable `REPORTGRAPH_CACHE`
    names; where that cannot be written, every process builds its own.
    """
    added = tuple(extra)
    base = f"{source.fingerprint()}-{_code()}"
    digest = hashlib.sha256("".join(map(repr, added)).encode()).hexdigest()[:16]
    return _SqliteGazetteer(_index(f"{base}.sqlite"), added, f"{base}-{digest}")


class _SqliteGazetteer:
    """Implements `Gazetteer` over an index file, with records added on top."""

    def __init__(self, path: Path, extra: Iterable[PlaceRecord], fingerprint: str) -> None:
        self.fingerprint = fingerprint
        # Immutable: no locks, no change checks; threads and forked processes may read through one connection.
        self._file = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False)
        self._extra: dict[int, PlaceRecord] = {}
        self._extra_names: dict[str, set[int]] = defaultdict(set)
        self._extra_starts: dict[str, int] = {}
        self._extra_countries: dict[str, int] = {}
        self._pcodes: dict[str, int] = {}
        for record in extra:
            self._add(record)
        weakref.finalize(self, self._file.close)
        self.get = lru_cache(maxsize=16384)(self._get)
        self.lookup = lru_cache(maxsize=16384)(self._lookup)
        self.known = lru_cache(maxsize=65536)(self._known)
        self.starts = lru_cache(maxsize=65536)(self._starts)

    def _add(self, record: PlaceRecord) -> None:
        known = self._get(record.geonames)
        self._extra[record.geonames] = merged(known, record) if known else record
        if record.pcode:
            self._pcodes[record.pcode] = record.geonames
        if record.cls == "Country":
            self._extra_countries[record.iso3] = record.geonames
        for folded in filter(None, map(fold, (record.name, *record.names))):
            self._extra_names[folded].add(record.geonames)
            _lengthen(self._extra_starts, folded)

    def _lookup(self, name: str) -> tuple[PlaceRecord, ...]:
        folded = fold(name)
        rows = self._file.execute("SELECT geonames FROM named WHERE folded = ?", (folded,))
        ids = {row[0] for row in rows} | self._extra_names.get(folded, set())
        return tuple(sorted(filter(None, map(self.get, ids)), key=order))

    def _get(self, geonames: int) -> PlaceRecord | None:
        if geonames in self._extra:
            return self._extra[geonames]
        row = self._file.execute("SELECT * FROM place WHERE geonames = ?", (geonames,)).fetchone()
        if row is None:
            return None
        number, name, cls, names, iso3, within, lat, long, population = row
        return PlaceRecord(number, name, cls, tuple(names.split("\n")), iso3, within, lat, long, population)

    def by_pcode(self, pcode: str) -> PlaceRecord | None:
        """See `Gazetteer.by_pcode`."""
        return self.get(self._pcodes[pcode]) if pcode in self._pcodes else None

    def country(self, iso3: str) -> PlaceRecord | None:
        """See `Gazetteer.country`."""
        if iso3 in self._extra_countries:
            return self.get(self._extra_countries[iso3])
        row = self._file.execute("SELECT geonames FROM place WHERE iso3 = ? AND cls = 'Country'", (iso3,)).fetchone()
        return self.get(row[0]) if row else None

    def _known(self, folded: str) -> bool:
        found = self._file.execute("SELECT 1 FROM named WHERE folded = ?", (folded,)).fetchone()
        return found is not None or folded in self._extra_names

    def _starts(self, folded_first_word: str) -> int:
        row = self._file.execute("SELECT words FROM starts WHERE word = ?", (folded_first_word,)).fetchone()
        longest = row[0] if row else int(self.known(folded_first_word))
        return max(longest, self._extra_starts.get(folded_first_word, 0))


def _lengthen(starts: dict[str, int], folded: str) -> None:
    word = folded.partition(" ")[0]
    starts[word] = max(starts.get(word, 0), folded.count(" ") + 1)


def _code() -> str:
    """A digest of this package's own code: an index that other code made is not used."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _index(name: str) -> Path:
    """The index file of that name, built if it is not there or not whole."""
    folder = Path(os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_dir("reportgraph")) / "places"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _built(folder / name)
    except (OSError, sqlite3.OperationalError):  # not writable, or full
        return _built(Path(_process_folder().name) / name)


@lru_cache(maxsize=1)
def _process_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that lives as long as this process, for an index that cannot be kept."""
    return tempfile.TemporaryDirectory(prefix="reportgraph-", ignore_cleanup_errors=True)


def _built(path: Path) -> Path:
    if _whole(path):
        return path
    handle, temporary = tempfile.mkstemp(prefix=".building-", dir=path.parent)
    try:
        _write(Path(temporary))
        os.fsync(handle)  # so that after a power cut there is the whole file or none
        Path(temporary).replace(path)  # of two processes that build at once, the last one's equal file stays
    finally:
        os.close(handle)
        Path(temporary).unlink(missing_ok=True)
    return path


def _whole(path: Path) -> bool:
    """Whether the file is as long as its header says (SQLite's file format, section 1.3)."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return False
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    size = pages * (65536 if page == 1 else page)
    return header.startswith(b"SQLite format 3\0") and path.stat().st_size == size > 0


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pauses the garbage collector, which would walk half a million records without cycles over and over."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _write(path: Path) -> None:
    with _uncollected(), closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript(_SCHEMA)
        named: list[tuple[str, int]] = []
        file.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _rows(source.records(), named))
        starts: dict[str, int] = {}
        for folded, _ in named:
            if " " in folded:
                _lengthen(starts, folded)
        file.executemany("INSERT INTO named VALUES (?, ?)", sorted(named))
        file.executemany("INSERT INTO starts VALUES (?, ?)", sorted(starts.items()))
        file.execute("COMMIT")


def _rows(entries: Iterable[source.Entry], named: list[tuple[str, int]]) -> Iterator[tuple[object, ...]]:
    """Rows of the table of places; their names go to `named` on the way."""
    for place, folded_names in entries:
        named += [(folded, place.geonames) for folded in folded_names]
        names = "\n".join(place.names)
        yield (
            place.geonames,
            place.name,
            place.cls,
            names,
            place.iso3,
            place.within,
            place.lat,
            place.long,
            place.population,
        )
