"""Places in running text: what is one, where it begins and ends, and which place it is."""

from __future__ import annotations

from functools import lru_cache

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp.lexicon import Lexicon
from kg.nlp.placenames import PlaceBook, PlaceFinder, PlaceWords
from kg.nlp.placenames.finder import BOOK, MARKED
from kg.nlp.placenames.names import candidates
from kg.ontology import load
from kg.places import Gazetteer, open_gazetteer
from kg.places.vocabulary import records

WORDS = frozenset(
    "management camp selected reading rhino united humanitarian "
    "committee school refugee staff people families more".split()
)
"""What stands for the language's own words here; the component gets them from the model's dictionary."""

MALI = PlaceBook("MLI", frozenset({"MLI"}))


@lru_cache(maxsize=1)
def world() -> Gazetteer:
    return open_gazetteer(records(load(), open_gazetteer()))


@lru_cache(maxsize=1)
def words() -> PlaceWords:
    ontology = load()
    types = [(name, term.place_class or "Place") for term in ontology.by_class("PlaceType") for name in term.names]
    return PlaceWords.read(types, ontology.patterns["places"], ["UNHCR"], lambda word: 2 * (word in WORDS))


@lru_cache(maxsize=1)
def finder() -> PlaceFinder:
    return PlaceFinder(world(), words(), {"CAR": "CAF"})


def read(text: str, book: PlaceBook = MALI, **labels: str) -> Doc:
    """A hand-built paragraph; `labels` are what the model takes words for, all capitalised words are proper nouns."""
    doc = spacy.blank("en").make_doc(text)
    for token in doc:
        token.pos_ = "PROPN" if token.text[:1].isupper() else "NOUN"
    names = {key.replace("_", " "): label for key, label in labels.items()}
    spans = [doc.char_span(text.index(name), text.index(name) + len(name), label) for name, label in names.items()]
    doc.set_ents([span for span in spans if span is not None])
    doc.user_data[BOOK] = book
    doc.spans["places"] = sorted(finder()(doc), key=lambda span: span.start)
    return doc


def typed(text: str, book: PlaceBook = MALI, **labels: str) -> list[tuple[str, str, str]]:
    """Text, class and reference of the places."""
    doc = read(text, book, **labels)
    return [(span.text, span.label_, span.kb_id_) for span in doc.spans["places"]]


def found(text: str, book: PlaceBook = MALI, **labels: str) -> list[str]:
    return [name for name, _, _ in typed(text, book, **labels)]


def linked(text: str, book: PlaceBook = MALI, **labels: str) -> dict[str, str]:
    return {name: ref for name, _, ref in typed(text, book, **labels)}


def marked(text: str, book: PlaceBook = MALI, **labels: str) -> dict[str, int | None]:
    """Places as they are marked in text, with their geocodes."""
    doc = read(text, book, **labels)
    return {text[m.begin : m.end]: m.geonames for m in doc.user_data[MARKED].values()}


# Known names -----------------------------------------------------------------------------------------------------


def test_a_name_of_the_texts_country_is_a_place_anywhere_in_the_sentence() -> None:
    assert found("Mopti received two trucks; people fled Bandiagara.") == ["Mopti", "Bandiagara"]


def test_a_name_that_only_other_countries_have_is_one_where_the_sentence_says_so() -> None:
    assert found("They live in Nairobi.", Nairobi="GPE") == ["Nairobi"]
    assert found("Clinton thanked them.", Clinton="PERSON") == []


def test_a_person_called_like_a_town_is_no_place() -> None:
    assert found("Amadou Kita opened the session.", Amadou_Kita="PERSON") == []
    assert found("Trucks left from Kita.", Kita="PERSON") == ["Kita"]


def test_an_ordinary_word_is_no_place_though_some_town_is_called_so() -> None:
    england = PlaceBook("GBR", frozenset({"GBR"}))
    assert found("Reading improves.", england) == []


# Names that no gazetteer has -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("Tents stand at the Sorobogo site.", "Sorobogo", "Site"),
        ("They came to the village of Kouroubaye.", "Kouroubaye", "Settlement"),
        ("Rain flooded Sorobogo camp.", "Sorobogo camp", "Site"),
        ("Rain flooded Sorobogo Refugee Camp.", "Sorobogo Refugee Camp", "Site"),
        ("In the commune of Soroumba, wells dried up.", "Soroumba", "Municipality"),
    ],
)
def test_a_type_word_beside_a_name_makes_it_a_place_of_that_class(text: str, name: str, cls: str) -> None:
    assert typed(text) == [(name, cls, "")]


