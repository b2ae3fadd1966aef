"""Web pages: the report without what the site puts around it. Nothing is fetched, nothing is run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree, html
from lxml.html import HtmlElement

from kg.errors import ReadError
from kg.model import Source
from kg.read.boxes import NUMBER_ONLY
from kg.read.compose import Composer, card
from kg.read.html_guard import check_page
from kg.read.html_main import about, main_part
from kg.read.html_tables import spans_of
from kg.read.html_words import BLOCKS, Words, is_hidden, is_note, words_of
from kg.read.rows import Grid, is_data, key_figures, lay_out

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_NOISE = re.compile(
    r"(?<![a-z])(?:cookies?|consent|gdpr|breadcrumbs?|share|sharing|social|newsletter|subscribe|related|skip|pagination|"
    r"pager|comments?|adverts?|advertisement|popup|modal)(?![a-z])"
)
_NOISE_AT_MOST = 0.3  # share of the report's letters; a larger part with such a name is no side matter
_LINKS = 0.8  # share of letters that are links, above which a list or a box only leads elsewhere
_BOLD = {"b", "strong"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_html(data: bytes, file: str, sha256: str) -> Source:
    """A report on a web page.

    Raises:
        ReadError: the page is too large or nested too deeply, or holds no words.
    """
    check_page(data, file)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        page = html.document_fromstring(_decode(data), parser=parser)
        # The parser stops at a limit without an error of its own, and says by which option it could be lifted.
        if any("XML_PARSE_HUGE" in error.message for error in parser.error_log):
            raise ReadError(file, "is no ordinary web page (nested too deeply, or one text of 10 MB)")
        metadata = about(page)
        walk = _Walk(main_part(page))
    except (etree.LxmlError, ValueError):
        raise ReadError(file, "is no web page that can be read") from None
    walk.run()
    return walk.composer().source(file, sha256, "html", title=metadata.title, issued=metadata.issued)


def _decode(data: bytes) -> bytes:
    """The page in UTF-8: as its mark or its `meta` element says, else UTF-8, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            named = _CHARSET.search(data[:4096])
            try:
                text = data.decode(named[1].decode() if named else "cp1252", errors="replace")
            except LookupError:
                text = data.decode("cp1252", errors="replace")
    return text.replace("\0", " ").encode("utf-8", errors="replace")


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    heading: int = 0
    mark: str = ""
    depth: int = 0
    strong: bool = False
    gap: int = 1
    alone: bool = False
    aside: bool = False  # a list of links


@dataclass
class _Box:
    """An open block element: the lines that came before it, and the letters and linked letters."""

    element: HtmlElement
    first: int
    letters: int
    linked: int


