"""Every inferred triple against the rules: what does not follow, and what follows and is not there."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.infer import GRAPH, infer
from kg.graph.vocab import DKG, iri
from kg.verification.findings import Findings, listed
from kg.verification.looking import Graph

INFERRED = "inferred"  # what is counted
OURS = frozenset(DKG[term] for term in ("effect", "revokedBy", "instrumentStatus", "reportedStatus"))
OTHERS = frozenset(DKG[term] for term in ("effectiveDate", "until", "dateAgreed", "dateSigned", "dateInForce"))
ADVICE = "build the graph again"

Triples = set[ox.Triple]


def check_inferred(graph: Graph, findings: Findings) -> None:
    """Run the rules over what is asserted, and compare.

    A file without named graphs does not say what was inferred: there what only rules make is compared, and of the rest
    whether it is missing.
    """
    asserted = ox.Store()
    name = ox.NamedNode(iri(GRAPH, graph.base))
    asserted.bulk_extend(q for q in graph.store if not _is_inferred(q, graph, name))
    there = _triples(q for q in graph.store if _is_inferred(q, graph, name))
    known = _triples(asserted)
    follows = _triples(infer(asserted, graph.base))
    findings.check(INFERRED, len(there))
    for triple in sorted(there - follows, key=str):
        findings.fault(INFERRED, _words(graph, triple), "does not follow by any rule from what is asserted", ADVICE)
    for triple in sorted(follows - there - known, key=str):
        findings.fault(INFERRED, _words(graph, triple), "follows from what is asserted, and is not there", ADVICE)
    if not graph.has_names:
        unsure = sum(1 for triple in known if triple.predicate.value in OTHERS)
        reason = "without named graphs nothing tells what is inferred from what is recorded; verify graph.trig instead"
        findings.skip(INFERRED, unsure, f"{listed(sorted(map(graph.name, OTHERS)))}: {reason}")


def _is_inferred(quad: ox.Quad, graph: Graph, name: ox.NamedNode) -> bool:
    return quad.graph_name == name if graph.has_names else quad.predicate.value in OURS


def _triples(quads: Iterable[ox.Quad]) -> Triples:
    return {ox.Triple(q.subject, q.predicate, q.object) for q in quads}


def _words(graph: Graph, triple: ox.Triple) -> str:
    return " ".join(map(graph.name, (triple.subject, triple.predicate, triple.object)))
