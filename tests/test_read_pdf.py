"""PDFs as people have them: printed by real programs, read by words, columns, tables and pages."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from kg.errors import ReadError
from kg.model import Block, BlockKind, Source
from kg.read.pdf import read_pdf
from kg.read.pdf.drawn import drawn_bands
from kg.read.pdf.isolated import taken_apart
from kg.read.pdf.rows import rows_of, thick_rows

CORPUS = Path(__file__).parents[1] / "corpus"
FORMATS = Path(__file__).parent / "formats"
BODY, TITLE = getSampleStyleSheet()["Normal"], getSampleStyleSheet()["Heading1"]
FLUSH = ParagraphStyle("flush", parent=BODY, alignment=TA_JUSTIFY)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8, leading=10)
TALK = (
    "In March the operation delivered tents to displaced families in Gao and Mopti, while partners repaired boreholes "
    "that serve four thousand people near the river. Teams visited each site twice and recorded what was missing. "
)


def read(data: bytes) -> Source:
    return read_pdf(data, "report.pdf", "0")


def printed(story: Sequence[Flowable], **options: object) -> bytes:
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4, **options).build(list(story), onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


def footer(canvas: Canvas, _: object) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 30, "Operational Update, Mali")
    canvas.drawRightString(520, 30, f"Page {canvas.getPageNumber()}")


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def put(canvas: Canvas, x: float, y: float, width: float, texts: Sequence[str], style: ParagraphStyle = FLUSH) -> None:
    """Paragraphs below each other; `y` is counted from the foot of the page."""
    for text in texts:
        paragraph = Paragraph(text, style)
        y -= paragraph.wrap(width, 2000)[1]
        paragraph.drawOn(canvas, x, y)
        y -= 6


def drawn_bands_of(data: bytes) -> list[object]:
    """The bands of the first page whose columns are drawn one after the other."""
    sheet = taken_apart(data, "report.pdf")[1][0]
    return [*drawn_bands(thick_rows(rows_of(sheet.words)), sheet.drawings)]


def said(source: Source, *kinds: BlockKind) -> list[str]:
    return [source.joined(b).text for b in source.blocks if b.kind in kinds or not kinds]


def tables(source: Source) -> list[list[list[str]]]:
    """Each table as its header and its rows."""
    found = [b.table for b in source.blocks if b.table]
    return [[[c.text for c in row] for row in (t.header, *t.rows)] for t in found]


def block(source: Source, words: str) -> Block:
    (found,) = (b for b in source.blocks if words in source.joined(b).text)
    return found


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF without a cross-reference table, which readers restore; object 1 is the catalogue."""
    numbered = b"\n".join(b"%d 0 obj %s endobj" % (i, body) for i, body in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + numbered + b"\ntrailer <</Root 1 0 R>>\n%%EOF"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>> stream\n%s\nendstream" % (entries, len(content), content)


PAGES = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]


