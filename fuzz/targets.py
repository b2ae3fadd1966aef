"""What is fuzzed: each function takes bytes, feeds them to a reader or parser, and raises where a law is broken.

A reader may refuse a file with `ReadError` and raise nothing else; what it hands over holds together
(`tests/read_law.py`) and can be written as UTF-8. `tests/test_fuzz.py` runs every seed and every finding through these
functions.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

from kg.document import Clock
from kg.errors import ReadError
from kg.nlp.dates import date_spans, find_dates
from kg.nlp.numbers import NumberFinder, word_value
from kg.nlp.shares import find_shares
from kg.read.detect import format_of
from kg.read.docx import read_docx
from kg.read.html import read_html
from kg.read.markdown import read_markdown
from kg.read.pdf import read_pdf, reader
from kg.read.pdf.document import opened, sheets_of
from kg.read.pdf.furniture import Sheet
from kg.read.registry import Reader
from kg.read.sheets import read_csv, read_xlsx
from kg.read.text import read_text

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import surfaces  # noqa: E402 - lies here, and uses what lies beside the tests
from read_law import holds_together, same_words, words_in_order  # noqa: E402 - the law lies beside the tests, which also hold it

FIND = NumberFinder({"USD": "USD", "US$": "USD", "$": "USD", "dollars": "USD", "€": "EUR", "SSP": "SSP", "Tk": "BDT"})
CLOCKS = (Clock("2017-11-01", "2017-11-30"), Clock())


def _read(read: Reader, data: bytes, file: str) -> None:
    try:
        source = read(data, file, "0" * 64)
    except ReadError as error:
        if "\n" in error.reason or not error.reason:
            raise AssertionError(f"no clear line: {error.reason!r}") from error
        return
    # Cells of Markdown may hold any markup; those of a chart lie in lines around others, or have a comma for a space.
    holds_together(source, same_words if source.format in {"docx", "xlsx"} else words_in_order)
    "".join((source.text, source.title or "", *(s for b in source.blocks for s in (*b.section, *b.lead)))).encode()


def _plain(read: Reader, file: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        try:
            format_of(data, file)
        except ReadError:
            return
        _read(read, data, file)

    return target


def packed(data: bytes) -> bytes:
    """A zip package of parts that are written one below the other, each under a line `=== NAME`.

    Fuzzing a zip itself would hardly ever get past its checksums.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for part in data.split(b"=== ")[1:]:
            name, _, content = part.partition(b"\n")
            package.writestr(zipfile.ZipInfo(name.decode("latin-1").replace("\0", "") or "_"), content)
    return file.getvalue()


def _package(read: Reader, file: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        if len({part.partition(b"\n")[0] for part in data.split(b"=== ")}) > data.count(b"=== "):
            _read(read, packed(data), file)

    return target


def pdf(data: bytes) -> None:
    """A PDF in this process, where `kg` takes it apart in another: a crash of the parser must be seen."""
    if b"%PDF-" in data[:1024]:
        with patch.object(reader, "taken_apart", _taken_apart), _silent():
            _read(read_pdf, data, "report.pdf")


def _taken_apart(data: bytes, file: str) -> tuple[str, list[Sheet]]:
    with opened(data, file) as document:
        return str(document.get_metadata_value("Title") or ""), list(sheets_of(document, file))


@contextmanager
def _silent() -> Iterator[None]:
    """Without Tesseract, which would take a second for each page that has no text."""
    with patch("kg.read.pdf.ocr.available", return_value=False):
        yield


def numbers(data: bytes) -> None:
    """The number parser, the parser of number words, and that of shares."""
    text = data.decode("utf-8", errors="replace")
    found = list(FIND(text))
    for q in found:
        assert 0 <= q.full_begin <= q.begin < q.end <= q.full_end <= len(text)
        assert q.value.is_finite()
        assert q.upper is None or q.value < q.upper
    assert all(a.full_end <= b.begin for a, b in pairwise(found))
    word_value(text)
    for share in find_shares(text):
        assert 0 <= share.begin < share.end <= len(text)


def dates(data: bytes) -> None:
    """The date parser, with and without a report's period."""
    text = data.decode("utf-8", errors="replace")
    for clock in CLOCKS:
        found = list(find_dates(text, clock))
        for d in found:
            assert 0 <= d.begin < d.end <= len(text)
            assert (d.period.start or "") <= (d.period.end or "")
        assert all(a.end <= b.begin for a, b in pairwise(found))
    for begin, end in date_spans(text):
        assert 0 <= begin < end <= len(text)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": _plain(read_text, "report.txt"),
    "markdown": _plain(read_markdown, "report.md"),
    "html": _plain(read_html, "report.html"),
    "csv": _plain(read_csv, "report.csv"),
    "docx": _package(read_docx, "report.docx"),
    "xlsx": _package(read_xlsx, "report.xlsx"),
    "pdf": pdf,
    "numbers": numbers,
    "dates": dates,
    "claims": surfaces.claims,
    "decisions": surfaces.decisions,
    "pcodes": lambda data: surfaces.pcodes(packed(data) if data.startswith(b"=== ") else data),
    "queries": surfaces.queries,
    "explorer": surfaces.explorer,
}
