"""What the components do: each step types stretches of a text, `Doc → Doc`, and leaves its spans in a group of its own.

`doc.spans["mentions"]` holds the result: spans that do not overlap, labelled with a class of the ontology (or
`Demonym`), with the reference of the thing as `kb_id_` where it is known. `doc.user_data["quantities"]` and `["dates"]`
hold the parsed values by (start, end) token offsets, and the spans stand in `doc.spans["quantities"]`,
`doc.spans["dates"]`.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Collection, Iterable, Iterator

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.document import Clock, KnownEntity, Quantity, ReportContext, text_of
from kg.nlp.counts import CountWords, counts_object
from kg.nlp.dates import find_dates
from kg.nlp.lexicon import Lexicon
from kg.nlp.placenames import PlaceFinder

# The model's labels that stand for organisations; its places and persons are only hints.
MODEL_ORGANIZATIONS = frozenset({"ORG"})


def context_of(doc: Doc) -> ReportContext:
    """The report that the text belongs to."""
    found = doc.user_data.get("report")
    return found if isinstance(found, ReportContext) else ReportContext()


def merge_numbers(doc: Doc, numbers: Callable[[str], Iterable[Quantity]]) -> Doc:
    """One token a number, so that `6, 483` and `515 934` are parsed as numbers."""
    spans = []
    whole = text_of(doc)
    for quantity in numbers(whole):
        span = doc.char_span(quantity.begin, quantity.end)
        text = whole[quantity.begin : quantity.end]
        if span is not None and len(span) > 1 and not quantity.word and not any(c.isalpha() for c in text):
            spans.append(span)
    with doc.retokenize() as retokenizer:
        for span in filter_spans(spans):
            retokenizer.merge(span)
    return doc


def find_dates_in(doc: Doc, words: CountWords | None = None) -> Doc:
    """Dates, with their periods; where words for what is counted are given, not those that count people or things."""
    clock: Clock = context_of(doc).clock
    text = text_of(doc)
    spans, values = [], {}
    for found in find_dates(text, clock):
        if words is not None and found.precision == "year" and words.counts(text, found.begin, found.end):
            continue
        span = doc.char_span(found.begin, found.end, label="Date", alignment_mode="expand")
        if span is not None and not counts_object(span):
            spans.append(span)
            values[span.start, span.end] = found
    doc.spans["dates"] = spans
    doc.user_data["dates"] = values
    return doc


def find_quantities(doc: Doc, numbers: Callable[[str], Iterable[Quantity]], numbered: Collection[str] = ()) -> Doc:
    """Numbers that are not part of a date and do not name the noun before them, one of `numbered` (`Camp 4`)."""
    taken = {i for span in doc.spans["dates"] for i in range(span.start, span.end)}
    spans, values = [], {}
    for quantity in numbers(text_of(doc)):
        span = doc.char_span(quantity.full_begin, quantity.full_end, label="Quantity", alignment_mode="expand")
        if span is None or any(i in taken for i in range(span.start, span.end)) or _is_code(doc, span, numbered):
            continue
        spans.append(span)
        values[span.start, span.end] = quantity
    doc.spans["quantities"] = spans
    doc.user_data["quantities"] = values
    return doc


_BETWEEN = frozenset({",", "and", "to", "-", "–", "&", "or"})  # two numbers of one noun


def _is_code(doc: Doc, span: Span, numbered: Collection[str]) -> bool:
    """Numbers that name instead of count: `Resolution 1325`, `Camp 4`, `#3`, `COVID-19`, `16 Days of Activism`."""
    first = doc[span.start]
    if span.start and _ORDERED.search(text_of(doc), max(0, span.start_char - 5), span.start_char):
        return True
    if (
        span.start > 1
        and doc[span.start - 1].text == "-"
        and not doc[span.start - 1].whitespace_
        and not doc[span.start - 2].is_digit
        and doc[span.start - 2].is_alpha
    ):
        return True
    # A day whose year nobody tells is no date, but no count either: `29 September`.
    if span.end < len(doc) and doc[span.end].text in _MONTHS and first.is_digit and len(first) < 3:
        return True
    # A short number behind a name in capitals is part of it: `COVID 19`, `COVID- 19`.
    name = doc[span.start - (2 if span.start > 1 and doc[span.start - 1].text == "-" else 1)] if span.start else None
    if name is not None and re.fullmatch(r"[A-Z]{4,}-?", name.text) and first.is_digit and len(first) < 3:
        return True
    # A noun right before a bare figure is numbered by it.
    if span.start and not first.text[:1].isalpha():
        before = doc[span.start - 1]
        if before.is_alpha and before.text in numbered:
            # But `in the same week 418 families came`.
            counts = span.end < len(doc) and doc[span.end].is_lower and doc[span.end].is_alpha
            return not (before.is_lower and len(first) > 2 and counts)
        return len(first) < 3 and _goes_on_numbering(doc, span.start, numbered)
    return False


def _goes_on_numbering(doc: Doc, at: int, numbered: Collection[str]) -> bool:
    """Whether short numbers lead from a token back to a noun in the plural that they number: `phases 3 and 4`."""
    before, passed = at - 1, False
    while before > 0 and (doc[before].lower_ in _BETWEEN or (doc[before].is_digit and len(doc[before]) < 3)):
        passed = passed or doc[before].is_digit
        before -= 1
    return passed and doc[before].text in numbered and doc[before].text.endswith("s")


def find_labels(doc: Doc, lexicon: Lexicon) -> Doc:
    """The ontology's labels."""
    spans = []
    for span, labels in lexicon(doc):
        spans += [Span(doc, span.start, span.end, label=label.cls, kb_id=label.ref) for label in labels]
    doc.spans["labels"] = spans
    return doc


