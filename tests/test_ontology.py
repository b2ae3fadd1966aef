"""The ontology folder holds together: what it declares, what its rules, shapes and questions name and answer."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.namespace import RDF, SH

from kg.derive import derive
from kg.errors import OntologyError
from kg.ontology import OWL, RDFS, RG, SKOS, VOCABULARY, Ontology, default_folder, load
from kg.ontology.look import problems

FOLDER = default_folder()
EXAMPLES = Path(__file__).parent / "shapes"

CODES = {
    "ActivityType": """training awareness-raising cash-assistance distribution construction rehabilitation registration
        documentation repatriation resettlement relocation education-support health-care vaccination legal-assistance
        psychosocial-care livelihoods-support monitoring coordination advocacy reception other""",
    "PopulationGroup": """refugees asylum-seekers refugees-and-asylum-seekers persons-of-concern idps idp-returnees
        refugee-returnees returnees stateless at-risk-of-statelessness host-community others-of-concern migrants
        children youth students women men girls boys survivors-of-gbv persons-with-disabilities authorities staff
        partners community-leaders""",
    "Sector": """protection gbv child-protection statelessness solutions education health wash shelter-nfi livelihoods
        food-security energy social-cohesion coordination logistics border-management multi-sector""",
    "Measure": "baseline target actual",
    "Unit": "percent number",
    "Earmarking": "earmarked softly-earmarked unearmarked",
    "Status": "planned ongoing done",
    "IssueKind": """malformed-number impossible-date implausible-unit mixed-units sum-mismatch percent-mismatch
        contradiction period-mismatch placeholder""",
}
SLOTS = {
    "Contribution": "donor recipient amount currency earmarking programme place",
    "Funding": "subject place required received spent unfunded percentFunded percentSpent currency",
    "Measurement": "indicator population measure value unit place",
    "PopulationFigure": "population place origin asylum value source",
    "Activity": """activityType item quantity actor partner funder place reached households women men girls boys
        population sector programme status""",
    "Incident": "item quantity place women men girls boys source",
    "Presence": "organization kind place",
    "StaffCount": "organization kind value",
    "Partnership": "organization partner programme place",
    "Agreement": "organization partner kind quantity",
    "Contact": "person role organization email telephone",
}
KINDS = {
    "Organization": "UNAgency NGO Government Fund PrivateDonors CoordinationBody ArmedActor Donor Partner",
    "Place": "Country Region District Municipality Settlement Site",
    "Programme": "Project Appeal Campaign LegalInstrument",
    "Entity": "Organization Place Programme Indicator Person",
    "Fact": " ".join(SLOTS),
    "Concept": " ".join([*CODES, "PlaceType", "Currency"]),
}
EDGES = "funds partnerOf worksIn implements assists hosts mentions"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


def described(ontology: Ontology) -> dict[str, dict[str, list[ox.Literal]]]:
    """What literals say of each class, property, concept, scheme and entity."""
    about: dict[str, dict[str, list[ox.Literal]]] = {}
    for t in ontology.triples:
        assert isinstance(t.subject, ox.NamedNode), "no blank nodes: they would change from run to run"
        own = about.setdefault(t.subject.value, defaultdict(list))
        if isinstance(t.object, ox.Literal):
            own[t.predicate.value].append(t.object)
    return about


# What is declared ------------------------------------------------------------------------------------------------


def test_everything_has_one_label_and_says_what_it_is(ontology: Ontology) -> None:
    for iri, own in described(ontology).items():
        labels = own[RDFS + "label"]
        assert len(labels) == 1, iri
        assert not labels[0].language, iri
        assert len(own[RDFS + "comment"]) + len(own[SKOS + "definition"]) == 1, iri


def test_every_class_and_property_shows_an_example(ontology: Ontology) -> None:
    about = described(ontology)
    declared = [c.iri for c in ontology.classes.values()] + [p.iri for p in ontology.properties.values()]
    for iri in declared:
        assert "Example: " in about[iri][RDFS + "comment"][0].value, iri


@pytest.mark.parametrize("cls", CODES)
def test_the_codes_are_those_of_the_annotation_guide(ontology: Ontology, cls: str) -> None:
    assert sorted(str(t.notation) for t in ontology.by_class(cls)) == sorted(CODES[cls].split())


@pytest.mark.parametrize("cls", KINDS)
def test_the_classes_are_those_of_the_contract(ontology: Ontology, cls: str) -> None:
    assert {c.name for c in ontology.classes.values() if cls in c.parents} == set(KINDS[cls].split())


@pytest.mark.parametrize("fact", SLOTS)
def test_the_slots_of_a_fact_are_those_of_the_contract(ontology: Ontology, fact: str) -> None:
    assert {p.name for p in ontology.properties.values() if fact in p.domains} == set(SLOTS[fact].split())


def test_a_range_is_a_class_or_a_datatype(ontology: Ontology) -> None:
    slots = {slot for slots in SLOTS.values() for slot in slots.split()} | set(EDGES.split())
    for name in slots:
        ranges = ontology.properties[name].ranges
        assert ranges, name
        assert all(r in ontology.classes or r.startswith("http://www.w3.org/2001/XMLSchema#") for r in ranges), name


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Organization", "http://www.w3.org/ns/org#Organization"),
        ("Fact", "http://www.w3.org/ns/prov#Entity"),
        ("Place", "http://www.opengis.net/ont/geosparql#Feature"),
        ("Measurement", "http://purl.org/linked-data/cube#Observation"),
        ("PopulationGroup", SKOS + "Concept"),
        ("donor", "http://schema.org/funder"),
        ("evidence", "http://www.w3.org/ns/prov#wasDerivedFrom"),
        ("reached", "https://hxlstandard.org/standard/1-1final/dictionary/#tag_reached"),
        ("amount", "http://iatistandard.org/203/activity-standard/iati-activities/iati-activity/transaction/value/"),
    ],
)
def test_terms_are_aligned_to_the_standards(ontology: Ontology, name: str, target: str) -> None:
    term = ontology.classes.get(name) or ontology.properties[name]
    links = {
        t.predicate.value
        for t in ontology.triples
        if (t.subject, t.object) == (ox.NamedNode(term.iri), ox.NamedNode(target))
    }
    assert links <= {RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "exactMatch", SKOS + "closeMatch"}
    assert links


def test_no_two_concepts_of_a_class_and_no_two_entities_share_a_name(ontology: Ontology) -> None:
    # A region and a district of one name are told apart by the gazetteer, from which text gets them.
    units = {t.iri for t in ontology.by_class("Place") if t.iri.startswith(f"{VOCABULARY}place/")}
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term in ontology.terms.values():
        kind = "Entity" if ontology.is_a(term.cls, "Entity") and term.iri not in units else term.cls
        for name in term.names:
            owners[kind, name.casefold()].add(term.iri)
    assert not {name: iris for name, iris in owners.items() if len(iris) > 1}


def test_an_acronym_of_several_things_stands_for_none_of_them_by_itself(ontology: Ontology) -> None:
    ambiguous = Counter(a for t in ontology.terms.values() for a in t.ambiguous_acronyms)
    plain = {name for t in ontology.terms.values() if ontology.is_a(t.cls, "Entity") for name in t.names}
    assert {"DRC", "CAR", "IRC"} <= set(ambiguous)
    assert not plain & set(ambiguous)


def test_countries_have_their_codes_and_people(ontology: Ontology) -> None:
    countries = {t.country: t for t in ontology.by_class("Country")}
    assert len(countries) == sum(1 for _ in ontology.by_class("Country")) == 250
    assert all(iso and t.iri == f"{VOCABULARY}country/{iso}" for iso, t in countries.items())
    assert {"Burkinabe", "Burkinabè"} <= set(countries["BFA"].demonyms)
    assert {"Ivory Coast", "Cote d'Ivoire"} <= set(countries["CIV"].names)
    assert "Congolese" in countries["COD"].demonyms
    assert "Congolese" in countries["COG"].demonyms


def test_a_national_body_belongs_to_a_country(ontology: Ontology) -> None:
    countries = {t.country for t in ontology.by_class("Country")}
    assert {t.country for t in ontology.terms.values() if t.country} == countries
    usaid = next(t for t in ontology.by_class("Government") if t.label == "USAID")
    assert usaid.country == "USA"
    assert "United States Agency for International Development" in usaid.alt_labels


def test_a_place_type_says_which_places_it_stands_beside(ontology: Ontology) -> None:
    kinds = {name.lower(): t.place_class for t in ontology.by_class("PlaceType") for name in t.names}
    assert all(ontology.is_a(str(cls), "Place") for cls in kinds.values())
    assert [
        kinds[w] for w in ("provincia", "cercle", "comuna", "refugee camp")
    ] == "Region District Municipality Site".split()


def test_currencies_are_told_by_code_symbol_and_word(ontology: Ontology) -> None:
    codes = {name.lower(): t.notation for t in ontology.by_class("Currency") for name in t.names}
    assert [codes[w] for w in ("us$", "€", "fcfa", "naira", "chf")] == ["USD", "EUR", "XOF", "NGN", "CHF"]
    assert all(re.fullmatch("[A-Z]{3}", str(t.notation)) for t in ontology.by_class("Currency"))


# Shapes ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shapes(ontology: Ontology) -> rdflib.Graph:
    return rdflib.Graph().parse(ontology.shapes)


@pytest.fixture(scope="module")
def schema() -> rdflib.Graph:
    """The classes and the short vocabularies, which examples of facts need."""
    graph = rdflib.Graph().parse(FOLDER / "core.ttl").parse(FOLDER / "reportgraph.ttl")
    for name in ("activity-types", "earmarkings", "measures", "populations", "sectors", "statuses", "units"):
        graph.parse(FOLDER / "vocabulary" / f"{name}.ttl")
    return graph


def names_of_shapes() -> list[str]:
    graph = rdflib.Graph().parse(FOLDER / "shapes.ttl")
    return sorted(str(s).rsplit("#", 1)[-1] for s in graph.subjects(RDF.type, SH.NodeShape))


def broken(file: Path, schema: rdflib.Graph, shapes: rdflib.Graph) -> set[rdflib.term.Node]:
    """The shapes, and property shapes, that an example does not keep to."""
    data = schema + rdflib.Graph().parse(file)
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    assert isinstance(results, rdflib.Graph)
    return set(results.objects(None, SH.sourceShape))


def test_every_shape_has_an_example_that_passes_and_one_that_fails() -> None:
    expected = {f"{name}.{outcome}.ttl" for name in names_of_shapes() for outcome in ("pass", "fail")}
    assert {file.name for file in EXAMPLES.iterdir()} == expected


@pytest.mark.parametrize("name", names_of_shapes())
def test_what_a_shape_asks_for_passes(name: str, schema: rdflib.Graph, shapes: rdflib.Graph) -> None:
    assert not broken(EXAMPLES / f"{name}.pass.ttl", schema, shapes)


@pytest.mark.parametrize("name", names_of_shapes())
def test_what_a_shape_forbids_fails(name: str, schema: rdflib.Graph, shapes: rdflib.Graph) -> None:
    shape = rdflib.URIRef(f"https://w3id.org/reportgraph/shapes#{name}")
    found = broken(EXAMPLES / f"{name}.fail.ttl", schema, shapes)
    assert found & {shape, *shapes.objects(shape, SH.property)}


def test_every_way_to_fail_has_a_message(shapes: rdflib.Graph) -> None:
    constrained = set(shapes.subjects(SH.path, None)) & set(shapes.objects(None, SH.property))
    nested = {node for group in shapes.objects(None, SH["or"]) for node in shapes.items(group)}
    parts = {p for node in nested for p in shapes.objects(node, SH.property)}
    for node in constrained - parts:
        assert str(shapes.value(node, SH.message) or "").endswith("."), shapes.value(node, SH.path)


def test_the_issue_kinds_of_the_shapes_are_those_of_the_vocabulary(ontology: Ontology, shapes: rdflib.Graph) -> None:
    (listed,) = shapes.objects(None, SH["in"])
    assert {str(kind) for kind in shapes.items(listed)} == {t.notation for t in ontology.by_class("IssueKind")}


def test_the_vocabulary_keeps_to_the_shapes(ontology: Ontology, shapes: rdflib.Graph) -> None:
    data = rdflib.Graph()
    data.parse(data=ox.serialize(ontology.triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    assert conforms, text


# Rules and questions ---------------------------------------------------------------------------------------------

FACTS = """
PREFIX rg: <https://w3id.org/reportgraph/ontology#>
PREFIX schema: <http://schema.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX : <https://example.org/>

