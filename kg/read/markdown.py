"""Markdown (CommonMark with tables): the file is the text as it is, and its markup is left out of the pieces."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.model import Block, BlockKind, Cell, Source, Table, is_day
from kg.read.grids import names_columns
from kg.read.layout import blocks_of, is_wrapped
from kg.read.letters import as_typed
from kg.read.lines import Line, bullet
from kg.read.markdown_inline import inline_lines
from kg.read.text import decode, title_of

# Indented lines are text in a report, not program code. Escapes stay apart from the text around them, so that each
# token is found in the source.
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["code", "text_join"])
# All entities but those that would turn text into markup.
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|#0*(?:38|60|62)|#x0*(?:26|3c|3e));)#?\w{1,32};", re.IGNORECASE)
_FRONT = re.compile(r"---[ \t]*\n(?P<fields>(?:[A-Za-z][\w-]*:.*\n|[ \t-].*\n|\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_FIELD = re.compile(r"^(?P<key>title|date):[ \t]*(?P<quote>[\"']?)(?P<value>.*?)(?P=quote)[ \t]*$", re.MULTILINE)
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[/!]?[a-z][^<>]*>", re.IGNORECASE | re.DOTALL
)
_PIPE = re.compile(r"(?<!\\)\|")

_Piece = tuple[int, int, bool]  # a stretch of words in the file, and whether it is bold


def read_markdown(data: bytes, file: str, sha256: str) -> Source:
    """A report in Markdown.

    The fields `title` and `date` of a front matter are the report's title, if it has no heading, and its date.

    Raises:
        ReadError: the file is empty or binary.
    """
    text = as_typed(_ENTITY.sub(lambda m: html.unescape(m.group()), decode(data, file)))
    fields: dict[str, str] = {}
    body = text.replace("\f", "\n")
    if front := _FRONT.match(body):
        fields = {m["key"]: m["value"] for m in _FIELD.finditer(front["fields"])}
        body = re.sub(r"[^\n]", " ", front.group()) + body[front.end() :]
    reader = _Reader(body)
    reader.read(_PARSER.parse(body))
    blocks = blocks_of(text, reader.lines(), given=reader.tables)
    date = fields.get("date", "")[:10]
    return Source(
        file=file,
        sha256=sha256,
        format="markdown",
        text=text,
        blocks=blocks,
        title=title_of(text, blocks) or fields.get("title") or None,
        issued=date if is_day(date) else None,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A line, the paragraph it is in, and whether a break that the writer set stands before it."""

    line: Line
    paragraph: int
    hard: bool


