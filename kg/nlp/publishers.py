"""Who publishes a report: its head, its addresses and what it says of itself tell more than how often one is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log2
from typing import Any

from kg.document import NameBook, NewName
from kg.model import BlockKind, Mention, Source
from kg.ontology import Ontology

# How much each tells that an organisation publishes the report; each counts once.
_TITLE, _HEAD, _FURNITURE, _HEADING = 12.0, 6.0, 5.0, 2.0
_FIRST = 3.0  # of several in the head
_SAYS_SO = 14.0
_SITE = 10.0  # all addresses are its
_ITSELF, _SERIES, _CONTACT, _CREDIT = 6.0, 7.0, 4.0, 3.0
_PARENT = 0.3  # a government above the body that publishes
_OFTEN = 3  # mentions in the text up to which each counts in full
_LISTED = 3  # names of a line that lists them
_LINE = 20  # words of a line that may head a report
_HEAD_BLOCKS, _FIRST_LINES = 8, 5
_CONTACTS = 600  # characters of a line that may hold contacts
_MOST = 0.6  # share of a line of which it is the name
_NEAR = 60  # characters before a name that tell its part

_SMALL = frozenset("of for and the on in to de des du la le les et".split())

_SIGNS = ("by", "issues", "others", "itself", "undertakes", "about", "credit", "contact", "we", "we_are")

Named = Callable[[str], Iterable[Mention]]


@dataclass
class _Case:
    """What speaks for one organisation."""

    mention: Mention
    told: dict[str, float] = field(default_factory=dict)  # by what tells it
    times: int = 0  # in the text

    def add(self, what: str, weight: float) -> None:
        """Count what tells it once, at its most."""
        self.told[what] = max(weight, self.told.get(what, 0.0))

    @property
    def weight(self) -> float:
        if self.mention.ref is None and not self.told:
            return 0.0  # a name that nothing but the text holds
        often = self.times if self.times <= _OFTEN else _OFTEN + 2 * log2(self.times / _OFTEN)
        return often + sum(self.told.values())


def _stands_out(ranked: Sequence[_Case]) -> bool:
    """Whether the first, of which nothing is told, is at least named more often than any other."""
    return len(ranked) < 2 or ranked[0].times > ranked[1].times


@dataclass
class PublisherFinder:
    """Finds who publishes a report, by the ontology's organisations and its patterns (`[publishers]`)."""

    ontology: Ontology
    named: Named

    @cached_property
    def _patterns(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.ontology.patterns.get("publishers", {})
        return found

    @cached_property
    def _signs(self) -> Mapping[str, re.Pattern[str]]:
        """The expressions for words around a name that tell its part; one that is not told matches nothing."""
        return {name: re.compile(self._patterns.get(name, "(?!)")) for name in _SIGNS}

    @cached_property
    def _series(self) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
        return tuple(
            (s["name"], re.compile(s.get("head", "(?!)")), re.compile(s.get("words", "(?!)")))
            for s in self._patterns.get("series", ())
        )

    @cached_property
    def _sites(self) -> dict[str, str]:
        """Labels of organisations by their addresses: those that the patterns tell, and names written as one word."""
        found: dict[str, str] = {}
        for term in self.ontology.terms.values():
            if self.ontology.is_a(term.cls, "Organization"):
                for name in term.names:
                    found.setdefault(_as_site(name), term.label)
        return {**found, **self._patterns.get("addresses", {})}

    def find(self, source: Source, lines: Sequence[str], names: NameBook) -> Mention | None:
        """Who publishes a report.

        Args:
            source: the report.
            lines: the words of its blocks, without furniture.
            names: which it introduces.
        """
        cases: dict[str, _Case] = {}

        def case(mention: Mention) -> _Case:
            return cases.setdefault(mention.ref or mention.text.casefold(), _Case(mention))

        own = self._own_names(names)
        self._heads(source, names, own, case)
        self._body(lines, names, own, case)
        nouns = self.ontology.patterns.get("names", {}).get("mastheads", ())
        for mention in _authorities(lines[:_FIRST_LINES], nouns, self.named, self.ontology):
            case(mention).add("title", _TITLE)
        self._addresses(source.text, lines, case)
        head = "\n".join(text for text, _ in heads_of(source))
        for name, at_head, anywhere in self._series:
            if at_head.search(head) or anywhere.search(source.text):
                for mention in self._by_label(name):
                    case(mention).add("series", _SERIES)
        for known in cases.values():
            if known.mention.ref is None and known.mention.text.startswith("Government"):
                known.told = {what: weight * _PARENT for what, weight in known.told.items()}
        told = sorted((c for c in cases.values() if c.weight > 0), key=lambda c: -c.weight)
        if not told or (not told[0].told and not _stands_out(told)):
            return None
        return told[0].mention

    # What names it ---------------------------------------------------------------------------------------------

    def _organizations(self, text: str, names: NameBook) -> Iterator[Mention]:
        taken: set[int] = set()
        for mention in (*self.named(text), *by_acronym(text, names, self.named), *self._in_capitals(text)):
            own = range(mention.begin, mention.end)
            if self.ontology.is_a(mention.cls, "Organization") and taken.isdisjoint(own):
                taken.update(own)
                yield mention

    def _in_capitals(self, text: str) -> Iterable[Mention]:
        return self.named(text.title()) if text.isupper() and len(text.title()) == len(text) else ()

    def _own_names(self, names: NameBook) -> dict[str, Mention]:
        """The organisations that the report introduces and no vocabulary holds, by how they are written."""
        found: dict[str, Mention] = {}
        heads = {h.casefold() for h in self.ontology.patterns.get("names", {}).get("organization_heads", ())}
        capitals = [
            (short, NewName(_titled(long), short))
            for short, long in names.acronyms.items()
            if long.isupper() and not heads.isdisjoint(long.casefold().split())
        ]
        for name, new in (*names.organizations.items(), *capitals):
            known = any(m.begin == 0 and m.end == len(new.text) for m in self.named(new.text))
            if not known and new.text not in self._never:
                mention = Mention(0, len(new.text), "Organization", new.text, None)
                found.setdefault(name, mention)
                found.setdefault(new.text, mention)
        return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))

    def _by_label(self, label: str) -> Iterator[Mention]:
        for m in self.named(label):
            if m.end - m.begin == len(label) and self.ontology.is_a(m.cls, "Organization"):
                yield m

    @cached_property
    def _never(self) -> frozenset[str]:
        return frozenset(self._patterns.get("never", ()))

    def _publishes(self, mention: Mention) -> bool:
        """Whether it is of those who publish reports."""
        kinds = {mention.text, *(c for c in self._never if c[0].isupper() and self.ontology.is_a(mention.cls, c))}
        return not kinds & self._never

    def _heads(
        self, source: Source, names: NameBook, own: Mapping[str, Mention], case: Callable[[Mention], _Case]
    ) -> None:
        """What the title, the first lines, the furniture and the headings name."""
        first = True
        for line, weight in heads_of(source):
            new = _called(line, own, any_case=True) if weight >= _FURNITURE else ()
            short = self._shortly(line) if weight >= _HEAD else ()
            found = sorted((*self._organizations(line, names), *new, *short), key=lambda m: m.begin)
            for mention in found:
                before = line[max(0, mention.begin - _NEAR) : mention.begin]
                if self._signs["others"].search(before) or _is_listed(line, mention):
                    continue
                if self._signs["credit"].search(before):
                    case(mention).add("credit", _CREDIT)
                    continue
                says = self._signs["by"].search(before) is not None
                if not self._publishes(mention) and not says and not (weight >= _HEAD and _makes_up(line, mention)):
                    continue
                if len({m.ref or m.text for m in found}) >= _LISTED and not says:
                    continue
                what = "title" if weight == _TITLE else "head"
                case(mention).add(what, weight)
                if says:
                    case(mention).add("says", _SAYS_SO)
                if first and weight >= _HEAD:
                    case(mention).add("first", _FIRST)
                    first = False

    def _shortly(self, line: str) -> Iterator[Mention]:
        """What a line of the head calls by a short form that only stands alone before a country: `Care in Chad`."""
        match = _BEFORE_COUNTRY.match(line)
        label = self._sites.get(match["name"].casefold()) if match else None
        if match and label and any(m.cls == "Country" and m.begin == match.end() for m in self.named(line)):
            known = any(m.begin < match.end("name") for m in self.named(line))
            yield from () if known else (replace(m, begin=0, end=match.end("name")) for m in self._by_label(label))

    def _body(
        self, lines: Sequence[str], names: NameBook, own: Mapping[str, Mention], case: Callable[[Mention], _Case]
    ) -> None:
        """How often the text names it, and what is told of it there."""
        for line in lines:
            named = (*self._organizations(line, names), *_called(line, own))
            if not named:
                continue
            contact = self._signs["contact"].search(line[:_CONTACTS]) is not None and len(line) < _CONTACTS
            we = self._signs["we"].search(line) is not None
            ends: dict[int, str] = {}  # where names end, to know the acronym behind one
            for mention in named:
                key = mention.ref or mention.text
                if line[mention.begin - 1 : mention.begin] == "(" and ends.get(mention.begin - 2) == key:
                    continue
                ends[mention.end] = key
                before = line[max(0, mention.begin - _NEAR) : mention.begin]
                if self._signs["issues"].search(line, max(0, mention.begin - 2 * _NEAR), mention.begin):
                    case(mention).add("says", _SAYS_SO)
                    continue
                if not self._publishes(mention) or self._signs["others"].search(before) or _is_listed(line, mention):
                    continue
                found = case(mention)
                if (
                    not we
                    or self._signs["we_are"].search(before)
                    or not self._signs["we"].search(_sentence(line, mention))
                ):
                    found.times += 1
                behind = line[mention.end : mention.end + 160]
                if self._signs["about"].search(before) or self._signs["itself"].search(behind):
                    found.add("itself", _ITSELF)
                if self._signs["undertakes"].search(behind):
                    found.add("says", _SAYS_SO)
                if contact:
                    found.add("contact", _CONTACT)
                if self._signs["credit"].search(before):
                    found.add("credit", _CREDIT)

    def _addresses(self, text: str, lines: Sequence[str], case: Callable[[Mention], _Case]) -> None:
        """Whose addresses it prints, also of organisations that it names nowhere else or no vocabulary holds."""
        common = frozenset(self._patterns.get("common_addresses", ()))
        found: Counter[str] = Counter()
        unknown: Counter[str] = Counter()
        for host in _hosts(text):
            label, own = self._owner(host, common)
            if label:
                found[label] += 1
            elif own:
                unknown[own] += 1
        total = found.total() + unknown.total()
        for label, times in found.items():
            for mention in self._by_label(label):
                case(mention).add("address", _SITE * times / total)
        for domain, times in sorted(unknown.items()):
            written = Counter(
                m.group()
                for line in lines
                for m in re.finditer(rf"(?<![\w.@/-]){re.escape(domain)}(?![\w@]|\.\w)", line, re.IGNORECASE)
                if m.group()[0].isupper()
            )
            if len(domain) > 3 and written:
                name = max(sorted(written), key=lambda n: (not n.isupper(), written[n]))
                own_case = case(Mention(0, len(name), "Organization", name, None))
                own_case.add("address", _SITE * times / total)
                own_case.times = max(own_case.times, written.total())

    def _owner(self, host: str, common: frozenset[str]) -> tuple[str | None, str | None]:
        """The organisation of the vocabulary whose address it is, else the word that may be the name of its owner."""
        parts = host.split(".")
        for i in range(len(parts) - 1):
            pair = ".".join(parts[i : i + 2])
            if pair in self._sites:
                return self._sites[pair], None
        for part in reversed(parts[:-1]):
            if part not in common:
                label = self._sites.get(part) or self._sites.get(part.replace("-", ""))
                return label, None if label else part
        return None, None


