"""Which files are reports, by which reader each is read, and what `kg read` shows of them."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from read_law import holds_together

from kg.cli import main
from kg.errors import ReadError
from kg.read import find_reports, read_report
from kg.read.compose import Composer
from kg.read.detect import format_of

ROOT = Path(__file__).parents[1]
CORPUS = sorted((ROOT / "corpus").iterdir())
FORMATS = {".md": "markdown", ".txt": "text"}


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_every_report_of_the_corpus_holds_together(path: Path) -> None:
    source = read_report(path, path.name)
    assert source.format == FORMATS.get(path.suffix, path.suffix[1:])
    assert source.blocks
    holds_together(source)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_content_decides_and_not_the_name(path: Path) -> None:
    kind = format_of(path.read_bytes(), path.name)
    renamed = format_of(path.read_bytes(), "report.txt")
    assert renamed == (kind if path.suffix in {".pdf", ".docx", ".xlsx", ".html"} else "text")


def archive(**members: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, data in members.items():
            made.writestr(name.replace("_", "/"), data)
    return file.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.doc", OLE, "is an old Word, Excel or PowerPoint file; save it as DOCX, XLSX or PDF"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
        ("a.docx", archive(ppt_presentation=b""), "is a PowerPoint file; save it as PDF"),
        ("a.zip", archive(report=b"Forty wells."), "is an archive; unpack it first"),
        ("a.odt", archive(mimetype=b"application/vnd.oasis.opendocument.text"), "is an OpenDocument file; save it as"),
        ("a.xlsx", archive(xl_workbook=b"")[:-10], "is damaged: it cannot be unpacked"),
        ("a.rtf", b"{\\rtf1 Forty wells.}", "is an RTF file; save it as DOCX"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "is a picture, not text"),
        ("a.xml", b"<?xml version='1.0'?><iati-activities/>", "is XML that is no web page"),
        ("a.md", b"\0\1\2\3", "is a binary file, not text"),
        ("a.txt", b"", "is empty"),
        ("a.txt", b"Forty wells. " * 1_600_000, "is larger than 20 MB of text"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[:3] else "",
)
def test_what_is_no_report_is_refused_in_one_line(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_report(tmp_path / name, name)
    assert str(caught.value).startswith(f"{name}: {reason}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_called_markdown_but_is_plain_text_is_read_as_text() -> None:
    assert format_of(b"OPERATIONAL UPDATE\n\n Forty wells were dug\n in Gao.\n", "a.md") == "text"
    assert format_of(b"# Operational update\n\nForty wells were dug in Gao.\n", "a.md") == "markdown"


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><p>Forty wells",
        b"\xef\xbb\xbf  <!-- made by hand -->\n<html lang=en>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "y"><html/>',
        "<html><body>Forty wells".encode("utf-16"),
    ],
)
def test_a_web_page_is_one_whatever_its_name(page: bytes) -> None:
    assert format_of(page, "report") == "html"


def test_folders_are_walked_for_reports(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    folder = tmp_path / "reports"
    names = "b.pdf c/a.docx c/x.html d.csv e.doc .hidden.txt ~$a.docx .git/f.txt g.zip h.png i.MD".split()
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Forty wells.")
    outside.write_text("Forty wells.")
    (folder / "link.txt").symlink_to(outside)
    assert [name for _, name in find_reports([folder])] == ["b.pdf", "c/a.docx", "c/x.html", "d.csv", "e.doc", "i.MD"]
    assert [name for _, name in find_reports([folder / "g.zip"])] == ["g.zip"]


def test_a_file_found_twice_is_one_report_and_two_of_one_name_are_two(tmp_path: Path) -> None:
    for folder in ("mali", "niger"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "update.txt").write_text(f"Forty wells in {folder}.")
    mali, niger = tmp_path / "mali", tmp_path / "niger"
    assert len(find_reports([mali, mali / "update.txt", tmp_path / "niger" / ".." / "mali"])) == 1
    assert [path for path, _ in find_reports([niger, mali])] == [mali / "update.txt", niger / "update.txt"]


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["read", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_kg_read_shows_blocks_with_their_sections_and_tables_as_tables() -> None:
    shown = run(str(ROOT / "corpus" / "mauritania-2018-09-operational-update.docx"))
    lines = shown.splitlines()
    at = lines.index("item 2 | MAURITANIA > Camp of Mbera | after: Protection.")
    assert lines[at + 1].strip().startswith("ADICOR, UNHCR's partner for community services")
    assert any("│ Japan" in line and "700,000" in line for line in lines)
    assert not any(line != line.rstrip() for line in lines)


def test_kg_read_says_where_everything_stands_in_json() -> None:
    source = json.loads(run(str(ROOT / "corpus" / "jordan-2022-indicators.xlsx"), "--format", "json"))
    (first, _) = [block for block in source["blocks"] if block["kind"] == "table"]
    cell = first["rows"][0][1]
    assert source["text"][cell["begin"] : cell["end"]] == cell["text"] == "Refugees and Asylum-seekers"
    assert first["section"] == ["Indicators", "UNHCR Jordan: Results by Indicator, 2022"]


def test_kg_read_does_not_obey_what_a_report_holds(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Forty \x1b[31mwells\x9b0m were [bold]dug[/bold] in Gao, and [/red] six in Kidal.\n")
    shown = run(str(report))
    assert "[bold]dug[/bold]" in shown
    assert "\x1b" not in shown
    assert "\x9b" not in shown


def test_kg_read_names_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "old.doc").write_bytes(OLE)
    result = CliRunner().invoke(main, ["read", str(tmp_path / "old.doc")])
    assert result.exit_code == 1
    assert result.stderr.startswith("kg: old.doc: is an old Word")
    assert len(result.stderr.splitlines()) == 1


WORDS = st.text(alphabet="ab5 .:•-1\t\n\u00a0Gé", max_size=30)
CALLS = st.one_of(
    st.tuples(st.just("line"), WORDS, st.integers(0, 3), st.sampled_from(["", "•", "1."]), st.integers(0, 2)),
    st.tuples(st.just("table"), st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=4)),
    st.tuples(st.just("furniture"), WORDS),
)


@given(st.lists(CALLS, max_size=12))
def test_what_is_put_together_leads_back_to_its_words(calls: list[tuple]) -> None:
    composer = Composer()
    for kind, *given_values in calls:
        if kind == "line":
            words, heading, mark, depth = given_values
            composer.line(words, heading=heading, mark="" if heading else mark, depth=depth, gap=depth % 2)
        else:
            getattr(composer, kind)(*given_values)
    try:
        source = composer.source("report", "0", "made")
    except ReadError:
        return
    holds_together(source)