:norway a rg:Government ; rdfs:label "Norway" .
:agency a rg:UNAgency ; rdfs:label "Agency" .
:ngo a rg:NGO ; rdfs:label "Stop Hunger" .
:gao a rg:Region ; rdfs:label "Gao" .
:wells a rg:Project ; rdfs:label "Wells for All" .
:school a rg:Indicator ; rdfs:label "Children in school" ; rg:code "3.2" .
:awa a rg:Person ; rdfs:label "Awa" .
:report a rg:Report ; rg:file "update.txt" ; rdfs:label "Update" .
:passage a rg:Passage ; rg:document :report ; rg:text "The words." .

:gift a rg:Contribution ; rdfs:label "gift" ; rg:evidence :passage ; rg:donor :norway ; rg:recipient :agency ;
    rg:amount 500000.0 ; rg:currency "NOK" .
:box a rg:Funding ; rdfs:label "box" ; rg:evidence :passage ; rg:subject :agency ; rg:place :gao ;
    rg:required 800000.0 ; rg:received 200000.0 ; rg:currency "USD" .
:kits a rg:Activity ; rdfs:label "kits" ; rg:evidence :passage ; rg:actor :agency ; rg:partner :ngo ;
    rg:funder :norway ; rg:programme :wells ; rg:place :gao ; rg:item "kits" ; rg:quantity 20.0 ; rg:reached 45.0 ;
    rg:activityType <https://w3id.org/reportgraph/vocabulary/activity-type/distribution> ;
    rg:population <https://w3id.org/reportgraph/vocabulary/population/idps> .