_HOST = re.compile(r"(?:@|www\.|https?://(?:www\.)?)([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_ENDS = re.compile(r"\.(?:org|ngo|int|info)\b", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.@/-])[\w-]{3,}(?:\.[\w-]+)*$")


def _hosts(text: str) -> Iterator[str]:
    """The hosts of the addresses of a text, each address once."""
    seen: set[str] = set()
    for match in _HOST.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()].split()
        address = (before[-1] if before and match.group().startswith("@") else "") + match.group().casefold()
        if address not in seen:
            seen.add(address)
            yield match.group(1).casefold()
    for match in _ENDS.finditer(text):
        bare = _BARE.search(text, max(0, match.start() - 60), match.start())
        if bare and bare.group() not in seen:
            seen.add(bare.group())
            yield (bare.group() + match.group()).casefold()


_ROW = re.compile(r"[\s(:–-]*(?:[A-Z]{2,3}\$?|[$€£])?\s?\d[\d.,\s]*(?:%|[MKB]|million|billion)?\s*\)?")
_BEFORE_COUNTRY = re.compile(r"(?P<name>[A-Z][\w&-]+)\s+(?:in\s+(?:the\s+)?)?(?=[A-Z])")


_LABEL = 5  # words of a label before a colon, at most


def heads_of(source: Source) -> Iterator[tuple[str, float]]:
    """The lines that may tell what the report is, and how much: title, first lines, furniture, headings."""
    seen = {""}
    title = source.title or ""
    if title:
        seen.add(title)
        yield title, _TITLE
    furniture = 0
    for i, block in enumerate(source.blocks):
        if block.kind is BlockKind.FURNITURE and block.end - block.begin < 100 and furniture < 5:
            furniture += 1
            weight = _FURNITURE
        elif i < _HEAD_BLOCKS and block.kind is not BlockKind.ITEM:
            weight = _HEAD
        elif block.kind is BlockKind.HEADING:
            weight = _HEADING
        else:
            continue
        text = source.joined(block).text
        if text.endswith(".") or (text.endswith(":") and len(text.split()) > _LABEL):
            continue  # a sentence, or the lead-in of a list
        if (weight == _HEADING or len(text.split()) < _LINE) and text not in seen:
            seen.add(text)
            yield text, weight


