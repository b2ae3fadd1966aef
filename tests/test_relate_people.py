"""How many people there are somewhere, how many incidents were counted, which rates were measured."""

from __future__ import annotations

from typing import Any

import pytest
from extraction import activities, claims, facts, report, told

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
        *(
            (sentence, [figure(6300, population="idps", place="Mongo", source="OCHA")])
            for sentence in (
                "After heavy rains, OCHA reported 6,300 IDPs in Mongo.",
                "Data from OCHA show that 6,300 people are displaced in Mongo.",
                "OCHA data show that 6,300 people are displaced in Mongo.",
                "OCHA says that 6,300 people are displaced in Mongo.",
                "Some 6,300 people are displaced in Mongo, OCHA reported.",
                "Some 6,300 people are displaced in Mongo, says OCHA.",
            )
        ),
        (
            "By the end of May 2023, 1,100 refugees had returned to the Central African Republic.",
            [figure(1100, population="refugee-returnees", place="Central African Republic", date="2023-05")],
        ),
        # A plight that people are in.
        (
            "The drought has put 52,000 people in need of water in Bol.",
            [figure(52000, place="Bol")],
        ),
        (
            "Some 1.2 million people, close to a tenth of the population, are assessed to be food insecure.",
            [figure(1200000, place="Chad")],
        ),
        ("The fire made 140 refugees homeless in Bol.", [figure(140, population="refugees", place="Bol")]),
        (
            "In May 2023, 320 migrants who were detained in Bol saw a judge.",
            [figure(320, population="migrants", place="Bol", date="2023-05")],
        ),
        # People who shelter, are led to flee, are displaced by a noun or behind what befell their homes.
        (
            "Some 5,400 displaced people are sheltering in schools in Bol.",
            [figure(5400, population="idps", place="Bol")],
        ),
        (
            "The clashes led 1,400 IDPs to seek refuge in Bol and another 600 in Mao.",
            [figure(600, population="idps", place="Mao"), figure(1400, population="idps", place="Bol")],
        ),
        (
            "The attack resulted in the displacement of 8,100 people to Bol.",
            [figure(8100, population="idps", place="Bol")],
        ),
        (
            "In Bol, 62 homes were destroyed (affecting about 310 people).",
            [figure(310, place="Bol")],
        ),
        (
            "The number of refugees from Sudan reached 410,000, with 120,000 hosted in Bol.",
            [
                figure(120000, population="refugees", origin="Sudan", place="Bol"),
                figure(410000, population="refugees", origin="Sudan", place="Bol"),
            ],
        ),
        # Each its own place and origin.
        (
            "The teams identified 204 people in Bol and 770 people in Mao who are in need of aid.",
            [figure(204, place="Bol"), figure(770, place="Mao")],
        ),
        (
            "Chad hosts 350,000 IDPs and 110,000 refugees originating mostly from Sudan (SDN) and Niger.",
            [
                figure(110000, population="refugees", origin=["Sudan", "Niger"], place="Chad"),
                figure(350000, population="idps", place="Chad"),
            ],
        ),
        # Key figures in one line.
        (
            "321,886 Internally Displaced Persons 123,489 Returnees 48,769 Out-of-camp refugees",
            [
                figure(48769, population="refugees", place="Chad"),
                figure(123489, population="returnees", place="Chad"),
                figure(321886, population="idps", place="Chad"),
            ],
        ),
        ("UNHCR helped 400 refugees 300 IDPs", []),
        ("UNHCR sheltered 300 families in Bol.", []),
        ("UNHCR supported the arrival of 300 refugees in Bol.", []),
        ("Food reached 2,212 people affected by conflict in Bol.", []),
        ("There were 1,888 children (735 girls and 1,153 boys) who were treated in Bol.", []),
        ("WFP will reach 4,000 people at risk of hunger in Bol.", []),
        ("WFP gave food to 2,100 people stranded in Bol.", []),
        # Households with their people in brackets, and the whole of which others are a part.
        (
            "In May 2023, 300 families (1,800 people) were displaced to Bol.",
            [figure(1800, population="idps", place="Bol", date="2023-05")],
        ),
        ("WFP gave food to 40 families (260 people) displaced by floods.", []),
        (
            "WFP gave food to 40 families (260 people) out of 60 families (390 people) displaced to Bol.",
            [figure(390, population="idps", place="Bol")],
        ),
        (
            "Some 390 people (60 families) are affected, of which 210 people (35 families) are displaced in Bol.",
            [figure(390, place="Bol"), figure(210, population="idps", place="Bol")],
        ),
        # Whose figure it is.
        (
            "As of 31 May 2023, 57,200 refugees are registered with UNHCR in Chad.",
            [figure(57200, population="refugees", place="Chad", date="2023-05-31", source="UNHCR")],
        ),
        (
            "Floods affected 31,000 people in Mongo (OCHA 9/6/2023).",
            [figure(31000, place="Mongo", date="2023-06-09", source="OCHA")],
        ),
        # Places with a number each share out the whole.
        (
            "In May 2023, 290 migrants were intercepted and brought to Bol (180 people) and Mongo (110 people).",
            [
                figure(180, population="migrants", place="Bol", date="2023-05"),
                figure(110, population="migrants", place="Mongo", date="2023-05"),
                figure(290, population="migrants", place="Chad", date="2023-05"),
            ],
        ),
        # Key figures in a line.
        (
            "Key figures 51,500 refugees 18,400 internally displaced persons",
            [figure(51500, population="refugees", place="Chad"), figure(18400, population="idps", place="Chad")],
        ),
        # Places ranked by the numbers in brackets behind them.
        (
            "Adré hosts the most refugees (72,300), ahead of Bol (63,400) and Abéché (6,170).",
            [
                figure(72300, population="refugees", place="Adré"),
                figure(63400, population="refugees", place="Bol"),
                figure(6170, population="refugees", place="Abéché"),
            ],
        ),
        ("Adré has the most markets (12), ahead of Bol (9).", []),
        # Made to leave: displaced at home, or over the border.
        (
            "Fighting around Bol forced 2,080 people (400 families) to flee in May 2023.",
            [figure(2080, population="idps", place="Bol", date="2023-05")],
        ),
        (
            "In Bol, raids had driven about 3,450 people from their homes.",
            [figure(3450, population="idps", place="Bol")],
        ),
        (
            "In May 2023, shelling sent 8,000 people over the border into Niger.",
            [figure(8000, asylum="Niger", date="2023-05")],
        ),
        ("The drought forced 2,080 people to sell their herds.", []),
        # What another clause or a closed bracket names is not theirs.
        (
            "In Bol, 5,100 people are internally displaced; the country also hosts 61,000 refugees from Sudan.",
            [
                figure(5100, population="idps", place="Bol"),
                figure(61000, population="refugees", origin="Sudan", place="Chad"),
            ],
        ),
        # Who is displaced, forced to leave, in a phase of hunger or without school, wherever the verb stands.
        ("Some 2,600 people remain displaced in Bol.", [figure(2600, population="idps", place="Bol")]),
        (
            "Around 4,700 refugees from Sudan and 3,100 internally displaced people in Bol have been forced to flee.",
            [
                figure(4700, population="refugees", origin="Sudan", place="Chad"),
                figure(3100, population="idps", place="Bol"),
            ],
        ),
        (
            "An estimated 1.9 million people are in crisis or emergency levels of hunger.",
            [figure(1900000, place="Chad")],
        ),
        (
            "In 2023, 1.1 million people, of whom 378,000 are children, require humanitarian assistance.",
            [
                figure(378000, population="children", place="Chad", date="2023"),
                figure(1100000, place="Chad", date="2023"),
            ],
        ),
        (
            "About 93,000 people are food insecure and 20,000 more are at risk of hunger.",
            [figure(93000, place="Chad"), figure(20000, place="Chad")],
        ),
        (
            "Out of the 75,000 people in need of aid, some 2,500 lived in tents.",
            [figure(75000, place="Chad"), figure(2500, place="Chad")],
        ),
        # The number at which a group stands, whatever counts it; what a place is home to; a date for each number.
        (
            "The number of refugees rose from 1,200 in 2021 to 1,900 in 2022.",
            [
                figure(1200, population="refugees", place="Chad", date="2021"),
                figure(1900, population="refugees", place="Chad", date="2022"),
            ],
        ),
        (
            "The total number of internally displaced persons rose to 4,790 families (23,950 individuals).",
            [figure(23950, population="idps", place="Chad")],
        ),
        ("Chad is home to 2.9 million Sudanese.", [figure(2900000, origin="Sudan", place="Chad")]),
        ("Few out of a population of 40,400 came.", [figure(40400, place="Chad")]),
        (
            "Hundreds died, and more than 55,000 have become refugees.",
            [figure(55000, population="refugees", place="Chad")],
        ),
        # In a bracket behind what befell them, or behind their coming.
        ("The storm destroyed 280 homes in Bol (about 1,400 people affected).", [figure(1400, place="Bol")]),
        (
            "Fighting in Mongo led to new displacement to Bol (at least 1,900 IDPs).",
            [figure(1900, population="idps", place="Bol")],
        ),
        ("The floods cut off 68 villages (95,000 people) in Bol.", [figure(95000, place="Bol")]),
        # Affected, held, without their homes; in need with a place between; reported; in a line with words before.
        ("An estimated 388,000 people are flood-affected in the country.", [figure(388000, place="Chad")]),
        ("Some 4,754 migrants are currently held in detention.", [figure(4754, population="migrants", place="Chad")]),
        ("About 2,100 people lost their homes in Bol.", [figure(2100, place="Bol")]),
        ("Around 134,000 people in Chad require humanitarian assistance.", [figure(134000, place="Chad")]),
        ("The mission reported 400 displaced people in Bol.", [figure(400, population="idps", place="Bol")]),
        ("Mongo is a town with more than 9,000 inhabitants.", [figure(9000, place="Mongo")]),
        ("AT LEAST 82,300 IDPS (16,460 FAMILIES)", [figure(82300, population="idps", place="Chad")]),
        (
            "The fighting displaced 4,000 people, bringing the total number of people displaced this year to 14,000.",
            [
                figure(4000, population="idps", place="Chad", date="2023"),
                figure(14000, population="idps", place="Chad", date="2023"),
            ],
        ),
        # The sum that others are added to is where they are; a former number counts if its time is told.
        (
            "Another 300 refugees came to Bol in May, bringing the total to 1,900.",
            [
                figure(300, population="refugees", place="Bol", date="2023-05"),
                figure(1900, population="refugees", place="Bol", date="2023-05"),
            ],
        ),
        (
            "The number of IDPs in Bol rose from 4,000 in March to 6,200 in June.",
            [
                figure(4000, population="idps", place="Bol", date="2023-03"),
                figure(6200, population="idps", place="Bol", date="2023-06"),
            ],
        ),
        (
            "The refugee population fell from 900 to 700 in June.",
            [figure(700, population="refugees", place="Chad", date="2023-06")],
        ),
        # Others than those counted before; nationalities that share a group, or left their country.
        (
            "The storm killed 4 people and displaced 1,200 others in Bol.",
            [figure(1200, population="idps", place="Bol")],
        ),
        (
            "Chad hosts 500 Sudanese and 300 Nigerian refugees.",
            [
                figure(300, population="refugees", origin="Nigeria", place="Chad"),
                figure(500, population="refugees", origin="Sudan", place="Chad"),
            ],
        ),
        ("Some 900 Chadians have sought refuge in Niger.", [figure(900, origin="Chad", asylum="Niger")]),
        (
            "In May, 400 Chadian refugees returned from Niger.",
            [figure(400, population="refugee-returnees", place="Chad", date="2023-05")],
        ),
        ("The total number of people trained rose to 300.", []),
        ("A total of 129 people were deported from Libya to Bol.", [figure(129, place="Bol")]),
        # Those who return are not from where they come.
        (
            "Some 900 returnees from Cameroon were registered in Bol.",
            [figure(900, population="returnees", place="Bol")],
        ),
        ("Some 1,500 IDPs returned to Bol.", [figure(1500, population="idp-returnees", place="Bol")]),
        (
            "Chad hosts 3,000 refugees from Sudan and Nigeria.",
            [figure(3000, population="refugees", origin=["Sudan", "Nigeria"], place="Chad")],
        ),
        (
            "The majority of the refugees are from Sudan (3,311) and Nigeria (133).",
            [
                figure(3311, population="refugees", origin="Sudan", place="Chad"),
                figure(133, population="refugees", origin="Nigeria", place="Chad"),
            ],
        ),
        # Means, pupils of courses, one of so many.
        ("At least one in five children is malnourished.", []),
        ("There was one latrine for every 25 persons.", []),
        ("On average, 300 people arrive every day.", []),
        ("The courses count 1,067 learners.", []),
        # Patients, the ill, rates and what only compares are none.
        ("The number of patients with cholera is 2,172 persons.", []),
        ("Of the children screened, 33 suffered from malnutrition.", []),
        ("There were 11,800 children with malnutrition admitted to a programme in May.", []),
        ("Cholera affected 2,170 people in Bol.", []),
        ("The case count per 1,000 people per week is 48.6.", []),
        ("In all, 610 refugees received mats (580 in 2022).", []),
        ("The agency recorded 19 deaths (11 men, 5 women and 3 boys).", []),
        # People served, promised help or named as staff and partners are no figure of a population.
        ("WFP distributed food to 2,300 refugees in Adré.", []),
        ("The plan will help 12,000 refugees.", []),
        ("IOM registered 2,310 migrants in Adré.", []),
        ("Some 34 partners work in Chad.", []),
        ("The market has 300 stalls.", []),
        # Items of a list without its marks.
        (
            "300 IDPs displaced to Gulu 200 IDPs displaced to Lira Bay 100 IDPs displaced to Arua IDPs displaced to",
            [
                {"value": 300, "population": "idps", "place": "Gulu"},
                {"value": 200, "population": "idps", "place": "Lira Bay"},
                {"value": 100, "population": "idps", "place": "Arua"},
            ],
        ),
        # A place that has them or shelters them; a number that passed another, or that others are added to.
        ("The camp in Gulu accommodates 340 refugees.", [{"value": 340, "population": "refugees", "place": "Gulu"}]),
        ("Uganda has some 60,000 refugees.", [{"value": 60000, "population": "refugees", "place": "Uganda"}]),
        (
            "The number of refugees in Gulu has passed 80,000.",
            [{"value": 80000, "population": "refugees", "place": "Gulu"}],
        ),
        (
            "Fighting uprooted 1,200 people in Gulu, bringing the number of displaced there to 64,000.",
            [
                {"value": 1200, "population": "idps", "place": "Gulu"},
                {"value": 64000, "population": "idps", "place": "Gulu"},
            ],
        ),
        # A part that is from elsewhere, a number that goes on from those before, how things stood on a day.
        (
            "Uganda is host to 900 refugees, of which 300 are from Sudan.",
            [
                {"value": 900, "population": "refugees", "place": "Uganda"},
                {"value": 300, "population": "refugees", "origin": "Sudan", "place": "Uganda"},
            ],
        ),
        (
            "Floods affected 900 people in Gulu and displaced 300.",
            [{"value": 900, "place": "Gulu"}, {"value": 300, "population": "idps", "place": "Gulu"}],
        ),
        (
            "As of 3 May 2022, UNHCR had registered 300 refugees in Gulu. There were also 40 IDPs in the town.",
            [
                {"value": 300, "population": "refugees", "place": "Gulu", "date": "2022-05-03"},
                {"value": 40, "population": "idps", "place": "Gulu", "date": "2022-05-03"},
            ],
        ),
        # Who tells it; where the sentence before has its places in front.
        (
            "According to data from Oxfam, 300 people were displaced in Gulu.",
            [{"value": 300, "population": "idps", "place": "Gulu", "source": "Oxfam"}],
        ),
        (
            "Some 300 people were displaced by rain (Oxfam).",
            [{"value": 300, "population": "idps", "place": "Chad", "source": "Oxfam"}],
        ),
        ("In Gulu, rain has closed the roads. Nearly 900 people are affected.", [{"value": 900, "place": "Gulu"}]),
        # All over, newly, by what is believed; a total of a group; those of whom a part came later.
        (
            "Some 900 people across the country are in need of food, a rise of 12 per cent since 2021.",
            [{"value": 900, "place": "Chad"}],
        ),
        (
            "In all: 300 people newly displaced in May 2022",
            [{"value": 300, "population": "idps", "place": "Chad", "date": "2022-05"}],
        ),
        (
            "Some 800 refugees are believed to be living in Gulu.",
            [{"value": 800, "population": "refugees", "place": "Gulu"}],
        ),
        ("The number of refugees in Gulu remains at 110.", [{"value": 110, "population": "refugees", "place": "Gulu"}]),
        ("Nearly 900 people will require food assistance in Gulu.", [{"value": 900, "place": "Gulu"}]),
        (
            "Uganda hosts 900 refugees, of whom 40 arrived in May.",
            [
                {"value": 900, "population": "refugees", "place": "Uganda"},
                {"value": 40, "population": "refugees", "place": "Uganda", "date": "2023-05"},
            ],
        ),
        # Another time that a figure is held against does not date it; by how much it grew is no figure.
        (
            "In Adré, 74,900 people are displaced, an increase of 11,700 since April.",
            [figure(74900, population="idps", place="Adré")],
        ),
        (
            "Some 3.5 million people face hunger, up from 2.4 million in February.",
            [figure(3500000, place="Chad"), figure(2400000, place="Chad", date="2023-02")],
        ),
        (
            "There were 45,300 returnees in Mongo, 2,300 fewer than in March.",
            [figure(45300, population="returnees", place="Mongo")],
        ),
        ("The IDP population decreased by 12,000 people between March and May.", []),
        # Where they live stands behind where they are from.
        (
            "Some 61,000 refugees from Sudan live in Adré.",
            [figure(61000, population="refugees", origin="Sudan", place="Adré")],
        ),
        (
            "Some 7,000 refugees from Chad are in neighbouring countries.",
            [figure(7000, population="refugees", origin="Chad")],
        ),
        ("Refugees in neighbouring countries: 7,000", [figure(7000, population="refugees", origin="Chad")]),
        (
            "Over 9,000 refugees from Chad live in Niger.",
            [figure(9000, population="refugees", origin="Chad", asylum="Niger")],
        ),
        (
            "Mongo (3,400), Mao (2,100) and Bol (1,900) host the largest IDP populations.",
            [
                figure(3400, population="idps", place="Mongo"),
                figure(2100, population="idps", place="Mao"),
                figure(1900, population="idps", place="Bol"),
            ],
        ),
        (
            "In Mongo, 8,895 people (1,840 households) are affected and 976 displaced.",
            [figure(8895, place="Mongo"), figure(976, population="idps", place="Mongo")],
        ),
        ("The Red Cross of Chad rescued 214 people in Mongo.", []),
        ("By 14 May, nearly 8,000 people had reached Mongo.", [figure(8000, place="Mongo", date="2023-05-14")]),
        (
            "Some 180,000 children, 54.5 percent of the total, face acute malnutrition.",
            [figure(180000, population="children", place="Chad")],
        ),
        ("The centre in Mongo hosts 1,051 refugees.", [figure(1051, population="refugees", place="Mongo")]),
        # Why they went was elsewhere.
        ("Following clashes in Mao, 3,000 people arrived in Mongo.", [figure(3000, place="Mongo")]),
        ("Some 9,600 people rely on humanitarian assistance in Mongo.", [figure(9600, place="Mongo")]),
        ("Persons in relief camps: 46,288", [figure(46288, place="Chad")]),
        # What they lost or were driven into, what they fled; a note behind a bracket or a scale.
        ("The siege deprives 8,000 people of health care in Mongo.", [figure(8000, place="Mongo")]),
        ("Drought pushed 8,000 people into poverty in Mongo.", [figure(8000, place="Mongo")]),
        ("Over 8,000 people had fled their homes in Mongo.", [figure(8000, population="idps", place="Mongo")]),
        (
            "Some 8,000 people (3,000 children)2 need assistance in Mongo.",
            [figure(8000, place="Mongo"), figure(3000, population="children", place="Mongo")],
        ),
        (
            "The number of IDPs was believed to have risen to 1.2 million3.",
            [figure(1200000, population="idps", place="Chad")],
        ),
        (
            "1.2 million refugees in Mongo and Bol provinces",
            [figure(1200000, population="refugees", place=["Mongo", "Bol"])],
        ),
        # The start of a journey and its goal; why they went was elsewhere, and most of them are somewhere.
        (
            "Some 8,000 people were displaced from Mongo to Bol.",
            [figure(8000, population="idps", place=["Mongo", "Bol"])],
        ),
        (
            "Raids were reported in Mao, causing the displacement of 8,000 people from Mongo to Bol.",
            [figure(8000, population="idps", place=["Mongo", "Bol"])],
        ),
        (
            "There are 8,000 refugees in Chad, with the largest numbers in Mongo and Bol.",
            [figure(8000, population="refugees", place="Chad")],
        ),
        (
            "Since the onset of the floods on 4 May 2023, 8,000 people have been displaced in Mongo as of 5 June.",
            [figure(8000, population="idps", place="Mongo", date="2023-05-04/2023-06-05")],
        ),
        # What made people so, what they can hardly get at, and what a number grew to.
        ("The storm resulted in 8,000 displaced people in Mongo.", [figure(8000, population="idps", place="Mongo")]),
        (
            "Some 8,000 people in Mongo might have difficulty in accessing safe water.",
            [figure(8000, place="Mongo")],
        ),
        (
            "In Mongo there were 5,000 refugees, but this grew to approximately 8,000.",
            [
                figure(5000, population="refugees", place="Mongo"),
                figure(8000, population="refugees", place="Mongo"),
            ],
        ),
        ("Some 80 children were reported missing in Mongo.", []),
        # What people's coming did, who received those who came, and people told once more behind a share.
        (
            "The influx of 8,000 refugees into Mongo has strained wells.",
            [figure(8000, population="refugees", place="Mongo")],
        ),
        ("Mongo received 8,000 new arrivals in May.", [figure(8000, place="Mongo", date="2023-05")]),
        ("Two thirds of the population, or 8,000 people, need aid in Mongo.", [figure(8000, place="Mongo")]),
        # A range has its lower end; notes are no part of the words or the sentence behind.
        ("Between 3,000 and 5,000 refugees arrived in Mongo.", [figure(3000, population="refugees", place="Mongo")]),
        (
            "Some 300 people are in need.2 In Mongo, 8,000 people were displaced on 22 May3.",
            [figure(300, place="Chad"), figure(8000, population="idps", place="Mongo", date="2023-05-22")],
        ),
        # Where and when it was written; whose figures a bracket tells, and when they came out.
        (
            "GENEVA, 5 June 2023 – Some 8,000 refugees live in Mongo.",
            [figure(8000, population="refugees", place="Mongo", date="2023-06-05")],
        ),
        (
            "As of 2 May 2023 there were 8,000 IDPs in Mongo (XYZC 14/05/2023).",
            [figure(8000, population="idps", place="Mongo", date="2023-05-02", source="XYZC")],
        ),
        (
            "According to the 7th report of the Lake Provinces Committee, 8,000 people are displaced in Mongo.",
            [figure(8000, population="idps", place="Mongo", source="Lake Provinces Committee")],
        ),
        ("Some 800 migrants were displaced by fighting in Mongo.", [figure(800, population="migrants", place="Mongo")]),
        (
            "Some 8,000 children under the age of five are malnourished.",
            [figure(8000, population="children", place="Chad")],
        ),
        ("Up to 8,000 people in Mongo face food consumption gaps.", [figure(8000, place="Mongo")]),
        # Who is looked at to be helped, who was helped among others, and how many more there are.
        ("Teams identified 700 displaced people to receive assistance in Mongo.", []),
        ("A total of 3,100 people received aid, among them 600 displaced people in Mongo.", []),
    ],
)
def test_people_in_a_situation_are_counted(sentence: str, expected: list[dict[str, Any]]) -> None:
    found = sorted(facts(sentence, "PopulationFigure", head=HEAD), key=lambda fact: fact["value"])
    assert found == sorted(expected, key=lambda fact: fact["value"])


