"""Look-ups in a graph by prefixed names, for what goes through nearly all of it: networks, tables, other formats."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from kg.graph.answer import PREFIXES, expand
from kg.graph.query import local
from kg.model import ENTITY_CLASSES


class Facts:
    """Look-ups in the union of all graphs of a store; values come sorted.

    Each property is read once and whole when first asked for: a network asks for those of nearly every subject.
    """

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.known: dict[str, dict[str, list[str]]] = {}

    def instances(self, cls: str) -> list[str]:
        found = self.store.quads_for_pattern(None, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand(cls)))
        return sorted({q.subject.value for q in found if isinstance(q.subject, ox.NamedNode)})

    def values(self, subject: str, *properties: str) -> list[str]:
        """The values of the properties, those of the first property first."""
        if len(properties) == 1:
            return [*self._of(properties[0]).get(subject, [])]
        return list(dict.fromkeys(value for name in properties for value in self._of(name).get(subject, [])))

    def _of(self, name: str) -> dict[str, list[str]]:
        """The values of a property by subject."""
        if name not in self.known:
            found: dict[str, set[str]] = defaultdict(set)
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(expand(name)), None):
                if isinstance(quad.subject, ox.NamedNode):
                    found[quad.subject.value].add(str(getattr(quad.object, "value", quad.object)))
            self.known[name] = {subject: sorted(values) for subject, values in found.items()}
        return self.known[name]

    def is_a(self, iri: str, cls: str) -> bool:
        return expand(cls) in self.values(iri, "rdf:type")

    def first(self, subject: str, *properties: str) -> str | None:
        return next(iter(self.values(subject, *properties)), None)

    def concept(self, subject: str, name: str) -> str | None:
        """The local name of a concept that is a value: "Actual" of dkg:modality."""
        found = self.first(subject, name)
        return local(found) if found else None

    def cls(self, iri: str) -> str:
        """The class of an entity among those of the model."""
        types = {t.removeprefix(PREFIXES["dkg"]) for t in self.values(iri, "rdf:type")}
        return next((cls for cls in ENTITY_CLASSES if cls in types), "Thing")

    def label(self, iri: str) -> str:
        return self.first(iri, "rdfs:label", "skos:prefLabel") or local(iri)

    def labels(self, subject: str, name: str) -> list[str]:
        return [self.label(iri) for iri in self.values(subject, name)]
