"""Tables of P-codes: what users of the Humanitarian Data Exchange have, and what it does to the places of a graph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from hand_claims import fact, place, report
from openpyxl import Workbook

from kg.build import build, merge, open_graph
from kg.claims import write_claims
from kg.errors import TableError
from kg.model import ReportClaims
from kg.ontology import Ontology
from kg.places import Gazetteer, PlaceRecord, gazetteer_of
from kg.resolve import Decisions, resolve

HEADER = "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_FR,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM3_EN,ADM3_PCODE,date"
ROWS = [
    "Mali,ML,Timbuktu,Tombouctou,ML06,Timbuktu,ML0605,Ber,ML060502,2020-01-01",
    "Mali,ML,Timbuktu,Tombouctou,ML06,Goundam,ML0602,Tombela,ML060299,2020-01-01",
    "Mali,ML,Gao,Gao,ML07,Gao,ML0703,Tombela,ML070399,2020-01-01",
    "Mali,ML,Sahelia,,ML77,Wellington,ML7701,Anderamboukane,ML770101,2020-01-01",
]


def table(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text("\ufeff" + "\r\n".join([header, *(rows or ROWS)]) + "\r\n", encoding="utf-8")
    return path


def at_home(gazetteer: Gazetteer, name: str, cls: str) -> list[PlaceRecord]:
    return [r for r in gazetteer.lookup(name) if (r.cls, r.iso3) == (cls, "MLI")]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, ontology: Ontology) -> Gazetteer:
    return gazetteer_of(ontology, [table(tmp_path_factory.mktemp("pcodes") / "mli.csv")])


# Reading ---------------------------------------------------------------------------------------------------------


def test_units_that_geonames_has_get_their_code_and_keep_their_id(world: Gazetteer) -> None:
    (region,), (district,) = at_home(world, "Tombouctou", "Region"), at_home(world, "Timbuktu", "District")
    assert (region.geonames, region.pcode) == (2449066, "ML06")
    assert (district.geonames, district.pcode, district.within) == (7701470, "ML0605", 2449066)
    assert world.by_pcode("ML0605") == district


def test_units_of_the_third_level_are_places_of_their_own(world: Gazetteer) -> None:
    (ber,) = at_home(world, "Ber", "Municipality")
    assert (ber.pcode, ber.ref, ber.in_geonames) == ("ML060502", "pcode:ML060502", False)
    assert ber.within == 7701470
    assert [r.pcode for r in at_home(world, "Tombela", "Municipality")] != [None, None]
    assert {r.within for r in at_home(world, "Tombela", "Municipality")} == {8631536, 7670553}


def test_a_unit_has_the_coordinates_of_the_one_town_of_its_name_in_it_alone(world: Gazetteer) -> None:
    (ber,) = at_home(world, "Ber", "Municipality")
    assert (ber.lat, ber.long) == (None, None)
    (elsewhere,) = at_home(world, "Anderamboukane", "Municipality")  # there is a town, but in another region
    assert (elsewhere.lat, elsewhere.long) == (None, None)


def test_units_that_are_new_to_geonames_are_places_too(world: Gazetteer) -> None:
    (region,) = at_home(world, "Sahelia", "Region")
    (district,) = at_home(world, "Wellington", "District")
    assert (region.ref, district.within) == ("pcode:ML77", region.geonames)


def test_the_codes_of_mali_are_known_without_a_table(ontology: Ontology) -> None:
    world = gazetteer_of(ontology)
    assert {r.pcode for r in (world.by_pcode(f"ML0{i}") for i in range(1, 10)) if r} == {
        f"ML0{i}" for i in range(1, 10)
    }
    mopti = world.by_pcode("ML05")
    assert mopti is not None
    assert mopti.name == "Mopti"


@pytest.mark.parametrize(
    "header",
    [
        "adm0_name,adm0_pcode,adm1_name,adm1_name1,adm1_pcode,adm2_name,adm2_pcode,adm3_name,adm3_pcode,valid_on",
        "admin0Name,admin0Pcode,admin1Name_en,admin1Alt1_en,admin1Pcode,admin2Name,admin2Pcode,admin3Name,admin3Pcode,d",
        "ADM0_FR,ADM0_PCODE,ADM1_FR,ADM1_REF,ADM1_PCODE,ADM2_FR,ADM2_PCODE,ADM3_FR,ADM3_PCODE,date",
    ],
)
def test_older_and_newer_names_of_columns_are_known(
    tmp_path: Path, ontology: Ontology, world: Gazetteer, header: str
) -> None:
    found = gazetteer_of(ontology, [table(tmp_path / "other.csv", header=header)])
    for code in ("ML06", "ML0605", "ML060502", "ML77", "ML770101"):
        one, other = found.by_pcode(code), world.by_pcode(code)
        assert one is not None
        assert other is not None
        assert (one.geonames, one.within, one.cls, one.iso3) == (other.geonames, other.within, other.cls, other.iso3)


def workbook(path: Path, sheets: dict[str, Sequence[str]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row.split(","))
    book.save(path)
    return path


def test_a_workbook_with_a_sheet_a_level_is_the_same_as_one_table(
    tmp_path: Path, ontology: Ontology, world: Gazetteer
) -> None:
    upper = [",".join(line.split(",")[:7]) for line in (HEADER, *ROWS)]
    file = workbook(tmp_path / "mli.xlsx", {"About": ["Boundaries of Mali"], "ADM2": upper, "ADM3": [HEADER, *ROWS]})
    found = gazetteer_of(ontology, [file])
    assert found.fingerprint == world.fingerprint


def test_the_order_of_tables_and_rows_does_not_matter(tmp_path: Path, ontology: Ontology, world: Gazetteer) -> None:
    one, other = table(tmp_path / "b.csv", *ROWS[:2]), table(tmp_path / "a.csv", *reversed(ROWS[1:]))
    assert gazetteer_of(ontology, [one, other]).fingerprint == world.fingerprint
    assert gazetteer_of(ontology, [other, one, one]).fingerprint == world.fingerprint


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name,code\nGao,ML07\n", "t.csv: has no columns of P-codes"),
        ("", "t.csv: has no columns of P-codes"),
        ("ADM1_EN,ADM1_PCODE\nGao,ML07\nTimbuktu,06\n", "t.csv:3: '06' is no P-code"),
        ("ADM1_EN,ADM1_PCODE\nGao,QQ07\n", "t.csv:2: QQ07 belongs to no country"),
        ("ADM1_EN,ADM1_PCODE\n,ML07\n", "t.csv:2: ML07 has no name"),
        ("ADM2_EN,ADM2_PCODE\nGao,ML0703\n", "t.csv:2: ML0703 stands without the P-code of the unit around it"),
        ("ADM1_EN,ADM1_PCODE,ADM1_PCODE\nGao,ML07,ML07\n", "t.csv:1: two columns ADM1_PCODE"),
        (
            "ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE\nGao,ML07,Gao,ML0703\nKidal,ML08,Gao,ML0703\n",
            "t.csv:3: ML0703 stands elsewhere for a unit of another place",
        ),
    ],
)
def test_a_table_that_cannot_be_used_is_one_line(
    tmp_path: Path, ontology: Ontology, content: str, message: str
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(TableError) as error:
        gazetteer_of(ontology, [file])
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_files_that_are_no_tables_are_one_line(tmp_path: Path, ontology: Ontology) -> None:
    with pytest.raises(TableError, match=r"none\.csv: no such file"):
        gazetteer_of(ontology, [tmp_path / "none.csv"])
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(TableError, match=r"broken\.xlsx: is damaged"):
        gazetteer_of(ontology, [broken])
    latin = tmp_path / "latin.csv"
    latin.write_bytes("ADM1_EN,ADM1_PCODE\nSégou,ML04\n".encode("latin-1"))
    with pytest.raises(TableError, match=r"latin\.csv:2: is not UTF-8"):
        gazetteer_of(ontology, [latin])


def test_names_in_other_scripts_and_numbers_are_no_names_of_ours(tmp_path: Path, ontology: Ontology) -> None:
    file = table(tmp_path / "t.csv", "Derna,درنة,LY0101,12", header="ADM1_EN,ADM1_AR,ADM1_PCODE,ADM1_REF")
    record = gazetteer_of(ontology, [file]).by_pcode("LY0101")
    assert record is not None
    assert record.iso3 == "LBY"
    assert "درنة" not in record.names
    assert "12" not in record.names


# In the graph ----------------------------------------------------------------------------------------------------

ASK = """
    PREFIX rg: <https://w3id.org/reportgraph/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT ?name ?code ?above WHERE { ?place rdfs:label ?name ; rg:pcode ?code ; rg:within/rdfs:label ?above }
