"""Which files are reports, and which reader reads them. The content decides, the name helps."""
# ruff: noqa: PLC0415 - a reader's libraries are loaded when the first file of its kind comes

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.errors import ReadError
from kg.model import Source
from kg.read.detect import format_of
from kg.read.enumerations import with_enumerations
from kg.read.fields import with_fields
from kg.read.hyphens import with_words_joined
from kg.read.language import check_english

Reader = Callable[[bytes, str, str], Source]
"""Takes a file's bytes, its name in the graph and its SHA-256; raises `ReadError`."""

# What is taken from a folder. Old Office files are among them so that a user learns that they are not read.
SUFFIXES = frozenset(
    ".txt .text .md .markdown .html .htm .xhtml .pdf .docx .xlsx .xlsm .csv .tsv .doc .xls .rtf .odt".split()
)
# Larger files are refused before they are read into memory, in bytes; what is nothing but text is all read at once.
LARGEST = 200_000_000
LARGEST_TEXT = 20_000_000


def reader_of(kind: str) -> Reader:
    """The reader of a format by the format's name.

    Raises:
        KeyError: there is none.
    """
    if kind == "pdf":
        from kg.read.pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from kg.read.docx import read_docx

        return read_docx
    if kind == "html":
        from kg.read.html import read_html

        return read_html
    if kind == "markdown":
        from kg.read.markdown import read_markdown

        return read_markdown
    if kind in {"xlsx", "csv"}:
        from kg.read.sheets import read_csv, read_xlsx

        return read_xlsx if kind == "xlsx" else read_csv
    if kind == "text":
        from kg.read.text import read_text

        return read_text
    raise KeyError(kind)


def find_reports(inputs: Sequence[Path]) -> list[tuple[Path, str]]:
    """The reports among files and folders, with their names below the folder given, sorted by name.

    Folders are walked; hidden files and the lock files of office programs are left out, and so is what is no file, such
    as a pipe. Links are not followed out of the folder. A file that is named itself is taken whatever its suffix. What
    is found twice is one report.

    Raises:
        ReadError: an input does not exist, or is neither a file nor a folder.
    """
    found: dict[Path, tuple[Path, str]] = {}
    for given in inputs:
        if given.is_dir():
            root = given.resolve()
            for folder, folders, names in os.walk(given):
                folders[:] = sorted(f for f in folders if not f.startswith("."))
                for name in sorted(names):
                    path = Path(folder) / name
                    real = path.resolve()
                    wanted = path.suffix.lower() in SUFFIXES and not name.startswith((".", "~$"))
                    if wanted and real.is_relative_to(root) and real.is_file():
                        found.setdefault(real, (path, named(path.relative_to(given).as_posix())))
        elif given.is_file():
            found.setdefault(given.resolve(), (given, named(given.name)))
        elif given.exists():
            raise ReadError(str(given), "is neither a file nor a folder")
        else:
            raise ReadError(str(given), "no such file or folder")
    return sorted(found.values(), key=lambda item: (item[1], item[0].as_posix()))


def named(name: str) -> str:
    r"""The name of a report, in which bytes that are no UTF-8 stand as `\xff`: no graph could hold them."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def check_size(path: Path, file: str) -> None:
    """Refuse a file that is too large, before any of it is read.

    Raises:
        ReadError: it is, or it cannot be read.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ReadError(file, (error.strerror or "cannot be read").lower()) from None
    if size > LARGEST:
        raise ReadError(file, f"is larger than {LARGEST // 1_000_000} MB")


def read_report(path: Path, file: str) -> Source:
    """Read one report.

    Args:
        path: where it is.
        file: its name in the graph.

    Raises:
        ReadError: it cannot be read, is empty, of an unknown kind, too large or not in English.
    """
    check_size(path, file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(file, (error.strerror or "cannot be read").lower()) from None
    kind = format_of(data, path.name)
    if kind not in {"pdf", "docx", "xlsx"} and len(data) > LARGEST_TEXT:
        raise ReadError(file, f"is larger than {LARGEST_TEXT // 1_000_000} MB of text")
    source = reader_of(kind)(data, file, hashlib.sha256(data).hexdigest())
    check_english(source)
    return with_enumerations(with_fields(source if kind == "pdf" else with_words_joined(source)))
