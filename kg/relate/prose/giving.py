"""Contributions in sentences: who gave how much, or that they gave."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.model import Claim, Name, Text, Value
from kg.relate.parties import government
from kg.relate.prose.activities import Sentence
from kg.relate.prose.slots import date_of, organization_classes
from kg.relate.scope import Scope, make, mentions_in, quantities_in

_LIST = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)(?:(?:the|from)\s+)?(?:the\s+)?")


def giving_claims(sentence: Sentence) -> Iterator[Claim]:
    """Contributions that a sentence states."""
    scope, text, origin = sentence.scope, sentence.span.text, sentence.span.start_char
    settings = scope.patterns("giving")
    money = [(s, q) for s, q in quantities_in(sentence.span) if q.currency]
    for pattern in settings.get("from", []):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            donors = _donors(scope, sentence.span, origin + match.end())
            amount = next((q for s, q in money if abs(s.start_char - origin - match.start()) < 60), None) if len(money) == 1 or len(donors) == 1 else None
            for donor in donors:
                yield _claim(sentence, donor, amount, 0.75)
            if donors:
                return
    verbs = "|".join(settings.get("verbs", []))
    if verbs and money and (match := re.search(rf"\b(?:{verbs})\b", text, re.IGNORECASE)):
        before = [m for m in _parties(scope, sentence.span) if m.end_char <= origin + match.start()]
        if before and before[-1].root.dep_ in {"nsubj", "conj", "appos", "compound"} and origin + match.start() - before[-1].end_char < 30:
            yield _claim(sentence, _donor(scope, before[-1]), money[0][1], 0.75)


def _claim(sentence: Sentence, donor: Name, amount: object, confidence: float) -> Claim:
    from kg.nlp.numbers import Quantity

    scope = sentence.scope
    slots: dict[str, Value | list[Value] | None] = {
        "donor": donor,
        "recipient": scope.publisher,
        "date": date_of(scope, sentence.block, sentence.span, sentence.span.start, sentence.span.end, False) or _before(sentence),
    }
    if isinstance(amount, Quantity):
        slots["amount"] = scope.number(amount, sentence.span.doc.text)
        slots["currency"] = Text(amount.currency or "")
        places = [scope.country] if scope.country and re.search(rf"\bin\s+{re.escape(scope.country.text)}\b", sentence.span.text) else []
        slots["place"] = list(places)
    return make("Contribution", "frame/giving", confidence, [sentence.passage], slots)


def _before(sentence: Sentence) -> Value | None:
    """The date of the sentence that opens the paragraph."""
    first = next(iter(sentence.block.doc.sents), None)
    if first is None or first.start == sentence.span.start:
        return None
    return date_of(sentence.scope, sentence.block, first, first.start, first.end, False)


def _parties(scope: Scope, span: Span) -> list[Span]:
    return mentions_in(span, "Country", "Demonym", *organization_classes(scope))


def _donors(scope: Scope, span: Span, start: int) -> list[Name]:
    """The list of donors that begins at a character."""
    found: list[Name] = []
    last: int | None = None
    text = span.doc.text
    for mention in _parties(scope, span):
        if mention.start_char < start:
            continue
        gap = text[last if last is not None else start : mention.start_char]
        if last is None and not re.fullmatch(r"\s*(?:the\s+)?(?:governments?\s+of\s+(?:the\s+)?)?", gap, re.IGNORECASE) or last is not None and not _LIST.fullmatch(re.sub(r"(?i)governments?\s+of\s+(?:the\s+)?|\s*government\b", "", gap)):
            break
        found.append(_donor(scope, mention))
        last = mention.end_char
    return found


def _donor(scope: Scope, mention: Span) -> Name:
    if mention.label_ in {"Country", "Demonym"}:
        return government(scope, mention.kb_id_, mention.text)
    from kg.relate.parties import donor_name

    return donor_name(scope, mention.text) or scope.name_of(mention)
