"""The terms of `ontology/`, as its Turtle has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.graph.answer import PREFIXES

FOLDER = Path(__file__).parents[2] / "ontology"
FILES = ("dkg.ttl", "event-types.ttl", "treaty-actions.ttl", "features.ttl", "subjects.ttl", "alignments.ttl")


@dataclass(frozen=True, slots=True)
class Term:
    """A term by its prefixed name; `said` has what is said of it by prefixed property, in the order of the files."""

    name: str
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def values(self, *properties: str) -> tuple[str, ...]:
        return tuple(value for p in properties for value in self.said.get(p, ()))

    def first(self, *properties: str) -> str:
        return next(iter(self.values(*properties)), "")

    @property
    def label(self) -> str:
        return self.first("rdfs:label", "skos:prefLabel") or local(self.name)

    @property
    def title(self) -> str:
        """The label as a heading."""
        return self.label[:1].upper() + self.label[1:]

    @property
    def definition(self) -> str:
        return self.first("rdfs:comment", "skos:definition")

    @property
    def kinds(self) -> tuple[str, ...]:
        return self.values("rdf:type")


def local(name: str) -> str:
    """What follows the prefix, the last slash or hash."""
    return name.replace("#", "/").rpartition("/")[2].rpartition(":")[2]


@cache
def terms() -> Mapping[str, Term]:
    """Every term that the files say something of, in their order."""
    said: dict[str, dict[str, dict[str, None]]] = {}
    for name in FILES:
        with (FOLDER / name).open("rb") as file:
            for quad in ox.parse(file, ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode):
                    about = said.setdefault(prefixed(quad.subject.value), {})
                    about.setdefault(prefixed(quad.predicate.value), {})[_value(quad.object)] = None
    return {name: Term(name, {p: tuple(v) for p, v in about.items()}) for name, about in said.items()}


def _value(term: object) -> str:
    return prefixed(term.value) if isinstance(term, ox.NamedNode) else getattr(term, "value", "")


def of_kind(kind: str) -> list[Term]:
    """The terms of a class of the ontology's own language: owl:Class, dkg:Modality."""
    return [term for term in terms().values() if kind in term.kinds]


def prefixed(iri: str) -> str:
    """An IRI with the prefix that the vocabulary has for it, else as it is."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