def by_acronym(text: str, names: NameBook, named: Named) -> Iterator[Mention]:
    """What a text calls by an acronym that the report introduces for a name of the vocabulary."""
    known: list[tuple[int, int]] | None = None
    for acronym, new in names.organizations.items():
        if acronym != new.acronym or acronym not in text:
            continue
        full = next((m for m in named(new.text) if m.end - m.begin == len(new.text)), None)
        if full is None:
            continue
        known = [(m.begin, m.end) for m in named(text)] if known is None else known
        for m in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
            if not any(begin < m.end() and m.start() < end for begin, end in known):
                yield replace(full, begin=m.start(), end=m.end())


def _called(text: str, own: Mapping[str, Mention], *, any_case: bool = False) -> Iterator[Mention]:
    """Where a text calls organisations by names that the report introduces; the longest name counts."""
    taken: set[int] = set()
    words = text.casefold() if any_case else text
    for name, mention in own.items():
        written = name.casefold() if any_case else name
        if written not in words:
            continue
        for m in re.finditer(rf"(?<![\w-]){re.escape(written)}(?![\w-])", words):
            if taken.isdisjoint(range(*m.span())):
                taken.update(range(*m.span()))
                yield replace(mention, begin=m.start(), end=m.end())


def _titled(name: str) -> str:
    """A name in capitals as it is usually written: `Board of Health`."""
    words = name.title().split()
    return " ".join(w.lower() if i and w.lower() in _SMALL else w for i, w in enumerate(words))


