"""Why a thing of the graph is what it is: its names, by which rules texts mean it, what was joined and kept apart.

Also which claims a curator has set aside, and how one is named in a curator's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.overruled import Ruled, WhyClaim, find_claim, overruled, why_claim
from kg.graph.query import entities
from kg.graph.vocab import DCTERMS, DKG, FEATURE, OA, OWL, PROV, RDF, RDFS, SKOS
from kg.model import ENTITY_CLASSES, FEATURES
from kg.visible import visible

FACTS = (
    ("also called", SKOS["altLabel"]), ("named in the texts", DKG["mention"]), ("state", DKG["state"]),
    ("ISO 3166-1", DKG["iso3"]), ("kind", DKG["kind"]), ("same as", OWL["sameAs"]), ("source", DCTERMS["source"]),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inferred:
    """Words that mean the thing without naming it, by which rule, how sure that is, how often, and the first place."""

    words: str
    rule: str
    confidence: float
    times: int
    document: str
    context: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A decision: its signs with their weights, and the other thing where the two were kept apart."""

    names: tuple[str, ...]
    other: str | None
    score: float
    signs: tuple[tuple[str, float], ...]
    curator: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Why:
    """All that the graph has on the identity of one thing. `offices` are lines of words."""

    iri: str
    label: str
    cls: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    offices: tuple[str, ...]
    inferred: tuple[Inferred, ...]
    decisions: tuple[Weighed, ...]
    overruled: tuple[Ruled, ...]


def why(store: ox.Store, name: str) -> Why | WhyClaim:
    """What the graph says of the identity of the thing with this name, identifier or IRI, or of the claim of that IRI.

    Raise QueryError where nothing is called so, or several things are.
    """
    view = View(store)
    if claim := find_claim(store, name):
        return why_claim(view, claim)
    thing = view.find(name)
    facts = ((what, tuple(view.labels(thing, term))) for what, term in FACTS)
    return Why(
        iri=thing.value,
        label=view.label(thing),
        cls=", ".join(view.classes(thing)),
        facts=tuple((what, values) for what, values in facts if values),
        offices=tuple(sorted({view.office(p) for p in view.subjects(DKG["holder"], thing)})),
        inferred=tuple(
            sorted(map(view.inferred, view.subjects(DKG["refersTo"], thing)), key=lambda i: (i.rule, i.words))
        ),
        decisions=tuple(view.decision(d, thing) for d in view.subjects(DKG["concerns"], thing)),
        overruled=overruled(view, thing),
    )


