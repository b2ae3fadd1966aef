"""A measurement from a label, a value and a year."""

from __future__ import annotations

from kg.document import Quantity, text_of
from kg.model import Claim, Name, Period, Term
from kg.relate.facts import Slots, make
from kg.relate.prose.drafts import Sentence
from kg.relate.scope import Scope
from kg.relate.spans import dates_in


def measurement(
    sentence: Sentence,
    label: str,
    measure: str,
    quantity: Quantity,
    group: str | None,
    year: Period | None,
    confidence: float,
) -> Claim:
    """A measurement of an indicator by its label; `group` refers to the population, `measure` is a role."""
    scope: Scope = sentence.scope
    slots: Slots = {
        "indicator": Name(" ".join(label.split()), "Indicator"),
        "measure": scope.in_role("Measure", measure),
        "value": scope.number(quantity, text_of(sentence.span.doc)),
        "unit": scope.in_role("Unit", "share" if quantity.percent else "counted"),
        "population": Term(group) if group else None,
        "date": year,
    }
    return make("Measurement", "frame/rate", confidence, [sentence.passage], slots)


def year_near(sentence: Sentence, at: int) -> Period | None:
    """The date of the sentence that stands nearest to a character of its text."""
    dates = [d for s, d in dates_in(sentence.span) if d.precision in {"year", "month", "day"}]
    return min(dates, key=lambda d: abs(d.begin - at)).period if dates else None
