"""What the user decides about names wins over all that resolution finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hand_claims import MALI, NIGER, org, place, report
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ontology as onto
from kg.errors import TableError
from kg.model import Name, ReportClaims
from kg.naming import key
from kg.ontology import Ontology
from kg.places import Gazetteer, open_gazetteer
from kg.resolve import Decisions, Resolution, read_decisions, resolve
from kg.resolve.decisions import Who

BASE = "https://w3id.org/reportgraph/id/"


@pytest.fixture
def decide(tmp_path: Path, ontology: Ontology) -> Callable[[str], Decisions]:
    def read(lines: str) -> Decisions:
        file = tmp_path / "decisions.csv"
        file.write_text(lines, encoding="utf-8")
        return read_decisions(file, ontology)

    return read


def naming(*names: Name, file: str = "a.txt", country: Name | None = MALI) -> ReportClaims:
    return report(file, names=names, country=country)


@pytest.fixture
def groups(ontology: Ontology, gazetteer: Gazetteer) -> Callable[..., Resolution]:
    def run(decisions: Decisions, *reports: ReportClaims) -> Resolution:
        return resolve(reports, ontology, gazetteer, decisions=decisions)

    return run


def iri(found: Resolution, claims: ReportClaims, name: Name) -> str:
    return found.entity(claims, name).iri


Decide, Groups = Callable[[str], Decisions], Callable[..., Resolution]


# same, different, is ---------------------------------------------------------------------------------------------


def test_two_names_that_the_user_calls_the_same_are_one(decide: Decide, groups: Groups) -> None:
    one, other = org("Blue Well Foundation"), org("Tombela Water Trust")
    a, b = naming(one), naming(other, file="b.txt", country=NIGER)
    assert iri(found := groups(Decisions(), a, b), a, one) != iri(found, b, other)
    found = groups(decide("same,blue well foundation,Tombela Water Trust\n"), a, b)
    assert iri(found, a, one) == iri(found, b, other)
    entity = found.entity(a, one)
    assert "decision" in entity.merged_by
    assert {"Blue Well Foundation", "Tombela Water Trust"} <= entity.spellings | {entity.label}


def test_what_is_known_stands_for_what_is_not(decide: Decide, groups: Groups) -> None:
    a = naming(org("Food Giants"), org("WFP"))
    found = groups(decide("same,Food Giants,WFP\n"), a)
    assert found.entity(a, org("Food Giants")).label == "WFP"


def test_the_same_is_said_of_names_of_one_country_only(decide: Decide, groups: Groups) -> None:
    name, other = place("Tessalmine"), place("Tombela")
    a, b = naming(name, other), naming(name, other, file="b.txt", country=NIGER)
    found = groups(decide("same,Tessalmine,Tombela\n"), a, b)
    assert iri(found, a, name) == iri(found, a, other) != iri(found, b, name) == iri(found, b, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (org("Terre Sans Barrières"), org("TSB")),  # initials
        (org("National Commission for Refugees"), org("National Refugee Commission")),  # word order
        (org("National Wells Commission", "NWC"), org("NWC")),  # acronym
        (org("Heath Cluster"), org("Health Cluster")),  # slip of what the vocabulary has
        (org("World Food Programme"), org("WFP")),  # both are the vocabulary's
        (org("Malian Government"), org("Government of Mali")),
        (
            place("Timbuktu", "Region", "geonames:2449066"),
            place("Tombouctou", "Region", "geonames:2449066"),
        ),  # extraction linked both
    ],
)
def test_a_merge_can_be_undone(decide: Decide, groups: Groups, one: Name, other: Name) -> None:
    a, b = naming(one), naming(other, file="b.txt")
    assert iri(found := groups(Decisions(), a, b), a, one) == iri(found, b, other)
    for first, second in ((one, other), (other, one)):
        found = groups(decide(f"different,{first.text},{second.text}\n"), a, b)
        assert iri(found, a, one) != iri(found, b, other)


def test_a_name_that_is_set_apart_leaves_the_others_together(decide: Decide, groups: Groups) -> None:
    region = "geonames:2449066"
    names = [place(n, "Region", region) for n in ("Timbuktu", "Timbuctu", "Tombouctou")]
    a = naming(*names, place("Timbuktu", "Region"))
    found = groups(decide("different,Timbuctu,Timbuktu\n"), a)
    assert iri(found, a, names[0]) == iri(found, a, names[2]) == iri(found, a, a.names[3]) != iri(found, a, names[1])


def test_a_name_stands_for_what_the_user_says(decide: Decide, groups: Groups) -> None:
    name = place("Koro", "Place")
    a = naming(name)
    found = groups(decide("is,Koro,https://sws.geonames.org/2457161/\n"), a)
    entity = found.entity(a, name)
    assert (entity.label, entity.cls, entity.iri in found.records) == ("Gao", "Region", True)
    assert "Koro" in entity.spellings
    found = groups(decide("is,Koro,https://example.org/koro\n"), a)
    assert found.entity(a, name).iri == "https://example.org/koro"


def test_names_that_met_follow_the_one_that_is_decided(decide: Decide, groups: Groups) -> None:
    a = naming(org("Terre Sans Barrières"), org("TSB"))
    found = groups(decide("is,Terre Sans Barrières,https://example.org/tsb\n"), a)
    assert {iri(found, a, n) for n in a.names} == {"https://example.org/tsb"}


def test_a_decision_about_a_place_leaves_the_body_of_that_name_alone(decide: Decide, groups: Groups) -> None:
    body, spot = org("Tombela"), place("Tombela")
    a = naming(body, spot)
    found = groups(decide("is,Tombela,geonames:2457161\n"), a)
    assert found.entity(a, spot).label == "Gao"
    assert iri(found, a, body) == f"{BASE}organization/tombela"


def test_an_iri_says_which_of_several_things_of_one_name_is_meant(decide: Decide, groups: Groups) -> None:
    ministry, loose = org("Ministry of Wells", cls="Government"), org("Water House")
    a, b = naming(ministry, loose), naming(ministry, file="b.txt", country=NIGER)
    found = groups(decide(f"same,{BASE}organization/ner/ministry-of-wells,Water House\n"), a, b)
    assert iri(found, a, loose) == iri(found, b, ministry) != iri(found, a, ministry)


def test_a_class_limits_a_decision(decide: Decide, groups: Groups) -> None:
    a = naming(org("Tombela"), Name("Tombela", "Programme"), org("Sahel Well"), Name("Sahel Well", "Programme"))
    found = groups(decide("same,Tombela,Sahel Well,Programme\n"), a)
    assert iri(found, a, a.names[0]) != iri(found, a, a.names[2])
    assert iri(found, a, a.names[1]) == iri(found, a, a.names[3])


def test_decisions_about_names_that_nothing_bears_are_told(decide: Decide, groups: Groups) -> None:
    found = groups(decide("same,Blue Well,Nobody Knows It\n"), naming(org("Blue Well")))
    assert found.unused == ("nobody knows it",)


# Laws ------------------------------------------------------------------------------------------------------------

FORMS = ["Blue Well", "Blue Wells Fund", "BWF", "Well Blue Fund", "Tombela Union", "Union of Tombela", "TU"]
names = st.builds(
    Name,
    st.sampled_from(FORMS),
    st.sampled_from(["Organization", "Place"]),
    st.sampled_from([None, None, "https://example.org/blue"]),
    st.lists(st.sampled_from(FORMS), max_size=1).map(tuple),
)
reports = st.lists(st.tuples(st.lists(names, max_size=4), st.sampled_from([MALI, NIGER])), min_size=1, max_size=4).map(
    lambda parts: [naming(*own, file=f"{i}.txt", country=home) for i, (own, home) in enumerate(parts)]
)
pair = st.tuples(st.sampled_from(FORMS), st.sampled_from(FORMS)).filter(lambda p: p[0] != p[1])


def decisions(same: list[tuple[str, str]], different: list[tuple[str, str]]) -> Decisions:
    def sides(pairs: list[tuple[str, str]]) -> frozenset[tuple[Who, Who]]:
        return frozenset(tuple(sorted((Who(key(a)), Who(key(b))))) for a, b in pairs)  # type: ignore[misc]

    return Decisions(sides(same), sides(different), frozenset(), frozenset(key(n) for p in same + different for n in p))


@settings(max_examples=60)
@given(reports.flatmap(lambda own: st.tuples(st.just(own), st.permutations(own))), pair, pair)
def test_decisions_hold_whatever_the_order_of_the_reports(
    orders: tuple[list[ReportClaims], list[ReportClaims]], same: tuple[str, str], different: tuple[str, str]
) -> None:
    ontology, gazetteer = onto.load(), open_gazetteer()
    wanted = decisions([same], [different] if set(same) != set(different) else [])
    first, second = (resolve(own, ontology, gazetteer, decisions=wanted) for own in orders)
    assert first.entities == second.entities
    assert first.merges == second.merges
    assert first.nears == second.nears
    used = [(claims, name) for claims in orders[0] for name in claims.names]
    for claims, name in used:
        for others, other in used:
            one, two = first.entity(claims, name).iri, first.entity(others, other).iri
            if {key(name.text), key(other.text)} == {key(n) for n in different} != {key(n) for n in same}:
                assert one != two
            like = name.cls == other.cls == "Organization"
            if like and {key(name.text), key(other.text)} == {key(n) for n in same} and not set(same) & set(different):
                assert one == two


# The file --------------------------------------------------------------------------------------------------------


def test_order_repetition_and_form_of_the_lines_do_not_matter(decide: Decide) -> None:
    lines = ["same,Blue Well,Tombela", "different,Tombela,Sahel Well", "is,Blue Well,https://example.org/x"]
    expected = decide("\n".join(lines))
    assert (
        decide("\ufeffdecision,first,second,class\n" + "\n\n# why\n".join(reversed(lines + lines)) + "\n") == expected
    )
    assert decide('SAME, TOMBELA,"The Blue Well"\ndifferent,Sahel  Well,tombela\n' + lines[2]) == expected


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("same,A\n", ":1: `same` takes two names"),
        ("decision,first,second\nsame,Blue Well,\n", ":2: `same` takes two names"),
        ("merge,A,B\n", ":1: begins with 'merge', not with same, different or is"),
        ("same,A,B\nsame,Blue Well,THE BLUE WELL\n", ":2: 'Blue Well' and 'THE BLUE WELL' are the same name"),
        ("is,Koro,somewhere\n", ":1: 'somewhere' is no IRI"),
        ("same,A,B,Castle\n", ":1: 'Castle' is no class"),
        ("same,A,B\ndifferent,B,A\n", ":2: 'a' and 'b' are the same by other lines"),
        ("same,A,B\nsame,B,C\ndifferent,C,A\n", ":3: 'a' and 'c' are the same by other lines"),
        ("is,A,https://example.org/1\n\nis,a,https://example.org/2\n", ":3: contradicts line 1"),
        ("is,A,https://example.org/1\nis,B,https://example.org/1\ndifferent,A,B\n", ":3: 'a' and 'b' are the same"),
        ('same,"A,B\n', ":1: unexpected end of data"),
        ("same,A,B,Place,more\n", ":1: `same` takes two names"),
    ],
)
def test_a_line_that_cannot_be_is_named(decide: Decide, lines: str, message: str) -> None:
    with pytest.raises(TableError, match=r"^\S+decisions\.csv:\d+: ") as error:
        decide(lines)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, ontology: Ontology) -> None:
    with pytest.raises(TableError, match=r"none\.csv: no such file"):
        read_decisions(tmp_path / "none.csv", ontology)
    file = tmp_path / "latin.csv"
    file.write_bytes("same,A,B\nsame,Ségou,C".encode("latin-1"))
    with pytest.raises(TableError, match=r"latin\.csv:2: is not UTF-8"):
        read_decisions(file, ontology)
