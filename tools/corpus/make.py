"""Make the reports of `corpus/` from their sources: `python tools/corpus/make.py [NAME...]`.

Needs the extra `corpus`, LibreOffice and Chromium; on Debian `apt-get install libreoffice-writer-nogui chromium`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from html import escape
from pathlib import Path

from extracted import paged, plain, wrapped
from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt
from openpyxl import Workbook

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CORPUS = ROOT / "corpus"
FORMATS = ROOT / "tests" / "formats"
TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=False)  # noqa: S701 - our own sources


def source(name: str) -> str:
    """The text of a source file."""
    return (HERE / "sources" / name).read_text(encoding="utf-8")


def bar_chart(title: str, rows: list[list[str]]) -> str:
    """An SVG whose numbers and labels are text that stands apart, as in the charts of office programs."""
    values = [int(number.replace(",", "")) for _, number in rows]
    step, height = 26, 26 * len(rows) + 30
    bars, numbers, labels = [], [], []
    for i, ((label, number), value) in enumerate(zip(rows, values, strict=True)):
        y, length = 30 + step * i, 300 * value / max(values)
        bars.append(f'<rect x="170" y="{y}" width="{length:.0f}" height="16" fill="#0072bc"/>')
        numbers.append(f'<text x="{175 + length:.0f}" y="{y + 12}">{escape(number)}</text>')
        labels.append(f'<text x="0" y="{y + 12}">{escape(label)}</text>')
    heading = f'<text x="0" y="14" font-weight="bold">{escape(title)}</text>'
    return (
        f'<svg width="560" height="{height}" font-family="Liberation Sans" font-size="11">'
        + "".join([heading, *bars, *numbers, *labels])
        + "</svg>"
    )


def unruled_table(lines: list[str]) -> str:
    """A table without any rules, from lines of cells between tabs."""
    header, *rows = [[escape(cell) for cell in line.split("\t")] for line in lines]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="unruled"><tr>{"".join(f"<th>{cell}</th>" for cell in header)}</tr>{body}</table>'


def render(markdown: str) -> str:
    """The body of an HTML page; fences called `chart TITLE` and `table unruled` become what they say."""

    def fence(match: re.Match[str]) -> str:
        kind, words, content = match[1], match[2], match[3].splitlines()
        if kind == "chart":
            return bar_chart(words, [row.split("\t") for row in content])
        return unruled_table(content)

    markdown = re.sub(r"^```(chart|table) ([^\n]*)\n(.*?)^```$", fence, markdown, flags=re.MULTILINE | re.DOTALL)
    return MarkdownIt("commonmark").enable("table").render(markdown)


def page(markdown: str, template: str, **values: object) -> str:
    """A whole HTML page."""
    title = re.sub(r"^#+ ", "", markdown.lstrip().splitlines()[0])
    return TEMPLATES.get_template(template).render(title=title, body=render(markdown), **values)


def print_pdf(html: str, target: Path) -> None:
    """Print a page with Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(html, encoding="utf-8")
        options = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}",
        ]
        subprocess.run(
            ["chromium", *options, f"--print-to-pdf={target}", file.as_uri()], check=True, capture_output=True
        )


