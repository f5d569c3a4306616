"""What is derived from claims, worked out once more: plain edges and the status of events.

It follows the contract of the vocabulary and the definitions in the ontology, and looks at nothing but the graph: it
must find out what the code that wrote the edges got wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.graph.vocab import DCTERMS, DKG, PROV, ontology
from kg.verification.findings import Findings
from kg.verification.looking import Graph, Node, plain

EDGES, STATUSES = "plain edges", "statuses"  # what is counted
TREATY = "TREATY_"
ADVICE = "build the graph again"


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim comes to: names of concepts, whether somebody else says so, and in which document."""

    stance: str
    modality: str
    certainty: str
    hearsay: bool
    document: str

    @property
    def asserts(self) -> bool:
        """Whether the document itself says that it was done."""
        told = (self.stance, self.modality, self.certainty)
        return told == ("Affirms", "Actual", "Certain") and not self.hearsay

    @property
    def denies(self) -> bool:
        """Whether the document itself says that it was not."""
        return self.stance == "Denies" and not self.hearsay


Told = Mapping[str, Sequence[Said]]  # the claims of each event
Edge = tuple[str, str, str]


def check_edges(graph: Graph, findings: Findings) -> None:
    """Check each direct edge against the claims behind it, and each event's status, in both directions."""
    told = _told(graph)
    _check_plain(graph, told, findings)
    _check_statuses(graph, told, findings)


def _told(graph: Graph) -> Told:
    found: dict[str, list[Said]] = defaultdict(list)
    for claim in graph.instances("Claim"):
        for event in graph.values(claim, DKG["ofEvent"]):
            found[event].append(_said(graph, claim))
    return found


def _said(graph: Graph, claim: Node) -> Said:
    about = graph.about(claim)
    stance, modality, certainty = (_concept(about, term) for term in ("stance", "modality", "certainty"))
    quotes = about.get(DKG["evidence"], ())
    documents = {document for quote in quotes for document in graph.values(quote, PROV["wasQuotedFrom"])}
    return Said(stance, modality, certainty, DKG["claimedBy"] in about, min(documents, default=""))


def _concept(about: Mapping[str, Sequence[str]], term: str) -> str:
    """The one concept that a property leads to; "" where there is none, or several."""
    values = about.get(DKG[term], ())
    return values[0].removeprefix(DKG.iri) if len(values) == 1 else ""


# -------------------------------------------------------------------------------------------------------- plain edges


def _check_plain(graph: Graph, told: Told, findings: Findings) -> None:
    properties = _plain_properties()
    there: set[Edge] = {(s, p, o) for p in properties.values() for s, o in graph.pairs(p)}
    due: set[Edge] = set()
    behind: dict[Edge, list[str]] = defaultdict(list)
    for event, claims in told.items():
        for edge in _edges(graph, event, properties):
            behind[edge].append(event)
            if _supported(claims):
                due.add(edge)
    findings.check(EDGES, len(there))
    for edge in sorted(there - due):
        acts = [f"{graph.name(e)} has {_wanting(told[e])}" for e in behind[edge]] or ["no event has these sides"]
        problem = f"no claim of a document itself affirms it as done and certain: {'; '.join(acts)}"
        findings.fault(EDGES, _words(graph, edge), problem, ADVICE)
    for edge in sorted(due - there):
        findings.fault(EDGES, _words(graph, edge), "is not there, and follows from the claims", ADVICE)


def _supported(claims: Iterable[Said]) -> bool:
    """Whether some document says on its own account that it was done, and does not deny it as well."""
    denying = {said.document for said in claims if said.denies}
    return any(said.asserts and said.document not in denying for said in claims)


def _wanting(claims: Sequence[Said]) -> str:
    if any(said.asserts for said in claims):
        return "a document that affirms and denies it"
    kinds = {f"{s.stance} {s.modality} {s.certainty}{' by others' if s.hearsay else ''}".casefold() for s in claims}
    return f"only claims that are {', '.join(sorted(kinds))}"


def _edges(graph: Graph, event: str, properties: Mapping[str, str]) -> Iterable[Edge]:
    """The direct edges that an event would give; an announced act is none yet."""
    about = graph.about(event)
    types = about.get(DKG["eventType"], ())
    announced = any(mode.endswith("-announce") for mode in about.get(DKG["mode"], ()))
    if len(types) != 1 or types[0] not in properties or announced:
        return
    ends = DKG["about" if types[0].rpartition("/")[2].startswith(TREATY) else "target"]
    for source in about.get(DKG["source"], ()):
        for end in about.get(ends, ()):
            yield source, properties[types[0]], end


@cache
def _plain_properties() -> Mapping[str, str]:
    """The direct property of each event type, as the ontology has it."""
    parsed = ox.parse(ontology("event-types.ttl").read_text(encoding="utf-8"), ox.RdfFormat.TURTLE)
    wanted = DKG["plainProperty"]
    return {plain(q.subject): plain(q.object) for q in parsed if q.predicate.value == wanted}


def _words(graph: Graph, edge: Edge) -> str:
    return " ".join(map(graph.name, edge))


# ------------------------------------------------------------------------------------------------ the status of events


def _check_statuses(graph: Graph, told: Told, findings: Findings) -> None:
    for event in graph.instances("Event"):
        findings.check(STATUSES)
        due = _status(graph, told.get(plain(event), ()))
        there = {value.removeprefix(DKG.iri) for value in graph.values(event, DKG["status"])}
        if there != ({due} if due else set()):
            problem = f"its status is {' and '.join(sorted(there)) or 'not given'}, and by its claims {due or 'none'}"
            findings.fault(STATUSES, graph.name(event), problem, ADVICE)


def _status(graph: Graph, claims: Sequence[Said]) -> str:
    affirming = [said for said in claims if said.stance == "Affirms"]
    done = [said for said in affirming if said.modality == "Actual"]
    if not affirming:
        return "DeniedOnly" if claims else "Overruled"  # it has claims, but none that counts
    if len(affirming) < len(claims):
        return "Contested"
    if not done:
        return "Announced"
    texts = {_original(graph, said.document) for said in done}
    if len(texts) > 1 and len({_publisher(graph, said.document) for said in done}) > 1:
        return "Corroborated"
    return "Reported" if all(said.hearsay for said in done) else ""


def _original(graph: Graph, document: str) -> str:
    """The document that stands for its text."""
    return min(graph.values(document, DKG["copyOf"]), default=document)


def _publisher(graph: Graph, document: str) -> str:
    """Who is behind a document, as far as the graph says."""
    named = graph.values(document, DCTERMS["publisher"]) or graph.values(document, DCTERMS["source"])
    return min(named, default=document)
