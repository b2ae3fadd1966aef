"""The ontology's labels as a matcher: concepts and entities known beforehand, wherever text calls them by a label."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.ontology import Ontology, VocabularyTerm
from kg.places.vocabulary import geonames_ids, is_units_name

# What a mention of a demonym is labelled with; its reference is the country.
DEMONYM = "Demonym"
_AND = frozenset({"and", "or", "&", "/"})


@dataclass(frozen=True, slots=True)
class Label:
    """What a matched label stands for."""

    cls: str
    ref: str
    name: bool = True  # of an entity, which is written with a capital; False for a concept


def reference(term: VocabularyTerm, ontology: Ontology) -> str:
    """How claims refer to a vocabulary entry: countries by their ISO code, all else by IRI."""
    return f"iso3166:{term.country}" if ontology.is_a(term.cls, "Country") and term.country else term.iri


def is_acronym(label: str) -> bool:
    """Whether a label must stand in these very letters: `WHO`, `UNHCR`, `IDPs`."""
    return " " not in label and sum(c.isupper() for c in label) > 1


def _is_common_word(doc: Doc, start: int, end: int) -> bool:
    """Whether an acronym is a common word that ends a line in capitals: `ABOUT US`, but not `GIFTS FROM THE US`."""
    if end - start > 1 or not start or not doc[start].is_stop:
        return False
    before, ends = doc[start - 1], end == len(doc) or doc[end].is_space or doc[end].is_punct
    return ends and before.is_upper and len(before) > 2 and before.lower_ != "the"


@dataclass
class Lexicon:
    """Finds labels in tokenised text: concepts in any case, names that begin with a capital, acronyms as printed."""

    make: Callable[[str], Doc]  # the pipeline's tokenizer
    vocab: Vocab
    ontology: Ontology
    _lower: PhraseMatcher = field(init=False)
    _exact: PhraseMatcher = field(init=False)
    _labels: dict[str, list[Label]] = field(init=False, default_factory=dict)
    # Labels of two words, by the first and the last, of classes that share nouns: `host and refugee communities`.
    _shared: dict[str, dict[str, Label]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._lower = PhraseMatcher(self.vocab, attr="LOWER")
        self._exact = PhraseMatcher(self.vocab, attr="ORTH")
        ids = geonames_ids(self.ontology)
        names = self.ontology.patterns.get("names", {})
        silent, common = frozenset(names.get("silent", ())), names.get("common", ())
        sharing = frozenset(names.get("sharing_nouns", ()))
        for term in self.ontology.terms.values():
            if term.cls in silent or is_units_name(term, ids):
                continue
            named = self.ontology.is_a(term.cls, "Entity") and not any(
                self.ontology.is_a(term.cls, cls) for cls in common
            )
            label = Label(term.cls, reference(term, self.ontology), named)
            for name in sorted(set(term.names)):
                self._add(name, label)
                if term.cls in sharing and name.count(" ") == 1:
                    first, last = name.lower().split()
                    self._shared.setdefault(first, {})[last] = label
            for name in sorted(set(term.demonyms)):
                self._add(name, Label(DEMONYM, label.ref))

    def _add(self, name: str, label: Label) -> None:
        # Apostrophes are typeset in two ways.
        for form in {name, name.replace("'", "’"), name.replace("’", "'")}:
            exact = is_acronym(form)
            key = form if exact else form.lower()
            matcher = self._exact if exact else self._lower
            known = self._labels.setdefault(("=" if exact else "~") + key, [])
            if label not in known:
                known.append(label)
            if len(known) == 1:
                matcher.add(("=" if exact else "~") + key, [self.make(form)])

    def __call__(self, doc: Doc) -> Iterator[tuple[Span, tuple[Label, ...]]]:
        """Every label in the text, longer ones first where they overlap; those that share a noun come last."""
        found = [(start, end, key) for m in (self._lower, self._exact) for key, start, end in m(doc)]
        ends = {start: end for start, end, _ in sorted(found)}
        for start, end, key in sorted(found, key=lambda f: (f[0], f[0] - f[1])):
            name = self.vocab.strings[key]
            labels = tuple(sorted(self._labels[name], key=lambda x: (x.cls, x.ref)))
            if name.startswith("~") and not (doc[start].text[:1].isupper() or doc[start].text[:1].isdigit()):
                labels = tuple(x for x in labels if not x.name)
            if labels and not (name.startswith("=") and _is_common_word(doc, start, end)):
                yield Span(doc, start, end), labels
        yield from self._without_noun(doc, ends)

    def _without_noun(self, doc: Doc, ends: Mapping[int, int]) -> Iterator[tuple[Span, tuple[Label, ...]]]:
        """First words of labels that leave their noun to the label behind them: `host and refugee communities`."""
        for start, end in sorted(ends.items()):
            i = start - 2
            if (
                i < 0
                or i in ends
                or doc[i + 1].lower_ not in _AND
                or (nouns := self._shared.get(doc[i].lower_)) is None
            ):
                continue
            last = [doc[j].lower_ for j in (end - 1, end) if j < len(doc)]
            if label := next((nouns[noun] for noun in last if noun in nouns), None):
                yield Span(doc, i, i + 1), (label,)
