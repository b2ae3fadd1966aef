"""A PDF → `Source`: words, rows, columns and tables, paragraphs, text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.errors import ReadError
from kg.model import Source
from kg.read.layout import blocks_of
from kg.read.pdf import ocr
from kg.read.pdf.columns import Arranger
from kg.read.pdf.furniture import Sheet, body_size, part_furniture
from kg.read.pdf.isolated import taken_apart
from kg.read.pdf.paragraphs import paragraphs_of
from kg.read.pdf.rows import rows_of
from kg.read.pdf.writing import written
from kg.read.spelling import Spelling, spelling_of
from kg.read.text import title_of

# Titles that programs put in, not people.
_NO_TITLE = re.compile(
    r"untitled|microsoft (?:word|powerpoint)|document\d*$|slide \d+|https?:|.*[\\/_]"
    r"|.*\.(?:docx?|pptx?|indd|pdf|html?|odt|xlsx?|ai|tmp)$",
    re.IGNORECASE,
)


def read_pdf(data: bytes, file: str, sha256: str) -> Source:
    """A report in PDF.

    Raises:
        ReadError: the file is encrypted, damaged or too long, or holds no text.
    """
    title, sheets = taken_apart(data, file)
    if not any(sheet.words for sheet in sheets):
        hint = "Tesseract finds none either" if ocr.available() else "install reportgraph[ocr] and Tesseract to read it"
        raise ReadError(file, f"has no text (scanned?); {hint}")
    part_furniture(sheets)
    arranger = Arranger()
    pages = [arranger.pieces(sheet.words, sheet.drawings) for sheet in sheets]
    elements = paragraphs_of(pages, body_size(sheets))
    result = written(elements, sheets, _spelling(sheets))
    source = Source(file, sha256, "pdf", result.text, (), page_starts=result.page_starts)
    found = blocks_of(result.text, result.lines, given=result.blocks, wrapped=False)
    blocks = tuple(replace(block, page=source.page_at(block.begin)) for block in found)
    return replace(source, blocks=blocks, title=_title(title, title_of(result.text, blocks), sheets[0]))


def _spelling(sheets: Sequence[Sheet]) -> Spelling:
    """The words that stand inside lines: neither the first nor the last of their row, which a line end may cut."""
    rows = (row.words for sheet in sheets for row in rows_of(sheet.words))
    return spelling_of(word.text for words in rows for word in words[1:-1])


def _title(property_title: str, heading: str | None, first: Sheet) -> str | None:
    """The title of the document's properties if the first page has it too, else the first heading."""
    words = property_title.split()
    plausible = len(words) > 1 and not _NO_TITLE.match(property_title)
    printed = {_bare(word.text) for word in first.words}
    if plausible and all(_bare(word) in printed for word in words) and len(property_title) > len(heading or ""):
        return " ".join(words)[:200]
    return heading or (" ".join(words)[:200] if plausible else None)


def _bare(word: str) -> str:
    return word.strip(".,;:!?()").casefold()
