"""What the pages in docs/ show is there and works."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hand_claims import sample

import kg
from kg.claims import write_claims
from kg.cli import main
from kg.export import FORMATS

DOCS = Path(__file__).parents[1] / "docs"
EXPORTS = (DOCS / "exports.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ kg (export .*)$", EXPORTS, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docs")
    for claims in sample():
        write_claims(path / "claims", claims)
    kg.merge(path / "claims", path / "graph").close()
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_told_with_the_tool_that_opens_it(form: str) -> None:
    (row,) = re.findall(rf"^\| \[`{form}`\]\(#([\w-]+)\) \| .+ \| .+ \|$", EXPORTS, flags=re.MULTILINE)
    headings = re.findall(r"^## (.+)$", EXPORTS, flags=re.MULTILINE)
    assert row in {re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-")) for heading in headings}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_exports_write_what_they_name(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    words = shlex.split(command)
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.output) == (0, "")
    written = folder / words[words.index("-o") + 1]
    assert written.stat().st_size > 0
    assert written.is_file() or any(written.iterdir())


def test_every_special_format_has_an_example() -> None:
    shown = {shlex.split(command)[3] for command in COMMANDS}
    assert FORMATS.keys() - shown <= {"turtle", "trig", "ntriples"}  # their section shows one of their kind


def test_the_examples_for_python_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reports").mkdir()
    sentence = "UNHCR distributed 263 education kits in Kayes in November 2017.\n"
    (tmp_path / "reports" / "update.txt").write_text(sentence, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "python.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    for block in blocks:
        exec(compile(block, "python.md", "exec"), names)
    assert (tmp_path / "facts.geojson").is_file()
    (row,) = names["rows"]  # type: ignore[misc]
    assert (row["item"], row["quantity"]) == ("education kits", 263)


def test_what_is_public_in_python_is_told() -> None:
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    results = {"BuildResult", "ReportResult", "ReportgraphError"}
    assert not [name for name in set(kg.__all__) - results if name not in page]
    methods = [
        name for name in vars(kg.Graph) if not name.startswith("_") and name not in {"path", "store", "ontology"}
    ]
    assert not [name for name in methods if name not in page]


# A domain of one's own ----------------------------------------------------------------------------------------------

ONTOLOGY = (DOCS / "ontology.md").read_text(encoding="utf-8")


def test_the_commands_of_the_page_on_domains_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ kg (.+)$", ONTOLOGY, flags=re.MULTILINE)
    assert commands
    for command in commands:
        done = CliRunner().invoke(main, shlex.split(command))
        assert done.exit_code == 0, f"{command}: {done.output}"
    assert (tmp_path / "reference" / "index.html").is_file()


def test_the_page_on_domains_tells_every_key_and_no_other() -> None:
    from kg.ontology import declarations, plots

    told = set(re.findall(r"`(\w+)`", ONTOLOGY))
    keys = {*declarations.FACT_KEYS, *declarations.SLOT_KEYS, *declarations.ENTITY_KEYS, *declarations.OTHERWISE}
    keys |= {*plots.ALWAYS, *plots.KINDS, *(key for own in plots.KINDS.values() for some in own for key in some)}
    written = set(re.findall(r"^(\w+) = ", ONTOLOGY, flags=re.MULTILINE))
    assert keys - {"slots"} <= told | written
    assert written - {"include", "key", "values"} <= keys


def test_the_domain_that_the_page_shows_has_no_mistakes(tmp_path: Path) -> None:
    from kg.ontology.look import problems

    domain = Path(__file__).parent / "domains" / "windfarms" / "ontology"
    shutil.copytree(domain, tmp_path / "wind")
    blocks = re.findall(r"```toml\n(.*?)```", ONTOLOGY, flags=re.DOTALL)
    for folder, fits in (("patterns", r"\[\[(?:fact|entity)"), ("plots", r"\[\[plot")):
        shown = "\n".join(block for block in blocks if re.search(fits, block))
        assert shown
        (tmp_path / "wind" / folder / "shown.toml").write_text(shown, encoding="utf-8")
    assert not problems(tmp_path / "wind")
