"""Where the words of a line of Markdown stand: the parser's inline tokens carry no offsets, so it is found here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINE_END = re.compile(r"[^\n]*\n[ \t]*")
_HTML = set(
    "a abbr b bdi bdo big br cite code data del dfn div em font i img ins kbd label mark p q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)


@dataclass(slots=True)
class InlineLine:
    """One line of a token's content: its stretches of words (begin, end, bold), and whether it must stay a line."""

    pieces: list[tuple[int, int, bool]] = field(default_factory=list)
    hard: bool = False  # it begins after a break that the writer set


def inline_lines(token: Token) -> list[InlineLine]:
    """The lines of an inline token, with offsets into its content."""
    walk = _Walk(token.content)
    for child in token.children or []:
        walk.step(child)
    return walk.lines


class _Walk:
    def __init__(self, content: str) -> None:
        self.content = content
        self.at = 0
        self.bold = 0
        self.lines = [InlineLine()]

    def step(self, token: Token) -> None:
        """Move over the source of one token."""
        match token.type:
            case "text":
                self._words(token.content)
            case "text_special":
                self._special(token)
            case "code_inline":
                self._code(token)
            case "softbreak" | "hardbreak":
                self._new_line(token.type == "hardbreak")
            case "strong_open" | "strong_close":
                self.bold += token.nesting
                self.at += len(token.markup)
            case "em_open" | "em_close" | "s_open" | "s_close" | "link_open":
                self.at += len(token.markup) if token.markup not in {"", "autolink"} else 1
            case "link_close":
                self._after_label(autolink=token.markup == "autolink")
            case "image":
                end = self.content.find("]", self.at + 2 + len(token.content))
                self.at = end if end >= 0 else self.at
                self._after_label()
            case "html_inline":
                self._tag(token.content)
            case _:
                self._words(token.content)

    def _words(self, words: str) -> None:
        begin = self.content.find(words, self.at)
        if words and begin >= 0:
            self._piece(begin, begin + len(words))

    def _piece(self, begin: int, end: int) -> None:
        self.lines[-1].pieces.append((begin, end, self.bold > 0))
        self.at = end

    def _special(self, token: Token) -> None:
        """An escaped character or an entity."""
        end = self.at + len(token.markup)
        if token.markup.startswith("\\"):
            self._piece(self.at + 1, end)
        else:
            # `&amp;` is read as its first character, which is the one it stands for.
            self._piece(self.at, self.at + 1 if token.content == "&" else end)
        self.at = end

    def _code(self, token: Token) -> None:
        begin = self.at + len(token.markup)
        end = self.content.find(token.markup, begin)
        while end >= 0 and self.content[end + len(token.markup) : end + len(token.markup) + 1] == "`":
            end = self.content.find(token.markup, end + len(token.markup) + 1)
        end = end if end >= 0 else len(self.content)
        for number, part in enumerate(self.content[begin:end].split("\n")):
            if number:
                self.lines.append(InlineLine())
            if part:
                self._piece(begin, begin + len(part))
            begin += len(part) + 1
        self.at = end + len(token.markup)

    def _new_line(self, hard: bool) -> None:
        found = _LINE_END.match(self.content, self.at)
        self.at = found.end() if found else self.at
        self.lines.append(InlineLine(hard=hard))

    def _after_label(self, autolink: bool = False) -> None:
        """Over `](destination "title")`, `][label]`, `]` or `>`."""
        self.at += 1
        if autolink:
            return
        following = self.content[self.at : self.at + 1]
        if following == "[":
            end = self.content.find("]", self.at)
            self.at = end + 1 if end >= 0 else self.at
        elif following == "(":
            at = self._space(self.at + 1)
            destination = parseLinkDestination(self.content, at, len(self.content))
            at = self._space(destination.pos if destination.ok else at)
            title = parseLinkTitle(self.content, at, len(self.content))
            at = self._space(title.pos if title.ok else at)
            self.at = at + 1 if self.content[at : at + 1] == ")" else self.at

    def _space(self, at: int) -> int:
        while at < len(self.content) and self.content[at].isspace():
            at += 1
        return at

    def _tag(self, tag: str) -> None:
        """An HTML tag is no word; what only looks like one, such as `<UNHCR>`, is."""
        begin = self.content.find(tag, self.at)
        if begin < 0:
            return
        name = re.match(r"</?([a-zA-Z]+)", tag)
        if tag.startswith(("<!", "<?")) or (name is not None and name[1].lower() in _HTML):
            self.at = begin + len(tag)
            if _BREAK.match(tag):
                self.lines.append(InlineLine(hard=True))
        else:
            self._piece(begin, begin + len(tag))