def find_names(doc: Doc) -> Doc:
    """Organisations that the report introduces."""
    book = context_of(doc).names
    spans: list[Span] = []
    text = text_of(doc)
    named = [name for name in book.organizations if name in text]
    words = [t.text for t in doc] if named else []
    for name in named:
        first = name.split()[0]
        for i, word in enumerate(words):
            if word.startswith(first):
                begin = doc[i].idx
                if text.startswith(name, begin):
                    span = doc.char_span(begin, begin + len(name), label="Organization")
                    if span is not None:
                        spans.append(span)
    # Where both are told, the domain's own class says more.
    doc.spans["names"] = filter_spans([*_entities(doc, book.entities), *spans])
    return doc


def find_seen(doc: Doc) -> Doc:
    """Organisations that the model sees, whose entities the document has."""
    doc.spans["seen"] = _seen_by_model(doc)
    return doc


def organizations_asked(doc: Doc) -> Iterator[int]:
    """The tokens at which the model could see an organisation that `find_seen` would take from it.

    Those are words with a capital, outside labels, known names and dates, behind which another one follows with no long
    word without a capital between, and which follow a cue or hold the subject of a sentence.
    """
    known = {
        i
        for group in ("labels", "names", "dates")
        for span in doc.spans.get(group, [])
        for i in range(span.start, span.end)
    }
    words = [t.text for t in doc]
    subject = more = False  # whether a subject, and a word with a capital, stand in the rest of such a run of words
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        capital = word[:1].isupper()
        if i in known or not (capital or not (word.isalpha() and len(word) > 3)):
            subject = more = False
            continue
        subject = subject or doc[i].dep_ == "nsubj"
        if capital and more:
            before = [w for w in text_of(doc[max(0, i - 3) : i]).casefold().split() if w != "the"][-1:]
            if subject or (before and before[0] in _BEFORE_ORGANIZATION):
                yield i
        more = more or capital
        if doc[i].is_sent_start:
            subject = more = False  # the model is asked sentence by sentence


def _entities(doc: Doc, known: Iterable[KnownEntity]) -> Iterable[Span]:
    """The names of the domain's own classes that the report tells somewhere."""
    for entity in known:
        if entity.spelling not in text_of(doc):
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(entity.spelling)}(?![\w-])", text_of(doc)):
            span = doc.char_span(match.start(), match.end(), label=entity.cls)
            if span is not None:
                yield span


