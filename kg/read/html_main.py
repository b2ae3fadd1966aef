"""Which part of a web page is the report, and what the page says of itself."""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from lxml_html_clean import Cleaner
from trafilatura.metadata import extract_metadata

from kg.model import is_day
from kg.read.html_words import BLOCKS

# Elements whose content is no text of the page.
_NO_TEXT = (
    "applet area audio base button canvas datalist dialog head input map meter noframes noscript option progress "
    "select template textarea title video"
).split()
_CLEANER = Cleaner(
    scripts=True,
    style=True,
    inline_style=False,
    comments=True,
    processing_instructions=True,
    embedded=True,
    frames=True,
    javascript=False,  # it only rewrites attributes, which nobody reads
    links=False,
    meta=False,
    page_structure=False,
    forms=False,
    annoying_tags=False,
    remove_unknown_tags=False,
    safe_attrs_only=False,
    kill_tags=_NO_TEXT,
)
# The share of what was found that the main part must hold; a stray line of a footer must not make it the whole page.
_ENOUGH = 0.9
_LEAST = 200  # characters; a main part with less is no report if the page has much more


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself."""

    title: str | None
    issued: str | None  # ISO date


def about(page: HtmlElement) -> About:
    """The title and the date of publication in the page's metadata; nothing is guessed from its text."""
    # The latest date is fixed, so that a result does not depend on the day on which it is made.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
    found = extract_metadata(page, date_config=dates, extensive=False)
    return About(found.title or None, found.date if is_day(found.date or "") else None)


def main_part(page: HtmlElement) -> HtmlElement:
    """The element that holds the report: what the page marks as its main part, else what `trafilatura` finds.

    Scripts, styles and form controls are taken out of the page.
    """
    _CLEANER(page)
    body = page.find("body") if page.tag == "html" else page
    body = page if body is None else body
    whole = _length(body)
    for choose in (_marked, _voted):
        chosen = choose(body)
        if chosen is not None and _length(chosen) >= min(_LEAST, whole / 2):
            return chosen
    return body


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _marked(body: HtmlElement) -> HtmlElement | None:
    mains = body.xpath(".//main | .//*[@role='main']")
    articles = (mains[0] if len(mains) == 1 else body).xpath(".//article[not(ancestor::article)]")
    if len(mains) == 1 and (len(articles) != 1 or _length(articles[0]) < _length(mains[0]) / 2):
        return mains[0]
    return articles[0] if len(articles) == 1 else None


def _voted(body: HtmlElement) -> HtmlElement | None:
    """The smallest element that holds nearly all paragraphs, items and cells that `trafilatura` takes for content."""
    # `fast` leaves out its second opinions, which take minutes for a page of some size.
    found = trafilatura.bare_extraction(body, fast=True, favor_recall=True, include_tables=True, include_comments=False)
    content = getattr(found, "body", None)
    if content is None:
        return None
    said = {_plain(element) for element in content.iter("p", "head", "item", "cell", "quote", "code")} - {""}
    weight: dict[HtmlElement, int] = {}
    boxes: dict[HtmlElement, bool] = {}  # whether an element is a block or holds one
    for _, element in etree.iterwalk(body, events=("end",)):
        parted = any(boxes[child] for child in element)
        weight[element] = sum(weight[child] for child in element)
        boxes[element] = parted or element.tag in BLOCKS
        if boxes[element] and not parted and (words := _plain(element)) in said:
            weight[element] = len(words)
    chosen, enough = body, weight[body] * _ENOUGH
    if not enough:
        return None
    while (child := next((c for c in chosen if weight[c] >= enough), None)) is not None:
        chosen = child
    return chosen


def _plain(element: etree._Element) -> str:
    return "".join("".join(map(str, element.itertext())).split())
