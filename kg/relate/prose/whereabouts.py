"""Places, origin and asylum around a counted group."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Span

from kg.document import text_of
from kg.model import Name, Value
from kg.relate.facts import Slots
from kg.relate.prose.drafts import Sentence
from kg.relate.prose.phrases import PEOPLE, Phrase
from kg.relate.prose.places import BEHIND, heading_places, names_of
from kg.relate.prose.situations import is_uprooted
from kg.relate.prose.stocks import befallen, governing_verb, group_totalled
from kg.relate.scope import Scope
from kg.relate.spans import BETWEEN_NAMES, PLACES, mentions_in

_NUMBERS_IN_BRACKETS = re.compile(r"\([^()]*\d[^()]*\)")
_FROM_IN_BRACKETS = re.compile(r"\(from\s[^()]*\)", re.IGNORECASE)  # where those before came from


def whereabouts_of(scope: Scope, sentence: Sentence, phrase: Phrase) -> Slots:
    """Places, origin and asylum around a counted group; the report's country where none is named."""
    span, doc = sentence.span, sentence.span.doc
    following = min(
        (_begin(sentence, p) for p in sentence.phrases if p.start > phrase.end and p.parent is not phrase),
        default=span.end,
    )
    origins: list[Value] = []
    demonyms = [m for m in mentions_in(span, "Demonym") if phrase.start - 1 <= m.start < phrase.end]
    origins += [scope.country_named(m.kb_id_) for m in demonyms]
    places: list[Name] = []
    asylum: list[Value] = []
    codes = [*phrase.groups, group_totalled(sentence, phrase) or ""]
    group = scope.codes(codes)
    begin = _begin(sentence, phrase)
    own = begin < phrase.start or any(phrase.end <= m.start < following for m in mentions_in(span, *PLACES))
    alone = (
        phrase.end == phrase.number.end
    )  # it goes on from those before: `affected 300 people in A and displaced 200`
    for mention, leads in _around(scope, sentence, phrase, following):
        name, behind = scope.name_of(mention), mention.start > phrase.start
        if "crossing" in leads and behind and mention.label_ == "Country":
            asylum.append(name)
        elif (
            (mention.start >= following and own)
            or _of_part(sentence, phrase, mention)
            or _in_others_clause(scope, phrase, mention)
            or (begin > mention.start and (own or not alone) and _of_others(sentence, phrase, mention))
        ):
            continue  # the place of other people: `300 people in A and 200 in B`
        elif leads & {"left", "most"}:
            continue
        elif "origin" in leads and mention.start > phrase.start - 12 and not _starts(sentence, phrase, mention):
            if mention.start < following or not group & scope.words("populations", "at_home"):
                origins.append(name)
        elif mention.start < following or mention.start <= phrase.end + 25:
            places += names_of(scope, mention)
    home = scope.country
    # `368,364 from Sudan`: the country right behind the number is its own.
    from_it = scope.pattern("populations", "from_country").match(text_of(doc)[phrase.number.end_char : span.end_char])
    if from_it and (named := _listed_from(span, phrase.number.end_char + from_it.end())):
        lived = [m for m in mentions_in(span, *PLACES) if named[-1].end <= m.start < following]
        hosts = [name for name in places if name in {scope.name_of(m) for m in lived}]
        return _come_from(scope, named, _ahead(scope, span, phrase, places), hosts, group)
    countries = [o for o in origins if isinstance(o, Name) and o.cls == "Country"]
    if group & scope.words("populations", "back_home") or _went_back(scope, phrase):
        # Where they return from is not where they are from.
        own_ones = {m.kb_id_ for m in demonyms}
        countries = [c for c in countries if c.ref in own_ones]
    elsewhere = [p for p in places if p.cls == "Country" and (home is None or p.ref != home.ref)]
    # Refugees of the report's country, or its nationals in another: `300 Malians sought refuge in Niger`.
    left = group & scope.words("populations", "abroad") or (demonyms and elsewhere and not group)
    own_country = any(home is not None and c.ref == home.ref for c in countries)
    if left and own_country and not _went_back(scope, phrase):
        return {"origin": countries, "asylum": list(dict.fromkeys(elsewhere))}
    if asylum:
        return {"origin": countries, "asylum": asylum}
    return {
        "origin": [c for c in countries if home is None or c.ref != home.ref],
        "place": list(dict.fromkeys(places))
        or list(sentence.pointed)
        or _above(sentence)
        or list(sentence.headed)
        or ([home] if home and not _is_of_many_countries(sentence) else None),
    }


