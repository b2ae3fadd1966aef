"""What blocks stand under: headings, lead-ins and the items that govern them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from kg.model import Block, BlockKind

# Few words without a number or a full stop.
_TITLE = re.compile(r"[A-Z][^\W\d]*(?:[ ,/&’'-]+[^\W\d]+){0,5}")
_NUMBERED = re.compile(
    r"""(?:(?:section|chapter|part|annex)\s+)?(?:\d+(?:\.\d+)*|[IVX]+)[.:)]?\s+\S
    | (?:section|chapter|part|annex)\s+\w+""",
    re.IGNORECASE | re.VERBOSE,
)


def _stands_over(text: str, block: Block, said: str, following: Block | None) -> bool:
    """Whether a paragraph of few words is the title of the list right below it: `Activities planned`."""
    if following is None or following.kind is not BlockKind.ITEM or not _TITLE.fullmatch(said):
        return False
    return text.count("\n", block.end, following.begin) == 1


def with_context(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Each block under its headings; items under the lead-ins and items that govern them.

    An item comes with its indentation as `level` and its mark as `lead`, a heading with its level.
    """
    path: list[tuple[float, str]] = []
    marks: list[
        tuple[tuple[str, int], str]
    ] = []  # open list levels: (mark, indentation) and the words of its last item
    leadin = ""
    standing: tuple[float, str] | None = None  # a lead-in right above a heading, which governs those of its depth
    done: list[Block] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        words = " ".join(text[b:e] for b, e in block.lines).split()
        said = " ".join(words)
        section = tuple(title for _, title in path)
        if block.kind is BlockKind.HEADING:
            depth = block.level - (0.5 if _NUMBERED.match(said) else 0)
            while path and path[-1][0] >= depth:
                path.pop()
            if done and done[-1].kind is BlockKind.PARAGRAPH and leadin:
                standing = depth, leadin
            elif standing is not None and depth < standing[0]:
                standing = None
            done.append(replace(block, section=tuple(title for _, title in path)))
            path.append((depth, said.rstrip(": ")))
            marks, leadin = [], standing[1] if standing else ""
            continue
        if block.kind is BlockKind.ITEM:
            drawn = block.lead and (block.lead[0] == "o" or not block.lead[0][0].isalnum())
            key = (block.lead[0] if drawn else "1", block.level)
            same = next((i for i, (m, _) in enumerate(marks) if m[0] == key[0] and abs(m[1] - key[1]) <= 1), None)
            if same is not None:
                del marks[same:]
            lead = tuple(filter(None, (leadin, *(said for _, said in marks))))
            done.append(replace(block, section=section, lead=lead, level=len(marks) + 1))
            marks.append((key, said))
            continue
        if block.kind is BlockKind.PARAGRAPH:
            indent = block.begin - text.rfind("\n", 0, block.begin) - 1
            while marks and indent <= marks[-1][0][1]:
                marks.pop()
                leadin = leadin if marks else ""  # its list is over
            lead = tuple(said for _, said in marks)
            if not marks and leadin and len(words) < 30 and standing is None:
                lead = (leadin,)
            standing = None
            done.append(replace(block, section=section, lead=lead))
            titles = _stands_over(text, block, said, following)
            leadin = said if titles or said.endswith(":") else "" if not said.endswith(";") else leadin
            continue
        done.append(replace(block, section=section, lead=()))
    return tuple(done)
