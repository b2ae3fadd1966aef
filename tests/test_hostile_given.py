"""Files that users give beside reports, made to hurt: ontology folders, tables, claims, queries that come with them.

Each is refused in one line that names the file, or does what it says and no more.
"""

from __future__ import annotations

import csv
import io
import json
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hand_claims import fact, org, place, report, sample

from kg.build import build, merge
from kg.claims import loads, write_claims
from kg.cli import main
from kg.errors import ClaimsError, OntologyError, ReadError, TableError
from kg.model import Name
from kg.ontology import Ontology, load
from kg.ontology.look import problems
from kg.ontology.start import start
from kg.places import Gazetteer, open_gazetteer
from kg.places.pcodes import read_pcodes
from kg.resolve import read_decisions, read_rows, resolve
from kg.resolve.listing import write_entities
from kg.text import printable, safe_cell

LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY b0 "ha">'
    + b"".join(b'<!ENTITY b%d "%s">' % (i, b"&b%d;" % (i - 1) * 10) for i in range(1, 12))
    + b"]>"
)
RDF_XML = (
    b'<?xml version="1.0"?>' + LAUGHS + b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="a:b"><a:c xmlns:a="a:">&b11;</a:c></rdf:Description></rdf:RDF>'
)
SERVICE = b"{ SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"

# What is wrong, by the file of the folder that holds it.
FOLDERS: dict[str, tuple[str, bytes, str]] = {
    "entities in RDF/XML": ("bomb.ttl", RDF_XML, "Invalid IRI"),
    "entities in a vocabulary": ("vocabulary/bomb.ttl", RDF_XML, "Invalid IRI"),
    "named graphs of TriG": ("graph.ttl", b"<a:g> { <a:s> <a:p> <a:o> }", "line 1"),
    "brackets": ("brackets.ttl", b"<a:s> <a:p> " + b"[" * 20_000, "not a valid predicate"),
    "nested lists without end": ("lists.ttl", b"<a:s> <a:p> " + b"(" * 200_000, "Unexpected end"),
    "a text of 17 MB": ("long.ttl", b'<a:s> <a:p> "' + b"x" * 17_000_000 + b'" .', "more than 16 MB"),
    "NUL": ("nul.ttl", b"\0" * 1_000, "not allowed"),
    "half a character": ("half.ttl", b'<a:s> <a:p> "\\uD800" .', "not a valid unicode character"),
    "an IRI with spaces and quotes": ("iri.ttl", b"<a:s t> <a:\"'> <a:o> .", "Invalid IRI"),
    "UTF-16": ("utf16.ttl", "<a:s> <a:p> <a:o> .".encode("utf-16"), "Invalid UTF-8"),
    "nested arrays": ("patterns/deep.toml", b"a = " + b"[" * 100_000, "nested too deeply"),
    "nested tables": ("patterns/inline.toml", b"a = " + b"{a=" * 100_000, "nested too deeply"),
    "a key of many parts": ("patterns/key.toml", b"a" + b".a" * 100_000 + b" = 1", "more than 50 parts"),
    "a header of many parts": ("patterns/head.toml", b"[a" + b' . "b"' * 100_000 + b"]", "more than 50 parts"),
    "a number of many digits": ("patterns/digits.toml", b"a = " + b"9" * 100_000, "limit"),
    "nested identifiers": ("ids.toml", b"a = " + b"[" * 100_000, "nested too deeply"),
    "a path that leads out": ("domain.toml", b'include = ["../../../secret.ttl"]', "no file of the package's ontology"),
    "a rule that asks another host": ("rules/ask.rq", b"CONSTRUCT { ?s ?p ?o } WHERE " + SERVICE, "SERVICE is refused"),
    "a question that asks another host": ("queries/ask.rq", b"# Who?\nSELECT * " + SERVICE, "SERVICE is refused"),
    "a check that asks another host": ("checks/ask.rq", b"SELECT * " + SERVICE, "SERVICE is refused"),
    "an escaped one": ("rules/esc.rq", b"ASK { \\u0053ERVICE <a:b> { ?s ?p ?o } }", "SERVICE is refused"),
    "a rule nested too deeply": ("rules/deep.rq", b"ASK {" + b"{" * 9_000 + b"}" * 9_001, "nested too deeply"),
    "a rule of 100 kB": ("rules/long.rq", b"ASK {}" + b" " * 100_000, "characters is refused"),
}


