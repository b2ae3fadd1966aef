"""One readable line for a fact: `UNHCR: 220 sensitization sessions, 3657 reached, Gao, Kayes`.

A label is made of the words of a fact's slots by the form that the ontology gives its class, as in
`{builder}: {length} m|for {cost}|{date}`: before the colon stands who or what it is about, behind it parts that are
left out when none of their slots is filled. A class without a form shows its slots one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Words = Mapping[str, Sequence[str]]
"""The readable values of each slot; `date` holds the period."""

_SLOT = re.compile(r"\{(\w+)\}")
_LONGEST = 300


def fact_label(form: str | None, cls_label: str, words: Words) -> str:
    """The label of a fact, from the readable values of its slots.

    Args:
        form: of the ontology for its class.
        cls_label: what its class is called.
        words: the readable values.
    """
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
