"""THE boundary: extractions in, RDF with provenance out.

One named graph for each document (its claims, evidence, mentions and positions), and one each for entities, events,
what the registers know, and derived triples. No blank nodes; the order of the extractions does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, product
from types import MappingProxyType
from typing import NamedTuple, Protocol

import pyoxigraph as ox

from kg.copies import copies, signature
from kg.gazetteer import Gazetteer, Known
from kg.graph.acts import Act, acts, asserted, merged_entities, status, with_overruled
from kg.graph.agreements import term_quads
from kg.graph.identity import UNWRITTEN, curation_quads, decision_quads, membership_quads, office_quads, reference_quads
from kg.graph.infer import infer, renew
from kg.graph.label import label
from kg.graph.quads import Writer, date_literal, evidence_quads, literal_text, named
from kg.graph.treaties import instrument_quads, participation_quads
from kg.graph.vocab import BASE, DCTERMS, DKG, ET, OWL, PLAIN, PROV, PTR, RDFS, SEM, SKOS, mode_iri
from kg.memberships import Memberships
from kg.model import (
    ACTOR_CLASSES,
    INSTRUMENT_CLASSES,
    Claim,
    Decision,
    Document,
    Entity,
    Extraction,
    Overruled,
    Position,
)
from kg.offices import Offices
from kg.participations import Participations
from kg.run import Run

REGISTER_TERMS = {
    "official_title": "officialTitle", "signed": "dateSigned", "place_signed": "placeSigned", "in_force": "dateInForce",
    "ended": "dateEnded", "depositary": "depositary", "subject": "subject", "founded": "founded", "seat": "seat",
}  # fmt: skip


class Register(Protocol):
    """What is known of things by their identifiers, such as a Gazetteer."""

    def get(self, identifier: str, /) -> Known | None: ...


@dataclass(frozen=True, slots=True)
class Tables:
    """What is known beside the texts: facts of things by their identifiers, offices, memberships, participations."""

    register: Register | None = None
    offices: Offices | None = None
    memberships: Memberships | None = None
    participations: Participations | None = None


NOTHING = Tables()
UNKNOWN = Run()


class Block(NamedTuple):
    """All that one of the shared graphs says of one subject, and whether the rules for inference look at it."""

    quads: Sequence[ox.Quad]
    ruled: bool = True


def dataset(
    extractions: Iterable[Extraction],
    *,
    tables: Tables = NOTHING,
    decisions: Iterable[Decision] = (),
    run: Run = UNKNOWN,
    base: str = BASE,
) -> ox.Store:
    """All that the extractions say, as a store of named graphs.

    What `tables` know of their entities is added, and the `decisions` of `kg.resolver` that made their identifiers.
    InputError where a date is no calendar date or a text has characters that RDF cannot hold.
    """
    found = sorted(extractions, key=lambda x: x.document.id)
    originals = copies((x.document.card, signature(x.document.text)) for x in found)
    overruled = [o for x in found for o in x.overruled]
    told = acts((x.document.card, [(e.id, e) for e in x.events], x.claims) for x in found)
    entities = merged_entities(e for x in found for e in x.entities)
    store = ox.Store()
    for _, blocks in shared_blocks(
        entities, with_overruled(told, overruled), tables, decisions, copies=originals, overruled=overruled, base=base
    ):
        store.bulk_extend(quad for block in blocks for quad in block.quads)
    for extraction in found:
        store.bulk_extend(document_quads(extraction, run, base, originals.get(extraction.document.id)))
    store.bulk_extend(list(infer(store, base)))
    return store


def shared_blocks(
    entities: Mapping[str, Entity],
    told: Iterable[Act],
    tables: Tables,
    decisions: Iterable[Decision] = (),
    *,
    copies: Mapping[str, str] = MappingProxyType({}),
    overruled: Iterable[Overruled] = (),
    base: str = BASE,
) -> Iterator[tuple[str, Iterator[Block]]]:
    """The graphs that documents share, part by part, but for what is inferred; parts are gone through in their order.

    `copies` are the documents whose text another document stands for, with that one; `overruled` are the claims that a
    curator has set aside.
    """
    yield "entities", (Block(list(_entity_quads([entity], base))) for entity in entities.values())
    yield "tables", grouped(_table_quads(entities, tables, base))
    yield "acts", _act_blocks(told, {id_: e.name for id_, e in entities.items()}, copies, base)
    curations = {o.curation.id: o.curation for o in overruled}
    made = chain(
        (decision_quads([decision], base) for decision in decisions),
        (curation_quads(curations[id_], base) for id_ in sorted(curations)),
    )
    yield "decisions", (Block(list(quads), ruled=False) for quads in made)


def grouped(quads: Iterable[ox.Quad], *, ruled: bool = True) -> Iterator[Block]:
    """Quads in any order, block by block."""
    found: dict[tuple[object, object], dict[ox.Quad, None]] = defaultdict(dict)
    for quad in quads:
        found[quad.graph_name, quad.subject][quad] = None
    return (Block(list(block), ruled) for block in found.values())


def _table_quads(entities: Mapping[str, Entity], tables: Tables, base: str) -> Iterator[ox.Quad]:
    yield from _register_quads(entities, tables.register, base)
    if tables.offices:
        known = entities.keys() | {e.state for e in entities.values() if e.state}
        yield from office_quads((e for e in entities.values() if e.cls == "Person"), known, tables.offices, base)
    if tables.memberships:
        yield from membership_quads(entities.keys(), tables.memberships, base)
    if tables.participations:
        yield from participation_quads(entities.keys(), entities.keys(), tables.participations, base)


def register(gazetteer: Gazetteer, offices: Offices, tables: Tables, *, base: str = BASE) -> ox.Store:
    """All that the tables know, without any text: things, terms of office, memberships, acts towards treaties."""
    entities = {known.id: gazetteer.entity(known) for known in gazetteer}
    named = {o.person: offices.entity(o.person) for o in offices.rows if gazetteer.get(o.of)}
    return _filled(entities | {e.id: e for e in named.values()}, tables, base)


def instruments(
    gazetteer: Gazetteer, participations: Participations, *, only: Set[str] | None = None, base: str = BASE
) -> ox.Store:
    """What the tables know of instruments, all or `only` some, and of who did what towards them.

    All states are there, for most questions are also about those that did nothing.
    """
    known = [k for k in gazetteer if k.cls in INSTRUMENT_CLASSES and (only is None or k.id in only)]
    acting = {row.participant for k in known for row in participations.of(k.id)}
    actors = [k for k in gazetteer if k.id in acting or k.cls == "State"]
    return _tabled((*known, *actors), gazetteer, participations, base)


def join(store: ox.Store, gazetteer: Gazetteer, participations: Participations, *, base: str = BASE) -> None:
    """Put acts towards instruments into a store, with what the tables know of who and what they concern."""
    ids = {i for row in participations.rows for i in (row.participant, row.instrument)}
    made = _tabled([k for k in gazetteer if k.id in ids], gazetteer, participations, base)
    called = {q.subject for q in store.quads_for_pattern(None, ox.NamedNode(RDFS["label"]), None)}
    names = Writer(base, "graph-entities").graph
    store.bulk_extend(q for q in list(made) if q.graph_name != names or q.subject not in called)
    renew(store, base)


def _tabled(known: Iterable[Known], gazetteer: Gazetteer, participations: Participations, base: str) -> ox.Store:
    tables = Tables(gazetteer, participations=participations)
    return _filled({k.id: gazetteer.entity(k) for k in known}, tables, base)


def _filled(entities: Mapping[str, Entity], tables: Tables, base: str) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(_entity_quads(entities.values(), base))
    store.bulk_extend(_table_quads(entities, tables, base))
    store.bulk_extend(list(infer(store, base)))
    return store


def _entity_quads(entities: Iterable[Entity], base: str) -> Iterator[ox.Quad]:
    w = Writer(base, "graph-entities")
    for entity in entities:
        node = w.id(entity.id)
        classes = [DKG[entity.cls]]
        classes += [DKG["Actor"]] if entity.cls in ACTOR_CLASSES else []
        classes += [DKG["Instrument"]] if entity.cls in INSTRUMENT_CLASSES else []
        yield from w.types(node, *classes)
        for term in (RDFS["label"], SKOS["prefLabel"]):
            yield w.triple(node, term, ox.Literal(literal_text(entity.name), language="en"))
        for alias in entity.aliases:
            yield w.text(node, SKOS["altLabel"], alias)
        if entity.iso3:
            yield w.triple(node, DKG["iso3"], ox.Literal(entity.iso3))
        if entity.state:
            yield w.triple(node, DKG["state"], w.id(entity.state))
        if entity.kind:
            yield w.triple(node, DKG["kind"], ox.Literal(entity.kind))
        for same in entity.same_as:
            yield w.triple(node, OWL["sameAs"], ox.NamedNode(same))


def _register_quads(entities: Mapping[str, Entity], register: Register | None, base: str) -> Iterator[ox.Quad]:
    """What the tables know of the entities that the texts name, and the states that others belong to."""
    if register is None:
        return
    w = Writer(base, "graph-register")
    for state in sorted({e.state for e in entities.values() if e.state} - entities.keys()):
        known = register.get(state)
        if known is not None:
            yield from (
                ox.Quad(q.subject, q.predicate, q.object, w.graph) for q in _entity_quads([_as_entity(known)], base)
            )
    for id_ in entities:
        known = register.get(id_)
        if known is None:
            continue
        yield from instrument_quads(w, known)
        if not known.facts:
            continue
        for key, value in known.facts:
            for one in (value,) if isinstance(value, str) else value:
                if key in REGISTER_TERMS:
                    yield w.triple(w.id(id_), DKG[REGISTER_TERMS[key]], _fact(key, one))
        if known.source:
            yield w.text(w.id(id_), DCTERMS["source"], known.source)


def _as_entity(known: Known) -> Entity:
    return Entity(known.id, known.cls, known.name, iso3=known.iso3, state=known.state, kind=known.kind)


def _fact(key: str, value: str) -> ox.Literal:
    return date_literal(value) if key in {"signed", "in_force", "ended", "founded"} else ox.Literal(literal_text(value))


def _act_blocks(told: Iterable[Act], names: Mapping[str, str], copies: Mapping[str, str], base: str) -> Iterator[Block]:
    """The events, their status, and plain edges for acts that some document itself affirms as done."""
    events, derived = Writer(base, "graph-events"), Writer(base, "graph-derived")
    edges: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for act in told:
        yield Block(list(_event_quads(events, act, names)), ruled=act.concerns_instruments)
        if state := status(act.told, copies):
            yield Block([derived.triple(derived.id(act.id), DKG["status"], named(DKG[state]))])
        for source, term, end in _edges(act):
            edges[source][term, end] = None
    for source, ends in edges.items():
        yield Block([derived.triple(derived.id(source), DKG[term], derived.id(end)) for term, end in ends])


def _edges(act: Act) -> Iterator[tuple[str, str, str]]:
    event = act.event
    announced = event.mode == "announce"  # an announced withdrawal is not yet one
    if event.type in PLAIN and not announced and any(asserted(t.claim) for t in act.told):
        for source, end in product(event.sources, event.about if event.type.startswith("TREATY") else event.targets):
            yield source, PLAIN[event.type], end


def _event_quads(w: Writer, act: Act, names: Mapping[str, str]) -> Iterator[ox.Quad]:
    node, event = w.id(act.id), act.event
    treaty = event.type.startswith("TREATY")
    yield from w.types(node, DKG["Event"], SEM["Event"], *([DKG["TreatyAction"], PTR["Action"]] if treaty else []))
    yield w.triple(node, DKG["eventType"], named(ET[event.type]))
    words = label(event, [t.claim for t in act.told], names)
    yield w.triple(node, RDFS["label"], ox.Literal(literal_text(words), language="en"))
    if event.mode:
        yield w.triple(node, DKG["mode"], named(mode_iri(event.type, event.mode)))
    for term, ids in (("source", event.sources), ("target", event.targets), ("about", event.about)):
        for end in ids:
            yield w.triple(node, DKG[term], w.id(end))
    if event.place:
        yield w.triple(node, DKG["place"], w.id(event.place))
    for term, value in (("date", event.date), ("dateEnd", event.date_end)):
        if value:
            yield w.triple(node, DKG[term], date_literal(value))
    for term, text in (("timeExpression", event.time_expression), ("topic", event.topic)):
        if text:
            yield w.text(node, DKG[term], text)


def document_quads(
    extraction: Extraction, run: Run, base: str = BASE, original: str | None = None
) -> Iterator[ox.Quad]:
    """The named graph of a document: its claims, evidence, mentions, positions, references and terms.

    `original` is the document that stands for its text, where that is another one.
    """
    document = extraction.document
    w = Writer(base, document.id)
    node = w.id(document.id)
    yield from w.types(node, DKG["Document"], PROV["Entity"])
    for term, text in (("title", document.title), ("source", document.source), ("publisher", document.publisher)):
        if text:
            yield w.text(node, DCTERMS[term], text)
    if document.date:
        yield w.triple(node, DCTERMS["date"], date_literal(document.date))
    yield w.triple(node, DKG["sha256"], ox.Literal(document.sha256))
    if original:
        yield w.triple(node, DKG["copyOf"], w.id(original))
    yield from _run_quads(w, run)
    named = (m for m in extraction.mentions if m.rule not in UNWRITTEN)
    for mention in sorted({(m.entity, " ".join(m.text.split())) for m in named}):
        yield w.text(w.id(mention[0]), DKG["mention"], mention[1])
    for position in extraction.positions:
        yield from _position_quads(w, document, position)
    for claim in extraction.claims:
        yield from _claim_quads(w, document, claim, run)
    for overruled in extraction.overruled:
        yield from _overruled_quads(w, document, overruled, run)
    yield from reference_quads(w, extraction)
    yield from term_quads(w, extraction)


def _run_quads(w: Writer, run: Run) -> Iterator[ox.Quad]:
    node = w.id(run.id)
    yield from w.types(node, DKG["ExtractionRun"], PROV["Activity"])
    facts = {"softwareVersion": run.version, "modelVersion": run.model, "codeHash": run.code, "dataHash": run.data}
    for term, value in facts.items():
        if value:
            yield w.text(node, DKG[term], value)


def _position_quads(w: Writer, document: Document, position: Position) -> Iterator[ox.Quad]:
    node = w.id(position.id)
    yield from w.types(node, DKG["Position"])
    yield w.triple(node, DKG["holder"], w.id(position.holder))
    yield w.text(node, DKG["role"], position.role)
    yield w.triple(node, DKG["officeStatus"], ox.Literal(position.status))
    if position.of:
        yield w.triple(node, DKG["of"], w.id(position.of))
    yield from evidence_quads(w, document, node, position.evidence)


def _claim_quads(w: Writer, document: Document, claim: Claim, run: Run) -> Iterator[ox.Quad]:
    node = w.id(claim.id(w.name))
    yield from w.types(node, DKG["Claim"])
    yield w.triple(node, DKG["ofEvent"], w.id(claim.event))
    yield from _said_quads(w, document, node, claim)
    yield w.triple(node, PROV["wasGeneratedBy"], w.id(run.id))


def _said_quads(w: Writer, document: Document, node: ox.NamedNode, claim: Claim) -> Iterator[ox.Quad]:
    for term, concept in (("stance", claim.stance), ("modality", claim.modality), ("certainty", claim.certainty)):
        yield w.triple(node, DKG[term], named(DKG[concept]))
    for who in claim.claimed_by:
        yield w.triple(node, DKG["claimedBy"], w.id(who))
    yield w.decimal(node, DKG["confidence"], claim.confidence)
    if claim.rule:
        yield w.text(node, DKG["rule"], claim.rule)
    for evidence in claim.evidence:
        yield from evidence_quads(w, document, node, evidence)


def _overruled_quads(w: Writer, document: Document, overruled: Overruled, run: Run) -> Iterator[ox.Quad]:
    """A claim that counts no longer: no dkg:Claim and not dkg:ofEvent anything, so that nothing takes it for one."""
    node, event = w.id(overruled.claim.id(w.name)), w.id(overruled.claim.event)
    yield from w.types(node, DKG["OverruledClaim"])
    yield w.triple(node, DKG["wasOfEvent"], event)
    yield w.triple(node, DKG["ruledBy"], w.id(overruled.curation.id))
    yield from _said_quads(w, document, node, overruled.claim)
    yield w.triple(node, PROV["wasGeneratedBy"], w.id(run.id))
    if overruled.revision:
        yield w.triple(w.id(overruled.revision.id(w.name)), PROV["wasRevisionOf"], node)