def _seen_by_model(doc: Doc) -> list[Span]:
    """The model's organisations, where a word before or a list beside says that one stands there."""
    labelled = {i: span.label_ for span in doc.spans.get("labels", []) for i in range(span.start, span.end)}
    found: list[Span] = []
    for entity in doc.ents:
        if entity.label_ not in MODEL_ORGANIZATIONS or any(i in labelled for i in range(entity.start, entity.end)):
            continue
        start = next((t.i for t in entity if t.lower_ not in _BEFORE_NAME), entity.end)
        span = Span(doc, start, _closed(entity), label="Organization")
        words = [t for t in span if t.is_alpha and len(t) > 3]
        if (
            not len(span)
            or not span.text[:1].isupper()
            or not all(t.text[:1].isupper() for t in words)
            or len(span) < 2
        ):
            continue
        before = doc[max(0, start - 3) : start].text.casefold().split()
        last = [w for w in before if w != "the"][-1:]
        if (last and last[0] in _BEFORE_ORGANIZATION) or span.root.dep_ == "nsubj":
            found.append(span)
    return found


def _closed(entity: Span) -> int:
    """The end of an entity, or the bracket in it that nothing closes: `Office of Wells (OW`.

    One that ends in a word that joins goes on with the entity behind it: `Search and` `Rescue Team`.
    """
    if entity[-1].lower_ in _JOINING:
        return next((e.end for e in entity.doc.ents if e.start == entity.end), entity.end - 1)
    opened = [t.i for t in entity if t.text == "("]
    return opened[-1] if opened and all(t.text != ")" for t in entity.doc[opened[-1] : entity.end]) else entity.end


_JOINING = frozenset({"and", "of", "for", "&"})
_BEFORE_NAME = frozenset({"the", "its", "ngo", "ngos", "ingo", "ingos"})
_ORDERED = re.compile(r"(?:\b[Nn](?:[°ºr]|o\.)|\bNo|№|#)\s*$")  # `Appeal n° 3`
_MONTHS = frozenset(month_name[1:])
_TYPE_WORDS = 4  # tokens of a type word with what stands before it
_BEFORE_ORGANIZATION = frozenset("by with through via ngo ngos partner partners and".split())


def find_places(doc: Doc, places: PlaceFinder) -> Doc:
    """Places of the gazetteer, and those told by how they are written."""
    doc.spans["places"] = list(places(doc))
    covered = {i for span in doc.spans["places"] for i in range(span.start, span.end)}
    # The type word behind the last name of a list belongs to no name (`Faryab Provinces`), and to no organisation.
    ends = [(span.end, marked.end) for span in doc.spans["places"] if (marked := places.marked(doc, span))]
    covered |= {token.i for end, stop in ends for token in doc[end : end + _TYPE_WORDS] if token.idx < stop}
    # The model takes many a place for an organisation, and a list of places for one.
    doc.spans["seen"] = [s for s in doc.spans["seen"] if any(t.is_title and t.i not in covered for t in s)]
    return doc


def _is_noted(word: str) -> bool:
    """Whether a number is stuck to a word, as the sign of a footnote is: `Nairobi.2`."""
    return word[:1].isalpha() and word[-1:].isdigit()


def choose_mentions(doc: Doc) -> Doc:
    """Of overlapping spans the longest; at equal length what the ontology says before what the text suggests."""
    # What a number opens is counted, no place (`Two schools`).
    numbers = {span.start for span in doc.spans.get("quantities", []) if not _is_noted(doc[span.start].text)}
    ranked = [
        (span, rank)
        for rank, group in enumerate(("labels", "names", "seen", "places"))
        for span in doc.spans.get(group, [])
        if group != "places" or span.start not in numbers
    ]
    ranked.sort(key=lambda r: (-(r[0].end - r[0].start), r[1], r[0].start, r[0].label_, r[0].kb_id_))
    taken = {i for span in doc.spans["dates"] for i in range(span.start, span.end)}
    chosen: list[Span] = []
    for span, _ in ranked:
        if any(i in taken for i in range(span.start, span.end)):
            continue
        chosen.append(span)
        taken.update(range(span.start, span.end))
    doc.spans["mentions"] = sorted(chosen, key=lambda s: s.start)
    return doc
