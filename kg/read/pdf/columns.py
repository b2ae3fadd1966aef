"""The reading order of a page: columns of text one after the other, tables and charts where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.read.pdf.aligned import aligned_table, continued_rows
from kg.read.pdf.bands import Band, Gutter, parted, table_band
from kg.read.pdf.drawings import Drawings
from kg.read.pdf.drawn import drawn_bands
from kg.read.pdf.figures import bar_charts, key_figures
from kg.read.pdf.pieces import Grid, Piece, TextLine
from kg.read.pdf.prose import prose_bands
from kg.read.pdf.rows import Row, is_numeric, rows_of, thick_rows, with_marks
from kg.read.pdf.ruled import ruled_tables, same_columns
from kg.read.pdf.words import Word

# Columns within columns are looked for so often at most.
_DEEPEST = 3
# Columns of so many lines show how the pages of a report are laid out.
_TYPICAL = 12
# A page with more words is a map or a register in tiny type; it is read line by line.
_MOST_WORDS = 8000
# Lines that follow each other and fill this share of the column are running text.
_RUNNING = 0.6


class Arranger:
    """Brings the pages of one report into reading order, and remembers where their columns part."""

    def __init__(self) -> None:
        self._gutters: list[list[Gutter]] = []
        self._open: Grid | None = None  # the table at the very end of the page before

    def pieces(self, words: Sequence[Word], drawings: Drawings) -> list[Piece]:
        """The pieces of a page in reading order."""
        page = _Page(drawings, self._gutters, self._open)
        found = list(page.region(page.without_drawn(with_marks(words, drawings.marks)), 0))
        if self._open and found and isinstance(found[0], Grid):
            found[0] = _joined(self._open, found[0])
        self._open = found[-1] if found and isinstance(found[-1], Grid) else None
        self._gutters = [*page.gutters, *(g for g in self._gutters if g not in page.gutters)][:4]
        return found


class _Page:
    """One page while it is laid out."""

    def __init__(self, drawings: Drawings, known: Sequence[Sequence[Gutter]], before: Grid | None) -> None:
        self.drawings = drawings
        self.before = before
        self.known = known
        self.gutters: list[list[Gutter]] = []  # of columns that fill much of the page
        self.grids: list[Grid] = []

    def without_drawn(self, words: Sequence[Word]) -> list[Word]:
        """The words outside drawn tables and charts; for each of their lines one word that is as wide as they are."""
        left = list(words)
        tables = ruled_tables(words, self.drawings, self.before)
        for grid, inside in [*tables, *bar_charts(words, self.drawings.boxes)]:
            taken = {id(w) for w in inside}
            if not taken <= {id(w) for w in left}:
                continue
            left = [w for w in left if id(w) not in taken]
            number, order = len(self.grids), min(w.order for w in inside)
            left += [Word("", grid.x0, grid.x1, r.base, r.size, piece=number, order=order) for r in rows_of(inside)]
            self.grids.append(grid)
        return left

    def region(self, words: Sequence[Word], depth: int) -> Iterator[Piece]:
        """The pieces of a part of the page in reading order."""
        if len(words) > _MOST_WORDS:
            yield from (TextLine(tuple(row.words), row.x0, row.x1, row.x1) for row in rows_of(words))
            return
        rows = thick_rows(rows_of(words))
        if depth >= _DEEPEST:
            yield from self.single(_thin(rows), top=False)
            return
        at = 0
        for band in drawn_bands(rows, self.drawings):
            yield from self.stretch(rows[at : band.begin], depth, top=not depth and at == 0)
            figures = key_figures(rows, band.begin, band)
            yield from figures[0] if figures else self.beside(rows, band, depth)
            at = figures[1] if figures else band.end
        yield from self.stretch(rows[at:], depth, top=not depth and at == 0)

    def stretch(self, rows: Sequence[Row], depth: int, *, top: bool) -> Iterator[Piece]:
        """The pieces of some rows, whose columns are told by where their words stand."""
        at = 0
        known = [] if depth else self.known
        for band in prose_bands(rows, self.drawings, known):
            if not depth and band.end - band.begin >= _TYPICAL and band.gutters not in self.gutters:
                self.gutters.append(band.gutters)
            yield from self.single(_thin(rows[at : band.begin]), top=top and at == 0)
            yield from self.beside(rows, band, depth)
            at = band.end
        yield from self.single(_thin(rows[at:]), top=top and at == 0)

    def beside(self, rows: Sequence[Row], band: Band, depth: int) -> Iterator[Piece]:
        """The columns of a band, one after the other."""
        for column in zip(*(parted(row, band.gutters) for row in rows[band.begin : band.end]), strict=True):
            yield from self.region([word for part in column for word in part.words], depth + 1)

    def single(self, rows: Sequence[Row], *, top: bool) -> list[Piece]:
        """Lines, tables and charts below each other, at the top of the page or not."""
        if not rows:
            return []
        found: list[Piece] = []
        lines = [r for r in rows if r.words[0].piece < 0] or rows
        left, right = _left(lines), _flush(lines)
        ends = dict(zip((id(r) for r in lines), _ends(lines), strict=True))
        done: set[int] = set()
        at = 0
        if top and self.before and not self.table(rows, self.band(rows, 0)):
            continued = continued_rows(rows, self.before, self.drawings)
            if continued:
                found.append(continued[0])
                at = continued[1]
        again = 0  # where to look for tables again
        while at < len(rows):
            band = self.band(rows, at) if at >= again else None
            table = self.table(rows, band)
            if band and table:
                # Lines above that turn out to be the header's are taken back.
                del found[len(found) - (at - band.begin) :]
                found.append(table)
                at = band.end
                continue
            figures = key_figures(rows, at, band) if band else None
            if figures:
                found += figures[0]
                at = figures[1]
                continue
            if band:
                again = at + max(1, (band.end - band.begin) // 8)
            stands_for = rows[at].words[0].piece
            if stands_for < 0:
                found.append(TextLine(tuple(rows[at].words), left, right, ends[id(rows[at])]))
            elif stands_for not in done:
                done.add(stands_for)
                found.append(self.grids[stands_for])
            at += 1
        return found

    def band(self, rows: Sequence[Row], start: int) -> Band | None:
        """The rows from one on that may be a table or chart."""
        return None if any(w.piece >= 0 for w in rows[start].words) else table_band(rows, start)

    def table(self, rows: Sequence[Row], band: Band | None) -> Grid | None:
        """The table or chart that the rows of a band make."""
        return aligned_table(rows[band.begin : band.end], band.gutters, self.drawings) if band else None


def _thin(rows: Sequence[Row]) -> list[Row]:
    return rows_of(word for row in rows for word in row.words)


def _joined(before: Grid, table: Grid) -> Grid:
    """The first table of a page, which goes on with the one before it if it has its columns and no own header."""
    figures = any(is_numeric(" ".join(cell)) for row in table.rows for cell in row)
    own = table.bold or (table.header and (figures or table.header == before.header))
    drawn_alike = same_columns(before, table.x0, table.edges, table.x1)
    alike = drawn_alike or (len(before.edges) == len(table.edges) and abs(before.x0 - table.x0) < 2)
    if not alike or own or before.chart or table.chart or not (before.header or before.continues):
        return table
    rows = (table.header, *table.rows) if table.header else table.rows
    return replace(table, header=(), rows=rows, continues=True)


def _left(rows: Sequence[Row]) -> float:
    return min(row.x0 for row in rows)


def _ends(rows: Sequence[Row]) -> list[float]:
    """For each row where the lines around it end: as far as most do if they are set flush, else as the longest."""
    widest = _flush(rows)
    left = _left(rows)
    edges: list[float] = []
    begin = 0
    for i in range(1, len(rows) + 1):
        if i == len(rows) or not _follows(rows[i - 1], rows[i]):
            run = _flush(rows[begin:i])
            edges += [run if run - left > _RUNNING * (widest - left) else widest] * (i - begin)
            begin = i
    return edges


def _flush(rows: Sequence[Row]) -> float:
    ends = sorted((row.x1 for row in rows), reverse=True)
    return next((x1 for x1 in ends if sum(abs(x1 - other) < 2 for other in ends) >= max(4, 0.3 * len(ends))), ends[0])


def _follows(above: Row, row: Row) -> bool:
    return 0 < row.base - above.base < 1.75 * row.size and abs(above.size - row.size) < 0.1 * row.size
