"""All facts of one report: every rule over every block, repeats dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.document import Document, text_of
from kg.model import BlockKind, Claim, Mention, Name, ReportClaims
from kg.ontology import Ontology
from kg.relate.agreements import agreement_claims
from kg.relate.appeals import within_appeals
from kg.relate.contacts import contact_claims
from kg.relate.declared import declared_claims
from kg.relate.donors.grants import grants
from kg.relate.donors.lists import donor_claims
from kg.relate.donors.parted import with_donor_lines
from kg.relate.donors.pipes import parted_row
from kg.relate.figures.boxed import boxed_claims
from kg.relate.figures.charts import figure_claims
from kg.relate.figures.indicators import indicator_claims
from kg.relate.figures.lines import year_lines
from kg.relate.figures.listed import listed_figures
from kg.relate.figures.needs import stated_claims, stated_lines
from kg.relate.figures.origins import origin_claims
from kg.relate.figures.rates import rate_claims
from kg.relate.figures.reached import reached_claims
from kg.relate.figures.runs import run_claims
from kg.relate.figures.titled import titled_claims
from kg.relate.flat import with_tables
from kg.relate.funding.lines import funding_claims
from kg.relate.led import is_led, with_led_items
from kg.relate.offices import office_claims
from kg.relate.partners import partner_claims, partner_line_claims
from kg.relate.projects import within_projects
from kg.relate.prose.blocks import prose_claims
from kg.relate.scope import Scope
from kg.relate.staff import staff_claims, staff_line_claims, staff_sentence_claims
from kg.relate.tables.layouts import table_claims
from kg.relate.tables.lumped import lumped_rows
from kg.relate.tables.unparted import unparted_claims, unparted_rows


def relate(document: Document, ontology: Ontology) -> ReportClaims:
    """The claims of an annotated report, in the order of the text."""
    read = with_donor_lines(with_tables(with_led_items(document, ontology), ontology), ontology)
    scope = Scope(read, ontology)
    claims = sorted(
        _unique(within_appeals(scope, within_projects(scope, _all(scope))), ontology.classes),
        key=lambda c: (c.evidence[0].begin, c.evidence[0].end),
    )
    source = document.source
    clock = document.report.clock
    return ReportClaims(
        file=source.file,
        sha256=source.sha256,
        format=source.format,
        text=source.text,
        claims=tuple(claims),
        mentions=tuple(report_mentions(document, ontology)),
        names=tuple(_introduced(scope)),
        title=source.title,
        publisher=scope.publisher,
        country=scope.country,
        issued=clock.issued,
        period=(clock.start, clock.end) if clock.start and clock.end else None,
    )


def _all(scope: Scope) -> Iterator[Claim]:
    yield from contact_claims(scope)
    yield from donor_claims(scope)
    yield from funding_claims(scope)
    yield from year_lines(scope)
    yield from partner_line_claims(scope)
    yield from origin_claims(scope)
    rows = unparted_rows(scope)
    granted = grants(scope)
    yield from granted.claims
    read = {id(row.block) for row in rows} | granted.blocks
    read |= {id(block) for block in scope.document.blocks if parted_row(scope, block) is not None}
    yield from unparted_claims(scope, rows)
    boxed = boxed_claims(scope)
    yield from boxed.claims
    read |= boxed.blocks
    lines = [line for line in stated_lines(scope) if not boxed.blocks & {id(block) for block in line.blocks}]
    read |= {id(block) for line in lines for block in line.blocks}
    listed = listed_figures(scope)
    yield from listed.claims
    read |= listed.blocks
    measured = indicator_claims(scope)
    yield from measured.claims
    read |= measured.blocks
    lumped = lumped_rows(scope)
    yield from lumped.claims
    read |= lumped.blocks
    rates = rate_claims(scope, read)
    yield from rates.claims
    read |= rates.blocks
    titled = titled_claims(scope, read)
    yield from titled.claims
    read |= titled.blocks
    yield from stated_claims(scope, lines)
    offices: list[Claim] = []
    for block in scope.document.blocks:
        if block.block.kind is BlockKind.FURNITURE:
            continue
        yield from table_claims(scope, block)
        yield from figure_claims(scope, block)
        if id(block) not in read:
            yield from list(reached_claims(scope, block)) or run_claims(scope, block)
        offices += [c for c in office_claims(scope, block) if not (is_led(block) and _is_among(c, offices))]
        yield from staff_claims(scope, block)
        yield from staff_sentence_claims(scope, block)
        yield from staff_line_claims(scope, block)
        yield from agreement_claims(scope, block)
        yield from partner_claims(scope, block)
    yield from offices
    # Without words for what is done, every counted noun would be taken for something delivered.
    if scope.patterns("activities"):
        yield from prose_claims(scope, read)
    yield from declared_claims(scope)


def _is_among(claim: Claim, others: Collection[Claim]) -> bool:
    """Whether one of the others says the same."""
    return any(claim.slots == other.slots for other in others)


def _unique(claims: Iterator[Claim], known: Collection[str]) -> Iterator[Claim]:
    """The facts of known classes; one that two rules find in the same words is the first rule's."""
    seen: set[object] = set()
    for claim in claims:
        if claim.type not in known:
            continue
        key = (
            claim.type,
            tuple(sorted((k, v) for k, v in claim.slots.items())),
            tuple((p.begin, p.end) for p in claim.evidence),
        )
        text = repr(key)
        if text not in seen:
            seen.add(text)
            yield claim


def _introduced(scope: Scope) -> Iterator[Name]:
    """Names that the report introduces with an acronym."""
    for spelling, new in sorted(scope.document.report.names.organizations.items()):
        if new.acronym and spelling == new.text:
            yield scope.name(new.text, "Organization")


def report_mentions(document: Document, ontology: Ontology) -> Iterator[Mention]:
    """Every mention of an entity in the text, by its place in the source."""
    for block in document.blocks:
        if block.block.kind is BlockKind.FURNITURE:
            continue
        for span in block.doc.spans["mentions"]:
            if ontology.is_a(span.label_, "Entity"):
                begin, end = block.joined.span(span.start_char, span.end_char)
                yield Mention(begin, end, span.label_, text_of(span), span.kb_id_ or None)
