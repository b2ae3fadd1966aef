"""Plain text and Markdown, with the mess that conversion leaves in them."""

from __future__ import annotations

import re

from kg.errors import ReadError
from kg.model import Block, BlockKind, Source
from kg.read.beside import one_after_the_other
from kg.read.figure_rows import one_below_the_other
from kg.read.layout import blocks_of
from kg.read.letters import as_typed, closed_up
from kg.read.lines import evenly_spaced, split_lines
from kg.read.woven import unwoven

# Characters that no line of text holds, and that RDF cannot: each becomes a space, so that offsets stay.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

MOST_LINES = 500_000


def decode(data: bytes, file: str) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252 as old converters write it.

    Raises:
        ReadError: the file is empty, too long, or holds no text.
    """
    if not data.strip():
        raise ReadError(file, "is empty")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        control = sum(byte < 9 or 13 < byte < 27 for byte in data[:8192])
        if b"\0" in data[:8192] or control > len(data[:8192]) * 0.02:
            raise ReadError(file, "is a binary file, not text")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    text = as_typed(printable(text.replace("\r\n", "\n").replace("\r", "\n")))
    if text.count("\n") > MOST_LINES:
        raise ReadError(file, f"has more than {MOST_LINES:,} lines")
    if not re.search(r"\w", text):
        raise ReadError(file, "holds no words")
    return text


def printable(text: str) -> str:
    """The text with a space for each character that no line of text holds; its length stays."""
    return _UNPRINTABLE.sub(" ", text)


def read_text(data: bytes, file: str, sha256: str, kind: str = "text") -> Source:
    """A report in plain text or Markdown.

    Raises:
        ReadError: the file is empty or binary.
    """
    text = decode(data, file)
    if kind == "text":
        # Once more for the key figures of columns.
        text = unwoven(one_below_the_other(one_after_the_other(one_below_the_other(closed_up(text)))))
    return source_of(text, file, sha256, kind)


def source_of(text: str, file: str, sha256: str, kind: str) -> Source:
    """A report from its text; form feeds part its pages."""
    blocks = blocks_of(text, evenly_spaced(list(split_lines(text))))
    breaks = [m.end() for m in re.finditer("\f", text)]
    return Source(
        file=file,
        sha256=sha256,
        format=kind,
        text=text,
        blocks=blocks,
        title=title_of(text, blocks),
        page_starts=(0, *breaks) if breaks else (),
    )


def title_of(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The first heading, with the headings that follow it at once (`Annual Results Report`, `2023`, `Mali`)."""
    body = [b for b in blocks if b.kind is not BlockKind.FURNITURE]
    start = next((i for i, b in enumerate(body[:12]) if b.kind is BlockKind.HEADING), None)
    # A heading below running text is a section's, not the report's.
    if start is None or any(len(text[b.begin : b.end].split()) > 10 for b in body[:start]):
        return None
    words: list[str] = []
    for block in body[start : start + 3]:
        said = " ".join(" ".join(text[b:e] for b, e in block.lines).split())
        if words and ":" in said:
            break
        if block.kind is not BlockKind.HEADING and not re.fullmatch(r"(?:[A-Za-z]+ )?(?:19|20)\d\d", said):
            break
        words.append(said)
    return " ".join(words)[:200]
