"""Small reports in, facts out: what the tests of the extraction rules share.

A report here is a text of our own, read, annotated and related by the real pipeline. Facts are compared as plain data:
names and words by their text, numbers as numbers, concepts by their notation, periods as short as they can be written
(`2021`, `2021-03`, `2021-03-05`, else `2021-03-05/2021-03-09`). A slot of one value is that value, of several a list.
"""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from spacy.tokens import Doc

from kg import ontology as onto
from kg.document import Document
from kg.model import Claim, Name, Number, Period, ReportClaims, Source, Term, Text, Value
from kg.nlp import Annotator
from kg.ontology import Ontology
from kg.read.text import source_of
from kg.relate import relate

# The masthead of most reports here: an agency of the vocabulary, a country and a year.
HEAD = "# UNHCR Uganda Operational Update 2022\n\n"


@cache
def ontology() -> Ontology:
    """The ontology of the package, loaded once."""
    return onto.load()


@cache
def annotator() -> Annotator:
    """The real annotator, loaded once for all tests."""
    return Annotator(ontology())


def source(text: str) -> Source:
    """A report in plain text or Markdown."""
    return source_of(text, "report.md", hashlib.sha256(text.encode()).hexdigest(), "markdown")


def document(text: str) -> Document:
    """A report, annotated."""
    return annotator().annotate(source(text))


def report(text: str, head: str = HEAD) -> ReportClaims:
    """All that a report says."""
    return relate(document(head + text), ontology())


def claims(text: str, kind: str | None = None, head: str = HEAD) -> list[Claim]:
    """The facts of a report, in order; of one type if one is given."""
    return [claim for claim in report(text, head) if kind in {None, claim.type}]


def only(found: Iterable[Claim], kind: str) -> Claim:
    """The one fact of a type; the others of it are shown when there is not exactly one."""
    of_type = [claim for claim in found if claim.type == kind]
    assert len(of_type) == 1, f"{len(of_type)} facts of type {kind}: {[slots(c) for c in of_type]}"
    return of_type[0]


def slots(claim: Claim, *without: str, terms: Ontology | None = None) -> dict[str, Any]:
    """What a fact says, as plain data, but for some slots."""
    shown = {
        slot: [plain(value, terms) for value in values] for slot, values in claim.slots.items() if slot not in without
    }
    return {slot: values[0] if len(values) == 1 else values for slot, values in shown.items()}


def facts(text: str, kind: str, *without: str, head: str = HEAD) -> list[dict[str, Any]]:
    """The slots of all facts of a type."""
    return [slots(claim, *without) for claim in claims(text, kind, head)]


def activities(text: str, head: str = HEAD) -> list[dict[str, Any]]:
    """The slots of all activities but the sector, which has tests of its own."""
    return facts(text, "Activity", "sector", head=head)


def told(found: Iterable[Mapping[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    """Some slots of each fact, None where it has none."""
    return [tuple(fact.get(name) for name in names) for fact in found]


def plain(value: Value, terms: Ontology | None = None) -> Any:
    """A value as plain data; concepts are those of the package's ontology if no other is given."""
    match value:
        case Name() | Text():
            return value.text
        case Number():
            return _number(value.value)
        case Term():
            term = (terms or ontology()).terms[value.iri]
            return term.notation or term.label
        case Period():
            return _period(value)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _period(period: Period) -> str:
    first, last = date.fromisoformat(period.start), date.fromisoformat(period.end)
    if first == last:
        return period.start
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return period.start[:4]
    if (first.year, first.month, first.day) == (last.year, last.month, 1) and last.day == calendar.monthrange(
        last.year, last.month
    )[1]:
        return period.start[:7]
    return f"{period.start}/{period.end}"


def hand_built(parse: str) -> Doc:
    """A sentence that is parsed by hand, and annotated by the components that need no model.

    Args:
        parse: a line for each token: the word, its fine-grained tag, its part of speech, its dependency label, and the
            word that it hangs on (itself for the root). No two words are the same.
    """
    rows = [line.split() for line in parse.strip().splitlines()]
    words = [row[0] for row in rows]
    assert len(set(words)) == len(words), "a word stands twice"
    doc = Doc(
        annotator().nlp.vocab,
        words=words,
        tags=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        deps=[row[3] for row in rows],
        heads=[words.index(row[4]) for row in rows],
        lemmas=[LEMMAS.get(row[0], row[0].lower()) for row in rows],
        sent_starts=[index == 0 for index in range(len(rows))],
    )
    nlp = annotator().nlp
    doc.spans["places"] = []
    for name in ("kg_dates", "kg_quantities", "kg_labels", "kg_names", "kg_mentions"):
        doc = nlp.get_pipe(name)(doc)
    return doc


# Of the words in the sentences that are parsed by hand.
LEMMAS = {
    "repaired": "repair",
    "were": "be",
    "boreholes": "borehole",
    "trained": "train",
    "teachers": "teacher",
    "women": "woman",
    "men": "man",
    "households": "household",
    "kits": "kit",
    "received": "receive",
    "distributed": "distribute",
    "persons": "person",
    "Training": "training",
    "held": "hold",
    "days": "day",
    "met": "meet",
    "not": "not",
    "nurses": "nurse",
}


def act(item: str, activity: str, **others: Any) -> dict[str, Any]:
    """What `activities` gives for an activity of this item and type."""
    return {"item": item, "activityType": activity, **others}
