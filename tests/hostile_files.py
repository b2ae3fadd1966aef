"""Reports made to hurt, by the names of their files; each is made when it is asked for."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

GOOD = "Gulu Update\nMay 2022\n\nUNICEF distributed 263 hygiene kits to 35 families in Gulu.\n"
SENTENCE = "UNICEF distributed 263 hygiene kits to 35 families in Gulu, Uganda, and the partners "


def package(**parts: bytes) -> bytes:
    """A zip file, its parts compressed; `__` in a name stands for a slash, a last `_` for a point."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def bomb(size: int) -> bytes:
    """An XML document that is as good as nothing when it is compressed."""
    return b"<a>" + b" " * size + b"</a>"


def lying() -> bytes:
    """A package that says to be smaller than it is."""
    data = bytearray(package(word__document_xml=bomb(100_000_000)))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def overlapping(times: int) -> bytes:
    """A package whose parts are all one and the same stretch of the file."""
    data = package(word__document_xml=bomb(10_000_000))
    at, end = data.find(b"PK\x01\x02"), data.find(b"PK\x05\x06")
    entries = data[at:end] * times
    return data[:at] + entries + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, times, times, len(entries), at, 0)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b0 "ha">'
    + b"".join(b'<!ENTITY b%d "%s">' % (i, b"&b%d;" % (i - 1) * 10) for i in range(1, 12))
    + b"]><a>&b11;</a>"
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    f'ContentType="{_WORD}"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_PARAGRAPH = "<w:p><w:r><w:t>UNICEF distributed 263 hygiene kits in Gulu.</w:t></w:r></w:p>"


def document(body: str) -> bytes:
    """A Word document, as little as Word reads."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    content = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": content}
    return package(**{name: part.encode() for name, part in parts.items()})


# PDF -----------------------------------------------------------------------------------------------------------------

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of objects by their numbers, the first of them the catalog; HERE in the trailer is the table's place."""
    data, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % places.get(n, 0) for n in range(1, max(objects) + 1))
    here = b"%d" % len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1) + table
    data += b"trailer<</Root 1 0 R/Size %d%s>>" % (max(objects) + 1, trailer.replace(b"HERE", here))
    return data + b"\nstartxref\n%s\n%%%%EOF" % here


def stream(content: bytes, head: bytes = b"") -> bytes:
    """A compressed stream."""
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), head, packed)


def form(content: bytes) -> bytes:
    """A drawing that may draw the sixth and the seventh object."""
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>>>")


def paged(content: bytes, pages: int = 1, box: bytes = b"0 0 600 800") -> bytes:
    """A PDF whose pages are all the same one."""
    kids = b" ".join([b"3 0 R"] * pages)
    resources = b"<</Font<</F 5 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>>>"
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources%s>>" % (box, resources),
            4: stream(content),
            5: FONT,
            6: form(b"/Y Do /Y Do"),
            7: form(b"/X Do /X Do"),
        }
    )


def words(number: int) -> bytes:
    """What draws a word again and again."""
    return b"BT /F 9 Tf " + b"1 0 0 1 10 10 Tm (Gulu) Tj " * number + b"ET"


def looping_pdf() -> bytes:
    """A PDF whose page tree is its own child, and whose page draws itself."""
    resources = b"<</XObject<</X 4 0 R>>>>"
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 1000000/Parent 2 0 R>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources%s>>" % resources,
            4: stream(b"/X Do", b"/Subtype/Form/BBox[0 0 9 9]/Resources%s" % resources),
        }
    )


def deep_pdf(depth: int) -> bytes:
    """A PDF whose page lies below so many others."""
    tree = {n: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(2, depth)}
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", **tree, depth: b"<</Type/Page/MediaBox[0 0 9 9]>>"})


