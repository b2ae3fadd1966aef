"""The visible words of a part of a web page."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from kg.read.compose import is_note_mark, tidy

BLOCKS = set(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary svg table "
    "tbody td tfoot th thead tr ul".split()
)
_ROLES = {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"}
_NOTE_PARTS = 10  # a mark is short; what is longer is not read to its end
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_READERS = re.compile(r"(?<![\w-])(?:sr-only|visually-hidden|screen-reader-text)(?![\w-])")


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is not seen, or leads to other pages."""
    look = element.attrib
    return (
        element.tag == "nav"
        or "hidden" in look
        or look.get("aria-hidden") == "true"
        or look.get("role", "").casefold() in _ROLES
        or bool(_HIDDEN.search(look.get("style", "")))
        or bool(_FOR_READERS.search(look.get("class", "")))
    )


def is_note(element: HtmlElement, before: str) -> bool:
    """Whether an element is the raised mark of a footnote."""
    raised = "".join(islice(map(str, element.itertext()), _NOTE_PARTS)) if element.tag == "sup" else ""
    return is_note_mark(raised, before)


class Words:
    """Gathers the text of inline elements, and whether all of it is bold."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._bold = self._letters = 0
        self._closed = False  # an element ended right here

    def add(self, text: str | None, bold: bool = False) -> None:
        """Take in text."""
        if text:
            self._parts.append(text)
            letters = sum(not c.isspace() for c in text)
            self._letters += letters
            self._bold += letters if bold else 0
            self._closed = False

    def open(self, element: HtmlElement) -> None:
        """An inline element begins; a number and a word in elements of their own are not one word."""
        if self._closed and self._parts and element.tag not in {"sup", "sub"}:
            last, following = self._parts[-1][-1:], (element.text or "")[:1]
            if (last.isdigit() and following.isalpha()) or (last.isalpha() and following.isdigit()):
                self._parts.append(" ")

    def close(self) -> None:
        """An inline element ends."""
        self._closed = True

    @property
    def text(self) -> str:
        """What was gathered so far."""
        return "".join(self._parts)

    def take(self) -> tuple[str, bool]:
        """The words gathered, and whether all are bold; then begin anew."""
        found = tidy(self.text), bool(self._letters) and self._bold == self._letters
        self._parts, self._bold, self._letters, self._closed = [], 0, 0, False
        return found


def words_of(element: HtmlElement) -> str:
    """All visible words of an element on one line."""
    words = Words()
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "start":
            if inner is not element and (is_hidden(inner) or is_note(inner, words.text)):
                walk.skip_subtree()
                continue
            words.add(" " if inner.tag in BLOCKS or inner.tag == "br" else "")
            words.open(inner)
            words.add(inner.text)
        elif inner is not element:
            words.close()
            words.add(" " if inner.tag in BLOCKS else "")
            words.add(inner.tail)
    return words.take()[0]
