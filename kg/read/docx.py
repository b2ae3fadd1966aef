"""Word documents (ISO/IEC 29500, WordprocessingML): paragraphs, lists, tables and text boxes in document order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from kg.errors import ReadError
from kg.model import BlockKind, Source
from kg.package import check_package
from kg.read.compose import Composer, card, is_note_mark, tidy
from kg.read.docx_charts import read_chart
from kg.read.docx_styles import Look, Styles, W, flag, value
from kg.read.rows import Span, is_data, key_figures, lay_out

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# What is no text of the paragraph: properties, deleted and moved passages, text boxes (they are read after it), and the
# second version of a drawing for old programs.
_APART = {f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{_MC}Fallback"}
_INSIDE = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}


def read_docx(data: bytes, file: str, sha256: str) -> Source:
    """A report in a Word document.

    Footnotes, comments and deleted passages are left out.

    Raises:
        ReadError: it is damaged, encrypted, too large when unpacked, or holds no words.
    """
    check_package(data, file)
    try:
        document = docx.Document(BytesIO(data))
        reader = _Reader(document, Styles(document))
        reader.blocks(document.element.body)
        reader.margins()
        title = document.core_properties.title
    except (OpcError, etree.LxmlError, KeyError, ValueError, AttributeError, IndexError, TypeError):
        raise ReadError(file, "is damaged: it is no Word document that can be read") from None
    return reader.composer.source(file, sha256, "docx", title=title)


@dataclass(frozen=True, slots=True)
class _Words:
    """The lines of a paragraph, and whether all of it is bold."""

    lines: list[str]
    strong: bool


@dataclass
class _Reader:
    document: Document
    styles: Styles
    composer: Composer = field(default_factory=Composer)
    depth: int = 0  # of what stands inside the list item that was read last, 0 outside a list
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)  # items so far, by list and level

    def blocks(self, parent: etree._Element) -> None:
        """Everything in a body, a cell or a text box."""
        for block in _children(parent):
            if block.tag == f"{W}p":
                self.paragraph(block)
            elif block.tag == f"{W}tbl":
                self.table(block)

    def paragraph(self, p: etree._Element) -> None:
        """A paragraph, and the text boxes and charts that are anchored in it."""
        words = self.words(p)
        text = tidy(" ".join(words.lines))
        look = self.styles.of(p)
        if look.contents and text:
            self.composer.furniture(text)
        elif look.heading and text:
            self.composer.line(text, heading=look.heading)
            self.depth = 0
        elif look.item and text:
            self.item(words.lines, look)
        elif text:
            self.depth = self.depth if look.continues else 0
            for number, line in enumerate(words.lines):
                self.composer.line(line, depth=self.depth, strong=words.strong, gap=0 if number else 1)
        else:
            self.composer.blank()
        for inner in _anchored(p):
            if inner.tag == _CHART:
                self.chart(inner)
            else:
                self.box(inner)

    def item(self, lines: list[str], look: Look) -> None:
        """A list item."""
        gap = 0 if self.depth else 1
        self.depth = look.depth + 1
        self.counts[look.numbering, look.depth] += 1
        for key in [k for k in self.counts if k[0] == look.numbering and k[1] > look.depth]:
            del self.counts[key]
        mark = "•" if look.item == "bullet" else f"{self.counts[look.numbering, look.depth]}."
        self.composer.line(lines[0], mark=mark, depth=look.depth, gap=gap)
        for line in lines[1:]:
            self.composer.line(line, depth=self.depth, gap=0)

    def words(self, p: etree._Element) -> _Words:
        """The visible text of a paragraph, without the figures that mark footnotes."""
        parts: list[str] = []
        bold = letters = 0
        walk = etree.iterwalk(p, events=("start",))
        strong = run_strong = self.styles.of(p).strong
        for _, element in walk:
            if element.tag in _APART and element is not p:
                walk.skip_subtree()
            elif element.tag == f"{W}r":
                look = element.find(f"{W}rPr")
                run_strong = (
                    strong if look is None else flag(look, "b", self.styles.strong(value(look, "rStyle"), strong))
                )
                if look is not None and (flag(look, "vanish", False) or _is_note(look, element, parts)):
                    walk.skip_subtree()
            elif element.tag == f"{W}t" and element.text:
                parts.append(element.text)
                count = sum(not c.isspace() for c in element.text)
                letters += count
                bold += count if run_strong else 0
            elif element.tag in _BREAKS:
                parts.append(_BREAKS[element.tag])
        lines = [line for line in "".join(parts).split("\n") if line.strip()]
        return _Words(lines, bool(letters) and bold == letters)

    def table(self, table: etree._Element) -> None:
        """A table of data, or the boxes of a layout one after the other."""
        rows = list(_rows(table))
        spans = [[self.span(cell, head) for cell in cells] for cells, head in rows]
        figures = key_figures(spans)
        self.depth = 0
        if figures:
            for number, figure in enumerate(figures):
                self.composer.line(figure, alone=True, gap=0 if number else 1)
        elif is_data(spans) and table.find(f".//{W}tbl") is None and not self._has_heading(table):
            grid = lay_out(spans)
            for title in grid.titles:
                self.composer.line(title, alone=True)
            self.composer.table(grid.rows, grid.header)
        else:
            for cells, _ in rows:
                for cell in cells:
                    self.box(cell)
        self.depth = 0

    def _has_heading(self, table: etree._Element) -> bool:
        return any(self.styles.of(p).heading for p in table.iter(f"{W}p"))

    def span(self, cell: etree._Element, head: bool) -> Span:
        """A cell; one that continues the cell above it has no words."""
        look = cell.find(f"{W}tcPr")
        merge = look.find(f"{W}vMerge") if look is not None else None
        continues = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        words = "" if continues else tidy(" ".join(line for p in cell.iter(f"{W}p") for line in self.words(p).lines))
        columns = value(look, "gridSpan") if look is not None else None
        return Span(words, int(columns) if columns and columns.isdigit() else 1, head=head)

    def box(self, box: etree._Element) -> None:
        """A text box or a cell of a layout: a key figure with its label, else blocks like any other."""
        paragraphs = list(_children(box))
        if all(p.tag == f"{W}p" for p in paragraphs):
            figure = card([line for p in paragraphs for line in self.words(p).lines])
            if figure:
                self.composer.line(figure, alone=True)
                return
        self.depth = 0
        self.blocks(box)

    def chart(self, reference: etree._Element) -> None:
        """The numbers of a chart that Word drew."""
        part = self.document.part.related_parts.get(reference.get(_RELATION) or "")
        chart = read_chart(part.blob) if part is not None else None
        if chart is not None:
            if chart.title:
                self.composer.line(chart.title, strong=True)
            self.composer.table(chart.rows, chart.header, BlockKind.FIGURE)

    def margins(self) -> None:
        """Headers and footers, which often name the publisher and the month."""
        seen: set[str] = set()
        for section in self.document.sections:
            for margin in (
                section.header,
                section.first_page_header,
                section.even_page_header,
                section.footer,
                section.first_page_footer,
                section.even_page_footer,
            ):
                if margin.is_linked_to_previous:
                    continue
                for p in margin._element.iter(f"{W}p"):  # noqa: SLF001 - the public list leaves out tables and boxes
                    words = tidy(" ".join(self.words(p).lines))
                    if words not in seen:
                        seen.add(words)
                        self.composer.furniture(words)


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a body, also those inside content controls and tracked insertions."""
    for child in parent.iterchildren():
        if child.tag in _INSIDE:
            yield from _children(child)
        elif child.tag in {f"{W}p", f"{W}tbl"}:
            yield child


def _rows(table: etree._Element) -> Iterator[tuple[list[etree._Element], bool]]:
    """The rows of a table as cells, and whether Word repeats the row as a header on each page."""
    for row in _inside(table, f"{W}tr"):
        look = row.find(f"{W}trPr")
        yield list(_inside(row, f"{W}tc")), look is not None and flag(look, "tblHeader", False)


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent.iterchildren():
        if child.tag in _INSIDE:
            yield from _inside(child, tag)
        elif child.tag == tag:
            yield child


def _anchored(p: etree._Element) -> Iterator[etree._Element]:
    """The text boxes and charts of a paragraph; what a text box holds is not gone into."""
    walk = etree.iterwalk(p, events=("start",))
    for _, element in walk:
        if element.tag == f"{_MC}Fallback":
            walk.skip_subtree()
        elif element.tag in {f"{W}txbxContent", _CHART}:
            yield element
            walk.skip_subtree()


def _is_note(look: etree._Element, run: etree._Element, before: list[str]) -> bool:
    """Whether a run is the raised mark of a footnote."""
    raised = "".join(t.text or "" for t in run.iter(f"{W}t"))
    return value(look, "vertAlign") == "superscript" and is_note_mark(raised, "".join(before))
