"""The gazetteer and the choice among places of one name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.places import Gazetteer, PlaceRecord, choose, fold, open_gazetteer, source
from kg.places.unitname import bare


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return open_gazetteer()


def found(gazetteer: Gazetteer, name: str, cls: str, iso3: str) -> PlaceRecord:
    """The only place of that name, class and country."""
    (record,) = [r for r in gazetteer.lookup(name) if (r.cls, r.iso3) == (cls, iso3)]
    return record


# Names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ségou", "SEGOU"),
        ("N’Djaména", "Ndjamena"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("Guinea-Bissau", "guinea  bissau"),
        ("U.A.E.", "UAE"),
        ("São Tomé & Príncipe", "Sao Tome and Principe"),
        ("Łódź", "lodz"),
        ("Al Bayḑā’", "al-bayda"),
    ],
)
def test_spellings_that_differ_in_case_accents_and_punctuation_are_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_different_names_stay_different() -> None:
    assert len({fold(name) for name in ("Niger", "Nigeria", "Guinea", "Guinea-Bissau", "Mali", "Malawi")}) == 6


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Douentza Cercle", "Douentza"),
        ("Cercle de Douentza", "Douentza"),
        ("Cercle d’ Abeïbara", "Abeïbara"),
        ("Département de la Kossi", "la Kossi"),
        ("Departamento de La Paz", "La Paz"),
        ("Muang Lop Buri District", "Lop Buri"),
        ("Xi’an Shi", "Xi’an"),
        ("Tomiya-shi", "Tomiya"),
        ("Wilayat Nabul", "Nabul"),
        ("Liwā’ al Quwaysimah", "al Quwaysimah"),
        ("Mopti Region", "Mopti"),
        ("Northern Province", "Northern Province"),  # without its type word it would be the name of half the world
        ("Free State", "Free State"),
        ("10ème Arrondissement", "10ème Arrondissement"),
        ("Quezon City", "Quezon City"),
        ("Région", "Région"),
    ],
)
def test_a_units_type_word_is_not_part_of_its_name(name: str, expected: str) -> None:
    assert bare(name) == expected


# The world -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Ségou", "segou", "SÉGOU", "Segou Region", "Ségou region"])
def test_a_region_is_found_with_and_without_accents_and_type_word(world: Gazetteer, name: str) -> None:
    region = found(world, name, "Region", "MLI")
    assert (region.geonames, region.name) == (2451477, "Ségou")


@pytest.mark.parametrize("name", ["Douentza", "Douentza Cercle", "Cercle de Douentza", "cercle de douentza"])
def test_a_second_level_unit_is_found_by_its_bare_name(world: Gazetteer, name: str) -> None:
    district = found(world, name, "District", "MLI")
    assert (district.geonames, district.name) == (7670549, "Douentza")


@pytest.mark.parametrize("name", ["Timbuktu", "Tombouctou", "Timbouctou"])
def test_a_town_its_district_and_its_region_are_found_by_all_their_names(world: Gazetteer, name: str) -> None:
    places = [r for r in world.lookup(name) if r.iso3 == "MLI"]
    assert [(r.cls, r.geonames) for r in places] == [
        ("Region", 2449066),
        ("District", 7701470),
        ("Settlement", 2449067),
    ]
    assert len({(r.lat, r.long) for r in places}) == 1
    assert (places[0].lat, places[0].long) == pytest.approx((16.77, -3.01), abs=0.01)


@pytest.mark.parametrize(
    ("name", "geonames"),
    [
        ("Derna", 87205),  # in the source it is Darnah
        ("Sebha", 2212775),
        ("Brega", 2215210),  # El-Brega
        ("Al Bayda", 89055),
        ("Bayda", 89055),
        ("Sirt", 2210554),
    ],
)
def test_towns_are_found_by_the_spellings_that_reports_use(world: Gazetteer, name: str, geonames: int) -> None:
    assert geonames in {r.geonames for r in world.lookup(name)}


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Mali", "MLI"),
        ("Ivory Coast", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Democratic Republic of the Congo", "COD"),
        ("South Sudan", "SSD"),
        ("Syria", "SYR"),
        ("Syrian Arab Republic", "SYR"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Burma", "MMR"),
        ("Palestine", "PSE"),
        ("Kosovo", "XKX"),
        ("UK", "GBR"),
    ],
)
def test_countries_come_first_and_are_known_by_name_and_code(world: Gazetteer, name: str, iso3: str) -> None:
    first = world.lookup(name)[0]
    assert (first.cls, first.iso3, first.within) == ("Country", iso3, None)
    assert world.country(iso3) == first == world.get(first.geonames)


def test_what_is_not_there_is_not_found(world: Gazetteer) -> None:
    assert world.lookup("Reportgraphville") == ()
    assert world.lookup("…") == ()
    assert world.lookup("1") == ()
    assert world.get(-1) is None
    assert world.country("XYZ") is None
    assert not world.known("reportgraphville")
    assert world.starts("reportgraphville") == 0


def test_the_units_around_a_place_lead_up_to_its_country(world: Gazetteer) -> None:
    chain = [found(world, "Douentza", "District", "MLI")]
    while chain[-1].within is not None:
        above = world.get(chain[-1].within)
        assert above is not None
        chain.append(above)
    assert [(r.name, r.cls) for r in chain] == [("Douentza", "District"), ("Mopti", "Region"), ("Mali", "Country")]


def test_a_region_has_no_coordinates_where_no_main_town_bears_its_name(world: Gazetteer) -> None:
    region = found(world, "La Libertad", "Region", "PER")  # its towns of that name are villages far from its middle
    assert (region.lat, region.long) == (None, None)


def test_a_region_does_not_take_over_the_names_of_a_town_that_is_named_after_it(world: Gazetteer) -> None:
    assert "Region" not in {r.cls for r in world.lookup("Belém") if r.iso3 == "BRA"}  # Belém is called Pará too


def test_the_longest_name_that_begins_with_a_word_bounds_the_search(world: Gazetteer) -> None:
    assert world.starts("koulikoro") >= 1
    assert world.starts("democratic") >= len("democratic republic of the congo".split())
    assert world.known("cercle de douentza")
    assert world.starts("cercle") >= 3


def test_answers_are_sorted_by_class_and_size(world: Gazetteer) -> None:
    gao = [(r.cls, r.iso3) for r in world.lookup("Gao")]
    assert gao == [("Region", "MLI"), ("District", "MLI"), ("Settlement", "MLI"), ("Settlement", "BFA")]
    towns = [r.population for r in world.lookup("San José") if r.cls == "Settlement"]
    assert towns == sorted(towns, reverse=True)
    assert len(towns) > 10


def test_another_gazetteer_gives_the_same_answers(world: Gazetteer) -> None:
    other = open_gazetteer()
    assert other.fingerprint == world.fingerprint
    for name in ("Gao", "San José", "Mali", "Koro", "Springfield"):
        assert other.lookup(name) == world.lookup(name)


# Names from elsewhere --------------------------------------------------------------------------------------------


def test_added_names_join_those_of_the_source(world: Gazetteer) -> None:
    mali = world.country("MLI")
    assert mali is not None
    other = PlaceRecord(mali.geonames, "Mali", "Country", ("Soudan français",), "MLI", None, 17.0, -4.0, 0)
    gazetteer = open_gazetteer([other])
    (merged,) = gazetteer.lookup("soudan francais")
    assert merged == gazetteer.country("MLI") == gazetteer.get(mali.geonames) == gazetteer.lookup("Republic of Mali")[0]
    assert (merged.lat, merged.long) == (17.0, -4.0)
    assert merged.population == mali.population
    assert set(mali.names) <= set(merged.names)
    assert gazetteer.known("soudan francais")
    assert gazetteer.starts("soudan") >= 2
    assert gazetteer.fingerprint != world.fingerprint


def test_an_added_place_is_found_like_any_other(world: Gazetteer) -> None:
    commune = PlaceRecord(
        1, "Reportgraphville", "Municipality", ("Commune de Reportgraphville",), "MLI", 7670549, 1, 2, 0
    )
    gazetteer = open_gazetteer([commune])
    assert gazetteer.lookup("commune de reportgraphville") == gazetteer.lookup("REPORTGRAPHVILLE") == (commune,)


# Which of several ------------------------------------------------------------------------------------------------


def chosen(gazetteer: Gazetteer, name: str, near: tuple[str, ...] = (), **signs: str) -> tuple[str, str] | None:
    beside = [found(gazetteer, n, cls, iso3) for n, cls, iso3 in (entry.split("/") for entry in near)]
    place = choose(gazetteer.lookup(name), near=beside, name=name, **signs)  # type: ignore[arg-type]
    return (place.cls, place.iso3) if place else None


def test_a_country_bears_its_name_before_all_other_places(world: Gazetteer) -> None:
    assert chosen(world, "Mali") == ("Country", "MLI")
    assert chosen(world, "Niger", country="NGA") == ("Country", "NER")
    assert chosen(world, "Niger", country="NGA", type_cls="Region") == ("Region", "NGA")


def test_the_reports_country_decides(world: Gazetteer) -> None:
    assert chosen(world, "Kita") is None  # towns in Mali and Japan, and a name of Quito
    assert chosen(world, "Kita", country="MLI") == ("Settlement", "MLI")
    assert chosen(world, "Derna", country="LBY") == ("Settlement", "LBY")


def test_places_named_alongside_decide(world: Gazetteer) -> None:
    assert chosen(world, "Kita", near=("Kayes/Region/MLI",)) == ("Settlement", "MLI")
    assert chosen(world, "Kita", near=("Mali/Country/MLI", "Bamako/Settlement/MLI")) == ("Settlement", "MLI")


def test_a_type_word_decides_between_a_unit_and_its_town(world: Gazetteer) -> None:
    assert chosen(world, "Gao", country="MLI", type_cls="Region") == ("Region", "MLI")
    assert chosen(world, "Gao", country="MLI", type_cls="District") == ("District", "MLI")
    assert chosen(world, "Gao", country="MLI", type_cls="Settlement") == ("Settlement", "MLI")
    assert chosen(world, "Gao", country="MLI") == ("Settlement", "MLI")


def test_a_unit_is_meant_first_where_the_caller_says_so(world: Gazetteer) -> None:
    place = choose(world.lookup("Gao"), country="MLI", prefer_units=True)
    assert place is not None
    assert place.cls == "Region"


def test_a_type_word_never_leads_to_a_town(world: Gazetteer) -> None:
    towns = [r for r in world.lookup("Niono") if r.cls == "Settlement"]
    assert towns
    assert choose(towns, country="MLI", type_cls="Region") is None


def test_a_region_is_meant_before_a_village_of_its_name(world: Gazetteer) -> None:
    assert chosen(world, "La Libertad", country="PER") == ("Region", "PER")


def test_a_large_city_needs_no_sign(world: Gazetteer) -> None:
    assert chosen(world, "Geneva") == ("Settlement", "CHE")
    assert chosen(world, "Geneva", country="MLI") == ("Settlement", "CHE")


def test_a_large_town_abroad_that_only_its_country_knows_needs_a_sign(world: Gazetteer) -> None:
    assert chosen(world, "Lafia", country="MLI") is None  # a commune of Mali, and a city of Nigeria
    assert chosen(world, "Lafia", country="MLI", near=("Nigeria/Country/NGA",)) == ("Settlement", "NGA")
    assert chosen(world, "Nouakchott", country="MLI") == ("Settlement", "MRT")


def test_a_small_place_abroad_is_not_meant(world: Gazetteer) -> None:
    assert chosen(world, "Ansongo", country="PER") is None


@pytest.mark.parametrize("name", ["San Juan", "Koro", "Springfield", "Kita"])
def test_a_name_in_many_countries_is_left_open_where_nothing_favours_one(world: Gazetteer, name: str) -> None:
    assert len({r.iso3 for r in world.lookup(name)}) > 1
    assert choose(world.lookup(name), name=name) is None


def test_nothing_to_choose_from_gives_nothing() -> None:
    assert choose(()) is None


@given(
    data=st.data(), name=st.sampled_from(["Gao", "Koro", "Kita", "San José", "Lima", "Derna", "Washington", "Congo"])
)
def test_the_choice_does_not_depend_on_any_order(world: Gazetteer, data: st.DataObject, name: str) -> None:
    candidates = world.lookup(name)
    near = [*world.lookup("Mali"), *world.lookup("Kayes"), *world.lookup("Peru"), *world.lookup("Bamako")]
    beside = data.draw(st.lists(st.sampled_from(near), max_size=4))
    country = data.draw(st.sampled_from([None, "MLI", "LBY", "PER", "USA"]))
    cls = data.draw(st.sampled_from([None, "Region", "District", "Settlement"]))
    expected = choose(candidates, country=country, near=beside, type_cls=cls, name=name)
    assert expected is None or expected in candidates
    shuffled = data.draw(st.permutations(candidates))
    turned = data.draw(st.permutations(beside))
    assert choose(shuffled, country=country, near=turned, type_cls=cls, name=name) == expected


# The index file --------------------------------------------------------------------------------------------------


SMALL = [
    PlaceRecord(10, "Aland", "Country", ("Aland",), "AAA", None, None, None, 5000),
    PlaceRecord(11, "Beeville", "Settlement", ("Beeville", "Ville de Bee"), "AAA", 10, 1.5, 2.5, 5000),
]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A source of two places, so that building takes no time, and the folder that the index goes to."""
    entries = [source.Entry(record, tuple(map(fold, record.names))) for record in SMALL]
    monkeypatch.setattr(source, "records", lambda: iter(entries))
    monkeypatch.setenv("REPORTGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_index_is_built_once(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_gazetteer().lookup("Beeville") == (SMALL[1],)
    (index,) = (small / "places").iterdir()
    before = index.read_bytes()
    monkeypatch.setattr(source, "records", lambda: pytest.fail("the index was built again"))
    assert open_gazetteer().lookup("ville de bee") == (SMALL[1],)
    assert index.read_bytes() == before


@pytest.mark.parametrize("length", [0, 50, 100, 5000])
def test_a_truncated_index_is_built_again(small: Path, length: int) -> None:
    open_gazetteer()
    (index,) = (small / "places").iterdir()
    whole = index.read_bytes()
    assert len(whole) > length
    index.write_bytes(whole[:length])
    assert open_gazetteer().country("AAA") == SMALL[0]
    assert index.read_bytes() == whole


def test_a_file_that_is_no_index_is_built_again(small: Path) -> None:
    open_gazetteer()
    (index,) = (small / "places").iterdir()
    index.write_bytes(b"not an index " * 10000)
    assert open_gazetteer().get(11) == SMALL[1]


def test_a_cache_folder_that_cannot_be_written_is_done_without(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("REPORTGRAPH_CACHE", str(blocked))
    assert open_gazetteer().lookup("Beeville") == (SMALL[1],)
    assert blocked.read_text() == "in the way"


def test_processes_that_build_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    program = (
        "from kg.places import PlaceRecord, fold, open_gazetteer, source\n"
        "records = [PlaceRecord(n, f'Town {n}', 'Settlement', (f'Town {n}',), 'AAA', None, None, None, n)"
        " for n in range(1, 20001)]\n"
        "source.records = lambda: (source.Entry(r, tuple(map(fold, r.names))) for r in records)\n"
        "gazetteer = open_gazetteer()\n"
        "print(sum(len(gazetteer.lookup(r.name)) for r in records))\n"
    )
    environment = {**os.environ, "REPORTGRAPH_CACHE": str(tmp_path)}
    running = [
        subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [process.communicate()[0].strip() for process in running] == ["20000"] * 4
    assert len(list((tmp_path / "places").iterdir())) == 1