@pytest.fixture
def domain(tmp_path: Path) -> Path:
    start(tmp_path / "domain")
    return tmp_path / "domain"


@pytest.mark.parametrize("name", FOLDERS)
def test_an_ontology_folder_that_is_made_to_hurt_is_refused_in_one_line(domain: Path, name: str) -> None:
    file, content, words = FOLDERS[name]
    (domain / file).parent.mkdir(exist_ok=True)
    (domain / file).write_bytes(content)
    found = [str(problem) for problem in problems(domain)]
    assert any(words in line for line in found)
    assert all("\n" not in line and line.startswith(str(domain)) for line in found)
    with pytest.raises(OntologyError, match=words):
        load(domain)


def test_shapes_nested_too_deeply_are_one_line(domain: Path, tmp_path: Path) -> None:
    for claims in sample():
        write_claims(tmp_path / "claims", claims)
    graph = str(tmp_path / "graph")
    assert CliRunner().invoke(main, ["merge", str(tmp_path / "claims"), "-o", graph]).exit_code == 0
    (domain / "shapes.ttl").write_text("<a:s> <a:p> " + "(" * 5_000 + ")" * 5_000 + " .", encoding="utf-8")
    done = CliRunner().invoke(main, ["validate", graph, "--ontology", str(domain)])
    assert (done.exit_code, done.output) == (1, f"kg: {domain}/shapes.ttl: nested too deeply\n")


# Tables of P-codes ---------------------------------------------------------------------------------------------------

PCODES = "ADM1_EN,ADM1_PCODE\nGao,ML07\n"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<row r="1"><c t="str"><v>ADM1_EN</v></c><c t="str"><v>ADM1_PCODE</v></c></row>'
UNIT = '<row><c t="str"><v>{}</v></c><c t="str"><v>{}</v></c></row>'


def workbook(rows: str, doctype: str = "", **more: str) -> bytes:
    """A workbook of one sheet, as little as Excel reads."""
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{KIND}.sheet.main+xml"/><Override PartName="/xl/sheet.xml" ContentType="{KIND}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" '
        f'Type="{OFFICE}/worksheet" Target="sheet.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="a"/>'
        "</sheets></workbook>",
        "xl/sheet.xml": f'{doctype}<worksheet xmlns="{MAIN}"><sheetData>{HEAD}{rows}</sheetData></worksheet>',
        **more,
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