def _authorities(
    heads: Sequence[str],
    nouns: Sequence[str],
    named: Named,
    ontology: Ontology,
) -> Iterator[Mention]:
    """An authority whose name in capitals heads the report: `MINISTRY OF WATER AND FORESTS`."""
    small = {"Of", "And", "For", "The", "On", "In"}
    for head in heads:
        words = head.title().split()
        if not head.isupper() or not 1 < len(words) < _LINE // 2 or not {words[0], words[-1]} & {*nouns}:
            continue
        if not any(ontology.is_a(m.cls, "Organization") for m in named(head)):
            name = " ".join(w.lower() if w in small else w for w in words)
            yield Mention(0, len(head), "Organization", name, None)


def _makes_up(text: str, mention: Mention) -> bool:
    """Whether a name is most of its line."""
    return mention.end - mention.begin >= _MOST * len(text)


def _is_listed(line: str, mention: Mention) -> bool:
    """Whether a name stands in a list, or opens a row with a number: `Norway 43.1`."""
    return line.count("|") >= _LISTED or (mention.begin == 0 and _ROW.fullmatch(line, mention.end) is not None)


def _sentence(line: str, mention: Mention) -> str:
    """The sentence of a line that holds a name."""
    begin = max(line.rfind(mark, 0, mention.begin) for mark in (". ", "; ", "! ", "? "))
    ends = [at for mark in (". ", "; ", "! ", "? ") if (at := line.find(mark, mention.end)) >= 0]
    return line[begin + 1 : min(ends, default=len(line))]


def _as_site(name: str) -> str:
    """A name as it would stand in an address."""
    return re.sub(r"[^\w]", "", name).casefold()