@pytest.mark.parametrize(
    ("sentence", "reached"),
    [
        ("In Bol, 12,000 children under five were vaccinated.", [12000]),
        ("In Bol, 300 children under 5 and 200 women aged 15 to 49 were vaccinated.", [300, 200]),
        ("In Bol, 400 girls (aged 10-14) and 300 children aged 6 to 59 months were vaccinated.", [400, 300]),
        ("In Bol, 120 women above 60 years and 40 men were vaccinated.", [None]),  # women and men
        ("In Bol, under 40 children were vaccinated.", [40]),
    ],
)
def test_an_age_counts_nobody(sentence: str, reached: list[int]) -> None:
    assert [fact.get("reached") for fact in facts(sentence, "Activity", head=HEAD)] == reached


def test_figures_without_a_place_take_that_of_their_heading() -> None:
    stays = "Some 300 people remain displaced."
    text = f"## Situation in Mongo\n\n{stays}\n\n## Geneva\n\n{stays}"
    found = facts(text, "PopulationFigure", head=HEAD)
    assert [fact["place"] for fact in found] == ["Mongo", "Chad"]


def test_who_is_registered_below_a_heading_of_achievements_was_so_by_the_publisher() -> None:
    assert facts("## Key achievements\n\n15,000 people registered since 2021.\n", "PopulationFigure", head=HEAD) == []


