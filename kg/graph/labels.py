"""One readable line for a fact: `UNHCR: 220 sensitization sessions, 3657 reached, Gao, Kayes`.

A label is made of the words of a fact's slots in a fixed order. For the fact classes of the contract the order and the
words around a value are given below; a class that is not there shows its slots one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Words = Mapping[str, Sequence[str]]
"""The readable values of each slot; `date` holds the period."""

_AMOUNTS = "{required} required|{received} received|{spent} spent|{unfunded} unfunded"
_PEOPLE = "{women} women|{men} men|{girls} girls|{boys} boys"

# Before the colon who or what it is about, after it parts that are left out when none of their slots is filled.
_FORMS = {
    "Contribution": "{donor}: {currency} {amount}|to {recipient}|for {programme}|{earmarking}|{place}|{date}",
    "Funding": "{subject}: {currency}|" + _AMOUNTS + "|{percentFunded}% funded|{percentSpent}% spent|{place}|{date}",
    "Measurement": "{indicator}: {measure} {value} {unit}|{population}|{place}|{date}",
    "PopulationFigure": "{population}: {value}|{place}|from {origin}|in {asylum}|{date}",
    "Activity": "{actor}: {quantity} {item}|{activityType}|{reached} reached|{households} households|"
    + _PEOPLE
    + "|with {partner}|funded by {funder}|for {population}|{place}|{programme}|{status}|{date}",
    "Incident": "{item}: {quantity}|" + _PEOPLE + "|{place}|{date}",
    "Presence": "{organization}: {kind}|{place}|{date}",
    "StaffCount": "{organization}: {value} {kind} staff|{date}",
    "Partnership": "{organization}: partner {partner}|{programme}|{place}|{date}",
    "Agreement": "{organization}: {quantity} agreements|with {partner}|with {kind}|{date}",
    "Contact": "{person}: {role}|{organization}|{email}|{telephone}",
}
_SLOT = re.compile(r"\{(\w+)\}")
_LONGEST = 300


def fact_label(cls: str, cls_label: str, words: Words) -> str:
    """The label of a fact of a class, from the readable values of its slots."""
    form = _FORMS.get(cls)
    if form is None:
        rest = [f"{slot} {_joined(values)}" for slot, values in sorted(words.items()) if values]
        return _cut(f"{cls_label}: {', '.join(rest)}" if rest else cls_label)
    lead, _, tail = form.partition(": ")
    subject = _part(lead, words) or cls_label
    parts = [part for template in tail.split("|") if (part := _part(template, words))]
    return _cut(f"{subject}: {', '.join(parts)}" if parts else subject)


def _part(template: str, words: Words) -> str:
    slots = _SLOT.findall(template)
    if not any(words.get(slot) for slot in slots):
        return ""
    return " ".join(_SLOT.sub(lambda m: _joined(words.get(m[1], ())), template).split())


def _joined(values: Sequence[str]) -> str:
    return ", ".join(values)


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"