def _of_part(sentence: Sentence, phrase: Phrase, mention: Span) -> bool:
    """Whether a place is where some of those counted are: `A hosts 500 refugees, of whom 300 live in B`."""
    text, end = text_of(mention.doc), mention.doc[phrase.end - 1].idx
    parts = (p.number.start_char for p in sentence.phrases if phrase.end <= p.number.start < mention.start)
    part = next(parts, None)
    if part is None or sentence.scope.pattern("populations", "of_whom").search(text, end, part) is None:
        return False
    return ", " not in text[part : mention.start_char]  # `…, of whom 300 fled, live in B`


def _in_others_clause(scope: Scope, phrase: Phrase, mention: Span) -> bool:
    """Whether a place stands behind a phrase in a clause of others: `300 fled, while 200 returned to A`."""
    text, at = text_of(mention.doc), mention.doc[phrase.end - 1].idx
    return (
        at < mention.start_char
        and scope.pattern("populations", "others_clause").search(text, at, mention.start_char) is not None
    )


def _is_of_many_countries(sentence: Sentence) -> bool:
    """Whether a sentence counts people all over the world, or of so many countries."""
    return sentence.scope.pattern("populations", "of_many_countries").search(text_of(sentence.span)) is not None


def _begin(sentence: Sentence, phrase: Phrase) -> int:
    """The token with which the words on a phrase begin: its number, or a place ahead of it: `while in Niger 300 …`."""
    span, text, at = sentence.span, text_of(sentence.span.doc), phrase.number.start_char
    for mention in mentions_in(span, *PLACES):
        if mention.end > phrase.number.start:
            break
        between = sentence.scope.pattern("populations", "heads_number").fullmatch(text, mention.end_char, at)
        before = text[span.start_char : mention.start_char]
        if between and sentence.scope.pattern("populations", "heads_clause").search(before):
            return mention.start
    return phrase.start


def _cause_end(scope: Scope, span: Span, phrase: Phrase) -> int:
    """The character at which the words end that tell why people went: `after clashes in A, …`, `…, leading to …`."""
    text = text_of(span.doc)
    cause = scope.pattern("populations", "cause").match(text, span.start_char, phrase.number.start_char)
    then = scope.pattern("populations", "consequence").search(text, span.start_char, phrase.number.start_char)
    return max(m.end() if m is not None else 0 for m in (cause, then))


def _come_from(
    scope: Scope, named: Iterable[Span], ahead: list[Name], behind: list[Name], group: Collection[str | None]
) -> Slots:
    """Origin and places of people with their countries right behind their number: `300 from A live in B`."""
    origin = [scope.name_of(m) for m in named]
    if scope.country in origin and set(group) & scope.words("populations", "abroad"):
        return {"origin": origin, "asylum": [place for place in ahead or behind if place != scope.country]}
    return {"origin": origin, "place": ahead or behind or scope.country}


def _ahead(scope: Scope, span: Span, phrase: Phrase, places: Iterable[Name]) -> list[Name]:
    """Those of the places that stand before a phrase."""
    before = {scope.name_of(m) for m in mentions_in(span, *PLACES) if m.start < phrase.start}
    return [name for name in dict.fromkeys(places) if name in before]


def _origins_of_others(sentence: Sentence, phrase: Phrase) -> set[int]:
    """The first characters of the countries that other numbers behind a phrase are from: `…, 90 of them from A`."""
    scope, span = sentence.scope, sentence.span
    text, found = text_of(span.doc), set[int]()
    for other in sentence.phrases:
        if other.kind != PEOPLE or other.start <= phrase.start:
            continue
        at = other.number.end_char
        if from_it := scope.pattern("populations", "from_country").match(text[at : span.end_char]):
            found |= {m.start_char for m in _listed_from(span, at + from_it.end())}
    return found


def _above(sentence: Sentence) -> list[Name]:
    """Where the heading or the lead-in says that figures without a place are."""
    scope = sentence.scope
    home = scope.document.report.country
    found = heading_places(scope, sentence.block)
    return [n for n in found if any(r.iso3 == home for r in scope.document.reader.places(n.text))]


