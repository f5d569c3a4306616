"""What follows from a graph: the rules of `kg/data/rules`, SPARQL updates, in the order of their names.

They run over a copy: what a rule deletes is only what rules made on the way, and nothing is lost from the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from kg.graph.vocab import BASE, RDF, ontology
from kg.graph.vocab import iri as minted

GRAPH = "graph-inferred"
SCHEMES = ("treaty-actions.ttl",)  # what the rules need to know of our concepts


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """The rules as pairs of name and SPARQL."""
    folder = files("kg") / "data" / "rules"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".ru")), key=lambda f: f.name)
    return tuple((f.name[:-3], f.read_text(encoding="utf-8")) for f in found)


@cache
def _named() -> frozenset[str]:
    """The properties and classes that the rules name: all that they look at, for none of them asks for any other."""
    found = {RDF["type"]}
    for _, text in rules():
        prefixes = dict(re.findall(r"PREFIX (\w+): <([^>]*)>", text))
        found |= {prefixes[p] + local for p, local in re.findall(r"\b(\w+):(\w+)", text) if p in prefixes}
    return frozenset(found)


def looked_at(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Those of the quads that the rules can make something of."""
    named, type_ = _named(), RDF["type"]
    for quad in quads:
        property_ = quad.predicate.value
        if property_ in named and (property_ != type_ or quad.object.value in named):  # type: ignore[union-attr]
            yield quad


def infer(store: ox.Store, base: str = BASE) -> Iterator[ox.Quad]:
    """What the rules add to the union of the graphs, as quads of one graph; what they added before does not count."""
    graph = ox.NamedNode(minted(GRAPH, base))
    told = ox.Store()
    add_facts(told, (q for q in store if q.graph_name != graph))
    return consequences(told, base)


def add_facts(told: ox.Store, quads: Iterable[ox.Quad]) -> None:
    """Add those of the quads that the rules can make something of, without their graphs."""
    told.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in looked_at(quads))


def consequences(told: ox.Store, base: str = BASE) -> Iterator[ox.Quad]:
    """What the rules add to facts without graphs."""
    graph = ox.NamedNode(minted(GRAPH, base))
    for name in SCHEMES:
        told.load(_text(name), ox.RdfFormat.TURTLE)
    scratch = ox.Store()
    scratch.bulk_extend(told)
    for _, text in rules():
        scratch.update(text)
    yield from (ox.Quad(q.subject, q.predicate, q.object, graph) for q in scratch if q not in told)


def renew(store: ox.Store, base: str = BASE) -> None:
    """Put what the rules add into the store, in place of what they added before."""
    found = list(infer(store, base))
    store.remove_graph(ox.NamedNode(minted(GRAPH, base)))
    store.bulk_extend(found)


@cache
def _text(name: str) -> bytes:
    return ontology(name).read_text(encoding="utf-8").encode()
