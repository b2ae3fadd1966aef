"""What the styles and lists of a Word document say of a paragraph: heading, list item, bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
_INDENTED = 300  # twentieths of a point; a paragraph that is set in so far belongs to the list item above it
_LONGEST_CHAIN = 20  # styles that are based on one another; a longer chain goes in a circle


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is."""

    heading: int = 0  # its level, 1 to 6
    item: str = ""  # `bullet`, or how the items of its list are numbered
    numbering: str = ""  # the list it is in
    depth: int = 0  # of a list item, 0 at the top
    strong: bool = False
    contents: bool = False  # a line of the table of contents
    continues: bool = False  # if it comes after a list item, a further paragraph of it


class Styles:
    """The styles and the numbering of a document."""

    def __init__(self, document: Document) -> None:
        self._styles = {s.get(f"{W}styleId") or "": s for s in document.styles.element.iter(f"{W}style")}
        normal = (
            i for i, s in self._styles.items() if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph"
        )
        self._default = next(normal, "")
        self._formats: dict[str, dict[str, str]] = {}  # numbering: level: format of its numbers
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                self._read_numbering(relation.target_part.blob)

    def _read_numbering(self, xml: bytes) -> None:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
        abstract = {
            a.get(f"{W}abstractNumId"): {
                level.get(f"{W}ilvl") or "0": value(level, "numFmt") or "decimal" for level in a.iter(f"{W}lvl")
            }
            for a in root.iter(f"{W}abstractNum")
        }
        for numbering in root.iter(f"{W}num"):
            self._formats[numbering.get(f"{W}numId") or ""] = abstract.get(value(numbering, "abstractNumId"), {})

    def of(self, p: etree._Element) -> Look:
        """What a paragraph is."""
        own = p.find(f"{W}pPr")
        style = value(own, "pStyle") or self._default
        chain = list(self._chain(style))
        names = [(value(s, "name") or "").casefold() for s in chain]
        properties = [p for p in (own, *(s.find(f"{W}pPr") for s in chain)) if p is not None]
        if any(re.match(r"toc \d|table of figures", name) for name in names):
            return Look(contents=True)
        if heading := _heading(properties, names):
            return Look(heading=heading)
        strong = self.strong(style, False)
        if (item := self._item(properties)) is not None:
            kind, numbering, depth = item
            # The styles `List Bullet 2` and so on are lists of their own at the top level, and only look deeper.
            named = next((int(m[1]) - 1 for n in names if (m := re.match(r"list (?:bullet|number) (\d)", n))), 0)
            return Look(item=kind, numbering=numbering, depth=max(depth, named), strong=strong)
        continues = any(n.startswith("list continue") for n in names) or _indent(properties) >= _INDENTED
        return Look(strong=strong or "subtitle" in names, continues=continues)

    def strong(self, style: str | None, inherited: bool) -> bool:
        """Whether text of a style is bold."""
        for one in self._chain(style or ""):
            look = one.find(f"{W}rPr")
            if look is not None and look.find(f"{W}b") is not None:
                return flag(look, "b", inherited)
        return inherited

    def _chain(self, style: str) -> Iterator[etree._Element]:
        """A style and those that it is based on."""
        name: str | None = style
        for _ in range(_LONGEST_CHAIN):
            found = self._styles.get(name or "")
            if found is None:
                return
            yield found
            name = value(found, "basedOn")

    def _item(self, properties: list[etree._Element]) -> tuple[str, str, int] | None:
        """How an item is marked, its list and its level; None for what is no list item."""
        lists = [found for p in properties if (found := p.find(f"{W}numPr")) is not None]
        numbering = next((n for one in lists if (n := value(one, "numId"))), None)
        if numbering is None or numbering == "0":
            return None
        level = next((n for one in lists if (n := value(one, "ilvl"))), "0")
        kind = self._formats.get(numbering, {}).get(level, "bullet")
        return None if kind == "none" else (kind, numbering, int(level) if level in set("012345678") else 0)


def _indent(properties: list[etree._Element]) -> int:
    """How far a paragraph stands from the left margin, in twentieths of a point."""
    for one in properties:
        indent = one.find(f"{W}ind")
        left = None if indent is None else indent.get(f"{W}left") or indent.get(f"{W}start")
        if left is not None:
            return int(left) if left.isdigit() else 0
    return 0


def _heading(properties: list[etree._Element], names: list[str]) -> int:
    """The level of a heading; 0 for other paragraphs."""
    for name in names:
        if found := re.fullmatch(r"heading (\d)", name):
            return min(int(found[1]), 6)
        if name == "title":
            return 1
    outline = next((n for p in properties if (n := value(p, "outlineLvl"))), "9")
    return min(int(outline) + 1, 6) if outline in set("012345678") else 0


def value(parent: etree._Element | None, name: str) -> str | None:
    """The value of a property, `<w:name w:val="…"/>`."""
    found = parent.find(f"{W}{name}") if parent is not None else None
    return found.get(f"{W}val") if found is not None else None


def flag(parent: etree._Element, name: str, default: bool) -> bool:
    """Whether a property that is on or off is on; without a value it is on."""
    found = parent.find(f"{W}{name}")
    return default if found is None else (found.get(f"{W}val") or "1") not in _OFF
