"""The graph keeps the contract: what a fact is, what it is called, where it stands, and that it keeps its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hand_claims import BLUE_WELL, IDPS, NOVEMBER, fact, number, place, report, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ontology as onto
from kg.derive import derive
from kg.errors import OntologyError, OutputError
from kg.graph import quads
from kg.graph.labels import fact_label
from kg.model import Claim, Mention, Name, Period, ReportClaims, Text
from kg.naming import DEFAULT_BASE, Namer
from kg.ontology import RDF, RDFS, RG, SCHEMA, SKOS, VOCABULARY, XSD, Ontology
from kg.places import open_gazetteer
from kg.resolve import resolve
from kg.validate import validate

About = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


def graph(*reports: ReportClaims, **options: float) -> list[ox.Quad]:
    """The quads of reports, without those of the ontology."""
    resolution = resolve(reports, onto.load(), open_gazetteer())
    found = quads(reports, resolution, onto.load(), **options)
    return [q for q in found if q.graph_name.value != DEFAULT_BASE + "graph/ontology"]


def about(found: Sequence[ox.Quad]) -> About:
    own: About = defaultdict(lambda: defaultdict(list))
    for quad in found:
        own[quad.subject.value][quad.predicate.value].append(quad.object)
    return own


def facts(found: Sequence[ox.Quad], cls: str) -> list[str]:
    return [q.subject.value for q in found if q.predicate.value == RDF + "type" and q.object.value == RG + cls]


def only(found: Sequence[ox.Quad], cls: str) -> dict[str, list[str]]:
    """The values of the one fact of a class, as strings, by local names."""
    (iri,) = facts(found, cls)
    return {p.removeprefix(RG).removeprefix(SCHEMA): [str(v) for v in own] for p, own in about(found)[iri].items()}


def test_there_are_no_blank_nodes_and_everything_has_one_label() -> None:
    found = list(quads(sample(), resolve(sample(), onto.load(), open_gazetteer()), onto.load()))
    found += derive(found, onto.load())
    assert not [q for q in found if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]
    labels = defaultdict(set)
    for quad in found:
        if quad.predicate.value == RDFS + "label":
            labels[quad.subject.value].add(quad.object)
    for quad in found:
        assert len(labels[quad.subject.value]) == 1, quad.subject
        if quad.predicate.value == RDF + "type" or not isinstance(quad.object, ox.NamedNode):
            continue
        if quad.object.value.startswith(DEFAULT_BASE):
            assert labels[quad.object.value], quad
    assert all(label.language is None for own in labels.values() for label in own)


def test_slots_hold_what_the_contract_says() -> None:
    found = graph(sample()[0])
    gift = only(found, "Contribution")
    assert gift["amount"] == [f'"44528"^^<{XSD}decimal>']
    assert gift["currency"] == ['"USD"']
    assert gift["start"] == [f'"2017-11-01"^^<{XSD}date>']
    assert gift["end"] == [f'"2017-11-30"^^<{XSD}date>']
    assert gift["dateText"] == ['"November 2017"']
    assert gift["confidence"] == [f'"0.9"^^<{XSD}decimal>']
    assert gift["rule"] == ['"by-hand"']
    work = only(found, "Activity")
    assert work["population"] == [f"<{IDPS.iri}>"]
    assert work["item"] == ['"boreholes"']
    assert len(work["actor"]) == len(work["partner"]) == 1
    names = about(found)
    assert names[work["actor"][0][1:-1]][RDFS + "label"][0].value == "Blue Well Foundation"


def test_an_address_is_a_schema_property() -> None:
    (contact,) = facts(graph(*sample()), "Contact")
    own = about(graph(*sample()))[contact]
    assert [v.value for v in own[SCHEMA + "email"]] == ["awa@example.org"]
    assert [v.value for v in own[SCHEMA + "telephone"]] == ["+223 20 00 00 00"]


def test_a_doubtful_number_keeps_its_words_and_raises_an_issue() -> None:
    found = graph(sample()[0])
    (gift,) = facts(found, "Contribution")
    (issue,) = facts(found, "Issue")
    own = about(found)
    assert [v.value for v in own[gift][RG + "valueText"]] == ["4,4528"]
    assert [v.value for v in own[issue][RG + "about"]] == [gift]
    assert [v.value for v in own[issue][RG + "kind"]] == ["malformed-number"]
    assert "4,4528" in own[issue][RDFS + "label"][0].value
    assert RG + "valueText" not in own[facts(found, "Activity")[0]]


def test_an_impossible_date_raises_an_issue() -> None:
    date = Period("2017-02-01", "2017-02-28", "30 February 2017", "impossible-date")
    found = graph(report("a.txt", fact("It gave 1 on 30 February 2017.", "Contribution", amount=number(1), date=date)))
    (issue,) = facts(found, "Issue")
    assert about(found)[issue][RG + "kind"][0].value == "impossible-date"


@pytest.mark.parametrize(
    ("value", "written"),
    [("1E+6", "1000000"), ("25.680", "25.68"), ("-0", "0"), ("0.50", "0.5"), ("100", "100"), ("1E-7", "0.0000001")],
)
def test_numbers_are_decimals_without_exponent_or_padding(value: str, written: str) -> None:
    gift = only(graph(report("a.txt", fact("It gave.", "Contribution", amount=number(value)))), "Contribution")
    assert gift["amount"] == [f'"{written}"^^<{XSD}decimal>']


def test_every_passage_is_the_text_between_its_offsets() -> None:
    found = graph(*sample())
    texts = {f"{Namer().report(r.file, r.sha256)}": r.text for r in sample()}
    own = about(found)
    passages = facts(found, "Passage")
    assert passages
    for iri in passages:
        begin, end = (int(own[iri][RG + name][0].value) for name in ("beginIndex", "endIndex"))
        assert own[iri][RG + "text"][0].value == texts[own[iri][RG + "document"][0].value][begin:end]
        assert own[iri][RG + "section"][0].value == "Achievements > Protection"
        assert own[iri][RG + "page"][0] == ox.Literal("1", datatype=ox.NamedNode(XSD + "integer"))
    for iri in facts(found, "Fact"):
        assert {v.value for v in own[iri][RG + "evidence"]} <= set(passages)
        assert own[iri][RG + "evidence"]


def test_each_report_has_its_graph_and_says_what_it_is() -> None:
    found = graph(*sample())
    for claims in sample():
        iri = Namer().report(claims.file, claims.sha256)
        own = about([q for q in found if q.graph_name.value == iri])
        assert own[iri][RG + "file"][0].value == claims.file
        assert own[iri][RG + "sha256"][0].value == claims.sha256
        assert own[iri][RG + "start"][0].value == "2017-11-01"
        assert all(subject.startswith(iri) for subject in own)


# Names that stay -------------------------------------------------------------------------------------------------


def iris(found: Sequence[ox.Quad], file: str) -> set[str]:
    (iri,) = {q.subject.value for q in found if q.predicate.value == RG + "file" and q.object.value == file}
    return {q.subject.value for q in found if q.graph_name.value == iri}


def test_facts_keep_their_iris_when_other_reports_come_and_go() -> None:
    first, second, third = sample()
    assert iris(graph(first), first.file) == iris(graph(third, second, first), first.file)


@settings(max_examples=25)
@given(st.permutations(sample()), st.booleans())
def test_the_order_of_reports_and_claims_does_not_matter(reports: list[ReportClaims], backwards: bool) -> None:
    turned = [replace(r, claims=r.claims[::-1]) if backwards else r for r in reports]
    assert set(graph(*turned)) == set(graph(*sample()))


def test_a_statement_repeated_in_another_report_is_a_second_fact() -> None:
    first = sample()[0]
    second = replace(first, file="copy.txt")
    found = graph(first, second)
    assert len(facts(found, "Activity")) == 2
    assert len({v.value for iri in facts(found, "Activity") for v in about(found)[iri][RG + "actor"]}) == 1


def test_one_statement_found_twice_in_a_report_is_one_fact_the_surest() -> None:
    claims = sample()[0]
    sure = claims.claims[0]
    unsure = Claim(sure.type, dict(reversed(list(sure.slots.items()))), sure.evidence, "another-rule", 0.2)
    for order in ((sure, unsure), (unsure, sure)):
        work = only(graph(replace(claims, claims=order)), "Activity")
        assert (work["rule"], work["confidence"]) == (['"by-hand"'], [f'"0.9"^^<{XSD}decimal>'])


def test_facts_that_differ_in_a_slot_or_in_their_place_are_two() -> None:
    sentence = "It gave 1 to A."
    again = (
        fact(sentence, "Contribution", donor=BLUE_WELL, amount=number(1)),
        fact(sentence, "Contribution", donor=BLUE_WELL, amount=number(1)),
        fact("It gave 2 to A.", "Contribution", donor=BLUE_WELL, amount=number(2)),
    )
    assert len(facts(graph(report("a.txt", *again)), "Contribution")) == 3


def test_facts_that_are_not_sure_enough_are_left_out() -> None:
    claims = report("a.txt", fact("One.", "Activity", confidence=0.4), fact("Two.", "Activity", confidence=0.5))
    assert len(facts(graph(claims, min_confidence=0.5), "Activity")) == 1
    assert len(facts(graph(claims), "Activity")) == 2


def test_another_base_names_everything_below_it() -> None:
    base = "https://example.org/kg#"
    resolution = resolve(sample(), onto.load(), open_gazetteer(), base)
    found = list(quads(sample(), resolution, onto.load(), base=base))
    assert not [q for q in found if DEFAULT_BASE in str(q)]
    assert [q for q in found if q.subject.value.startswith(base)]


@pytest.mark.parametrize("base", ["", "example", "https://example.org", "https://exa mple.org/", "a:<>/", "../x/"])
def test_a_base_that_is_no_iri_to_build_on_is_refused(base: str) -> None:
    with pytest.raises(OutputError, match="not an absolute IRI"):
        Namer(base)


# Labels ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "slots", "label"),
    [
        (
            "Activity",
            {
                "actor": BLUE_WELL,
                "quantity": number(220),
                "item": Text("sensitization sessions"),
                "reached": number(3657),
                "place": place("Zzar"),
                "place_2": place("Aabo"),
            },
            "Blue Well Foundation: 220 sensitization sessions, 3657 reached, Aabo, Zzar",
        ),
        (
            "Contribution",
            {"donor": BLUE_WELL, "amount": number("12.5"), "currency": Text("EUR"), "date": NOVEMBER},
            "Blue Well Foundation: EUR 12.5, 2017-11-01 to 2017-11-30",
        ),
        ("Activity", {"item": Text("kits")}, "Activity: kits"),
        ("Activity", {}, "Activity"),
        ("Presence", {"organization": BLUE_WELL}, "Blue Well Foundation"),
        ("Contact", {"person": Name("Awa Example", "Person"), "phone": Text("+223")}, "Awa Example: +223"),
    ],
)
def test_a_fact_reads_as_one_line(type_: str, slots: dict[str, object], label: str) -> None:
    found = graph(report("a.txt", fact("A sentence.", type_, **slots)))  # type: ignore[arg-type]
    (iri,) = facts(found, "Fact")
    assert [v.value for v in about(found)[iri][RDFS + "label"]] == [label]


def test_a_fact_of_a_class_without_a_form_shows_all_its_slots() -> None:
    assert fact_label(None, "Delivery", {"to": ["B", "C"], "by": ["A"], "on": []}) == "Delivery: by A, to B, C"


# Entities --------------------------------------------------------------------------------------------------------


def test_entities_carry_all_their_names_classes_and_places() -> None:
    found = about(graph(*sample()))
    (wells,) = (iri for iri, own in found.items() if ox.Literal("National Wells Commission") in own[RDFS + "label"])
    assert [v.value for v in found[wells][SKOS + "altLabel"]] == ["NWC"]
    assert [v.value for v in found[wells][RG + "acronym"]] == ["NWC"]
    assert {v.value for v in found[wells][RDF + "type"]} == {RG + c for c in ("Government", "Organization", "Entity")}
    (gao,) = (iri for iri, own in found.items() if ox.Literal("Gao") in own[RDFS + "label"])
    assert found[gao][RG + "geonamesId"][0].value == "2457161"
    assert found[gao][SKOS + "exactMatch"][0].value == "https://sws.geonames.org/2457161/"
    (country,) = found[gao][RG + "within"]
    assert found[country.value][RG + "iso3"][0].value == "MLI"


def test_a_report_mentions_what_is_linked_in_its_text() -> None:
    mentions = [Mention(0, 4, "PopulationGroup", "IDPs", IDPS.iri), Mention(9, 12, "Region", "Gao", "geonames:2457161")]
    claims = report("a.txt", fact("IDPs in Gao.", "Activity", item=Text("x")), mentions=mentions)
    found = about(graph(claims))
    mentioned = {v.value for v in found[Namer().report(claims.file, claims.sha256)][RG + "mentions"]}
    assert mentioned == {IDPS.iri, VOCABULARY + "place/mali-gao"}


# What follows ----------------------------------------------------------------------------------------------------


def edges(name: str) -> set[tuple[str, str]]:
    found = list(quads(sample(), resolve(sample(), onto.load(), open_gazetteer()), onto.load()))
    derived = derive(found, onto.load())
    assert {q.graph_name.value for q in derived} == {DEFAULT_BASE + "graph/derived"}
    labels = {q.subject: q.object.value for q in found if q.predicate.value == RDFS + "label"}
    return {(labels[q.subject], labels[q.object]) for q in derived if q.predicate.value == RG + name}


def test_rules_derive_the_edges_of_the_contract() -> None:
    assert edges("funds") == {("Sweden", "Blue Well Foundation")}
    assert edges("partnerOf") == {
        ("Blue Well Foundation", "National Wells Commission"),
        ("National Wells Commission", "Blue Well Foundation"),
    }
    assert edges("worksIn") == {("Blue Well Foundation", "Gao"), ("National Wells Commission", "Gao")}
    assert {place for place, _ in edges("hosts")} == {"northern Niger"}


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("CONSTRUCT { ?s ?p", "error at"),
        ("SELECT * WHERE { ?s ?p ?o }", "not a CONSTRUCT query"),
        ("CONSTRUCT { [] ?p ?o } WHERE { ?s ?p ?o }", "blank nodes"),
    ],
)
def test_a_wrong_rule_is_named(ontology: Ontology, rule: str, reason: str) -> None:
    with pytest.raises(OntologyError, match=rf"rules/odd\.rq: .*{reason}"):
        derive(graph(sample()[0]), replace(ontology, rules={"odd": rule}))


def test_the_sample_keeps_to_the_shapes_and_a_broken_fact_does_not(ontology: Ontology) -> None:
    found = list(quads(sample(), resolve(sample(), ontology, open_gazetteer()), ontology))
    found += derive(found, ontology)
    assert validate(found, ontology).violations == ()
    (gift,) = facts(found, "Contribution")
    without = [q for q in found if (q.subject.value, q.predicate.value) != (gift, RG + "evidence")]
    outcome = validate(without, ontology)
    assert not outcome.conforms
    assert gift in {v.focus for v in outcome.violations}
    assert all("\n" not in str(v) for v in outcome.violations)


def test_shapes_that_are_not_there_are_an_error(ontology: Ontology, tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no shapes here"):
        validate([], replace(ontology, shapes=tmp_path / "shapes.ttl"))
