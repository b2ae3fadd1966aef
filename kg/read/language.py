"""Only English reports are understood; others are named instead of being misread."""

from __future__ import annotations

import re

from kg.errors import ReadError
from kg.model import BlockKind, Source

# Below this many letters of running text a language cannot be told, and tables need none.
_ENOUGH = 400
# Words that only English uses and no English text of some length does without. A text in which they are frequent
# needs no classifier, whose model takes half a second to load.
_FUNCTION_WORDS = frozenset("the of and to with for from by that which were was has been this their are".split())
_FREQUENT = 0.1


def check_english(source: Source) -> None:
    """Refuse a report whose running text is in another language.

    Raises:
        ReadError: naming the language's ISO 639-1 code.
    """
    prose = " ".join(
        source.joined(block).text for block in source.blocks if block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}
    )[:20_000]
    words = re.findall(r"[^\W\d_]+", prose.casefold())
    if sum(map(len, words)) < _ENOUGH or sum(w in _FUNCTION_WORDS for w in words) > _FREQUENT * len(words):
        return
    import py3langid  # noqa: PLC0415 - its model takes half a second to load and is seldom needed

    language, _ = py3langid.classify(prose)
    if language != "en":
        raise ReadError(source.file, f"is not in English (language: {language})")