def spaces(count: int) -> bytes:
    """So many spaces, compressed without ever being in memory."""
    pack = zlib.compressobj()
    return b"".join(pack.compress(b" " * 1_000_000) for _ in range(count // 1_000_000)) + pack.flush()


RESOURCES = b"/Resources<</Font<</F 5 0 R>>/XObject<</A %d 0 R>>>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R" + RESOURCES % 6 + b">>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]" + RESOURCES
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

# Tables ----------------------------------------------------------------------------------------------------------

DONORS = [
    ["Donor", "Amount (USD)", "Year"],
    ["Japan", "2,400,000", "2021"],
    ["Denmark", "1,900,000", "2021"],
    ["Spain", "650,000", "2020"],
]
INDICATORS = [
    ["Indicator", "Target", "Reached so far this year"],
    ["Number of people who received emergency shelter and core relief items after the floods", "12,000", "9,870"],
    ["Number of children enrolled in school", "4,500", "4,610"],
    ["Share of households with access to safe drinking water near the places where they live", "80%", "72%"],
    ["Latrines built", "300", "214"],
]
PARTNERS = [
    ["Partner", "Activities", "Location"],
    ["Norwegian Refugee Council", "Built 120 shelters and trained forty masons who will maintain them", "Gao, Ansongo"],
    ["Save the Children", "Ran six spaces for children", "Mopti"],
    ["Danish Refugee Council", "Cleared mines around the wells and taught 1,200 pupils about risks", "Kidal"],
]
PLACES = ("TOP", "MIDDLE", "BOTTOM")
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
BOLD = [("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")]
STYLES = {
    "ruled": GRID,
    "line below the header": [("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black)],
    "line below each row": [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)],
    "no rules, bold header": BOLD,
    "no rules": [],
    "bands of colour": [
        ("BACKGROUND", (0, 0), (-1, 0), colors.navy),
        ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.whitesmoke, colors.lightgrey]),
    ],
}


def in_text(table: Table) -> bytes:
    return printed([Paragraph("Report", TITLE), Paragraph(TALK * 3, FLUSH), table, Paragraph(TALK * 2, FLUSH)])


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_a_table_is_found_with_its_header_however_it_is_drawn(style: list[tuple[object, ...]]) -> None:
    source = read(in_text(Table(DONORS, style=style)))
    assert tables(source) == [DONORS]
    assert said(source, BlockKind.PARAGRAPH) == [(TALK * 3).strip(), (TALK * 2).strip()]


@pytest.mark.parametrize("style", [GRID, BOLD], ids=["ruled", "unruled"])
def test_a_table_of_three_rows_and_two_columns_is_a_table(style: list[tuple[object, ...]]) -> None:
    rows = [["Sector", "Reached"], ["Health", "1,200"], ["Shelter", "3,400"]]
    assert tables(read(in_text(Table(rows, style=style)))) == [rows]


@pytest.mark.parametrize(
    ("rows", "style", "place"),
    [
        *((INDICATORS, style, place) for style in ("ruled", "line below the header", "no rules") for place in PLACES),
        *((PARTNERS, "ruled", place) for place in PLACES),
        # Without rules, rows of words can be told by where their cells begin only.
        *((PARTNERS, style, "TOP") for style in ("line below each row", "no rules")),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0][0],
)
def test_cells_that_wrap_are_one_cell_each(rows: list[list[str]], style: str, place: str) -> None:
    header = [Paragraph(f"<b>{cell}</b>", SMALL) for cell in rows[0]]
    cells = [[Paragraph(cell, SMALL) for cell in row] for row in rows[1:]]
    table = Table(
        [header, *cells], style=[("VALIGN", (0, 0), (-1, -1), place), *STYLES[style]], colWidths=[150, 110, 90]
    )
    assert tables(read(in_text(table))) == [rows]


@pytest.mark.parametrize("style", [GRID, [("LINEBELOW", (0, 1), (-1, 1), 0.5, colors.black)]], ids=["ruled", "unruled"])
def test_a_header_over_several_columns_is_said_of_each(style: list[tuple[object, ...]]) -> None:
    rows = [
        ["Location", "2022", "", "2023", ""],
        ["", "Target", "Actual", "Target", "Actual"],
        ["Gao", "100", "90", "120", "80"],
        ["Mopti", "200", "210", "220", "200"],
    ]
    spans = [("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0)), ("ALIGN", (1, 0), (-1, -1), "CENTER")]
    table = Table(rows, style=[*style, *spans], colWidths=[100, 60, 60, 60, 60])
    header = ["Location", "2022 Target", "2022 Actual", "2023 Target", "2023 Actual"]
    assert tables(read(in_text(table))) == [[header, *rows[2:]]]


@pytest.mark.parametrize("repeated", [0, 1], ids=["header once", "header on each page"])
@pytest.mark.parametrize("style", [GRID, BOLD], ids=["ruled", "unruled"])
def test_a_table_over_three_pages_has_its_header_on_each_and_each_row_its_page(
    style: list[tuple[object, ...]], repeated: int
) -> None:
    rows = [["Site", "District", "Families"], *([f"Camp {i}", "Gao", f"{1000 + 37 * i:,}"] for i in range(1, 91))]
    source = read(
        printed([Paragraph(TALK, BODY), Table(rows, style=style, repeatRows=repeated), Paragraph(TALK, BODY)])
    )
    found = [b.table for b in source.blocks if b.table]
    assert [[c.text for c in row] for t in found for row in t.rows] == rows[1:]
    assert len(found) == 3
    assert all([c.text for c in t.header] == rows[0] for t in found)
    for page, table in enumerate(found, start=1):
        assert {source.page_at(cell.begin) for row in table.rows for cell in row} == {page}


def test_cells_are_stretches_of_the_text_and_rows_are_lines() -> None:
    source = read((FORMATS / "burkina-faso-2023-06-operational-update-two-columns.pdf").read_bytes())
    rows = [row for b in source.blocks if b.table for row in b.table.rows]
    assert len(rows) == 8
    for row in rows:
        assert all(source.text[c.begin : c.end] == c.text for c in row)
        assert source.text[row[0].begin : row[-1].end] == "\t".join(c.text for c in row)


# Figures ---------------------------------------------------------------------------------------------------------


def test_bars_with_numbers_and_labels_apart_are_paired() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 780, 450, ["Refugees by country of origin"], TITLE)
        for i, value in enumerate([120, 80, 150, 45]):
            canvas.rect(90 + 80 * i, 500, 40, value, fill=1, stroke=0)
            canvas.drawCentredString(110 + 80 * i, 504 + value, f"{value * 100:,}")
        for i, label in enumerate(["Mali", "Niger", "Nigeria", "Chad"]):
            canvas.drawCentredString(110 + 80 * i, 486, label)

    upright = [["Mali", "12,000"], ["Niger", "8,000"], ["Nigeria", "15,000"], ["Chad", "4,500"]]
    assert tables(read(drawn(draw))) == [[[], *upright]]
    bars = read((CORPUS / "bangladesh-2019-05-joint-response.pdf").read_bytes())
    (chart,) = (b.table for b in bars.blocks if b.kind is BlockKind.FIGURE and b.table)
    lying = [["Kutupalong-Balukhali", "630,042"], ["Nayapara", "22,640"], ["Leda", "24,117"], ["Unchiprang", "21,914"]]
    assert [[c.text for c in row] for row in chart.rows] == lying


def test_a_key_figure_is_read_with_what_it_counts() -> None:
    def draw(canvas: Canvas) -> None:
        for x, number, label in [
            (72, "910,619", "Rohingya refugees"),
            (190, "34", "camps"),
            (300, "28%", "of the appeal funded"),
        ]:
            canvas.setFont("Helvetica-Bold", 18)
            canvas.drawString(x, 720, number)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(x, 706, label)
        put(canvas, 72, 690, 450, [TALK * 3])

    figures = ["910,619 Rohingya refugees", "34 camps", "28% of the appeal funded"]
    assert said(read(drawn(draw)), BlockKind.PARAGRAPH) == [*figures, (TALK * 3).strip()]


# Reading order ---------------------------------------------------------------------------------------------------


def test_columns_are_read_one_after_the_other_and_headings_over_them_between() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 780, 450, ["Report title"], TITLE)
        put(canvas, 72, 740, 210, [f"Alpha. {TALK * 2}", f"Beta. {TALK}"])
        put(canvas, 302, 740, 210, [f"Gamma. {TALK * 2}", f"Delta. {TALK}"])
        put(canvas, 72, 520, 450, ["Second part"], TITLE)
        put(canvas, 72, 480, 210, [f"Epsilon. {TALK * 3}"])
        put(canvas, 302, 480, 210, [f"Zeta. {TALK * 3}"])
        put(canvas, 72, 260, 450, [f"Eta. {TALK * 3}"])

    words = [text.split(".")[0] for text in said(read(drawn(draw)))]
    assert words == ["Report title", "Alpha", "Beta", "Gamma", "Delta", "Second part", "Epsilon", "Zeta", "Eta"]


def test_columns_may_begin_with_bold_headings_on_one_line() -> None:
    heads = ParagraphStyle("heads", parent=BODY, fontName="Helvetica-Bold", fontSize=14, leading=18)

    def draw(canvas: Canvas) -> None:
        for x, width, head in ((72, 150, "Key figures"), (260, 260, "Our partners")):
            put(canvas, x, 740, width, [head], heads)
        put(canvas, 260, 715, 260, [TALK, TALK], BODY)
        for i, line in enumerate(("34 camps", "12 schools", "9 clinics", "300 wells", "5 roads", "7 bridges")):
            put(canvas, 72, 711 - 17 * i, 150, [line], BODY)

    assert said(read(drawn(draw)))[:2] == ["Key figures", "34 camps"]


def test_lists_drawn_one_after_the_other_are_no_rows_of_one_table() -> None:
    heads = ParagraphStyle("heads", parent=BODY, fontName="Helvetica-Bold", fontSize=12, leading=15)

    def draw(canvas: Canvas) -> None:
        for x, head, entries in (
            (72, "Givers", ("Sweden 410", "Japan 220", "Norway 130", "Canada 90")),
            (300, "People moved by floods since May", ("Beira 5,940", "Dondo 2,205", "Buzi 1,718", "Nhamatanda 1,140")),
        ):
            put(canvas, x, 740, 110, [head], heads)
            for i, entry in enumerate(entries):
                name, number = entry.split()
                canvas.drawString(x, 690 - 16 * i - x / 60, name)
                canvas.drawRightString(x + 110, 690 - 16 * i - x / 60, number)
        put(canvas, 72, 590, 450, [f"Alpha. {TALK}"])

    source = read(drawn(draw))
    tables = [[[c.text for c in row] for row in b.table.rows] for b in source.blocks if b.table]
    assert [table[0] for table in tables] == [["Sweden", "410"], ["Beira", "5,940"]]
    assert [len(table) for table in tables] == [4, 4]
    assert [text.split(".")[0] for text in said(source, BlockKind.HEADING, BlockKind.PARAGRAPH)] == [
        "Givers",
        "People moved by floods since May",
        "Alpha",
    ]


def test_a_side_bar_is_read_apart_from_the_text_beside_it() -> None:
    def draw(canvas: Canvas) -> None:
        for i, line in enumerate(
            ("Highlights", "Floods leave many", "without homes.", "Roads are cut.", "Prices rise.")
        ):
            canvas.drawString(72, 738 - 19 * i, line)
        put(canvas, 230, 752, 290, [f"Alpha. {TALK}", f"Beta. {TALK}"])

    texts = said(read(drawn(draw)))
    assert not any("Alpha" in text and "Roads" in text for text in texts)
    assert [text.split(".")[0] for text in texts if text.startswith(("Alpha", "Beta"))] == ["Alpha", "Beta"]


def test_rows_of_a_table_stay_rows_though_their_cells_have_several_lines() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(4):
            for x, word in ((72, "Wells"), (250, "Built"), (420, "Beira")):
                canvas.drawString(x, 740 - 30 * row, f"{word} and more")
                canvas.drawString(x, 728 - 30 * row, f"of row {row}")

    assert drawn_bands_of(drawn(draw)) == []


def test_an_address_ends_what_is_told_of_a_person() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 780, 450, [f"Alpha. {TALK}"])
        for i, line in enumerate(("Amina Diallo", "Head of Office", "amina@example.org", "Jonas Weber", "Nurse")):
            canvas.drawString(72, 640 - 13 * i, line)

    assert any(text.endswith("amina@example.org") for text in said(read(drawn(draw))))


