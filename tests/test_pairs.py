"""Pairs of names that are one thing, and pairs that only look alike."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hand_claims import report

from kg.model import Name
from kg.naming import key
from kg.ontology import Ontology
from kg.places import Gazetteer, choose
from kg.resolve import resolve, slips
from kg.resolve.slips import nearly, slip
from kg.resolve.words import read_words

PAIRS = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))
CASES = [
    (cls, one, other, kind == "same")
    for cls, kinds in PAIRS.items()
    for kind, pairs in kinds.items()
    for one, other in pairs
]
_WRITTEN = re.compile(r"(?P<text>.+?)(?: \((?P<acronym>[A-Z]+)\))?(?: @(?P<country>[A-Z]{3}))?")


def written(text: str, cls: str, gazetteer: Gazetteer) -> tuple[Name, Name]:
    """The name and the country of the report, as extraction would give them."""
    parts = _WRITTEN.fullmatch(text)
    assert parts
    country = parts["country"] or "MLI"
    name, ref = parts["text"], None
    if cls == "Place":  # which place a bare name means is decided where it stands
        found = choose(gazetteer.lookup(name), country=country, name=name, prefer_units=True)
        ref = found.ref if found else None
    if cls == "Organization" and name in {"Sweden", "Mali"}:
        return Name(name, "Government", "iso3166:SWE"), Name(country, "Country", f"iso3166:{country}")
    acronym = (parts["acronym"],) if parts["acronym"] else ()
    return Name(name, cls, ref, acronym), Name(country, "Country", f"iso3166:{country}")


def test_the_list_is_long_enough_and_even() -> None:
    assert len(CASES) >= 80
    assert sum(same for *_, same in CASES) > 40
    assert sum(not same for *_, same in CASES) > 40


@pytest.mark.parametrize(("cls", "one", "other", "same"), CASES)
def test_a_pair_is_one_thing_or_two(
    ontology: Ontology, gazetteer: Gazetteer, cls: str, one: str, other: str, same: bool
) -> None:
    (first, home), (second, abroad) = written(one, cls, gazetteer), written(other, cls, gazetteer)
    a, b = report("a.txt", names=[first], country=home), report("b.txt", names=[second], country=abroad)
    found = resolve([a, b], ontology, gazetteer)
    assert (found.entity(a, first).iri == found.entity(b, second).iri) is same


def wrong(known: frozenset[str]) -> tuple[int, int]:
    """How many look-alikes pass for slips, and how many slips do not."""
    lookalikes = [(key(one), key(other)) for one, other in PAIRS["Organization"]["different"]]
    return sum(bool(slip(*pair, known)) for pair in lookalikes), sum(not slip(*pair, known) for pair in slips_of(known))


def slips_of(known: frozenset[str]) -> list[tuple[str, str]]:
    """The pairs of one thing whose words are not the same in other forms."""
    pairs = [(key(one), key(other)) for one, other in PAIRS["Organization"]["same"]]
    return [(a, b) for a, b in pairs if nearly(a, b) and not set(a.split()) ^ set(b.split()) <= known]


@pytest.mark.parametrize(
    ("least", "taken", "missed"), [(slips.LEAST, False, False), (slips.ALIKE, True, False), (0.9, False, True)]
)
def test_the_bound_of_slips_is_where_slips_and_look_alikes_part(
    ontology: Ontology, monkeypatch: pytest.MonkeyPatch, least: float, taken: bool, missed: bool
) -> None:
    known = read_words(ontology).known
    assert len(slips_of(known)) >= 8
    monkeypatch.setattr(slips, "LEAST", least)
    assert tuple(map(bool, wrong(known))) == (taken, missed)
