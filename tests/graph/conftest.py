"""The sample graph, as a store."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

SAMPLE = Path(__file__).parent / "sample.ttl"


@pytest.fixture(scope="session")
def sample() -> ox.Store:
    store = ox.Store()
    store.load(path=str(SAMPLE), format=ox.RdfFormat.TURTLE)
    return store
