"""What the words of a name say: their kind, their country, what remains of them in any order and language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.alternation import any_of
from kg.naming import key
from kg.ontology import Ontology

_ANY = "…"
_INITIALS = "{initials}"
_LEAST_REORDERED = 3  # words of names whose order may differ
_LEAST_SAME = 2  # words of names that differ in function words or language


@dataclass(frozen=True)
class Body:
    """A body of a state by its own name and the ISO code of its country, as `Syrian Ministry of Health` states both."""

    key: str
    country: str


@dataclass(frozen=True, eq=False)
class Words:
    """The table `resolution` of the ontology's pattern files; make one with `read_words`."""

    function: frozenset[str]
    stand_for: Mapping[str, str]
    kinds: tuple[tuple[re.Pattern[str], str], ...]
    countries: Mapping[str, str]  # ISO codes by the keys of names and demonyms
    demonyms: Mapping[str, str]
    governments: tuple[re.Pattern[str], ...]
    at_home: frozenset[str]
    home_names: Mapping[str, frozenset[str]]  # by ISO code: short names of the government that hold in that country
    bodies: tuple[re.Pattern[str], ...]
    called_by_country: frozenset[str]  # slots in which a government goes by the bare name of its country
    by_words: tuple[str, ...]  # families whose names are compared by words
    signed: tuple[str, ...]  # classes in whose names `%` and `#` are words
    known: frozenset[str]  # all words of the vocabulary's labels

    def kind(self, name: str) -> str | None:
        """The class of organisations that the name says it is of."""
        plain = key(name)
        fitting = [(len(p.pattern), cls) for p, cls in self.kinds if p.fullmatch(plain)]
        return max(fitting)[1] if fitting else None

    def government(self, name: str, home: str) -> str | None:
        """The ISO code of the country whose government a name means; `home` is that of the report's country."""
        plain = key(name)
        if home in self.home_names and plain in self.at_home | self.home_names[home]:
            return home
        return next((iso3 for p in self.governments if (iso3 := self._country(p.fullmatch(plain)))), None)

    def body(self, name: str) -> Body | None:
        """The body and the country that a name states, if it states a country."""
        plain = key(name)
        for pattern in self.bodies:
            match = pattern.fullmatch(plain)
            if (iso3 := self._country(match)) and match and self.kind(match["body"]):
                return Body(key(match["body"]), iso3)
        return None

    def _country(self, match: re.Match[str] | None) -> str | None:
        if match is None:
            return None
        groups = match.groupdict()
        return self.demonyms.get(groups.get("demonym") or "") or self.countries.get(groups.get("country") or "")

    def sense(self, plain: str) -> tuple[str, ...]:
        """The words of a key that tell it from others, each by the one that stands for all its forms."""
        return tuple(self._one(word) for word in plain.split() if word not in self.function)

    def _one(self, word: str) -> str:
        single = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        return self.stand_for.get(word) or self.stand_for.get(single) or single

    def signatures(self, plain: str) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Under which names of one thing meet: the way by which they do, and the words."""
        sense = self.sense(plain)
        if len(sense) >= _LEAST_SAME:
            yield "wording", sense
        if len(sense) >= _LEAST_REORDERED:
            yield "word-order", tuple(sorted(sense))

    def initials(self, plain: str) -> frozenset[str]:
        """The acronyms of at least three letters that the words of a key make, with and without function words."""
        words = plain.split()
        made = {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in self.function)}
        return frozenset(m for m in made if len(m) > 2)


@cache
def read_words(ontology: Ontology) -> Words:
    """The words by which an ontology's names are compared; all lists may be absent."""
    table: Mapping[str, Any] = ontology.patterns.get("resolution", {})
    countries: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for term in ontology.by_class("Country"):
        if term.country:
            countries.update({key(n): term.country for n in (*term.names, *term.ambiguous_acronyms)})
            for demonym in term.demonyms:  # an adjective that two countries share says nothing
                plain = key(demonym)
                demonyms[plain] = "" if demonyms.get(plain, term.country) != term.country else term.country
    at_home = table.get("governments_at_home", ())
    named = {"country": any_of(countries), "demonym": any_of(d for d, iso3 in demonyms.items() if iso3)}
    return Words(
        function=frozenset(table.get("function_words", ())),
        stand_for={form: word for word, forms in table.get("words", {}).items() for form in (word, *forms)},
        kinds=tuple((_pattern(form), cls) for cls, forms in table.get("kinds", {}).items() for form in forms),
        countries=countries,
        demonyms=demonyms,
        # Whether what stands there is a country is looked up: to compile its names into each form takes 0.1 s.
        governments=tuple(_pattern(form) for form in table.get("governments", ())),
        at_home=frozenset(form for form in at_home if _INITIALS not in form),
        home_names=_home_names(ontology, [form for form in at_home if _INITIALS in form]),
        bodies=tuple(_pattern(form, named) for form in table.get("bodies_of", ())),
        by_words=tuple(table.get("by_words", ("Organization",))),
        signed=tuple(table.get("signed", ())),
        called_by_country=frozenset(table.get("called_by_country", ())),
        known=frozenset(
            word
            for term in ontology.terms.values()
            for name in (*term.names, *term.demonyms)
            for word in key(name).split()
        ),
    )


def _home_names(ontology: Ontology, forms: Iterable[str]) -> dict[str, frozenset[str]]:
    """The forms with the initials of each country's names in place."""
    made: dict[str, frozenset[str]] = {}
    for term in ontology.by_class("Country"):
        if term.country:
            initials = {"".join(word[0] for word in key(name).split()) for name in (term.label, *term.alt_labels)}
            made[term.country] = frozenset(form.replace(_INITIALS, i) for form in forms for i in initials)
    return made


def _pattern(form: str, named: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """`{country}` and the like as groups of these expressions, or of anything; `…` any words, or none at the ends."""
    parts = re.split(r"(\{\w+\}|…)", form)
    made = "".join(
        f"(?P<{p[1:-1]}>{(named or {}).get(p[1:-1], '.+')})"
        if p.startswith("{")
        else ".*"
        if p == _ANY
        else re.escape(p)
        for p in parts
    )
    return re.compile(made.replace(r"\ .*", r"(?:\ .*)?").replace(r".*\ ", r"(?:.*\ )?"))
