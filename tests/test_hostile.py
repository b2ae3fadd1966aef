"""Files made to hurt: each costs at most itself, is named in one line, and the report beside it is in the graph.

No time is measured here. A file that is worked on for more than the limit of a report is named as one that takes too
long, and the tests that follow tell that apart from a file that is read, or refused for what it is.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from extraction import annotator, report

from kg.build import BuildResult, build
from kg.build.work import Extractor, Outcome, Task
from kg.claims import claims_file, read_claims
from kg.model import Claim
from kg.read import find_reports

GOOD = "Gulu Update\nMay 2022\n\nUNICEF distributed 263 hygiene kits to 35 families in Gulu.\n"
SENTENCE = "UNICEF distributed 263 hygiene kits to 35 families in Gulu, Uganda, and the partners "


def package(**parts: bytes) -> bytes:
    """A zip file, its parts compressed; `__` in a name stands for a slash, a last `_` for a point."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def bomb(size: int) -> bytes:
    return b"<a>" + b" " * size + b"</a>"


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b0 "ha">'
    + b"".join(b'<!ENTITY b%d "%s">' % (i, b"&b%d;" % (i - 1) * 10) for i in range(1, 12))
    + b"]><a>&b11;</a>"
)


def looping_pdf() -> bytes:
    """A PDF whose page tree is its own child, and whose page draws itself."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 1000000/Parent 2 0 R>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>>",
        b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 5>>stream\n/X Do\nendstream",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return data + table + b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % len(data)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "brackets.txt": lambda: GOOD.encode() + b"\nSee " + b"(" * 20_000,
    "closing.txt": lambda: GOOD.encode() + b"\nSee x" + b")" * 20_000,
    "one-line.txt": (SENTENCE * (5_000_000 // len(SENTENCE))).encode,
    "one-sentence.txt": (SENTENCE * 3_500).encode,
    "one-word.txt": lambda: b"people " + b"a" * 2_000_000,
    "digits.txt": lambda: b"people " + b"1 000 " * 200_000,
    "lone-surrogate.txt": lambda: GOOD.encode() + b"\nIn \xed\xa0\x80 and \xed\xbf\xbf too.\n",
    "nul-inside.txt": lambda: GOOD.encode() + b" " * 9000 + b"\nSome \0 of it.\n",
    "nul.txt": lambda: GOOD.encode().replace(b" ", b"\0"),
    "deep.html": lambda: b"<html><body>" + b"<div>" * 100_000 + b"Gulu Update",
    "tables.html": lambda: b"<html><body>" + b"<table><tr><td>" * 50_000 + b"Gulu",
    "attributes.html": lambda: b"<html><body><p " + b"a=1 " * 200_000 + b">Gulu",
    "bomb.docx": lambda: package(word__document_xml=bomb(400_000_000)),
    "bomb.xlsx": lambda: package(xl__workbook_xml=bomb(400_000_000)),
    "laughs.docx": lambda: package(word__document_xml=LAUGHS),
    "laughs.xlsx": lambda: package(xl__workbook_xml=LAUGHS),
    "laughs.xml.html": lambda: LAUGHS,
    "many.docx": lambda: package(**{f"word__{i}": b"" for i in range(20_000)}),
    "loop.pdf": looping_pdf,
    "cut.pdf": lambda: looping_pdf()[:100],
    "empty.txt": lambda: b"",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile")
    for name, made in HOSTILE.items():
        (path / name).write_bytes(made())
    return path


@pytest.fixture(scope="module")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    made = Extractor(tmp_path_factory.mktemp("claims"), "")
    made._annotator = annotator()
    return made


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused_in_one_line_within_the_time_of_a_report(
    name: str, folder: Path, extractor: Extractor
) -> None:
    data = (folder / name).read_bytes()
    # As a small file, whatever its size: the guards, not the limit, are what is shown.
    outcome = extractor.within(Task(folder / name, name, hashlib.sha256(data).hexdigest(), 0), 10)
    assert isinstance(outcome, Outcome)
    if outcome.reason is not None:
        assert "\n" not in outcome.reason
        assert "takes more than" not in outcome.reason
        assert "Error" not in outcome.reason


def test_the_report_beside_hostile_files_is_in_the_graph(folder: Path, tmp_path: Path) -> None:
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    some = ["good.txt", "brackets.txt", "bomb.docx", "laughs.xlsx", "loop.pdf", "nul.txt", "deep.html"]
    result: BuildResult = build([folder / name for name in some], tmp_path / "out", workers=2)
    built = {r.file: r.claims for r in result.reports if r.reason is None}
    assert built["good.txt"] > 0
    assert all(r.reason and "\n" not in r.reason for r in result.failed)
    assert {"bomb.docx", "laughs.xlsx", "loop.pdf", "nul.txt"} <= {r.file for r in result.failed}


def told(claim: Claim) -> tuple[str, ...]:
    return (claim.type, *(p.text for p in claim.evidence))


def test_what_stands_beside_brackets_is_still_read() -> None:
    words = "UNICEF distributed 263 hygiene kits to 35 families in Gulu."
    alone = [told(c) for c in report(f"{words}\n", head="")]
    assert alone
    assert [told(c) for c in report(f"{words}\n\nSee {'(' * 20_000}\n", head="")] == alone


def test_a_word_that_is_cut_keeps_every_character() -> None:
    text = f"In {'x(' * 700} lie {')' * 1500}."
    doc = annotator().nlp.make_doc(text)
    assert doc.text == text
    assert max(len(token) for token in doc) <= 200


def test_a_sentence_without_end_is_cut_and_an_ordinary_one_is_not() -> None:
    endless = annotator().parse("the team went to see some people and " * 200)
    assert max(len(sentence) for sentence in endless.sents) <= 300
    ordinary = annotator().parse("The team went to see some people and then, after a while, it went home again. " * 60)
    assert {sentence.text for sentence in ordinary.sents} == {
        "The team went to see some people and then, after a while, it went home again."
    }


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("Secret Update\n", encoding="utf-8")
    (tmp_path / "in" / "out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "deep" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    assert [name for _, name in find_reports([tmp_path / "in"])] == ["good.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "..\\..\\up.txt",
        "..up.txt",
        "a\nb.txt",
        "\u202etxt.exe.txt",
        "\u0440aypal.txt",
        '\'; drop "<x>" {y} |z^`.txt',
        "%2e%2e%2fup.txt",
        "-o.txt",
        "تقرير.txt",
    ],
)
def test_a_file_is_called_what_it_likes_and_its_claims_stay_in_their_folder(name: str, extractor: Extractor) -> None:
    path = extractor.folder.parent / "named"
    path.mkdir(exist_ok=True)
    (path / name).write_text(GOOD, encoding="utf-8")
    sha256 = hashlib.sha256(GOOD.encode()).hexdigest()
    assert extractor.within(Task(path / name, name, sha256, 0), 10).reason is None
    file = claims_file(extractor.folder, name, sha256)
    assert file.parent == extractor.folder
    assert file.name.isascii()
    assert not set(file.name) & set("/\\\n\"'<>|:*?%")
    assert read_claims(file).file == name


def test_the_names_of_hostile_files_are_shown_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a\n\x1b[31mb.txt").write_bytes(b"")
    result = build([tmp_path], tmp_path / "out")
    assert [r.file for r in result.failed] == ["a\n\x1b[31mb.txt"]
