"""How many people there are somewhere, how many incidents were counted, which rates were measured."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import facts

HEAD = "# UNHCR Chad Operational Update, June 2023\n\n"


def figure(value: int, **others: Any) -> dict[str, Any]:
    return {"value": value, **others}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "As of 30 June 2023, Chad hosts 580,000 refugees.",
            [figure(580000, population="refugees", place="Chad", date="2023-06-30")],
        ),
        ("In Adré, 4,210 new arrivals were registered in June.", [figure(4210, place="Adré", date="2023-06")]),
        (
            "There were 12,400 internally displaced people in Abéché in May 2023.",
            [figure(12400, population="idps", place="Abéché", date="2023-05")],
        ),
        (
            "A total of 45,300 Sudanese refugees arrived in Chad in June 2023.",
            [figure(45300, population="refugees", origin="Sudan", place="Chad", date="2023-06")],
        ),
        # People of the report's own country who found asylum elsewhere are not in it.
        (
            "Some 7,800 Chadian refugees live in Cameroon and Niger.",
            [figure(7800, population="refugees", origin="Chad", asylum=["Cameroon", "Niger"])],
        ),
        (
            "The number of registered refugees was 33,210, including 32,900 refugees and 310 asylum seekers.",
            [
                figure(33210, population="refugees-and-asylum-seekers", place="Chad"),
                figure(32900, population="refugees", place="Chad"),
                figure(310, population="asylum-seekers", place="Chad"),
            ],
        ),
        (
            "Chad hosts 410,000 refugees, most of them from Sudan (388,100) and Nigeria (21,900).",
            [
                figure(388100, population="refugees", origin="Sudan", place="Chad"),
                figure(21900, population="refugees", origin="Nigeria", place="Chad"),
                figure(410000, population="refugees", place="Chad"),
            ],
        ),
        (
            "According to IOM, 6,300 people were displaced by floods in Mongo.",
            [figure(6300, population="idps", place="Mongo", source="IOM")],
        ),
        (
            "By the end of May 2023, 1,100 refugees had returned to the Central African Republic.",
            [figure(1100, population="refugees", place="Central African Republic", date="2023-05")],
        ),
        # People served, promised help or named as staff and partners are no figure of a population.
        ("WFP distributed food to 2,300 refugees in Adré.", []),
        ("The plan will help 12,000 refugees.", []),
        ("IOM registered 2,310 migrants in Adré.", []),
        ("Some 34 partners work in Chad.", []),
        ("The market has 300 stalls.", []),
    ],
)
def test_people_in_a_situation_are_counted(sentence: str, expected: list[dict[str, Any]]) -> None:
    found = sorted(facts(sentence, "PopulationFigure", head=HEAD), key=lambda fact: fact["value"])
    assert found == sorted(expected, key=lambda fact: fact["value"])


def test_a_person_is_registered_by_somebody_or_counted_but_never_both() -> None:
    by_whom = "IOM registered 101 asylum-seekers in Adré."
    nobody = "In June, 101 asylum-seekers were registered in Adré."
    assert [len(facts(by_whom, kind, head=HEAD)) for kind in ("Activity", "PopulationFigure")] == [1, 0]
    assert [len(facts(nobody, kind, head=HEAD)) for kind in ("Activity", "PopulationFigure")] == [0, 1]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In May 2023, 41 protection incidents were recorded in Goma.",
            [{"item": "protection incidents", "quantity": 41, "place": "Goma", "date": "2023-05"}],
        ),
        (
            "Partners documented 18 cases of rape and 23 arbitrary arrests in Gulu.",
            [
                {"item": "cases of rape", "quantity": 18, "place": "Gulu"},
                {"item": "arbitrary arrests", "quantity": 23, "place": "Gulu"},
            ],
        ),
        (
            "Protection monitors reported 62 human rights violations, including 20 against women and 12 against girls.",
            [{"item": "human rights violations", "quantity": 62, "women": 20, "girls": 12}],
        ),
        (
            "Twelve protection incidents affecting 9 women and 3 men were documented by INTERSOS.",
            [{"item": "protection incidents", "quantity": 12, "women": 9, "men": 3, "source": "INTERSOS"}],
        ),
        ("UNHCR trained 20 staff on the reporting of incidents.", []),
        ("There was a risk of abuse in 12 villages.", []),
    ],
)
def test_incidents_are_counted(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert facts(sentence, "Incident", head=HEAD) == expected
    assert facts(sentence, "PopulationFigure", head=HEAD) == []


def rate(indicator: str, value: float, measure: str = "actual", **others: Any) -> dict[str, Any]:
    return {"indicator": indicator, "measure": measure, "value": value, "unit": "percent", **others}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The literacy rate was 34% in 2022.", [rate("literacy rate", 34, date="2022")]),
        (
            "The enrolment rate rose from 48 per cent in 2021 to 57 per cent in 2022.",
            [rate("enrolment rate", 48, date="2021"), rate("enrolment rate", 57, date="2022")],
        ),
        # Without years the first of two values is where it started.
        (
            "The dropout rate fell from 12.5 per cent to 9 per cent.",
            [rate("dropout rate", 12.5, "baseline"), rate("dropout rate", 9)],
        ),
        (
            "The primary school enrolment rate reached 71%, against a target of 80%.",
            [rate("primary school enrolment rate", 71), rate("primary school enrolment rate", 80, "target")],
        ),
        (
            "The vaccination coverage for children was 88 per cent in May 2023.",
            [rate("vaccination coverage for children", 88, population="children", date="2023-05")],
        ),
        (
            "Some 62% of refugees have access to clean water in 2023.",
            [rate("refugees who have access to clean water", 62, population="refugees", date="2023")],
        ),
        (
            "100% of returnees will receive a food ration.",
            [rate("returnees who will receive a food ration", 100, "target", population="returnees")],
        ),
        # A rate of change and a share of a count measure nothing.
        ("Prices rose by 14% in May.", []),
        ("Some 340 children were enrolled, of whom 56% were girls.", []),
        ("Refugees saw a growth rate of 3% in 2022.", []),
    ],
)
def test_rates_are_measurements(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert facts(sentence, "Measurement", head=HEAD) == expected
