"""Domains that bring no code: what their folders declare is found, and every command works on their graph."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from gold_score import Fact, facts_of, read_gold, score

from kg.build import build
from kg.claims import read_claims_folder
from kg.cli import main
from kg.ontology import RG, Ontology, default_folder, load

DOMAINS = Path(__file__).parent / "domains"
HUMANITARIAN = ("UNHCR", "Contribution", "PopulationFigure", "humanitarian", "asylum")


class Domain:
    """A domain of the tests with the graph of its reports."""

    def __init__(self, name: str, out: Path, part: str = "") -> None:
        self.folder, self.out, self.part = DOMAINS / name, out, DOMAINS / name / part
        self.result = build([self.part / "reports"], out, ontology=self.folder / "ontology")

    @property
    def ontology(self) -> Ontology:
        return load(self.folder / "ontology")

    @property
    def gold(self) -> list[Fact]:
        return read_gold(self.part / "gold.jsonl")

    def facts(self) -> Iterator[Fact]:
        for report in read_claims_folder(self.out / "claims"):
            yield from facts_of(report.file, report.claims, self.ontology)

    def run(self, command: str, *args: object) -> Result:
        words = [command, *map(str, args), "--ontology", str(self.folder / "ontology")]
        return CliRunner().invoke(main, words, catch_exceptions=False)


@pytest.fixture(scope="module")
def wind(tmp_path_factory: pytest.TempPathFactory) -> Domain:
    return Domain("windfarms", tmp_path_factory.mktemp("wind") / "graph")


def test_a_domain_without_code_reaches_its_score(wind: Domain) -> None:
    assert len(wind.gold) >= 40
    assert len({fact["doc"] for fact in wind.gold}) >= 5
    total, notes = score(wind.gold, list(wind.facts()))
    print(f"wind farms: slot F1 {total.f1:.3f} ({total.right} of {total.gold} slots, {total.found} found)")
    assert total.f1 >= 0.85, "\n".join(notes)


@pytest.mark.parametrize(
    ("name", "part", "least"),
    [
        ("windfarms", "unseen", 0.7),
        ("museums", "", 0.85),
        ("volcanoes", "", 0.85),
        ("volcanoes", "unseen", 0.7),
    ],
)
def test_what_a_domain_was_not_made_on_is_mostly_found(name: str, part: str, least: float, tmp_path: Path) -> None:
    # Reports in harder sentences that the patterns were not made on; two domains made in an hour by the documentation.
    domain = Domain(name, tmp_path / "graph", part)
    total, notes = score(domain.gold, list(domain.facts()))
    print(f"{name} {part}: slot F1 {total.f1:.3f} ({total.right} of {total.gold} slots, {total.found} found)")
    assert total.f1 >= least, "\n".join(notes)
    assert domain.run("validate", domain.out).output == "conforms\n"


def test_a_figure_of_the_domain_is_followed_over_time(tmp_path: Path) -> None:
    museums = Domain("museums", tmp_path / "graph")
    rows = list(csv.reader(museums.run("trend", museums.out, "--all", "--format", "csv").output.splitlines()))[1:]
    louvre = museums.run("trend", museums.out, "--all", "--of", "museum", "louvre", "--format", "csv").output
    assert len(rows) == 5
    assert list(csv.reader(louvre.splitlines()))[1:] == [row for row in rows if row[0].startswith("Louvre")]
    wrong = museums.run("trend", museums.out, "--of", "musem", "Louvre")
    assert wrong.exit_code == 2
    assert "--of: 'musem' is no slot; did you mean museum?" in wrong.stderr


def test_the_scorer_sees_what_is_wrong() -> None:
    gold = [
        {"doc": "a", "type": "T", "farm": "A", "capacity": 3},
        {"doc": "a", "type": "T", "farm": "B", "capacity": 4},
    ]
    assert score(gold, gold)[0].f1 == 1
    total, notes = score(gold, [{"doc": "a", "type": "T", "farm": "A", "capacity": 4}])
    assert (total.right, total.found, total.gold) == (1, 2, 4)
    assert [note.split()[0] for note in notes] == ["missed", "differs"]


def test_every_report_is_built_and_every_fact_has_its_words(wind: Domain) -> None:
    assert not wind.result.failed
    assert set(wind.result.facts) == {"Project", "Supply", "Milestone", "Sale"}
    for report in read_claims_folder(wind.out / "claims"):
        for claim in report.claims:
            assert all(p.text == report.text[p.begin : p.end] for p in claim.evidence)


def test_the_graph_keeps_to_the_shapes_of_its_domain(wind: Domain) -> None:
    assert wind.run("validate", wind.out).output == "conforms\n"


def test_questions_of_the_domain_are_answered(wind: Domain) -> None:
    listed = wind.run("query", wind.out, "--list").output
    assert [line.split()[0] for line in listed.splitlines()] == ["farms"]
    rows = list(csv.reader(wind.run("query", wind.out, "farms", "--format", "csv").output.splitlines()))
    assert ["Anholt", "Ørsted", "400"] in rows


def test_a_fact_reads_as_its_domain_says(wind: Domain) -> None:
    question = "SELECT ?label { ?fact a rg:Fact ; rdfs:label ?label }"
    labels = wind.run("query", wind.out, question, "--format", "csv").output.splitlines()
    assert "Vindeby: Decommissioned, 2017-01-01 to 2017-12-31" in {label.strip('"') for label in labels}


def test_who_joins_whom_is_told_by_the_rules_of_the_domain(wind: Domain) -> None:
    chain = wind.run("network", wind.out, "--chain", "Vestas", "Seagreen").output
    assert "suppliesTo →" in chain
    assert "Ørsted" in wind.run("network", wind.out).output


def test_the_checks_of_the_domain_run(wind: Domain) -> None:
    assert wind.run("audit", wind.out).output.splitlines()[-1] == "0 issues"
    assert "reading:malformed-number" in wind.run("audit", "--checks").output
    assert wind.run("diff", wind.out, wind.out).output.endswith("0 added, 0 changed, 0 updated, 0 withdrawn\n")
    assert wind.run("trend", wind.out, "--population", "anyone").exit_code == 0


@pytest.mark.parametrize("form", "turtle trig nquads jsonld graphml gexf csv parquet geojson neo4j".split())
def test_every_format_that_is_not_of_one_domain_is_written(wind: Domain, tmp_path: Path, form: str) -> None:
    done = wind.run("export", wind.out, "--format", form, "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    written = [tmp_path / "out"] if (tmp_path / "out").is_file() else list((tmp_path / "out").iterdir())
    assert sum(file.stat().st_size for file in written) > 100


def test_a_format_that_the_domain_does_not_declare_is_one_line(wind: Domain, tmp_path: Path) -> None:
    done = wind.run("export", wind.out, "--format", "hxl", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "declares no tables" in done.stderr


def test_the_explorer_shows_the_facts_and_nothing_of_another_domain(wind: Domain) -> None:
    page = (wind.out / "explorer.html").read_text(encoding="utf-8")
    assert "Hollandse Kust Zuid" in page
    graph = (wind.out / "graph.ttl").read_text(encoding="utf-8")
    assert not [word for word in HUMANITARIAN if word in graph]


def test_names_of_the_domain_are_told_in_a_text(wind: Domain) -> None:
    text = "The Codling Bank wind farm is planned by Vattenfall."
    done = CliRunner().invoke(main, ["annotate", "-", "--ontology", str(wind.folder / "ontology")], input=text)
    mentions = json.loads(done.output)["mentions"]
    assert [(text[m["start"] : m["end"]], m["class"]) for m in mentions] == [
        ("Codling Bank", "rg:WindFarm"),
        ("Vattenfall", "rg:Organization"),
    ]


def test_the_graph_is_the_same_whether_built_at_once_or_merged(wind: Domain, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main,
        [
            "merge",
            str(wind.out / "claims"),
            "-o",
            str(tmp_path / "merged"),
            "--ontology",
            str(wind.folder / "ontology"),
        ],
    )
    assert done.exit_code == 0, done.output
    assert (tmp_path / "merged" / "graph.ttl").read_bytes() == (wind.out / "graph.ttl").read_bytes()


# The core that domains share ----------------------------------------------------------------------------------------


def test_a_box_of_numbers_that_the_domain_has_no_columns_for_costs_no_report(wind: Domain, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    box = "Wind farms\n\nTurbines   Capacity\n40   120\n\nThe farm stands by the sea.\n"
    (tmp_path / "in" / "box.txt").write_text(box, encoding="utf-8")
    assert build([tmp_path / "in"], tmp_path / "out", ontology=wind.folder / "ontology").reports[0].reason is None


def test_the_shared_core_says_nothing_humanitarian() -> None:
    text = (default_folder() / "core.ttl").read_text(encoding="utf-8")
    assert not [word for word in (*HUMANITARIAN, "donor", "aid", "Mali") if f" {word} " in text]


def test_a_folder_takes_files_over_by_name(tmp_path: Path) -> None:
    (tmp_path / "domain.toml").write_text('include = ["core.ttl"]\n', encoding="utf-8")
    assert load(tmp_path).is_a("Country", "Place")
    assert not list(load(tmp_path).by_class("Country"))
    before = load(tmp_path).fingerprint
    (tmp_path / "domain.toml").write_text('include = ["core.ttl", "vocabulary/countries.ttl"]\n', encoding="utf-8")
    assert len(list(load(tmp_path).by_class("Country"))) == 250
    assert load(tmp_path).fingerprint != before


def test_the_default_ontology_declares_its_core_once(ontology: Ontology) -> None:
    core = {t.subject for t in ox.parse(path=str(default_folder() / "core.ttl"), format=ox.RdfFormat.TURTLE)}
    labels = [t for t in ontology.triples if t.predicate.value.endswith("#label") and t.subject in core]
    assert len(labels) == len({t.subject for t in labels})
    assert RG + "Fact" in {node.value for node in core if isinstance(node, ox.NamedNode)}
