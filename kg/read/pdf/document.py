"""A PDF file and its pages, with everything refused that would run, fetch or exhaust the machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kg.errors import ReadError
from kg.read.pdf import ocr
from kg.read.pdf.drawings import Drawings, drawings_of
from kg.read.pdf.furniture import Sheet
from kg.read.pdf.spacing import with_words_closed
from kg.read.pdf.words import Frame, frame_of, words_of

# Reports are shorter than this; more pages or words are refused before they fill the memory.
MOST_PAGES = 3000
MOST_WORDS = 1_000_000

_REASONS = {
    pdfium_c.FPDF_ERR_PASSWORD: "is encrypted: it needs a password",
    pdfium_c.FPDF_ERR_SECURITY: "is encrypted in a way that is not supported",
    pdfium_c.FPDF_ERR_FORMAT: "is not a readable PDF: it is damaged or cut off",
    pdfium_c.FPDF_ERR_FILE: "is not a readable PDF: it is damaged or cut off",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not read, as a message to the process that asked."""

    reason: str


@contextmanager
def opened(data: bytes, file: str) -> Iterator[pdfium.PdfDocument]:
    """The document; no form scripts are set up, so nothing in it runs.

    Raises:
        ReadError: it is encrypted, damaged, empty or too long.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        reason = _REASONS.get(getattr(error, "err_code", None) or 0, "is not a readable PDF: it is damaged or cut off")
        raise ReadError(file, reason) from None
    try:
        if len(document) == 0:
            raise ReadError(file, "is a PDF without pages")
        if len(document) > MOST_PAGES:
            raise ReadError(file, f"has more than {MOST_PAGES} pages")
        yield document
    finally:
        document.close()


def sheets_of(document: pdfium.PdfDocument, file: str) -> Iterator[Sheet]:
    """The pages as words and drawings; a page that cannot be read is empty.

    Raises:
        ReadError: there are more words than a report has.
    """
    total = 0
    for index in range(len(document)):
        sheet = _sheet(document, index)
        total += len(sheet.words)
        if total > MOST_WORDS:
            raise ReadError(file, f"has more than {MOST_WORDS:,} words")
        yield sheet


def _sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Sheet(Frame(0, 0, 0, 0, 0), Drawings(), [])
    try:
        frame = frame_of(page)
        words = with_words_closed(words_of(page, frame))
        if not words and ocr.available() and _has_picture(page):
            words = ocr.scanned_words(page, frame)
        upright = [w for w in words if w.upright]
        return Sheet(frame, drawings_of(page, frame), upright, turned=[w for w in words if not w.upright])
    finally:
        page.close()


def _has_picture(page: pdfium.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None
