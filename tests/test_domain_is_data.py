"""No word of the humanitarian domain stands in the code: what exists and what reports call it is data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.ontology import Ontology, default_folder

ROOT = Path(__file__).parents[1] / "kg"

REASONS = {}
"""Why a word that is also a label or a code of a vocabulary stands in the code, in any letters."""

READING = ("relate/", "nlp/", "resolve/", "places/", "audit/", "derive", "validate")
"""The parts that deal with what reports say: a noun of the domain there would belong to a list of words."""

NOUNS = {}
"""Why a word that the patterns count among goods, people or incidents stands in a part that reads."""

RULES = {
    "build/persons.py": {"Contact"},
    "ontology/roles.py": {"ActivityType", "Measure", "Status", "Unit"},
    "resolve/listed.py": {"Programme"},
    "resolve/nodes.py": {"Indicator"},
}
"""The classes of the domain that are named outside the rules for its sentences and tables, `kg/relate/`."""


def literals() -> Iterator[tuple[str, int, str]]:
    """The string literals of the code, those inside f-strings too, with their places; docstrings are none."""
    for file in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        described = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
                yield file.relative_to(ROOT).as_posix(), node.lineno, node.value


def assets() -> Iterator[tuple[str, str]]:
    """The scripts and templates of pages, without comments."""
    for file in sorted([*ROOT.rglob("*.js"), *ROOT.rglob("*.j2"), *ROOT.rglob("*.html")]):
        if "vendor" not in file.parts and not file.name.endswith(".min.js"):
            text = re.sub(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}", " ", file.read_text(encoding="utf-8"), flags=re.DOTALL)
            yield file.relative_to(ROOT).as_posix(), re.sub(r"(?m)(?:^|(?<=\s))//.*$", " ", text)


def spoken(literal: str) -> list[str]:
    """The words of a literal that is a text, a list of words or an expression."""
    plain = re.sub(r"\(\?P<\w+>|\\[a-zA-Z]", " ", literal)
    return re.findall(r"[^\W\d_](?:[\w-]*\w)?", plain)
