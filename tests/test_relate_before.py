"""What a sentence takes from the one before it: places that it points back to, donors that it names."""

from __future__ import annotations

import pytest
from extraction import facts, told

HEAD = "# UNHCR Chad Operational Update, June 2023\n\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Fighting reached Abéché, Mongo and Faya. More than 6,100 IDPs live in these towns.",
            ["Abéché", "Mongo", "Faya"],
        ),
        ("Rivers rose in Mongo and Faya. In both districts, 6,200 people are displaced.", ["Mongo", "Faya"]),
        ("Rivers rose in Mongo and Faya. Some 6,300 people were affected in the two provinces.", ["Mongo", "Faya"]),
        ("Families are staying in Faya. There are 6,500 IDPs in the town.", "Faya"),
        ("Several camps opened in Faya. Some 6,600 refugees live there.", "Faya"),
        # Not what has a name or is not pointed to, nor one where many are meant.
        ("Several camps opened in Faya. Some 6,600 refugees live in towns.", "Chad"),
        ("Several camps opened in Faya. Some 6,600 refugees live in these towns.", "Chad"),
        ("Several camps opened in Faya. Some 6,600 refugees live in the town of Mongo.", "Mongo"),
        ("UNHCR went to Faya. There are 800 refugees in other towns.", "Chad"),
    ],
)
def test_people_are_where_the_sentence_before_tells(text: str, places: str | list[str]) -> None:
    assert [fact["place"] for fact in facts(text, "PopulationFigure", head=HEAD)] == [places]


def test_incidents_shares_and_deeds_are_there_too() -> None:
    text = "Clashes broke out in Mongo and Faya. Some 40 people were injured in the two towns."
    assert told(facts(text, "Incident", head=HEAD), "quantity", "place") == [(40, ["Mongo", "Faya"])]
    text = "Schools closed in Mongo. About 60 per cent of pupils in the district have no books."
    assert told(facts(text, "Measurement", head=HEAD), "value", "place") == [(60, "Mongo")]
    text = "A mission went to Mongo and Faya. UNHCR distributed 300 tents in both towns."
    assert told(facts(text, "Activity", head=HEAD), "quantity", "place") == [(300, ["Mongo", "Faya"])]


@pytest.mark.parametrize(
    ("text", "donors"),
    [
        (
            "UNHCR thanks all donors who stood by the appeal. These include Sweden, Kuwait and Mexico.",
            ["Sweden", "Kuwait", "Mexico"],
        ),
        ("UNHCR is grateful to its donors. Among them are Denmark and Japan.", ["Denmark", "Japan"]),
        ("The clinics have several donors. The largest among them are Italy and Spain.", ["Italy", "Spain"]),
        ("Donors met in Mongo. They are worried about Italy and Spain.", []),
        ("Several partners met in Mongo. These include Sweden and Mexico.", []),
    ],
)
def test_donors_may_be_named_behind_the_sentence_that_tells_of_them(text: str, donors: list[str]) -> None:
    assert [fact["donor"] for fact in facts(text, "Contribution", head=HEAD)] == donors
