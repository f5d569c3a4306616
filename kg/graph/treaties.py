"""Instruments in RDF: what the tables know of their clauses, and who did what towards them, list by list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

import pyoxigraph as ox

from kg.gazetteer import CLAUSES, Known
from kg.graph.quads import Writer, date_literal
from kg.graph.vocab import DCTERMS, DKG, RDFS, SCHEMA, SUBJECT, TA, XSD
from kg.model import INSTRUMENT_CLASSES, digest
from kg.participations import Participations

FORCE = {"in force": "InForce", "not in force": "NotInForce", "ended": "NotInForce"}


def instrument_quads(w: Writer, known: Known) -> Iterator[ox.Quad]:
    """The type, subject, legal force and clauses of an instrument of the tables."""
    if known.cls not in INSTRUMENT_CLASSES:
        return
    facts = {key: value for key, value in known.facts if isinstance(value, str)}
    node = w.id(known.id)
    if known.cls == "Treaty":
        yield from w.types(node, SCHEMA["Legislation"])
    if subject := facts.get("subject"):
        yield w.triple(node, DCTERMS["subject"], ox.NamedNode(subject_iri(subject)))
    if force := facts.get("force"):
        yield w.triple(node, SCHEMA["legislationLegalForce"], ox.NamedNode(SCHEMA[FORCE[force]]))
    for clause in sorted(CLAUSES):
        if f"{clause}.after" in facts:
            yield from _clause_quads(w, node, known.id, clause, facts)


def subject_iri(subject: str) -> str:
    """The concept of a subject of the tables: that of "law of the sea" is subject:law-of-the-sea."""
    return SUBJECT[re.sub(r"[^a-z0-9]+", "-", subject.casefold()).strip("-")]


def _clause_quads(
    w: Writer, instrument: ox.NamedNode, id_: str, clause: str, facts: dict[str, str]
) -> Iterator[ox.Quad]:
    node = w.id(f"clause-{digest(id_, clause)}")
    yield w.triple(instrument, DKG[f"{clause}Clause"], node)
    yield from w.types(node, DKG["Clause"])
    after = facts[f"{clause}.after"]
    datatype = XSD["dayTimeDuration" if after.endswith("D") else "yearMonthDuration"]
    yield w.triple(node, DKG["after"], ox.Literal(after, datatype=ox.NamedNode(datatype)))
    for part in ("rounded", "article"):
        if value := facts.get(f"{clause}.{part}"):
            yield w.text(node, DKG[part], value)
    article = facts.get(f"{clause}.article", "")
    where = f", Article {article}" if article[:1].isupper() or article[:1].isdigit() else f", {article}"
    yield w.text(node, DCTERMS["source"], f"treaty text{where if article else ''}")


def participation_quads(
    participants: Set[str], instruments: Iterable[str], table: Participations, base: str
) -> Iterator[ox.Quad]:
    """The acts of the table by these participants towards these instruments; each list is a named graph of its own."""
    found = table.between(participants, instruments)
    as_of = {(x.instrument, x.source): x.as_of for x in found.listings}
    for instrument, source in sorted({(row.instrument, row.source) for row in found.rows}):
        w = Writer(base, f"participations-{digest(instrument, source)}")
        yield from w.types(w.graph, DKG["ParticipationTable"])
        yield w.triple(w.graph, DKG["instrument"], w.id(instrument))
        yield w.text(w.graph, DCTERMS["source"], source)
        if (instrument, source) in as_of:
            yield w.triple(w.graph, DKG["asOf"], date_literal(as_of[instrument, source]))
    for row in found.rows:
        w = Writer(base, f"participations-{digest(row.instrument, row.source)}")
        node = w.id(f"participation-{digest(row.participant, row.instrument, row.action, row.date)}")
        yield from w.types(node, DKG["Participation"])
        yield w.triple(node, DKG["participant"], w.id(row.participant))
        yield w.triple(node, DKG["instrument"], w.id(row.instrument))
        yield w.triple(node, DKG["action"], ox.NamedNode(TA[row.action]))
        for term, day in (("date", row.date), ("effectiveDate", row.effective)):
            if day:
                yield w.triple(node, DKG[term], date_literal(day))
        if row.note:
            yield w.text(node, RDFS["comment"], row.note)
        yield w.text(node, DCTERMS["source"], row.source)