def lying() -> bytes:
    """A package that says to be smaller than it is."""
    data = bytearray(workbook(UNIT.format("x" * 1_000_000, "ML07")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


TABLES: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities": (lambda: workbook(UNIT.format("&b11;", "ML07"), LAUGHS.decode()), "document type"),
    "a bomb": (lambda: workbook(UNIT.format("x" * 400_000_000, "ML07")), "unpacks to more than 300 MB"),
    "a bomb that lies": (lying, "damaged"),
    "more parts": (lambda: workbook("", **{f"xl/{i}": "" for i in range(10_001)}), "more than 10,000 parts"),
    "no workbook": (lambda: workbook("").replace(b"xl/workbook.xml", b"xl/walkbook.xml"), "damaged"),
    "no zip": (lambda: b"PK\x03\x04" + b"\0" * 100, "damaged"),
    "endless rows": (lambda: workbook('<row r="9999999"><c t="str"><v>x</v></c></row>'), "more than 1,048,576 rows"),
    "endless cells": (lambda: workbook('<row><c r="XFD2"><v>1</v></c></row>' * 2_000), "20,000,000 cells"),
    "a field without end": (lambda: PCODES.encode() + b'"' + b"x,\n" * 100_000, "field larger than field limit"),
    "NUL in a code": (lambda: PCODES.replace("ML07", "ML\0").encode(), "no P-code"),
    "digits of another script": (lambda: PCODES.replace("07", "٠٧").encode(), "no P-code"),
    "a code of 50 digits": (lambda: PCODES.replace("07", "0" * 50).encode(), "no P-code"),
    "half a character": (lambda: PCODES.encode() + b"\xed\xa0\x80", "not UTF-8"),
    "an old Excel file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "not UTF-8"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_p_codes_that_is_made_to_hurt_is_refused_in_one_line(
    name: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    made, words = TABLES[name]
    file = tmp_path / "table"
    file.write_bytes(made())
    with pytest.raises(TableError, match=words) as caught:
        read_pcodes([file], gazetteer)
    assert str(caught.value).startswith(str(file))
    assert "\n" not in str(caught.value)


def test_a_workbook_of_p_codes_is_read_whatever_its_file_is_called(tmp_path: Path, gazetteer: Gazetteer) -> None:
    file = tmp_path / "mli.download"
    file.write_bytes(workbook(UNIT.format("Gao", "ML07") + '<row r="90"/>' + UNIT.format("Kayes", "ML01")))
    assert {(p.name, p.pcode) for p in read_pcodes([file], gazetteer)} == {("Gao", "ML07"), ("Kayes", "ML01")}


# Decisions and claims ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'same,"' + b"x" * 200_000 + b'",b', "field larger than field limit"),
        (b"is,a,http://a b/<c>", "is no IRI"),
        (b"is,a,javascript alert", "is no IRI"),
        (b"same,\xed\xa0\x80,b", "not UTF-8"),
        (b'same,"a,b\nsame,c,d', "unexpected end"),
    ],
)
def test_decisions_that_are_made_to_hurt_are_refused_in_one_line(
    content: bytes, words: str, tmp_path: Path, ontology: Ontology
) -> None:
    (tmp_path / "d.csv").write_bytes(content)
    with pytest.raises(TableError, match=words) as caught:
        read_decisions(tmp_path / "d.csv", ontology)
    assert "\n" not in str(caught.value)


CLAIMS = json.loads((Path(__file__).parents[1] / "fuzz" / "seeds" / "claims" / "a").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"period": ["2020-01-01"]}, "IndexError"),
        ({"period": ["2020-02-30", "2020-03-01"]}, "is no day"),
        ({"issued": "yesterday"}, "is no day"),
        ({"file": "\ud800"}, "UnicodeEncodeError"),
        ({"claims": [{**CLAIMS["claims"][0], "confidence": float("nan")}]}, "between 0 and 1"),
        ({"claims": [{**CLAIMS["claims"][0], "confidence": 2}]}, "between 0 and 1"),
        ({"claims": [{**CLAIMS["claims"][0], "slots": {"\udc00": []}}]}, "UnicodeEncodeError"),
        (
            {"claims": [{**CLAIMS["claims"][0], "slots": {"v": [{"type": "number", "value": "1e9999", "text": "1"}]}}]},
            "beyond all measure",
        ),
        ({"claims": [{**CLAIMS["claims"][0], "type": 'No "Such" <Class>'}]}, "is no IRI"),
        ({"claims": [{**CLAIMS["claims"][0], "slots": {"no slot": []}}]}, "is no IRI"),
        (
            {"claims": [{**CLAIMS["claims"][0], "slots": {"a": [{"type": "term", "iri": "a:b <c>"}]}}]},
            "is no IRI",
        ),
        ({"names": [{"text": "Gao", "cls": "a b"}]}, "is no IRI"),
        ({"mentions": [{"begin": 5, "end": 2, "cls": "Place", "text": "x"}]}, "outside the text"),
        ({"mentions": [{"begin": 0, "end": 10**9, "cls": "Place", "text": "x"}]}, "outside the text"),
    ],
)
def test_claims_that_no_graph_could_hold_are_damaged(change: dict[str, object], words: str) -> None:
    with pytest.raises(ClaimsError, match=words) as caught:
        loads(json.dumps({**CLAIMS, **change}))
    assert "\n" not in str(caught.value)


def test_claims_are_merged_whatever_their_file_is_called(tmp_path: Path) -> None:
    write_claims(tmp_path / "in", sample()[0]).rename(tmp_path / "in" / "renamed.json")
    assert [r.file for r in merge([tmp_path / "in"], tmp_path / "out").reports] == [sample()[0].file]


