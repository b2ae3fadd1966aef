"""The zip packages of office programs (ISO/IEC 29500-2), looked at before a library unpacks them."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import IO

from kg.errors import ReadError

MOST_PARTS = 10_000
LARGEST_UNPACKED = 300_000_000  # bytes, pictures included
# Elements and attributes in all XML parts together; a parsed one takes some 200 bytes of memory. A report of 500 pages
# has a tenth of them.
MOST_NODES = 3_000_000
_CHUNK = 1 << 20

WORKBOOK_DAMAGE = (
    zipfile.BadZipFile,
    OSError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
)
"""What openpyxl stumbles over in a workbook whose parts do not fit together, beside its own `InvalidFileException`."""

# How the files of Word and Excel before 2007 begin, and encrypted ones of today.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def refuse_ole(data: bytes, file: str) -> None:
    """Refuse what is no package but one of Office's binary files.

    Raises:
        ReadError: saying how the file can be made readable.
    """
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise ReadError(file, "is protected with a password")
        raise ReadError(file, "is an old Word, Excel or PowerPoint file; save it as DOCX, XLSX or PDF")


def check_package(data: bytes, file: str, most_nodes: int = MOST_NODES) -> frozenset[str]:
    """Look through a package without unpacking more than a part of it at a time; the names of its parts.

    Args:
        data: the package.
        file: its name, for the error.
        most_nodes: elements and attributes that it may hold, where not all are in memory at one time.

    Raises:
        ReadError: it is damaged, encrypted, would take too much memory, or holds an XML document type, by which a small
            file can grow without end.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS:
                raise ReadError(file, f"is a package of more than {MOST_PARTS:,} parts")
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise ReadError(file, f"unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB")
            nodes = 0
            for part in parts:
                if part.flag_bits & 1:
                    raise ReadError(file, "is protected with a password")
                if part.filename.endswith((".xml", ".rels")):
                    with package.open(part) as stream:
                        nodes += _nodes(stream, file, most_nodes)
                if nodes > most_nodes:
                    raise ReadError(file, "is too large to be read: too many elements")
            return frozenset(part.filename for part in parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise ReadError(file, "is damaged: it cannot be unpacked") from None


def _nodes(stream: IO[bytes], file: str, most: int) -> int:
    """About how many nodes a parser would make of an XML part."""
    nodes, end = 0, b""
    while chunk := stream.read(_CHUNK):
        # A name may lie across two chunks; in UTF-16 its letters stand between zero bytes.
        if b"<!DOCTYPE" in (end + chunk).replace(b"\0", b""):
            raise ReadError(file, "holds an XML document type, which no office program writes")
        nodes += chunk.count(b"<") + chunk.count(b"=")
        if nodes > most:
            break
        end = chunk[-20:]
    return nodes
