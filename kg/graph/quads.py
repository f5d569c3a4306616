"""How values become quads: terms of one named graph, texts and dates that RDF can hold, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as day
from functools import cache

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.vocab import DKG, OA, PROV, RDF, XSD, iri
from kg.model import Document, Evidence, digest

CONTEXT = 40  # characters kept on either side of a quote
named = cache(ox.NamedNode)  # for terms of the vocabulary, which are few
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


class Writer:
    """Makes quads of one named graph, whose `name` may be the identifier of a document, under one base IRI."""

    def __init__(self, base: str, graph: str) -> None:
        self.base = base
        self.name = graph
        self.graph = ox.NamedNode(iri(graph, base))

    def id(self, local: str) -> ox.NamedNode:
        return ox.NamedNode(iri(local, self.base))

    def triple(self, subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(subject, named(predicate), value, self.graph)

    def types(self, subject: ox.NamedNode, *classes: str) -> Iterator[ox.Quad]:
        for cls in classes:
            yield self.triple(subject, RDF["type"], named(cls))

    def text(self, subject: ox.NamedNode, predicate: str, value: str) -> ox.Quad:
        return self.triple(subject, predicate, ox.Literal(literal_text(value)))

    def decimal(self, subject: ox.NamedNode, predicate: str, value: float) -> ox.Quad:
        """To two places, in the canonical form that stores make of it: 0.5 rather than 0.50."""
        text = f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")  # adding 0.0 makes -0.0 plain
        return self.triple(subject, predicate, ox.Literal(text, datatype=named(XSD["decimal"])))


def evidence_quads(w: Writer, document: Document, owner: ox.NamedNode, evidence: Evidence) -> Iterator[ox.Quad]:
    """A quote from the document whose graph this is, as what `owner` rests on."""
    node = w.id(f"evidence-{digest(w.name, str(evidence.start), str(evidence.end))}")
    yield w.triple(owner, DKG["evidence"], node)
    yield from w.types(node, DKG["Evidence"], OA["TextQuoteSelector"], OA["TextPositionSelector"])
    before = document.text[max(0, evidence.start - CONTEXT) : evidence.start]
    after = document.text[evidence.end : evidence.end + CONTEXT]
    for term, text in (("exact", evidence.exact), ("prefix", before), ("suffix", after)):
        yield w.triple(node, OA[term], ox.Literal(literal_text(text)))
    for term, offset in (("start", evidence.start), ("end", evidence.end)):
        yield w.triple(node, OA[term], ox.Literal(offset))
    yield w.triple(node, PROV["wasQuotedFrom"], w.graph)


def date_literal(value: str) -> ox.Literal:
    """An ISO day, month or year as xsd:date, xsd:gYearMonth or xsd:gYear; InputError where there is no such day."""
    shapes = ((r"\d{4}-\d\d-\d\d", "date", ""), (r"\d{4}-\d\d", "gYearMonth", "-01"), (r"\d{4}", "gYear", "-01-01"))
    for shape, datatype, rest in shapes:
        if re.fullmatch(shape, value):
            try:
                day.fromisoformat(value + rest)
            except ValueError as error:
                raise InputError(f"{value!r} is no date of the calendar: {error}") from error
            return ox.Literal(value, datatype=named(XSD[datatype]))
    raise InputError(f"{value!r} is no date: use YYYY-MM-DD, YYYY-MM or YYYY")


def literal_text(value: str) -> str:
    """The text, if RDF can hold it: NUL and lone surrogates are refused."""
    if _NO_TEXT.search(value):
        raise InputError(
            f"a text has NUL or broken characters near {value[:30]!r}: read it again in its right encoding"
        )
    return value
