"""Web pages: the report is read, what the site puts around it is not."""

from __future__ import annotations

import pytest
from read_law import holds_together

from kg.errors import ReadError
from kg.model import BlockKind, Source
from kg.read.html import read_html


def read(page: str | bytes) -> Source:
    data = page.encode() if isinstance(page, str) else page
    source = read_html(data, "report.html", "0")
    holds_together(source)
    return source


def body(content: str) -> Source:
    return read(f"<!doctype html><html><body><main>{content}</main></body></html>")


def said(source: Source, *kinds: BlockKind) -> list[str]:
    return [source.joined(block).text for block in source.blocks if not kinds or block.kind in kinds]


def tables(source: Source) -> list[list[list[str]]]:
    found = [block.table for block in source.blocks if block.table]
    return [[[cell.text for cell in row] for row in (table.header, *table.rows)] for table in found]


ARTICLE = """
<h1>Niger: Flood Update</h1>
<p>The floods of August have driven 4,300 families from their homes in Zinder and Maradi, and more rain comes.</p>
<p>Teams of the Civil Protection have put up 210 tents and handed out 3,900 blankets in the first two weeks.</p>
<p>The road from Zinder to Magaria is cut in three places, so that lorries need two days instead of five hours.</p>
"""
SITE = """<!doctype html>
<html><head><title>Niger: Flood Update | Portal</title>
<meta property="article:published_time" content="2022-08-30">
<script>var people = "<p>999 people</p>";</script><style>p:after {{ content: "998 people" }}</style></head>
<body><div class="cookie-consent">We use 3 cookies.</div>
<header><nav><a href="/">Home</a> <a href="/d">Give 25 dollars</a></nav><p>A portal of 12 agencies</p></header>
{content}
<aside><h2>Related</h2><ul><li><a href="/1">Flash update, 2 pages</a></li></ul></aside>
<footer>All rights reserved since 1999.</footer><noscript>Switch on 1 script.</noscript></body></html>"""


@pytest.mark.parametrize(
    "content",
    [
        f"<main>{ARTICLE}</main>",
        f"<div><article>{ARTICLE}</article></div>",
        f'<div role="main"><div class="region">{ARTICLE}</div></div>',
        f'<div id="wrapper"><div class="content">{ARTICLE}</div></div>',
    ],
    ids=["main", "article", "role", "unmarked"],
)
def test_only_the_report_is_read(content: str) -> None:
    source = read(SITE.format(content=content))
    assert said(source)[0] == "Niger: Flood Update"
    assert len(said(source, BlockKind.PARAGRAPH)) == 3
    assert not [
        word for word in ("999", "998", "cookies", "25", "12", "Flash", "1999", "script") if word in source.text
    ]
    assert (source.title, source.issued) == ("Niger: Flood Update", "2022-08-30")


def test_no_date_is_guessed() -> None:
    assert body("<p>On 4 May 2021, the committee met for the first time in Dori.</p>").issued is None


def test_items_of_a_list_know_the_items_above_them() -> None:
    source = body(
        "<h2>Livelihoods</h2><ul><li><p>Cash grants:</p><ol><li>210 teachers were <b>paid</b>.</li><li>40 girls got a"
        " grant.</li></ol></li><li>12 classrooms were built.</li></ul>"
    )
    items = {source.joined(b).text: (b.level, b.lead) for b in source.blocks if b.kind is BlockKind.ITEM}
    assert items == {
        "Cash grants:": (1, ()),
        "210 teachers were paid.": (2, ("Cash grants:",)),
        "40 girls got a grant.": (2, ("Cash grants:",)),
        "12 classrooms were built.": (1, ()),
    }
    assert {block.section for block in source.blocks[1:]} == {("Livelihoods",)}


def test_merged_cells_name_each_of_their_columns() -> None:
    rows = (
        "<tr><th rowspan=2>Indicator</th><th colspan=2>2022</th></tr><tr><th>Target</th><th>Actual</th></tr>"
        "<tr><td rowspan=2>Kits</td><td>500</td><td>480</td></tr><tr><td>20</td><td>9</td></tr>"
    )
    source = body(f"<table><caption>Table 1. Results</caption>{rows}</table>")
    assert tables(source) == [
        [["Indicator", "2022 Target", "2022 Actual"], ["Kits", "500", "480"], ["", "20", "9"]],
    ]
    assert said(source, BlockKind.PARAGRAPH) == ["Table 1. Results"]