"""


def codes(out: Path) -> dict[str, tuple[str, str]]:
    found = open_graph(out).query(ASK, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return {s["code"].value: (s["name"].value, s["above"].value) for s in found}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "reports").mkdir()
    (folder / "reports" / "mali.txt").write_text(
        "Mali: Operational Update, November 2017\n\nIn Mali, 40 wells were drilled in Ber commune, Timbuktu region.\n\n"
        "In Gao region, 30 kits were distributed in the town of Gao.\n",
        encoding="utf-8",
    )
    build([folder / "reports"], folder / "out", pcodes=[table(folder / "mli.csv")])
    return folder


def test_a_build_with_a_table_finds_its_units_in_reports(built: Path) -> None:
    found = codes(built / "out")
    assert found["ML060502"][0] == "Ber"
    assert found["ML07"] == ("Gao", "Mali")
    assert found["ML06"] == ("Timbuktu", "Mali")


def test_the_code_of_a_table_goes_before_the_vocabularys(tmp_path: Path, built: Path) -> None:
    other = table(tmp_path / "other.csv", *(row.replace("ML07", "ML17") for row in ROWS))
    merge([built / "out"], tmp_path / "out", pcodes=[other])
    found = codes(tmp_path / "out")
    assert found["ML17"] == ("Gao", "Mali")
    assert "ML07" not in found


def test_a_merge_with_a_table_knows_units_that_the_builds_did_not(tmp_path: Path, ontology: Ontology) -> None:
    commune = place("Ber", "Municipality")
    claims: ReportClaims = report("a.txt", fact("Wells were drilled in Ber.", "Presence", place=commune))
    write_claims(tmp_path / "claims", claims)
    merge([tmp_path / "claims"], tmp_path / "out", pcodes=[table(tmp_path / "mli.csv")])
    assert codes(tmp_path / "out")["ML060502"] == ("Ber", "Timbuktu")
    village = report("a.txt", names=[place("Ber", "Settlement")])
    found = resolve([village], ontology, gazetteer_of(ontology, [tmp_path / "mli.csv"]), decisions=Decisions())
    assert found.entity(village, village.names[0]).iri.endswith("place/mli/ber")


def test_a_graph_with_codes_conforms(built: Path, ontology: Ontology) -> None:
    from kg.validate import validate

    assert validate(open_graph(built / "out"), ontology).conforms