@pytest.mark.parametrize("content", ["[" * 100_000, '{"text":' + "[" * 100_000, '{"version": 1' + "0" * 9_999])
def test_claims_nested_too_deeply_are_damaged(content: str) -> None:
    with pytest.raises(ClaimsError, match="not JSON"):
        loads(content)


# What is shown -------------------------------------------------------------------------------------------------------

HOSTILE_NAME = "=HYPERLINK(\x1b[31m)\u202egnp"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A folder whose table of names has one that is a formula and turns the terminal's text."""
    made = report("a\n\x1b]0;b.txt", fact("x", "Presence", organization=org("Blue Well"), place=place(HOSTILE_NAME)))
    write_claims(tmp_path / "claims", made)
    done = CliRunner().invoke(main, ["merge", str(tmp_path / "claims"), "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    return tmp_path / "out"


def test_the_table_of_names_has_no_formula_and_is_read_back(listed: Path, ontology: Ontology, tmp_path: Path) -> None:
    with (listed / "entities.csv").open(encoding="utf-8", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not [cell for cell in cells if safe_cell(cell) != cell and not cell.startswith("'")]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert HOSTILE_NAME in {row.entity for row in read_rows(listed / "entities.csv")}
    found = resolve([report("a", names=[Name("@b", "Settlement")])], ontology, open_gazetteer())
    write_entities(found, tmp_path / "e.csv")
    assert "@b" in {row.entity for row in read_rows(tmp_path / "e.csv")}


@pytest.mark.parametrize("command", [["entities"], ["entities", "--format", "csv"], ["audit"], ["network"]])
def test_lists_show_names_without_formulas_and_without_what_moves_a_cursor(listed: Path, command: list[str]) -> None:
    done = CliRunner().invoke(main, [command[0], str(listed), *command[1:]])
    assert done.exit_code == 0, done.output
    if command[-1] == "csv":
        assert "'=HYPERLINK" in done.output
    else:
        assert all(line == printable(line) for line in done.output.split("\n"))


def test_errors_with_names_of_files_are_one_line_without_what_moves_a_cursor(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a\n\x1b[31mb.txt").write_bytes(b"")
    (tmp_path / "in" / b"c\xff.txt".decode("utf-8", "surrogateescape")).write_bytes(b"")
    done = CliRunner().invoke(main, ["build", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--workers", "1"])
    assert done.exit_code == 2
    lines = done.stderr.splitlines()
    assert [line for line in lines if line.startswith("kg: a  [31mb.txt: ")]
    assert [line for line in lines if line.startswith("kg: c\\xff.txt: ")]
    assert all(line == printable(line) for line in lines)


def test_a_file_whose_name_is_no_utf_8_is_in_the_graph_and_what_is_no_file_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    for end in (b"\xff", b"\xfe"):
        name = b"gulu" + end + b".txt"
        text = "Gulu Update\n\nUNICEF distributed 263 hygiene kits to 35 families in Gulu, Uganda.\n"
        (tmp_path / "in" / os.fsdecode(name)).write_text(text, encoding="utf-8")
    result = build([tmp_path / "in"], tmp_path / "out")
    assert [r.file for r in result.reports] == ["gulu\\xfe.txt", "gulu\\xff.txt"]
    assert not result.failed
    with pytest.raises(ReadError, match="neither a file nor a folder"):
        build([tmp_path / "in" / "pipe.txt"], tmp_path / "out")


def test_a_file_too_large_is_refused_before_any_of_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(1 << 43)  # which to read would take an hour
    (result,) = build([tmp_path / "large.txt"], tmp_path / "out").failed
    assert result.reason == "is larger than 200 MB"


def test_texts_with_half_a_character_are_annotated(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "\\ud800", "text": "\\udfff UNICEF gave 263 kits."}\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["annotate", str(tmp_path / "a.jsonl")])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["quantities"][0]["value"] == 263
    (tmp_path / "b.jsonl").write_text("[" * 100_000, encoding="utf-8")
    done = CliRunner().invoke(main, ["annotate", str(tmp_path / "b.jsonl")])
    assert done.output.endswith("b.jsonl: line 1 is no JSON object with id and text\n")
