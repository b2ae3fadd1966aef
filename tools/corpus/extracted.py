"""Text in the shapes that it has after somebody has copied or extracted it from a page."""

from __future__ import annotations

import textwrap

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

PAGE_BREAK = "¶"


def wrapped(source: str, footer: str, width: int = 88) -> str:
    """Text as a PDF reader hands out a page that was set line by line.

    A line that begins with `|` is kept as it is. Any other line is a paragraph: it is cut into lines of `width`
    characters with an empty line after each, and a `¶` in it ends the page after its line, so that `footer`, with the
    page's number for `{page}`, stands in the middle of the sentence.
    """
    out: list[str] = []
    page = 1
    for line in source.splitlines():
        if line.startswith("|"):
            out.append(line[2:])
            continue
        pieces = textwrap.wrap(line, width, break_on_hyphens=False)
        for number, piece in enumerate(pieces, start=1):
            out.append(piece.replace(PAGE_BREAK, "") + " ")
            if number < len(pieces):
                out.append("")
            if PAGE_BREAK in piece:
                out += [*footer.format(page=page).splitlines(), ""]
                page += 1
        if not pieces:
            out.append("")
    return "\n".join(out) + "\n"


def paged(source: str, footer: str) -> str:
    """Text with its own line ends, in which each line `¶` is a page's footer and a form feed."""
    first, *rest = source.split(f"{PAGE_BREAK}\n")
    return first + "".join(f"\n{footer.format(page=page)}\n\f{text}" for page, text in enumerate(rest, start=1))


def plain(markdown: str, width: int = 80) -> str:
    """Markdown as plain text: wrapped paragraphs, bullets, tables as lines of cells between tabs."""
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))
    return "\n\n".join(_block(node, width) for node in tree.children) + "\n"


def _words(node: SyntaxTreeNode) -> str:
    if node.type in {"text", "code_inline"}:
        return node.content
    return " " if node.type in {"softbreak", "hardbreak"} else "".join(_words(child) for child in node.children)


def _block(node: SyntaxTreeNode, width: int, depth: int = 0) -> str:
    if node.type in {"bullet_list", "ordered_list"}:
        return "\n".join(_item(child, width, depth) for child in node.children)
    if node.type == "table":
        rows = [row for part in node.children for row in part.children]
        return "\n".join("\t".join(_words(cell) for cell in row.children) for row in rows)
    return textwrap.fill(_words(node), width, break_on_hyphens=False)


def _item(node: SyntaxTreeNode, width: int, depth: int) -> str:
    first, *rest = node.children
    indent = "  " * depth
    text = textwrap.fill(
        _words(first), width, break_on_hyphens=False, initial_indent=f"{indent}• ", subsequent_indent=f"{indent}  "
    )
    return "\n".join([text, *(_block(child, width, depth + 1) for child in rest)])