def test_each_figure_of_a_very_long_sentence_quotes_its_own_item() -> None:
    text = (
        "For the second round, the teams went to further sites of the province, listed there all who lost a roof or a "
        "field, and found a total of 4,197 people (840 families) affected since the early days of the month of May, "
        "as follows: an estimated 350 people (70 families) affected in Bol, an estimated 3,780 people (757 families) "
        "affected in Mongo, and an estimated 67 people (13 families) affected in Gore."
    )
    found = claims(text, "PopulationFigure", head=HEAD)
    quoted = [claim.evidence[0].text for claim in found]
    assert quoted[0].startswith("For the second round")
    assert quoted[-1] == "and an estimated 67 people (13 families) affected in Gore."


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
        # A noun that says nothing alone keeps what it was about; another does not need it.
        (
            "Nine attacks on markets and 30 security incidents involving trucks were reported in Gulu.",
            [
                {"item": "attacks on markets", "quantity": 9, "place": "Gulu"},
                {"item": "security incidents", "quantity": 30, "place": "Gulu"},
            ],
        ),
        # What came about is told by what it did; what might come about is none.
        (
            "Six security incidents delayed the convoys to Gulu in May 2023.",
            [{"item": "security incidents", "quantity": 6, "place": "Gulu", "date": "2023-05"}],
        ),
        ("Two more incidents could close the road to Gulu.", []),
        # How many of them were where is no count of its own; another month is.
        (
            "Partners reported 54 access incidents, of which 31 in Gulu and 23 in Kitgum.",
            [{"item": "access incidents", "quantity": 54, "place": ["Gulu", "Kitgum"]}],
        ),
        (
            "In Gulu, 12 attacks were recorded in April 2023, against seven in March 2023.",
            [
                {"item": "attacks", "quantity": 12, "place": "Gulu", "date": "2023-04"},
                {"item": "attacks", "quantity": 7, "place": "Gulu", "date": "2023-03"},
            ],
        ),
        # Whom they harmed, in a clause or a sentence of its own.
        (
            "In Gulu, 15 incidents were reported; they harmed 6 women, 11 men, 2 girls and 3 boys.",
            [{"item": "incidents", "quantity": 15, "place": "Gulu", "women": 6, "men": 11, "girls": 2, "boys": 3}],
        ),
        (
            "In Gulu, 15 protection incidents were reported. Of the victims, 6 were women and 11 men.",
            [{"item": "protection incidents", "quantity": 15, "place": "Gulu", "women": 6, "men": 11}],
        ),
        (
            "In Gulu, 15 protection incidents were reported. Six women and 11 men were hired as guards.",
            [{"item": "protection incidents", "quantity": 15, "place": "Gulu"}],
        ),
        # All who recorded them, or the partner through whom it was done.
        (
            "Monitors of Oxfam and CARE recorded 21 protection incidents in Gulu.",
            [
                {
                    "item": "protection incidents",
                    "quantity": 21,
                    "place": "Gulu",
                    "source": ["Oxfam", "CARE International"],
                }
            ],
        ),
        (
            "Through its partner INTERSOS, UNHCR documented 21 protection incidents.",
            [{"item": "protection incidents", "quantity": 21, "source": "INTERSOS"}],
        ),
        # Goods and premises, unless they are only made or damaged by nature.
        (
            "Three clinics were ransacked in Gulu on 2 May 2023.",
            [{"item": "ransacked clinics", "quantity": 3, "place": "Gulu", "date": "2023-05-02"}],
        ),
        ("Three clinics were painted in Gulu on 2 May 2023.", []),
        # People harmed by others or lost at sea, where no incident is counted.
        (
            "Three drivers were abducted and 12 traders arrested in Gulu.",
            [
                {"item": "drivers abducted", "quantity": 3, "place": "Gulu"},
                {"item": "traders arrested", "quantity": 12, "place": "Gulu"},
            ],
        ),
        (
            "On 11 May 2023, two guards were killed and three others were wounded in Gulu.",
            [
                {"item": "guards killed", "quantity": 2, "place": "Gulu", "date": "2023-05-11"},
                {"item": "guards wounded", "quantity": 3, "place": "Gulu", "date": "2023-05-11"},
            ],
        ),
        (
            "In May 2023, a shipwreck caused the loss of at least 21 lives.",
            [{"item": "loss of lives", "quantity": 21, "date": "2023-05"}],
        ),
        # One at a time, each where it was, also as nouns and as the state that people are left in.
        (
            "Three teachers and one nurse were abducted in Gulu.",
            [
                {"item": "teachers abducted", "quantity": 3, "place": "Gulu"},
                {"item": "nurse abducted", "quantity": 1, "place": "Gulu"},
            ],
        ),
        (
            "Three people were killed in Gulu and two were abducted in Lira.",
            [
                {"item": "people killed", "quantity": 3, "place": "Gulu"},
                {"item": "people abducted", "quantity": 2, "place": "Lira"},
            ],
        ),
        (
            "The attack left three civilians dead and two wounded in Gulu.",
            [
                {"item": "civilians killed", "quantity": 3, "place": "Gulu"},
                {"item": "civilians wounded", "quantity": 2, "place": "Gulu"},
            ],
        ),
        (
            "After the attack four traders lost their lives and three others went missing.",
            [{"item": "traders killed", "quantity": 4}, {"item": "traders missing", "quantity": 3}],
        ),
        (
            "The clashes resulted in the deaths of three aid workers and in 12 civilian casualties.",
            [{"item": "deaths of aid workers", "quantity": 3}, {"item": "civilian casualties", "quantity": 12}],
        ),
        (
            "In all, 669 Gender Based Violence (GBV) incidents were reported, 12 more than before.",
            [{"item": "Gender Based Violence incidents", "quantity": 669}],
        ),
        # By what befell them alone, behind a clause about them, by a verb that only people suffer.
        (
            "Officials spoke of 12 dead and seven wounded after the raid in Gulu.",
            [
                {"item": "people dead", "quantity": 12, "place": "Gulu"},
                {"item": "people wounded", "quantity": 7, "place": "Gulu"},
            ],
        ),
        (
            "Five guards escorting a truck were killed by gunmen in Gulu.",
            [{"item": "guards killed", "quantity": 5, "place": "Gulu"}],
        ),
        (
            "Two cattle traders were stabbed in Gulu.",
            [{"item": "cattle traders stabbed", "quantity": 2, "place": "Gulu"}],
        ),
        # Nouns that say what happened, and the sexes of those harmed in a bracket or behind a colon.
        (
            "Four murders of elders took place in Gulu: two women and two men.",
            [{"item": "murders", "quantity": 4, "place": "Gulu", "women": 2, "men": 2}],
        ),
        (
            "Oxfam recorded 30 conflict-related deaths (12 men, 10 women and eight girls) in Gulu.",
            [
                {
                    "item": "conflict-related deaths",
                    "quantity": 30,
                    "place": "Gulu",
                    "source": "Oxfam",
                    "men": 12,
                    "women": 10,
                    "girls": 8,
                }
            ],
        ),
        # Where people are taken from, what is all of the country, and neither what is near nor a part of what is named.
        ("Nine traders were arrested from Abéché.", [{"item": "traders arrested", "quantity": 9, "place": "Abéché"}]),
        (
            "Across the country, 20 traders were killed by gunmen.",
            [{"item": "traders killed", "quantity": 20, "place": "Chad"}],
        ),
        (
            "In Uganda, six traders were killed near the town of Lira, in Gulu, northern Uganda.",
            [{"item": "traders killed", "quantity": 6, "place": ["Uganda", "Gulu"]}],
        ),
        # Told of, in more words than one, or either of two; lives as a noun; premises by violence.
        (
            "Seven traders were reported killed in Gulu and two are feared dead.",
            [
                {"item": "traders killed", "quantity": 7, "place": "Gulu"},
                {"item": "traders killed", "quantity": 2, "place": "Gulu"},
            ],
        ),
        (
            "Nine boys and three teachers, taken hostage by rebels in Gulu, are free.",
            [
                {"item": "boys taken hostage", "quantity": 9, "place": "Gulu"},
                {"item": "teachers taken hostage", "quantity": 3, "place": "Gulu"},
            ],
        ),
        (
            "Landmines killed or injured 34 people in Gulu.",
            [{"item": "people killed or injured", "quantity": 34, "place": "Gulu"}],
        ),
        ("The attack claimed the lives of 12 people.", [{"item": "people killed", "quantity": 12}]),
        (
            "Clashes led to 12 deaths and 30 injuries.",
            [{"item": "deaths", "quantity": 12}, {"item": "injuries", "quantity": 30}],
        ),
        (
            "Three clinics were destroyed by shelling in Gulu.",
            [{"item": "destroyed clinics", "quantity": 3, "place": "Gulu"}],
        ),
        ("Three clinics were destroyed in Gulu.", []),
        # In a clause behind them, behind a verb of their own, by a bare number, as those of them who died.
        (
            "The cluster counted 40 casualties in Gulu, including 12 traders who were killed in an attack.",
            [
                {"item": "casualties", "quantity": 40, "place": "Gulu"},
                {"item": "traders killed", "quantity": 12, "place": "Gulu"},
            ],
        ),
        (
            "Nine civilians, among them four pupils, lost their lives and three suffered burns in the blast.",
            [{"item": "people injured", "quantity": 3}, {"item": "civilians killed", "quantity": 9}],
        ),
        (
            "In Gulu the explosion killed 6 and injured 15.",
            [
                {"item": "people killed", "quantity": 6, "place": "Gulu"},
                {"item": "people injured", "quantity": 15, "place": "Gulu"},
            ],
        ),
        (
            "Nine traders are dead and four are missing after the raid.",
            [{"item": "traders killed", "quantity": 9}, {"item": "traders missing", "quantity": 4}],
        ),
        # Losses of another kind among those counted, one alone, and what was done to others.
        (
            "The fighting in Gulu caused 40 casualties, including 12 deaths.",
            [
                {"item": "casualties", "quantity": 40, "place": "Gulu"},
                {"item": "deaths", "quantity": 12, "place": "Gulu"},
            ],
        ),
        (
            "The bombing in Gulu caused 30 casualties, including 12 children.",
            [{"item": "casualties", "quantity": 30, "place": "Gulu"}],
        ),
        ("One death was reported after an ambush in Gulu.", [{"item": "death", "quantity": 1, "place": "Gulu"}]),
        (
            "Oxfam documented the killing of 61 civilians and the injury of 110 others.",
            [
                {"item": "killing of civilians", "quantity": 61, "source": "Oxfam"},
                {"item": "injury of others", "quantity": 110, "source": "Oxfam"},
            ],
        ),
        (
            "Fourteen landmine accidents were reported in Gulu.",
            [{"item": "landmine accidents", "quantity": 14, "place": "Gulu"}],
        ),
        ("Fourteen road accidents were reported in Gulu.", []),
        # Some of those counted before, and what befell people as a hedge tells.
        (
            "The fighting in Gulu caused 59 injuries and 13 deaths, including five pupils injured.",
            [
                {"item": "injuries", "quantity": 59, "place": "Gulu"},
                {"item": "deaths", "quantity": 13, "place": "Gulu"},
            ],
        ),
        (
            "Over 650 Ugandans are estimated to have been killed or seriously injured in the conflict.",
            [{"item": "Ugandans killed or seriously injured", "quantity": 650}],
        ),
        (
            "Three girls aged 5, 7 and 12 were killed by a grenade in Gulu.",
            [{"item": "girls killed", "quantity": 3, "place": "Gulu"}],
        ),
        # Another time may be at another place.
        (
            "Clashes broke out in Gulu. In May 2023, 30 civilians were injured.",
            [{"item": "civilians injured", "quantity": 30, "date": "2023-05"}],
        ),
        (
            "Clashes broke out in Gulu. The clashes injured 30 civilians in May 2023.",
            [{"item": "civilians injured", "quantity": 30, "date": "2023-05", "place": "Gulu"}],
        ),
        # A number that rose to one; more of the same.
        (
            "The number of security incidents rose to 23 in June, up from 14 in May.",
            [
                {"item": "security incidents", "quantity": 23, "date": "2023-06"},
                {"item": "security incidents", "quantity": 14, "date": "2023-05"},
            ],
        ),
        (
            "Oxfam says that 40 civilians were killed in Gulu in May. Another 30 civilians were maimed.",
            [
                {"item": "civilians killed", "quantity": 40, "place": "Gulu", "date": "2023-05", "source": "Oxfam"},
                {"item": "civilians maimed", "quantity": 30, "place": "Gulu", "date": "2023-05", "source": "Oxfam"},
            ],
        ),
        (
            "Oxfam reported 50 civilian casualties in Gulu, 12 of them fatalities.",
            [
                {"item": "civilian casualties", "quantity": 50, "place": "Gulu", "source": "Oxfam"},
                {"item": "fatalities", "quantity": 12, "place": "Gulu", "source": "Oxfam"},
            ],
        ),
        (
            "Violations in Gulu included theft (12) and armed robbery (7).",
            [
                {"item": "theft", "quantity": 12, "place": "Gulu"},
                {"item": "armed robbery", "quantity": 7, "place": "Gulu"},
            ],
        ),
        (
            "Oxfam recorded two civilian deaths and 26 traders, including seven women, injured by shelling in Gulu.",
            [
                {"item": "civilian deaths", "quantity": 2, "place": "Gulu", "source": "Oxfam"},
                {"item": "traders injured", "quantity": 26, "place": "Gulu", "source": "Oxfam", "women": 7},
            ],
        ),
        # Numbers that changed, each at its time.
        (
            "Attacks on clinics in Gulu rose from 12 in 2021 to 20 in 2022.",
            [
                {"item": "Attacks on clinics", "quantity": 12, "place": "Gulu", "date": "2021"},
                {"item": "Attacks on clinics", "quantity": 20, "place": "Gulu", "date": "2022"},
            ],
        ),
        ("Attacks rose from one district to three districts.", []),
        ("The number of pupils rose from 12 to 20 in spite of attacks.", []),
        # Those who vaccinate are no cases; what incidents go back to is told before.
        (
            "Gunmen killed three polio workers in Gulu.",
            [{"item": "polio workers killed", "quantity": 3, "place": "Gulu"}],
        ),
        ("During the two clashes a road was closed.", []),
        # A clash is one though something burned before; what the police seize from smugglers is no loss.
        (
            "After the fire in May 2023, three traders were killed in clashes in Gulu.",
            [{"item": "traders killed", "quantity": 3, "place": "Gulu", "date": "2023-05"}],
        ),
        ("Police seized 900 pills in Gulu.", []),
        ("Gunmen killed 30 heads of cattle.", []),
        ("Militants lost ten fighters, and ten fighters were killed.", []),
        ("A fire in the market killed three people.", []),
        ("One of the women was abducted.", []),
        # The ill, those whom a storm kills, animals, and cases of something else.
        ("Cholera killed 40 people in May.", []),
        ("Heavy rains killed 14 people in Gulu.", []),
        ("The raiders killed 30 goats.", []),
        ("In Gulu, 1,300 cases and 95 deaths were reported.", []),
        ("UNHCR trained 20 staff on the reporting of incidents.", []),
        ("There was a risk of abuse in 12 villages.", []),
        # From an hour of a day to that of another; who confirmed them is their source.
        (
            "From 4 a.m. on 2 May 2023 to 24:00 on 12 June 2023, WHO confirmed 28 attacks on health care.",
            [{"item": "attacks on health care", "quantity": 28, "date": "2023-05-02/2023-06-12", "source": "WHO"}],
        ),
        (
            "41 incidents were recorded in Mongo this month (May: 28).",
            [
                {"item": "incidents", "quantity": 41, "place": "Mongo", "date": "2023-06"},
                {"item": "incidents", "quantity": 28, "place": "Mongo", "date": "2023-05"},
            ],
        ),
        (
            "31 cases of abduction were reported in Mongo, and seven allegations of rape were documented in Bol.",
            [
                {"item": "cases of abduction", "quantity": 31, "place": "Mongo"},
                {"item": "allegations of rape", "quantity": 7, "place": "Bol"},
            ],
        ),
        (
            "At least 23 children were recruited by armed groups in Mongo.",
            [{"item": "children recruited", "quantity": 23, "place": "Mongo"}],
        ),
    ],
)
def test_incidents_are_counted(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert facts(sentence, "Incident", head=HEAD) == expected
    assert facts(sentence, "PopulationFigure", head=HEAD) == []


def test_harm_has_the_day_that_the_sentence_before_names() -> None:
    text = "On 4 May 2023, gunmen came to Gulu. There were five casualties. Three traders were killed."
    assert told(facts(text, "Incident", head=HEAD), "item", "quantity", "date") == [
        ("casualties", 5, "2023-05-04"),
        ("traders killed", 3, "2023-05-04"),
    ]


def test_what_a_hazard_did_is_no_incident_where_only_the_words_before_tell_of_it() -> None:
    text = "The cyclone hit Gulu in May. Officials speak of 20 people injured and four dead."
    assert facts(text, "Incident", head=HEAD) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "31 abductions involving 58 victims were registered in Mongo.",
        "At least 23 children were recruited by armed groups in Mongo.",
        "The maternal mortality ratio stands at 882 deaths per 100,000 live births.",
        "Water trucking was cut for 1,800 people in Mongo.",
        "On average, 473 individuals were surveyed each day.",
        "IOM recorded 12,430 migrants at seven flow monitoring points in May.",
        "(Period covered: 1300 hrs 18 May 2023 - 1300 hrs 19 May 2023)",
    ],
)
def test_what_incidents_did_and_what_was_cut_is_no_deed(sentence: str) -> None:
    assert facts(sentence, "Activity", head=HEAD) == []


