"""The graph against what was found in each document: nothing left out, nothing changed, nothing made up.

The extractions are those of the same build, with the identifiers that hold over all documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.graph.agreements import PROPERTIES
from kg.graph.vocab import DCTERMS, DKG, ET, OA, OWL, PROV, RDFS, SKOS, mode_iri
from kg.model import Claim, Entity, Event, Evidence, Extraction, Overruled, Position, Term
from kg.verification.findings import Findings, listed, quoted, understood
from kg.verification.looking import Graph, plain

STATEMENTS = "statements"  # what is counted
ADVICE = "build the graph again"
QUOTED_FROM = ox.NamedNode(PROV["wasQuotedFrom"])
EVIDENCE = ox.NamedNode(DKG["evidence"])

Expected = Mapping[str, set[str]]  # values by property; places of quotes as "start-end" under dkg:evidence


def check_told(graph: Graph, extractions: Iterable[tuple[str, Extraction]], findings: Findings) -> None:
    """Check the documents of these identifiers; claims, offices and terms that no extraction has are made up."""
    base, documents = graph.base, set(map(plain, graph.instances("Document")))
    entities: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for id_, extraction in extractions:
        where = f"what was found in {id_}"
        for name, expected in understood(extraction, lambda x: [(e.id, _entity(base, e)) for e in x.entities], where):
            for property_, values in expected.items():
                entities[str(name)][property_] |= values
        findings.check(STATEMENTS)
        if base + id_ not in documents:
            findings.fault(STATEMENTS, id_, "was read, and is not in the graph", ADVICE)
            continue
        whole = understood((id_, extraction), lambda found: dict(_statements(base, *found)), where)
        _check_document(graph, id_, whole, findings)
    for name, known in sorted(entities.items()):
        _check_entity(graph, name, known, findings)


def _check_entity(graph: Graph, name: str, known: Expected, findings: Findings) -> None:
    """Names and attributes of what several documents may speak of: each must be from one of them."""
    findings.check(STATEMENTS)
    about = graph.about(graph.base + name)
    if not about:
        findings.fault(STATEMENTS, name, "was found in documents, and is not in the graph", ADVICE)
    for property_, values in known.items():
        if extra := sorted(set(about.get(property_, ())) - values):
            said = listed([quoted(graph.name(value)) for value in extra])
            findings.fault(STATEMENTS, name, f"as {graph.name(property_)} it has {said}, from no document", ADVICE)


def _entity(base: str, entity: Entity) -> Expected:
    names = {entity.name, *entity.aliases}
    return {
        SKOS["prefLabel"]: names,
        SKOS["altLabel"]: names,
        RDFS["label"]: names,
        DKG["iso3"]: {entity.iso3} if entity.iso3 else set(),
        DKG["state"]: {base + entity.state} if entity.state else set(),
        DKG["kind"]: {entity.kind} if entity.kind else set(),
        OWL["sameAs"]: set(entity.same_as),
    }


def _check_document(graph: Graph, id_: str, whole: Mapping[str, Expected], findings: Findings) -> None:
    for name, expected in whole.items():
        findings.check(STATEMENTS)
        if problem := _difference(graph, id_, name, expected):
            findings.fault(STATEMENTS, f"{name} of {id_}", problem, ADVICE)
    for name in sorted(_resting_on(graph, id_) - whole.keys()):
        if not name.startswith("reference-"):  # mentions, which are counted and not told one by one
            findings.fault(STATEMENTS, f"{name} of {id_}", "was not found in its document: it is made up", ADVICE)


def _statements(base: str, id_: str, x: Extraction) -> Iterator[tuple[str, Expected]]:
    """What the graph must say, by the name of the thing it is said of."""
    card = {"title": x.document.title, "date": x.document.date, "source": x.document.source}
    yield id_, {DCTERMS[term]: {value} for term, value in card.items() if value}
    for event in x.events:
        yield event.id, _event(base, event)
    for claim in x.claims:
        yield claim.id(id_), _claim(base, claim)
    for overruled in x.overruled:
        yield overruled.claim.id(id_), _overruled(base, overruled)
    for position in x.positions:
        yield position.id, _position(base, position)
    for term in x.terms:
        yield term.id(id_), _term(base, term)


def _event(base: str, event: Event) -> Expected:
    return {
        DKG["eventType"]: {ET[event.type]},
        DKG["mode"]: {mode_iri(event.type, event.mode)} if event.mode else set(),
        DKG["source"]: _iris(base, event.sources),
        DKG["target"]: _iris(base, event.targets),
        DKG["about"]: _iris(base, event.about),
        DKG["date"]: {event.date} if event.date else set(),
    }


def _claim(base: str, claim: Claim) -> Expected:
    return {
        DKG["ofEvent"]: {base + claim.event},
        DKG["stance"]: {DKG[claim.stance]},
        DKG["modality"]: {DKG[claim.modality]},
        DKG["certainty"]: {DKG[claim.certainty]},
        DKG["claimedBy"]: _iris(base, claim.claimed_by),
        DKG["evidence"]: _places(claim.evidence),
        DKG["confidence"]: {f"{claim.confidence:.2f}".rstrip("0").rstrip(".")},
    }


def _overruled(base: str, overruled: Overruled) -> Expected:
    """A claim that a curator has set aside: all that was read, of no event any more."""
    event = {DKG["ofEvent"]: set[str](), DKG["wasOfEvent"]: {base + overruled.claim.event}}
    return {**_claim(base, overruled.claim), **event, DKG["ruledBy"]: {base + overruled.curation.id}}


def _position(base: str, position: Position) -> Expected:
    of = {DKG["of"]: {base + position.of}} if position.of else {}
    return {DKG["holder"]: {base + position.holder}, **of, DKG["officeStatus"]: {position.status}}


def _term(base: str, term: Term) -> Expected:
    told = {} if term.kind == "duration" else {DKG[PROPERTIES[term.kind]]: {_value(base, term)}}
    return {**told, DKG["claimedBy"]: _iris(base, term.claimed_by), DKG["evidence"]: _places([term.evidence])}


def _value(base: str, term: Term) -> str:
    return {"party": base + term.value, "status": DKG.iri + term.value}.get(term.kind, term.value)


def _iris(base: str, ids: Iterable[str]) -> set[str]:
    return {base + id_ for id_ in ids}


def _places(evidence: Iterable[Evidence]) -> set[str]:
    return {f"{e.start}-{e.end}" for e in evidence}


def _difference(graph: Graph, id_: str, name: str, expected: Expected) -> str | None:
    """The first property in which the graph says something else."""
    about = graph.about(graph.base + name)
    if not about:
        return "was found in its document, and is not in the graph"
    for property_, values in expected.items():
        there = set(about.get(property_, ()))
        if property_ == DKG["evidence"]:
            there = {_place(graph, quote) for quote in there}
        if there != values:
            found, said = (listed(sorted(map(graph.name, some))) or "nothing" for some in (values, there))
            return f"as {graph.name(property_)} its document has {quoted(found)}, the graph {quoted(said)}"
    return None


def _place(graph: Graph, quote: str) -> str:
    about = graph.about(quote)
    return "-".join("".join(about.get(OA[term], "?")) for term in ("start", "end"))


def _resting_on(graph: Graph, id_: str) -> set[str]:
    """What has evidence in a document."""
    quotes = graph.subjects(QUOTED_FROM, graph.base + id_)
    return {graph.name(owner) for quote in quotes for owner in graph.subjects(EVIDENCE, quote)}
