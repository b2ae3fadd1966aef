"""The words of scanned pages, by Tesseract if it is installed (`reportgraph[ocr]`)."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

import pypdfium2 as pdfium

from kg.read.pdf.words import Frame, Word

# Dots per inch that Tesseract reads best, and the most dots of a page, so that a huge page is read more coarsely.
_RESOLUTION, _MOST_DOTS = 300, 30_000_000
# Seconds for a page, and the least that Tesseract must be sure of a word, in per cent.
_PAGE_SECONDS, _LEAST_SURE = 120, 30
# The heights of letters in font sizes: those with a stem or capitals, and those that reach below the base line.
_TALL, _LOW = 0.72, 0.22
_BELOW = set("gjpqy,;()[]")
_LOW_LETTERS = set("acemnorsuvwxz.-–—:'\"")
# Font sizes measured on a scan differ by so much from line to line.
_BLUR = 0.2


def available() -> bool:
    """Whether scanned pages can be read here."""
    return importlib.util.find_spec("pytesseract") is not None and shutil.which("tesseract") is not None


def scanned_words(page: pdfium.PdfPage, frame: Frame) -> list[Word]:
    """The words that Tesseract sees on a page; none if it fails or takes too long."""
    import pytesseract  # noqa: PLC0415 - an extra

    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # more threads for one page make it slower
    scale = min(_RESOLUTION / 72, (_MOST_DOTS / max(frame.width * frame.height, 1.0)) ** 0.5)
    image = page.render(scale=scale, grayscale=True).to_pil()
    try:
        seen = pytesseract.image_to_data(image, output_type=pytesseract.Output.DICT, timeout=_PAGE_SECONDS)
    except (RuntimeError, pytesseract.TesseractError):
        return []
    lines: dict[tuple[int, int, int], list[int]] = {}
    for i, text in enumerate(seen["text"]):
        # The rules of a table are seen as bars.
        if text.strip(" |") and float(seen["conf"][i]) >= _LEAST_SURE:
            lines.setdefault((seen["block_num"][i], seen["par_num"][i], seen["line_num"][i]), []).append(i)
    return _even([word for line in lines.values() for word in _line(seen, line, scale)])


def _line(seen: Mapping[str, Sequence[int | str]], line: Sequence[int], scale: float) -> list[Word]:
    """The words of a line on one base line and in one size, which the letters of known height tell."""
    boxes = []
    for i in line:
        left, top, width, height = (float(seen[key][i]) / scale for key in ("left", "top", "width", "height"))
        boxes.append((str(seen["text"][i]).strip(" |"), left, top, left + width, top + height))
    tall = [bottom - top for text, _, top, _, bottom in boxes if not _BELOW & set(text) and set(text) - _LOW_LETTERS]
    heights = [bottom - top for _, _, top, _, bottom in boxes]
    size = median(tall) / _TALL if tall else max(heights) / (_TALL + _LOW)
    standing = [bottom for text, _, _, _, bottom in boxes if not _BELOW & set(text)]
    base = median(standing) if standing else max(bottom for *_, bottom in boxes) - _LOW * size
    return [Word(text, left, right, base, size) for text, left, _, right, _ in boxes]


def _even(words: list[Word]) -> list[Word]:
    """The words, those of nearly the usual size in exactly this size."""
    if not words:
        return []
    usual = median(w.size for w in words for _ in w.text)
    return [replace(w, size=usual) if abs(w.size - usual) < _BLUR * usual else w for w in words]
