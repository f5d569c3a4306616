"""The graph as a network: actors, treaties, meetings and places as nodes, one edge for each event between two of them.

Everything is plain JSON-able data in a fixed order, so that pages and other exports need no RDF.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from types import MappingProxyType
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.graph.answer import expand
from kg.graph.facts import Facts
from kg.graph.instruments import instrument_facts
from kg.graph.quality import runs
from kg.graph.query import local
from kg.model import VERBAL_ACTS

QUADS = MappingProxyType(
    {
        "AGREE": "verbal cooperation", "CONSULT": "verbal cooperation", "SUPPORT": "verbal cooperation",
        "CONCEDE": "verbal cooperation", "COOPERATE": "material cooperation", "AID": "material cooperation",
        "RETREAT": "material cooperation", "REQUEST": "verbal conflict", "ACCUSE": "verbal conflict",
        "REJECT": "verbal conflict", "THREATEN": "verbal conflict", "PROTEST": "material conflict",
        "SANCTION": "material conflict", "MOBILIZE": "material conflict", "COERCE": "material conflict",
        "ASSAULT": "material conflict", "TREATY_SIGN": "verbal cooperation", "TREATY_RATIFY": "verbal cooperation",
        "TREATY_ACCEDE": "verbal cooperation", "TREATY_IN_FORCE": "verbal cooperation",
        "TREATY_PROPOSE": "verbal cooperation", "TREATY_WITHDRAW": "verbal conflict",
        "TREATY_SUSPEND": "verbal conflict", "TREATY_VIOLATE": "material conflict",
    }
)  # fmt: skip
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
MODALITIES = ("Actual", "Planned", "Proposed", "Hypothetical")


def network(store: ox.Store) -> nx.MultiDiGraph:
    """The network of a graph; its keys are IRIs and `graph.graph["documents"]` lists the documents, `["runs"]` by what
    they were read.

    What curators have set aside makes no edge: `graph.graph["overruled"]` lists these claims, each with its `event`,
    the `what` of that in words, and the `ruling`.

    Nodes have `label`, `cls`, `iso3`, `state`, `state_iri`, `offices`, `aliases` (the first `alt_labels` of them are
    names, the others words of texts), `mentions`, `facts` (what is known of an instrument, in words), `parties`,
    `degree` and `events`: the events without a second end. Edges have the event's own attributes (`event` is its IRI)
    and `claims`.
    """
    facts = Facts(store)
    documents = {iri: _document(facts, iri) for iri in facts.instances("dkg:Document")}
    claims = _claims(facts, documents)
    graph = nx.MultiDiGraph(
        documents=list(documents.values()), overruled=_overruled(facts, documents), runs=runs(facts)
    )
    offices = _offices(facts)
    for iri in facts.instances("dkg:Event"):
        if facts.values(iri, "dkg:status") == [expand("dkg:Overruled")]:
            continue
        event = _event(facts, iri, claims.get(iri, []))
        pairs = list(_pairs(facts, event))
        for entity in dict.fromkeys([*event["sources"], *event["targets"], *event["about"]]):
            if entity not in graph:
                graph.add_node(entity, **_node(facts, entity, offices))
            if not any(entity in pair for pair in pairs):
                graph.nodes[entity]["events"].append(event)
        for source, target in pairs:
            graph.add_edge(source, target, key=iri, **event)
    for node, degree in graph.degree():
        graph.nodes[node]["degree"] = degree
    return _sorted(graph)


def _document(facts: Facts, iri: str) -> dict[str, Any]:
    source = facts.first(iri, "dcterms:source") or ""
    return {
        "iri": iri,
        "title": facts.first(iri, "dcterms:title") or source or local(iri),
        "date": facts.first(iri, "dcterms:date"),
        "publisher": facts.first(iri, "dcterms:publisher") or "",
        "source": source,
        "sha256": facts.first(iri, "dkg:sha256"),
        "copy_of": facts.first(iri, "dkg:copyOf"),
    }


def _claims(facts: Facts, documents: dict[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    by_event: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for iri in facts.instances("dkg:Claim"):
        for event in facts.values(iri, "dkg:ofEvent"):
            by_event[event] += list(_quotes(facts, iri, documents))
    return {event: sorted(found, key=_claim_order) for event, found in by_event.items()}


def _overruled(facts: Facts, documents: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims that curators have set aside, each with the event that it was of and the ruling in words."""
    found = (
        quote | {"event": event, "what": facts.label(event), "ruling": "; ".join(facts.labels(iri, "dkg:ruledBy"))}
        for iri in facts.instances("dkg:OverruledClaim")
        for event in facts.values(iri, "dkg:wasOfEvent")
        for quote in _quotes(facts, iri, documents)
    )
    return sorted(found, key=_claim_order)


def _claim_order(claim: dict[str, Any]) -> tuple[Any, ...]:
    return (claim["date"] or "9", claim["document"], claim["start"], claim["by"], claim["claim"])