def test_who_came_to_harm_in_a_report_about_a_hazard_did_so_by_nature() -> None:
    text = "As of 28 March, 493 people have died and 1,523 were injured in Bol. Two warehouses were looted in Mongo."
    found = facts(text, "Incident", head="# Chad: floods\n\nUNHCR, March 2023\n\n")
    assert [fact["item"] for fact in found] == ["looted warehouses"]


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
        # The next number and what follows from it have clauses of their own.
        (
            "A survey found that 39% of tenants were facing eviction and 78% ate less.",
            [rate("tenants facing eviction", 39), rate("tenants who ate less", 78)],
        ),
        (
            "Some 60% of the roads were cut off, hindering traders from coming.",
            [rate("roads cut off", 60)],
        ),
        (
            "Some 46% of tenants reported that the roof leaks.",
            [rate("tenants who reported that the roof leaks", 46)],
        ),
        ("The case fatality rate is 1.6%.", []),
        ("86% of tenants say they are eating less.", [rate("tenants eating less", 86)]),
        (
            "Some 40% of the 1,682 tenants report paying more, while 37% indicated having a loan.",
            [rate("tenants paying more", 40), rate("tenants having a loan", 37)],
        ),
        (
            "In Gulu, 85% of the wells failed in May.",
            [rate("wells that failed in May", 85, place="Gulu", date="2023-05")],
        ),
        (
            "Needs were high, with 60 per cent of the population requiring assistance.",
            [rate("population requiring assistance", 60)],
        ),
        ("In the governorate, 30% of schools have no water.", [rate("schools that have no water", 30)]),
        (
            "- Percentage of households in debt: 38%",
            [rate("households in debt", 38)],
        ),
        # How many of all are in some state, unless something was done to them.
        (
            "In Gulu, 10 out of the 14 clinics are not functioning.",
            [{**rate("clinics not functioning", 10, place="Gulu"), "unit": "number"}],
        ),
        ("In Gulu, 10 out of the 14 clinics were repaired.", []),
        (
            "In Gulu, 12 of the 40 clinics were damaged by the storm.",
            [{**rate("clinics damaged by the storm", 12, place="Gulu"), "unit": "number"}],
        ),
        # A condition with its value, held against another; a name behind its value.
        (
            "Unemployment among young people stood at 43 per cent, compared to 30 per cent in 2020.",
            [
                rate("Unemployment among young people", 43, population="youth"),
                rate("Unemployment among young people", 30, population="youth", date="2020"),
            ],
        ),
        (
            "Data show that acute malnutrition among children under five is now at 18 per cent.",
            [rate("acute malnutrition among children under five", 18, population="children")],
        ),
        ("The school in Gulu has an 85 per cent attendance rate.", [rate("attendance rate", 85, place="Gulu")]),
        (
            "The crisis has increased unemployment from 30 per cent last year to nearly 45 per cent today.",
            [rate("unemployment", 30), rate("unemployment", 45)],
        ),
        # Means and what there is for each are numbers.
        (
            "The average household size in Gulu was 5.2 members.",
            [{**rate("average household size in Gulu", 5.2, place="Gulu"), "unit": "number"}],
        ),
        (
            "At 21 litres per person per day, supply exceeds the target of 20 litres.",
            [
                {**rate("litres per person per day", 21), "unit": "number"},
                {**rate("litres per person per day", 20, "target"), "unit": "number"},
            ],
        ),
        (
            "The number of open schools fell from 40 in 2019 to 32 in 2020.",
            [
                {**rate("open schools", 40, date="2019"), "unit": "number"},
                {**rate("open schools", 32, date="2020"), "unit": "number"},
            ],
        ),
        (
            "The ratio of pupils to teachers was 72.",
            [{**rate("ratio of pupils to teachers", 72, population="students"), "unit": "number"}],
        ),
        (
            "The literacy rate is 35 per cent for women and 54 per cent among refugees.",
            [rate("literacy rate", 35, population="women"), rate("literacy rate", 54, population="refugees")],
        ),
        ("In Gulu, access to latrines stands at 85%.", [rate("access to latrines", 85, place="Gulu")]),
        # Each value is of the rate named last before it; a limit is none, what it is held against is one.
        (
            "The recovery rate was 93 per cent, the dropout rate 6 per cent and the default rate 1 per cent.",
            [rate("recovery rate", 93), rate("dropout rate", 6), rate("default rate", 1)],
        ),
        (
            "The prevalence in the camps is 9.8%, below the emergency threshold of 15%.",
            [rate("prevalence in the camps", 9.8)],
        ),
        (
            "In 2022, 78 per cent of girls were enrolled, up from 71 per cent in 2021.",
            [
                rate("girls enrolled", 78, population="girls", date="2022"),
                rate("girls enrolled", 71, population="girls", date="2021"),
            ],
        ),
        (
            "In 2022, 78 per cent of girls were enrolled, against a target of 90 per cent.",
            [
                rate("girls enrolled", 78, population="girls", date="2022"),
                {**rate("girls enrolled", 90, population="girls", date="2022"), "measure": "target"},
            ],
        ),
        ("The average price of rice is 45 per kilogram.", []),
        # Shares in brackets: of those before them, of the clause before them, of items in a list.
        ("The vast majority of tenants (85%) said they had no lease.", [rate("tenants who had no lease", 85)]),
        (
            "Most families were living in rented rooms (72%), while 11% reported sleeping outside.",
            [rate("families living in rented rooms", 72), rate("families sleeping outside", 11)],
        ),
        (
            "The main needs were food (61%), clean water (42%) and blankets (12%).",
            [rate("main needs food", 61), rate("main needs clean water", 42), rate("main needs blankets", 12)],
        ),
        ("People came from Lira (40%), Gulu (30%) and Arua (12%).", []),
        ("Some 1,952 (73%) visitors completed the course.", []),
        ("Sales increased in Lira (12%), Gulu town (8%) and Arua (3%).", []),
        ("Deaths were due to fever (12%), falls (8%) and burns (3%).", []),
        ("Seizures doubled the weekly average with a total of 752 boxes.", []),
        (
            "- Proportion of traders reporting a change in the number of shops: 13% more 79% as many 5% fewer",
            [
                rate("traders reporting a change in the number of shops more", 13),
                rate("traders reporting a change in the number of shops as many", 79),
                rate("traders reporting a change in the number of shops fewer", 5),
            ],
        ),
        # Shares whose verb stands behind the last of them, also where only places tell them apart; of those asked.
        (
            "A total of 61% of tenants, 54% of traders and 33% of pupils have lamps.",
            [
                rate("tenants who have lamps", 61),
                rate("traders who have lamps", 54),
                rate("pupils who have lamps", 33, population="students"),
            ],
        ),
        (
            "Some 40% of the wells in Gulu and 25% in Arua are dry.",
            [rate("wells dry", 40, place="Gulu"), rate("wells dry", 25, place="Arua")],
        ),
        (
            "Of the 1,200 tenants interviewed, 46% have debts, 31% none.",
            [rate("tenants interviewed who have debts", 46)],
        ),
        ("As a result, 35% fewer pupils were enrolled.", []),
        ("One in three children attends a school.", []),
        (
            "Uganda has the highest rate of severe malnutrition (4.1%), followed by Sudan (3.4%).",
            [rate("highest rate of severe malnutrition", 4.1, place="Uganda")],
        ),
        # A share whose verb is that of the one before.
        (
            "Some 60% of families live in rented rooms and 40% in tents.",
            [rate("families who live in rented rooms", 60), rate("families who live in tents", 40)],
        ),
        (
            "About 61% of the rice was imported through Gulu and 39% through Arua.",
            [
                rate("rice imported through Gulu", 61, place="Gulu"),
                rate("rice imported through Arua", 39),
            ],
        ),
        # A quantity of those behind the bracket; what nobody is told to be of in a survey; what befalls some of all.
        ("Less than half (45%) of the clinics in Lira are open.", [rate("clinics open", 45, place="Lira")]),
        (
            "A survey of 400 traders in Lira found that 34% had debts.",
            [rate("traders who had debts", 34, place="Lira")],
        ),
        ("Flooding affects 35% of the farms in Lira.", [rate("farms affected by Flooding", 35, place="Lira")]),
        ("Of this, 43% was carried by lorry.", []),
        # Names with a clause of theirs or a colon; what is a limit, a difference or a share of each one's own.
        ("Births attended: stunting prevalence: 14.2%", [rate("stunting prevalence", 14.2)]),
        (
            "The proportion of births attended by midwives fell by 12 percentage points to 23%.",
            [rate("proportion of births attended by midwives", 23)],
        ),
        (
            "The share of families spending more than 75% of their income on rent rose to 41%.",
            [rate("share of families spending more than", 41)],
        ),
        ("Across the country, 12% of wells are dry.", [rate("wells dry", 12, place="Chad")]),
        ("In Lira, 54% of wells are dry; in Gulu few have water.", [rate("wells dry", 54, place="Lira")]),
        # What a number makes up of a plan.
        (
            "In Lira, WFP reached 73,800 people (99 per cent against the plan).",
            [rate("people reached against the plan", 99, place="Lira")],
        ),
        (
            "Some 340 wells were dug in Lira, i.e. 68% of the annual target.",
            [rate("wells dug against the target", 68, place="Lira")],
        ),
        ("Oxfam received USD 4.5 million (45% of the target).", []),
        # Parts of all who are in front.
        (
            "Out of 54 clinics in Lira, 23 are partially open and 11 remain closed.",
            [
                {**rate("clinics partially open", 23, place="Lira"), "unit": "number"},
                {**rate("clinics that remain closed", 11, place="Lira"), "unit": "number"},
            ],
        ),
        ("Of the 30 wells, 12 were repaired by Oxfam.", []),
        (
            "In total, 19 provinces out of 23 are affected by floods.",
            [{**rate("provinces affected by floods", 19), "unit": "number"}],
        ),
        (
            "Of the 5% of traders that reported difficulties in finding goods, 13% said they had no fuel.",
            [rate("traders who had no fuel", 13)],
        ),
        ("Overall, 33% reported that they had faced delays.", [rate("respondents who had faced delays", 33)]),
        ("Some 100% of tents are prone to flooding and there are no drains.", [rate("tents prone to flooding", 100)]),
        # Those of whom shares are may open the sentence, or be the object of what was done.
        (
            "Among the separated households, 55% (65 households) indicated that they live with relatives.",
            [rate("separated households who live with relatives", 55)],
        ),
        (
            "Some 46% of tenants went hungry, of whom 66% had no income.",
            [rate("tenants who went hungry", 46), rate("tenants who had no income", 66)],
        ),
        (
            "The campaign vaccinated 20% of the children in Gulu.",
            [rate("children vaccinated", 20, population="children", place="Gulu")],
        ),
        (
            "The storm led to the destruction of 70 per cent of homes in Lira.",
            [rate("destruction of homes", 70, place="Lira")],
        ),
        ("They went to Lira to treat 20 per cent of the cattle.", []),
        ("- 38% of households with a disabled member", [rate("households with a disabled member", 38)]),
        (
            "Kenya reached approx. 65% of the population fully vaccinated.",
            [rate("population vaccinated", 65, place="Kenya")],
        ),
        ("Of the passengers, 58 per cent were teachers.", []),
        ("The centres cover 40% of the villages.", [rate("cover villages", 40)]),
        ("Of the tenants, 40% told us that", []),
        # What a count is made of, a part of a whole, a limit.
        ("Some 63% of the refugees are women.", []),
        ("Deliveries accounted for 28% of the total food dispatched.", []),
        ("Only 21% of the requirements was received.", []),
        ("Malnutrition is above the 2 per cent threshold.", []),
        ("In all, 62% of cases of cholera were from Mongo.", []),
        ("There were 1,800 visitors, 26% of which were women.", []),
        ("The survey found a 57% increase in the prevalence of hunger.", []),
        # A rate of change and a share of a count measure nothing.
        ("Prices rose by 14% in May.", []),
        ("Some 340 children were enrolled, of whom 56% were girls.", []),
        ("Refugees saw a growth rate of 3% in 2022.", []),
        # How sure an interval is and bounds that values are held to are no values.
        (
            "The prevalence of wasting was 9.6% (8.1-11.0, 95% CI) and that of stunting 30.2% (27-33, 95% CI).",
            [rate("prevalence of wasting", 9.6), rate("prevalence of stunting", 30.2)],
        ),
        (
            "The cure rate in outpatient care was 81% and the death rate 0.4%, against standards of >75% and <10%.",
            [rate("cure rate in outpatient care", 81), rate("death rate", 0.4)],
        ),
        ("Measles coverage (by card and recall) reached 84%.", [rate("Measles coverage (by card and recall)", 84)]),
        (
            "GAM was found at 11.5% (9.8-13.4) in Bol, 7.2% in Mao and 5% in Abéché.",
            [rate("GAM", 11.5, place="Bol"), rate("GAM", 7.2, place="Mao"), rate("GAM", 5, place="Abéché")],
        ),
        # A share that begins a clause of its own has its own words.
        (
            "Enrolment among girls is 44%, and only 6.7% of adolescents attend secondary school.",
            [
                rate("Enrolment among girls", 44, population="girls"),
                rate("adolescents who attend secondary school", 6.7, population="youth"),
            ],
        ),
        (
            "61% of households intended to leave, and 48% spent their savings.",
            [rate("households intended to leave", 61), rate("households who spent their savings", 48)],
        ),
        (
            "There is one latrine for 17 persons.",
            [rate("persons per latrine", 17, unit="number")],
        ),
        # What was named by so many; answers that go on from the verb or the sentence before.
        (
            "Lack of money was cited as the main barrier by 45% of women in Mongo.",
            [rate("women who cited Lack of money as the main barrier", 45, population="women", place="Mongo")],
        ),
        (
            "Among tenants, 54% cited thirst and 9% access to health care.",
            [rate("tenants who cited thirst", 54), rate("tenants who cited access to health care", 9)],
        ),
        (
            "40% of tenants have debts. Only 6% had sold their goats.",
            [rate("tenants who have debts", 40), rate("tenants who had sold their goats", 6)],
        ),
        ("A total of 300 people arrived. Some 40% crossed by boat.", []),
        # One indicator in several places.
        (
            "Poor consumption was most prevalent in Mongo (38%) and Bol (34%).",
            [rate("Poor consumption", 38, place="Mongo"), rate("Poor consumption", 34, place="Bol")],
        ),
        ("Most travellers came from Niger (71%) and Sudan (14%).", []),
        (
            "Theft was reported by 38% of tenants and hunger by 21%.",
            [rate("tenants who reported Theft", 38), rate("tenants who reported hunger", 21)],
        ),
        ("This stands for 35% of the population analysed.", []),
        # Where something is so, in a share of all places of a kind.
        (
            "Wells were found to be dry in 41 per cent of the villages visited.",
            [rate("villages visited where Wells were found to be dry", 41)],
        ),
        ("Prices have grown in 41 per cent of markets.", []),
        # Those who have most of it, and places told by what they have most of.
        (
            "Nearly half of the families interviewed had debts, with the highest share among tenants (70%).",
            [rate("tenants had debts", 70)],
        ),
        (
            "A third of schools lacked water, with the highest proportion recorded in Bol (55 per cent).",
            [rate("schools lacked water", 55, place="Bol")],
        ),
        (
            "Poverty is widespread, with the highest rates among widows (81%).",
            [rate("Poverty among widows", 81, population="women")],
        ),
        (
            "The towns most affected by theft were Mongo (29%) and Bol (19%), as well as Faya (9%).",
            [rate("theft", 29, place="Mongo"), rate("theft", 19, place="Bol"), rate("theft", 9, place="Faya")],
        ),
        # Plans of somebody, and what the sentence before counts.
        (
            "IOM reached 540 women (118 per cent of IOM’s target) with cash.",
            [rate("women reached against the target", 118, population="women")],
        ),
        (
            "IOM treated 400 children. This represents 88 percent of the annual target.",
            [rate("children treated against the target", 88, population="children")],
        ),
        # A rate that grew came to its value; how much it grew or what the usual is are none.
        (
            "A rise in the share of farmers with poor diets has been recorded, reaching 18 percent in Bol.",
            [rate("share of farmers with poor diets", 18, place="Bol")],
        ),
        ("The rate of poor diets was up by 15 percent in Bol.", []),
        ("The rate of poor diets is 15 percent above average in Bol.", []),
        ("A 27 percent decrease in arrivals was recorded.", []),
        (
            "The average class size rose from 42 to 71.",
            [
                rate("average class size", 42, measure="baseline", unit="number"),
                rate("average class size", 71, unit="number"),
            ],
        ),
        ("The average price of millet rose from 42 to 71.", []),
        (
            "The ration has been reduced from 100 percent to 60 percent of the full basket.",
            [rate("ration", 100, measure="baseline"), rate("ration", 60)],
        ),
        (
            "IOM aims to vaccinate 80% of children.",
            [rate("vaccinate children", 80, measure="target", population="children")],
        ),
        (
            "GAM prevalence is 22% and SAM 4%.",
            [rate("GAM prevalence", 22), rate("SAM prevalence", 4)],
        ),
        (
            "78% of known minefields have been cleared since 2019.",
            [rate("known minefields that have been cleared", 78, date="2019-01-01/2023-06-30")],
        ),
    ],
)
def test_rates_are_measurements(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert facts(sentence, "Measurement", head=HEAD) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In the DRC, 40,000 people were internally displaced.",
        "DRC and NRC distributed 500 kits in Goma. In eastern DRC, 40,000 people fled.",
        "The Danish Refugee Council (DRC) works here. 40,000 IDPs live in DRC.",
    ],
)
def test_a_country_may_share_its_short_name_with_a_body(text: str) -> None:
    (figure,) = facts(text, "PopulationFigure")
    assert figure["place"] == "Democratic Republic of the Congo"


