"""Every seed and every finding of the fuzzing keeps the laws; `fuzz/run.py` looks for inputs that do not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


Edit = tuple[float, float, bytes]
PIECES = st.binary(max_size=4) | st.sampled_from(
    [
        b"<",
        b">",
        b'"',
        b"|",
        b"\n\n",
        b"\t",
        b"\f",
        b"&#x202e;",
        b"1,2",
        b"\xff\xfe",
        "\ud7ff é \u200f".encode(),
        b"</w:p>",
    ]
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.1), PIECES), min_size=1, max_size=8)


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), edits=EDITS)
def test_whatever_is_cut_from_a_seed_and_put_into_it_the_laws_hold(
    name: str, data: st.DataObject, edits: list[Edit]
) -> None:
    content = data.draw(st.sampled_from([file.read_bytes() for file in sorted((FUZZ / "seeds" / name).iterdir())]))
    for place, length, piece in edits:
        at = round(place * len(content))
        content = content[:at] + piece + content[at + round(length * len(content)) :]
    TARGETS[name](content)


def test_every_target_has_a_seed() -> None:
    assert {file.parts[1] for file in INPUTS if file.parts[0] == "seeds"} == set(TARGETS)


def test_the_seeds_of_packages_are_read_and_not_refused() -> None:
    for read, file, words in (
        (read_docx, "docx/report", "built 40 shelters"),
        (read_xlsx, "xlsx/book", "1,200.50 USD"),
    ):
        assert words in read(packed((FUZZ / "seeds" / file).read_bytes()), file, "0").text
