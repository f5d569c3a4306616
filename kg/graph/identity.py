"""Who is who, in RDF: the references that were inferred, the decisions of the resolver, and what registers know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

import pyoxigraph as ox

from kg.graph.quads import Writer, date_literal, evidence_quads
from kg.graph.vocab import DCTERMS, DKG, FEATURE, RDFS
from kg.memberships import Memberships
from kg.model import Claim, Curation, Decision, Entity, Event, Evidence, Extraction, Mention, digest
from kg.offices import Offices

# How a mention that is no plain name leads to its entity -> how often that is right (see tests/gold/README.md).
INFERRED = {
    "surname": 0.97,
    "short": 0.9,
    "metonym": 0.9,
    "weak": 0.85,
    "description": 0.8,
    "group": 0.8,
    "pronoun": 0.7,
}
UNWRITTEN = frozenset({"pronoun", "group"})  # rules of mentions that say nothing of how a thing is called


def reference_quads(w: Writer, extraction: Extraction) -> Iterator[ox.Quad]:
    """The inferred mentions of a document, one node for each form, and what claims rely on them."""
    document = extraction.document
    first: dict[str, Mention] = {}
    times: Counter[str] = Counter()
    for mention in extraction.mentions:
        if mention.rule in INFERRED:
            id_ = reference_id(w.name, mention)
            first.setdefault(id_, mention)
            times[id_] += 1
    for id_, mention in first.items():
        node = w.id(id_)
        yield from w.types(node, DKG["Reference"])
        yield w.triple(node, DKG["refersTo"], w.id(mention.entity))
        yield w.text(node, DKG["rule"], mention.rule)
        yield w.decimal(node, DKG["confidence"], INFERRED[mention.rule])
        yield w.triple(node, DKG["occurrences"], ox.Literal(times[id_]))
        yield from evidence_quads(w, document, node, Evidence(mention.start, mention.end, mention.text))
    events = {e.id: e for e in extraction.events}
    by_entity: dict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        by_entity[mention.entity].append(mention)
    for claim in extraction.claims:
        for id_ in sorted(set(_relied_on(w.name, claim, events[claim.event], by_entity))):
            yield w.triple(w.id(claim.id(w.name)), DKG["reliesOn"], w.id(id_))


def reference_id(document: str, mention: Mention) -> str:
    form = " ".join(mention.text.split())
    return f"reference-{digest(document, mention.entity, mention.rule, form.casefold())}"


def _relied_on(document: str, claim: Claim, event: Event, mentions: Mapping[str, list[Mention]]) -> Iterator[str]:
    """The references in the claim's words to actors and things that these words do not name."""
    for entity in dict.fromkeys((*event.sources, *event.targets, *event.about, *claim.claimed_by)):
        inside = [m for m in mentions[entity] if any(e.start <= m.start and m.end <= e.end for e in claim.evidence)]
        if all(m.rule in INFERRED for m in inside):
            yield from (reference_id(document, m) for m in inside)


def decision_quads(decisions: Iterable[Decision], base: str) -> Iterator[ox.Quad]:
    w = Writer(base, "graph-decisions")
    for decision in decisions:
        node = w.id(decision.id)
        yield from w.types(node, DKG["Decision"])
        yield w.triple(node, DKG["verdict"], ox.NamedNode(DKG[decision.verdict]))
        for id_ in sorted({decision.entity, decision.other}):
            yield w.triple(node, DKG["concerns"], w.id(id_))
        for name in sorted({decision.name, decision.other_name}):
            yield w.text(node, DKG["comparedName"], name)
        for sign in decision.features:
            yield w.triple(node, DKG["feature"], ox.NamedNode(FEATURE[sign]))
        yield w.decimal(node, DKG["score"], decision.score)
        yield from _curator_quads(w, node, decision)


def curation_quads(curation: Curation, base: str) -> Iterator[ox.Quad]:
    """What a curator decided of claims, which lead here; the label says it in words."""
    w = Writer(base, "graph-decisions")
    node = w.id(curation.id)
    yield from w.types(node, DKG["Decision"])
    yield w.triple(node, DKG["verdict"], ox.NamedNode(DKG[curation.verdict]))
    yield w.text(node, RDFS["label"], str(curation))
    yield w.text(node, DKG["ruledWords"], curation.claims)
    if curation.changes:
        yield w.text(node, DKG["changes"], curation.changes)
    yield from _curator_quads(w, node, curation)


def _curator_quads(w: Writer, node: ox.NamedNode, decided: Decision | Curation) -> Iterator[ox.Quad]:
    if decided.by:
        yield w.text(node, DKG["curator"], decided.by)
    if decided.date:
        yield w.triple(node, DCTERMS["date"], date_literal(decided.date))
    if decided.reason:
        yield w.text(node, RDFS["comment"], decided.reason)


def office_quads(persons: Iterable[Entity], ids: Set[str], offices: Offices, base: str) -> Iterator[ox.Quad]:
    """The terms of office that the table gives persons in states and organisations of `ids`, with dates and sources."""
    w = Writer(base, "graph-register")
    for person in persons:
        for office in (o for o in offices.named(person.name) if o.of in ids):
            term = (office.role.casefold(), office.of, office.from_date or "", office.until or "")
            node = w.id(f"position-{digest(person.id, *term)}")
            yield from w.types(node, DKG["Position"])
            yield w.triple(node, DKG["holder"], w.id(person.id))
            yield w.text(node, DKG["role"], office.role)
            yield w.triple(node, DKG["of"], w.id(office.of))
            for term_, day in (("from", office.from_date), ("until", office.until)):
                if day:
                    yield w.triple(node, DKG[term_], date_literal(day))
            yield w.text(node, DCTERMS["source"], office.source)


def membership_quads(ids: Set[str], memberships: Memberships, base: str) -> Iterator[ox.Quad]:
    """The dated memberships of the table between things that are both in `ids`."""
    w = Writer(base, "graph-register")
    for row in (r for of in sorted(ids) for r in memberships.of(of) if r.member in ids):
        node = w.id(f"membership-{digest(row.member, row.of, row.from_date or '', row.until or '')}")
        yield from w.types(node, DKG["Membership"])
        yield w.triple(node, DKG["member"], w.id(row.member))
        yield w.triple(node, DKG["of"], w.id(row.of))
        for term, day in (("from", row.from_date), ("until", row.until)):
            if day:
                yield w.triple(node, DKG[term], date_literal(day))
        if row.note:
            yield w.text(node, RDFS["comment"], row.note)
        yield w.text(node, DCTERMS["source"], row.source)
