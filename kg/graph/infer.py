"""Consequences: the rules of `kg/data/rules`, SPARQL updates that write into the graph of derived triples.

A rule names our graphs by their local names (`GRAPH <graph-events>`), whatever the base of the IRIs.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from kg.graph.vocab import BASE, iri

_GRAPH = re.compile(r"<(graph-[a-z]+)>")


def infer(store: ox.Store, base: str = BASE) -> None:
    """Run every rule once, in the order of their names."""
    for rule in rules():
        store.update(_GRAPH.sub(lambda name: f"<{iri(name[1], base)}>", rule))


@cache
def rules() -> tuple[str, ...]:
    """The texts of the rules in the order of their files' names."""
    folder = files("kg") / "data" / "rules"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".ru")), key=lambda f: f.name)
    return tuple(f.read_text(encoding="utf-8") for f in found)