def test_a_table_that_lays_out_the_page_is_read_box_by_box() -> None:
    cells = (
        "<td><h3>Shelter</h3><p>Forty huts were built in Gao.</p></td><td><h3>Water</h3><p>Six wells were dug.</p></td>"
    )
    source = body(f"<table><tr>{cells}</tr></table>")
    assert tables(source) == []
    sections = {source.joined(b).text: b.section for b in source.blocks if b.kind is BlockKind.PARAGRAPH}
    assert sections == {"Forty huts were built in Gao.": ("Shelter",), "Six wells were dug.": ("Water",)}


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("<div class=c><div>36,372</div><div>refugees</div></div>", ["36,372 refugees"]),
        ("<div><span>36,372</span><span>refugees</span></div>", ["36,372 refugees"]),
        ("<div><h3>36,372</h3><p>refugees</p></div>", ["36,372 refugees"]),
        ("<div><p>Staff</p><p>120</p></div>", ["Staff: 120"]),
        ("<table><tr><td>40</td><td>60</td></tr><tr><td>women</td><td>men</td></tr></table>", ["40 women", "60 men"]),
        ("<dl><dt>Country</dt><dd>Niger</dd><dt>Funds</dt><dd>USD 3 M</dd></dl>", ["Country: Niger", "Funds: USD 3 M"]),
        ("<dl><dt>Funds</dt><dd>USD 3 M</dd><dd>EUR 2 M</dd></dl>", ["Funds: USD 3 M", "Funds: EUR 2 M"]),
    ],
)
def test_key_figures_and_definitions_are_readable_lines(content: str, lines: list[str]) -> None:
    assert said(body(content), BlockKind.PARAGRAPH) == lines


def test_the_numbers_of_a_drawn_chart_meet_their_labels() -> None:
    words = "".join(f"<text>{word}</text>" for word in ("12,400", "830", "Refugees", "Returnees"))
    (chart,) = tables(body(f"<h2>People</h2><svg>{words}</svg>"))
    assert chart == [[], ["Refugees", "12,400"], ["Returnees", "830"]]


def test_line_breaks_part_lines_and_marks_of_notes_are_no_digits() -> None:
    source = body(
        "<p>Amina Sow, Officer, sow@unhcr.example<br>Jean Ba, Head, ba@unhcr.example</p>"
        "<p>5,129<sup>1</sup> people on 40 km<sup>2</sup> were counted in the 1<sup>st</sup> week.</p>"
    )
    assert said(source, BlockKind.PARAGRAPH) == [
        "Amina Sow, Officer, sow@unhcr.example",
        "Jean Ba, Head, ba@unhcr.example",
        "5,129 people on 40 km2 were counted in the 1st week.",
    ]


def test_what_is_hidden_is_no_text_and_a_list_of_links_no_evidence() -> None:
    links = "".join(f"<li><a href='/{n}'>Update {n} of May</a></li>" for n in (11, 12, 13))
    source = body(
        f"<p hidden>77 people</p><p style='display: none'>78 people</p><p aria-hidden=true>79 people</p>"
        f"<h2>Health</h2><p>Three clinics were opened.</p><ul>{links}</ul>"
    )
    assert not {"77", "78", "79"} & set(source.text.split())
    assert said(source, BlockKind.FURNITURE) == ["Update 11 of May", "Update 12 of May", "Update 13 of May"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_pages_of_other_encodings_are_read(encoding: str) -> None:
    page = "<html><body><p>Réfugiés à Ouagadougou – 5 people</p></body></html>"
    assert said(read(page.encode(encoding))) == ["Réfugiés à Ouagadougou – 5 people"]


def test_a_page_names_its_encoding() -> None:
    page = "<html><head><meta charset='iso-8859-2'></head><body><p>Łódź gave 5 tents.</p></body></html>"
    assert said(read(page.encode("iso-8859-2"))) == ["Łódź gave 5 tents."]


def test_elements_that_are_not_closed_do_no_harm() -> None:
    source = read("<html><body><main><p>Two wells <b>were dug.<p>One is dry.<ul><li>Gao<li>Kidal<table><tr><td>Five.")
    assert said(source) == ["Two wells were dug.", "One is dry.", "Gao", "Kidal", "Five."]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body></body></html>", "holds no words"),
        ("<html><body>" + "<div>" * 100_000 + "x", "is no ordinary web page (nested too deeply, or one text of 10 MB)"),
        ("<p>" * 300_001, "is too large for a web page (more than 300,000 tags)"),
        ("<p " + " ".join(f"a{n}" for n in range(1000)) + ">x", "is no ordinary web page (too many attributes)"),
    ],
    ids=["empty", "deep", "tags", "attributes"],
)
def test_what_cannot_be_read_is_refused_in_one_line(page: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_html(page.encode(), "page.html", "0")
    assert str(caught.value) == f"page.html: {reason}"
