"""From a group of names to an entity, and to the places around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from kg.model import Entity
from kg.naming import key, slug
from kg.places import PlaceRecord
from kg.resolve.known import Known
from kg.resolve.nodes import Node, Seen, is_acronym, most_special
from kg.resolve.words import read_words


def entity(known: Known, head: Node, seen: Seen) -> Entity:
    """What a group of names stands for; `head` is the node that all of them are taken for."""
    term, record = known.term(head.ref), known.record(head.ref)
    cls = known.cls(head.ref) or most_special(known.ontology, seen.classes)
    label = term.label if term else _label(known, head, seen, record)
    words = {word for word in (*seen.names, *seen.spellings) if word.strip()} - {label}
    return Entity(
        iri=_iri(known, head),
        cls=cls,
        label=label,
        spellings=frozenset(words),
        acronyms=_acronyms(known, cls, {*words, label}),
        ref=head.ref or None,
        code=min(seen.codes, default=None),
        country=known.country(head.ref) or _country_of_body(known, head, cls),
    )


def _country_of_body(known: Known, head: Node, cls: str) -> str | None:
    """The country of a ministry and the like: that of the reports, or the one that its name states."""
    stated = known.ontology.is_a(cls, "Government") and known.gazetteer.country(head.scope) is not None
    return head.scope if stated else None


def own_iri(known: Known, node: Node) -> str:
    """The IRI of a node that is taken for nothing else."""
    return _iri(known, node)


def _iri(known: Known, head: Node) -> str:
    if head.ref:
        return known.iri(head.ref)
    path = (slug(head.scope.lower()), slug(head.key), quote(head.code, safe=""))
    return known.namer.entity(head.family, *(part for part in path if part))


def _label(known: Known, head: Node, seen: Seen, record: PlaceRecord | None) -> str:
    """The fullest usual name: no acronym if there is another, not in capitals, in most reports, longest."""
    if record is not None and (not seen.names or any(f" {key(record.name)} " in f" {key(n)} " for n in seen.names)):
        return record.name
    if known.is_government(head.ref):
        bare = known.country_name(known.country(head.ref) or "")
        if bare and (seen.gives or {key(name) for name in seen.names} <= {key(bare)}):
            return bare
    names = [name for name in seen.names if name.strip()] or [head.key or head.ref]
    openers = read_words(known.ontology).function
    return min(
        names,
        key=lambda n: (is_acronym(n), n.isupper(), key(n).partition(" ")[0] in openers, -seen.names[n], -len(n), n),
    )


def _acronyms(known: Known, cls: str, words: set[str]) -> frozenset[str]:
    if known.ontology.is_a(cls, "Place"):
        return frozenset()  # a place in capitals is shouted, not abbreviated
    plain = {key(word) for word in words if not is_acronym(word)}
    return frozenset(word for word in words if is_acronym(word) and key(word) not in plain)


@dataclass
class Surroundings:
    """The places above places and the countries of governments, as far as they are known."""

    known: Known
    entities: dict[str, Entity] = field(default_factory=dict)  # by IRI; those that no report names
    links: set[tuple[str, str, str]] = field(default_factory=set)
    records: dict[str, PlaceRecord] = field(default_factory=dict)

    def add(self, head: Node, thing: Entity) -> None:
        """Note what surrounds an entity."""
        if self.known.record(head.ref) is not None:
            self._climb(head.ref)
        elif self.known.ontology.is_a(thing.cls, "Place"):
            self._informal(head, thing)
        elif thing.country is not None:
            self.links.add((thing.iri, "country", self._country(thing.country)))

    def _climb(self, ref: str) -> None:
        record, iri = self.known.record(ref), self.known.iri(ref)
        while record is not None and iri not in self.records:
            self.records[iri] = record
            if iri not in self.entities:
                self.entities[iri] = entity(self.known, Node(ref=ref), Seen())
            if record.within is None:
                return
            ref = self.known.place_ref(record.within)
            above = self.known.iri(ref)
            self.links.add((iri, "within", above))
            record, iri = self.known.record(ref), above

    def _country(self, iso3: str) -> str:
        ref = self.known.country_ref(iso3)
        iri = self.known.iri(ref)
        self._climb(ref)
        if iri not in self.entities:  # a code that the gazetteer lacks
            name = self.known.country_name(iso3) or iso3
            self.entities[iri] = Entity(iri, "Country", name, ref=ref, country=iso3)
        return iri

    def _informal(self, head: Node, thing: Entity) -> None:
        """An area that is called after the country of the report, as `northern Mali` is, lies within it."""
        name = self.known.country_name(head.scope) if head.scope.isupper() else None
        if name is not None and head.key.endswith(f" {key(name)}"):
            self.links.add((thing.iri, "within", self._country(head.scope)))
