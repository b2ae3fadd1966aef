"""The words of a page with their boxes, put together from its characters.

Boxes are in points from the upper left corner of the page as it is shown, so that a smaller `top` stands higher.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kg.read.letters import HYPHENS, LIGATURES

# A gap wider than this share of the font's size parts two words that no space parts.
_WORD_GAP = 0.3
_BOLD = re.compile(r"bold|black|heavy|semib|demib", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[\d,*†‡§]{1,5}$")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNIT = re.compile(r"\b[cdk]?m$")  # square and cubic measures
# PDFium gives the hyphen at the end of a line as U+0002, some fonts as U+FFFE.
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00ad": "-"} | HYPHENS
_NAME_SPACE = 256  # bytes of a font's name that are looked at


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands on the page; `base` is the height of its base line, `size` that of its font."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    upright: bool = True  # False for text that is turned on its side
    spacing: float = 0.0  # the mean gap between its letters
    mark: str = ""  # the bullet or list number that stands before it; then `x0` is where that begins
    text_x0: float = 0.0  # where the word itself begins, if it has a mark
    raised: bool = False  # a small figure or sign above the line: the mark of a footnote
    piece: int = -1  # the number of the table or chart that this word stands for, which is laid out already
    order: int = 0  # how many words the page draws before it; 0 for all of them where that is not known

    @property
    def top(self) -> float:
        """The upper edge of its capitals."""
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its descenders."""
        return self.base + 0.25 * self.size


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in PDF coordinates, and the way to coordinates from its upper left corner."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int  # quarter turns clockwise in which the page is shown

    @property
    def width(self) -> float:
        """Points from left to right as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, from the upper left corner as shown."""
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        if self.turns == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box as left, top, right, bottom."""
        (xa, ya), (xb, yb) = self.point(x0, y0), self.point(x1, y1)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def frame_of(page: pdfium.PdfPage) -> Frame:
    """The visible part of a page."""
    left, bottom, right, top = page.get_cropbox()
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = page.get_mediabox()
    return Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)


@dataclass(slots=True)
class _Style:
    """What all characters of one text object share."""

    size: float
    bold: bool
    upright: bool


_NO_STYLE = _Style(1.0, bold=False, upright=True)


class _Characters:
    """Reads the characters of a page; buffers are made once, since there are thousands of calls a page."""

    def __init__(self, page: pdfium.PdfPage, frame: Frame) -> None:
        self.textpage = page.get_textpage()
        self.raw = self.textpage.raw
        self.frame = frame
        self.box = [ctypes.c_double() for _ in range(4)]
        self.origin = [ctypes.c_double() for _ in range(2)]
        self.styles: dict[int | None, _Style] = {}

    def style(self, index: int) -> _Style:
        handle = pdfium_c.FPDFText_GetTextObject(self.raw, index)
        key = ctypes.addressof(handle.contents) if handle else None
        style = self.styles.get(key)
        if style is None:
            style = self.styles[key] = self._read_style(index)
        return style

    def _read_style(self, index: int) -> _Style:
        matrix = pdfium_c.FS_MATRIX()
        scale, angle = 1.0, 0.0
        if pdfium_c.FPDFText_GetMatrix(self.raw, index, matrix):
            scale = math.hypot(matrix.c, matrix.d)
            angle = math.degrees(math.atan2(matrix.b, matrix.a))
        size = pdfium_c.FPDFText_GetFontSize(self.raw, index) * scale
        name = ctypes.create_string_buffer(_NAME_SPACE)
        flags = ctypes.c_int()
        pdfium_c.FPDFText_GetFontInfo(self.raw, index, name, _NAME_SPACE, flags)
        bold = bool(_BOLD.search(name.value.decode("utf-8", "replace")))
        turned = (angle - 90 * self.frame.turns) % 360
        return _Style(min(max(size, 1.0), 500.0), bold, min(turned, 360 - turned) < 5)

    def __iter__(self) -> Iterator[tuple[str, float, float, float, _Style]]:
        """Character, left, right, base line, style; a space without a place wherever white space stands."""
        left, right, bottom, top = self.box
        x, y = self.origin
        unicode_at, box_at = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetCharBox
        origin_at, raw = pdfium_c.FPDFText_GetCharOrigin, self.raw
        frame, upright = self.frame, self.frame.turns == 0
        for index in range(self.textpage.count_chars()):
            code = unicode_at(raw, index)
            char = chr(code) if code < 0x110000 else " "
            if (code <= 32 and code != 2) or char.isspace() or 0xD800 <= code < 0xE000:
                yield " ", 0.0, 0.0, 0.0, _NO_STYLE
                continue
            box_at(raw, index, left, right, bottom, top)
            origin_at(raw, index, x, y)
            if upright:
                yield char, left.value - frame.left, right.value - frame.left, frame.top - y.value, self.style(index)
            else:
                x0, _, x1, _ = frame.box(left.value, bottom.value, right.value, top.value)
                yield char, x0, x1, frame.point(x.value, y.value)[1], self.style(index)


def words_of(page: pdfium.PdfPage, frame: Frame) -> list[Word]:
    """The words of a page, in the order in which the page draws them.

    Text outside the visible part of the page is left out, and so is a character that is drawn twice in one place to
    look bold.
    """
    words: list[Word] = []
    open_word = _OpenWord(frame)
    last = ("", 0, 0)
    for char, x0, x1, base, style in _Characters(page, frame):
        if char == " ":
            words += open_word.close()
            continue
        place = (char, round(x0), round(base))
        if place == last:
            continue
        last = place
        if not open_word.goes_on(x0, base, style):
            words += open_word.close()
        open_word.add(LIGATURES.get(char) or _HYPHENS.get(char, char), x0, x1, base, style)
    words += open_word.close()
    return _with_raised(words)


class _OpenWord:
    """A word while its characters come."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.chars: list[str] = []
        self.start = self.end = self.base = self.previous = self.apart = 0.0
        self.style = _NO_STYLE
        self.closed = 0

    def goes_on(self, x0: float, base: float, style: _Style) -> bool:
        """Whether a character that begins at a place belongs to the word."""
        size = self.style.size
        if not self.chars or abs(base - self.base) > 0.12 * size or not _alike(style, self.style):
            return False
        # The parts of a ligature stand in one place.
        back = x0 < self.end - 0.5 * size and x0 < self.previous - 0.1 * size
        return not back and x0 - self.end <= _WORD_GAP * size

    def add(self, char: str, x0: float, x1: float, base: float, style: _Style) -> None:
        if self.chars:
            self.apart += x0 - self.end
        else:
            self.start, self.end, self.base, self.style, self.apart = x0, x1, base, style, 0.0
        self.chars.append(char)
        self.end, self.previous = max(self.end, x1), x0

    def close(self) -> list[Word]:
        """The word, if it holds anything that can be seen; the next one begins."""
        text, spacing = _printable(normalize("NFC", "".join(self.chars))), self.apart / max(len(self.chars) - 1, 1)
        self.chars.clear()
        if not text or not _visible(self.start, self.end, self.base, self.frame):
            return []
        style = self.style
        end = max(self.end, self.start)
        self.closed += 1
        size, order = style.size, self.closed
        return [Word(text, self.start, end, self.base, size, style.bold, style.upright, spacing, order=order)]