def test_a_box_with_fields_is_lines_not_a_table() -> None:
    box = Paragraph("<b>Shelter</b><br/>People reached: 9,480<br/>Male: 4,610<br/>Female: 4,870", BODY)
    story = Table(
        [[box, "Budget CHF 820,000"], ["", "People targeted: 12,000"]],
        style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 0), (0, 1))],
    )
    source = read(printed([Paragraph(f"Alpha. {TALK}", BODY), story]))
    assert not [b for b in source.blocks if b.table]
    assert said(source)[1:5] == ["Shelter", "People reached: 9,480", "Male: 4,610", "Female: 4,870"]


def test_columns_between_two_tables_are_text_although_the_same_strips_stay_free() -> None:
    def draw(canvas: Canvas) -> None:
        for y, rows in (
            (780, (("Area", "Value"), ("Gao", "120"), ("Kidal", "340"))),
            (560, (("Site", "Number"), ("Ber", "7"))),
        ):
            put(canvas, 72, y, 450, ["Results"], TITLE)
            for i, (name, value) in enumerate(rows):
                canvas.drawString(72, y - 36 - 14 * i, name)
                canvas.drawString(400, y - 36 - 14 * i, value)
        put(canvas, 72, 700, 450, ["Needs"], TITLE)
        put(canvas, 72, 660, 210, [f"Alpha. {TALK}"])
        put(canvas, 302, 660, 210, [f"Beta. {TALK}"])

    found = said(read(drawn(draw)))
    assert f"Alpha. {TALK}".strip() in found
    assert f"Beta. {TALK}".strip() in found


