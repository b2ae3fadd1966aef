"""The reference of the ontology as a part of a page of the site: an extension of Python-Markdown.

The paragraph `[ONTOLOGY-REFERENCE]` gives way to what `kg ontology docs` writes of `ontology/`, with its headings
known to the table of contents and the search.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from lxml import html
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from kg.ontology import load
from kg.ontology.reference import reference

MARK = "[ONTOLOGY-REFERENCE]"
AFTER_INLINE = 8  # behind `inline` (20), which would read the words as Markdown, before `toc` (5)


def elements() -> Iterator[ET.Element]:
    """What the reference holds, without its title and list of classes, which the page has itself."""
    page = html.document_fromstring(reference(load(Path(__file__).parents[1] / "ontology")))
    for part in page.body:
        if part.tag not in {"h1", "nav"}:
            part.tail = None
            yield ET.fromstring(html.tostring(part, method="xml", encoding="unicode"))  # noqa: S314 - made just now


class OntologyReference(Treeprocessor):
    """Puts the reference in place of its mark."""

    def run(self, root: ET.Element) -> None:
        """Change the tree of a page."""
        for place, paragraph in enumerate(root):
            if paragraph.tag == "p" and paragraph.text == MARK:
                root.remove(paragraph)
                for offset, part in enumerate(elements()):
                    self._anchor(part)
                    root.insert(place + offset, part)
                return

    @staticmethod
    def _anchor(part: ET.Element) -> None:
        """Have the heading of a section bear its anchor, and its name alone stand in the table of contents."""
        heading = part.find("h3")
        if heading is not None and "id" in part.attrib:
            heading.set("id", part.attrib.pop("id"))
            heading.set("data-toc-label", (heading.text or "").strip())


class OntologyPage(Extension):
    """The extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the step."""
        md.treeprocessors.register(OntologyReference(md), "ontology_reference", AFTER_INLINE)


def makeExtension() -> OntologyPage:  # noqa: N802 - the library looks for this name
    """The extension, as Python-Markdown asks for it."""
    return OntologyPage()
