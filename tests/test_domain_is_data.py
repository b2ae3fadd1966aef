"""No word of the humanitarian domain stands in the code: what exists and what reports call it is data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.ontology import Ontology, default_folder

ROOT = Path(__file__).parents[1] / "kg"

REASONS = {
    "census": "part of the names of administrative units, by which they are shortened",
    "checks": "a folder of the ontology",
    "complete": "a word by which prose announces a whole",
    "count": "a group of expressions",
    "done": "a word of messages",
    "gpe": "a label of the language model",
    "meta": "a word of HTML, GraphML and file names",
    "number": "a kind of value",
    "number of": "a word of messages",
    "numbers": "kinds of values",
    "other": "a word of English, and a kind of event of the quantity marking scheme",
    "partners": "a word before names of organisations, and a key of the tables' patterns",
    "partnerships": "a table of the patterns",
    "percent": "a kind of value",
    "port": "of a server",
    "rate": "part of the name of a rule, which the graph keeps, and a pattern",
    "site": "a word of HTTP",
    "staff": "part of the name of a rule, which the graph keeps",
    "target": "a name of the code",
    "vbg": "a tag of the language model",
}
"""Why a word that is also a label or a code of a vocabulary stands in the code, in any letters."""

NOUNS = {
    "agent": "a dependency of the parser",
    "assistance": "a kind of event of the quantity marking scheme",
    "box": "part of the name of a rule, which the graph keeps",
    "case": "a morphological feature, and a word of messages",
    "contact": "a class of facts",
    "document": "what is read",
    "family": "of classes",
    "head": "the noun of a phrase",
    "incident": "part of the name of a rule, which the graph keeps",
    "money": "a kind of value",
    "office": "part of the name of a rule, which the graph keeps",
    "people": "a kind of event of the quantity marking scheme, and of states: `the people of`",
    "person": "a label of the language model",
    "pipe": "a part of the library",
    "population": "part of the name of a rule, which the graph keeps",
    "unit": "a key of the tables' patterns",
    "well": "a word of English",
}
"""Why a noun that the patterns count among goods, people or harm stands where reports are read."""

PAGES = {
    "baseline": "of a text on a canvas",
    "child": "of an element",
    "children": "of an element",
    "count": "a name of the code",
    "measure": "a method of a canvas",
    "meta": "an element of HTML",
    "number": "a kind of value",
    "numbers": "a view",
    "other": "a word of English",
    "percent": "what a unit may be in any domain",
    "place": "rg:Place, which every domain has",
    "role": "an attribute of HTML, and a class that a rule gives",
    "source": "the report behind a fact",
    "status": "an attribute of HTML",
    "unit": "what a number counts in",
    "value": "of a slot",
}
"""Why a word that is also a class, a slot or a label of the domain stands in a script or a template of a page."""

NAMED = {
    "build/persons.py": {"Contact"},
    "ontology/roles.py": {"ActivityType", "Measure", "Status", "Unit"},
}
"""The classes of the domain that are named outside the rules for its sentences and tables, which are `kg/relate/`."""

READING = ("relate/", "nlp/", "resolve/")
"""The stages that read what reports say: a noun of the domain there would be part of a list of words."""


def sources() -> Iterator[tuple[str, str]]:
    """The modules of the code."""
    yield from ((f.relative_to(ROOT).as_posix(), f.read_text(encoding="utf-8")) for f in sorted(ROOT.rglob("*.py")))


def literals(source: str) -> Iterator[str]:
    """The string literals of a module, also the parts of f-strings, but no texts that stand alone, as docstrings do."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def pages() -> Iterator[tuple[str, str]]:
    """The scripts and templates of pages, without comments."""
    for file in sorted(f for kind in ("js", "j2", "html", "css") for f in ROOT.rglob(f"*.{kind}")):
        text = re.sub(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}", " ", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        yield file.relative_to(ROOT).as_posix(), re.sub(r"(?m)(?:^|(?<=\s))//.*$", " ", text)


def spoken(literal: str) -> set[str]:
    """The words of a text, a list of words or an expression, as they stand and in lower case."""
    plain = re.sub(r"\(\?P<\w+>|\\[a-zA-Z]", " ", literal)
    return {form for word in re.findall(r"[^\W\d_](?:[\w-]*\w)?", plain) for form in (word, word.casefold())}


def identifiers(text: str) -> set[str]:
    """The words of a script: its identifiers, whole and taken apart, and those of its texts."""
    names = re.findall(r"[A-Za-z][A-Za-z0-9]*", text)
    return {w for n in names for w in (n, n.casefold(), *(p.casefold() for p in re.findall(r"[A-Z]?[a-z]+", n)))}


