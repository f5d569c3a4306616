"""Agreements in RDF: each term that a document tells is a node with its words, and its own word a plain fact."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.quads import Writer, date_literal, evidence_quads, literal_text
from kg.graph.vocab import DKG, XSD
from kg.model import Extraction, Term

PROPERTIES = {
    "party": "party", "subject": "subject", "duration": "duration", "start": "dateInForce", "end": "dateExpires",
    "wording": "wording", "status": "statusTold",
}  # fmt: skip
FACTS = frozenset({"party", "subject", "duration", "end"})  # the one day in force is for the rules to find


def term_quads(w: Writer, extraction: Extraction) -> Iterator[ox.Quad]:
    """The terms of a document's agreements; what it has from others makes no plain fact."""
    document = extraction.document
    for term in extraction.terms:
        node, agreement = w.id(term.id(w.name)), w.id(term.agreement)
        property_, value = DKG[PROPERTIES[term.kind]], _value(w, term)
        yield from w.types(node, DKG["Term"])
        yield w.triple(agreement, DKG["terms"], node)
        yield w.triple(node, property_, value)
        for who in term.claimed_by:
            yield w.triple(node, DKG["claimedBy"], w.id(who))
        yield from evidence_quads(w, document, node, term.evidence)
        if term.kind in FACTS and not term.claimed_by:
            yield w.triple(agreement, property_, value)


def _value(w: Writer, term: Term) -> ox.NamedNode | ox.Literal:
    if term.kind == "party":
        return w.id(term.value)
    if term.kind == "status":
        return ox.NamedNode(DKG[term.value])
    if term.kind == "duration":
        return ox.Literal(_duration(term.value), datatype=ox.NamedNode(XSD["duration"]))
    return date_literal(term.value) if term.kind in {"start", "end"} else ox.Literal(literal_text(term.value))


def _duration(value: str) -> str:
    """An ISO 8601 duration as XSD has it, which counts no weeks."""
    number = value[1:-1]
    return f"P{int(number) * 7}D" if value.endswith("W") and number.isdigit() else value
