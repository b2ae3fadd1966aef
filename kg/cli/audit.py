"""Commands that doubt a graph and follow it over time."""
# ruff: noqa: D301, PLC0415 - \b is for click; each command imports what it needs, so that small ones start at once

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from kg.cli.shared import OUT, ontology_option
from kg.forms import DIFFERENCES, ISSUES, TRENDS

_output = click.option("-o", "--output", type=OUT, help="File to write; standard output if it is not given.")


@click.command()
@click.argument("out", type=OUT, required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(ISSUES),
    default="table",
    show_default=True,
    help="Form of the list; html is a page to hand on.",
)
@click.option("--without", multiple=True, metavar="CHECK", help="Leave out what this check found; may be repeated.")
@click.option("--checks", "listed", is_flag=True, help="List the checks with what they look for.")
@_output
@ontology_option
def audit(
    out: Path | None, form: str, without: tuple[str, ...], listed: bool, output: Path | None, ontology: Path | None
) -> None:
    """List what does not add up in the reports of the graph in OUT, the most important first.

    \b
    Examples:
      kg audit graph
      kg audit graph --format html -o issues.html
      kg audit --checks
    """
    from kg.audit import chosen, load_checks
    from kg.audit.listing import explained, issues
    from kg.audit.listing import listed as shown
    from kg.build import open_graph
    from kg.ontology import load

    rules = load(ontology)
    checks = chosen(load_checks(rules), without)
    if listed:
        _write(explained(checks.values(), _width(output)), output)
        return
    if out is None:
        raise click.UsageError("Give the folder of a graph, or --checks.")
    found = issues(open_graph(out), rules, without=without)
    _write(shown(found, rules, form, width=_width(output)), output)


@click.command()
@click.argument("old", type=OUT)
@click.argument("new", type=OUT)
@click.option(
    "--format",
    "form",
    type=click.Choice(DIFFERENCES),
    default="table",
    show_default=True,
    help="Form of the list.",
)
@_output
@ontology_option
def diff(old: Path, new: Path, form: str, output: Path | None, ontology: Path | None) -> None:
    """Say what the graph in NEW adds, changes, updates and withdraws against the graph in OLD.

    A figure of a later date is an update, another figure of the same date a change.

    \b
    Example: kg diff graph-may graph-june
    """
    from kg.audit.difference import differences, shown
    from kg.build import open_graph
    from kg.ontology import load

    rules = load(ontology)
    found = differences(open_graph(old), open_graph(new), rules)
    _write(shown(found, form, width=_width(output)), output)


@click.command()
@click.argument("out", type=OUT)
@click.option("--population", help="Only figures of this population, by its name or code.")
@click.option("--place", help="Only figures of this place.")
@click.option("--indicator", help="Only this indicator, or the funding of this operation or programme.")
@click.option("--of", "slots", nargs=2, multiple=True, metavar="SLOT NAME", help="Only figures with this in a slot.")
@click.option("--all", "everything", is_flag=True, help="Also figures of which there is one date only.")
@click.option(
    "--format",
    "form",
    type=click.Choice(TRENDS),
    default="table",
    show_default=True,
    help="Form of the answer; svg is a plot.",
)
@_output
@ontology_option
def trend(
    out: Path,
    population: str | None,
    place: str | None,
    indicator: str | None,
    slots: tuple[tuple[str, str], ...],
    everything: bool,
    form: str,
    output: Path | None,
    ontology: Path | None,
) -> None:
    """Follow populations, indicators and funding over the reports of the graph in OUT.

    \b
    Examples:
      kg trend graph --population refugees --place Mali
      kg trend graph --of museum Louvre --ontology museums
      kg trend graph --format svg -o trend.svg
    """
    from kg.audit.series import moving, read_series
    from kg.audit.trend import trended
    from kg.build import open_graph
    from kg.ontology import load
    from kg.ontology.problems import suggestion

    own = load(ontology)
    for slot, _ in slots:
        if slot not in own.properties:
            known = {name for series in own.checks.get("series", {}).values() for name in series["key"]}
            raise click.UsageError("; ".join(filter(None, (f"--of: {slot!r} is no slot", suggestion(slot, known)))))
    words = {"population": population, "place": place, "indicator": indicator}
    asked = {**{slot: name for slot, name in words.items() if name is not None}, **dict(slots)}
    series = read_series(open_graph(out), own, **asked)
    _write(trended(series if everything else moving(series), form, width=_width(output)), output)


def _width(output: Path | None) -> int | None:
    return shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None


def _write(text: str, output: Path | None) -> None:
    from kg.errors import OutputError
    from kg.output import write_file

    if output is None:
        sys.stdout.buffer.write(text.encode())
        return
    try:
        write_file(output, text.encode())
    except OSError as error:
        raise OutputError(f"{output}: {(error.strerror or 'cannot be written').lower()}") from None
