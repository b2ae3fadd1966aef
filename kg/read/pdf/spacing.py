"""Words whose letters are set apart, as in some headings, put together again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.read.pdf.words import Word

# Letters that stand farther apart than this are set apart on purpose, in font sizes.
_SPACED = 0.1
# So many stretches of so few letters on average are no words.
_LEAST, _SHORT = 4, 2.6


def with_words_closed(words: Sequence[Word]) -> list[Word]:
    """The words of a page in drawing order, letters that are set apart joined to words."""
    found: list[Word] = []
    run: list[Word] = []
    for word in words:
        if run and not _goes_on(run[-1], word):
            found += _closed(run)
            run = []
        run.append(word)
    return [*found, *_closed(run)]


def _goes_on(before: Word, word: Word) -> bool:
    same = before.base == word.base and before.size == word.size and before.bold == word.bold
    return same and before.upright == word.upright and 0 < word.x0 - before.x1 < 2.5 * word.size


def _closed(run: Sequence[Word]) -> Iterable[Word]:
    letters = sum(len(w.text) for w in run)
    if len(run) < _LEAST or letters > _SHORT * len(run) or not all(w.text.isalpha() for w in run):
        return run
    if any(w.spacing < _SPACED * w.size for w in run if len(w.text) > 1):
        return run
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    between_letters = sorted(gaps)[len(gaps) // 4]
    joined = [run[0]]
    for word, gap in zip(run[1:], gaps, strict=True):
        if gap > 1.5 * between_letters + 0.1 * word.size:
            joined.append(word)
        else:
            joined[-1] = replace(joined[-1], text=joined[-1].text + word.text, x1=word.x1)
    return joined