def test_a_box_beside_the_text_does_not_mix_with_it() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 780, 290, [TALK * 3, TALK * 3], BODY)
        for y, number, label in [(740, "1.2 M", "people in need"), (690, "35%", "of the appeal funded")]:
            canvas.setFont("Helvetica-Bold", 18)
            canvas.drawString(400, y, number)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(400, y - 14, label)

    talk = (TALK * 3).strip()
    assert said(read(drawn(draw))) == [talk, talk, "1.2 M people in need", "35% of the appeal funded"]


def test_a_sentence_cut_by_a_page_is_whole_without_what_the_page_carries() -> None:
    sentences = [
        f"Sentence number {i} of the long paragraph says something about the tents in Gao." for i in range(120)
    ]
    source = read(printed([Paragraph("Report", TITLE), Paragraph(" ".join(sentences), BODY)]))
    assert said(source, BlockKind.PARAGRAPH) == [" ".join(sentences)]
    assert said(source, BlockKind.FURNITURE) == [f"Operational Update, Mali Page {n}" for n in (1, 2)]
    paragraph = block(source, "Sentence number 0 ")
    assert [source.page_at(begin) for begin, _ in paragraph.lines] == [1, 2]
    joined = source.joined(paragraph)
    last = joined.text.index("Sentence number 119")
    begin, end = joined.span(last, len(joined.text))
    assert (source.text[begin:end], source.page_at(begin)) == (sentences[119], 2)


