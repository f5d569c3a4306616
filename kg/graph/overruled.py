"""What curators have ruled on claims, as a graph has it, and how a claim is named in a curator's file."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.vocab import DCTERMS, DKG, OA, PROV, RDF

if TYPE_CHECKING:
    from kg.graph.why import View

ENDS = ("source", "target", "about", "place")  # how a thing takes part in an event


@dataclass(frozen=True, slots=True)
class Ruled:
    """A claim that a curator has rejected or corrected: its words, their document, the event, by whom and why."""

    words: str
    document: str
    event: str
    ruling: str
    changes: str | None

    def __str__(self) -> str:
        return self.ruling + (f" ({self.changes})" if self.changes else "")


@dataclass(frozen=True, slots=True)
class WhyClaim:
    """A claim, the line of a curator's file that would reject it, and what a curator has ruled on it, if anything."""

    iri: str
    words: str
    document: str
    event: str
    rule: str
    confidence: float
    line: str
    ruled: Ruled | None

    def lines(self) -> list[str]:
        """The claim as lines to read."""
        lines = [
            f"{self.event}  (claim, {self.iri.rpartition('/')[2]})",
            f"  {self.document}: “{self.words}”",
            f"  rule: {self.rule or 'unknown'}, confidence {self.confidence:.2f}",
        ]
        if self.ruled:
            return [*lines, f"  {self.ruled}"]
        how = "To overrule: this line, or one with 'correct' and a column 'changes', in a file for kg build --decisions"
        return [*lines, how, self.line]


def find_claim(store: ox.Store, name: str) -> ox.NamedNode | None:
    """The claim, overruled or not, of this identifier or IRI."""
    if not re.fullmatch(r"(\S*/)?claim-[0-9a-f]{16}", name):
        return None
    classes = (ox.NamedNode(DKG[cls]) for cls in ("Claim", "OverruledClaim"))
    quads = (q for cls in classes for q in store.quads_for_pattern(None, ox.NamedNode(RDF["type"]), cls))
    found = (q.subject for q in quads if isinstance(q.subject, ox.NamedNode))
    return next((node for node in found if node.value == name or node.value.endswith(f"/{name}")), None)


def why_claim(view: View, claim: ox.NamedNode) -> WhyClaim:
    words, document = _quoted(view, claim)
    event = next(n for term in ("ofEvent", "wasOfEvent") for n in view.nodes(claim, DKG[term]))
    type_ = next((n.value.rpartition("/")[2] for n in view.nodes(event, DKG["eventType"])), "")
    name = view.text(document, DCTERMS["source"]) or document.value.rpartition("/")[2]
    return WhyClaim(
        iri=claim.value,
        words=words,
        document=_titled(view, document),
        event=view.label(event),
        rule=view.text(claim, DKG["rule"]) or "",
        confidence=float(view.text(claim, DKG["confidence"]) or 0),
        line=_row("reject", f"{words} @ {name}", type_, "WHO", "YYYY-MM-DD", "WHY"),
        ruled=ruled(view, claim) if view.values(claim, DKG["ruledBy"]) else None,
    )


def overruled(view: View, thing: ox.NamedNode) -> tuple[Ruled, ...]:
    """The claims that a curator has set aside, of acts that the thing takes part in, and those that it made."""
    events = {event for end in ENDS for event in view.subjects(DKG[end], thing)}
    of_events = {claim for event in events for claim in view.subjects(DKG["wasOfEvent"], event)}
    said = {claim for claim in view.subjects(DKG["claimedBy"], thing) if view.values(claim, DKG["ruledBy"])}
    return tuple(ruled(view, claim) for claim in sorted(of_events | said, key=str))


def ruled(view: View, claim: ox.NamedNode) -> Ruled:
    words, document = _quoted(view, claim)
    decision = view.nodes(claim, DKG["ruledBy"])[0]
    event = "; ".join(view.labels(claim, DKG["wasOfEvent"]))
    return Ruled(words, _titled(view, document), event, view.label(decision), view.text(decision, DKG["changes"]))


def _quoted(view: View, claim: ox.NamedNode) -> tuple[str, ox.NamedNode]:
    """The first words that a claim rests on, and their document."""
    evidence = view.nodes(claim, DKG["evidence"])[0]
    words = view.text(evidence, OA["exact"]) or ""
    return " ".join(words.split()), view.nodes(evidence, PROV["wasQuotedFrom"])[0]


def _titled(view: View, document: ox.NamedNode) -> str:
    return view.text(document, DCTERMS["title"]) or view.text(document, DCTERMS["source"]) or document.value


def _row(*cells: str) -> str:
    """A line of a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
