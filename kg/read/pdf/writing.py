"""The text of a report from its paragraphs and tables, and where in it everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isinf

from kg.model import Block, BlockKind, Cell, Table
from kg.read.lines import Line
from kg.read.pdf.furniture import Sheet
from kg.read.pdf.paragraphs import Element, Paragraph, PlacedGrid
from kg.read.pdf.pieces import CellText
from kg.read.pdf.words import SUPERSCRIPT
from kg.read.spelling import Spelling

# Blank lines before a paragraph as `blocks_of` counts them, and as many as never stand within one.
_APART, _FAR_APART = 2, 3
_INDENT = "  "

Span = tuple[int, int]


@dataclass(slots=True)
class Written:
    """A report as text; `lines` are its paragraphs, `blocks` what is laid out already."""

    text: str
    lines: list[Line]
    blocks: list[Block]
    page_starts: tuple[int, ...]


@dataclass(slots=True)
class _Token:
    """A word of a paragraph with the page that it is written on and the space behind it."""

    page: int
    text: str
    space: str = " "
    raised: bool = False


@dataclass
class _Pen:
    """Writes the text and knows where it is."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, text: str) -> Span:
        """Write something; returns where it stands."""
        begin = self.length
        self.parts.append(text)
        self.length += len(text)
        return begin, self.length


def written(elements: Sequence[Element], sheets: Sequence[Sheet], spelling: Spelling) -> Written:
    """Write a report page by page: its header, its paragraphs and tables, its footer."""
    pen = _Pen()
    blocks: list[Block] = []
    starts: list[int] = []
    pieces: dict[int, list[Span]] = {}
    header: tuple[Cell, ...] = ()
    tokens = {i: _tokens(e, spelling) for i, e in enumerate(elements) if isinstance(e, Paragraph)}
    on_page: dict[int, list[int]] = {}
    for i, element in enumerate(elements):
        for page in [element.page] if isinstance(element, PlacedGrid) else sorted({t.page for t in tokens[i]}):
            on_page.setdefault(page, []).append(i)
    for page, sheet in enumerate(sheets):
        if page:
            pen.put("\f")
        starts.append(pen.length)
        blocks += [_furniture(pen, [w.text for w in row.words]) for row in sheet.top]
        for i in on_page.get(page, ()):
            element = elements[i]
            if isinstance(element, PlacedGrid):
                blocks.append(_grid(pen, element, spelling, header))
                header = blocks[-1].table.header if blocks[-1].table else ()
                continue
            here = [token for token in tokens[i] if token.page == page]
            pieces.setdefault(i, []).extend(_paragraph(pen, element, here, begins=here[0] is tokens[i][0]))
        blocks += [_furniture(pen, [w.text for w in row.words]) for row in sheet.foot]
        if sheet.turned:
            blocks.append(_furniture(pen, [w.text for w in sheet.turned]))
    text = "".join(pen.parts)
    lines: list[Line] = []
    before: Element | None = None
    for i, element in enumerate(elements):
        if isinstance(element, Paragraph) and element.listed:
            blocks.append(Block(BlockKind.FURNITURE, pieces[i][0][0], pieces[i][-1][1], tuple(pieces[i])))
        elif isinstance(element, Paragraph) and i in pieces:
            alone = any(isinstance(e, Paragraph) and isinf(e.first.right) for e in (before, element))
            lines.append(_line(text, element, pieces[i], alone))
        before = element
    return Written(text, lines, blocks, tuple(starts))


def _tokens(paragraph: Paragraph, spelling: Spelling) -> list[_Token]:
    """The words of a paragraph, those that a line end cuts put together on the page where they begin."""
    found: list[_Token] = []
    glue = False
    if paragraph.heading and paragraph.first.mark:
        found.append(_Token(paragraph.lines[0][0], paragraph.first.mark))
    for index, (page, line) in enumerate(paragraph.lines):
        for k, word in enumerate(line.words):
            if found and word.raised:
                found[-1].space = ""
            if k == 0 and index and found:
                text, space = spelling.joined(found[-1].text, word.text)
                glue = text != found[-1].text
                found[-1].text, found[-1].space = text, space
                if glue:
                    found[-1].text, found[-1].space = text + word.text, " "
                    continue
            if word.text:
                found.append(_Token(page, word.text, raised=word.raised))
    return found


def _paragraph(pen: _Pen, paragraph: Paragraph, tokens: Sequence[_Token], begins: bool) -> list[Span]:
    """Write the part of a paragraph that stands on a page; returns the stretches that are its words."""
    mark = paragraph.first.mark
    pen.put(_INDENT * max(paragraph.depth - bool(mark), 0))
    if begins and mark and not paragraph.heading:
        pen.put(f"{mark} ")
    spans: list[Span] = []
    run: list[str] = []
    for token in tokens:
        if token.raised:
            spans += _flushed(pen, run)
            pen.put(token.text.translate(SUPERSCRIPT) + token.space)
        else:
            run += [token.text, token.space]
    spans += _flushed(pen, run)
    pen.put("\n\n")
    return spans


def _flushed(pen: _Pen, run: list[str]) -> list[Span]:
    """Write the words gathered so far; the space behind them is no part of the stretch."""
    text = "".join(run)
    run.clear()
    words = text.rstrip()
    if not words:
        pen.put(text)
        return []
    span = pen.put(words)
    pen.put(text[len(words) :])
    return [span]


def _line(text: str, paragraph: Paragraph, pieces: Sequence[Span], alone: bool) -> Line:
    begin, end = pieces[0][0], pieces[-1][1]
    said: list[str] = []
    last = begin
    for a, b in pieces:
        said += [" " if any(c.isspace() for c in text[last:a]) else "", text[a:b]]
        last = b
    first = paragraph.first
    return Line(
        begin=begin,
        end=end,
        text="".join(said),
        pieces=tuple(pieces),
        indent=len(_INDENT) * max(paragraph.depth - bool(first.mark), 0),
        gap=_FAR_APART if alone else _APART,
        heading=paragraph.heading,
        bullet="" if paragraph.heading else first.mark,
        strong=paragraph.bold,
    )


def _furniture(pen: _Pen, words: Sequence[str]) -> Block:
    span = pen.put(" ".join(words))
    pen.put("\n\n")
    return Block(BlockKind.FURNITURE, *span, (span,))


def _grid(pen: _Pen, placed: PlacedGrid, spelling: Spelling, before: tuple[Cell, ...]) -> Block:
    """Write a table row by row, its cells between tabs; `before` is the header of the table that it may go on with."""
    begin = pen.length
    rows: list[tuple[Cell, ...]] = []
    spans: list[Span] = []
    for row in [*([placed.grid.header] if placed.grid.header else []), *placed.grid.rows]:
        at = pen.length
        cells: list[Cell] = []
        for k, cell in enumerate(row):
            pen.put("\t" if k else "")
            text = _cell_text(cell, spelling)
            cells.append(Cell(*pen.put(text), text))
        spans.append((at, pen.length))
        rows.append(tuple(cells))
        pen.put("\n")
    end = pen.length - 1
    pen.put("\n")
    header = rows.pop(0) if placed.grid.header else before if placed.grid.continues else ()
    kind = BlockKind.FIGURE if placed.grid.chart else BlockKind.TABLE
    return Block(kind, begin, end, tuple(spans), table=Table(header, tuple(rows)))


def _cell_text(cell: CellText, spelling: Spelling) -> str:
    text = ""
    for line in cell:
        if not text:
            text = line
            continue
        words, following = text.split(" "), line.split(" ")
        words[-1], space = spelling.joined(words[-1], following[0])
        text = " ".join(words) + space + line
    return text
