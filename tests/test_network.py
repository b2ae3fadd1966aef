"""Who stands between donors, partners and places, what belongs together, and what joins two names."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hand_claims import MALI, fact, number, org, place, report

from kg import network as net
from kg import ontology as onto
from kg.claims import write_claims
from kg.cli import main
from kg.derive import derive
from kg.errors import QueryError
from kg.forms import NETWORKS
from kg.graph import quads
from kg.model import Term, Text
from kg.places import open_gazetteer
from kg.resolve import resolve

WATER = Term("https://w3id.org/reportgraph/vocabulary/activity-type/construction")
HUB = org("Blue Well Foundation", "BWF", cls="NGO")
GAO = place("Gao", "Region", "geonames:2457161")
KAYES = place("Kayes", "Region", "geonames:2455517")


def gift(donor: str, iso3: str, recipient: object, amount: int) -> tuple[str, object]:
    giver = org(donor, cls="Government", ref=f"iso3166:{iso3}")
    sentence = f"{donor} gave {amount} USD to {recipient.text}."  # type: ignore[attr-defined]
    return fact(sentence, "Contribution", donor=giver, recipient=recipient, amount=number(amount), currency=Text("USD"))


def work(actor: str, where: object, *, count: int, partner: object | None = None) -> tuple[str, object]:
    extra = {} if partner is None else {"partner": partner}
    return fact(
        f"{actor} drilled {count} wells in {where.text} with others.",  # type: ignore[attr-defined]
        "Activity",
        actor=org(actor, cls="NGO"),
        activityType=WATER,
        item=Text("wells"),
        quantity=number(count),
        place=where,
        **extra,
    )


@pytest.fixture(scope="module")
def reports() -> list[object]:
    """Two donors, one hub that both pay, two partners of the hub; one of them works in Gao, both in Kayes.

    A third donor pays another organisation in Niger, which nothing joins to the rest.
    """
    return [
        report(
            "a.txt",
            gift("Sweden", "SWE", HUB, 100),
            gift("Sweden", "SWE", HUB, 200),
            gift("Japan", "JPN", HUB, 300),
            work("Dune Aid", GAO, count=3, partner=HUB),
            work("Dune Aid", KAYES, count=4),
            work("River Aid", KAYES, count=5, partner=HUB),
            country=MALI,
        ),
        report("b.txt", gift("Norway", "NOR", org("Far Relief", cls="NGO"), 50), country=MALI),
    ]


@pytest.fixture(scope="module")
def graph(reports: list[object]) -> list[ox.Quad]:
    found = list(quads(reports, resolve(reports, onto.load(), open_gazetteer()), onto.load()))
    return found + derive(found, onto.load())


@pytest.fixture(scope="module")
def ties(graph: list[ox.Quad]) -> net.Ties:
    return net.read_ties(graph, onto.load())


def test_ties_are_those_that_facts_state_and_hold_them(ties: net.Ties) -> None:
    labels = nx.get_node_attributes(ties.graph, "label")
    pairs = {frozenset((labels[a], labels[b])): own for a, b, own in ties.graph.edges(data=True)}
    assert set(pairs) == {
        frozenset(pair)
        for pair in (
            ("Sweden", "Blue Well Foundation"),
            ("Japan", "Blue Well Foundation"),
            ("Norway", "Far Relief"),
            ("Dune Aid", "Blue Well Foundation"),
            ("River Aid", "Blue Well Foundation"),
            ("Dune Aid", "Gao"),
            ("Dune Aid", "Kayes"),
            ("River Aid", "Kayes"),
            ("Blue Well Foundation", "Gao"),
            ("Blue Well Foundation", "Kayes"),
        )
    }
    given = pairs[frozenset(("Sweden", "Blue Well Foundation"))]
    assert [name for name, _ in given["properties"]] == ["funds"]
    quotes = [ties.facts[iri].quote for iri in given["facts"]]
    assert sorted(quotes) == [f"Sweden gave {n} USD to Blue Well Foundation." for n in (100, 200)]


def test_whom_all_chains_lead_through_comes_first(ties: net.Ties) -> None:
    places = net.measure(ties, onto.load())
    first = places[0]
    assert (first.label, first.cls, first.roles) == ("Blue Well Foundation", "NGO", ("Partner",))
    assert {p.label: p.neighbours for p in places}["Dune Aid"] == 3
    # 22 pairs are joined. Both donors reach each other and 4 others through it; of the chains between its partners and
    # their regions it has one alone, and two in which another is as near.
    assert first.between == pytest.approx(11 / 22)


def test_between_classes_only_chains_from_one_to_the_other_count(ties: net.Ties) -> None:
    towards = {p.label: p.between for p in net.measure(ties, onto.load(), source="Donor", target="region")}
    assert (towards["Blue Well Foundation"], towards["Dune Aid"]) == (1, 0)
    from_places = {p.label: p.between for p in net.measure(ties, onto.load(), source="Region", target="Region")}
    assert (from_places["Blue Well Foundation"], from_places["Dune Aid"]) == (0.5, 0.5)


def test_what_nothing_joins_is_another_community(ties: net.Ties) -> None:
    community = {p.label: p.community for p in net.measure(ties, onto.load())}
    assert community["Sweden"] == community["Blue Well Foundation"] != community["Norway"] == community["Far Relief"]
    assert min(community.values()) == 1


def test_a_class_that_is_not_there_is_named(ties: net.Ties) -> None:
    with pytest.raises(QueryError, match="no class 'Planet'"):
        net.measure(ties, onto.load(), source="Planet")


@pytest.mark.parametrize("start", ["Sweden", "SWEDEN", "sweden"])
@pytest.mark.parametrize("end", ["Gao", "gao region"])
def test_a_chain_has_the_facts_of_each_step_and_its_ends_any_spelling(ties: net.Ties, start: str, end: str) -> None:
    found = net.chain(ties, start, end)
    assert [(s.source_label, s.ties, s.target_label) for s in found.steps] == [
        ("Sweden", ("funds →",), "Blue Well Foundation"),
        ("Blue Well Foundation", ("worksIn →",), "Gao"),
    ]
    assert len(found.steps[0].facts) == 2
    assert found.steps[1].facts[0].quote == "Dune Aid drilled 3 wells in Gao with others."
    assert found.steps[1].facts[0].report == "a.txt"


def test_a_chain_can_be_walked_from_both_ends(ties: net.Ties) -> None:
    found = net.chain(ties, "BWF", "Japan")
    assert [s.ties for s in found.steps] == [("funds ←",)]
    assert [s.ties for s in net.chain(ties, "River Aid", "BWF").steps] == [("partnerOf ↔",)]
    assert net.chain(ties, "BWF", "Blue Well Foundation").steps == ()


def test_a_chain_that_is_not_there_and_a_name_that_is_not_there_are_told_apart(ties: net.Ties) -> None:
    with pytest.raises(QueryError, match="no chain joins 'Norway' and 'Gao'"):
        net.chain(ties, "Norway", "Gao")
    with pytest.raises(QueryError, match="nothing in the network is called 'Dune Aids'; there is Dune Aid"):
        net.chain(ties, "Dune Aids", "Gao")


def test_the_order_of_the_quads_does_not_matter(graph: list[ox.Quad]) -> None:
    turned = [*graph, *graph[:50]]
    random.Random(3).shuffle(turned)
    rules = onto.load()
    one, other = net.read_ties(graph, rules), net.read_ties(turned, rules)
    for form in NETWORKS:
        shown = [net.show_places(net.measure(t, rules), t, form, top=50) for t in (one, other)]
        assert shown[0] == shown[1]


# The command -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def out(reports: list[object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("network")
    for claims in reports:
        write_claims(path / "claims", claims)
    done = CliRunner().invoke(main, ["merge", str(path / "claims"), "-o", str(path / "graph")])
    assert done.exit_code == 0, done.output
    return path / "graph"


def run(*args: object) -> str:
    done = CliRunner().invoke(main, ["network", *map(str, args)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_table_lists_who_is_central_and_the_communities(out: Path) -> None:
    central, communities = run(out, "--top", 3).split("\n\n")
    assert central.splitlines()[1].startswith("Blue Well Foundation")
    assert len(central.splitlines()) == 4
    assert communities.splitlines()[1].split(maxsplit=2)[2].startswith("Blue Well Foundation, ")


def test_json_and_graphml_hold_the_same(out: Path, tmp_path: Path) -> None:
    data = json.loads(run(out, "--format", "json"))
    run(out, "--format", "graphml", "-o", tmp_path / "n.graphml")
    network = nx.read_graphml(tmp_path / "n.graphml")
    assert (data["things"], data["ties"]) == (len(network), network.number_of_edges())
    measured = {own["label"]: (own["between"], own["community"]) for _, own in network.nodes(data=True)}
    assert {p["label"]: (p["between"], p["community"]) for p in data["central"]} == measured


def test_a_chain_is_a_table_json_or_graphml(out: Path) -> None:
    shown = run(out, "--chain", "Japan", "kayes").splitlines()
    assert shown[0].split() == ["step", "from", "tie", "to", "fact", "report", "page"]
    assert "funds →" in shown[1]
    data = json.loads(run(out, "--chain", "Japan", "kayes", "--format", "json"))
    assert [step["target_label"] for step in data["steps"]] == ["Blue Well Foundation", "Kayes"]
    assert data["steps"][0]["facts"][0]["quote"] == "Japan gave 300 USD to Blue Well Foundation."
    graphml = nx.read_graphml(io.BytesIO(run(out, "--chain", "Japan", "kayes", "--format", "graphml").encode()))
    assert (len(graphml), graphml.number_of_edges()) == (3, 2)


def test_the_seed_of_hashes_changes_nothing(out: Path) -> None:
    shown = {
        subprocess.check_output(
            [sys.executable, "-m", "kg", "network", str(out), "--format", "json"],
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    }
    assert len(shown) == 1
