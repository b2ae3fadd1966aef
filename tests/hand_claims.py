"""Claims written by hand: what reports would say if extraction were perfect."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from kg.model import Claim, Mention, Name, Number, Passage, Period, ReportClaims, Term, Text, Value

MALI = Name("Mali", "Country", "iso3166:MLI")
NIGER = Name("Niger", "Country", "iso3166:NER")
CONSTRUCTION = Term("https://w3id.org/reportgraph/vocabulary/activity-type/construction")
IDPS = Term("https://w3id.org/reportgraph/vocabulary/population/idps")


def org(text: str, *spellings: str, cls: str = "Organization", ref: str | None = None) -> Name:
    return Name(text, cls, ref, spellings)


def place(text: str, cls: str = "Settlement", ref: str | None = None) -> Name:
    return Name(text, cls, ref)


def number(value: int | str, text: str | None = None, doubt: str | None = None) -> Number:
    return Number(Decimal(value), text or str(value), doubt)


def fact(
    sentence: str, type_: str, *, confidence: float = 0.9, rule: str = "by-hand", **slots: Value
) -> tuple[str, Claim]:
    """A sentence and what it says; more values of a slot are given as `partner_2` and so on."""
    values: dict[str, tuple[Value, ...]] = {}
    for slot, value in slots.items():
        name = slot.rstrip("0123456789").rstrip("_")
        values[name] = (*values.get(name, ()), value)
    return sentence, Claim(type_, values, (), rule, confidence)


def report(
    file: str,
    *facts: tuple[str, Claim],
    country: Name | None = MALI,
    names: Sequence[Name] = (),
    mentions: Sequence[Mention] = (),
    title: str | None = None,
    publisher: Name | None = None,
) -> ReportClaims:
    """A report whose text is the sentences of its facts, one a line."""
    text, claims = "", []
    for sentence, claim in facts:
        passage = Passage(len(text), len(text) + len(sentence), sentence, 1, ("Achievements", "Protection"))
        claims.append(Claim(claim.type, claim.slots, (passage,), claim.rule, claim.confidence))
        text += sentence + "\n"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return ReportClaims(
        file=file,
        sha256=sha256,
        format="text",
        text=text,
        claims=tuple(claims),
        names=tuple(names),
        mentions=tuple(mentions),
        title=title,
        publisher=publisher,
        country=country,
        issued="2017-12-05",
        period=("2017-11-01", "2017-11-30"),
        fingerprint="by hand",
    )


NOVEMBER = Period("2017-11-01", "2017-11-30", "November 2017")
BLUE_WELL = org("Blue Well Foundation", cls="NGO")
WELLS = org("National Wells Commission", "NWC", cls="Government")


def sample() -> list[ReportClaims]:
    """Three reports that share names: an acronym, a place, a government."""
    return [
        report(
            "2017/update.txt",
            fact(
                "Blue Well Foundation and the NWC drilled 12 boreholes in Gao for 400 IDPs.",
                "Activity",
                actor=BLUE_WELL,
                partner=org("NWC"),
                quantity=number(12),
                item=Text("boreholes"),
                activityType=CONSTRUCTION,
                place=place("Gao", "Region", "geonames:2457161"),
                reached=number(400),
                population=IDPS,
            ),
            fact(
                "Sweden gave 4,4528 USD to Blue Well Foundation in November 2017.",
                "Contribution",
                donor=org("Sweden", cls="Government", ref="iso3166:SWE"),
                recipient=BLUE_WELL,
                amount=number(44528, "4,4528", "malformed-number"),
                currency=Text("USD"),
                date=NOVEMBER,
            ),
            title="Update",
            publisher=BLUE_WELL,
        ),
        report(
            "2017/wells.txt",
            fact(
                "The National Wells Commission (NWC) has an office in Gao.",
                "Presence",
                organization=WELLS,
                kind=Text("office"),
                place=place("Gao", "Region", "geonames:2457161"),
            ),
            fact(
                "Contact: Awa Example, Press Officer, awa@example.org, +223 20 00 00 00",
                "Contact",
                person=Name("Awa Example", "Person"),
                role=Text("Press Officer"),
                organization=WELLS,
                email=Text("awa@example.org"),
                phone=Text("+223 20 00 00 00"),
            ),
            names=[WELLS],
        ),
        report(
            "niger.txt",
            fact(
                "There are 1200 IDPs in northern Niger.",
                "PopulationFigure",
                population=IDPS,
                value=number(1200),
                place=place("northern Niger", "Place"),
                date=NOVEMBER,
            ),
            country=NIGER,
        ),
    ]
