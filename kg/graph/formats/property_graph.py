"""The nodes and relationships of a graph, for the model of `kg.graph.formats.property_model`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pyoxigraph as ox

from kg.graph.formats.property_model import EDGES, LABELS, NODES, Edge, Node, constant
from kg.graph.formats.records import Happening, Records, Thing
from kg.graph.formats.when import bounds, grain
from kg.graph.vocab import PLAIN


class PropertyGraph:
    """The nodes and the relationships of a graph, table by table, in a fixed order."""

    def __init__(self, store: ox.Store) -> None:
        self.records = Records(store)

    def nodes(self, table: str) -> Iterator[Node]:
        """The nodes of one of NODES."""
        made = {
            "entities": self._entities, "events": self._events, "claims": self._claims,
            "evidence": self._evidence, "documents": self._documents,
        }  # fmt: skip
        return made[table]()

    def edges(self, table: str) -> list[Edge]:
        """The relationships of one of EDGES, each once, by type and ends; those that lead nowhere are left out."""
        made = {
            "links": self._links, "facts": self._facts, "offices": self._offices,
            "memberships": self._memberships, "participations": self._participations,
        }  # fmt: skip
        found = {(e.type, e.start, e.end, *(e.properties[k] for k in EDGES[table].keys)): e for e in made[table]()}
        return [found[key] for key in sorted(found)]

    def _entities(self) -> Iterator[Node]:
        for thing in self.records.things.values():
            facts = {
                "name": thing.name,
                "iso3": thing.iso3,
                "kind": thing.kind,
                "wikidata": thing.wikidata,
                "aliases": thing.aliases,
            }
            yield Node(thing.iri, tuple(sorted(LABELS.intersection(thing.labels))), facts)

    def _events(self) -> Iterator[Node]:
        for event in self.records.events:
            first, last = bounds(event.date, event.date_end) or ("", "")
            facts = {name: getattr(event, name) for name in NODES["events"][1] if hasattr(event, name)}
            facts |= {
                "quad_class": event.quad,
                "date_grain": grain(event.date),
                "first_day": first,
                "last_day": last,
                "claims": len(event.claims),
                "texts": self._texts(event),
            }
            yield Node(event.iri, (event.standing.capitalize(),), facts)

    def _texts(self, event: Happening) -> int:
        return len({paper.text for paper in self.records.papers_of(event.behind)})

    def _claims(self) -> Iterator[Node]:
        found = {claim.iri: claim for event in self.records.events for claim in event.claims}
        for iri, claim in sorted(found.items()):
            facts = {name: getattr(claim, name) for name in NODES["claims"][1]}
            yield Node(iri, (), facts | {"speakers": self.records.names(claim.speakers)})

    def _evidence(self) -> Iterator[Node]:
        found = {q.iri: q for event in self.records.events for claim in event.claims for q in claim.quotes}
        for iri, quote in sorted(found.items()):
            yield Node(iri, (), {"quote": quote.words, "start": quote.start, "end": quote.end})

    def _documents(self) -> Iterator[Node]:
        named = {q.document for e in self.records.events for c in e.claims for q in c.quotes}
        for iri in sorted(named | self.records.papers.keys()):
            paper = self.records.paper(iri)
            first, last = bounds(paper.date) or ("", "")
            facts = {name: getattr(paper, name, "") for name in NODES["documents"][1]}
            yield Node(iri, (), facts | {"first_day": first, "last_day": last})

    def _links(self) -> Iterator[Edge]:
        for type_, start, end in self._ends():
            if start and end:
                yield Edge(type_, start, end, {})

    def _ends(self) -> Iterator[tuple[str, str, str]]:
        for thing in self.records.things.values():
            yield "ACTS_FOR", thing.iri, thing.state
        for event in self.records.events:
            roles = {"SOURCE": event.sources, "TARGET": event.targets, "ABOUT": event.about, "PLACE": (event.place,)}
            yield from ((role, event.iri, end) for role, ends in roles.items() for end in ends)
            for claim in event.claims:
                yield "OF_EVENT", claim.iri, event.iri
                yield from (("CLAIMED_BY", claim.iri, speaker) for speaker in claim.speakers)
                yield from (("HAS_EVIDENCE", claim.iri, quote.iri) for quote in claim.quotes)
                yield from (("QUOTED_FROM", quote.iri, quote.document) for quote in claim.quotes)
        for paper in self.records.papers.values():
            yield "COPY_OF", paper.iri, paper.copy_of if paper.copy_of in self.records.papers else ""

    def _facts(self) -> Iterator[Edge]:
        """The plain edges: of what is asserted alone, and of no withdrawal that is but announced."""
        for event in self.records.events:
            if event.standing != "asserted" or event.type not in PLAIN or event.mode == "announce":
                continue
            first, last = bounds(event.date, event.date_end) or ("", "")
            facts = {
                "event": event.iri,
                "event_type": event.type,
                "mode": event.mode,
                "quad_class": event.quad,
                "date": event.date,
                "first_day": first,
                "last_day": last,
                "texts": self._texts(event),
            }
            ends = event.about if event.type.startswith("TREATY") else event.targets
            for source, end in product(event.sources, ends):
                yield Edge(constant(PLAIN[event.type]), source, end, facts)

    def _offices(self) -> Iterator[Edge]:
        facts = self.records.facts
        for iri in facts.instances("dkg:Position"):
            evidence = facts.first(iri, "dkg:evidence") or ""
            told = {
                "position": iri,
                "role": facts.first(iri, "dkg:role") or "",
                "status": facts.first(iri, "dkg:officeStatus") or "",
                "document": facts.first(evidence, "prov:wasQuotedFrom") or "",
                "quote": facts.first(evidence, "oa:exact") or "",
            }
            yield from self._between("HOLDS_OFFICE", iri, "dkg:holder", "dkg:of", told | self._period(iri))

    def _memberships(self) -> Iterator[Edge]:
        for iri in self.records.facts.instances("dkg:Membership"):
            told = {"membership": iri} | self._period(iri)
            yield from self._between("MEMBER_OF", iri, "dkg:member", "dkg:of", told)

    def _participations(self) -> Iterator[Edge]:
        facts = self.records.facts
        for iri in facts.instances("dkg:Participation"):
            date = facts.first(iri, "dkg:date") or ""
            first, last = bounds(date) or ("", "")
            told = {
                "participation": iri,
                "action": facts.concept(iri, "dkg:action") or "",
                "date": date,
                "first_day": first,
                "last_day": last,
                "effective": facts.first(iri, "dkg:effectiveDate") or "",
                "source": facts.first(iri, "dcterms:source") or "",
            }
            yield from self._between("PARTICIPATES_IN", iri, "dkg:participant", "dkg:instrument", told)

    def _period(self, iri: str) -> dict[str, Any]:
        facts = self.records.facts
        since, until = facts.first(iri, "dkg:from") or "", facts.first(iri, "dkg:until") or ""
        return {
            "from": since,
            "until": until,
            "first_day": (bounds(since) or ("", ""))[0],
            "last_day": (bounds(until) or ("", ""))[1],
            "source": facts.first(iri, "dcterms:source") or "",
        }

    def _between(self, type_: str, iri: str, one: str, other: str, told: dict[str, Any]) -> Iterator[Edge]:
        """A relationship for a node of the graph that joins two entities."""
        ends = product(*(self.records.facts.values(iri, name) for name in (one, other)))
        known: Mapping[str, Thing] = self.records.things
        return (Edge(type_, start, end, told) for start, end in ends if start in known and end in known)
