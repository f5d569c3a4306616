"""The sample graph, as a store, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from driver import Browser

SAMPLE = Path(__file__).parent / "sample.ttl"


@pytest.fixture(scope="session")
def sample() -> ox.Store:
    store = ox.Store()
    store.load(path=str(SAMPLE), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="session")
def syndicated() -> ox.Store:
    """The sample with a third document, a copy of one of the two."""
    store = ox.Store()
    for path in (SAMPLE, SAMPLE.with_name("copy.ttl")):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as opened:
        yield opened