def office(html: str, target: Path) -> None:
    """Let LibreOffice Writer make a DOCX of a page, and a PDF of that DOCX if the target is one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"{target.stem}.html")
        file.write_text(html, encoding="utf-8")
        convert = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        to_docx = ["--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder]
        subprocess.run([*convert, *to_docx, file], check=True, capture_output=True)
        made = file.with_suffix(".docx")
        if target.suffix == ".pdf":
            subprocess.run([*convert, "--convert-to", "pdf", "--outdir", folder, made], check=True, capture_output=True)
            made = file.with_suffix(".pdf")
        target.write_bytes(made.read_bytes())


def workbook(toml: str, target: Path) -> None:
    """An XLSX file with the sheets and rows of a source."""
    book = Workbook()
    book.remove(book.active)
    data = tomllib.loads(toml)
    book.properties.title = data["title"]
    for sheet in data["sheets"]:
        made = book.create_sheet(sheet["name"])
        for row in sheet["rows"]:
            made.append(row)
    book.save(target)


def write(target: Path, text: str) -> None:
    """Write a text file with the line ends that it has."""
    target.write_text(text, encoding="utf-8", newline="")


def make(name: str) -> None:
    """Make one report in the format in which the corpus has it."""
    if name == "chad-2019-03-operational-update":
        footer = " \n \n\nOPERATIONAL UPDATE  > CHAD / March 2019 \n\n www.unhcr.org {page} \n "
        write(CORPUS / f"{name}.txt", wrapped(source(f"{name}.txt"), footer))
    elif name == "niger-2022-08-situation-report":
        footer = "IOM NIGER • SITUATION REPORT #14                    {page} of 3"
        write(CORPUS / f"{name}.txt", paged(source(f"{name}.txt"), footer))
    elif name in {"ethiopia-2021-annual-results", "chad-2020-annual-results"}:
        write(CORPUS / f"{name}.md", source(f"{name}.md"))
    elif name == "drc-2020-contributions":
        write(CORPUS / f"{name}.csv", source(f"{name}.csv"))
    elif name == "jordan-2022-indicators":
        workbook(source(f"{name}.toml"), CORPUS / f"{name}.xlsx")
    elif name in WEB:
        write(CORPUS / f"{name}.html", page(source(f"{name}.md"), "web.html", issued=WEB[name]))
    elif name in PRINT:
        footer, columns = PRINT[name]
        html = page(source(f"{name}.md"), "print.html", footer=footer, columns=columns)
        print_pdf(html, CORPUS / f"{name}.pdf")
    else:
        office(page(source(f"{name}.md"), "office.html"), CORPUS / f"{name}{OFFICE[name]}")


def make_formats() -> None:
    """Make the one report that is there in every format."""
    FORMATS.mkdir(exist_ok=True)
    markdown = source(f"{EVERY_FORMAT}.md")
    footer, _ = PRINT[EVERY_FORMAT]
    write(FORMATS / f"{EVERY_FORMAT}.md", markdown)
    write(FORMATS / f"{EVERY_FORMAT}.txt", plain(markdown))
    write(FORMATS / f"{EVERY_FORMAT}.html", page(markdown, "web.html", issued=""))
    office(page(markdown, "office.html"), FORMATS / f"{EVERY_FORMAT}.docx")
    print_pdf(page(markdown, "print.html", footer=footer, columns=1), FORMATS / f"{EVERY_FORMAT}.pdf")
    print_pdf(page(markdown, "print.html", footer=footer, columns=2), FORMATS / f"{EVERY_FORMAT}-two-columns.pdf")


EVERY_FORMAT = "burkina-faso-2023-06-operational-update"
PRINT = {  # printed by Chromium: the running footer and the number of columns
    EVERY_FORMAT: ("Burkina Faso – Operational Update – June 2023", 1),
    "bangladesh-2019-05-joint-response": ("www.unhcr.org – Bangladesh, May 2019", 1),
    "south-sudan-2020-10-flood-flash-update": ("South Sudan: Flood Flash Update No. 4 | 21 October 2020", 2),
    "yemen-2021-06-monthly-report": ("Danish Refugee Council – Yemen – June 2021", 2),
}
OFFICE = {  # set by LibreOffice
    "colombia-2022-annual-results": ".pdf",
    "mauritania-2018-09-operational-update": ".docx",
    "niger-2023-04-project-report": ".docx",
}
WEB = {  # web pages, and the day that they say they were published on
    "sudan-2023-11-situation-report": "2023-11-30",
    "ukraine-2022-11-winter-update": "2022-11-24",
}


def main(names: list[str]) -> None:
    """Make the named reports, or all and the one in every format."""
    CORPUS.mkdir(exist_ok=True)
    for name in names or sorted(file.stem for file in (HERE / "sources").iterdir()):
        make(name)
        print(name)
    if not names:
        make_formats()


if __name__ == "__main__":
    main(sys.argv[1:])
