"""Every seed and every finding of the fuzzing keeps the laws; `fuzz/run.py` looks for inputs that do not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[1] / "fuzz"
sys.path.insert(0, str(FUZZ))

from targets import TARGETS, packed  # noqa: E402 - beside the seeds

from kg.read.docx import read_docx  # noqa: E402
from kg.read.sheets import read_xlsx  # noqa: E402

INPUTS = [file.relative_to(FUZZ) for kind in ("seeds", "findings") for file in sorted((FUZZ / kind).glob("*/*"))]


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("file", INPUTS, ids=str)
def test_seeds_and_findings_keep_the_laws(file: Path) -> None:
    TARGETS[file.parts[1]]((FUZZ / file).read_bytes())


def test_every_target_has_a_seed() -> None:
    assert {file.parts[1] for file in INPUTS if file.parts[0] == "seeds"} == set(TARGETS)


def test_the_seeds_of_packages_are_read_and_not_refused() -> None:
    for read, file, words in (
        (read_docx, "docx/report", "built 40 shelters"),
        (read_xlsx, "xlsx/book", "1,200.50 USD"),
    ):
        assert words in read(packed((FUZZ / "seeds" / file).read_bytes()), file, "0").text
