"""The graph to measure with: the same each time, of the size asked for, and with answers."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import export
from kg.graph.query import named_queries, run
from kg.graph.validate import validate

SCRIPTS = Path(__file__).parents[1] / "scripts"


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return made(50_000)


def made(triples: int, seed: int = 1) -> ox.Store:
    sys.path.insert(0, str(SCRIPTS))
    try:
        from synthetic import store, world
    finally:
        sys.path.remove(str(SCRIPTS))
    found: ox.Store = store(world(triples, seed))
    return found


def test_it_has_about_the_size_asked_for(graph: ox.Store) -> None:
    assert len(graph) == pytest.approx(50_000, rel=0.15)


def test_the_same_seed_gives_the_same_graph_and_another_one_another() -> None:
    assert export.nquads(made(3_000)) == export.nquads(made(3_000))
    assert export.nquads(made(3_000)) != export.nquads(made(3_000, seed=2))


def test_it_is_a_graph_as_the_ontology_wants_it() -> None:
    assert validate(made(3_000)).conforms


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("who-met-whom", {}),
        ("denied-or-contested", {}),
        ("dyads", {}),
        ("sanctions", {}),
        ("planned", {}),
        ("treaty-status", {"state": "Borduria"}),
        ("claims-by", {"who": "League of Borduria"}),
    ],
)
def test_named_queries_have_answers(graph: ox.Store, name: str, params: dict[str, str]) -> None:
    assert run(graph, named_queries()[name].text, params).rows
