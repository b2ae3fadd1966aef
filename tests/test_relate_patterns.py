"""Expressions of the pattern files: what they refer to is filled in, and a slip is told."""

from __future__ import annotations

import pytest

from kg.errors import OntologyError
from kg.ontology import load
from kg.relate.patterns import Patterns


def test_an_expression_holds_the_lists_and_expressions_it_refers_to() -> None:
    patterns = Patterns({"boats": {"kinds": ["ferry", "tug"], "named": "the {{kinds}}s? {{name}}", "name": "[a-z]+"}})
    assert patterns.expression("boats", "named").fullmatch("The tugs Bob")
    assert not patterns.expression("boats", "named").search("the canoe Bob")


def test_what_no_file_has_matches_nothing() -> None:
    assert not Patterns({}).expression("boats", "named").search("")
    assert Patterns({}).words("boats", "kinds") == frozenset()


@pytest.mark.parametrize(
    ("expression", "told"),
    [("{{named}}", "refers to itself"), ("{{nam}}", "boats.nam is referred to and not there"), ("(tug", "boats.named")],
)
def test_a_slip_in_an_expression_is_told(expression: str, told: str) -> None:
    with pytest.raises(OntologyError, match=told):
        Patterns({"boats": {"named": expression}}).expression("boats", "named")


def test_every_expression_of_the_ontology_can_be_read() -> None:
    tables = load().patterns
    patterns = Patterns(tables)
    keys = [
        (t, k)
        for t, table in tables.items()
        if isinstance(table, dict)
        for k, v in table.items()
        if v and isinstance(v, str)
    ]
    assert len(keys) > 50
    for table, key in keys:
        assert patterns.expression(table, key).pattern
        patterns.expression(table, key).match("")  # which compiles it
