"""The graph as a property graph, for Neo4j: nodes with labels, relationships with types, both with typed properties.

| RDF | property graph |
|---|---|
| entity, its classes | (:Entity:Actor:Person {iri, name, ...}) |
| `dkg:state` | (entity)-[:ACTS_FOR]->(state) |
| event | (:Event:Asserted {iri, type, standing, date, ...}); the second label is its standing |
| `dkg:source`, `dkg:target`, `dkg:about`, `dkg:place` | (event)-[:SOURCE, :TARGET, :ABOUT or :PLACE]->(entity) |
| claim | (:Claim {stance, modality, certainty, ...}) |
| `dkg:ofEvent`, `dkg:claimedBy` | (claim)-[:OF_EVENT]->(event), (claim)-[:CLAIMED_BY]->(entity) |
| `dkg:evidence` | (claim)-[:HAS_EVIDENCE]->(:Evidence {quote, start, end}) |
| `prov:wasQuotedFrom` | (evidence)-[:QUOTED_FROM]->(:Document {title, date, ...}) |
| plain edges such as `dkg:consulted` | (entity)-[:CONSULTED {event, ...}]->(entity), with the IRI of the event |
| position, membership, participation | -[:HOLDS_OFFICE, :MEMBER_OF or :PARTICIPATES_IN {source, ...}]-> |

Only an event whose standing is "asserted" (see `kg.graph.formats.records`) has a plain edge: what is planned, reported,
uncertain, contested or denied is there as a node alone, with its standing. From any edge to the words: by its `event`
to the node of the event, to its claims, to their evidence. Left out are mentions and references, terms of agreements,
decisions and runs, and what curators have set aside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from kg.model import ENTITY_CLASSES

Columns = Mapping[str, str]
LABELS = frozenset({"Actor", "Instrument", *ENTITY_CLASSES})
NODES: Mapping[str, tuple[str, Columns]] = MappingProxyType(
    {
        "entities": (
            "Entity",
            {"name": "string", "iso3": "string", "kind": "string", "wikidata": "string", "aliases": "string[]"},
        ),
        "events": (
            "Event",
            {
                "type": "string", "mode": "string", "quad_class": "string", "label": "string", "standing": "string",
                "status": "string", "date": "string", "date_end": "string", "date_grain": "string",
                "first_day": "date", "last_day": "date", "effective": "string", "time_expression": "string",
                "topic": "string", "claims": "int", "texts": "int",
            },
        ),
        "claims": (
            "Claim",
            {
                "stance": "string", "modality": "string", "certainty": "string", "confidence": "double",
                "rule": "string", "speakers": "string[]",
            },
        ),
        "evidence": ("Evidence", {"quote": "string", "start": "int", "end": "int"}),
        "documents": (
            "Document",
            {
                "title": "string", "date": "string", "first_day": "date", "last_day": "date", "publisher": "string",
                "source": "string", "sha256": "string",
            },
        ),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """Relationships with the same properties. `keys` are those that tell two between the same nodes apart."""

    columns: Columns
    keys: tuple[str, ...] = ()


PERIOD = {"from": "string", "until": "string", "first_day": "date", "last_day": "date", "source": "string"}
EDGES: Mapping[str, Kind] = MappingProxyType(
    {
        "links": Kind({}),
        "facts": Kind(
            {
                "event": "string", "event_type": "string", "mode": "string", "quad_class": "string", "date": "string",
                "first_day": "date", "last_day": "date", "texts": "int",
            },
            ("event",),
        ),
        "offices": Kind(
            {"position": "string", "role": "string", "status": "string", "document": "string", "quote": "string"}
            | PERIOD,
            ("position",),
        ),
        "memberships": Kind({"membership": "string"} | PERIOD, ("membership",)),
        "participations": Kind(
            {
                "participation": "string", "action": "string", "date": "string", "first_day": "date",
                "last_day": "date", "effective": "string", "source": "string",
            },
            ("participation",),
        ),
    }
)  # fmt: skip


ENDS = {  # the labels of what the links join; all other relationships join entities
    "ACTS_FOR": ("Entity", "Entity"), "SOURCE": ("Event", "Entity"), "TARGET": ("Event", "Entity"),
    "ABOUT": ("Event", "Entity"), "PLACE": ("Event", "Entity"), "OF_EVENT": ("Claim", "Event"),
    "CLAIMED_BY": ("Claim", "Entity"), "HAS_EVIDENCE": ("Claim", "Evidence"),
    "QUOTED_FROM": ("Evidence", "Document"), "COPY_OF": ("Document", "Document"),
}  # fmt: skip


class Node(NamedTuple):
    iri: str
    labels: tuple[str, ...]
    properties: dict[str, Any]


class Edge(NamedTuple):
    type: str
    start: str
    end: str
    properties: dict[str, Any]


def constant(name: str) -> str:
    """A name of a property as one of a type of relationships: "withdrewFrom" is WITHDREW_FROM."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


def base_label(table: str) -> str:
    """The label that all nodes of a table have."""
    return NODES[table][0]
