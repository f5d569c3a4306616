"""What a graph says, as plain records for formats that know no RDF: documents, entities, events with their claims.

The `standing` of an event says in one word what its claims come to, so that nothing but "asserted" reads as a fact:

    asserted      a text says on its own account, and as certain, that it happened, and none denies it
    reported      texts have it from others only
    uncertain     texts say only that it probably or possibly happened
    contested     some affirm it, some deny it
    denied        it is only denied
    planned, proposed, hypothetical      it is affirmed, but not as done
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg.graph.answer import expand
from kg.graph.facts import Facts
from kg.graph.network import QUADS
from kg.graph.query import local

STANDINGS = ("asserted", "reported", "uncertain", "contested", "denied", "planned", "proposed", "hypothetical")
OFFSETS = ("oa:start", "oa:end")
ITEM = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document. `text` is the one that stands for its text: itself, or the document that it copies."""

    iri: str
    title: str = ""
    date: str = ""
    publisher: str = ""
    source: str = ""
    sha256: str = ""
    copy_of: str = ""

    @property
    def text(self) -> str:
        return self.copy_of or self.iri


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document at their offsets: characters (code points), half open."""

    iri: str
    document: str
    start: int | None
    end: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: what one text says of an event."""

    iri: str
    event: str
    stance: str
    modality: str
    certainty: str
    confidence: float | None
    speakers: tuple[str, ...]
    rule: str
    quotes: tuple[Quote, ...]

    @property
    def affirms(self) -> bool:
        return self.stance == "Affirms"

    @property
    def done(self) -> bool:
        return self.affirms and self.modality == "Actual"

    @property
    def own(self) -> bool:
        """Whether the text itself says, as certain, that it happened."""
        return self.done and self.certainty == "Certain" and not self.speakers


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity. `state` is the state that it acts for, `wikidata` its item (Q...), where a table says so."""

    iri: str
    name: str
    cls: str
    labels: tuple[str, ...]
    iso3: str
    kind: str
    state: str
    aliases: tuple[str, ...]
    wikidata: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event; dates are ISO days, months or years, "" where unknown."""

    iri: str
    type: str
    mode: str
    label: str
    quad: str
    standing: str
    status: str
    date: str
    date_end: str
    effective: str
    time_expression: str
    topic: str
    place: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    about: tuple[str, ...]
    claims: tuple[Said, ...]

    @property
    def behind(self) -> tuple[Said, ...]:
        """The claims that give the event its standing: of one that is asserted, not what others are said to say."""
        return tuple(claim for claim in self.claims if BEHIND[self.standing](claim))


BEHIND: dict[str, Callable[[Said], bool]] = {
    "asserted": lambda c: c.own,
    "reported": lambda c: c.done and c.certainty == "Certain",
    "uncertain": lambda c: c.done,
    "contested": lambda c: True,
    "denied": lambda c: not c.affirms,
    "planned": lambda c: c.affirms and c.modality == "Planned",
    "proposed": lambda c: c.affirms and c.modality == "Proposed",
    "hypothetical": lambda c: c.affirms and c.modality == "Hypothetical",
}


def standing(claims: Iterable[Said]) -> str:
    """What the claims of an event, one or more, come to: one of STANDINGS."""
    told = list(claims)
    affirmed = [claim for claim in told if claim.affirms]
    if len(affirmed) < len(told):
        return "contested" if affirmed else "denied"
    plain = (name for name in STANDINGS if name not in ("contested", "denied"))
    return next(name for name in plain if any(map(BEHIND[name], affirmed)))