def _with_raised(words: list[Word]) -> list[Word]:
    """The words, small ones above or below the end of another put on its line: footnote marks, `m²`, `2nd`, `CO2`."""
    found: list[Word] = []
    for word in words:
        before = found[-1] if found else None
        if before is None or not _hangs_on(word, before):
            found.append(word)
        elif before.base > word.base and _FOOTNOTE.match(word.text) and not _UNIT.search(before.text):
            found.append(replace(word, base=before.base, size=before.size, raised=True))
        else:
            raised = before.base > word.base
            text = before.text + (word.text.translate(SUPERSCRIPT) if raised else word.text)
            found[-1] = replace(before, text=text, x1=word.x1)
    return found


def _hangs_on(word: Word, before: Word) -> bool:
    lift = (before.base - word.base) / before.size
    near = -0.3 < (word.x0 - before.x1) / before.size < 0.25
    return near and word.size < 0.85 * before.size and -0.35 < lift < 0.7 and abs(lift) > 0.1


def _alike(one: _Style, other: _Style) -> bool:
    if one is other:
        return True
    return one.upright == other.upright and abs(one.size - other.size) < 0.15 * max(one.size, other.size)


def _visible(x0: float, x1: float, base: float, frame: Frame) -> bool:
    return x1 > 0 and x0 < frame.width and 0 < base < frame.height


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(c for c in text if c.isprintable() or "\ue000" <= c <= "\uf8ff")
