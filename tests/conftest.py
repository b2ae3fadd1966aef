"""What many tests share: the ontology and gazetteer of the package, a browser, and one page of the explorer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from kg import ontology as onto
from kg.ontology import Ontology
from kg.places import Gazetteer, open_gazetteer

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import pages

# How long an example takes, or how long it takes to make one, hangs on what else the machine does.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

if TYPE_CHECKING:
    from explore_page import Page
    from selenium import webdriver


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return onto.load()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


# The imports below are made only where a test of the explorer runs.


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    from explore_page import chromium

    with chromium(tmp_path_factory.mktemp("profile")) as chrome:
        yield chrome


@pytest.fixture(scope="session")
def explorer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small graph of `explore_graph`, with the text of one of its two reports."""
    import explore_graph

    from kg.explore import write_explorer

    folder = tmp_path_factory.mktemp("explorer")
    graph, small_ontology = explore_graph.small(), explore_graph.ontology(folder / "ontology")
    update = graph.claims("report/update.md", ("Belu", "Settlement"), ("Nordia", "Government"), ("Taren", "Region"))
    write_explorer(graph.quads, small_ontology, folder / "explorer.html", reports=[update])
    return folder / "explorer.html"


@pytest.fixture
def page(browser: webdriver.Chrome, explorer_file: Path) -> Page:
    from explore_page import Page

    return Page(browser, explorer_file)


@pytest.fixture(scope="session")
def figures_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the graph of `explore_graph` that holds figures and names which are easily mixed up."""
    import explore_graph

    from kg.explore import write_explorer

    folder = tmp_path_factory.mktemp("figures")
    write_explorer(explore_graph.figures().quads, explore_graph.ontology(folder / "ontology"), folder / "explorer.html")
    return folder / "explorer.html"


@pytest.fixture
def figures(browser: webdriver.Chrome, figures_file: Path) -> Page:
    from explore_page import Page

    return Page(browser, figures_file)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> pages.Prepared:
    """What the pages of the documentation begin with: `corpus/`, `ontology/` and `graph/`, to read only."""
    return pages.prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def corpus_graph(prepared: pages.Prepared) -> Path:
    """The folder that `kg build corpus` leaves, to read only."""
    return prepared.folder / "graph"