def _quotes(facts: Facts, claim: str, documents: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One claim as dictionaries, one for each of its pieces of evidence."""
    confidence = facts.first(claim, "dkg:confidence")
    by = facts.values(claim, "dkg:claimedBy")
    said = {
        "claim": claim,
        "by": [facts.label(iri) for iri in by],
        "by_iris": by,
        "stance": _concept(facts.first(claim, "dkg:stance")) or "Affirms",
        "modality": _concept(facts.first(claim, "dkg:modality")) or "Actual",
        "certainty": _concept(facts.first(claim, "dkg:certainty")),
        "confidence": float(confidence) if confidence else None,
    }
    for evidence in facts.values(claim, "dkg:evidence"):
        document = facts.first(evidence, "prov:wasQuotedFrom") or ""
        about = documents.get(document) or _document(facts, document or claim)
        yield said | {
            "quote": facts.first(evidence, "oa:exact") or "",
            "prefix": facts.first(evidence, "oa:prefix") or "",
            "suffix": facts.first(evidence, "oa:suffix") or "",
            "start": int(facts.first(evidence, "oa:start") or 0),
            "document": about["title"],
            "document_iri": about["iri"],
            "date": about["date"],
            "publisher": about["publisher"],
            "source": about["source"],
        }


def _event(facts: Facts, iri: str, claims: list[dict[str, Any]]) -> dict[str, Any]:
    type_ = _concept(facts.first(iri, "dkg:eventType")) or "EVENT"
    mode = facts.first(iri, "dkg:mode")
    place = facts.first(iri, "dkg:place")
    return {
        "event": iri,
        "type": type_,
        "mode": re.sub(r"^[A-Z_]+-", "", local(mode)) if mode else None,
        "label": facts.label(iri),
        "date": facts.first(iri, "dkg:date"),
        "date_end": facts.first(iri, "dkg:dateEnd"),
        "effective": facts.first(iri, "dkg:effectiveDate"),
        "time_expression": facts.first(iri, "dkg:timeExpression"),
        "topic": facts.first(iri, "dkg:topic"),
        "place": facts.label(place) if place else None,
        "place_iri": place,
        "quad": QUADS.get(type_),
        "status": _concept(facts.first(iri, "dkg:status")),
        "sources": facts.values(iri, "dkg:source"),
        "targets": facts.values(iri, "dkg:target"),
        "about": facts.values(iri, "dkg:about"),
        **_verdict(claims),
        "claims": claims,
    }


def _verdict(claims: list[dict[str, Any]]) -> dict[str, Any]:
    """What the claims come to: the strongest modality that is affirmed, and whether a text asserts it on its own."""
    affirmed = [c for c in claims if c["stance"] == "Affirms"]
    ranked = [c["modality"] for c in affirmed or claims]
    modality = min(ranked, key=MODALITIES.index) if ranked else "Actual"
    strongest = [c for c in affirmed if c["modality"] == modality]
    return {
        "modality": modality,
        "stance": "Affirms" if affirmed or not claims else "Denies",
        "contested": bool(affirmed) and len(affirmed) < len(claims),
        "asserted": any(not c["by"] for c in strongest),
        "confidence": max((c["confidence"] for c in claims if c["confidence"] is not None), default=None),
    }


def _pairs(facts: Facts, event: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """The ends of an event's edges: sources to targets, else to what it is about, else sources among themselves.

    What somebody says about an actor is no act towards him: 'urged stronger sanctions against Russia'.
    """
    things = event["about"]
    if event["type"] in VERBAL_ACTS:
        things = [iri for iri in things if not facts.is_a(iri, "dkg:Actor")]
    sources, others = event["sources"], event["targets"] or things
    if sources and others:
        return [(s, o) for s, o in product(sources, others) if s != o]
    if event["targets"] and things:
        return [(t, a) for t, a in product(event["targets"], things) if t != a]
    if event["type"] in SYMMETRIC:
        return combinations(sources or event["targets"], 2)
    return []


def _offices(facts: Facts) -> dict[str, list[str]]:
    found = defaultdict(set)
    for position in facts.instances("dkg:Position"):
        of = [facts.label(iri) for iri in facts.values(position, "dkg:of")]
        for holder, role in product(facts.values(position, "dkg:holder"), facts.values(position, "dkg:role")):
            found[holder].add(", ".join([role, *of]))
    return {holder: sorted(offices) for holder, offices in found.items()}


def _node(facts: Facts, iri: str, offices: dict[str, list[str]]) -> dict[str, Any]:
    label, state = facts.label(iri), facts.first(iri, "dkg:state")
    names = facts.values(iri, "skos:altLabel", "dkg:mention")
    return {
        "label": label,
        "cls": facts.cls(iri),
        "iso3": facts.first(iri, "dkg:iso3"),
        "state": facts.label(state) if state else None,
        "state_iri": state,
        "offices": offices.get(iri, []),
        "aliases": [name for name in names if name != label],
        "alt_labels": sum(name != label for name in facts.values(iri, "skos:altLabel")),
        "mentions": len(facts.values(iri, "dkg:mention")),
        "facts": instrument_facts(facts, iri) if facts.is_a(iri, "dkg:Instrument") else [],
        "parties": facts.values(iri, "dkg:party"),
        "degree": 0,
        "events": [],
    }


def _concept(iri: str | None) -> str | None:
    return local(iri) if iri else None


def _sorted(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The same network with nodes and edges in the order of their IRIs."""
    ordered = nx.MultiDiGraph(**graph.graph)
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda node: node[0]))
    ordered.add_edges_from(sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]))
    return ordered
