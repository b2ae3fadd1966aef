"""Population concepts of a fact, from the groups that its words name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from spacy.tokens import Span, Token

from kg.model import Term, Value
from kg.relate.prose.phrases import Phrase
from kg.relate.scope import Scope

_DESCRIBING = frozenset({"compound", "nmod", "amod", "npadvmod", "poss"})


def group_terms(scope: Scope, references: Sequence[str]) -> list[Term]:
    """Population concepts of an activity; a group that counts two together is both."""
    together = scope.patterns("populations").get("counted_together", {})
    found: list[Term] = []
    for reference in references:
        term = scope.ontology.terms.get(reference)
        code = term.notation if term else None
        if code in together:
            found += [scope.term("PopulationGroup", part) for part in together[code]]
        elif code:
            found.append(Term(reference))
    return list(dict.fromkeys(found))


def made_by_adjectives(scope: Scope, words: Iterable[Token], groups: Collection[str]) -> tuple[str, ...]:
    """References of the groups that adjectives before a noun make of people: `displaced women`, `repatriated children`.

    None where a group is named that is one already: `displaced refugees`.
    """
    made: dict[str, str] = scope.patterns("populations").get("adjectives", {})
    codes = dict.fromkeys(c for t in words if (c := made.get(t.lower_)) is not None)
    sexes_and_ages = {*_sexes(scope), *scope.words("populations", "ages")}
    named = scope.codes(groups)
    return tuple(scope.term("PopulationGroup", c).iri for c in codes) if named <= sexes_and_ages else ()


def is_topic(scope: Scope, group: Span, people: Collection[str]) -> bool:
    """Whether a group only describes a thing: `child friendly spaces`, `infant feeding`, but not `child survivors`.

    Args:
        scope: the report, with the words for such groups.
        group: the words that name it.
        people: lemmas of the nouns for people.
    """
    root = group.root
    if group[-1].lower_ not in scope.words("populations", "topics") or root.dep_ not in _DESCRIBING:
        return False
    return root.head.i > root.i and root.head.lemma_.lower() not in people


def _sexes(scope: Scope) -> frozenset[str]:
    """Codes of the groups that a breakdown by sex and age has."""
    return frozenset(scope.patterns("activities")["people"]["sexes"].values())


def groups_beside_sex(scope: Scope, phrase: Phrase) -> bool:
    """Whether a phrase names a group that is no mere sex: `refugee women`."""
    of_sex = _sexes(scope)
    return any(t.notation not in of_sex for g in phrase.groups if (t := scope.ontology.terms.get(g)))


def phrase_groups(scope: Scope, phrases: Sequence[Phrase], groups: Sequence[str]) -> list[Term]:
    """Population concepts of phrases; the sex of the people only where it sets them apart."""
    references = [g for p in phrases for one in (p, *p.also) for g in one.groups]
    references += [g for p in phrases for part in p.parts if not part.sex for g in part.groups]
    references += list(groups)
    sexes = {s for p in phrases for s in p.sexes}
    codes = group_terms(scope, references)
    of_sex = {scope.term("PopulationGroup", s) for s in _sexes(scope)}
    if len(sexes) == 1:
        extra = scope.term("PopulationGroup", next(iter(sexes)))
        codes = [*codes, *([extra] if extra not in codes else [])]
    everybody = of_sex <= set(codes)  # `girls, boys, women and men` are no group, but people
    broken = any(part.sex for p in phrases for part in p.parts)
    both = len([c for c in codes if c in of_sex]) > 1 and any(c not in of_sex for c in codes)
    return [c for c in codes if c not in of_sex] if broken or both or everybody else codes


def is_narrower(scope: Scope, narrow: Value, broad: Value) -> bool:
    """Whether one population concept stands right below another."""
    if not isinstance(narrow, Term) or not isinstance(broad, Term):
        return False
    term = scope.ontology.terms.get(narrow.iri)
    return term is not None and broad.iri in term.broader