@dataclass
class _Walk:
    """Goes through the elements of a report in order; no call goes deeper for a deeper element."""

    root: HtmlElement
    found: list[_Line | Grid] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    boxes: list[_Box] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)  # of each open list the items so far, -1 where they have no number
    heading: int = 0
    bold: int = 0
    links: int = 0
    pre: int = 0
    mark: str = ""  # of the list item whose text has not come yet
    term: str = ""  # of a definition list, whose definition has not come yet
    named: str = ""  # the term whose definition came last
    broken: bool = False  # the line before ended with a break
    trusted: HtmlElement | None = None  # an element that is named like side matter and is none
    letters: int = 0
    linked: int = 0
    total: int = 0

    def run(self) -> None:
        """Read everything."""
        self.total = sum(len(text) for text in self.root.itertext())
        walk = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self.close(element)
            elif (element is not self.root and self.skipped(element)) or self.whole(element):
                walk.skip_subtree()
            else:
                self.open(element)
        self.flush()

    def composer(self) -> Composer:
        """What was found, as text."""
        composer = Composer()
        for one in self.found:
            if isinstance(one, Grid):
                composer.table(one.rows, one.header)
            elif one.aside:
                composer.furniture(one.words)
            else:
                composer.line(
                    one.words,
                    heading=one.heading,
                    mark=one.mark,
                    depth=one.depth,
                    strong=one.strong,
                    alone=one.alone,
                    gap=one.gap,
                )
        return composer

    def skipped(self, element: HtmlElement) -> bool:
        """Whether an element is no part of the report."""
        if is_hidden(element) or is_note(element, self.words.text):
            return True
        if element.tag in {"header", "footer"} and self.root.tag == "body":
            return not any(box.element.tag in {"main", "article", "section"} for box in self.boxes)
        if self.trusted is not None:
            return False
        if element.tag == "aside" or _NOISE.search(f"{element.get('class', '')} {element.get('id', '')}".casefold()):
            letters = linked = 0
            for inner in element.iter():
                own = len((inner.text or "").strip()) + (len((inner.tail or "").strip()) if inner is not element else 0)
                letters += own
                linked += own if inner.tag == "a" else 0
            if letters <= self.total * _NOISE_AT_MOST and (element.tag != "aside" or linked >= letters * _LINKS / 2):
                return True
            self.trusted = element
        return False

    def whole(self, element: HtmlElement) -> bool:
        """Read an element that is taken as one thing; whether it was one."""
        if element.tag == "table":
            return self.table(element)
        if element.tag == "svg":
            self.flush()
            for number, text in enumerate(element.iter("text")):
                self.found.append(_Line(words_of(text), gap=0 if number else 1))
            return True
        return False

    def open(self, element: HtmlElement) -> None:
        """An element begins."""
        tag = element.tag
        if tag == "br":
            self.line_break()
        elif tag in BLOCKS and self.heading:
            self.words.add(" ")
        elif tag in BLOCKS:
            self.flush()
            self.boxes.append(_Box(element, len(self.found), self.letters, self.linked))
            self.heading = _HEADINGS.get(tag, 0)
            self.pre += tag == "pre"
            if tag in {"ul", "ol", "menu"}:
                if self.term:
                    self.found.append(_Line(f"{self.term}:"))
                    self.term = ""
                self.lists.append(0 if tag == "ol" else -1)
            elif tag == "li" and self.lists:
                self.lists[-1] += self.lists[-1] >= 0
                self.mark = f"{self.lists[-1]}." if self.lists[-1] > 0 else "•"
            elif tag == "dd":
                self.term = self.term or self.named
        else:
            self.words.open(element)
            self.bold += tag in _BOLD
        self.links += tag == "a"
        self.add(element.text)

    def close(self, element: HtmlElement) -> None:
        """An element ends."""
        tag = element.tag
        opened = bool(self.boxes) and self.boxes[-1].element is element
        if opened:
            self.close_box(element)
        elif tag not in BLOCKS:
            self.words.close()
            self.bold -= tag in _BOLD and self.bold > 0
        self.links -= tag == "a" and self.links > 0
        if element is self.trusted:
            self.trusted = None
        if element is not self.root:
            self.add(element.tail)

    def close_box(self, element: HtmlElement) -> None:
        """A block element ends: a term waits for its definition, a card becomes a line, links are put aside."""
        tag = element.tag
        if tag in {"dt", "dl"}:
            self.name()
        self.flush()
        box = self.boxes.pop()
        lines = self.found[box.first :]
        letters, linked = self.letters - box.letters, self.linked - box.linked
        if tag in {"ul", "ol", "menu"}:
            self.lists.pop()
            if not self.lists and len(lines) > 2 and linked >= letters * _LINKS:
                aside = [replace(line, aside=True) if isinstance(line, _Line) else line for line in lines]
                self.found[box.first :] = aside
        elif len(lines) == 2:
            first, second = lines
            if isinstance(first, _Line) and isinstance(second, _Line) and not first.heading + second.heading:
                joined = card([first.words, second.words]) if not second.mark else None
                if joined:
                    self.found[box.first :] = [replace(first, words=joined, strong=False, alone=True)]
        if tag == "li":
            self.mark = ""
        self.pre -= tag == "pre"
        self.heading = 0

    def name(self) -> None:
        """A term ends, or its list; a term without a definition is a line of its own."""
        if self.term:
            self.found.append(_Line(self.term, alone=True))
        self.term, self.named = self.words.take()[0].rstrip(": "), ""

    def add(self, text: str | None) -> None:
        """Take in text."""
        if not text:
            return
        count = len(text.strip())
        self.letters += count
        self.linked += count if self.links else 0
        if not self.pre:
            # A tab in the source of a page is white space like any other.
            self.words.add(re.sub(r"\s+", " ", text), self.bold > 0)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self.line_break()
            self.words.add(line, self.bold > 0)

    def line_break(self) -> None:
        """A line ends and its paragraph goes on; two breaks end the paragraph."""
        if self.heading:
            self.words.add(" ")
        elif self.words.text.strip():
            self.flush()
            self.broken = True
        else:
            self.broken = False

    def flush(self) -> None:
        """End a line or a paragraph."""
        words, strong = self.words.take()
        if not words:
            self.broken = False
            return
        gap = 0 if self.broken else 1
        heading = 0 if NUMBER_ONLY.match(words) else self.heading
        alone = bool(self.term)
        if self.term:
            words, self.named, self.term = f"{self.term}: {words}", self.term, ""
        if heading:
            self.found.append(_Line(words, heading=heading))
        elif self.mark:
            last = self.found[-1] if self.found else None
            follows = isinstance(last, _Line) and bool(last.mark or last.depth)
            self.found.append(_Line(words, mark=self.mark, depth=len(self.lists) - 1, gap=0 if follows else 1))
        else:
            self.found.append(_Line(words, depth=len(self.lists), strong=strong, alone=alone, gap=gap))
        self.mark, self.broken = "", False

    def table(self, table: HtmlElement) -> bool:
        """Read a table of data; False for one that only lays out the page."""
        spans = spans_of(table)
        if spans is None:
            return False
        figures = key_figures(spans)
        if not figures and not is_data(spans):
            return False
        self.flush()
        caption = table.find("caption")
        if caption is not None:
            self.found.append(_Line(words_of(caption), alone=True))
        if figures:
            self.found += [_Line(figure, alone=True, gap=0 if number else 1) for number, figure in enumerate(figures)]
            return True
        grid = lay_out(spans)
        self.found += [_Line(title, alone=True) for title in grid.titles]
        self.found.append(grid)
        return True