def test_the_body_of_a_shared_short_name_is_told_by_what_it_does() -> None:
    text = "DRC, NRC and IRC distributed 500 kits in Goma. UNHCR and its partner DRC trained 40 teachers from the DRC."
    kits, training = facts(text, "Activity")
    assert kits["actor"] == "Danish Refugee Council"
    assert kits["partner"] == ["Norwegian Refugee Council", "International Rescue Committee"]
    assert training["partner"] == "Danish Refugee Council"


def test_a_fund_tells_the_country_of_its_report() -> None:
    told_by = report("The Fund paid for 12 projects.\n", head="# DRC HUMANITARIAN FUND\n\nAnnual report 2018\n\n")
    assert told_by.country is not None
    assert told_by.country.text == "Democratic Republic of the Congo"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The share of households with clean water rose from 22 per cent at baseline to 41 per cent at endline.",
            [(22, "baseline"), (41, "actual")],
        ),
        ("58 per cent of farmers use compost, against a target of 60 per cent.", [(58, "actual"), (60, "target")]),
        ("58% of mothers boil their water (target: 60%).", [(58, "actual"), (60, "target")]),
        ("58% of mothers boiled their water at baseline.", [(58, "baseline")]),
        ("58% of mothers boil their water (baseline 31%).", [(58, "actual"), (31, "baseline")]),
        (
            "At endline, 54% of women took part in decisions, up from 31% at baseline.",
            [(54, "actual"), (31, "baseline")],
        ),
    ],
)
def test_words_beside_a_value_tell_its_measure(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(facts(text, "Measurement"), "value", "measure") == expected


def test_the_name_of_a_rate_may_hold_an_acronym() -> None:
    text = "The coverage of early school meals (ESM) among children stood at 30.7 per cent in June 2018."
    (fact,) = facts(text, "Measurement")
    assert fact["indicator"] == "coverage of early school meals (ESM) among children"


@pytest.mark.parametrize(
    ("masthead", "name"),
    [
        ("REPUBLIC OF CHAD\n\nMINISTRY OF WATER AND FORESTS", "Ministry of Water and Forests"),
        ("LAKE DISASTER MANAGEMENT AUTHORITY", "Lake Disaster Management Authority"),
    ],
)
def test_an_authority_in_capitals_at_the_head_publishes_the_report(masthead: str, name: str) -> None:
    told_by = report(
        "WHO gave 40 kits. WHO trained 20 nurses.\n", head=f"{masthead}\n\nSituation report, June 2023\n\n"
    )
    assert told_by.publisher is not None
    assert told_by.publisher.text == name


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Some 155 million people were displaced across 55 countries.", [None]),
        ("Worldwide, 3,400 people were displaced.", [None]),
        ("Some 155 people were displaced across two regions.", ["Uganda"]),
    ],
)
def test_people_of_many_countries_are_not_those_of_the_report(text: str, places: list[str | None]) -> None:
    assert [f.get("place") for f in facts(text, "PopulationFigure")] == places


