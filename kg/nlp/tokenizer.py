"""The tokenizer, kept from texts on which it would work for hours.

spaCy takes signs off the ends of a word one by one and looks at the rest of the word each time, so that the time grows
with the square of a word's length: 20,000 brackets in a row take minutes. And the parser takes what has no full stop
for one sentence, however long. Ordinary text is not touched by either measure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.document import text_of

LONGEST_WORD = 200
"""A longer run of characters without white space is cut before it is tokenised; web addresses are shorter."""
_AFTER_STOP = re.compile(r"\w\.\d+\s")
_COMPARED = re.compile(r"\(\s*\d[\d,.]*(?:\s+and\s+\d[\d,.]*)?\s+in\s+\d{4}\s*\)\s+(?=\d[\d,.]*\s+[^\W\d])")
LONGEST_SENTENCE = 300
"""A stretch of that many tokens without the end of a sentence is cut; a sentence of a report has 40, a long one 110."""

_SHORT = 3  # letters of words that no sentence ends with unless a full stop follows
# Whose full stop ends no sentence, and spaCy's does not know: a number follows.
_SHORTENED = ("approx.", "Approx.", "est.", "Est.", "incl.", "excl.", "resp.", "pers.", "indiv.")
# Verbs whose first part tells nothing by itself: the parser would take it for the verb. With a hyphen the tagger takes
# them for adjectives, so each stands for the tagger and the parser as a verb that they know well.
_HYPHENED = {
    f"pre-{verb}{end}": f"{known}{end}"
    for verb, known in (("position", "deliver"), ("register", "register"))
    for end in ("", "s", "ed", "ing")
}

_START, _NO_START = 1, -1  # of a sentence, as spaCy writes them; 0 where the parser is to tell
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_END = re.compile(r"[.!?;:•…]")


# Where a number and the word that it counts were run together: `1,250households`.
_GLUED = r"(?<=[0-9][0-9])(?=[A-Za-z][a-z]{4,})"
# Where the mark of a footnote, or what follows a bracket, was run together with a word: `in Arua,12 and`, `[Arua]The`.
_MARKED = r"(?<=[a-z][a-z])[,;.](?=[0-9]{1,3}(?![0-9]))|(?<=[A-Za-z])[\])](?=[A-Z][a-z])"
# The number of a note behind a bracket or a word in small letters: `300 people (120 children)2`, `to the cluster2`.
_NOTED = r"(?<=[a-z])\)(?=[0-9]{1,2}\b)|(?<=[a-z]{4})(?=[0-9]{1,2}$)"
# A slash between a word and the number of the same in another unit: `300 families/1,500 people`.
_SLASHED = r"(?<=[a-z]{5})/(?=[0-9]{1,3},[0-9])"
# A sign for `times` behind a number: `18x blankets`.
_TIMES = r"(?<=[0-9])[x×]"


def learn_abbreviations(tokenizer: Any) -> None:
    """Make one token of each abbreviation and of verbs with a hyphen; part numbers from words."""
    for word in _SHORTENED:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    for word, known in _HYPHENED.items():
        tokenizer.add_special_case(word, [{"ORTH": word, "NORM": known}])
    between, behind = tokenizer.infix_finditer.__self__.pattern, tokenizer.suffix_search.__self__.pattern
    tokenizer.infix_finditer = re.compile(f"{between}|{_GLUED}|{_MARKED}|{_NOTED}|{_SLASHED}").finditer
    tokenizer.suffix_search = re.compile(f"{behind}|{_TIMES}$").search


_KNOWN_NAME = "pentagon"  # a name in capitals, as the model's `norm` has it, that tagger and parser know well


def learn_acronyms(tokenizer: Any, acronyms: Iterable[str]) -> None:
    """Let acronyms that are words in small letters stand for tagger and parser as a name that they know.

    What the model is told of a word is its letters without regard to capitals, so that `WHO` and `CARE` are a pronoun
    and a verb to it.
    """
    for acronym in acronyms:
        tokenizer.add_special_case(acronym, [{"ORTH": acronym, "NORM": _KNOWN_NAME}])


# Tokens of the label of an item at most, of an item at least, and words with which a sentence behind a label opens.
_LABEL, _SENTENCE = 5, 12
_OPENERS = frozenset(
    "In On At During Since From By Under With Through The A An Some Over As This These After More".split()
)


class CarefulTokenizer:
    """Tokenises as another tokenizer does.

    Args:
        vocab: of the pipeline.
        tokenizer: the pipeline's own.
    """

    def __init__(self, vocab: Vocab, tokenizer: Callable[[str], Doc]) -> None:
        self.vocab = vocab
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """The text as tokens."""
        if _LONG.search(text) is None:
            return self._tokenizer(text)
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(text):
            for token in self._tokenizer(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def _pieces(text: str) -> Iterator[str]:
    """Stretches of a text, cut inside of words that are too long."""
    begin = 0
    for long in re.finditer(rf"\S{{{LONGEST_WORD + 1},}}", text):
        if long.start() > begin:
            yield text[begin : long.start()]
        yield from (text[i : min(i + LONGEST_WORD, long.end())] for i in range(long.start(), long.end(), LONGEST_WORD))
        begin = long.end()
    if begin < len(text):
        yield text[begin:]


def cut_sentences(doc: Doc) -> Doc:
    """The document with the begin of a sentence set where the parser would see none for too long.

    No sentence begins within a run of words that goes on: behind a comma, a short word (`Médecins du Monde`) or, in
    small letters, behind another word.
    """
    words = [token.text for token in doc]
    starts = [0] * len(words)
    before = ""
    for i, text in enumerate(words):
        if before == "," or (before.isalpha() and (text[0].islower() or (len(before) <= _SHORT and before.islower()))):
            starts[i] = _NO_START
        before = text
    for i in _footnotes(doc):
        starts[i] = _NO_START
        starts[i + 1] = _START
    if (begin := _behind_label(doc)) is not None:
        starts[begin] = _START
    for begin in _behind_comparisons(doc):
        starts[begin] = _START
    if len(words) > LONGEST_SENTENCE:
        since = 0
        for i, text in enumerate(words):
            if _END.search(text):
                since = 0
            elif since == LONGEST_SENTENCE:
                starts[i] = _START
                since = 0
            since += 1
    # At once: spaCy looks through the whole document before it sets the begin of one sentence.
    told: Any = np.array(starts, dtype="int64").astype("uint64")
    return doc.from_array(["SENT_START"], told) if any(starts) else doc


def _footnotes(doc: Doc) -> Iterator[int]:
    """The marks of footnotes that were run together with the end of a sentence before another: `in Arua.3 In May`."""
    if _AFTER_STOP.search(text_of(doc)) is None:
        return
    for i in range(2, len(doc) - 1):
        glued = doc[i].is_digit and doc[i - 1].text == "." and not (doc[i - 1].whitespace_ or doc[i - 2].whitespace_)
        if glued and doc[i].whitespace_ and doc[i - 2].is_alpha and doc[i + 1].is_title:
            yield i


def _behind_comparisons(doc: Doc) -> Iterator[int]:
    """The tokens with which the next figure of a run begins: `40 wells (35 in 2017) 300 kits (250 in 2017)`."""
    text = text_of(doc)
    begins = {m.end() for m in _COMPARED.finditer(text)} if ")" in text else ()
    return (token.i for token in doc if token.idx in begins) if begins else iter(())


def _behind_label(doc: Doc) -> int | None:
    """The token with which a sentence begins behind the label of an item: `Social cohesion: In Gao, 64 sessions …`."""
    if len(doc) < _SENTENCE or not doc[0].text[:1].isupper():
        return None
    colon = next((i for i in range(1, _LABEL + 1) if not doc[i].is_alpha and doc[i].text not in {"-", "/", "&"}), 0)
    return colon + 1 if colon and doc[colon].text == ":" and doc[colon + 1].text in _OPENERS else None