class _Reader:
    """Turns the tokens of a parse into lines and tables with their offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tables: list[Block] = []
        self._found: list[_Found] = []
        self._begins = [0, *(m.end() for m in re.finditer("\n", text))]
        self._rows = [text[b : e - 1] for b, e in pairwise([*self._begins, len(text) + 1])]

    def read(self, tokens: Sequence[Token]) -> None:
        """Take in the tokens of a document."""
        heading, mark = 0, ""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            begin, end = token.map or (0, 0)
            if token.type == "heading_open":
                heading = int(token.tag[1])
            elif token.type == "list_item_open":
                mark = f"{token.info}{token.markup}"
            elif token.type == "inline":
                self._inline(token, heading, mark)
                heading, mark = 0, ""
            elif token.type == "fence":
                for row in range(begin + 1, end):
                    words = self._rows[row].strip().strip("`~")
                    self._add([(b, e, False) for b, e in [self._stretch(row, words)] if words], begin, hard=True)
            elif token.type == "html_block":
                self._html(begin, end)
            elif token.type == "table_open":
                close = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                self._table(tokens[at:close])
                at = close
            at += 1

    def lines(self) -> list[Line]:
        """The lines; those of a paragraph that is wrapped in the file are put together."""
        lines = [found.line for found in self._found]
        if not is_wrapped(lines):
            return lines
        joined: list[list[Line]] = []
        for last, found in pairwise([None, *self._found]):
            assert found is not None
            goes_on = last is not None and last.paragraph == found.paragraph and not found.hard
            # Lines of cells between tabs are rows of a table.
            if goes_on and not found.line.bullet and "\t" not in joined[-1][-1].text + found.line.text:
                joined[-1].append(found.line)
            else:
                joined.append([found.line])
        return [_joined(parts) for parts in joined]

    def _stretch(self, row: int, words: str) -> tuple[int, int]:
        """Where words stand in a row of the file."""
        begin = self._begins[row] + max(self._rows[row].rfind(words), 0)
        return begin, begin + len(words)

    def _inline(self, token: Token, heading: int, mark: str) -> None:
        first, last = token.map or (0, 0)
        # Where each line of the content begins there, and where in the file.
        starts: list[int] = []
        origins: list[int] = []
        at, row = 0, first
        for number, part in enumerate(token.content.split("\n")):
            words = part.strip()
            # The parser leaves out rows at the beginning that have nothing but a no-break space.
            row += number > 0
            row = next((r for r in range(row, last) if words in self._rows[r]), min(row, len(self._rows) - 1))
            starts.append(at + len(part) - len(part.lstrip()))
            origins.append(self._stretch(row, words)[0])
            at += len(part) + 1
        for number, line in enumerate(inline_lines(token)):
            pieces: list[_Piece] = []
            for start, end, bold in line.pieces:
                index = max(bisect_right(starts, start) - 1, 0)
                moved = origins[index] - starts[index]
                pieces.append((start + moved, end + moved, bold))
            if not number and len(mark) > 3 and pieces:
                # `2023. ` opens no list in a report; the number is a word of the text.
                indent = len(self._rows[first]) - len(self._rows[first].lstrip())
                pieces.insert(0, (self._begins[first] + indent, pieces[0][0], False))
                mark = ""
            self._add(pieces, first, heading=heading, mark=mark if not number else "", hard=line.hard)

    def _html(self, begin: int, end: int) -> None:
        """The words of a block of HTML, line by line."""
        start = self._begins[begin]
        raw = "\n".join(self._rows[begin:end])
        at = 0
        stretches: list[tuple[int, int]] = []
        for tag in _TAG.finditer(raw):
            stretches.append((at, tag.start()))
            at = tag.end()
        stretches.append((at, len(raw)))
        for row in range(begin, end):
            low, high = self._begins[row] - start, self._begins[row] - start + len(self._rows[row])
            parts = [(max(b, low), min(e, high)) for b, e in stretches]
            self._add([(start + b, start + e, False) for b, e in parts if b < e], begin, hard=True)

    def _table(self, tokens: Sequence[Token]) -> None:
        rows: list[tuple[Cell, ...]] = []
        pieces: list[tuple[int, int]] = []
        cells: Iterator[tuple[int, int]] = iter(())
        for token in tokens:
            if token.type == "tr_open":
                number = token.map[0] if token.map else 0
                cells = iter(_cells(self._rows[number], self._begins[number]))
                pieces.append(self._stretch(number, self._rows[number].strip()))
                rows.append(())
            elif token.type == "inline":
                begin, end = next(cells, (pieces[-1][1], pieces[-1][1]))
                rows[-1] = (*rows[-1], self._cell(token, begin, end))
        table = Table(rows[0], tuple(rows[1:]))
        if not names_columns([[cell.text for cell in row] for row in rows]):
            table = Table((), tuple(rows))
        filled = tuple((begin, end) for begin, end in pieces if begin < end)
        self.tables.append(Block(BlockKind.TABLE, filled[0][0], filled[-1][1], filled, table=table))

    def _cell(self, token: Token, begin: int, end: int) -> Cell:
        raw = self.text[begin:end]
        if "|" in token.content:
            # The parser takes the backslash from `\|`, so that offsets in its content are not those of the file.
            return Cell(begin, end, token.content)
        at = begin + max(raw.find(token.content), 0)
        parts = [p for line in inline_lines(token) for p in line.pieces]
        return Cell(begin, end, "".join(self.text[at + b : at + e] for b, e, _ in parts).strip())

    def _add(
        self, pieces: Sequence[_Piece], paragraph: int, *, heading: int = 0, mark: str = "", hard: bool = False
    ) -> None:
        """Add a line from its stretches of the file."""
        kept = self._trimmed(pieces)
        if kept and not mark and not heading:
            begin, end, bold = kept[0]
            mark, taken = bullet(self.text[begin:end])
            kept = self._trimmed([(begin + taken, end, bold), *kept[1:]])
        if not kept:
            return
        row = bisect_right(self._begins, kept[0][0]) - 1
        indent = len(self._rows[row]) - len(self._rows[row].lstrip())
        words = "".join(self.text[b:e] for b, e, _ in kept)
        if not re.search(r"\w", words):
            return  # a rule, or marks that are no markup
        pairs = tuple((b, e) for b, e, _ in kept)
        strong = all(bold for b, e, bold in kept if not self.text[b:e].isspace())
        gap = self._gap(row)
        line = Line(pairs[0][0], pairs[-1][1], words, pairs, indent, gap, heading, mark, strong, alone=hard)
        self._found.append(_Found(line, paragraph, hard))

    def _trimmed(self, pieces: Sequence[_Piece]) -> list[_Piece]:
        """The pieces without the white space before the first and after the last word."""
        kept = list(pieces)
        while kept and not self.text[kept[0][0] : kept[0][1]].strip():
            kept.pop(0)
        while kept and not self.text[kept[-1][0] : kept[-1][1]].strip():
            kept.pop()
        if kept:
            begin, end, bold = kept[0]
            kept[0] = (end - len(self.text[begin:end].lstrip()), end, bold)
            begin, end, bold = kept[-1]
            kept[-1] = (begin, begin + len(self.text[begin:end].rstrip()), bold)
        return kept

    def _gap(self, row: int) -> int:
        """Empty lines above a row."""
        gap = 0
        while row > gap and not self._rows[row - gap - 1].strip(" \t>"):
            gap += 1
        return gap


def _joined(lines: Sequence[Line]) -> Line:
    """The lines of a wrapped paragraph as one."""
    return replace(
        lines[0],
        end=lines[-1].end,
        text=" ".join(line.text for line in lines),
        pieces=tuple(piece for line in lines for piece in line.pieces),
        strong=all(line.strong for line in lines),
    )


def _cells(row: str, begin: int) -> Iterator[tuple[int, int]]:
    """The stretches of the cells of a row, without the pipes around them and the space inside."""
    at = 0
    parts = _PIPE.split(row)
    for number, part in enumerate(parts):
        if part.strip() or 0 < number < len(parts) - 1:
            start = begin + at + len(part) - len(part.lstrip())
            yield start, max(start, begin + at + len(part.rstrip()))
        at += len(part) + 1
