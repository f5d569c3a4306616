"""SHACL: whether a graph keeps to `ontology/shapes.ttl`."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.vocab import ontology


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that breaks a shape."""

    node: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.node}{f' ({self.path})' if self.path else ''}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation; `problems` is sorted."""

    conforms: bool
    problems: tuple[Problem, ...]


def validate(store: ox.Store) -> Report:
    """Check the union of the store's graphs against the shapes, without inference (superclasses are asserted)."""
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    triples = {ox.Triple(q.subject, q.predicate, q.object) for q in store}
    data.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    shapes = rdflib.Graph()
    for name in ("shapes.ttl", "dkg.ttl", "event-types.ttl"):
        shapes.parse(data=ontology(name).read_text(encoding="utf-8"), format="turtle")
    conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True, inference="none")
    return Report(bool(conforms), tuple(sorted(_problems(results), key=str)))


def _problems(results: object) -> list[Problem]:
    import rdflib
    from rdflib.namespace import SH

    if not isinstance(results, rdflib.Graph):
        return [Problem("", "", str(results))]
    found = []
    for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
        node, path = results.value(result, SH.focusNode), results.value(result, SH.resultPath)
        message = results.value(result, SH.resultMessage)
        found.append(Problem(str(node), str(path or ""), str(message or "breaks a shape")))
    return found