class Records:
    """The records of a graph, each kind read when first asked for, in the order of their IRIs.

    What curators have set aside is left out: it counts nowhere.
    """

    def __init__(self, store: ox.Store) -> None:
        self.facts = Facts(store)

    @cached_property
    def papers(self) -> dict[str, Paper]:
        return {iri: self._paper(iri) for iri in self.facts.instances("dkg:Document")}

    @cached_property
    def events(self) -> list[Happening]:
        """The events with a claim; one without is no event of the vocabulary."""
        told = self._claims()
        return [self._event(iri, told[iri]) for iri in self.facts.instances("dkg:Event") if iri in told]

    @cached_property
    def things(self) -> dict[str, Thing]:
        """What events, claims and registers name, whether or not it has a class."""
        named = {iri for e in self.events for iri in (*e.sources, *e.targets, *e.about, *filter(None, [e.place]))}
        named |= {iri for e in self.events for c in e.claims for iri in c.speakers}
        classes = ("Actor", "Place", "Instrument", "Meeting", "Person", "State", "Organization", "GovernmentBody")
        named |= {iri for cls in classes for iri in self.facts.instances(f"dkg:{cls}")}
        named |= {self._text(iri, "dkg:state") for iri in named} - {""}
        return {iri: self._thing(iri) for iri in sorted(named)}

    def state_of(self, iri: str) -> str:
        """The state that an actor is or acts for, "" where it is none."""
        state = iri if self.things[iri].cls == "State" else self.things[iri].state
        return state if state and self.things[state].cls == "State" else ""

    def papers_of(self, claims: Iterable[Said]) -> list[Paper]:
        """The documents that claims stand in, each once, in their order of dates."""
        found = {q.document for claim in claims for q in claim.quotes}
        return sorted((self.paper(iri) for iri in found), key=lambda p: (p.date or "9", p.iri))

    def paper(self, iri: str) -> Paper:
        return self.papers.get(iri) or Paper(iri)

    def names(self, iris: Iterable[str]) -> list[str]:
        return [self.things[iri].name for iri in iris]

    def _text(self, iri: str, *names: str) -> str:
        return self.facts.first(iri, *names) or ""

    def _paper(self, iri: str) -> Paper:
        terms = ("dcterms:title", "dcterms:date", "dcterms:publisher", "dcterms:source", "dkg:sha256", "dkg:copyOf")
        return Paper(iri, *(self._text(iri, term) for term in terms))

    def _claims(self) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = defaultdict(list)
        for iri in self.facts.instances("dkg:Claim"):
            for event in self.facts.values(iri, "dkg:ofEvent"):
                found[event].append(self._claim(iri, event))
        return found

    def _claim(self, iri: str, event: str) -> Said:
        facts = self.facts
        confidence = facts.first(iri, "dkg:confidence")
        return Said(
            iri,
            event,
            stance=facts.concept(iri, "dkg:stance") or "Affirms",
            modality=facts.concept(iri, "dkg:modality") or "Actual",
            certainty=facts.concept(iri, "dkg:certainty") or "Certain",
            confidence=float(confidence) if confidence else None,
            speakers=tuple(facts.values(iri, "dkg:claimedBy")),
            rule=self._text(iri, "dkg:rule"),
            quotes=tuple(self._quote(evidence) for evidence in facts.values(iri, "dkg:evidence")),
        )

    def _quote(self, iri: str) -> Quote:
        start, end = (int(text) if (text := self._text(iri, term)).isdecimal() else None for term in OFFSETS)
        return Quote(iri, self._text(iri, "prov:wasQuotedFrom"), start, end, self._text(iri, "oa:exact"))

    def _event(self, iri: str, claims: Sequence[Said]) -> Happening:
        facts = self.facts
        type_ = facts.concept(iri, "dkg:eventType") or "EVENT"
        return Happening(
            iri,
            type_,
            mode=re.sub(r"^[A-Z_]+-", "", facts.concept(iri, "dkg:mode") or ""),
            label=facts.label(iri),
            quad=QUADS.get(type_, ""),
            standing=standing(claims),
            status=facts.concept(iri, "dkg:status") or "",
            date=self._text(iri, "dkg:date"),
            date_end=self._text(iri, "dkg:dateEnd"),
            effective=self._text(iri, "dkg:effectiveDate"),
            time_expression=self._text(iri, "dkg:timeExpression"),
            topic=self._text(iri, "dkg:topic"),
            place=self._text(iri, "dkg:place"),
            sources=tuple(facts.values(iri, "dkg:source")),
            targets=tuple(facts.values(iri, "dkg:target")),
            about=tuple(facts.values(iri, "dkg:about")),
            claims=tuple(claims),
        )

    def _thing(self, iri: str) -> Thing:
        facts = self.facts
        name = facts.label(iri)
        same = [found[1] for same in facts.values(iri, "owl:sameAs") if (found := ITEM.fullmatch(same))]
        return Thing(
            iri,
            name,
            cls=facts.cls(iri),
            labels=tuple(local(cls) for cls in facts.values(iri, "rdf:type") if cls.startswith(expand("dkg:"))),
            iso3=self._text(iri, "dkg:iso3"),
            kind=self._text(iri, "dkg:kind"),
            state=self._text(iri, "dkg:state"),
            aliases=tuple(" ".join(alias.split()) for alias in facts.values(iri, "skos:altLabel") if alias != name),
            wikidata=same[0] if len(same) == 1 else "",
        )
