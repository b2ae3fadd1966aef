"""One-page reports of our own in any number: the same number always gives the same files.

    python benchmarks/reports.py 1000 FOLDER

Sentences have the forms of operational updates; agencies, places, goods, numbers and dates vary from report to report.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

AGENCIES = "UNHCR UNICEF WFP IOM UNFPA Oxfam Caritas Medair FAO WHO".split()
GROUPS = ["refugees", "internally displaced people", "returnees", "host families", "asylum-seekers", "children"]
GOODS = ["hygiene kits", "tents", "blankets", "school kits", "solar lamps", "food baskets", "jerry cans", "seed kits"]
WORKS = ["boreholes", "latrines", "classrooms", "shelters", "health posts", "water points", "community centres"]
PEOPLE = ["teachers", "police officers", "community leaders", "midwives", "farmers", "health workers"]
DONORS = ["Germany", "Japan", "Norway", "Sweden", "Canada", "Denmark", "the European Union", "the United States"]
COUNTRIES = {
    "Uganda": ["Gulu", "Arua", "Kitgum", "Lira", "Adjumani", "Moyo"],
    "Mali": ["Gao", "Mopti", "Kidal", "Kayes", "Sikasso", "Koro"],
    "Niger": ["Diffa", "Maradi", "Agadez", "Tahoua", "Zinder", "Dosso"],
    "Chad": ["Abéché", "Goré", "Moundou", "Bol", "Sarh", "Mongo"],
    "South Sudan": ["Juba", "Malakal", "Bentiu", "Bor", "Wau", "Yei"],
    "Colombia": ["Quibdó", "Cúcuta", "Arauca", "Pasto", "Riohacha", "Leticia"],
}
FIRST = "Bright New Green United Common Open Strong Fair Clear Living".split()
LAST = "Paths Hands Future Wells Roots Horizon Bridges Fields Voices Homes".split()
MONTHS = "January February March April May June July August September October November December".split()
NEEDS = [
    "Needs remain high in all camps, and roads are often closed during the rains.",
    "The security situation is calm but may change before the end of the season.",
    "Lack of fuel slows the transport of goods to remote villages.",
    "Partners met twice with the authorities to agree on the next steps.",
]


def report(number: int) -> str:
    """The text of a report."""
    pick = random.Random(number)  # noqa: S311 - variety, not secrecy
    country = pick.choice(sorted(COUNTRIES))
    places = pick.sample(COUNTRIES[country], 4)
    month, year = pick.choice(MONTHS), pick.randint(2016, 2024)
    partner = f"{pick.choice(FIRST)} {pick.choice(LAST)} {pick.choice(['Initiative', 'Foundation', 'Association'])}"
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
        return (
            f"{one}, in collaboration with {partner}, trained {count(700)} {pick.choice(PEOPLE)}, including "
            f"{count(300)} women, on safe water and first aid in {pick.choice(places)}."
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