def test_bullets_that_are_drawn_make_lists_with_their_levels() -> None:
    source = read((FORMATS / "burkina-faso-2023-06-operational-update.pdf").read_bytes())
    cash = block(source, "2,890 refugees in Goudoubo")
    assert (cash.kind, cash.level, cash.lead, cash.page) == (BlockKind.ITEM, 2, ("Cash grants:",), 1)
    assert cash.section == ("Burkina Faso: Operational Update, June 2023", "Livelihoods")
    assert block(source, "75 hectares of pasture").level == 1


def test_a_page_that_is_turned_is_read_as_it_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -A4[0])
        put(canvas, 72, 500, 450, [TALK])
        table = Table(DONORS, style=GRID)
        table.wrap(400, 400)
        table.drawOn(canvas, 72, 300)

    source = read(drawn(draw))
    assert (said(source, BlockKind.PARAGRAPH), tables(source)) == ([TALK.strip()], [DONORS])


# Words -----------------------------------------------------------------------------------------------------------


def test_words_parted_at_the_end_of_a_line_are_whole_and_compounds_keep_their_hyphen() -> None:
    lines = [
        "The report says that more infor-",
        "mation was given to asylum-",
        "seekers in the camp, and inter-",
        "national staff left. Later, asylum-seekers saw",
        "out-of-school children enrol-",
        "led, and work was shared with self-",
        "reliant families in Gao over the whole year.",
    ]

    def draw(canvas: Canvas) -> None:
        for i, line in enumerate(lines):
            canvas.drawString(72, 780 - 14 * i, line)

    (text,) = said(read(drawn(draw)))
    assert "more information was given to asylum-seekers in the camp, and international staff" in text
    assert "out-of-school children enrolled, and work was shared with self-reliant families" in text


