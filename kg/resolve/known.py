"""Things that are known beforehand: the vocabulary's, and the places of the gazetteer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kg.errors import ClaimsError
from kg.model import Name
from kg.naming import Namer, is_iri
from kg.ontology import RG, Ontology, VocabularyTerm
from kg.places import Gazetteer, PlaceRecord

_GOVERNMENT = "/government"


_GEONAMES = re.compile(r"https?://(?:sws|www)\.geonames\.org/(\d+)(?:/.*)?")


def government_ref(iso3: str) -> str:
    """The ref of the government of a country."""
    return f"iso3166:{iso3}{_GOVERNMENT}"


@dataclass(frozen=True)
class Known:
    """What a canonical ref stands for.

    A canonical ref is the vocabulary's IRI where the vocabulary has the thing, else `iso3166:MLI` for a country,
    `iso3166:MLI/government` for its government, `geonames:2457161` for another place, `pcode:ML060502` for a unit that
    only a table of P-codes has, or any other IRI as it was given.
    """

    ontology: Ontology
    gazetteer: Gazetteer
    namer: Namer

    def ref(self, name: Name) -> str:
        """The canonical form of a name's ref.

        Raises:
            ClaimsError: the ref is of no known form.
        """
        kind, _, code = (name.ref or "").partition(":")
        if kind == "iso3166" and len(code) == 3 and code.isalpha() and code.isascii():
            is_body = self.ontology.is_a(name.cls, "Organization")
            return government_ref(code.upper()) if is_body else self.country_ref(code.upper())
        if kind == "geonames" and code.isascii() and code.isdigit():
            return self.place_ref(int(code))
        if kind == "pcode" and code.isalnum() and code.isascii():
            record = self.gazetteer.by_pcode(code)
            return self.place_ref(record.geonames) if record else f"pcode:{code}"
        if kind in {"iso3166", "geonames", "pcode"} or name.ref is None or not is_iri(name.ref):
            raise ClaimsError(
                f"{name.text}: ref {name.ref!r} is not an IRI, iso3166:XXX, geonames:NUMBER or pcode:CODE"
            )
        return name.ref

    def ref_of(self, text: str) -> str:
        """The canonical ref of what a user names by an IRI of the graph, of GeoNames or another, or by a ref."""
        below = r"(?P<family>place|organization)/(?P<kind>country|geonames|pcode)/(?P<code>[^/]+)"
        if (own := re.fullmatch(re.escape(self.namer.base) + below, text)) is not None:
            kind, code = own["kind"], own["code"]
            if own["family"] == "organization":
                return government_ref(code.upper()) if kind == "country" else text
            return self.ref_of(f"iso3166:{code.upper()}" if kind == "country" else f"{kind}:{code}")
        if (named := _GEONAMES.fullmatch(text)) is not None:
            return self.place_ref(int(named[1]))
        if text.startswith("iso3166:") and text.endswith(_GOVERNMENT):
            return text
        return self.ref(Name(text, "Place", text))

    def country_ref(self, iso3: str) -> str:
        """The canonical ref of a country."""
        return self._countries.get(iso3, f"iso3166:{iso3}")

    def place_ref(self, geonames: int) -> str:
        """The canonical ref of a place by its GeoNames id."""
        record = self.gazetteer.get(geonames)
        if record is not None and record.cls == "Country":
            return self.country_ref(record.iso3)
        if record is not None and not record.in_geonames:
            return record.ref
        return self._geonames.get(geonames, f"geonames:{geonames}")

    def is_government(self, ref: str) -> bool:
        """Whether a ref is that of the government of a country."""
        return ref.startswith("iso3166:") and ref.endswith(_GOVERNMENT)

    def country(self, ref: str) -> str | None:
        """The ISO 3166 alpha-3 code of a country, of the country of a government or national body, or of a place."""
        if ref.startswith("iso3166:"):
            return ref.removeprefix("iso3166:").removesuffix(_GOVERNMENT)
        term, record = self.ontology.terms.get(ref), self.record(ref)
        return (term and term.country) or (record and record.iso3) or None

    def record(self, ref: str) -> PlaceRecord | None:
        """What the gazetteer knows of a place."""
        if ref.startswith("geonames:"):
            return self.gazetteer.get(int(ref.removeprefix("geonames:")))
        if ref.startswith("pcode:"):
            return self.gazetteer.by_pcode(ref.removeprefix("pcode:"))
        if ref.startswith("iso3166:") and not self.is_government(ref):
            return self.gazetteer.country(ref.removeprefix("iso3166:"))
        if ref in self._geonames_of:
            return self.gazetteer.get(self._geonames_of[ref])
        term = self.ontology.terms.get(ref)
        if term is not None and term.country and self.ontology.is_a(term.cls, "Country"):
            return self.gazetteer.country(term.country)
        return None

    def cls(self, ref: str) -> str | None:
        """The class of the thing, where vocabulary or gazetteer know it."""
        term, record = self.term(ref), self.record(ref)
        if self.is_government(ref):
            return "Government"
        return term.cls if term else record.cls if record else None

    def term(self, ref: str) -> VocabularyTerm | None:
        """The vocabulary's entry."""
        return self.ontology.terms.get(ref)

    def country_name(self, iso3: str) -> str | None:
        """The usual name of a country."""
        term = self.term(self.country_ref(iso3))
        record = self.gazetteer.country(iso3)
        return term.label if term else record.name if record else None

    def iri(self, ref: str) -> str:
        """The IRI of the thing."""
        kind, _, code = ref.partition(":")
        if kind == "iso3166":
            iso3 = code.removesuffix(_GOVERNMENT).lower()
            return self.namer.entity("organization" if self.is_government(ref) else "place", "country", iso3)
        if kind in {"geonames", "pcode"}:
            return self.namer.entity("place", kind, code)
        return ref

    @cached_property
    def _countries(self) -> dict[str, str]:
        return {t.country: t.iri for t in self.ontology.by_class("Country") if t.country}

    @cached_property
    def _geonames(self) -> dict[int, str]:
        return {geonames: iri for iri, geonames in self._geonames_of.items()}

    @cached_property
    def _geonames_of(self) -> dict[str, int]:
        stated = (t for t in self.ontology.triples if t.predicate.value == RG + "geonamesId")
        return {str(t.subject.value): int(str(t.object.value)) for t in stated}  # type: ignore[union-attr]
