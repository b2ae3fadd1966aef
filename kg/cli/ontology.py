"""Commands for who brings a domain of their own."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.shared import OUT
from kg.errors import OntologyError


@click.group()
def ontology() -> None:
    """Begin a domain of your own, check it, and write its reference.

    \b
    Examples:
      kg ontology new bridges            write a small domain to change
      kg ontology check bridges          explain every mistake in it
      kg ontology docs bridges -o out    write its reference as HTML
    """


@ontology.command()
@click.argument("folder", type=OUT)
def new(folder: Path) -> None:
    """Write a small commented domain to FOLDER, which must be new or empty.

    It has classes, a vocabulary, two fact classes with their patterns, shapes, a rule, a question, a plot and a report
    to try it on.

    \b
    Example: kg ontology new bridges && kg build bridges/example.md -o graph --ontology bridges
    """
    from kg.ontology.start import start

    for path in start(folder):
        click.echo(folder / path)


@ontology.command()
@click.argument("folder", type=OUT)
@click.pass_context
def check(ctx: click.Context, folder: Path) -> None:
    """Explain every mistake in the ontology in FOLDER: file, line, what is wrong and what would be right.

    Exit status: 0 there is none, 1 there are some.

    \b
    Example: kg ontology check bridges
    """
    from kg.ontology.look import problems

    found = problems(folder)
    for problem in found:
        click.echo(str(problem))
    if found:
        click.echo(f"{len(found)} {'mistake' if len(found) == 1 else 'mistakes'}")
        ctx.exit(1)
    from kg.ontology import load

    own = load(folder)
    facts = sum(1 for c in own.classes if "Fact" in own.ancestors(c)[1:])
    click.echo(f"no mistakes: {len(own.classes)} classes, {facts} of them of facts, {len(own.terms)} known names")


@ontology.command()
@click.argument("folder", type=OUT)
@click.option("-o", "--out", required=True, type=OUT, help="Folder for the page; it is made if it is not there.")
def docs(folder: Path, out: Path) -> None:
    """Write the reference of the ontology in FOLDER as HTML: classes, slots, vocabularies, patterns, rules, questions.

    \b
    Example: kg ontology docs bridges -o reference
    """
    from kg.ontology import load
    from kg.ontology.reference import reference

    page = reference(load(folder))
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "index.html").write_text(page, encoding="utf-8")
    except OSError as error:
        raise OntologyError(f"{out}: {(error.strerror or 'cannot be written').lower()}") from None
    click.echo(out / "index.html")
