"""What many tests share: the ontology and gazetteer of the package, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import ontology as onto
from kg.build import build
from kg.ontology import Ontology
from kg.places import Gazetteer, open_gazetteer


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return onto.load()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="session")
def corpus_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `kg build corpus` leaves, to read only."""
    out = tmp_path_factory.mktemp("corpus") / "graph"
    build([Path(__file__).parents[1] / "corpus"], out)
    return out