:count a rg:PopulationFigure ; rdfs:label "count" ; rg:evidence :passage ; rg:value 1200.0 ; rg:place :gao ;
    rg:population <https://w3id.org/reportgraph/vocabulary/population/refugees> .
:office a rg:Presence ; rdfs:label "office" ; rg:evidence :passage ; rg:organization :agency ; rg:place :gao ;
    rg:kind "Field Office" .
:aim a rg:Measurement ; rdfs:label "aim" ; rg:evidence :passage ; rg:indicator :school ; rg:value 80.0 ;
    rg:measure <https://w3id.org/reportgraph/vocabulary/measure/target> .
:outcome a rg:Measurement ; rdfs:label "outcome" ; rg:evidence :passage ; rg:indicator :school ; rg:value 60.0 ;
    rg:measure <https://w3id.org/reportgraph/vocabulary/measure/actual> .
:violations a rg:Incident ; rdfs:label "violations" ; rg:evidence :passage ; rg:item "violations" ; rg:quantity 25.0 .
:desk a rg:Contact ; rdfs:label "desk" ; rg:evidence :passage ; rg:person :awa ; schema:email "awa@example.org" .
:doubt a rg:Issue ; rdfs:label "The parts do not add up" ; rg:about :box ; rg:kind "sum-mismatch" ; rg:rule "sums" .
"""
ANSWERS = {
    "contacts": [("Awa", None, None, "awa@example.org", None, "update.txt")],
    "donors": [("Norway", "Agency", "500000", "NOK", None, None, None, None, None, "update.txt")],
    "funding": [("Agency", "Gao", "800000", "200000", None, "600000", "25", "USD", None, "update.txt")],
    "incidents": [("violations", "25", None, None, None, None, "update.txt")],
    "issues": [("Sum mismatch", "The parts do not add up", "update.txt", "The words.")],
    "missed-targets": [("3.2", "Children in school", None, None, "80", "60", "20", None, "update.txt")],
    "partners": [("Agency", "Stop Hunger", "Distribution", "Gao", "update.txt")],
    "population": [("Refugees", "Gao", None, None, "1200", None, None, None, "update.txt")],
    "presence": [("Gao", "Agency", "Field Office"), ("Gao", "Stop Hunger", None)],
    "reached": [
        (
            "Distribution",
            "kits",
            "20",
            "45",
            *[None] * 5,
            "Internally displaced persons",
            "Gao",
            *[None] * 3,
            "update.txt",
        )
    ],
}


@pytest.fixture(scope="module")
def quads(ontology: Ontology) -> list[ox.Quad]:
    """Facts of a report, with the ontology in a graph of its own and what the rules derive."""
    known = [ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(RG)) for t in ontology.triples]
    facts = [
        ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode("https://example.org/report"))
        for q in ox.parse(FACTS, format=ox.RdfFormat.TURTLE)
    ]
    return [*known, *facts, *derive([*known, *facts], ontology)]


def test_the_rules_derive_the_edges_of_the_contract(ontology: Ontology, quads: list[ox.Quad]) -> None:
    def name(term: ox.NamedNode) -> str:
        return re.split("[#/]", term.value)[-1]

    found = {
        (name(q.subject), name(q.predicate), name(q.object)) for q in quads if q.graph_name.value.endswith("derived")
    }
    mentioned = {o for s, p, o in found if (s, p) == ("report", "mentions")}
    assert {f for f in found if f[1] != "mentions"} == {
        ("norway", "funds", "agency"),
        ("norway", "funds", "wells"),
        ("norway", "type", "Donor"),
        ("ngo", "type", "Partner"),
        ("agency", "partnerOf", "ngo"),
        ("ngo", "partnerOf", "agency"),
        ("agency", "worksIn", "gao"),
        ("ngo", "worksIn", "gao"),
        ("agency", "implements", "wells"),
        ("ngo", "implements", "wells"),
        ("agency", "assists", "idps"),
        ("ngo", "assists", "idps"),
        ("gao", "hosts", "refugees"),
    }
    assert mentioned == set("norway agency ngo gao wells school awa idps refugees distribution".split())
    assert set(EDGES.split()) <= {p for _, p, _ in found}


def test_the_questions_of_old_are_still_there(ontology: Ontology) -> None:
    assert set(ANSWERS) < set(ontology.queries)  # test_questions.py asks each one


@pytest.mark.parametrize("name", ANSWERS)
def test_a_named_question_is_answered_in_readable_words(name: str, ontology: Ontology, quads: list[ox.Quad]) -> None:
    store = ox.Store()
    store.extend(quads)
    answer = store.query(ontology.queries[name].sparql, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    rows = [tuple(None if cell is None else cell.value for cell in row) for row in answer]
    assert rows == ANSWERS[name]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_named_question_says_what_it_asks_and_sorts_by_every_column(name: str, ontology: Ontology) -> None:
    query = ontology.queries[name]
    assert re.fullmatch(r"[A-Z][^\n]{15,110}\?", query.description)
    selected = re.search(r"SELECT DISTINCT (.*?)\nWHERE", query.sparql, re.DOTALL)
    order = query.sparql.partition("ORDER BY")[2]
    assert selected
    assert set(re.findall(r"\?\w+", selected[1])) == set(re.findall(r"\?\w+", order))


def test_every_rule_says_what_it_derives(ontology: Ontology) -> None:
    assert all(re.match(r"# [A-Z].*", rule) for rule in ontology.rules.values())


# Ids that nobody declared ----------------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "ontology")
    return tmp_path / "ontology"


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("rules/works-in.rq", "rg:worksIn", "rg:workIn"),
        ("queries/donors.rq", "rg:Contribution", "rg:Contributoin"),
        ("queries/missed-targets.rq", '"actual"', '"actul"'),
        ("shapes.ttl", "rg:Measurement", "rg:Measurment"),
        ("shapes.ttl", "sh:path rg:amount", "sh:path rg:ammount"),
        ("reportgraph.ttl", "rdfs:range rg:Sector", "rdfs:range rg:Sectors"),
        ("vocabulary/sectors.ttl", "rg:Sector", "rg:Secter"),
        ("vocabulary/areas.ttl", "country:SYR", "country:SYX"),
        ("patterns/tables.toml", '"Measurement"', '"Measurements"'),
        ("patterns/activities.toml", '"training"', '"trainings"'),
        ("patterns/populations.toml", '"community-leaders"', '"leaders-of-the-community"'),
        ("patterns/roles.toml", '"ongoing"', '"ongoin"'),
        ("patterns/roles.toml", '"funder"', '"fundr"'),
        ("plots/plots.toml", '"PopulationFigure"', '"PopulationFigur"'),
        ("plots/plots.toml", '"baseline"', '"basline"'),
    ],
)
def test_a_misspelt_id_is_said_with_file_and_line(copy: Path, name: str, right: str, wrong: str) -> None:
    file = copy / name
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    line = text[: text.index(right)].count("\n") + 1
    bare = wrong.rsplit(maxsplit=1)[-1].strip('"')
    with pytest.raises(OntologyError, match=rf"{re.escape(name)}:{line}: .*{re.escape(bare)}.*\Z"):
        load(copy)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "prospective =",
            "prospectiv =",
            "roles.toml:15: no rule asks for 'prospectiv' of Status; did you mean prospective?",
        ),
        ("[roles.Measure]", "[roles.Mesure]", "roles.toml:9: no rule asks for roles of Mesure; did you mean Measure?"),
        ('progressive = "ongoing"', "", "activities.toml:12: [activities] needs to know which Status is progressive"),
    ],
)
def test_a_role_is_one_that_a_rule_asks_for_and_none_is_missing(copy: Path, right: str, wrong: str, told: str) -> None:
    file = copy / "patterns" / "roles.toml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert told in "\n".join(map(str, problems(copy)))


def test_a_domain_without_activities_needs_no_role(copy: Path) -> None:
    (copy / "patterns" / "roles.toml").unlink()
    assert "[activities] needs to know" in "\n".join(map(str, problems(copy)))
    (copy / "patterns" / "activities.toml").unlink()
    assert "needs to know" not in "\n".join(map(str, problems(copy)))


def references() -> Iterator[tuple[str, int, str]]:
    """Every use of a declared name in the rules, questions and shapes: file, offset behind the name, name."""
    for file in [
        *sorted((FOLDER / "rules").glob("*.rq")),
        *sorted((FOLDER / "queries").glob("*.rq")),
        FOLDER / "shapes.ttl",
    ]:
        for use in re.finditer(r"^(?!#).*?\brg:(\w+)", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
            yield file.relative_to(FOLDER).as_posix(), use.end(), use[1]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(use=st.sampled_from(list(references())), letter=st.sampled_from("aqzXQ9_"))
def test_a_name_with_one_letter_more_is_never_taken(
    copy: Path, ontology: Ontology, use: tuple[str, int, str], letter: str
) -> None:
    name, end, right = use
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert right in ontology.classes or right in ontology.properties
    (copy / name).write_text(text[:end] + letter + text[end:], encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(f"{name}:")):
        load(copy)
    (copy / name).write_text(text, encoding="utf-8")


def test_every_place_where_patterns_name_ids_is_in_use(copy: Path) -> None:
    # A path that no pattern file has any more would check nothing; with an impossible kind each one must be noticed.
    paths = re.findall(r'^"(.+)" = ', (copy / "ids.toml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert paths
    for path in paths:
        (copy / "ids.toml").write_text(f'"{path}" = ["nothing"]\n', encoding="utf-8")
        with pytest.raises(OntologyError, match="nothing"):
            load(copy)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("reportgraph.ttl", "rg:Fact a owl:Class ."),
        ("shapes.ttl", "not turtle"),
        ("vocabulary/more.ttl", '<a> <b> "unfinished .'),
        ("patterns/zones.toml", "[unfinished"),
        ("patterns/zones.toml", 'tables = "another shape"'),
        ("ids.toml", "= 1"),
    ],
)
def test_a_malformed_file_is_named(copy: Path, name: str, text: str) -> None:
    (copy / name).write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(name)):
        load(copy)


def test_a_list_in_a_second_file_goes_on_with_that_of_the_first(copy: Path, ontology: Ontology) -> None:
    more = '[[activities.verbs]]\nframe = "affect"\ntype = "rehabilitation"\nlemmas = ["weatherproof"]\n'
    (copy / "patterns" / "weatherproof.toml").write_text(more, encoding="utf-8")
    known, verbs = ontology.patterns["activities"]["verbs"], load(copy).patterns["activities"]["verbs"]
    assert len(verbs) == len(known) + 1
    assert all(verb in verbs for verb in known)


def test_a_word_that_two_files_declare_is_told(copy: Path) -> None:
    said = next(iter(key for key, value in load(copy).patterns["funding"].items() if isinstance(value, str)))
    (copy / "patterns" / "zones.toml").write_text(f'[funding]\n{said} = "other"\n', encoding="utf-8")
    with pytest.raises(OntologyError, match=rf"zones.toml: funding\.{said} is declared in an earlier file too"):
        load(copy)


def test_a_folder_without_an_ontology_is_told(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no such ontology folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(OntologyError, match="holds no ontology"):
        load(tmp_path)


def test_another_folder_is_another_domain(tmp_path: Path) -> None:
    (tmp_path / "ships.ttl").write_text(
        f"""PREFIX owl: <{OWL}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}> PREFIX ex: <https://example.org/>
        ex:Vessel a owl:Class ; rdfs:label "Vessel" .
        ex:Tug a owl:Class ; rdfs:label "Tug" ; rdfs:subClassOf ex:Vessel .
        ex:pulls a owl:ObjectProperty ; rdfs:label "pulls" ; rdfs:range ex:Vessel .
        ex:bob a ex:Tug ; rdfs:label "Bob" ; skos:hiddenLabel "Bobby" ; skos:notation "b" .""",
        encoding="utf-8",
    )
    ships = load(tmp_path)
    assert [t.names for t in ships.by_class("Vessel")] == [("Bob", "Bobby")]
    assert ships.properties["pulls"].ranges == ("Vessel",)
    assert ships.concept("Vessel", "b").cls == "Tug"
    with pytest.raises(OntologyError, match="'c'"):
        ships.concept("Vessel", "c")


def test_an_ontology_loaded_from_two_folders_is_one(tmp_path: Path) -> None:
    first = load()
    copy = tmp_path / "ontology"
    shutil.copytree(first.folder, copy)
    second = load(copy)
    assert second is not first
    assert second == first
    assert hash(second) == hash(first)
    question = copy / "queries" / "another.rq"
    question.write_text("# Is there anything?\nSELECT ?s WHERE { ?s ?p ?o }\n", encoding="utf-8")
    assert load(copy) != first
