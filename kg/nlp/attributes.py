"""Parts of speech, morphology and lemmas, by the model's own rules, each asked once.

The model's attribute ruler tries some 180 patterns at every token, though what nearly all of them say follows from the
token's word, tag and dependency alone, and for most words from tag and dependency. Here that is remembered. What is new
in a text is looked up by the model's own components in one go; a text in which a pattern of several tokens matches, or
that has white space among its tokens, is left to them altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
"""The names of the model's components."""

_MOST = 200_000  # tokens that are remembered; then all are forgotten
_KEY: list[int | str] = ["ORTH", "TAG", "DEP", "LEMMA"]  # a token made of several has a lemma beforehand
_VALUE: list[int | str] = ["POS", "MORPH", "LEMMA"]
# What a pattern may ask of a token so that word, tag and dependency decide.
_OWN = frozenset({"ORTH", "TEXT", "LOWER", "NORM", "LENGTH", "SHAPE", "TAG", "DEP", "IS_SPACE"})
_OF_TAG = frozenset({"TAG", "DEP", "IS_SPACE"})  # those of them that no word decides
_SIGNS = ["LOWER", "DEP"]  # what tells without a matcher that most patterns of several tokens are nowhere in a text

Key = tuple[int, ...]
Value = tuple[int, ...]


class Attributes:
    """A step that does what an attribute ruler and the lemmatizer behind it do.

    Args:
        nlp: the pipeline that has both; see `can_replace`.
    """

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        ruler, self._lemmatizer = nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER)
        assert isinstance(ruler, AttributeRuler)
        self._ruler = ruler
        _index_by_hash(self._lemmatizer)
        self._known: dict[Key, Value] = {}
        self._several = Matcher(nlp.vocab)
        self._stop = nlp.vocab.strings.add(".")
        self._by_tag: dict[Key, Value] = {}  # part of speech and morphology of words that no pattern names
        self._names = _names(_patterns(ruler))
        several = [pattern for pattern in _patterns(ruler) if len(pattern) > 1]
        for number, pattern in enumerate(several):
            self._several.add(str(number), [pattern])
        signs = list(map(_sign, several))
        # The words and dependencies of which a text has one where such a pattern matches; None if that is not known.
        self._signs = None if None in signs else {nlp.vocab.strings.add(sign) for sign in signs if sign is not None}

    @staticmethod
    def can_replace(nlp: Language) -> bool:
        """Whether a pipeline has both, side by side, of the kind whose results follow from word, tag and dependency."""
        names = nlp.pipe_names
        if RULER not in names or names[names.index(RULER) + 1 :][:1] != [LEMMATIZER]:
            return False
        ruler, lemmatizer = nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER)
        if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer):
            return False
        if lemmatizer.mode not in {"rule", "lookup"} or lemmatizer.overwrite:
            return False
        tokens = chain.from_iterable(_patterns(ruler))
        return all(_OWN.issuperset(token) for token in tokens)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its parts of speech, morphology and lemmas."""
        spaces, *signs = doc.to_array(["IS_SPACE", *_SIGNS]).T.tolist() if len(doc) else ((),)
        if any(spaces):
            return self._asked(doc)
        if (self._signs is None or any(map(self._signs.intersection, signs))) and self._several(doc):
            return self._asked(doc)
        keys: list[Key] = list(map(tuple, doc.to_array(_KEY).tolist()))
        if len(self._known) > _MOST:
            self._known.clear()
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if new:
            self._learn(new)
        if keys:
            doc.from_array(_VALUE, _array(self._known[key] for key in keys))
        return doc

    def _asked(self, doc: Doc) -> Doc:
        lemmatized: Doc = self._lemmatizer(self._ruler(doc))
        return lemmatized

    def _learn(self, keys: Iterable[Key]) -> None:
        told: list[Key] = []
        untold: list[Key] = []
        for key in keys:
            (told if not self._is_named(key[0]) and key[1:3] in self._by_tag else untold).append(key)
        if untold:
            self._learn_all(untold)
        if told:
            self._learn_lemmas(told)

    def _learn_all(self, keys: Sequence[Key]) -> None:
        """Ask the model's components about tokens, parted by full stops so that no pattern sees two of them."""
        rows = [row for key in keys for row in (key, (self._stop, self._stop, 0, 0))]
        doc = Doc(self._vocab, words=[self._vocab.strings[row[0]] for row in rows])
        doc.from_array(_KEY[1:], _array(row[1:] for row in rows))
        values = self._asked(doc).to_array(_VALUE).tolist()[::2]
        for key, value in zip(keys, values, strict=True):
            self._known[key] = tuple(value)
            if not self._is_named(key[0]):
                self._by_tag[key[1:3]] = tuple(value[:2])

    def _learn_lemmas(self, keys: Sequence[Key]) -> None:
        """Ask the lemmatizer, which looks at one token at a time, about tokens whose part of speech is known."""
        doc = Doc(self._vocab, words=[self._vocab.strings[key[0]] for key in keys])
        doc.from_array([*_KEY[1:], *_VALUE[:2]], _array((*key[1:], *self._by_tag[key[1:3]]) for key in keys))
        values = self._lemmatizer(doc).to_array(_VALUE).tolist()
        self._known |= {key: tuple(value) for key, value in zip(keys, values, strict=True)}

    def _is_named(self, word: int) -> bool:
        text = self._vocab.strings[word].lower()
        return self._names is None or text in self._names[0] or any(e.search(text) for e in self._names[1])


def _names(patterns: Iterable[list[dict[str, Any]]]) -> tuple[frozenset[str], list[re.Pattern[str]]] | None:
    """The words, in lower case, and expressions of patterns of one token; None if one asks for words in another way."""
    words: set[str] = set()
    expressions = []
    for pattern in patterns:
        for token in pattern if len(pattern) == 1 else ():
            for attribute, value in token.items():
                if attribute in _OF_TAG:
                    continue
                asked: dict[str, Any] = value if isinstance(value, dict) else {"IN": [value]}
                if attribute not in {"LOWER", "ORTH", "TEXT"} or not asked.keys() <= {"IN", "REGEX"}:
                    return None
                words.update(word.lower() for word in asked.get("IN", ()))
                expressions += [re.compile(asked["REGEX"], re.IGNORECASE)] if "REGEX" in asked else []
    return frozenset(words), expressions


def _sign(pattern: Iterable[dict[str, Any]]) -> str | None:
    """A word in lower case or a dependency that a pattern asks for; None if it asks for none by itself."""
    return next((t[name] for t in pattern for name in _SIGNS if isinstance(t.get(name), str)), None)


def _index_by_hash(lemmatizer: object) -> None:
    """Make sets of the lists of words in which the lemmatizer looks for every form that a rule makes."""
    lookups = lemmatizer.lookups if isinstance(lemmatizer, Lemmatizer) else None
    if lookups is not None and lookups.has_table("lemma_index"):
        table = lookups.get_table("lemma_index")
        for key, words in list(table.items()):
            table[key] = frozenset(words)


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    """All patterns, token by token."""
    entries: Any = ruler.patterns
    return [pattern for entry in entries for pattern in entry["patterns"]]


def _array(rows: Iterable[Sequence[int]]) -> Any:
    return np.array(list(rows), dtype="uint64")
