"""The reading order of a page: columns of text one after the other, tables and charts where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.read.pdf.aligned import aligned_table
from kg.read.pdf.bands import Band, parted, prose_bands, table_band
from kg.read.pdf.drawings import Drawings
from kg.read.pdf.figures import bar_charts, key_figures
from kg.read.pdf.pieces import Grid, Piece, TextLine
from kg.read.pdf.rows import Row, rows_of, with_marks
from kg.read.pdf.ruled import ruled_tables
from kg.read.pdf.words import Word

# Columns within columns are looked for so often at most.
_DEEPEST = 3


def arranged(words: Sequence[Word], drawings: Drawings) -> list[Piece]:
    """The pieces of a page in reading order."""
    page = _Page(drawings)
    return list(page.region(page.without_drawn(with_marks(words, drawings.marks)), 0))


class _Page:
    """One page while it is laid out."""

    def __init__(self, drawings: Drawings) -> None:
        self.drawings = drawings
        self.grids: list[Grid] = []

    def without_drawn(self, words: Sequence[Word]) -> list[Word]:
        """The words outside drawn tables and charts; for each of their lines one word that is as wide as they are."""
        left = list(words)
        for grid, inside in [*ruled_tables(words, self.drawings), *bar_charts(words, self.drawings.boxes)]:
            taken = {id(w) for w in inside}
            if not taken <= {id(w) for w in left}:
                continue
            left = [w for w in left if id(w) not in taken]
            left += [Word("", grid.x0, grid.x1, r.base, r.size, piece=len(self.grids)) for r in rows_of(inside)]
            self.grids.append(grid)
        return left

    def region(self, words: Sequence[Word], depth: int) -> Iterator[Piece]:
        """The pieces of a part of the page in reading order."""
        rows = rows_of(words)
        at = 0
        for band in prose_bands(rows, self.drawings) if depth < _DEEPEST else []:
            yield from self.single(rows[at : band.begin])
            yield from self.beside(rows, band, depth)
            at = band.end
        yield from self.single(rows[at:])

    def beside(self, rows: Sequence[Row], band: Band, depth: int) -> Iterator[Piece]:
        """The columns of a band, one after the other."""
        for column in zip(*(parted(row, band.gutters) for row in rows[band.begin : band.end]), strict=True):
            yield from self.region([word for part in column for word in part.words], depth + 1)

    def single(self, rows: Sequence[Row]) -> list[Piece]:
        """Lines, tables and charts below each other."""
        if not rows:
            return []
        found: list[Piece] = []
        bounds = [(r.x0, r.x1) for r in rows if r.words[0].piece < 0] or [(rows[0].x0, rows[0].x1)]
        left, right = min(x0 for x0, _ in bounds), max(x1 for _, x1 in bounds)
        done: set[int] = set()
        at = 0
        while at < len(rows):
            table = self.table(rows, at)
            if table:
                band, grid = table
                # Lines above that turn out to be the header's are taken back.
                del found[len(found) - (at - band.begin) :]
                found.append(grid)
                at = band.end
                continue
            figures = key_figures(rows, at)
            if figures:
                found += figures[0]
                at = figures[1]
                continue
            stands_for = rows[at].words[0].piece
            if stands_for < 0:
                found.append(TextLine(tuple(rows[at].words), left, right))
            elif stands_for not in done:
                done.add(stands_for)
                found.append(self.grids[stands_for])
            at += 1
        return found

    def table(self, rows: Sequence[Row], start: int) -> tuple[Band, Grid] | None:
        """The table or chart that begins at a row or a little above it."""
        if any(w.piece >= 0 for w in rows[start].words):
            return None
        band = table_band(rows, start)
        if band is None:
            return None
        grid = aligned_table(rows[band.begin : band.end], band.gutters, self.drawings)
        return (band, grid) if grid else None
