"""What a report as a whole tells about itself: who publishes it, of which country, about which time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.document import NameBook, ReportContext
from kg.model import BlockKind, Mention, Source
from kg.nlp.period import PeriodFinder
from kg.nlp.placenames.book import VOTES
from kg.ontology import Ontology

# How much more a mention weighs by where it stands.
_TITLE, _HEADING, _BODY = 12, 4, 1
# What share of all names must speak for the country of a report whose head names none: for any, for any of which little
# is told, for the most named.
_MOST, _SURELY, _SOME = 0.5, 0.75, 0.32
_ABROAD = re.compile(r"\b(?:from|with|to)\s+(?:the\s+)?$", re.IGNORECASE)
_LINE = 20  # words of a line that may head a report


def context_of_report(
    source: Source,
    lines: Sequence[str],
    names: NameBook,
    ontology: Ontology,
    named: Callable[[str], Iterable[Mention]],
    publisher: Mention | None,
    votes: Mapping[str, int],
) -> ReportContext:
    """Country, publisher and period of a report.

    Args:
        source: the report.
        lines: the words of its blocks, without furniture.
        names: which it introduces.
        ontology: whose organisations publish reports.
        named: finds what a text calls by a label.
        publisher: who publishes it.
        votes: what the places of the report say for each country.
    """
    title = source.title or ""
    weighted = [(title.title() if title.isupper() else title, _TITLE), (masthead(source), _HEADING)]
    published = ontology.patterns.get("publishers", {})
    networks = published.get("networks", ())
    givers = re.compile(published["givers"]) if "givers" in published else None
    countries: list[tuple[Mention, int]] = []
    within: list[Mention] = []
    for text, weight in [*weighted, *((line, _BODY) for line in lines)]:
        last: Mention | None = None
        found = list(_with_inner(text, named))
        listed = _donors(text, found, givers) if givers is not None and weight == _BODY else set()
        for mention in found:
            if mention.begin in listed:
                continue
            if mention.cls == "Country":
                # `Caritas Germany` may be the one of Iraq's appeal; where no other country is named, it is of its own.
                of_member = last is not None and last.cls in networks and text[last.end : mention.begin] == " "
                countries.append((mention, _BODY if of_member else weight))
                if weight == _BODY and not _ABROAD.search(text, max(0, mention.begin - 20), mention.begin):
                    within.append(mention)
            last = mention
    heads = [
        m for line in f"{title}\n{masthead(source)}".splitlines() if len(line.split()) < _LINE for m in named(line)
    ]
    heads += [*_seats(heads, ontology)]
    country = _country_of(most_named(countries), within, heads, votes)
    country = country or _country_in_name(publisher, ontology)
    term = next((t for t in ontology.by_class("Country") if country and t.country == country), None)
    return ReportContext(
        country=country,
        country_name=term.label if term else None,
        publisher=publisher.ref if publisher else None,
        publisher_name=publisher.text if publisher else None,
        publisher_cls=publisher.cls if publisher else "Organization",
        clock=PeriodFinder(ontology.patterns.get("period", {})).find(source, lines),
        names=names,
    )


# Between two countries of a list, and how many of them are one.
_BETWEEN, _LIST = re.compile(r"\s*(?:\([^()]{2,12}\)\s*)?(?:,|and|&|;|\||,\s*and)\s*(?:the\s+)?"), 4


def _donors(text: str, found: Sequence[Mention], givers: re.Pattern[str]) -> set[int]:
    """Where countries stand in lists of a text about donors: they say nothing of where a report is about."""
    run: list[Mention] = []
    listed: set[int] = set()
    for mention in (m for m in found if m.cls == "Country"):
        if run and _BETWEEN.fullmatch(text, run[-1].end, mention.begin) is None:
            run = []
        run.append(mention)
        if len(run) >= _LIST:
            listed |= {m.begin for m in run}
    return listed if listed and givers.search(text) else set()


# Behind the name of a row: an amount.
_ROW = re.compile(r"[\s|]*(?:[A-Z]{2,3}\$?\s?|[$€£]\s?)?\d{1,3}(?:,\d{3})+(?!\d)(?!\s*[a-z])")


def _with_inner(text: str, named: Callable[[str], Iterable[Mention]]) -> Iterator[Mention]:
    """What is named in a text, and the countries that names of plans and appeals begin with."""
    for mention in named(text):
        yield mention
        if mention.cls != "Country" and len(mention.text.split()) > 2:
            yield from (m for m in named(mention.text.rpartition(" ")[0]) if m.cls == "Country" and m.begin == 0)


def _country_of(
    named: Mention | None, within: Sequence[Mention], heads: Sequence[Mention], votes: Mapping[str, int]
) -> str | None:
    """The code of the country that a report is about: that of its head, else what most of its names and places say.

    Refugees may come from the country that a report names most, and it may be about many: then it has none.

    Args:
        named: the country that the report names most.
        within: what names countries in the text, but as where something comes from or goes to.
        heads: what is named in its head.
        votes: what the places say for each country.
    """
    code = _code(named) if named else None
    if code and (
        any(_code(m) == code for m in heads) or code == max(sorted(votes), key=lambda c: votes[c], default="")
    ):
        return code
    said = Counter(votes)
    for mention in within:
        said[_code(mention)] += 2 * VOTES
    best = max(sorted(said), key=lambda c: said[c], default=None)
    least = _MOST if best is not None and said[best] >= 2 * VOTES else _SURELY
    # Where no country is named at all, one name is too little: many a word is a place somewhere.
    enough = VOTES if within or code else 2 * VOTES
    if best is None or said[best] < enough or said[best] < least * said.total():
        # Places may say that another is meant than the one that is named most, as where people fled to.
        return code if code and code == best and said[code] >= _SOME * said.total() else None
    return best


def _country_in_name(publisher: Mention | None, ontology: Ontology) -> str | None:
    """The country after which who publishes a report is called: `Kenya Red Cross Society`."""
    own = ontology.terms.get(publisher.ref or "") if publisher else None
    for term in ontology.by_class("Country") if own and own.country else ():
        if own and term.country == own.country and any(own.label.startswith(f"{name} ") for name in term.names):
            return term.country
    return None


def _seats(mentions: Iterable[Mention], ontology: Ontology) -> Iterator[Mention]:
    """The countries that names of bodies name: that of `Chad Humanitarian Fund`, none of `Danish Red Cross`."""
    for mention in mentions:
        term = ontology.terms.get(mention.ref or "")
        if term is None or term.country is None or not ontology.is_a(term.cls, "Organization"):
            continue
        country = next((t for t in ontology.by_class("Country") if t.country == term.country), None)
        if country is not None and country.label in term.label:
            yield replace(mention, cls="Country", ref=f"iso3166:{term.country}", text=country.label)


def _code(mention: Mention) -> str:
    return (mention.ref or "").removeprefix("iso3166:")


def masthead(source: Source) -> str:
    """The words that tell what the report is: its title, its first lines, and furniture that names it."""
    parts = [source.title or ""]
    parts += [source.joined(b).text for b in source.blocks[:6]]
    parts += [source.joined(b).text for b in source.blocks if b.kind is BlockKind.FURNITURE and b.end - b.begin < 100][
        :5
    ]
    parts += [source.joined(b).text for b in source.blocks if b.kind is BlockKind.HEADING]
    return "\n".join(dict.fromkeys(parts))


def most_named(weighted: Iterable[tuple[Mention, int]]) -> Mention | None:
    """The thing that is mentioned most, weighted by place; ties go to the first."""
    score: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for mention, weight in weighted:
        key = mention.ref or mention.text
        score[key] += weight
        first.setdefault(key, mention)
    return first[max(score, key=lambda k: (score[k], -list(first).index(k)))] if score else None
