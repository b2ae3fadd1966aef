"""Bringing a domain: a folder to begin with, every mistake explained, a reference to read."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.ontology import default_folder, load


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "bridges"
    assert run("ontology", "new", folder).exit_code == 0
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert run("ontology", "new", tmp_path / "bridges").exit_code == 0
    return tmp_path / "bridges"


# Begun ---------------------------------------------------------------------------------------------------------------


def test_a_new_domain_builds_at_once(begun: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    done = run("build", begun / "example.md", "-o", out, "--ontology", begun)
    assert done.exit_code == 0, done.output
    assert re.search(r"facts +6 +3 Construction, 3 Milestone", done.output)
    answer = run("query", out, "builders", "--ontology", begun, "--format", "csv").output.splitlines()
    assert set(answer[1:]) == {
        "Alder Bridge,Nordvik Construction,,31000000,EUR",
        "Alder Bridge,,420,,",
        "Cedar Bridge,Hallgrim Engineering,180,,",
    }
    assert run("validate", out, "--ontology", begun).output == "conforms\n"
    assert "builds →" in run("network", out, "--ontology", begun, "--chain", "Nordvik", "Alder Bridge").output


def test_a_new_domain_has_no_mistakes_and_a_comment_in_every_file(begun: Path) -> None:
    done = run("ontology", "check", begun)
    assert done.exit_code == 0
    assert done.output.startswith("no mistakes: ")
    for file in begun.rglob("*"):
        if file.suffix in {".ttl", ".toml", ".rq"}:
            assert file.read_text(encoding="utf-8").startswith("# "), file


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = run("ontology", "new", tmp_path)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"kg: {tmp_path}: is not empty")
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


# Checked -------------------------------------------------------------------------------------------------------------


def test_the_ontology_of_the_package_has_no_mistakes() -> None:
    assert run("ontology", "check", default_folder()).exit_code == 0


def edit(folder: Path, name: str, right: str, wrong: str) -> int:
    """Puts a mistake into a file; returns its line."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    at = text.index(right)
    first = next((i for i, (a, b) in enumerate(zip(right, wrong, strict=False)) if a != b), 0)
    return text.count("\n", 0, at + first) + 1


