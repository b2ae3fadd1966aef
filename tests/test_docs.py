"""What README.md and the pages in docs/ show is there and works."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pages
import pytest

import kg
from kg.export import FORMATS
from kg.ontology import Ontology

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
EXPORTS = (DOCS / "exports.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ kg (export .*)$", EXPORTS, flags=re.MULTILINE)


# What pages show ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_of_a_page_does_what_it_shows(page: Path, prepared: pages.Prepared, tmp_path: Path) -> None:
    """What differs is renewed by `python tools/pages.py`."""
    assert pages.renewed(page, prepared, tmp_path).splitlines() == page.read_text(encoding="utf-8").splitlines()


def test_what_is_not_run_has_a_reason_and_is_shown() -> None:
    shown = "\n".join(page.read_text(encoding="utf-8") for page in pages.PAGES)
    for start, reason in pages.NOT_RUN.items():
        assert re.search(rf"^(?:\$ )?{re.escape(start)}", shown, flags=re.MULTILINE), start
        assert all((ROOT / name).is_file() for name in re.findall(r"[\w./]+/\w+(?:\.py)?", reason))


def test_the_cookbook_answers_every_question_that_has_a_name(ontology: Ontology) -> None:
    page = (DOCS / "cookbook.md").read_text(encoding="utf-8")
    asked = re.findall(r"^\$ kg query graph ([a-z-]+)(?: .*)?\n((?:(?!```).*\n)*)", page, flags=re.MULTILINE)
    assert sorted(name for name, _ in asked) == sorted(ontology.queries)
    for name, answer in asked:
        assert answer.count("\n") > 1, f"{name} finds nothing"
        assert f'--8<-- "ontology/queries/{name}.rq"' in page
        assert f"### {ontology.queries[name].description}\n" in page
    answers = re.findall(r"^```sparql\n(?!--8<--)[^`]*```\n\n```text\n([^`]*)```", page, flags=re.MULTILINE)
    assert len(answers) > 5
    assert all(answer.count("\n") > 1 for answer in answers)


def printed(page: str, command: str) -> str:
    """What stands below a command of a page."""
    text = (DOCS / page).read_text(encoding="utf-8")
    (found,) = re.findall(rf"^\$ {re.escape(command)}\n((?:(?!\$ |```).*\n)*)", text, flags=re.MULTILINE)
    return str(found)


def test_what_how_to_pages_add_makes_the_difference_that_they_tell() -> None:
    partner = "howto/partner.md"
    assert "Baraka Sahel" not in printed(partner, "kg query before activities --format csv")
    assert printed(partner, "kg query after activities --ontology mine --format csv").count("\nBaraka Sahel,") == 2
    assert "facts     0" in printed("howto/pattern.md", "kg build reports -o before")
    assert "facts     1  1 Activity" in printed("howto/pattern.md", "kg build reports -o after --ontology mine")
    assert "unknown" in printed("howto/merge.md", "kg entities graph --name hodeidah")
    assert "Yemen" not in printed("howto/merge.md", "kg query graph places --place 'Al Hodeidah'")
    assert "Yemen" in printed("howto/merge.md", "kg query corrected places --place 'Al Hodeidah'")
    assert printed("howto/persons.md", "kg query public contacts").count("\n") == 1
    assert printed("howto/persons.md", "kg query public 'ASK { ?person a rg:Person }'") == "false\n"


LINKED = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", LINKED, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_to_files_of_the_repository_lead_somewhere(page: Path) -> None:
    """Links within the site, with their anchors, are looked at when it is built."""
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


# How pages are run --------------------------------------------------------------------------------------------------


def run(text: str, prepared: pages.Prepared, folder: Path) -> str:
    (page := folder / "page.md").write_text(text, encoding="utf-8")
    (folder / "run").mkdir()
    return pages.renewed(page, prepared, folder / "run")


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("```console\n$ kg query graph nothing\n```\n", "ends with 1"),
        ("```console\n$ false\n```\n", "ends with 1"),
        ("```console\nkg query graph donors\n```\n", "does not begin with a command"),
        ("```python\n1 / 0\n```\n", "division by zero"),
        ("```sparql\nSELECT {\n```\n", "ends with 1"),
        ('```sparql\n--8<-- "ontology/queries/donors.rq"\n```\n', "page asks donors nowhere above"),
        ("```turtle\nrg:a rg:b\n```\n", "Parser error"),
        ("```turtle\n# nothing\n```\n", "states nothing"),
        ("```toml\na = \n```\n", "Invalid value"),
        ("```json\n{,}\n```\n", "Expecting property name"),
        ("```csv\na,b\n1\n```\n", "rows of different lengths"),
        ("```sh\nls\n```\n", "NOT_RUN has no reason"),
        ("```haskell\nmain\n```\n", "nobody knows how to check 'haskell'"),
    ],
)
def test_a_block_that_fails_is_told_with_its_line(
    block: str, words: str, prepared: pages.Prepared, tmp_path: Path
) -> None:
    with pytest.raises(pages.PageError, match=rf"page\.md:3: .*{re.escape(words)}"):
        run(f"# A page\n\n{block}", prepared, tmp_path)


def test_output_is_renewed_and_cut_and_titles_are_files(prepared: pages.Prepared, tmp_path: Path) -> None:
    text = """# A page

```text title="numbers.txt"
1 2 3
```

```console
$ cat numbers.txt
old
$ kg query graph donors
$ pip install something
as it stands
```

```python
print("new")
```

```text
old
```

```text
no output
```
"""
    lines = run(text, prepared, tmp_path).splitlines()
    assert lines[6:10] == ["```console", "$ cat numbers.txt", "1 2 3", "$ kg query graph donors"]
    assert lines[10].startswith("donor ")
    assert lines[21:25] == ["…", "$ pip install something", "as it stands", "```"]
    assert max(map(len, lines)) == pages.WIDTH
    assert lines[25:] == [
        "",
        "```python",
        'print("new")',
        "```",
        "",
        "```text",
        "new",
        "```",
        "",
        *text.splitlines()[-3:],
    ]


# What pages tell ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_told_with_the_tool_that_opens_it(form: str) -> None:
    (row,) = re.findall(rf"^\| \[`{form}`\]\(#([\w-]+)\) \| .+ \| .+ \|$", EXPORTS, flags=re.MULTILINE)
    headings = re.findall(r"^## (.+)$", EXPORTS, flags=re.MULTILINE)
    assert row in {re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-")) for heading in headings}


def test_every_special_format_has_an_example() -> None:
    shown = {shlex.split(command)[3] for command in COMMANDS}
    assert FORMATS.keys() - shown <= {"turtle", "trig", "ntriples"}  # their section shows one of their kind


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