def test_the_mark_of_a_footnote_is_no_digit_of_the_number_before_it() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 760)
        for words, raised in [("In total 910,619", False), ("1", True), (" refugees on 34,000 m", False), ("2", True)]:
            text.setFont("Helvetica", 7 if raised else 11)
            text.setRise(4 if raised else 0)
            text.textOut(words)
        canvas.drawText(text)

    source = read(drawn(draw))
    assert said(source) == ["In total 910,619 refugees on 34,000 m²"]
    assert "910,619¹ refugees" in source.text


word = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=3, max_size=12)
sentence = st.lists(word, min_size=1, max_size=40).map(lambda words: " ".join(words).capitalize() + ".")


@settings(max_examples=15)
@given(st.lists(sentence, min_size=1, max_size=12), st.sampled_from([BODY, FLUSH]))
def test_every_word_that_is_printed_is_read_once_and_in_order(texts: list[str], style: ParagraphStyle) -> None:
    source = read(drawn(lambda canvas: put(canvas, 72, 800, 300, texts, style)))
    assert " ".join(said(source)).split() == " ".join(texts).split()


# Scans -----------------------------------------------------------------------------------------------------------


def test_a_scanned_page_is_read_by_tesseract() -> None:
    text = "As of 31 May 2021, 910,619 refugees live in Bangladesh, according to the Government."
    with pdfium.PdfDocument(drawn(lambda canvas: put(canvas, 72, 780, 450, [f"{text} {TALK}", TALK]))) as document:
        picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    scan = drawn(lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, *A4))
    assert said(read(scan)) == [f"{text} {TALK}".strip(), TALK.strip()]