@pytest.mark.parametrize(
    ("name", "right", "wrong", "what"),
    [
        ("patterns/facts.toml", 'class = "Construction"', 'class = "Constuction"', "did you mean Construction?"),
        ("patterns/facts.toml", 'class = "Milestone"', 'class = "Bridge"', "'Bridge' is no class below rg:Fact"),
        ("patterns/facts.toml", 'fill = "Stage"', 'fill = "Stages"', "did you mean Stage"),
        ("patterns/facts.toml", 'fill = "money"', 'fill = "Bridge"', "but its range is xsd:decimal"),
        ("patterns/facts.toml", "[fact.slots.date]", "[fact.slots.dates]", "did you mean date?"),
        ("patterns/facts.toml", 'needs = ["bridge", "stage"]', 'needs = ["bridge", "step"]', "no slot of this fact"),
        ("patterns/facts.toml", 'role = ["in", "at", "near"]', 'rolle = ["in"]', "did you mean role?"),
        ("patterns/facts.toml", 'else = ["before", "heading"] # where', 'else = ["above"] # where', "it is one of"),
        ("patterns/facts.toml", 'stage = "opened" }', 'stage = "open" }', "did you mean opened?"),
        ("patterns/facts.toml", 'currency = "currency"', 'currency = "curency"', "did you mean currency?"),
        ("patterns/facts.toml", "near = false # said", 'match = "(" # said', "is no regular expression"),
        ("patterns/names.toml", 'class = "Bridge"', 'class = "Brigde"', "did you mean Bridge?"),
        ("bridges.ttl", "rdfs:range :Stage", "rdfs:range :Stag", "did you mean Stage"),
        ("bridges.ttl", "rdfs:subClassOf rg:Entity", "rdfs:subClassOf rg:Entty", "did you mean Entity?"),
        ("rules/builds.rq", "?organization :builds", "?organization :build", "builds?"),
        ("queries/builders.rq", ":Construction ; :bridge", ":Construction ; :brige", "bridge?"),
        ("queries/builders.rq", "ORDER BY", "ORDERED BY", "is no SPARQL"),
        ("shapes.ttl", "sh:path :length", "sh:path :lenght", "did you mean length?"),
        ("patterns/facts.toml", 'needs = ["bridge", "stage"]', 'needs = "bridge"', 'needs = ["what it is about", …]'),
        ("patterns/facts.toml", 'role = ["subject", "object"]', 'role = ["subjekt"]', "did you mean subject?"),
        ("patterns/facts.toml", 'fill = "number"', 'fill = "Number"', "did you mean number?"),
        ("patterns/facts.toml", "near = false # said", 'before = ["a"] # said', "before is a text in quotation marks"),
        ("patterns/facts.toml", "near = false # said", 'near = "no" # said', "near is true or false"),
        ("patterns/facts.toml", 'verbs = ["close"]', 'verbs = ["closed"]', "'closed' is no lemma"),
        ("patterns/names.toml", "[[entity]]", "[[plot]]", "a [[plot]] stands in plots/*.toml"),
        ("patterns/names.toml", "[[entity]]", "[[entities]]", "did you mean quantities or entity?"),
        ("patterns/names.toml", "[names]", "[name]", "did you mean names?"),
        ("patterns/names.toml", "organization_heads", "organisation_heads", "did you mean organization_heads?"),
        ("patterns/names.toml", '"IssueKind"]', '"IssueKnd"]', "did you mean IssueKind"),
        ("queries/builders.rq", ":builder", "rg:builder", "did you mean <https://example.org/bridges#builder>?"),
        ("plots/plots.toml", '"sums"', '"sum"', "did you mean sums?"),
        ("plots/plots.toml", 'fact = "Construction"', 'fact = "Constuction"', "did you mean Construction?"),
        ("plots/plots.toml", 'value = "cost"', 'value = "costs"', "did you mean cost?"),
        ("plots/plots.toml", 'value = "cost"', 'value = "builder"', "it is one of confidence, cost, length"),
        ("plots/plots.toml", 'by = "builder"', 'by = "length"', "a thing or a concept, but length holds xsd:decimal"),
        ("plots/plots.toml", "once =", "onec =", "did you mean once?"),
        ("plots/plots.toml", "{currency}", "{curency}", "did you mean currency?"),
        ("plots/plots.toml", '"{currency}"', '"{currency} {bridge}"', "names several slots"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_would_be_right(
    folder: Path, name: str, right: str, wrong: str, what: str
) -> None:
    line = edit(folder, name, right, wrong)
    done = run("ontology", "check", folder)
    assert done.exit_code == 1
    told = [t for t in done.output.splitlines() if t.startswith(f"{folder / name}:{line}: ") and what in t]
    assert told, done.output


def test_a_concept_without_a_code_is_told(folder: Path) -> None:
    line = edit(folder, "vocabulary/stages.ttl", '    skos:notation "closed" ;\n', "") - 1
    told = run("ontology", "check", folder).output
    assert f"{folder / 'vocabulary/stages.ttl'}:{line}: the concept closed has no code" in told


@pytest.mark.parametrize(
    ("name", "right", "wrong", "line", "what"),
    [
        ("domain.toml", '    "core.ttl",\n', "", 3, 'are declared nowhere; add "core.ttl" to include'),
        ("patterns/facts.toml", "[[fact]]", "[fact]", 42, "[fact] on line 3 is written [[fact]]"),
        (
            "patterns/facts.toml",
            'class = "Milestone"',
            'class = "Milestone"\nlabel = "{bridg}"',
            44,
            "did you mean bridge?",
        ),
        ("queries/builders.rq", "PREFIX : <https://example.org/bridges#>\n", "", 6, "the prefix : is not declared"),
        ("vocabulary/stages.ttl", '"Closed"', '"Opened"', 14, "both called 'opened'"),
        ("vocabulary/stages.ttl", 'notation "closed"', 'notation "opened"', 14, "both have the code 'opened'"),
        ("plots/plots.toml", 'by = "builder"', "", 4, "a plot of kind sums needs by"),
    ],
)
def test_a_mistake_is_told_on_the_line_where_it_shows(
    folder: Path, name: str, right: str, wrong: str, line: int, what: str
) -> None:
    edit(folder, name, right, wrong)
    told = run("ontology", "check", folder).output.splitlines()
    assert [t for t in told if t.startswith(f"{folder / name}:{line}: ") and what in t], told


def test_a_missing_core_is_the_only_mistake_told(folder: Path) -> None:
    edit(folder, "domain.toml", '    "core.ttl",\n', "")
    assert run("ontology", "check", folder).output.splitlines()[1:] == ["1 mistake"]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("patterns", "pattern", "is not read where it is; did you mean patterns/?"),
        ("patterns/facts.toml", "facts.toml", "is not read where it is; move it to patterns/ or"),
        ("patterns/facts.toml", "patterns/facts.tml", "is not read: patterns/ holds *.toml"),
        ("queries/builders.rq", "queries/builders.sparql", "is not read: queries/ holds *.rq"),
        ("rules/builds.rq", "rule/builds.rq", "did you mean rules/?"),
    ],
)
def test_a_file_that_nothing_reads_is_told(folder: Path, old: str, new: str, what: str) -> None:
    (folder / new).parent.mkdir(exist_ok=True)
    (folder / old).rename(folder / new)
    assert what in run("ontology", "check", folder).output


OWNED = """
[[fact]]
class = "Milestone"
needs = ["owner"]
verbs = ["own"]

[fact.slots.owner]
fill = "Person"
"""


def test_a_slot_for_things_whose_names_nothing_tells_is_told(folder: Path) -> None:
    owner = ':owner a owl:ObjectProperty ; rdfs:label "owner" ; rdfs:range rg:Person .\n'
    edit(folder, "bridges.ttl", ":place a owl:", f"{owner}:place a owl:")
    patterns = folder / "patterns" / "facts.toml"
    patterns.write_text(patterns.read_text(encoding="utf-8") + OWNED, encoding="utf-8")
    line = len(patterns.read_text(encoding="utf-8").splitlines())
    told = run("ontology", "check", folder).output.splitlines()
    what = "owner is filled by Person, but nothing tells the names of one; add [[entity]] to the patterns, or labels in"
    assert told == [f"{patterns}:{line}: {what} vocabulary/", "1 mistake"]


@pytest.mark.parametrize("name", ["Place", "currency"])
def test_a_name_of_the_core_is_not_declared_again(folder: Path, name: str) -> None:
    kind = "Class" if name == "Place" else "DatatypeProperty"
    edit(folder, "bridges.ttl", ":place a owl:", f':{name} a owl:{kind} ; rdfs:label "x" .\n:place a owl:')
    told = run("ontology", "check", folder).output
    assert f"{name} has the name of rg:{name}; call it something else, or use that one" in told


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    edit(folder, "patterns/facts.toml", 'class = "Construction"', 'class = "Constuction"')
    edit(folder, "rules/builds.rq", "?organization :builds", "?organization :build")
    edit(folder, "bridges.ttl", "rdfs:range :Stage", "rdfs:range :Stag")
    told = run("ontology", "check", folder).output.splitlines()
    assert told[-1] == f"{len(told) - 1} mistakes"
    assert {Path(line.split(":")[0]).name for line in told[:-1]} == {"facts.toml", "builds.rq", "bridges.ttl"}


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("bridges.ttl", "@prefix : <https://example.org/> .\n:a :b", 2),
        ("patterns/facts.toml", '[[fact]]\nclass = "Construction', 2),
        ("domain.toml", 'include = [\n    "cores.ttl",\n]\n', 2),
        ("domain.toml", '\nincludes = ["core.ttl"]\n', 2),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(folder: Path, name: str, text: str, line: int) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert run("ontology", "check", folder).output.startswith(f"{folder / name}:{line}: ")


def test_a_folder_without_the_frame_is_told_how_to_get_it(folder: Path) -> None:
    (folder / "domain.toml").unlink()
    assert 'include = ["core.ttl"]' in run("ontology", "check", folder).output


def test_a_check_that_asks_what_is_not_there_is_told(folder: Path) -> None:
    (folder / "checks").mkdir()
    text = 'title = "Odd"\nkind = "placeholder"\nimportance = 5\nquery = "od"\nexplanation = "a"\nexample = "b"\n'
    (folder / "checks" / "odd.toml").write_text(f"[checks.odd]\n{text}", encoding="utf-8")
    assert "there is no checks/od.rq" in run("ontology", "check", folder).output


def test_a_build_tells_the_first_mistake(folder: Path, tmp_path: Path) -> None:
    edit(folder, "patterns/facts.toml", 'class = "Construction"', 'class = "Constuction"')
    done = run("build", folder / "example.md", "-o", tmp_path / "out", "--ontology", folder)
    assert done.exit_code == 1
    assert "patterns/facts.toml:4: 'Constuction' is no class below rg:Fact; did you mean Construction?" in done.stderr


# Described -----------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The ids and the inner links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.ids += [str(own["id"])] if "id" in own else []
        self.links += [str(own["href"])[1:]] if (own.get("href") or "").startswith("#") else []


@pytest.mark.parametrize("which", ["begun", "default"])
def test_the_reference_names_everything_and_leads_nowhere_else(begun: Path, tmp_path: Path, which: str) -> None:
    ontology = load(begun if which == "begun" else default_folder())
    done = run("ontology", "docs", ontology.folder, "-o", tmp_path / "reference")
    assert done.exit_code == 0, done.output
    text = (tmp_path / "reference" / "index.html").read_text(encoding="utf-8")
    page = Page(text)
    assert {f"class-{name}" for name in ontology.classes} <= set(page.ids)
    assert {f"property-{name}" for name in ontology.properties} <= set(page.ids)
    assert set(page.links) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert all(query.description.replace("'", "&#39;") in text for query in ontology.queries.values())
    assert ontology.plots
    assert all(f"<td>{plot.title}</td><td>{plot.kind}</td>" in text for plot in ontology.plots)
    assert "<script" not in text
    assert "http://" not in re.sub(r"<code>.*?</code>", "", text, flags=re.DOTALL)


def test_the_reference_tells_what_evokes_a_declared_fact(begun: Path, tmp_path: Path) -> None:
    run("ontology", "docs", begun, "-o", tmp_path)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<code>inaugurate</code>" in text
    assert "needs bridge, builder or length or cost" in text
