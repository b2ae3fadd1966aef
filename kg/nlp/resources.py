"""What the components of a pipeline read: finders made from an ontology and a gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from spacy.language import Language

from kg.model import Mention
from kg.nlp.counts import CountWords
from kg.nlp.lexicon import Lexicon
from kg.nlp.numbers import NumberFinder
from kg.nlp.placenames import PlaceFinder, PlaceWords, Sense
from kg.ontology import Ontology, load
from kg.places import Gazetteer, fold, open_gazetteer

_REMEMBERED = 512  # texts whose labels are kept, longest unused dropped first
# Names that are never places, though some villages have them.
_CALENDAR = (
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)


class Resources:
    """The finders of one pipeline, each made when it is first asked for.

    Args:
        nlp: the pipeline, whose tokens the finders see.
        ontology: whose labels and patterns are found; the default folder's if it is absent.
        gazetteer: the places of the world; the default one if it is absent.
    """

    def __init__(self, nlp: Language, ontology: Ontology | None = None, gazetteer: Gazetteer | None = None) -> None:
        self._nlp = nlp
        self._ontology = ontology
        self._gazetteer = gazetteer

    @cached_property
    def ontology(self) -> Ontology:
        """The ontology."""
        return self._ontology or load()

    @cached_property
    def numbers(self) -> NumberFinder:
        """Finds numbers, with the currencies of the vocabulary."""
        currencies: dict[str, str] = {}
        for term in self.ontology.by_class("Currency"):
            currencies |= dict.fromkeys((*term.names, term.notation or ""), term.notation or "")
        return NumberFinder(currencies)

    @cached_property
    def counts(self) -> CountWords:
        """Tells numbers that count from years."""
        return CountWords(self.ontology.patterns.get("dates", {}))

    @cached_property
    def common(self) -> Callable[[str], int]:
        """How common a word is; see `how_common`."""
        return how_common(self._nlp)

    @cached_property
    def collective(self) -> frozenset[str]:
        """Nouns of many, of which either number may be told."""
        return frozenset(self.ontology.patterns.get("populations", {}).get("collective", ()))

    @cached_property
    def numbered(self) -> frozenset[str]:
        """Nouns that a number behind them names: `Camp 4`."""
        return frozenset(self.ontology.patterns.get("names", {}).get("numbered", ()))

    @cached_property
    def lexicon(self) -> Lexicon:
        """Finds labels."""
        return Lexicon(self._nlp.make_doc, self._nlp.vocab, self.ontology)

    @cached_property
    def places(self) -> PlaceFinder:
        """Finds places."""
        ontology = self.ontology
        types = [(n, t.place_class or "Place") for t in ontology.by_class("PlaceType") for n in t.names]
        others = [t for t in ontology.terms.values() if not ontology.is_a(t.cls, "Place")]
        apart = ontology.patterns.get("names", {}).get("apart")
        names = [n for t in others if apart is None or any(ontology.is_a(t.cls, cls) for cls in apart) for n in t.names]
        demonyms = [d for t in ontology.by_class("Country") for d in t.demonyms]
        never = frozenset(_CALENDAR.split()) | {fold(w) for w in (*names, *self._nlp.Defaults.stop_words)}
        return PlaceFinder(
            self._gazetteer or open_gazetteer(),
            PlaceWords.read(types, ontology.patterns.get("places", {}), never, self.common, demonyms),
            {a: t.country for t in ontology.by_class("Country") for a in t.ambiguous_acronyms if t.country},
            ontology.patterns.get("places", {}),
        )

    @cached_property
    def named(self) -> Callable[[str], tuple[Mention, ...]]:
        """What a text calls by a label, by the label of the vocabulary; none overlaps another."""
        # Country, publisher and places of a report are all told by the same paragraphs.
        return lru_cache(_REMEMBERED)(lambda text: tuple(self._labelled(text)))

    def _labelled(self, text: str) -> Iterator[Mention]:
        taken: set[int] = set()
        ends: list[tuple[int, int]] = []
        for span, labels in self.lexicon(self._nlp.make_doc(text)):
            own = set(range(span.start, span.end))
            if taken & own:
                continue
            taken |= own
            term = self.ontology.terms.get(labels[0].ref)
            name = term.label if term else span.text
            yield Mention(span.start_char, span.end_char, labels[0].cls, name, labels[0].ref)
            ends.append((span.start_char, span.end_char))
        for begin, end, iso3, sense in self.places.shared.find(text):
            if sense is Sense.PLACE and not any(b < end and begin < e for b, e in ends):
                yield Mention(begin, end, "Country", text[begin:end], f"iso3166:{iso3}")


OWN_WORD = 2
"""How common a word is that is one of the language's own; see `how_common`."""


def how_common(nlp: Language) -> Callable[[str], int]:
    """How common a word is, by the lists of the model's lemmatizer.

    2 for verbs, adjectives, adverbs and function words, 1 for nouns (some are names too), 0 for what no list has.
    """
    lookups = nlp.get_pipe("lemmatizer").lookups if "lemmatizer" in nlp.component_names else None  # type: ignore[attr-defined]
    index = lookups.get_table("lemma_index") if lookups is not None and lookups.has_table("lemma_index") else {}
    nouns = frozenset(index.get("noun", ()))
    others = frozenset[str]().union(nlp.Defaults.stop_words, *(index.get(k, ()) for k in ("verb", "adj", "adv")))
    endings = ("", "s", "es", "ed", "ing", "d")

    @lru_cache(1 << 16)
    def ordinary(word: str) -> int:
        stems = [word.removesuffix(e) for e in endings if word.endswith(e)]
        stems += [word[:-3] + "y"] if word.endswith("ies") else []
        return OWN_WORD if not others.isdisjoint(stems) else int(not nouns.isdisjoint(stems))

    return ordinary
