"""What kind of file a report is, by its content; the name decides only between kinds of text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from kg.errors import ReadError
from kg.package import MOST_PARTS, refuse_ole

_HEAD = 4096
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
_TAGS = re.compile(r"</?(?:p|div|h[1-6]|ul|li|table|tr|td|br|span|article|section)\b[^>]*>", re.IGNORECASE)
# Signs of Markdown that plain text does not have: headings, rules of tables, bold text, links, fences.
_MARKDOWN = re.compile(r"^#{1,6} \S|^\s*\|?\s*:?-{2,}:?\s*\||\*\*\w|\]\(\S|^(?:```|---\n\w+:)", re.MULTILINE)
_BULLETS = re.compile(r"^\s{0,3}[-*+] \S", re.MULTILINE)
_TABLES = {".csv", ".tsv"}
_PAGES = {".html", ".htm", ".xhtml"}
_OTHERS = {
    b"{\\rtf": "is an RTF file; save it as DOCX",
    b"\x1f\x8b": "is an archive; unpack it first",
    b"7z\xbc\xaf": "is an archive; unpack it first",
    b"Rar!": "is an archive; unpack it first",
    b"BZh": "is an archive; unpack it first",
    b"\xfd7zXZ": "is an archive; unpack it first",
    b"\x89PNG": "is a picture, not text",
    b"\xff\xd8\xff": "is a picture, not text",
    b"GIF8": "is a picture, not text",
}
_PACKAGES = {
    "word/": "docx",
    "xl/": "xlsx",
}


def format_of(data: bytes, file: str) -> str:
    """The name of the format of a file: `pdf`, `docx`, `xlsx`, `html`, `markdown`, `csv` or `text`.

    Args:
        data: its bytes.
        file: its name.

    Raises:
        ReadError: it is of a kind that is not read.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    refuse_ole(data, file)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data, file)
    for magic, reason in _OTHERS.items():
        if data.startswith(magic):
            raise ReadError(file, reason)
    return _text(data, file)


def _package(data: bytes, file: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()[:MOST_PARTS]
            opened = package.read("mimetype")[:80] if "mimetype" in names[:1] else b""
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError):
        raise ReadError(file, "is damaged: it cannot be unpacked") from None
    if b"opendocument" in opened:
        raise ReadError(file, "is an OpenDocument file; save it as DOCX, XLSX or PDF")
    for prefix, kind in _PACKAGES.items():
        if any(name.startswith(prefix) for name in names):
            return kind
    if any(name.startswith("ppt/") for name in names):
        raise ReadError(file, "is a PowerPoint file; save it as PDF")
    raise ReadError(file, "is an archive; unpack it first")


def _text(data: bytes, file: str) -> str:
    suffix = "." + file.rpartition(".")[2].casefold()
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    head = data[: 2 * _HEAD].decode("utf-16" if utf16 else "utf-8-sig", errors="ignore")
    if _HTML.match(head) or (suffix in _PAGES and _TAGS.search(head)):
        return "html"
    if head.lstrip().startswith("<?xml"):
        raise ReadError(file, "is XML that is no web page")
    if suffix in _TABLES:
        return "csv"
    if suffix in {".md", ".markdown"}:
        text = data[:200_000].decode("utf-16" if utf16 else "utf-8", errors="ignore").replace("\r", "")
        return "markdown" if _MARKDOWN.search(text) or len(_BULLETS.findall(text)) > 1 else "text"
    return "text"