def _of_others(sentence: Sentence, phrase: Phrase, mention: Span) -> bool:
    """Whether a place before a phrase stands behind other people."""
    return any(
        p.end <= mention.start
        for p in sentence.phrases
        if p is not phrase and p.kind == PEOPLE and p.end < phrase.start and p.parent is None
    )


def _listed_from(span: Span, at: int) -> list[Span]:
    """The country at a character, and those that follow it in a list."""
    found: list[Span] = []
    for mention in mentions_in(span, "Country"):
        if not found and mention.start_char != at:
            continue
        if found and not BETWEEN_NAMES.match(text_of(span.doc)[found[-1].end_char : mention.start_char]):
            break
        found.append(mention)
    return found


def _went_back(scope: Scope, phrase: Phrase) -> bool:
    """Whether the verb of a phrase says that its people returned."""
    verb = governing_verb(phrase)
    return verb is not None and verb.lemma_.lower() in scope.words("populations", "returning_verbs")


def _starts(sentence: Sentence, phrase: Phrase, mention: Span) -> bool:
    """Whether a place is one that the people of a phrase left or were driven from: it is a place of theirs, too."""
    if mention.label_ == "Country":
        return False
    verb = governing_verb(phrase)
    gone = verb is not None and verb.lemma_.lower() in sentence.scope.words("populations", "leaving_verbs")
    return gone or befallen(sentence, phrase) is not None or is_uprooted(sentence, phrase)


def _around(scope: Scope, sentence: Sentence, phrase: Phrase, following: int) -> Iterator[tuple[Span, frozenset[str]]]:
    """The places that may be those of a phrase, with what the words before them, or before their list, tell of them."""
    span, text = sentence.span, text_of(sentence.span.doc)
    behind = bracketed_origins(span, phrase)
    at = phrase.number.start_char
    # What a bracket with numbers breaks down is its parts', behind the phrase or before it.
    before = [m.span() for m in _NUMBERS_IN_BRACKETS.finditer(text, span.start_char, at)]
    before += [m.span() for m in _FROM_IN_BRACKETS.finditer(text, span.start_char, at)]
    # Another clause tells of others.
    own = any(phrase.end <= m.start < following for m in mentions_in(span, *PLACES))
    dateline = scope.pattern("places", "dateline").match(text, span.start_char, span.end_char)
    cause = max(_cause_end(scope, span, phrase) if own else 0, dateline.end() if dateline is not None else 0)
    clause = max(cause, text.rfind(";", span.start_char, at)), text.find(";", phrase.number.end_char, span.end_char)
    parted = any(b <= m.start_char < e for m in mentions_in(span, *PLACES) for b, e in behind)
    leads: frozenset[str] = frozenset()
    last = None
    theirs = _origins_of_others(sentence, phrase)  # `300 refugees, including 90 from A`
    for mention in mentions_in(span, *PLACES):
        if any(b <= mention.start_char < e for b, e in [*behind, *before]) or mention.start_char < clause[0]:
            continue
        called = scope.pattern("places", "tribe").match(text[mention.end_char : mention.end_char + BEHIND])
        if mention.start_char in theirs or called:
            continue  # `clashes between the A and B tribes`
        if mention.start_char > clause[1] > 0 or (mention.start >= following and parted):
            continue
        if mention.start >= following and (mention.start > phrase.end + 25):
            continue
        if last is None or not BETWEEN_NAMES.match(text[last.end_char : mention.start_char]):
            words = text[span.start_char : mention.start_char]
            told = {"origin": "origin", "crossing": "crossing", "left": "left_from", "most": "most_where"}
            leads = frozenset(key for key, name in told.items() if scope.pattern("populations", name).search(words))
        last = mention
        yield mention, leads


def bracketed_origins(span: Span, phrase: Phrase) -> list[tuple[int, int]]:
    """Brackets with numbers behind a phrase, and the list `most of them from A (1), B (2)` that they belong to."""
    text = text_of(span.doc)
    found = [
        m.span() for m in _NUMBERS_IN_BRACKETS.finditer(text[: span.end_char]) if m.start() >= phrase.number.end_char
    ]
    most = re.search(
        r",\s+(?:most|many|the majority|mainly|mostly|including)\b", text[phrase.number.end_char : span.end_char]
    )
    if most and len(found) > 1:
        found.append((phrase.number.end_char + most.start(), found[-1][1]))
    return found
