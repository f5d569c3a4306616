"""Every IRI of our namespaces against the ontology, and the whole against its shapes."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from functools import cache

import pyoxigraph as ox

from kg.graph.validate import validate
from kg.graph.vocab import DKG, ET, FEATURE, OWL, RDF, SUBJECT, TA, ontology
from kg.verification.findings import Findings
from kg.verification.looking import TYPE, Graph

TERMS, SHAPES = "terms", "shapes"  # what is counted
FILES = ("dkg.ttl", "event-types.ttl", "treaty-actions.ttl", "features.ttl", "subjects.ttl")
SPACES = tuple(space.iri for space in (DKG, ET, TA, FEATURE, SUBJECT))
CLASS, CONCEPT, TO_THING, TO_VALUE = "class", "concept", "property that leads to a thing", "property that has a value"
KINDS = {"Class": CLASS, "ObjectProperty": TO_THING, "DatatypeProperty": TO_VALUE}
ADVICE = "correct the term, or add it to ontology/"

Use = tuple[str, str]  # an IRI, and as what it is used


def check_terms(graph: Graph, findings: Findings) -> None:
    """Check each term of ours that the graph uses, once for each way in which it does."""
    known = _known()
    times, first = _uses(graph.store)
    for use in sorted(times):
        findings.check(TERMS)
        iri, kind = use
        if known.get(iri) != kind:
            where = f"in {times[use]} triples, such as one of {graph.name(first[use])}"
            problem = f"used as a {kind} {where}: " + _otherwise(graph, iri, known)
            findings.fault(TERMS, graph.name(iri), problem, ADVICE)


def check_shapes(graph: Graph, findings: Findings) -> None:
    """Check the graph with SHACL, as `kg check` does."""
    findings.check(SHAPES)
    for problem in validate(graph.store).problems:
        path = f" ({graph.name(problem.path)})" if problem.path.startswith("http") else ""
        findings.fault(SHAPES, graph.name(problem.node) + path, problem.message, "see ontology/shapes.ttl")


def _uses(store: ox.Store) -> tuple[Counter[Use], dict[Use, object]]:
    """How often each IRI of our namespaces is used as what, and of what first in the order of names."""
    times: Counter[Use] = Counter()
    first: dict[Use, object] = {}
    for quad in store:
        value = quad.object
        is_thing = not isinstance(value, ox.Literal)
        used = [(quad.predicate.value, TO_THING if is_thing else TO_VALUE)]
        if isinstance(value, ox.NamedNode):
            used.append((value.value, CLASS if quad.predicate == TYPE else CONCEPT))
        for use in used:
            if use[0].startswith(SPACES):
                times[use] += 1
                first[use] = min(first.get(use, quad.subject), quad.subject, key=str)
    return times, first


@cache
def _known() -> dict[str, str]:
    """What each term of the ontology is."""
    found: dict[str, str] = {}
    namespace = OWL.iri
    for name in FILES:
        text = ontology(name).read_text(encoding="utf-8")
        for quad in ox.parse(text, ox.RdfFormat.TURTLE):
            subject, kind = quad.subject, quad.object
            if quad.predicate.value == RDF["type"] and isinstance(subject, ox.NamedNode):
                local = getattr(kind, "value", "").removeprefix(namespace)
                found[subject.value] = KINDS.get(local, found.get(subject.value, CONCEPT))
    return found


def _otherwise(graph: Graph, iri: str, known: dict[str, str]) -> str:
    """What the ontology has instead."""
    if iri in known:
        return f"in the ontology it is a {known[iri]}"
    near = get_close_matches(iri, known, n=1, cutoff=0.9)
    meant = f", but {graph.name(near[0])}" if near else ""
    return f"the ontology has no such term{meant}"