@pytest.mark.parametrize(
    "text",
    [
        "Camp Management met.",
        "Selected camps were visited.",
        "United School Committee met.",
        "More schools opened.",
        "Ouaddai province Intercommunal violence rose.",
    ],
)
def test_a_type_word_beside_ordinary_words_makes_no_place(text: str) -> None:
    assert found(text) in ([], ["Ouaddai province"])


def test_an_unknown_name_behind_a_preposition_of_place_is_one_and_without_it_is_none() -> None:
    assert found("Wells were dug in Sorobogo.") == ["Sorobogo"]
    assert found("Sorobogo explained the plan.") == []


def test_an_ordinary_word_with_type_word_and_preposition_is_a_place_where_the_model_says_so_too() -> None:
    assert found("Showers were built in Rhino Camp.", Rhino_Camp="FAC") == ["Rhino Camp"]
    assert found("Showers were built in Rhino Camp.") == []


def test_acronyms_and_organisations_behind_a_preposition_are_no_places() -> None:
    assert found("Work at UNHCR and in SMoH goes on.") == []


def test_a_name_that_the_text_calls_a_place_once_is_one_everywhere() -> None:
    book = finder().book(["The district of Sorobogo is dry.", "Trucks reached Sorobogo."], {"MLI": 2}, "MLI")
    assert found("Sorobogo remains cut off.", book) == ["Sorobogo"]


# Lists -----------------------------------------------------------------------------------------------------------


def test_a_place_in_a_list_makes_the_others_places() -> None:
    assert found("Mopti, Sorobogo and Kouroubaye were hit.") == ["Mopti", "Sorobogo", "Kouroubaye"]
    assert found("Sorobogo and Kouroubaye were hit.") == []


def test_a_name_before_a_common_type_word_is_a_place_where_a_preposition_leads_it_in() -> None:
    assert typed("Kits were given in the Senou site for families.") == [("Senou", "Site", "")]


def test_a_list_with_a_number_for_each_place() -> None:
    assert found("Cases by area: (3) Mopti, (10) Sorobogo, (1) Gao.") == ["Mopti", "Sorobogo", "Gao"]


def test_a_type_word_in_the_plural_states_the_class_of_the_whole_list() -> None:
    assert typed("Sorobogo, Kouroubaye and Tinaye villages were hit.") == [
        ("Sorobogo", "Settlement", ""),
        ("Kouroubaye", "Settlement", ""),
        ("Tinaye", "Settlement", ""),
    ]


# Bounds ----------------------------------------------------------------------------------------------------------


def test_a_type_word_is_part_of_a_name_but_what_only_lies_there_is_not() -> None:
    assert found("Mopti region and the Mopti area were hit.") == ["Mopti region", "Mopti"]


def test_as_marked_the_last_name_of_a_list_has_the_type_word() -> None:
    assert list(marked("In Gao and Kidal districts, rain fell.")) == ["Gao", "Kidal districts"]


@pytest.mark.parametrize("name", ["northern Mali", "North-West Mali", "central and northern Mali", "rural Mopti"])
def test_a_direction_is_part_of_the_name_and_the_part_has_no_reference(name: str) -> None:
    assert typed(f"Families fled from {name} again.") == [(name, "Place", "")]


def test_a_direction_behind_a_name_makes_it_another_place() -> None:
    # Bor is a town, Twic a county; neither holds the other two.
    assert typed("Families fled from Bor South again.") == [("Bor South", "Place", "")]
    assert typed("Families fled from Twic East County again.") == [("Twic East County", "District", "")]


def test_a_direction_that_belongs_to_a_known_name_is_no_part() -> None:
    sudan = PlaceBook("SDN", frozenset({"SDN"}))
    assert linked("Rain in North Darfur.", sudan) == {"North Darfur": "geonames:408666"}


def test_a_first_word_that_is_itself_a_town_elsewhere_is_not_cut_off() -> None:
    sudan = PlaceBook("SDN", frozenset({"SDN"}))
    assert found("Rain in Dar Al Sorobogo.", sudan) == ["Dar Al Sorobogo"]


def test_a_word_that_opens_names_is_one_by_itself_where_the_model_says_so() -> None:
    congo = PlaceBook("COD", frozenset({"COD"}))
    assert found("Trucks arrived in Beni.", congo, Beni="GPE") == ["Beni"]
    assert found("Al and the others left.", congo) == []


def test_what_follows_a_name_in_capitals_is_no_part_of_it() -> None:
    assert found("People displaced to Sorobogo Families") == ["Sorobogo"]


def test_web_addresses_hold_no_places() -> None:
    assert found("See www.example.org/Mopti and write.") == []


