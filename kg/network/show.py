"""The network as a table for people, as JSON, and as GraphML for other tools."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import networkx as nx

from kg.console import console_table
from kg.network.chain import Chain, Step
from kg.network.measure import Place
from kg.network.ties import Ties
from kg.text import xml_text

_SHOWN_FACTS = 3  # of a step, in a table
_SHOWN_MEMBERS = 6  # of a community, in a table


def show_places(places: Sequence[Place], ties: Ties, form: str, *, top: int, width: int | None = None) -> str:
    """The most central things and the communities; in GraphML all nodes and ties with their measures.

    Args:
        places: of all nodes, the most central first.
        ties: the network that they were measured in.
        form: one of `kg.forms.NETWORKS`.
        top: how many central things and communities a table or JSON lists.
        width: of a terminal in characters; None for a table as wide as its cells.
    """
    if form == "graphml":
        return _graphml(ties, places)
    communities = _communities(places)
    if form == "json":
        groups = [{"community": n, "members": [p.label for p in members]} for n, members in communities]
        data = {
            "things": len(places),
            "ties": ties.graph.number_of_edges(),
            "central": [asdict(place) for place in places[:top]],
            "communities": groups[:top],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    central = [
        (p.label, p.cls, ", ".join(p.roles), f"{p.between:.3f}", str(p.neighbours), str(p.facts), str(p.community))
        for p in places[:top]
    ]
    header = ("central", "class", "roles", "between", "neighbours", "facts", "community")
    groups_shown = [
        (str(n), str(len(members)), ", ".join(p.label for p in members[:_SHOWN_MEMBERS]) + _more(members))
        for n, members in communities[:top]
    ]
    first = console_table(header, central, width)
    return first + "\n" + console_table(("community", "things", "members, the most central first"), groups_shown, width)


def _more(members: Sequence[Place]) -> str:
    return f" and {len(members) - _SHOWN_MEMBERS} more" if len(members) > _SHOWN_MEMBERS else ""


def _communities(places: Iterable[Place]) -> list[tuple[int, list[Place]]]:
    found: dict[int, list[Place]] = {}
    for place in places:
        found.setdefault(place.community, []).append(place)
    return sorted(found.items())


def show_chain(found: Chain, ties: Ties, form: str, *, width: int | None = None) -> str:
    """A chain with the facts of each step; a table lists the first few of them."""
    if form == "graphml":
        return _graphml(_part(ties, found), ())
    if form == "json":
        return json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n"
    if not found.steps:
        return f"both are {found.source_label}\n"
    rows = [row for number, step in enumerate(found.steps, 1) for row in _step(number, step)]
    return console_table(("step", "from", "tie", "to", "fact", "report", "page"), rows, width)


def _step(number: int, step: Step) -> Iterable[tuple[str, ...]]:
    head = (str(number), step.source_label, ", ".join(step.ties), step.target_label)
    for fact in step.facts[:_SHOWN_FACTS]:
        yield (*head, fact.label, fact.report, "" if fact.page is None else str(fact.page))
        head = ("", "", "", "")
    if len(step.facts) > _SHOWN_FACTS:
        yield (*head, f"and {len(step.facts) - _SHOWN_FACTS} more", "", "")


def _part(ties: Ties, found: Chain) -> Ties:
    graph: nx.Graph[str] = nx.Graph()
    for iri in (found.source, *(step.target for step in found.steps)):
        graph.add_node(iri, **ties.graph.nodes[iri])
    for step in found.steps:
        graph.add_edge(step.source, step.target, **ties.graph.edges[step.source, step.target])
    return Ties(graph, ties.facts, ties.names)


def _graphml(ties: Ties, places: Sequence[Place]) -> str:
    """Lists are joined to text, which is all that GraphML's attributes hold.

    No attribute of an edge is named as one of a node: networkx writes one key for both.
    """
    graph: nx.Graph[str] = nx.Graph()
    measured = {place.iri: place for place in places}
    for iri, own in ties.graph.nodes(data=True):
        graph.add_node(iri, label=xml_text(own["label"]), classes=" ".join(own["classes"]), **{"class": own["class"]})
        if (place := measured.get(iri)) is not None:
            graph.nodes[iri].update(between=place.between, facts=place.facts, community=place.community)
    for source, target, own in ties.graph.edges(data=True):
        properties = " ".join(sorted({name for name, _ in own["properties"]}))
        labels = xml_text("; ".join(ties.facts[iri].label for iri in own["facts"]))
        graph.add_edge(source, target, properties=properties, weight=len(own["facts"]), statements=labels)
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, named_key_ids=True)
    return out.getvalue().decode()
