"""Whether two spellings are one name with a slip of the pen, or two names that look alike.

A slip makes a word that is none: the bounds were set on the pairs of `tests/pairs.toml`, where look-alikes (Niger and
Nigeria, women and woman) are as many as slips.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

LEAST = 0.83  # similarity of the words that differ, from 0 to 1
DOUBLED = 0.95  # of two words that differ in doubled letters only
ALIKE = 0.7  # from here on two words are nearly the same
ALIKE_PLACES = 0.8  # and two places
_SHORTEST_WORD = 5
_SHORTEST_NAME = 10
_SHORTEST_PLACE = 7
_LETTER_IN_PLACE = 7  # letters of a word in which one may stand for another
_LONG_WORD = 9  # of which two letters may differ


def slip(one: str, other: str, known: frozenset[str] = frozenset()) -> float:
    """How alike two keys are that differ by a slip in one word, from `LEAST` to 1; 0 where they are two names.

    Args:
        one: a key.
        other: another key.
        known: words that are right as they are: two of them are never a slip of each other.
    """
    first, second = one.split(), other.split()
    if len(first) != len(second) or len(first) < 2 or min(len(one), len(other)) < _SHORTEST_NAME:
        return 0
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(differing) != 1:
        return 0
    return _word_slip(*differing[0], known)


def place_slip(one: str, other: str) -> float:
    """How alike two keys of places are that differ by one letter inside, as `slip`; the short ones never do."""
    if min(len(one), len(other)) < _SHORTEST_PLACE or not _lettered(one + other) or one[0] != other[0]:
        return 0
    return OSA.normalized_similarity(one, other) if OSA.distance(one, other) == 1 else 0


def _word_slip(one: str, other: str, known: frozenset[str]) -> float:
    if (one in known and other in known) or not _lettered(one + other) or one[0] != other[0]:
        return 0
    shorter = min(len(one), len(other))
    if shorter < _SHORTEST_WORD - 1 or one.rstrip("s") == other.rstrip("s"):
        return 0
    if _single(one) == _single(other):
        return DOUBLED
    if shorter < _SHORTEST_WORD:
        return 0
    most = 2 if shorter >= _LONG_WORD else 1
    alike = OSA.normalized_similarity(one, other)
    if len(one) == len(other) and sorted(one) != sorted(other):
        # Another letter in its place often makes another word (hearth and health), and so of two that nobody knows.
        most = most if len(one) >= _LETTER_IN_PLACE and known & {one, other} else 0
    return alike if OSA.distance(one, other) <= most and alike >= LEAST else 0


def nearly(one: str, other: str) -> float:
    """How alike two keys are that differ in one word only, 0 if less than `ALIKE`."""
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return 0
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(differing) != 1:
        return 0
    alike = OSA.normalized_similarity(*differing[0])
    return alike if alike >= ALIKE else 0


def _single(word: str) -> str:
    """The word without doubled letters."""
    return "".join(char for char, before in zip(word, "\0" + word, strict=False) if char != before)


def _lettered(text: str) -> bool:
    return not any(char.isdigit() for char in text)