def test_people_who_say_something_are_no_population() -> None:
    assert facts("Four residents told us about the floods in Juba.", "PopulationFigure") == []
    assert facts("Four residents were displaced by the floods in Juba.", "PopulationFigure")


@pytest.mark.parametrize(
    ("sentence", "item"),
    [
        ("Some 14 refugees remain missing in Gulu.", "refugees missing"),
        ("Twelve women were raped in Gulu.", "women raped"),
    ],
)
def test_what_befell_people_is_an_incident(sentence: str, item: str) -> None:
    (fact,) = facts(sentence, "Incident")
    assert (fact["item"], fact["place"]) == (item, "Gulu")
    assert facts(sentence, "PopulationFigure") == []


def test_the_place_of_some_is_not_that_of_all() -> None:
    text = "Uganda hosts 555,000 refugees, of whom 283,000 live in Gulu."
    places = {fact["value"]: fact["place"] for fact in facts(text, "PopulationFigure")}
    assert places[555000] == "Uganda"
    assert "Gulu" in places[283000]


@pytest.mark.parametrize("share", ["half of them women", "two thirds of whom women", "most of them women"])
def test_a_share_in_words_makes_nobody_of_that_group(share: str) -> None:
    (fact,) = activities(f"IOM trained 260 masons, {share}, in Gulu.")
    assert (fact["reached"], fact.get("population")) == (260, None)


def test_those_who_do_it_are_not_served() -> None:
    (fact,) = activities("Case management was provided to 7,900 children by social workers and by volunteers of Oxfam.")
    assert fact["population"] == "children"


def test_children_with_disabilities_are_both() -> None:
    (fact,) = activities("School fees were paid for 860 children with disabilities in Gulu.")
    assert fact["population"] == ["children", "persons-with-disabilities"]


def test_a_key_figure_ends_in_its_source() -> None:
    found = facts("1.14 million Refugees Hosted in Uganda UNHCR – May 2022", "PopulationFigure")
    assert [(f["value"], f["source"], f["date"]) for f in found] == [(1140000, "UNHCR", "2022-05")]
