"""What the graph says of one thing, as values for a page and as triples for a program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

import pyoxigraph as ox

from kg.errors import TooManyRowsError
from kg.graph.page import web_address
from kg.graph.query import local
from kg.graph.vocab import DCTERMS, DKG, OA, PLAIN, PROV, RDF, RDFS, SKOS
from kg.graph.why import FACTS, View

ENDS = {"source": "by", "target": "to", "about": "about", "place": "in"}  # how an event concerns a thing
OF = ("ofEvent", "wasOfEvent")  # how a claim leads to its event, the latter where a curator has set it aside
NAMES = {term: words for words, term in FACTS}
ON_A_PAGE = 100  # events
SHOWN = 60  # values of one property
STANCES = {"Affirms": "affirmed", "Denies": "denied"}
MODALITIES = {
    "Actual": "as done", "Planned": "as planned", "Proposed": "as proposed", "Hypothetical": "as a mere possibility",
}  # fmt: skip
ELSEWHERE = frozenset(
    {RDF["type"], RDFS["label"], SKOS["prefLabel"], DCTERMS["title"], *(DKG[name] for name in PLAIN.values())}
)  # properties that a page shows in another place, or that follow from the events


@dataclass(frozen=True, slots=True)
class Link:
    """A value to show; with an IRI it leads to that thing, with an address to the web."""

    text: str
    iri: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, with those around them.

    `text` is the document that stands for its text; `also` are further outlets that have the words in copies of it.
    """

    before: str
    words: str
    after: str
    document: Link
    date: str | None
    publisher: str | None
    url: str | None
    text: str
    also: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of an event: who (nobody where it is the text itself), how, and where."""

    by: tuple[Link, ...]
    said: str
    certainty: str | None
    confidence: str | None
    quotes: tuple[Quote, ...]
    ruling: Link | None = None  # of a curator who has set it aside


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a page shows it."""

    link: Link
    date: str | None
    type: str
    status: str | None
    ends: tuple[tuple[str, tuple[Link, ...]], ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """Anything of the graph. `events` are those of one page; `total` counts them all."""

    iri: str
    label: str
    kind: str
    facts: tuple[tuple[str, tuple[Link, ...]], ...]
    offices: tuple[str, ...] = ()
    events: tuple[Happening, ...] = ()
    total: int = 0
    url: str | None = None
    kinds: frozenset[str] = field(default=frozenset())


class Things(View):
    """Reads things from a store, all its graphs together."""

    def known(self, node: ox.NamedNode) -> bool:
        return next(self.store.quads_for_pattern(node, None, None), None) is not None

    def thing(self, node: ox.NamedNode, page: int = 1) -> Thing:
        """What is known of a thing, with the given page of its events, the newest first."""
        kinds = frozenset(self.kinds(node))
        events = self.events_of(node, kinds)
        first = (page - 1) * ON_A_PAGE
        return Thing(
            iri=node.value,
            label=self.name(node),
            kind=self.kind(node),
            facts=tuple(self.facts(node)),
            offices=tuple(sorted({self.office(p) for p in self.subjects(DKG["holder"], node)})),
            events=tuple(map(self.happening, events[first : first + ON_A_PAGE])),
            total=len(events),
            url=web_address(self.text(node, DCTERMS["source"]) or ""),
            kinds=kinds,
        )

    def name(self, node: ox.NamedNode) -> str:
        return self.text(node, RDFS["label"]) or self.text(node, DCTERMS["title"]) or local(node.value) or node.value

    def kind(self, node: ox.NamedNode) -> str:
        """Its classes in words."""
        return ", ".join(_words(c) for c in self.classes(node) or self.kinds(node))

    def kinds(self, node: ox.NamedNode) -> list[str]:
        types = [t.value for t in self.values(node, RDF["type"])]
        return sorted({local(t) for t in types if t.startswith(DKG.iri)} or set(map(local, types)))

    def link(self, value: ox.NamedNode | ox.Literal) -> Link:
        if isinstance(value, ox.Literal):
            return Link(value.value, url=web_address(value.value))
        if not self.known(value):
            return Link(local(value.value) or value.value, url=web_address(value.value))
        return Link(self.name(value), value.value)

    def links(self, node: ox.NamedNode, term: str) -> tuple[Link, ...]:
        return tuple(map(self.link, self.values(node, term)))

    def facts(self, node: ox.NamedNode) -> Iterator[tuple[str, tuple[Link, ...]]]:
        found = self.store.quads_for_pattern(node, None, None)
        for term in sorted({q.predicate.value for q in found} - ELSEWHERE, key=lambda term: (local(term), term)):
            values = self.values(node, term)
            more = (Link(f"and {len(values) - SHOWN} more"),) if len(values) > SHOWN else ()
            yield NAMES.get(term) or _words(local(term)), (*map(self.link, values[:SHOWN]), *more)

    def events_of(self, node: ox.NamedNode, kinds: frozenset[str]) -> list[ox.NamedNode]:
        """The event itself, the events that concern a thing, or those that a document tells; newest first."""
        if "Event" in kinds:
            return [node]
        found = self._told(node) if "Document" in kinds else {e for end in ENDS for e in self.subjects(DKG[end], node)}
        dated = [(self.text(event, DKG["date"]) or "", event) for event in found]
        return [event for _, event in sorted(sorted(dated, key=lambda d: d[1].value), key=lambda d: d[0], reverse=True)]

    def _told(self, document: ox.NamedNode) -> set[ox.NamedNode]:
        evidence = self.subjects(PROV["wasQuotedFrom"], document)
        claims = {claim for e in evidence for claim in self.subjects(DKG["evidence"], e)}
        return {event for claim in claims for term in OF for event in self.nodes(claim, DKG[term])}

    def happening(self, event: ox.NamedNode) -> Happening:
        ends = ((words, self.links(event, DKG[end])) for end, words in ENDS.items())
        status = self.text(event, DKG["status"])
        announced = (self.text(event, DKG["mode"]) or "").endswith("-announce")
        told = (c for term in OF for c in self.subjects(DKG[term], event))
        claims = sorted((self.claim(c, announced) for c in told), key=_order)
        return Happening(
            link=self.link(event),
            date=self.text(event, DKG["date"]),
            type=_words(local(self.text(event, DKG["mode"]) or self.text(event, DKG["eventType"]) or "")),
            status=_words(local(status)) if status else None,
            ends=tuple((words, links) for words, links in ends if links),
            claims=tuple(_together(claims)),
        )

    def claim(self, claim: ox.NamedNode, announced: bool) -> Claim:
        """How a text puts an act; of one that is only `announced`, it is the announcement that is done."""
        stance, modality, certainty = (
            local(self.text(claim, DKG[term]) or "") for term in ("stance", "modality", "certainty")
        )
        return Claim(
            by=self.links(claim, DKG["claimedBy"]),
            said=f"{STANCES.get(stance, stance)} {_how(modality, announced)}",
            certainty=certainty.lower() if certainty not in {"", "Certain"} else None,
            confidence=self.text(claim, DKG["confidence"]),
            quotes=tuple(map(self.quote, self.nodes(claim, DKG["evidence"]))),
            ruling=next(iter(self.links(claim, DKG["ruledBy"])), None),
        )

    def quote(self, evidence: ox.NamedNode) -> Quote:
        document = next(iter(self.nodes(evidence, PROV["wasQuotedFrom"])), evidence)
        before, words, after = (self.text(evidence, OA[term]) or "" for term in ("prefix", "exact", "suffix"))
        return Quote(
            before=before,
            words=words,
            after=after,
            document=self.link(document),
            date=self.text(document, DCTERMS["date"]),
            publisher=self.text(document, DCTERMS["publisher"]),
            url=web_address(self.text(document, DCTERMS["source"]) or ""),
            text=self.text(document, DKG["copyOf"]) or document.value,
        )

    def description(self, node: ox.NamedNode, limit: int) -> list[ox.Triple]:
        """The triples about a thing, of its offices and events, and of the claims about an event with their evidence.

        Raise TooManyRowsError where there are more than `limit`.
        """
        kinds = frozenset(self.kinds(node))
        subjects: Iterable[ox.NamedNode] = [node, *self.subjects(DKG["holder"], node), *self.events_of(node, kinds)]
        if "Event" in kinds:
            claims = [claim for term in OF for claim in self.subjects(DKG[term], node)]
            subjects = [node, *claims, *(e for claim in claims for e in self.nodes(claim, DKG["evidence"]))]
        found = (q.triple for s in dict.fromkeys(subjects) for q in self.store.quads_for_pattern(s, None, None))
        triples = list(dict.fromkeys(islice(found, limit + 1)))
        if len(triples) > limit:
            raise TooManyRowsError(f"more than {limit} triples about {node.value}: ask /sparql for a part of them")
        return triples


def _together(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims; what copies of one text say in the same words, once."""
    found: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        words = tuple((quote.text, quote.words) for quote in claim.quotes)
        found.setdefault((claim.by, claim.said, claim.certainty, words, claim.ruling), []).append(claim)
    for first, *copies in found.values():
        also = (tuple(_outlets(q, (c.quotes[i] for c in copies))) for i, q in enumerate(first.quotes))
        yield replace(first, quotes=tuple(replace(q, also=o) for q, o in zip(first.quotes, also, strict=True)))


def _outlets(quote: Quote, copies: Iterable[Quote]) -> Iterator[Link]:
    """Where else the words of a quote stand."""
    seen = {quote.document.iri}
    for copy in copies:
        if copy.document.iri not in seen:
            seen.add(copy.document.iri)
            yield Link(copy.publisher or copy.document.text, copy.document.iri)


def _how(modality: str, announced: bool) -> str:
    return "as announced" if announced and modality == "Actual" else MODALITIES.get(modality, modality)


def _order(claim: Claim) -> tuple[str, ...]:
    """Older words first, of one day those of the document that stands for its text."""
    quote = claim.quotes[0] if claim.quotes else None
    if quote is None:
        return ("9", "", "", *(by.text for by in claim.by))
    copied = "copy" if quote.text != quote.document.iri else ""
    return (quote.date or "9", copied, quote.words, *(by.text for by in claim.by))


def _words(name: str) -> str:
    """A term as words: dateInForce, TREATY_SIGN and CONSULT-call become date in force, treaty sign and call."""
    name = re.sub(r"^[A-Z_]+-", "", name).replace("_", " ")
    return (name if name.isupper() else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).lower()
