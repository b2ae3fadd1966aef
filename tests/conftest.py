"""What many tests share: the ontology and gazetteer of the package, loaded once."""

from __future__ import annotations

import pytest

from kg import ontology as onto
from kg.ontology import Ontology
from kg.places import Gazetteer, open_gazetteer


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return onto.load()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()
