"""Whether what `[[plot]]` declares agrees with the classes, properties and codes of the folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.ontology.check import Declared
from kg.ontology.namespaces import XSD
from kg.ontology.plots import NUMBERS, Plot, plot_rule, slots_in
from kg.ontology.problems import Problem, line_of_word, suggestion
from kg.ontology.reading import unheard
from kg.ontology.terms import superclasses


def check_plots(declared: Declared, files: Mapping[Path, Mapping[str, Any]]) -> Iterator[Problem]:
    """The ids of plots that nothing declares, and slots that cannot hold what is drawn of them."""
    for file, data in files.items():
        text = file.read_text(encoding="utf-8")
        for number, own in enumerate(data.get("plot", [])):
            plot = plot_rule(own, unheard)
            for word, what, right in _wrong(declared, plot) if plot else ():
                yield Problem(file, line_of_word(text, word, "plot", number), what, right)


_Found = tuple[str, str, str]  # the word at fault, what is wrong, what would be right


def _wrong(declared: Declared, plot: Plot) -> Iterator[_Found]:
    facts = {name for name in declared.classes if "Fact" in superclasses(declared.classes, name)[1:]}
    if plot.fact not in facts:
        yield plot.fact, f"{plot.fact!r} is no class below rg:Fact", suggestion(plot.fact, facts)
        return
    for name in (*plot.slots.values(), *plot.apart):
        yield from _slot(declared, plot, name, f'"{name}"')
    for name in (n for form in plot.forms.values() for n in slots_in(form)):
        yield from _slot(declared, plot, name, f"{{{name}}}")
    for form in plot.forms.values():
        for text in form:
            if len(slots_in([text])) > 1:
                yield text, f"{text!r} names several slots", "a list has one text for each slot"
    for key, name in plot.slots.items():
        ranges = _ranges(declared, name)
        if ranges and not (_number if key in NUMBERS else _thing)(declared, name):
            kind = "a number" if key in NUMBERS else "a thing or a concept"
            what = f"{key} is a slot that holds {kind}, but {name} holds {_shown(ranges)}"
            yield f'"{name}"', what, _held(declared, plot, number=key in NUMBERS)
    for code in plot.marks:
        yield from _code(declared, plot.slots.get("mark", ""), code)
    if plot.percent is not None:
        yield from _code(declared, slots_in(plot.forms["unit"])[0], plot.percent)


def _slot(declared: Declared, plot: Plot, name: str, word: str) -> Iterator[_Found]:
    own = declared.properties.get(name)
    mine = {plot.fact, *superclasses(declared.classes, plot.fact)}
    if own is None:
        yield word, f"{name!r} is no property", suggestion(name, _of(declared, mine))
    elif own.domains and not mine & set(own.domains):
        yield (
            word,
            f"{name} belongs to {' or '.join(own.domains)}, not to {plot.fact}",
            suggestion(name, _of(declared, mine)),
        )


def _of(declared: Declared, classes: set[str]) -> set[str]:
    """The properties of some classes."""
    return {p.name for p in declared.properties.values() if not p.domains or classes & set(p.domains)}


def _ranges(declared: Declared, name: str) -> tuple[str, ...]:
    own = declared.properties.get(name)
    return own.ranges if own is not None else ()


def _held(declared: Declared, plot: Plot, *, number: bool) -> str:
    """The slots of the plot's facts that hold numbers, or things and concepts."""
    names = _of(declared, {plot.fact, *superclasses(declared.classes, plot.fact)})
    return suggestion("", {n for n in names if (_number if number else _thing)(declared, n)})


def _number(declared: Declared, name: str) -> bool:
    return XSD + "decimal" in _ranges(declared, name)


def _thing(declared: Declared, name: str) -> bool:
    return any(r in declared.classes for r in _ranges(declared, name))


def _shown(ranges: Sequence[str]) -> str:
    return " or ".join(r.replace(XSD, "xsd:") for r in ranges)


def _code(declared: Declared, slot: str, code: str) -> Iterator[_Found]:
    ranges = _ranges(declared, slot)
    known = {c for cls in ranges for c in declared.notations.get(cls, ())}
    if code not in known:
        yield code, f"no {_shown(ranges) or slot} has the code {code!r}", suggestion(code, known)
