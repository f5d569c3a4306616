"""Look-ups in a graph that is to be verified, which may hold anything."""

from __future__ import annotations

from functools import cached_property

import pyoxigraph as ox

from kg.graph.vocab import BASE, DKG, RDF

Node = ox.NamedNode | ox.BlankNode
NOWHERE = ox.NamedNode("urn:kg:nowhere")
TYPE = ox.NamedNode(RDF["type"])


class Graph:
    """The union of a store's graphs, with names as short as they can be understood."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    @cached_property
    def has_names(self) -> bool:
        """Whether what was inferred can be told from what was recorded, by its named graph."""
        return next(iter(self.store.named_graphs()), None) is not None

    @cached_property
    def base(self) -> str:
        """What the IRIs of minted things begin with: from the name of a graph, else that of a document."""
        for graph in self.store.named_graphs():
            if isinstance(graph, ox.NamedNode) and graph.value.endswith("graph-entities"):
                return graph.value.removesuffix("graph-entities")
        for document in self.instances("Document"):
            start, mark, _ = document.value.rpartition("doc-")
            if mark:
                return start
        return BASE

    def name(self, node: object) -> str:
        """A term in few words: minted things and our own terms without what all of them begin with."""
        value = plain(node)
        for start, prefix in ((self.base, ""), (DKG.iri, "dkg:")):
            if value.startswith(start):
                return prefix + value.removeprefix(start)
        return value

    def subjects(self, property_: ox.NamedNode, value: Node | str) -> list[Node]:
        """Everything of which this is said, in order."""
        found = {q.subject for q in self.store.quads_for_pattern(None, property_, _node(value))}
        return sorted((s for s in found if not isinstance(s, ox.Triple)), key=str)

    def instances(self, cls: str) -> list[Node]:
        """Everything of a class of ours, in order."""
        return self.subjects(TYPE, ox.NamedNode(DKG[cls]))

    def about(self, subject: Node | str) -> dict[str, list[str]]:
        """All that is said of a subject: values by property, as plain texts, each once and in order."""
        found: dict[str, set[str]] = {}
        for quad in self.store.quads_for_pattern(_node(subject), None, None):
            found.setdefault(quad.predicate.value, set()).add(plain(quad.object))
        return {property_: sorted(values) for property_, values in found.items()}

    def values(self, subject: Node | str, property_: str) -> set[str]:
        """The values of a property, as plain texts."""
        found = self.store.quads_for_pattern(_node(subject), ox.NamedNode(property_), None)
        return {plain(q.object) for q in found}

    def pairs(self, property_: str) -> list[tuple[str, str]]:
        """The IRI of each subject of a property with a value of it, each pair once."""
        found = self.store.quads_for_pattern(None, ox.NamedNode(property_), None)
        return sorted({(plain(q.subject), plain(q.object)) for q in found})


def _node(found: Node | str) -> Node:
    """The node of an IRI; one that is nowhere for a text that is none, such as a literal where a thing should be."""
    if not isinstance(found, str):
        return found
    try:
        return ox.NamedNode(found)
    except ValueError:
        return NOWHERE


def plain(term: object) -> str:
    """The IRI of a node, the text of a literal."""
    return str(getattr(term, "value", term))
