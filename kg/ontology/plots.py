"""The numbers that the explorer draws, as a domain declares them: the tables `[[plot]]` of `plots/*.toml`.

How they are written is told in `docs/ontology.md`; `kg.explore` hands them to the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.ontology.reading import Complain, flag, keys_of, noted, string_of, words_of

NUMBERS = ("value", "whole", "part")
"""The keys that name a slot which holds a number."""
THINGS = ("by", "choose", "once", "mark")
"""The keys that name a slot which holds a thing or a concept."""
FORMS = ("series", "name", "unit")
"""The keys that say how values are worded: texts in which `{slot}` stands for its value."""
KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "lines": (("value", "series"), ("choose",)),
    "parts": (("whole", "part", "name"), ("unit", "by_report")),
    "sums": (("value", "by"), ("unit", "once")),
    "marks": (("value", "by", "mark", "marks"), ("apart", "main", "unit", "percent")),
}
"""The kinds of plots with the keys that each needs and the others that it may have."""
ALWAYS = ("kind", "title", "fact")
"""The keys of every plot."""
_SLOT = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class Plot:
    """One plot; see `docs/ontology.md` for what each key means."""

    kind: str
    title: str
    fact: str  # local name of the class whose facts are drawn
    slots: Mapping[str, str]  # local names of properties by `NUMBERS` and `THINGS`
    forms: Mapping[str, tuple[str, ...]]  # by `FORMS`
    apart: tuple[str, ...] = ()  # slots: facts that differ in them stand apart
    marks: tuple[str, ...] = ()  # codes of concepts
    main: str | None = None  # the one of `marks` that is written above
    percent: str | None = None  # code of the unit that is a share of 100
    by_report: bool = False


def plot_rule(data: Mapping[str, Any], complain: Complain) -> Plot | None:
    """The plot that a table `[[plot]]` declares; what is wrong with it goes to `complain`, and None comes back."""
    say, wrong = noted(complain)
    kind, title, fact = (string_of(data, key, say) for key in ALWAYS)
    if kind is not None and kind not in KINDS:
        say(f"{kind!r} is no kind of plot", kind, tuple(KINDS))
    if wrong or kind is None or title is None or fact is None:
        return None
    needed, more = KINDS[kind]
    keys_of(data, (*ALWAYS, *needed, *more), f"a plot of kind {kind}", say)
    for key in needed:
        if key not in data:
            say(f"a plot of kind {kind} needs {key}", "kind")
    slots = {key: string_of(data, key, say) or "" for key in (*NUMBERS, *THINGS) if key in data}
    forms = {key: words_of(data, key, say) for key in FORMS if key in data}
    marks, main = words_of(data, "marks", say), data.get("main")
    if main is not None and main not in marks:
        say(f"main is one of marks, not {main!r}", str(main), marks)
    if "percent" in data and len(slots_in(forms.get("unit", ()))) != 1:
        say("percent is a code of what the one slot of unit holds", "percent")
    by_report = flag(data, "by_report", say)
    apart, percent = words_of(data, "apart", say), string_of(data, "percent", say) if "percent" in data else None
    return None if wrong else Plot(kind, title, fact, slots, forms, apart, marks, main, percent, by_report)


def slots_in(texts: Sequence[str]) -> list[str]:
    """The slots that a form names."""
    return [name for text in texts for name in _SLOT.findall(text)]


def parts_of(form: Sequence[str]) -> list[tuple[str, str | None, str]]:
    """Each text of a form as what stands before its slot, the slot, and what stands behind it."""
    found = [(text, _SLOT.search(text)) for text in form]
    return [(t[: m.start()], m[1], t[m.end() :]) if m else (t, None, "") for t, m in found]
