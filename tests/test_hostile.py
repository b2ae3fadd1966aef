"""Files made to hurt: each costs at most itself, is named in one line, and the report beside it is in the graph.

No time is measured here. A file that is worked on for more than the limit of a report is named as one that takes too
long, and the tests that follow tell that apart from a file that is read, or refused for what it is.
"""

from __future__ import annotations

import hashlib
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from extraction import annotator, report
from hostile_files import GOOD, HOSTILE, paged, words

from kg.build import BuildResult, build
from kg.build.work import Extractor, Outcome, Task
from kg.claims import claims_file, read_claims
from kg.model import Claim
from kg.read import find_reports


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


def test_a_pdf_with_many_slow_pages_has_no_more_time_than_any_other_file(tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "slow.pdf").write_bytes(data := paged(words(100_000), pages=1_000))
    task = Task(tmp_path / "slow.pdf", "slow.pdf", hashlib.sha256(data).hexdigest(), 0)
    assert extractor.within(task, 2).reason == "takes too long to read (see --timeout)"


def test_the_process_of_a_pdf_ends_with_the_one_that_waits_for_it(tmp_path: Path) -> None:
    (tmp_path / "slow.pdf").write_bytes(paged(words(100_000), pages=1_000))
    with subprocess.Popen([sys.executable, "-m", "kg", "read", str(tmp_path / "slow.pdf")]) as reading:
        listed = Path(f"/proc/{reading.pid}/task/{reading.pid}/children")
        while not (children := listed.read_text(encoding="ascii").split()):
            pass
        (child,) = children
        while "kg.read.pdf.worker" not in Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8"):
            pass
        while int(Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[11]) < 100:  # it has begun
            pass
        handle = os.pidfd_open(int(child))
        reading.send_signal(signal.SIGKILL)
    assert select.select([handle], [], [], 60)[0]
    os.close(handle)


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