# Titles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("property_title", "title"),
    [
        ("Mali: Operational Update of May 2021", "Mali: Operational Update of May 2021"),
        ("Microsoft Word - update_final.docx", "Mali: Operational Update"),
        ("Template of the year 2009", "Mali: Operational Update"),
        ("", "Mali: Operational Update"),
    ],
)
def test_the_title_is_what_the_first_page_says(property_title: str, title: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle(property_title)
        put(canvas, 72, 780, 450, ["Mali: Operational Update"], TITLE)
        put(canvas, 72, 740, 450, ["This is the update of May 2021. " + TALK])

    assert read(drawn(draw)).title == title


# Files that are broken, locked or hostile --------------------------------------------------------------------------

WHOLE = (CORPUS / "colombia-2022-annual-results.pdf").read_bytes()
# Each form draws the next ten times, so that the page has a hundred million words.
LAUGHS = raw_pdf(
    *PAGES,
    PAGE,
    stream(b"/A Do"),
    FONT,
    *(
        stream(
            b"/A Do " * 10 if i < 13 else b"BT /F 9 Tf (Ha ha) Tj ET",
            FORM % (i + 1),
        )
        for i in range(6, 15)
    ),
)
SWOLLEN = raw_pdf(*PAGES, PAGE, stream(spaces(1_000_000_000), b"/Filter/FlateDecode"), FONT)
BAD = {
    "nothing in it": (b"", "damaged"),
    "only its first line": (b"%PDF-1.7\n%%EOF", "damaged"),
    "cut in the middle": (WHOLE[: len(WHOLE) // 2], "damaged"),
    "without its end": (WHOLE[:-300], "damaged"),
    "a page tree that contains itself": (raw_pdf(PAGES[0], b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "no text"),
    "a length that refers to itself": (raw_pdf(*PAGES, PAGE, b"<</Length 4 0 R>> stream\nBT ET\nendstream"), "no text"),
    "too many pages": (raw_pdf(PAGES[0], b"<</Type/Pages/Kids[%s]/Count 5000>>" % (b"3 0 R " * 5000), PAGE), "pages"),
    "forms within forms": (LAUGHS, "memory"),
    "a stream that swells": (SWOLLEN, "memory"),
    "a password": (
        drawn(lambda c: c.drawString(72, 700, "Secret"), encrypt=StandardEncryption("open", "own")),
        "password",
    ),
    "only a picture": (drawn(lambda c: c.rect(72, 300, 400, 300, fill=1)), "no text"),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD.keys())
def test_a_pdf_that_cannot_be_read_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        read(data)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("report.pdf: ")


def test_a_heading_whose_letters_are_set_apart_is_read_as_words() -> None:
    def draw(canvas: Canvas) -> None:
        heading = canvas.beginText(72, 760)
        heading.setFont("Helvetica-Bold", 16)
        heading.setCharSpace(6)
        heading.textOut("WATER SUPPLY")
        canvas.drawText(heading)
        put(canvas, 72, 730, 440, [TALK, TALK], BODY)

    assert said(read(drawn(draw)))[0] == "WATER SUPPLY"


def test_single_letters_of_a_line_stay_apart() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 760, "Blocks A B C D of the camp")
        put(canvas, 72, 730, 440, [TALK], BODY)

    assert said(read(drawn(draw)))[0] == "Blocks A B C D of the camp"


def test_a_table_of_contents_is_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for i, title in enumerate(["Shelter for 300 families", "Water points repaired in Gao", "Funding"]):
            canvas.drawString(72, 760 - 14 * i, f"{title} {'.' * 60} {i + 3}")
        put(canvas, 72, 690, 440, [TALK], BODY)

    source = read(drawn(draw))
    assert [b.kind for b in source.blocks if "..." in source.joined(b).text] == [BlockKind.FURNITURE] * 3
    assert said(source, BlockKind.PARAGRAPH) == [TALK.strip()]


def test_a_form_that_draws_itself_ends() -> None:
    page = b"BT /F 9 Tf 20 100 Td (Some words of the page) Tj ET /A Do"
    source = read(raw_pdf(*PAGES, PAGE, stream(page), FONT, stream(b"/A Do", FORM % 6)))
    assert said(source) == ["Some words of the page"]


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    locked = StandardEncryption("", "owner", canPrint=0, canCopy=0)
    assert said(read(drawn(lambda c: c.drawString(72, 700, "Open to all readers"), encrypt=locked))) == [
        "Open to all readers"
    ]


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=60))
def test_damage_gives_a_report_or_a_clear_error(damage: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, byte in damage:
        data[at] = byte
    with suppress(ReadError):
        source = read(bytes(data))
        assert all(0 <= b.begin < b.end <= len(source.text) for b in source.blocks)


def test_two_hundred_pages_take_less_than_a_gigabyte(tmp_path: Path) -> None:
    story: list[Flowable] = []
    for i in range(200):
        rows = [["Site", "Families"], *([f"Camp {i}-{k}", f"{k + 1},{i + 100}"] for k in range(10))]
        story += [
            Paragraph(f"Chapter {i}", TITLE),
            *(Paragraph(TALK * 3, BODY) for _ in range(4)),
            Table(rows, style=GRID),
            PageBreak(),
        ]
    (tmp_path / "long.pdf").write_bytes(printed(story))
    program = (
        "import sys, resource; from pathlib import Path; from kg.read.pdf import read_pdf\n"
        "source = read_pdf(Path(sys.argv[1]).read_bytes(), 'long.pdf', '0')\n"
        # What getrusage says of a process begins with the memory of the one that started it, here all tests so far.
        "status = dict(line.split(':', 1) for line in open('/proc/self/status'))\n"
        "used = int(status['VmHWM'].split()[0]) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "print(len(source.page_starts), sum(b.table is not None for b in source.blocks), used)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "long.pdf"], capture_output=True, text=True, check=True
    )
    pages, grids, kilobytes = map(int, done.stdout.split())
    assert (pages, grids) == (200, 200)
    assert kilobytes < 1_000_000