# Which place -----------------------------------------------------------------------------------------------------


def test_a_bare_name_is_the_region_in_the_graph_and_its_seat_on_the_map() -> None:
    assert linked("Rain in Gao.") == {"Gao": "geonames:2457161"}
    assert marked("Rain in Gao.") == {"Gao": 2457163}


def test_abroad_a_bare_name_is_the_town() -> None:
    assert linked("Staff came from Nairobi.", Nairobi="GPE") == {"Nairobi": "geonames:184745"}


def test_a_type_word_decides_the_level() -> None:
    assert marked("Rain in Gao region.") == {"Gao region": 2457161}


def test_a_part_is_put_on_the_map_where_the_whole_is() -> None:
    assert marked("Rain in northern Mali.") == {"northern Mali": 2453866}


def test_a_name_that_two_countries_share_is_that_of_the_texts_country() -> None:
    cameroon, nigeria = PlaceBook("CMR", frozenset({"CMR"})), PlaceBook("NGA", frozenset({"NGA"}))
    assert linked("In Adamawa region.", cameroon) == {"Adamawa region": "geonames:2236015"}
    assert linked("In Adamawa State.", nigeria) == {"Adamawa State": "geonames:2565342"}


def test_names_of_the_vocabulary_are_found_in_their_country_only() -> None:
    assert linked("Rain in Jenne.") == {"Jenne": "geonames:8299590"}
    doc = spacy.blank("en").make_doc("San and Kita met.")
    lexicon = Lexicon(spacy.blank("en").make_doc, doc.vocab, load())
    assert not [span for span, labels in lexicon(doc) if any(label.cls == "District" for label in labels)]


def test_a_short_name_of_a_country_counts_where_the_text_names_the_country() -> None:
    named = PlaceBook("TCD", frozenset({"TCD", "CAF"}))
    assert linked("Thousands fled CAR in haste.", named) == {"CAR": "iso3166:CAF"}
    assert linked("The CAR was parked.", PlaceBook("TCD", frozenset({"TCD"}))) == {}


# The text as a whole ---------------------------------------------------------------------------------------------


def test_the_country_is_the_one_that_most_names_and_places_speak_for() -> None:
    texts = ["Cases in Maiduguri, Damaturu, Potiskum and Gwoza.", "Funded by Japan."]
    assert finder().book(texts, {"JPN": 2}).country == "NGA"


def test_a_text_that_names_no_places_has_no_country() -> None:
    assert finder().book(["People received kits."], {}).country is None


def test_a_long_run_of_capitalised_words_takes_time_in_proportion() -> None:
    looked_up = 0

    class Counting:
        def __getattr__(self, name: str) -> object:
            nonlocal looked_up
            looked_up += name == "starts"
            return getattr(world(), name)

    def effort(size: int) -> int:
        nonlocal looked_up
        looked_up = 0
        list(candidates("Xyz Camp " * size, words(), Counting()))  # type: ignore[arg-type]
        return looked_up

    assert effort(400) <= 4.5 * effort(100)


def test_peoples_and_languages_are_no_places() -> None:
    assert found("The Tuareg camp burned.") == []
    assert found("They speak Gao, Kidal and Bamako.") == []
    assert found("A Gao and Kidal language course opened.") == []
    assert found("They came to Gao and Kidal.") == ["Gao", "Kidal"]


def test_two_words_before_one_type_word_are_one_name_and_a_number_names_a_camp() -> None:
    assert found("The Hombori Konna area is dry.") == ["Hombori Konna"]
    assert found("The Intissane refugee camp is dry.", Intissane="NORP") == ["Intissane refugee camp"]
    assert typed("He lives in Camp 16 and not in Camp 4.5.") == [("Camp 16", "Site", "")]


def test_an_article_within_an_arabic_name_is_part_of_it() -> None:
    assert found("They live in Sharg An Neel locality.") == ["Sharg An Neel locality"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oxfam works in the Center-North.", "Center-North"),
        ("Oxfam works in the Central-North region.", "Central-North region"),
        ("Oxfam works in the South-West region.", "South-West region"),
        ("Oxfam works in the Eastern region.", "Eastern region"),
    ],
)
def test_a_region_named_by_its_direction_is_found_in_the_language_of_its_country(text: str, name: str) -> None:
    found = typed(text, PlaceBook("BFA", frozenset({"BFA"})))
    assert [(n, cls) for n, cls, _ in found] == [(name, "Region")]
    assert found[0][2].startswith("geonames:")
    # In a country that has no such region nobody knows it.
    assert not any(ref for _, _, ref in typed(text, PlaceBook("SOM", frozenset({"SOM"}))))