class Vocabulary:
    """The words of the humanitarian domain."""

    def __init__(self, ontology: Ontology) -> None:
        core = {t.subject for t in ox.parse(path=str(default_folder() / "core.ttl"), format=ox.RdfFormat.TURTLE)}
        named = [*ontology.classes.values(), *ontology.properties.values()]
        self.declared = {n.name for n in named}
        self.own = {n.name for n in named if ox.NamedNode(n.iri) not in core}
        self.classes = self.own & ontology.classes.keys()
        self.labels: set[str] = set()
        for term in ontology.terms.values():
            # The doubts that readings raise are those of every domain, and so is how places but sites are told.
            if term.cls == "IssueKind" or (term.cls == "PlaceType" and term.place_class != "Site"):
                continue
            for name in (*term.names, *term.demonyms, *([term.notation] if term.notation else [])):
                acronym = " " not in name and sum(c.isupper() for c in name) > 1
                self.labels.add(name if acronym else name.casefold())
        self.labels = {w for w in self.labels - self.declared if len(w) > 2}
        several = sorted((w for w in self.labels if re.search(r"[\s-]", w)), key=len, reverse=True)
        self.phrases = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, several))})(?![\w-])")
        patterns = ontology.patterns
        spoken_of: list[Any] = [
            *patterns["activities"]["objects"].values(),
            *patterns["activities"]["sector_words"].values(),
            *(patterns["activities"]["people"][key] for key in ("nouns", "households", "sexes")),
            patterns["illness"]["diseases"],
            *(patterns["incidents"][key] for key in ("nouns", "harm", "robbed")),
        ]
        self.nouns = {str(word) for words in spoken_of for word in words}
        tables = [(name, own) for name, own in patterns.items() if isinstance(own, Mapping)]
        self.keys = {key for name, own in tables for key in (name, *own)}

    def labels_in(self, literal: str) -> set[str]:
        """The labels and codes in a literal; one that is only the name of a class or slot holds none."""
        if literal in self.declared:
            return set()
        plain = re.sub(r"\\s[+*]?|\\ ", " ", literal).casefold()
        return (spoken(literal) & self.labels) | {m.group() for m in self.phrases.finditer(plain)}

    def nouns_in(self, literal: str) -> set[str]:
        """The nouns of goods, people and harm in a literal that is no name of a pattern."""
        if literal in self.declared | self.keys:
            return set()
        return {noun for word in spoken(literal) for noun in (word, word.removesuffix("s")) if noun in self.nouns}


@pytest.fixture(scope="module")
def words(ontology: Ontology) -> Vocabulary:
    return Vocabulary(ontology)


def beside(reasons: Mapping[str, str], found: Iterable[tuple[str, str]]) -> tuple[set[tuple[str, str]], set[str]]:
    """What was found without a reason, with its file, and the reasons for what was not found."""
    both = set(found)
    seen = {word.casefold() for _, word in both}
    return {(file, word) for file, word in both if word.casefold() not in reasons}, set(reasons) - seen


def test_no_literal_holds_a_label_or_a_code_of_a_vocabulary(words: Vocabulary) -> None:
    found = (
        (file, word) for file, text in sources() for literal in literals(text) for word in words.labels_in(literal)
    )
    assert beside(REASONS, found) == (set(), set())


def test_no_list_of_words_for_goods_people_or_harm_stands_where_reports_are_read(words: Vocabulary) -> None:
    reading = [text for text in sources() if text[0].startswith(READING)]
    found = ((file, noun) for file, text in reading for literal in literals(text) for noun in words.nouns_in(literal))
    assert beside(NOUNS, found) == (set(), set())


def test_scripts_and_templates_of_pages_name_nothing_of_the_domain(words: Vocabulary) -> None:
    domain = words.own | words.labels
    found = ((file, word) for file, text in pages() for word in identifiers(text) & domain)
    assert beside(PAGES, found) == (set(), set())


def test_classes_of_the_domain_are_named_by_the_rules_for_its_sentences_alone(words: Vocabulary) -> None:
    found: dict[str, set[str]] = {}
    for file, text in sources():
        if not file.startswith("relate/") and (named := words.classes.intersection(literals(text))):
            found[file] = named
    assert found == NAMED


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('x = "refugees"', {"refugees"}),
        ('x = f"{n} refugees in {place}"', {"refugees"}),
        ('x = "a by refugees vaccination to".split()', {"refugees", "vaccination"}),
        ('x = re.compile(r"(?:WASH|shelter)\\b")', {"WASH", "shelter"}),
        ('x = re.compile(r"internally\\s+displaced\\s+persons")', {"internally displaced persons"}),
        ('x = {"kind": "UNHCR"}', {"UNHCR"}),
        ('"""Refugees."""', set()),
        ('x = "population"', set()),
    ],
)
def test_a_label_in_the_code_is_found(words: Vocabulary, source: str, found: set[str]) -> None:
    assert found <= {w for literal in literals(source) for w in words.labels_in(literal)}
    assert bool(found) == any(words.labels_in(literal) for literal in literals(source))


def test_a_noun_of_the_domain_in_the_code_is_found(words: Vocabulary) -> None:
    assert words.nouns_in("tent blanket of the midwives nurse") == {"tent", "blanket", "nurse"}
    assert words.nouns_in(r"\b(?:kidnap|latrines?)\b") >= {"kidnap", "latrine"}
    assert "populationplot" not in words.own
    assert identifiers("const populationPlot = 1; 'Funding'") >= {"population", "plot", "Funding"}
