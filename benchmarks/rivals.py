# ruff: noqa: T201 - a script that reports on the terminal
"""Extraction by this package, by textacy and by jevy-graph over the same reports: time, and the gold facts each finds.

    pip install textacy jevy-graph
    python benchmarks/rivals.py [--texts FOLDER] [--gold FILE …] [--missed]

Reports and gold are the repository's own, `corpus/` and `tests/gold/`, unless others are given; the gold has the same
form. All get the reports as this package reads them, since neither rival reads PDF, DOCX or XLSX by itself: textacy the
blocks, jevy-graph one text with an empty line between blocks and two spaces between the cells of a row. Seconds are
processor time of extraction alone, after everything is loaded and has run once; reading is left out.

- kg: annotation and rules, what `kg build` does with a report before names are resolved and the graph is written.
- textacy: `subject_verb_object_triples` on the same spaCy model, without the components that it does not need. Its
  triples hold bare nouns without their numbers.
- textacy, widened: the same with all words that hang on the nouns of a triple, as a user would add them.
- jevy-graph: what its command prints with `--no-verify`. Its verification asks a service on the network.

`benchmarks/criterion.py` says when a statement finds a fact; it is the same for all. A rival that is not installed is
named and left out.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import spacy
from criterion import Gold, Statement

from kg.model import LANGUAGE_MODEL, Block, BlockKind, Claim, Name, Number, Period, Source, Term, Text, Value
from kg.nlp import Annotator
from kg.ontology import Ontology, load
from kg.read import find_reports, read_report
from kg.relate import relate

ROOT = Path(__file__).parents[1]
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
WARM = "Germany gave USD 2 million to UNHCR, which distributed 20 tents to refugees in Gulu."

Said = dict[str, list[Statement]]
"""What a program says of each report, by its name."""

Numbers = Callable[[Iterable[str]], frozenset[Decimal]]
"""The numbers in the words of a triple."""


def ours(sources: list[Source], annotator: Annotator) -> tuple[Said, float]:
    """Facts of this package."""
    start = time.process_time()
    found = [relate(annotator.annotate(source), annotator.ontology) for source in sources]
    seconds = time.process_time() - start
    return {
        _name(s): [_statement(c, annotator.ontology) for c in r] for s, r in zip(sources, found, strict=True)
    }, seconds


def _statement(claim: Claim, ontology: Ontology) -> Statement:
    values = [value for slot in claim.slots.values() for value in slot]
    numbers = frozenset(v.value for v in values if isinstance(v, Number))
    parts = [text for value in values for text in _texts(value, ontology)]
    return Statement(parts, numbers, " ".join(p.text for p in claim.evidence))


def _texts(value: Value, ontology: Ontology) -> Iterable[str]:
    match value:
        case Name():
            return (value.text, *value.spellings)
        case Term():
            return ontology.terms[value.iri].names
        case Text() | Number() | Period():
            return (value.text,)


def textacy_triples(sources: list[Source], triples: Callable[[Any], Iterable[Any]]) -> tuple[list[list[Any]], float]:
    """Triples of textacy for each report, as tokens."""
    nlp = spacy.load(LANGUAGE_MODEL, exclude=["ner", "lemmatizer"])
    list(triples(nlp(WARM)))
    texts = [[source.joined(block).text for block in _blocks(source)] for source in sources]
    start = time.process_time()
    found = [[t for doc in nlp.pipe(blocks) for t in triples(doc)] for blocks in texts]
    return found, time.process_time() - start


def textacy_said(sources: list[Source], found: list[list[Any]], numbers: Numbers, widened: bool) -> Said:
    """What triples of textacy say."""

    def words(tokens: list[Any]) -> str:
        if widened:
            tokens = sorted({t for token in tokens for t in token.subtree}, key=lambda t: t.i)
        return " ".join(token.text for token in tokens)

    def said(triple: Any) -> Statement:
        parts = [words(triple.subject), " ".join(t.text for t in triple.verb), words(triple.object)]
        return Statement(parts, numbers(parts), triple.verb[0].sent.text)

    return {_name(source): list(map(said, triples)) for source, triples in zip(sources, found, strict=True)}


def jevy(sources: list[Source], compile_text: Callable[[str], Any], numbers: Numbers) -> tuple[Said, float]:
    """What jevy-graph says."""
    compile_text(WARM)
    texts = [_plain(source) for source in sources]
    start = time.process_time()
    found = [compile_text(text).turtle for text in texts]
    seconds = time.process_time() - start
    return {_name(s): list(stated(turtle, numbers)) for s, turtle in zip(sources, found, strict=True)}, seconds


def stated(turtle: str, numbers: Numbers) -> Iterator[Statement]:
    """The reified statements of a Turtle file of jevy-graph."""
    labels: dict[Any, str] = {}
    claims: dict[Any, dict[str, Any]] = {}
    for quad in ox.parse(turtle, ox.RdfFormat.TURTLE):
        predicate, value = quad.predicate.value, quad.object
        if predicate == "urn:jevy:vocabulary:label":
            labels[quad.subject] = value.value
        elif "urn:jevy:claim:" in str(quad.subject):
            claims.setdefault(quad.subject, {})[predicate.removeprefix(RDF).rpartition(":")[2]] = value
    for claim in claims.values():
        relation = claim["predicate"].value.removeprefix("urn:jevy:relation:").replace("-", " ")
        parts = [labels.get(claim[role], claim[role].value) for role in ("subject", "object")] + [relation]
        yield Statement(parts, numbers(parts), claim["evidence"].value)


def _blocks(source: Source) -> list[Block]:
    return [block for block in source.blocks if block.kind is not BlockKind.FURNITURE]


def _plain(source: Source) -> str:
    """A report as plain text."""

    def text(block: Block) -> str:
        if block.table is None:
            return source.joined(block).text
        rows = [row for row in (block.table.header, *block.table.rows) if row]
        return "\n".join("  ".join(cell.text for cell in row) for row in rows)

    return "\n\n".join(map(text, _blocks(source)))


def _name(source: Source) -> str:
    return Path(source.file).stem


def _imported(module: str, package: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        print(f"{package} is left out: {error} (pip install {package})", file=sys.stderr)
        return None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=ROOT / "corpus", help="folder of reports")
    parser.add_argument("--gold", type=Path, nargs="+", default=sorted((ROOT / "tests" / "gold").glob("*.jsonl")))
    parser.add_argument("--missed", action="store_true", help="list the gold facts that a rival finds and kg does not")
    given = parser.parse_args()
    annotator = Annotator(load())
    gold = Gold(given.gold, annotator.ontology)

    def numbers(parts: Iterable[str]) -> frozenset[Decimal]:
        return frozenset(quantity.value for part in parts for quantity in annotator.numbers(part))

    read = [read_report(path, name) for path, name in find_reports([given.texts])]
    sources = [source for source in read if _name(source) in gold.reports]
    if not sources:
        sys.exit(f"{given.texts}: none of these reports is in the gold")
    ours(sources[:1], annotator)
    runs = {"kg": ours(sources, annotator)}
    if textacy := _imported("textacy.extract.triples", "textacy"):
        found, seconds = textacy_triples(sources, textacy.subject_verb_object_triples)
        runs["textacy"] = textacy_said(sources, found, numbers, False), seconds
        runs["textacy, widened"] = textacy_said(sources, found, numbers, True), seconds
    if module := _imported("jevy_graph", "jevy-graph"):
        runs["jevy-graph"] = jevy(sources, module.compile_text, numbers)
    _table(runs, gold, len(sources))
    if given.missed:
        mine = gold.found(runs["kg"][0])[0]
        for name, (said, _) in list(runs.items())[1:]:
            for i in sorted(gold.found(said)[0] - mine):
                print(f"{name}: {gold.facts[i]}")


def _table(runs: dict[str, tuple[Said, float]], gold: Gold, reports: int) -> None:
    print(f"{reports} reports, {len(gold.facts)} gold facts")
    print(f"{'':<18}{'processor s':>12}{'statements':>12}{'find a fact':>13}{'facts found':>13}{'share':>8}")
    for name, (said, seconds) in runs.items():
        facts, useful = gold.found(said)
        statements = sum(map(len, said.values()))
        share = len(facts) / len(gold.facts)
        print(f"{name:<18}{seconds:>12.2f}{statements:>12,}{useful:>13,}{len(facts):>13,}{share:>8.1%}")


if __name__ == "__main__":
    main()
