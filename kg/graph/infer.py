"""What follows from a graph: the rules of `kg/data/rules`, SPARQL updates over the union, in the order of names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from kg.graph.vocab import BASE
from kg.graph.vocab import iri as minted

GRAPH = "graph-inferred"


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """The rules as pairs of name and SPARQL."""
    folder = files("kg") / "data" / "rules"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".ru")), key=lambda f: f.name)
    return tuple((f.name[:-3], f.read_text(encoding="utf-8")) for f in found)


def infer(store: ox.Store, base: str = BASE) -> Iterator[ox.Quad]:
    """What the rules add to the union of the graphs, as quads of one graph; what they added before does not count."""
    graph = ox.NamedNode(minted(GRAPH, base))
    known = {ox.Quad(q.subject, q.predicate, q.object) for q in store if q.graph_name != graph}
    scratch = ox.Store()
    scratch.bulk_extend(known)
    for _, text in rules():
        scratch.update(text)
    yield from (ox.Quad(q.subject, q.predicate, q.object, graph) for q in scratch if q not in known)