def nothing_pdf(catalog: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF without pages."""
    pages = b"<</Type/Pages/Kids[]/Count 0>>"
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog, 2: pages}, trailer)


# All -----------------------------------------------------------------------------------------------------------------


def text(more: str) -> Callable[[], bytes]:
    """A good text or Markdown with something more."""
    return f"{GOOD}\n{more}\n".encode


def web(more: str) -> Callable[[], bytes]:
    """A good web page with something more."""
    return f"<html><body><h1>Gulu Update</h1><p>{SENTENCE}.</p>{more}</body></html>".encode


HOSTILE: dict[str, Callable[[], bytes]] = {
    # Text
    "brackets.txt": text("See " + "(" * 20_000),
    "closing.txt": text("See x" + ")" * 20_000),
    "one-line.txt": (SENTENCE * (5_000_000 // len(SENTENCE))).encode,
    "one-sentence.txt": (SENTENCE * 3_500).encode,  # of 60,000 tokens
    "one-word.txt": lambda: b"people " + b"a" * 2_000_000,
    "digits.txt": lambda: b"people " + b"1 000 " * 200_000,
    "accents.txt": text("a" + "\u0301" * 200_000),
    "right-to-left.txt": text("\u202e Gulu \u202c\u2066 " * 10_000),
    "tabs.txt": text("\t" * 200_000 + "a"),
    "lone-surrogate.txt": lambda: GOOD.encode() + b"\nIn \xed\xa0\x80 and \xed\xbf\xbf too.\n",
    "nul-inside.txt": lambda: GOOD.encode() + b" " * 9000 + b"\nSome \0 of it.\n",
    "nul.txt": lambda: GOOD.encode().replace(b" ", b"\0"),
    "empty.txt": lambda: b"",
    # Markdown and tables
    "brackets.md": text("[" * 20_000),
    "links.md": text("[a](" * 20_000),
    "stars.md": text("*a_ **" * 5_000),
    "quotes.md": text("> " * 20_000 + "a"),
    "lists.md": text("\n".join("  " * i + "- a" for i in range(500))),
    "ticks.md": text("".join("`" * i + "a" for i in range(500))),
    "columns.md": text("|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n" + "|1" * 5_000 + "|"),
    "columns.csv": lambda: b"a," * 5_000 + b"a\n" + b"1," * 5_000 + b"1\n",
    "quote.csv": lambda: b'a,b\n"' + b"x,\n" * 600_000,
    # Web pages
    "deep.html": lambda: b"<html><body>" + b"<div>" * 100_000 + b"Gulu Update",
    "tables.html": lambda: b"<html><body>" + b"<table><tr><td>" * 50_000 + b"Gulu",
    "attributes.html": lambda: b"<html><body><p " + b"a=1 " * 200_000 + b">Gulu",
    "span.html": web("<table><tr><td colspan=1000000000 rowspan=1000000000>a<td>b</table>"),
    "comments.html": web("<!--" * 100_000),
    "scripts.html": web("<script>" * 50_000),
    "entities.html": web("&" * 500_000),
    "laughs.xml.html": lambda: LAUGHS,
    # Packages
    "bomb.docx": lambda: package(word__document_xml=bomb(400_000_000)),
    "bomb.xlsx": lambda: package(xl__workbook_xml=bomb(400_000_000)),
    "lying.docx": lying,
    "overlapping.docx": lambda: overlapping(5_000),
    "laughs.docx": lambda: package(word__document_xml=LAUGHS),
    "laughs.xlsx": lambda: package(xl__workbook_xml=LAUGHS),
    "many.docx": lambda: package(**{f"word__{i}": b"" for i in range(20_000)}),
    "deep.docx": lambda: document("<w:ins>" * 100_000 + _PARAGRAPH + "</w:ins>" * 100_000),
    "tables.docx": lambda: document("<w:tbl><w:tr><w:tc>" * 60 + _PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 60),
    "span.docx": lambda: document(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>{_PARAGRAPH}</w:tc></w:tr></w:tbl>'
    ),
    # PDF
    "loop.pdf": looping_pdf,
    "cut.pdf": lambda: looping_pdf()[:100],
    "bomb.pdf": lambda: paged(b" " * 600_000_000),
    "forms.pdf": lambda: paged(b"/X Do"),
    "lines.pdf": lambda: paged(b"0 0 m 1 1 l S\n" * 5_000_000),
    "words.pdf": lambda: paged(words(200_000)),
    "vast.pdf": lambda: paged(words(9), box=b"0 0 1e9 1e9"),
    "nowhere.pdf": lambda: paged(words(9), box=b"nan inf -inf 0"),
    "pages.pdf": lambda: paged(words(9), pages=30_000),
    "deep.pdf": lambda: deep_pdf(20_000),
    "arrays.pdf": lambda: nothing_pdf(b"/X " + b"[" * 200_000 + b"]" * 200_000),
    "tables-in-a-circle.pdf": lambda: nothing_pdf(trailer=b"/Prev HERE"),
}
