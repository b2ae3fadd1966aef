"""Make the reports of `corpus/` from their sources: `python tools/corpus/make.py [NAME...]`."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
CORPUS = HERE.parents[1] / "corpus"

PAGE_BREAK = "¶"


def wrapped(source: str, footer: str, width: int = 88) -> str:
    """Text as a PDF reader hands out a page that was set line by line.

    A line that begins with `|` is kept as it is. Any other line is a paragraph: it is cut into lines of `width`
    characters with an empty line after each, and a `¶` in it ends the page after its line, so that `footer`, with the
    page's number for `{page}`, stands in the middle of the sentence.
    """
    out: list[str] = []
    page = 1
    for line in source.splitlines():
        if line.startswith("|"):
            out.append(line[2:])
            continue
        pieces = textwrap.wrap(line, width, break_on_hyphens=False)
        for number, piece in enumerate(pieces, start=1):
            out.append(piece.replace(PAGE_BREAK, "") + " ")
            if number < len(pieces):
                out.append("")
            if PAGE_BREAK in piece:
                out += [*footer.format(page=page).splitlines(), ""]
                page += 1
        if not pieces:
            out.append("")
    return "\n".join(out) + "\n"


def paged(source: str, footer: str) -> str:
    """Text with its own line ends, in which each line `¶` is a page's footer and a form feed."""
    first, *rest = source.split(f"{PAGE_BREAK}\n")
    return first + "".join(f"\n{footer.format(page=page)}\n\f{text}" for page, text in enumerate(rest, start=1))


def text_reports() -> dict[str, str]:
    """The reports that are plain text, by file name."""

    def read(name: str) -> str:
        return (SOURCES / name).read_text(encoding="utf-8")

    return {
        "chad-2019-03-operational-update.txt": wrapped(
            read("chad-2019-03-operational-update.txt"),
            " \n \n\nOPERATIONAL UPDATE  > CHAD / March 2019 \n\n www.unhcr.org {page} \n ",
        ),
        "niger-2022-08-situation-report.txt": paged(
            read("niger-2022-08-situation-report.txt"),
            "IOM NIGER • SITUATION REPORT #14                    {page} of 3",
        ),
        "ethiopia-2021-annual-results.md": read("ethiopia-2021-annual-results.md"),
    }


def main(names: list[str]) -> None:
    """Write the named reports, or all."""
    CORPUS.mkdir(exist_ok=True)
    for file, text in text_reports().items():
        if not names or Path(file).stem in names:
            (CORPUS / file).write_text(text, encoding="utf-8")
            print(file)


if __name__ == "__main__":
    main(sys.argv[1:])
