"""No word of the humanitarian vocabularies stands in the code: what reports call things is data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ontology import Ontology

ROOT = Path(__file__).parents[1] / "kg"

REASONS = {
    # Words that the code has for itself and that a vocabulary also holds.
    "area": "an element of HTML",
    "autonomous region": "part of the official name of many administrative units, by which they are shortened",
    "capital": "part of the official name of many administrative units",
    "checks": "a folder of the ontology",
    "complete": "a word by which prose announces a whole",
    "contradiction": "a doubt that readings raise: the code is part of the contract",
    "count": "a group of an expression",
    "countries": "a layer of the world's outlines",
    "country": "a property of reports",
    "gpe": "a label of the language model",
    "implausible-unit": "a doubt that readings raise: the code is part of the contract",
    "impossible-date": "a doubt that readings raise: the code is part of the contract",
    "local government area": "part of the official name of many administrative units",
    "malformed-number": "a doubt that readings raise: the code is part of the contract",
    "meta": "a word of GraphML",
    "n°": "a sign before a number that names",
    "number": "a kind of value",
    "number of": "a word of English",
    "numbers": "a kind of value",
    "other": "a word of English, and a kind of event of the quantity marking scheme",
    "partners": "a word before names of organisations",
    "percent": "a kind of value",
    "quarter": "a stretch of time, and a part",
    "region": "an element of HTML, and a class of places in lower case",
    "top": "a word of English",
    "vbg": "a tag of the language model",
    "partnerships": "a table of the patterns",
    "unions": "a table of the patterns",
    # Codes that the rules for sentences about activities still name; they are moved with those rules.
    "actual": "prose: the measure of a value that prose states",
    "baseline": "prose: the measure of the value before a change",
    "construction": "prose: the type of activity of what is built",
    "livelihoods": "prose: the sector of tools given to earn a living",
    "ongoing": "prose: the status that tense says",
    "planned": "prose: the status that tense says",
    "rate": "prose: the start of an indicator's name",
    "reach": "prose: a kind of frame",
    "target": "prose: the measure of an aim",
    "protection": "prose: a pattern of incidents",
    "achieved": "prose: a pattern of populations",
    "state": "an option of `kg entities`",
    "states": "what `kg entities` lists",
}
"""Why a word that is also a label or a code of a vocabulary stands in the code."""


def literals() -> Iterator[tuple[Path, int, str]]:
    """The string literals of the code with their places, without docstrings."""
    for file in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        described = {
            id(first.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(first := node.body[0], ast.Expr)
        }
        split = {id(n.func.value) for n in ast.walk(tree) if _is_split(n)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
                words = node.value.split() if id(node) in split else [node.value.strip()]
                yield from ((file, node.lineno, word) for word in words)


def _is_split(node: ast.AST) -> bool:
    """Whether a call takes a literal apart into a list of words."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split"


@pytest.fixture(scope="module")
def words(ontology: Ontology) -> dict[str, str]:
    """Labels and codes as they may not stand in the code: acronyms in their letters, all else in lower case."""
    declared = {*ontology.classes, *ontology.properties}
    found = {}
    for term in ontology.terms.values():
        for name in (*term.names, *term.demonyms, *([term.notation] if term.notation else [])):
            acronym = " " not in name and sum(c.isupper() for c in name) > 1
            form = name if acronym else name.casefold()
            if len(name) > 2 and form not in declared:
                found[form] = term.iri
    return found


def test_no_literal_is_a_label_or_a_code_of_a_vocabulary(words: dict[str, str], ontology: Ontology) -> None:
    long = sorted((w for w in words if " " in w or "-" in w), key=len, reverse=True)
    inside = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, long))})(?!\w)")
    declared = {*ontology.classes, *ontology.properties}
    found = set()
    for file, line, text in literals():
        if text in declared:
            continue
        plain = re.sub(r"\\s[+*]?|\\ ", " ", text).casefold()
        hits = {w for w in (text, text.casefold()) if w in words}
        hits |= {m.group() for m in inside.finditer(plain)} if len(text) > 5 else set()
        found |= {(file.relative_to(ROOT).as_posix(), line, w) for w in hits if w.casefold() not in REASONS}
    assert not found


def test_every_exception_is_needed(words: dict[str, str]) -> None:
    texts = {re.sub(r"\\s[+*]?|\\ ", " ", text).casefold() for _, _, text in literals()}
    unneeded = {w for w in REASONS if not any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", t) for t in texts)}
    assert not unneeded


def test_a_label_in_the_code_is_found(words: dict[str, str]) -> None:
    assert {"unhcr", "UNHCR"} & set(words)
    assert "internally displaced persons" in words
    assert "sgbv" in {w.casefold() for w in words} or "gbv" in words
