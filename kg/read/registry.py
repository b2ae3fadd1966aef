"""Which files are reports, and which reader reads them. The content decides, the name helps."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.errors import ReadError
from kg.model import Source
from kg.read.language import check_english
from kg.read.pdf import read_pdf
from kg.read.text import read_text

Reader = Callable[[bytes, str, str], Source]

SUFFIXES = {".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".pdf": "pdf"}
READERS: dict[str, Reader] = {
    "text": lambda data, file, sha: read_text(data, file, sha, "text"),
    "markdown": lambda data, file, sha: read_text(data, file, sha, "markdown"),
    "pdf": read_pdf,
}
# Larger files are refused before they are read into memory, in bytes.
LARGEST = 200_000_000


def find_reports(inputs: Sequence[Path]) -> list[tuple[Path, str]]:
    """The reports among files and folders, with their names below the folder given, sorted by name.

    Folders are walked; hidden files are left out and links are not followed out of the folder. A file that is named itself
    is taken whatever its suffix.

    Raises:
        ReadError: an input does not exist.
    """
    found: dict[str, Path] = {}
    for given in inputs:
        if given.is_dir():
            root = given.resolve()
            for folder, folders, names in os.walk(given):
                folders[:] = sorted(f for f in folders if not f.startswith("."))
                for name in sorted(names):
                    path = Path(folder) / name
                    inside = path.resolve().is_relative_to(root)
                    if path.suffix.lower() in SUFFIXES and not name.startswith(".") and inside:
                        found.setdefault(path.relative_to(given).as_posix(), path)
        elif given.exists():
            found.setdefault(given.name, given)
        else:
            raise ReadError(str(given), "no such file or folder")
    return sorted(((path, name) for name, path in found.items()), key=lambda item: item[1])


def read_report(path: Path, file: str) -> Source:
    """Read one report.

    Args:
        path: where it is.
        file: its name in the graph.

    Raises:
        ReadError: it cannot be read, is empty, binary, too large or not in English.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ReadError(file, f"is larger than {LARGEST // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(file, (error.strerror or "cannot be read").lower()) from None
    kind = SUFFIXES.get(path.suffix.lower(), "text")
    source = READERS[kind](data, file, hashlib.sha256(data).hexdigest())
    check_english(source)
    return source
