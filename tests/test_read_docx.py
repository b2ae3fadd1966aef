"""Word documents: what a person sees on the page comes out as blocks, whatever Word keeps beside it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches
from read_law import holds_together

from kg.errors import ReadError
from kg.model import BlockKind, Source
from kg.read.docx import read_docx

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def read(build: Callable[[Document], object]) -> Source:
    document = docx.Document()
    build(document)
    source = read_docx(saved(document), "report.docx", "0")
    holds_together(source)
    return source


def said(source: Source, kind: BlockKind) -> list[str]:
    return [source.joined(block).text for block in source.blocks if block.kind is kind]


def add_xml(document: Document, xml: str) -> None:
    """Put a paragraph or table of WordprocessingML at the end of the body."""
    spaces = nsdecls("w", "r", "wp", "a")
    tag, rest = xml.split(">", 1) if "/>" not in xml.split(">", 1)[0] + ">" else (xml, "")
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"{tag} {spaces}>{rest}"))


def test_paragraphs_and_tables_come_in_the_order_of_the_page() -> None:
    def build(document: Document) -> None:
        document.add_heading("Mali: Update", 0)
        document.add_heading("Funding", 1)
        document.add_paragraph("The appeal of 2022 is funded to a third.")
        table = document.add_table(rows=2, cols=2)
        for row, texts in zip(table.rows, [["Donor", "Amount"], ["Japan", "1,200"]], strict=True):
            for cell, words in zip(row.cells, texts, strict=True):
                cell.text = words
        document.add_heading("Health", 1)
        document.add_paragraph("Three clinics were opened in Gao in May.")

    source = read(build)
    assert [block.kind.value for block in source.blocks] == [
        "heading", "heading", "paragraph", "table", "heading", "paragraph",
    ]  # fmt: skip
    assert source.blocks[3].section == ("Funding",)
    assert source.blocks[-1].section == ("Health",)
    assert source.title is not None
    assert source.title.startswith("Mali: Update")


def test_items_of_a_list_know_the_items_above_them() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Cash grants:", style="List Bullet")
        document.add_paragraph("210 teachers were paid.", style="List Bullet 2")
        document.add_paragraph("12 classrooms were built.", style="List Bullet")
        document.add_paragraph("The schools were chosen by lot.", style="List Number")
        document.add_paragraph("The keys were handed over.", style="List Number")

    source = read(build)
    assert [(b.level, b.lead) for b in source.blocks if b.kind is BlockKind.ITEM][:3] == [
        (1, ()),
        (2, ("Cash grants:",)),
        (1, ()),
    ]
    assert "• Cash grants:\n  • 210 teachers were paid.\n• 12 classrooms" in source.text
    assert "1. The schools were chosen by lot.\n2. The keys" in source.text


def test_a_paragraph_that_is_set_in_belongs_to_the_item_above_it() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Cash grants for teachers:", style="List Bullet")
        document.add_paragraph("In Gao, 210 of them were paid.").paragraph_format.left_indent = Inches(0.5)
        document.add_paragraph("In Kidal, nobody was paid.")

    source = read(build)
    assert [b.lead for b in source.blocks] == [(), ("Cash grants for teachers:",), ()]


def test_a_document_made_line_by_line_from_a_pdf_has_whole_paragraphs() -> None:
    lines = (
        "In May, the teams of the Ministry visited twelve villages of the Gao region and heard|"
        "some 340 people, of whom two thirds were women, while others left their homes in the|first days of April.||"
        "The wells of Kidal, which had been dug by the army before the war and were not kept since,|"
        "were cleaned by forty men of the town, who were paid a daily wage of three thousand and|"
        "five hundred francs by the mayor, and by a hundred women, who asked for no wage but for|a pump."
    )

    def build(document: Document) -> None:
        for line in lines.split("|"):
            document.add_paragraph(line)

    paragraphs = said(read(build), BlockKind.PARAGRAPH)
    assert [words.split()[-1] for words in paragraphs] == ["April.", "pump."]


def test_a_paragraph_in_bold_is_a_heading_and_a_typed_bullet_an_item() -> None:
    def build(document: Document) -> None:
        document.add_paragraph().add_run("Shelter and relief items").bold = True
        document.add_paragraph("• 512 families were given blankets.")

    source = read(build)
    assert said(source, BlockKind.HEADING) == ["Shelter and relief items"]
    assert said(source, BlockKind.ITEM) == ["512 families were given blankets."]


def test_merged_cells_name_each_of_their_columns() -> None:
    def build(document: Document) -> None:
        table = document.add_table(rows=4, cols=3)
        words = [
            ["Indicator", "2022", ""],
            ["", "Target", "Actual"],
            ["Kits handed out", "500", "480"],
            ["", "20", "9"],
        ]
        for row, texts in zip(table.rows, words, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(2, 0).merge(table.cell(3, 0))

    (table,) = [block.table for block in read(build).blocks if block.table]
    assert [cell.text for cell in table.header] == ["Indicator", "2022 Target", "2022 Actual"]
    assert [[cell.text for cell in row] for row in table.rows] == [["Kits handed out", "500", "480"], ["", "20", "9"]]


def test_boxes_of_a_layout_are_no_table() -> None:
    def build(document: Document) -> None:
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text = "36,372"
        cells[0].add_paragraph("refugees in the country")
        cells[1].text = "The rains came early and washed away the road between Dori and the camp."

    source = read(build)
    assert said(source, BlockKind.TABLE) == []
    assert said(source, BlockKind.PARAGRAPH)[0] == "36,372 refugees in the country"


def test_text_boxes_are_read_once() -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>57 wells were dug in Kidal.</w:t></w:r></w:p></w:txbxContent>"
    box = (
        "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'><w:drawing>{inner}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert said(read(lambda document: add_xml(document, box)), BlockKind.PARAGRAPH) == ["57 wells were dug in Kidal."]


def test_deleted_and_hidden_words_and_marks_of_footnotes_are_no_text() -> None:
    paragraph = (
        "<w:p><w:r><w:t xml:space='preserve'>In all 5,129</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/>"
        "</w:rPr><w:t>1</w:t></w:r><w:r><w:t xml:space='preserve'> people on 40 km</w:t></w:r><w:r><w:rPr><w:vertAlign"
        " w:val='superscript'/></w:rPr><w:t>2</w:t></w:r><w:del><w:r><w:delText>, or 99</w:delText><w:t>, or 98</w:t>"
        "</w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:ins><w:r><w:t xml:space='preserve'>"
        " were counted.</w:t></w:r></w:ins></w:p>"
    )
    source = read(lambda document: add_xml(document, paragraph))
    assert said(source, BlockKind.PARAGRAPH) == ["In all 5,129 people on 40 km2 were counted."]


def test_headers_and_footers_are_furniture() -> None:
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "UNICEF Niger, Situation Report No. 4"
        document.sections[0].footer.paragraphs[0].text = "www.example.org"
        document.add_paragraph("Forty wells were repaired in the east.")

    source = read(build)
    assert said(source, BlockKind.FURNITURE) == ["UNICEF Niger, Situation Report No. 4", "www.example.org"]
    assert said(source, BlockKind.PARAGRAPH) == ["Forty wells were repaired in the east."]


def test_the_numbers_of_a_chart_are_read() -> None:
    series = "".join(
        f"<c:pt idx='{index}'><c:v>{words}</c:v></c:pt>" for index, words in enumerate(["Refugees", "Returnees"])
    )
    values = "".join(f"<c:pt idx='{index}'><c:v>{number}</c:v></c:pt>" for index, number in enumerate([12400, 75]))
    numbers = f"<c:tx><c:v>May 2022</c:v></c:tx><c:cat>{series}</c:cat><c:val>{values}</c:val>"
    plot = f"<c:chart><c:plotArea><c:barChart><c:ser>{numbers}</c:ser></c:barChart></c:plotArea></c:chart>"
    chart = f"<c:chartSpace xmlns:c='{CHART}'>{plot}</c:chartSpace>"

    def build(document: Document) -> None:
        kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        part = Part(PackURI("/word/charts/chart1.xml"), kind, chart.encode(), document.part.package)
        relation = document.part.relate_to(
            part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
        )
        add_xml(
            document,
            f"<w:p><w:r><w:drawing><c:chart xmlns:c='{CHART}' r:id='{relation}'/></w:drawing></w:r></w:p>",
        )

    source = read(build)
    (figure,) = [block for block in source.blocks if block.kind is BlockKind.FIGURE]
    assert figure.table is not None
    assert [[cell.text for cell in row] for row in (figure.table.header, *figure.table.rows)] == [
        ["", "May 2022"],
        ["Refugees", "12400"],
        ["Returnees", "75"],
    ]


def test_a_picture_does_no_harm(tmp_path: pytest.TempPathFactory) -> None:
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )

    def build(document: Document) -> None:
        document.add_picture(BytesIO(pixel), width=Inches(1))
        document.add_paragraph("Forty wells were repaired in the east.")

    assert said(read(build), BlockKind.PARAGRAPH) == ["Forty wells were repaired in the east."]


def package(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def changed(**parts: bytes) -> bytes:
    """A sound document in which some parts are others; `word_document` stands for `word/document.xml`."""
    with zipfile.ZipFile(BytesIO(saved(docx.Document()))) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    return package(found | {f"{name.replace('_', '/')}.xml": data for name, data in parts.items()})


BODY = f"<w:document xmlns:w='{WORD}'><w:body>%s</w:body></w:document>"


def sound() -> bytes:
    return saved(docx.Document())


ENTITIES = b"<!DOCTYPE a [<!ENTITY b 'cccc'><!ENTITY d '&b;&b;&b;'>]><a>&d;</a>"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "truncated": (lambda: sound()[:-2000], "is damaged: it cannot be unpacked"),
    "broken": (lambda: changed(word_document=b"<w:document"), "is damaged: it is no Word document that can be read"),
    "incomplete": (
        lambda: package({"word/document.xml": b"<a/>"}),
        "is damaged: it is no Word document that can be read",
    ),
    "empty": (lambda: changed(word_document=(BODY % "").encode()), "holds no words"),
    "bomb": (lambda: changed(word_bomb=b"\0" * 300_000_001), "unpacks to more than 300 MB"),
    "elements": (
        lambda: changed(word_document=(BODY % ("<w:p/>" * 3_000_001)).encode()),
        "is too large to be read: too many elements",
    ),
    "parts": (
        lambda: package({f"word/{number}": b"" for number in range(10_001)}),
        "is a package of more than 10,000 parts",
    ),
    "entities": (
        lambda: changed(word_document=ENTITIES),
        "holds an XML document type, which no office program writes",
    ),
    "depth": (
        lambda: changed(word_document=(BODY % ("<w:tbl><w:tr><w:tc>" * 500)).encode()),
        "is damaged: it is no Word document that can be read",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(name: str) -> None:
    make, reason = REFUSED[name]
    with pytest.raises(ReadError) as caught:
        read_docx(make(), "report.docx", "0")
    assert str(caught.value) == f"report.docx: {reason}"
