"""One thing, one node, whatever the order of the reports; what only looks alike stays apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_claims import MALI, NIGER, fact, number, org, place, report, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ontology as onto
from kg.errors import ClaimsError
from kg.model import Entity, Mention, Name, ReportClaims
from kg.ontology import Ontology
from kg.places import Gazetteer, open_gazetteer
from kg.resolve import Resolution, resolve

Resolve = Callable[..., Resolution]


@pytest.fixture
def run(ontology: Ontology, gazetteer: Gazetteer) -> Resolve:
    return lambda *reports: resolve(reports, ontology, gazetteer)


def naming(*names: Name, file: str = "a.txt", country: Name | None = MALI) -> ReportClaims:
    """A report that uses names, and says nothing else."""
    return report(file, names=names, country=country)


def the(resolution: Resolution, claims: ReportClaims, name: Name) -> Entity:
    return resolution.entity(claims, name)


# Order -----------------------------------------------------------------------------------------------------------

FORMS = ["Blue Well", "The Blue Well", "BW", "BLUE WELL", "Blue Well International", "BWI", "Bluè Well"]
CLASSES = ["Organization", "NGO", "Government", "Place", "Settlement", "Programme"]
REFS = [None, None, None, "iso3166:MLI", "geonames:2457161", "https://example.org/blue"]

anyone = st.builds(
    Name,
    st.sampled_from(FORMS),
    st.sampled_from(CLASSES),
    st.sampled_from(REFS),
    st.lists(st.sampled_from(FORMS), max_size=2).map(tuple),
    st.sampled_from([None, None, "1.1", "2.1"]),
)
corpora = st.lists(
    st.tuples(st.lists(anyone, max_size=4), st.sampled_from([MALI, NIGER, None])), min_size=1, max_size=5
).map(lambda parts: [naming(*names, file=f"{i}.txt", country=country) for i, (names, country) in enumerate(parts)])


@settings(max_examples=200)
@given(corpora.flatmap(lambda reports: st.tuples(st.just(reports), st.permutations(reports))))
def test_the_order_of_reports_does_not_matter(orders: tuple[list[ReportClaims], list[ReportClaims]]) -> None:
    first, second = (resolve(reports, onto.load(), open_gazetteer()) for reports in orders)
    assert first.entities == second.entities
    assert first.links == second.links
    for claims in orders[0]:
        assert [first.entity(claims, n) for n in claims.names] == [second.entity(claims, n) for n in claims.names]


@settings(max_examples=200)
@given(corpora)
def test_no_node_stands_for_several_things(reports: list[ReportClaims]) -> None:
    ontology = onto.load()
    resolution = resolve(reports, ontology, open_gazetteer())
    iris = [entity.iri for entity in resolution.entities]
    assert len(iris) == len(set(iris))
    kinds: dict[str, set[tuple[str, bool]]] = {}
    for claims in reports:
        for name in claims.names:
            entity = resolution.entity(claims, name)
            family = "Place" if ontology.is_a(name.cls, "Place") else "Programme" if name.cls == "Programme" else "Org"
            kinds.setdefault(entity.iri, set()).add((family if name.ref is None else "", name.ref is None))
            assert name.text in entity.spellings | {entity.label}
    for found in kinds.values():
        assert len({family for family, unlinked in found if unlinked}) <= 1


# What meets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Blue Well Foundation", "the blue well foundation"),
        ("Fondation du Puits Bleu", "FONDATION DU PUITS BLEU"),
        ("Réseau d'Eau de Tombéla", "Reseau d’eau de Tombela"),
        ("Blue-Well Foundation", "Blue Well Foundation"),
    ],
)
def test_spellings_that_differ_in_case_accents_punctuation_or_article_are_one(
    run: Resolve, first: str, second: str
) -> None:
    a, b = naming(org(first)), naming(org(second), file="b.txt", country=NIGER)
    found = run(a, b)
    assert the(found, a, org(first)) == the(found, b, org(second))


def test_an_acronym_meets_the_one_name_that_another_report_gives_it(run: Resolve) -> None:
    long, short = org("National Wells Commission", "NWC"), org("NWC")
    a, b = naming(long), naming(short, file="b.txt")
    entity = the(run(a, b), b, short)
    assert entity == the(run(a, b), a, long)
    assert (entity.label, entity.acronyms) == ("National Wells Commission", {"NWC"})


def test_an_acronym_of_two_names_stays_by_itself(run: Resolve) -> None:
    first, second, short = org("National Wells Commission", "NWC"), org("Northern Women Cooperative", "NWC"), org("NWC")
    reports = [naming(n, file=f"{i}.txt") for i, n in enumerate((first, second, short))]
    found = run(*reports)
    assert len({the(found, r, r.names[0]).iri for r in reports}) == 3


def test_an_acronym_of_the_vocabulary_is_known(run: Resolve) -> None:
    a = naming(org("WFP"), org("World Food Programme"))
    found = run(a)
    entity = the(found, a, org("WFP"))
    assert entity == the(found, a, org("World Food Programme"))
    assert entity.iri.startswith("https://w3id.org/reportgraph/vocabulary/")


def test_organisations_whose_acronyms_differ_by_a_letter_stay_apart(run: Resolve) -> None:
    a = naming(org("AMSS"), org("AMSD"))
    assert the(run(a), a, org("AMSS")) != the(run(a), a, org("AMSD"))


def test_an_unlinked_name_meets_the_place_that_another_report_links(run: Resolve) -> None:
    linked, bare = place("Gao", "Region", "geonames:2457161"), place("Gao", "Place")
    a, b = naming(linked), naming(bare, file="b.txt")
    assert the(run(a, b), b, bare) == the(run(a, b), a, linked)


# What stays apart ------------------------------------------------------------------------------------------------


def test_a_place_of_one_country_is_not_that_of_another(run: Resolve) -> None:
    name = place("Tessalmine")
    a, b = naming(name), naming(name, file="b.txt", country=NIGER)
    found = run(a, b)
    assert the(found, a, name).iri == "https://w3id.org/reportgraph/id/settlement/mli/tessalmine".replace(
        "settlement", "place"
    )
    assert the(found, a, name) != the(found, b, name)


def test_a_ministry_belongs_to_its_country_whatever_class_a_report_gives_it(run: Resolve) -> None:
    ministry, loose = org("Ministry of Wells", cls="Government"), org("Ministry of Wells")
    a, b, c = naming(ministry), naming(ministry, file="b.txt", country=NIGER), naming(loose, file="c.txt")
    found = run(a, b, c)
    assert the(found, a, ministry) != the(found, b, ministry)
    assert the(found, a, ministry) == the(found, c, loose)


def test_short_words_for_a_government_hold_in_its_own_country_only(run: Resolve) -> None:
    government, short = (
        org("Government of Mali", "the Government", cls="Government"),
        org("Government", cls="Government"),
    )
    a, b, c = naming(government), naming(short, file="b.txt"), naming(short, file="c.txt", country=NIGER)
    found = run(a, b, c)
    assert the(found, b, short) == the(found, a, government)
    assert the(found, c, short) != the(found, a, government)


def test_a_donor_and_its_government_are_one_but_a_state_that_is_party_to_a_treaty_is_not(run: Resolve) -> None:
    """A donor country goes by its bare name; elsewhere the name stands for the state, whoever governs it."""
    state, government = org("Mali", cls="Government", ref="iso3166:MLI"), org("Malian Government")
    treaty = fact("It signed.", "Agreement", partner=state)
    a, b = report("a.txt", treaty), naming(government, file="b.txt")
    found = run(a, b)
    assert the(found, a, state) != the(found, b, government)
    gift = fact("It gave.", "Contribution", donor=state, amount=number(1))
    c = report("c.txt", treaty, gift)
    found = run(b, c)
    assert the(found, c, state) == the(found, b, government)
    assert the(found, b, government).label == "Mali"


def test_a_body_of_a_state_is_of_the_country_that_its_name_states(run: Resolve) -> None:
    named = org("Nigerien Ministry of Wells")
    a = naming(named)
    found = run(a)
    entity = the(found, a, named)
    assert (entity.cls, entity.country, entity.iri.rsplit("/", 2)[1]) == ("Government", "NER", "ner")
    assert (entity.iri, "country", "https://w3id.org/reportgraph/vocabulary/country/NER") in found.links


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("Ministry of Wells", "Government"),
        ("Direction Régionale de la Santé", "Government"),
        ("National Agency for Wells", "Government"),
        ("Blue Well Foundation", "Organization"),
    ],
)
def test_a_name_says_what_kind_of_organisation_it_is(run: Resolve, name: str, cls: str) -> None:
    a = naming(org(name))
    assert the(run(a), a, org(name)).cls == cls


def test_a_programme_is_not_the_organisation_of_the_same_name(run: Resolve) -> None:
    programme, body = Name("Green Belt", "Programme"), org("Green Belt")
    a = naming(programme, body)
    assert the(run(a), a, programme) != the(run(a), a, body)


def test_a_country_is_not_its_government(run: Resolve) -> None:
    land, state = Name("Sweden", "Country", "iso3166:SWE"), org("Sweden", cls="Government", ref="iso3166:SWE")
    a = naming(land, state)
    found = run(a)
    country, government = the(found, a, land), the(found, a, state)
    assert (country.cls, government.cls) == ("Country", "Government")
    assert (government.iri, "country", country.iri) in found.links


def test_indicators_of_one_name_with_two_codes_are_two_and_one_without_stays_by_itself(run: Resolve) -> None:
    first, second, none = (Name("Number of wells", "Indicator", code=code) for code in ("1.1", "2.1", None))
    a = naming(first, second, none)
    assert len({the(run(a), a, n).iri for n in a.names}) == 3


def test_an_indicator_without_code_meets_the_one_with_a_code(run: Resolve) -> None:
    coded, none = (Name("Number of wells", "Indicator", code=code) for code in ("1.1", None))
    a, b = naming(coded), naming(none, file="b.txt", country=NIGER)
    entity = the(run(a, b), b, none)
    assert entity == the(run(a, b), a, coded)
    assert entity.code == "1.1"


# What the entity is ----------------------------------------------------------------------------------------------


def test_the_label_is_the_fullest_usual_name_and_all_others_are_kept(run: Resolve) -> None:
    full = [org("Blue Well Foundation", "BWF"), org("BLUE WELL FOUNDATION", "BWF"), org("The Blue Well Foundation")]
    reports = [naming(n, file=f"{i}.txt") for i, n in enumerate((*full, full[0]))]
    entity = the(run(*reports), reports[0], full[0])
    assert entity.label == "Blue Well Foundation"
    assert entity.spellings == {"BLUE WELL FOUNDATION", "The Blue Well Foundation", "BWF"}
    assert entity.acronyms == {"BWF"}


def test_the_most_special_class_wins(run: Resolve) -> None:
    a, b = naming(org("Blue Well")), naming(org("Blue Well", cls="NGO"), file="b.txt", country=None)
    assert the(run(a, b), a, org("Blue Well")).cls == "NGO"


def test_a_donor_country_goes_by_its_bare_name(run: Resolve) -> None:
    name = org("Government of Sweden", cls="Government", ref="iso3166:SWE")
    gift = fact("It gave.", "Contribution", donor=name, amount=number(1))
    a = report("a.txt", gift)
    assert the(run(a), a, name).label == "Sweden"


def test_the_government_at_home_keeps_the_name_that_reports_give_it(run: Resolve) -> None:
    name = org("Government of Mali", cls="Government", ref="iso3166:MLI")
    a = naming(name)
    assert the(run(a), a, name).label == "Government of Mali"


def test_a_place_comes_with_the_places_above_it(run: Resolve, gazetteer: Gazetteer) -> None:
    name = place("Gao region", "Region", "geonames:2457161")
    a = naming(name)
    found = run(a)
    gao = the(found, a, name)
    assert (gao.label, gao.cls, gao.country) == ("Gao", "Region", "MLI")
    above = {target for source, link, target in found.links if (source, link) == (gao.iri, "within")}
    (mali,) = (e for e in found.entities if e.iri in above)
    assert (mali.cls, mali.label) == ("Country", "Mali")
    assert found.records[gao.iri] == gazetteer.get(2457161)


def test_an_area_called_after_the_country_lies_within_it(run: Resolve) -> None:
    name = place("northern Mali", "Place")
    a = naming(name)
    found = run(a)
    labels = {e.iri: e.label for e in found.entities}
    (target,) = (target for source, link, target in found.links if source == the(found, a, name).iri)
    assert labels[target] == "Mali"


def test_a_country_that_the_gazetteer_lacks_is_still_a_country(run: Resolve) -> None:
    name = org("Atlantis", cls="Government", ref="iso3166:XAT")
    a = naming(name)
    found = run(a)
    assert (the(found, a, name).iri, "country") in {(s, p) for s, p, _ in found.links}
    assert all(entity.label for entity in found.entities)


@pytest.mark.parametrize("ref", ["iso3166:MALI", "geonames:-1", "geonames:x", "Q42", "not an iri:<>", ""])
def test_a_ref_of_no_known_form_is_refused(run: Resolve, ref: str) -> None:
    with pytest.raises(ClaimsError, match="Mali: ref"):
        run(naming(Name("Mali", "Country", ref)))


def test_each_merge_is_explained_with_the_least_sure_way(run: Resolve) -> None:
    a = naming(org("National Commission for Wells"), org("National Wells Commission"), org("Lone Wolf"))
    found = run(a)
    entity = the(found, a, a.names[0])
    assert (entity.merged_by, entity.merge_score) == ({"words", "word-order"}, 0.9)
    assert (the(found, a, a.names[2]).merged_by, the(found, a, a.names[2]).merge_score) == (frozenset(), None)
    rows = {(m.name, m.way, m.own.rsplit("/", 1)[1]) for m in found.merges}
    assert rows == {
        ("National Commission for Wells", "words", "national-commission-for-wells"),
        ("National Wells Commission", "word-order", "national-wells-commission"),
    }


def test_linked_mentions_are_entities_of_the_report(run: Resolve) -> None:
    mention = Mention(0, 3, "Region", "Gao", "geonames:2457161")
    a = report("a.txt", mentions=[mention])
    assert [e.label for e in run(a).mentioned(a)] == ["Gao"]


@pytest.mark.parametrize("text", ["الأمم", "机构", "!!!", "x" * 300, "a/../b", "<script>", "\u202eevil"])
def test_any_name_gives_an_iri_that_rdf_takes(run: Resolve, text: str) -> None:
    import rdflib

    a = naming(org(text), org(text + " two"))
    iris = {the(run(a), a, n).iri for n in a.names}
    assert len(iris) == 2
    for iri in iris:
        assert rdflib.URIRef(iri).n3() == f"<{iri}>"
        assert ".." not in iri


def test_the_sample_resolves_as_a_reader_would(run: Resolve) -> None:
    labels = sorted((e.label, e.cls) for e in run(*sample()).entities)
    assert labels == [
        ("Awa Example", "Person"),
        ("Blue Well Foundation", "NGO"),
        ("Gao", "Region"),
        ("Mali", "Country"),
        ("National Wells Commission", "Government"),
        ("Niger", "Country"),
        ("Sweden", "Country"),
        ("Sweden", "Government"),
        ("northern Niger", "Place"),
    ]
