"""All declared facts of a report."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import BlockKind, Claim
from kg.relate.declared.earlier import Earlier
from kg.relate.declared.sentences import sentence_claims
from kg.relate.declared.tables import table_claims
from kg.relate.scope import Scope


def declared_claims(scope: Scope) -> Iterator[Claim]:
    """The facts of all blocks, in the order of the text; none where the ontology declares no facts."""
    rules = scope.ontology.facts
    if not rules:
        return
    earlier = Earlier(scope)
    for block in scope.document.blocks:
        if block.block.kind is BlockKind.FURNITURE:
            continue
        if block.block.table is not None:
            for rule in rules:
                yield from table_claims(scope, rule, block, earlier)
        elif block.prose:
            yield from sentence_claims(scope, rules, block, earlier)
