"""A press of invented states for tests of exports: each line of a document is a sentence that tells of one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.graph.rdf import dataset
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction

RURITANIA, FREEDONIA, BORDURIA = "state-xru", "state-xfr", "state-xbo"
ANNA, LEAGUE, PACT, EMPIRE = "person-anna", "org-league", "treaty-pact", "state-old-empire"
WIKIDATA = "http://www.wikidata.org/entity/"
ENTITIES = (
    Entity(RURITANIA, "State", "Ruritania", iso3="XRU", same_as=(f"{WIKIDATA}Q9001",)),
    Entity(FREEDONIA, "State", "Freedonia", iso3="XFR", same_as=(f"{WIKIDATA}Q9002",)),
    Entity(BORDURIA, "State", "Borduria", iso3="XBO"),
    Entity(EMPIRE, "State", "Old Empire"),
    Entity(ANNA, "Person", "Anna Elphberg", state=RURITANIA),
    Entity(LEAGUE, "InternationalOrganization", "League", same_as=(f"{WIKIDATA}Q9003",)),
    Entity(PACT, "Treaty", "Pact", same_as=(f"{WIKIDATA}Q9004",)),
)


def event(
    type_: str,
    source: str | Sequence[str] = RURITANIA,
    target: str | Sequence[str] = FREEDONIA,
    *,
    about: str | None = None,
    mode: str | None = None,
    date: str | None = None,
    topic: str | None = None,
) -> Event:
    """An event; an end is an identifier, several, or "" for none."""
    sources, targets = ((one,) if isinstance(one, str) and one else tuple(one) for one in (source, target))
    return Event(type_, sources, targets, (about,) if about else (), mode=mode, date=date, topic=topic)


@dataclass
class Paper:
    """A document under way: tell it events, then take its extraction."""

    publisher: str = "Post"
    date: str | None = "2020-05-15"
    source: str = ""
    lines: list[str] = field(default_factory=list)
    told: list[tuple[Event, dict[str, object]]] = field(default_factory=list)

    def tell(self, what: Event, words: str = "", /, **claim: object) -> Paper:
        """Tell of an event in a sentence of its own; `claim` says how (modality, stance, claimed_by ...)."""
        self.lines.append(words or f"{self.publisher}, sentence {len(self.lines)}: — so it is told of the 𝔓act.")
        self.told.append((what, claim))
        return self

    @property
    def document(self) -> Document:
        source = self.source or f"{self.publisher}.txt"
        return Document("\n".join(self.lines), f"{self.publisher} today", self.date, source, self.publisher)

    @property
    def extraction(self) -> Extraction:
        claims, start = [], 0
        for words, (what, claim) in zip(self.lines, self.told, strict=True):
            evidence = Evidence(start, start + len(words), words)
            claims.append(Claim(what.id, (evidence,), **claim))  # type: ignore[arg-type]
            start += len(words) + 1
        events = tuple({what.id: what for what, _ in self.told}.values())
        return Extraction(self.document, entities=ENTITIES, events=events, claims=tuple(claims))


def graph(*papers: Paper) -> ox.Store:
    return dataset([paper.extraction for paper in papers])


def texts(*papers: Paper) -> dict[str, str]:
    """The text of each document by its identifier."""
    return {paper.document.id: paper.document.text for paper in papers}
