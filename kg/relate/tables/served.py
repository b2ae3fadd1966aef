"""Tables of people in need, targeted and reached, by place, by sector or by what was done for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.document import AnnotatedBlock, Quantity
from kg.model import Cell, Claim, Name, Number, Table, Text
from kg.ontology import VocabularyTerm
from kg.relate.evidence import row_evidence
from kg.relate.facts import Slots, make
from kg.relate.figures.groups import population_of
from kg.relate.figures.periods import title_date
from kg.relate.figures.runs import tells_situation
from kg.relate.labels import NUMBER_OF, plain
from kg.relate.prose.kinds import activity_label, object_type
from kg.relate.scope import Scope
from kg.relate.tables.cells import cell_value, indicator_names, is_total
from kg.relate.tables.columns import slot_of
from kg.relate.tables.lumped import lumped_columns, told_at_once
from kg.relate.tables.told import told_by, told_columns

SEXES = ("women", "men", "girls", "boys")
_DONE = ("target", "reached", "done")
_BY_ROW = ("place", "sector", "actor")  # rows that tell where or of which sector, and not what
# The share of rows that must name places or sectors where no name of the first column says what they name.
_MOST = 0.6


def served_claims(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> Iterator[Claim]:
    """The figures and activities of the rows; nothing for a table of another kind."""
    layout = scope.patterns("served")
    kind = _kind(scope, header, table, layout)
    columns = _columns(scope, header, layout, kind)
    if not _tells(scope, header, kind, columns):
        return
    date = None if {s for s, _ in columns.values()} & set(_DONE) else title_date(scope, block)
    told = told_columns(scope, header, layout, columns)
    for row in table.rows:
        for claim in _row(scope, block, row, columns, header, kind or "", told):
            yield (
                claim
                if date is None or "date" in claim.slots
                else replace(claim, slots={**claim.slots, "date": (date,)})
            )


def is_served(scope: Scope, header: Sequence[Cell], table: Table) -> bool:
    """Whether a table is of this kind."""
    layout = scope.patterns("served")
    if not layout or len(header) < 2 or _has_indicators(scope, header):
        return False
    kind = _kind(scope, header, table, layout)
    return _tells(scope, header, kind, _columns(scope, header, layout, kind))


def _has_indicators(scope: Scope, header: Sequence[Cell]) -> bool:
    """Whether a column beside the sector or place of each row says what is measured."""
    names = indicator_names(scope)
    return any(plain(cell.text) in names for cell in header[1:])


def _tells(scope: Scope, header: Sequence[Cell], kind: str | None, columns: Mapping[int, tuple[str, str]]) -> bool:
    """Whether columns tell of people who were served or are to be, or by place or sector of the needy alone."""
    slots = {slot for slot, _ in columns.values()}
    if kind is None or slots & set(_DONE):
        return kind is not None
    families = scope.pattern("populations", "households")
    needy = [header[i] for i, (slot, _) in columns.items() if slot == "need" and not families.search(header[i].text)]
    return kind in {"place", "sector"} and bool(needy) and all(tells_situation(scope, cell.text) for cell in needy)


def sexes_claims(scope: Scope, block: AnnotatedBlock, table: Table, header: Sequence[Cell]) -> list[Claim]:
    """The people of each row by sex, where the line above says that they were reached or are to be."""
    layout = scope.patterns("served")
    if not layout:
        return []
    sexes = {i: slot for i, c in enumerate(header) if i and (slot := _sex(c, layout))}
    kind = _kind(scope, header, table, layout)
    if len(sexes) < 2 or kind not in {"place", "sector", "item"}:
        return []
    titles = [*block.block.section[-1:], *(b.joined.text for b in scope.before(block, 1))]
    slots = {"columns": {slot: layout["columns"][slot] for slot in ("target", "reached", "served")}}
    slot = next((s for t in titles if len(t.split()) <= _TITLE_WORDS and (s := slot_of(plain(t), slots))), None)
    if slot is None:
        return []
    found: list[Claim] = []
    sums = {i for i, c in enumerate(header) if i and is_total(c.text)}
    for row in table.rows:
        about = about_row(scope, block, row[0], kind)
        counts = {s: scope.number(n, row[i].text) for i, s in sexes.items() if (n := number_in(scope, row, i))}
        if about is None or not counts:
            continue
        total = next((scope.number(n, row[i].text) for i in sorted(sums) if (n := number_in(scope, row, i))), None)
        done: Slots = {**_what(scope, about, "", ""), **counts, "reached": total}
        if slot == "target":
            done["status"] = scope.in_role("Status", "prospective")
        evidence = row_evidence(scope, row)
        found.append(make("Activity", "table/sexes", 0.85, evidence, done))
    return found


_TITLE_WORDS = 10


def _sex(cell: Cell, layout: Mapping[str, Any]) -> str | None:
    words = plain(cell.text)
    return next((slot for slot in SEXES if words in layout["columns"][slot]), None)


def _columns(
    scope: Scope, header: Sequence[Cell], layout: Mapping[str, Any], kind: str | None
) -> dict[int, tuple[str, str]]:
    """What each column holds, and what stands in its name before that (`SAM` in `SAM admissions`)."""
    labels: dict[str, list[str]] = {slot: layout["columns"][slot] for slot in layout["values"]}
    if _tells_deeds(header, layout, kind):
        # Whom a service counts it served.
        labels = {**labels, "reached": [*labels["reached"], *layout["columns"].get("counted", ())]}
    values = {"columns": labels}
    found: dict[int, tuple[str, str]] = {}
    for i, cell in enumerate(header[1:], start=1):
        words = plain(cell.text)
        if scope.pattern("columns", "aimed_at").sub("", words) in layout["columns"]["place"]:
            continue  # `Target district`
        slot = slot_of(words, values) if "%" not in words else None
        if slot is not None and scope.pattern("columns", "of_money").search(words):
            continue  # `Planned budget`
        if slot is None:
            money = scope.labels("Currency").inside(words)
            deed = _deed(words, layout) if "%" not in words and not money else None
            if deed and (kind in _BY_ROW or (kind == "item" and deed == words)):
                found[i] = ("done", cell.text[: len(words) - len(deed)].strip())
            continue
        label = max((x for x in labels[slot] if re.search(rf"(?<!\w){re.escape(x)}(?!\w)", words)), key=len)
        before = cell.text[: words.find(label)].strip(" -–:/")
        found[i] = (
            slot,
            "" if re.fullmatch(r"(?i)(?:(?:19|20)\d\d|total|annual|no\.?|#|number|of|\s)*", before) else before,
        )
    if kind == "place":
        found |= _given_to(scope, header, found)
    if kind in _BY_ROW and {s for s, _ in found.values()} & set(_DONE):
        # Beside those who were served, things were given to them.
        given = scope.words("activities", "goods") | scope.words("activities", "built")
        for i, cell in enumerate(header[1:], start=1):
            if i in found or "%" in cell.text:
                continue
            if object_type(scope, cell.text) in given or _are_deeds(scope, cell.text):
                found[i] = ("done", cell.text)
    return dict(sorted(found.items()))


def _are_deeds(scope: Scope, name: str) -> bool:
    """Whether the name of a column counts what was done: `Consultations`, but not `Health`."""
    words = name.split()
    return (
        len(words) < _TITLE_WORDS
        and words[-1][-1:] == "s"
        and activity_label(scope, name) in scope.words("activities", "done_to")
    )


_UNIT = re.compile(r"(?P<what>\S.*?)\s*\((?:(?:no\.?|number|#)\s+of\s+)?(?P<who>[^()]+)\)")


def _given_to(scope: Scope, header: Sequence[Cell], taken: Collection[int]) -> dict[int, tuple[str, str]]:
    """Columns of goods or help whose names say that those are counted who got them: `Seed kits (households)`."""
    units = {plain(unit) for unit in scope.patterns("activities").get("people", {}).get("units", ())}
    found: dict[int, tuple[str, str]] = {}
    for i, cell in enumerate(header[1:], start=1):
        name = _UNIT.fullmatch(cell.text) if i not in taken and "%" not in cell.text else None
        if name is None or plain(name["who"]) not in units or tells_situation(scope, name["what"]):
            continue
        if object_type(scope, name["what"]) or activity_label(scope, name["what"]):
            found[i] = ("reached", name["what"])
    return found


def _tells_deeds(header: Sequence[Cell], layout: Mapping[str, Any], kind: str | None) -> bool:
    """Whether a column tells what was done for those whom others count."""
    named = any(plain(cell.text) in layout["columns"]["item"] for cell in header[1:])
    return kind == "item" or named or bool(lumped_columns(header[0].text, layout))


def _deed(words: str, layout: Mapping[str, Any]) -> str | None:
    """The participle that ends the name of a column of things (`dignity kits distributed`)."""
    deeds = (deed for named in layout.get("deeds", {}).values() for deed in named)
    return next((d for d in deeds if words == d or words.endswith(f" {d}")), None)


def _kind(scope: Scope, header: Sequence[Cell], table: Table, layout: Mapping[str, Any]) -> str | None:
    """What the first column names: `place`, `sector`, `item`, `population` or `actor`."""
    name = plain(header[0].text)
    names = [row[0].text for row in table.rows if row and not is_total(row[0].text)]
    if not names:
        return None
    sectors = sum(_sector(scope, n) is not None for n in names)
    for kind in ("place", "sector", "item", "population", "actor"):
        if slot_of(name, {"columns": {kind: layout["columns"][kind]}}):
            if kind == "sector" and not sectors:
                return None  # sectors above their indicators
            if kind == "place" and scope.pattern("columns", "no_place").search(name):
                break  # `Goal area`
            return kind
    if sectors >= _MOST * len(names):
        return "sector"
    if not name and sum(bool(scope.document.reader.places(n)) for n in names) >= _MOST * len(names):
        return "place"
    return None


def _row(
    scope: Scope,
    block: AnnotatedBlock,
    row: Sequence[Cell],
    columns: Mapping[int, tuple[str, str]],
    header: Sequence[Cell],
    kind: str,
    told: Mapping[int, str],
) -> Iterator[Claim]:
    lumped = lumped_columns(header[0].text, scope.patterns("served"))
    about = about_row(scope, block, row[0], kind) if not lumped else {"sector": scope.sector(block.block)}
    if about is None or (lumped and is_total(row[0].text)):
        return
    about |= told_at_once(scope, row[0].text, lumped) if lumped else told_by(scope, row, told)
    if lumped and not about.get("item"):
        return
    # `Target | Vaccinated`: those targeted are to be vaccinated too.
    by_row = kind in _BY_ROW
    deed = by_row and next(
        (header[i].text for i, (slot, before) in columns.items() if slot == "done" and not before), None
    )
    if deed:
        about["deed"] = Text(deed)
    evidence = row_evidence(scope, row)
    found: list[tuple[str, Slots]] = []
    for i, column in columns.items():
        number = number_in(scope, row, i)
        if number is None:
            continue
        value = scope.number(number, row[i].text)
        if column[0] in SEXES:
            if found and found[-1][0] == "Activity":
                found[-1][1].setdefault(column[0], value)
            continue
        # Families are no people.
        if column[0] == "need" and scope.pattern("populations", "households").search(header[i].text):
            continue
        unit = row[i].text[number.full_end :]  # `1,200 households`
        found.append(column_fact(scope, about, column[0], f"{header[i].text} {unit.strip()}".strip(), value, column[1]))
    for fact, slots in found:
        yield make(fact, "table/served", 0.88, evidence, slots)


def box_facts(scope: Scope, block: AnnotatedBlock, name: Cell, cell: Cell, number: Quantity) -> list[tuple[str, Slots]]:
    """The fact of one name of a column over one number: people in need, targeted or reached, here."""
    layout = scope.patterns("served")
    column = _columns(scope, (name, name), layout, None).get(1) if layout else None
    if column is None or column[0] in SEXES:
        return []
    value = scope.number(number, cell.text)
    return [column_fact(scope, {"sector": scope.sector(block.block)}, column[0], name.text, value, column[1])]


def column_fact(scope: Scope, about: Slots, slot: str, name: str, value: Number, before: str = "") -> tuple[str, Slots]:
    """What a number below the name of a column, or beside a label, tells of those whom a row or line is about."""
    households = scope.pattern("populations", "households").search(name) is not None
    date = next((d.period for d in scope.dates(name) if d.precision != "phrase"), None)
    if slot == "need":
        group = population_of(scope, name) or about.get("population")
        term = scope.term("PopulationGroup", group) if isinstance(group, str) else group
        place = about.get("place") or scope.country
        return ("PopulationFigure", {"population": term, "place": place, "value": value, "date": date})
    if slot == "done" and isinstance(item := about.get("item"), Text):
        before = item.text
    if slot == "done":
        return ("Activity", {**_deliverable(scope, about, before, name, value), "date": date})
    things = isinstance(about.get("item"), Text) and scope.pattern("columns", "of_things").search(name) is not None
    count = "households" if households else "quantity" if things else "reached"
    slots = {**_what(scope, about, before, name), count: value, "date": date}
    if slot == "target":
        slots["status"] = scope.in_role("Status", "prospective")
    return ("Activity", slots)


def number_in(scope: Scope, row: Sequence[Cell], index: int) -> Quantity | None:
    """The number that a cell holds, if it is one and neither a share nor money."""
    if index >= len(row):
        return None
    numbers = list(scope.numbers(row[index].text))
    return numbers[0] if len(numbers) == 1 and not (numbers[0].percent or numbers[0].currency) else None


def about_row(scope: Scope, block: AnnotatedBlock, cell: Cell, kind: str) -> Slots | None:
    """What the name of a row tells of its people; None where it names nothing of that kind."""
    text = " ".join(cell.text.split())
    about: Slots = {"sector": scope.sector(block.block)}
    if is_total(text):
        return about
    if not re.search(r"[^\W\d_]{2}", text):
        return None
    if kind == "place":
        place = cell_value(scope, "place", cell, Table((), ()))
        if not isinstance(place, Name):
            return None
        about["place"] = place if place.ref else scope.place_named(text)
    elif kind == "sector":
        found = _sector(scope, text) or next(((None, t) for t in scope.labels("Sector").inside(text)), None)
        if found is None or not found[1].notation:
            return None
        about["sector"] = scope.term("Sector", found[1].notation)
        about["actor"] = found[0]
    elif kind == "actor":
        body = scope.entity_named(text)
        about["actor"] = Name(body.label, body.cls, body.iri) if body else scope.name(text, "Organization")
    elif kind == "population":
        group = population_of(scope, text)
        about["population"] = scope.term("PopulationGroup", group) if group else None
    else:
        about["item"] = Text(text)
        if (sector := next(iter(scope.labels("Sector").inside(text)), None)) and about["sector"] is None:
            about["sector"] = scope.term("Sector", sector.notation or "")
        about["population"] = None
    return about


def _sector(scope: Scope, text: str) -> tuple[Name | None, VocabularyTerm] | None:
    """The sector that a row is named after, with the organisation that may stand before it (`UNICEF WASH`)."""
    if (term := scope.labels("Sector").exact(text)) is not None:
        return None, term
    words = text.split()
    for i in range(1, len(words)):
        term = scope.labels("Sector").exact(" ".join(words[i:]))
        if term is not None and (body := scope.entity_named(" ".join(words[:i]))) is not None:
            return Name(body.label, body.cls, body.iri), term
    return None


def _what(scope: Scope, about: Slots, before: str, header: str) -> Slots:
    """What was done for the people of a row."""
    settings = scope.patterns("activities")
    item = about.get("item")
    words = item.text if isinstance(item, Text) else ""
    if isinstance(deed := about.get("deed"), Text):
        done = _deliverable(scope, about, "", deed.text, None)
        return {slot: value for slot, value in done.items() if slot != "reached"}
    admitted = scope.pattern("columns", "admitted").search(header)
    if not words and (given := scope.pattern("columns", "given").search(header)):
        words = given.group("what")
    if admitted:
        words = f"{words or before} {admitted.group().lower()}".strip()
    elif before and not words:
        words = before if population_of(scope, before) is None and not _counts(scope, before) else ""
    code = activity_label(scope, words) or object_type(scope, words) if words else None
    if admitted and code in {None, scope.role("ActivityType", "unspecific")}:
        code = scope.patterns("served").get("admitted_type")
    group = population_of(scope, header) or about.get("population")
    return {
        "activityType": about.get("activityType")
        or (scope.term("ActivityType", code) if code else scope.in_role("ActivityType", "unspecific")),
        "item": Text(words or str(settings["help_noun"])),
        "actor": about.get("actor"),
        "place": about.get("place"),
        "sector": about.get("sector"),
        "population": scope.term("PopulationGroup", group) if isinstance(group, str) else group,
    }


def _deliverable(scope: Scope, about: Slots, things: str, name: str, value: Number | None) -> Slots:
    """What was done with the things, or for the people, that a column counts."""
    layout = scope.patterns("served")
    things = NUMBER_OF.sub("", things)
    deed = _deed(plain(name), layout)
    code = next((c for c, deeds in layout["deeds"].items() if deed in deeds), None) or object_type(scope, things)
    code = code or activity_label(scope, things)
    group = population_of(scope, things)
    people = group is not None or not things or _counts(scope, things)
    noun = str(scope.patterns("served").get("noun", {}).get(code or "", "")) or deed or things
    return {
        "activityType": scope.term("ActivityType", code) if code else scope.in_role("ActivityType", "unspecific"),
        "item": Text(noun if people else things),
        "reached" if people else "quantity": value,
        "population": scope.term("PopulationGroup", group) if group and people else None,
        "place": about.get("place"),
        "sector": about.get("sector"),
    }


def _counts(scope: Scope, words: str) -> bool:
    """Whether words are a plain noun for people."""
    nouns = scope.patterns("activities").get("people", {}).get("nouns", [])
    households = scope.pattern("populations", "households").fullmatch(words.strip())
    return households is not None or any(plain(words).endswith((noun, f"{noun}s")) for noun in nouns)