class View:
    """Reads a store node by node, all its graphs together."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def find(self, name: str) -> ox.NamedNode:
        found = self._by_identifier(name) or [e for e in entities(self.store, name) if self.classes(e)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise QueryError(
                f"{name!r} is no actor, place or instrument of the graph; the query 'actors' lists the names"
            )
        several = ", ".join(f"{self.label(n)} ({n.value.rpartition('/')[2]})" for n in found)
        raise QueryError(f"{name!r} is the name of several things: {several}; give one's identifier")

    def _by_identifier(self, name: str) -> list[ox.NamedNode]:
        typed = self.store.quads_for_pattern(None, ox.NamedNode(RDFS["label"]), None)
        found = {
            q.subject for q in typed if isinstance(q.subject, ox.NamedNode) and q.subject.value.endswith(f"/{name}")
        }
        return sorted((n for n in found if self.classes(n)), key=str)

    def values(self, node: ox.NamedNode, term: str) -> list[ox.NamedNode | ox.Literal]:
        quads = self.store.quads_for_pattern(node, ox.NamedNode(term), None)
        return sorted({q.object for q in quads if isinstance(q.object, (ox.NamedNode, ox.Literal))}, key=str)

    def subjects(self, term: str, node: ox.NamedNode) -> list[ox.NamedNode]:
        quads = self.store.quads_for_pattern(None, ox.NamedNode(term), node)
        return sorted({q.subject for q in quads if isinstance(q.subject, ox.NamedNode)}, key=str)

    def nodes(self, node: ox.NamedNode, term: str) -> list[ox.NamedNode]:
        return [value for value in self.values(node, term) if isinstance(value, ox.NamedNode)]

    def text(self, node: ox.NamedNode, term: str) -> str | None:
        return next((v.value for v in self.values(node, term)), None)

    def label(self, node: ox.NamedNode) -> str:
        return self.text(node, RDFS["label"]) or node.value.rpartition("/")[2]

    def labels(self, node: ox.NamedNode, term: str) -> Iterator[str]:
        for value in self.values(node, term):
            yield self.text(value, RDFS["label"]) or value.value if isinstance(value, ox.NamedNode) else value.value

    def classes(self, node: ox.NamedNode) -> list[str]:
        types = (v.value.removeprefix(DKG.iri) for v in self.values(node, RDF["type"]))
        return [t for t in types if t in ENTITY_CLASSES]

    def office(self, position: ox.NamedNode) -> str:
        role, status = self.text(position, DKG["role"]), self.text(position, DKG["officeStatus"])
        words = [
            *([status] if status and status != "current" else []),
            role or "",
            *(f"of {o}" for o in self.labels(position, DKG["of"])),
        ]
        since, until = self.text(position, DKG["from"]), self.text(position, DKG["until"])
        term = f", {since or ''} to {until or 'now'}" if since or until else ""
        source = self.text(position, DCTERMS["source"])
        return " ".join(words) + term + (f" ({source})" if source else " (by a text)")

    def inferred(self, reference: ox.NamedNode) -> Inferred:
        evidence = next(n for n in self.values(reference, DKG["evidence"]) if isinstance(n, ox.NamedNode))
        document = next(n for n in self.values(evidence, PROV["wasQuotedFrom"]) if isinstance(n, ox.NamedNode))
        words = self.text(evidence, OA["exact"]) or ""
        context = (self.text(evidence, OA["prefix"]) or "") + words + (self.text(evidence, OA["suffix"]) or "")
        return Inferred(
            words=" ".join(words.split()),
            rule=self.text(reference, DKG["rule"]) or "",
            confidence=float(self.text(reference, DKG["confidence"]) or 0),
            times=int(self.text(reference, DKG["occurrences"]) or 1),
            document=self.text(document, DCTERMS["title"]) or self.text(document, DCTERMS["source"]) or document.value,
            context=" ".join(context.split()),
        )

    def decision(self, decision: ox.NamedNode, thing: ox.NamedNode) -> Weighed:
        others = [n for n in self.values(decision, DKG["concerns"]) if n != thing and isinstance(n, ox.NamedNode)]
        different = self.text(decision, DKG["verdict"]) == DKG["Different"]
        signs = (v.value.removeprefix(FEATURE.iri) for v in self.values(decision, DKG["feature"]))
        return Weighed(
            names=tuple(self.labels(decision, DKG["comparedName"])),
            other=(self.label(others[0]) if others else self.label(thing)) if different else None,
            score=float(self.text(decision, DKG["score"]) or 0),
            signs=tuple((sign, FEATURES[sign]) for sign in signs),
            curator=self.text(decision, DKG["curator"]),
            reason=self.text(decision, RDFS["comment"]),
        )


def render(found: Why | WhyClaim) -> str:
    """The explanation as lines to read."""
    lines = found.lines() if isinstance(found, WhyClaim) else _lines(found)
    return "\n".join(map(visible, lines)) + "\n"


def _lines(found: Why) -> list[str]:
    lines = [f"{found.label}  ({found.cls}, {found.iri.rpartition('/')[2]})"]
    lines += [f"  {what}: {'; '.join(values)}" for what, values in found.facts]
    lines += _part("Offices", found.offices)
    lines += _part("Meant without being named", map(_inferred, found.inferred))
    lines += _part("Joined", (_weighed(d) for d in found.decisions if d.other is None))
    lines += _part("Kept apart", (_weighed(d) for d in found.decisions if d.other is not None))
    lines += _part("Set aside by a curator", (f"“{o.words}” ({o.document}): {o}" for o in found.overruled))
    lines.append("To overrule: a line 'same,...' or 'different,...' in a file for kg build --decisions")
    return lines


def _part(title: str, rows: Iterable[str]) -> list[str]:
    listed = [f"  {row}" for row in rows]
    return [title, *listed] if listed else []


def _inferred(i: Inferred) -> str:
    times = f", {i.times} times" if i.times > 1 else ""
    return f"{i.words!r}: {i.rule}, {i.confidence:.2f}{times}; {i.document}: ... {i.context} ..."


def _weighed(d: Weighed) -> str:
    who = f" by {d.curator}" + (f" ({d.reason})" if d.reason else "") if d.curator else ""
    signs = ", ".join(f"{sign} {weight:+.1f}" for sign, weight in d.signs)
    apart = f" (from {d.other})" if d.other else ""
    return f"{' / '.join(d.names)}{apart}: {d.score:+.1f}{who} = {signs}"
