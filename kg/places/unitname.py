"""Type words in the names of administrative units, as the gazetteer's source writes them.

GeoNames has one name with type word (`Cercle de Kita`), another without (`Koulikoro`). These lists are the words that
it uses for units, in the languages of the countries, written as `fold` writes them. They are data about the source;
what a report may call a region or a district is a matter of the ontology's vocabulary.
"""

from __future__ import annotations

import re

from kg.places.record import FOLDING, fold

_BEFORE = (
    "agbegbe ijoba ibile|akarere ka|amphoe|arrondissement|bashkia|bezirk|canton|caza|cercle|circunscricao|commune"
    "|comuna|concelho|condado|county|daerah|daira|degmada|delegacion|delegation|departamento|departement|department"
    "|distretto|district|distrito|estado|gemeente|gemeinde|gemeng|gobolka|gorodskoy okrug|gouvernorat|governorate"
    "|grad|horad|huyen|intara|iprovense|judetul|kabupaten|kanton|kaunti|komuna|kotamadya|kreis|landkreis|liwa"
    "|markaz|mkoa|mmasepala setereke|muang|mueang|muhafazat|mukim|municipality|municipio|municipiul|nohiyai|nomos"
    "|obcina|obshtina|okres|opcina|opstina|oras|parroquia|partido|politischer bezirk|powiat|prefecture|province"
    "|provincia|provinsi|qada|quan|raionul|regierungsbezirk|region|regione|shahrestan|sous prefecture|srok|state"
    "|thanh pho|thi xa|wilaya|wilayat|wojewodztwo"
)
_AFTER = (
    "apskritis|arrondissement|audany|autonomous region|aymag|barrio|borough|canton|census area|cercle|city council"
    "|commune|constituency|council|county|department|diqu|district|division|fylke|governorate|gun|ilcesi|ili|jaras"
    "|kommun|kommune|kraj|kunta|laani|local government area|maakond|maakunta|municipality|munitsipaliteti|novads"
    "|oblast|oblysy|okrug|pagasts|parish|prefecture|province|raion|raioni|rajon|rayon|rayonu|regency|region"
    "|savivaldybe|sector|sheng|shi|special zone|state|subprefecture|subregion|sum|tumani|upazila|vald|viloyati"
    "|voivodeship|wilayah|woreda|xian|zizhizhou|zone|zupanija"
)
_SUFFIXES = "do|gu|gun|guyok|ken|ku|shi|si"  # with a hyphen only: Tomiya-shi
_PARTICLES = "da|de|del|des|di|do|du|e|of|of the|ti|wa|ya"
# What is left of such a name without its type word tells parts of one country apart and is no name: Northern Province.
_RELATIVE = frozenset(
    (
        "capital central centre east eastern est federal free greater lower metropolitan middle national new nord"
        " nordeste noroeste norte north northeast northeastern northern northwest northwestern oeste ouest rural south"
        " southeast southeastern southern southwest southwestern special sud sul sur the upper urban west western"
    ).split(" ")
)


def _longest_first(words: str) -> str:
    return "|".join(sorted(words.split("|"), key=len, reverse=True))


_HEAD = re.compile(rf"(?:{_longest_first(_BEFORE)})['’]?[ -]+(?:d['’] ?|(?:{_longest_first(_PARTICLES)})[ -]+)?")
_TAIL = re.compile(rf"[ -]+(?:{_longest_first(_AFTER)})$|-(?:{_longest_first(_SUFFIXES)})$")


def bare(name: str) -> str:
    """A unit's name without type words: `Kita` for `Cercle de Kita`; the name itself where no name would be left."""
    while " " in name or "-" in name:
        plain, origin = _plain(name)
        head, tail = _HEAD.match(plain), _TAIL.search(plain)
        if head and _is_name(plain[head.end() :]):
            name = name[origin[head.end()] :]
        elif tail and _is_name(plain[: tail.start()]):
            name = name[: origin[tail.start()]]
        else:
            break
    return name


def _is_name(rest: str) -> bool:
    words = fold(rest).split()
    return len("".join(words)) > 1 and words[0].isalpha() and not all(word in _RELATIVE for word in words)


def _plain(name: str) -> tuple[str, list[int]]:
    """The name folded letter by letter, and for each letter of that, and for its end, the place in the name."""
    plain, origin = "", []
    for index, char in enumerate(name):
        folded = char if char in " -'’" else char.translate(FOLDING)
        plain += folded
        origin += [index] * len(folded)
    return plain, [*origin, len(name)]
