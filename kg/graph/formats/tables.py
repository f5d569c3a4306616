"""Tidy tables for spreadsheets and data frames: one row an event, one a claim with its words, one an entity ..."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from kg.graph.cells import table
from kg.graph.formats.codebook import columns, described, text
from kg.graph.formats.dyads import dyads
from kg.graph.formats.records import Happening, Records
from kg.graph.formats.states import codes
from kg.graph.formats.when import bounds, grain

Row = dict[str, Any]
BAR = " | "


def rows(store: ox.Store) -> dict[str, Iterator[Row]]:
    """The rows of each table: events, claims, entities, documents, dyads."""
    records = Records(store)
    return {
        "events": _events(records),
        "claims": _claims(records),
        "entities": _entities(records),
        "documents": _documents(records),
        "dyads": _dyads(records),
    }


def table_files(store: ox.Store) -> dict[str, Iterable[str]]:
    """The tables as CSV, with their codebook."""
    made: dict[str, Iterable[str]] = {
        f"{name}.csv": table(tuple(columns(f"{name}.csv")), found) for name, found in rows(store).items()
    }
    return made | {"codebook.md": [text("tables.md"), described(made)]}


def _events(records: Records) -> Iterator[Row]:
    for event in records.events:
        first, last = bounds(event.date, event.date_end) or ("", "")
        papers = records.papers_of(event.claims)
        yield {
            "event": event.iri,
            "type": event.type,
            "quad_class": event.quad,
            "mode": event.mode,
            "label": event.label,
            "standing": event.standing,
            "status": event.status,
            "date": event.date,
            "date_end": event.date_end,
            "date_grain": grain(event.date),
            "first_day": first,
            "last_day": last,
            "effective": event.effective,
            "time_expression": event.time_expression,
            "topic": event.topic,
            "place": records.things[event.place].name if event.place else "",
            **_ends(records, event),
            "claims": len(event.claims),
            "texts": len({paper.text for paper in papers}),
            "documents": len(papers),
        }


def _ends(records: Records, event: Happening) -> Row:
    ends = {"source": event.sources, "target": event.targets, "about": event.about}
    names = {"source": "sources", "target": "targets", "about": "about"}
    return {names[role]: BAR.join(records.names(iris)) for role, iris in ends.items()} | {
        f"{role}_iris": " ".join(iris) for role, iris in ends.items()
    }


def _claims(records: Records) -> Iterator[Row]:
    for event in records.events:
        for claim in event.claims:
            for quote in claim.quotes:
                yield {
                    "claim": claim.iri,
                    "event": event.iri,
                    "stance": claim.stance,
                    "modality": claim.modality,
                    "certainty": claim.certainty,
                    "speakers": BAR.join(records.names(claim.speakers)),
                    "speaker_iris": " ".join(claim.speakers),
                    "confidence": claim.confidence,
                    "rule": claim.rule,
                    "document": quote.document,
                    "evidence": quote.iri,
                    "start": quote.start,
                    "end": quote.end,
                    "quote": quote.words,
                }


def _entities(records: Records) -> Iterator[Row]:
    events = Counter(iri for e in records.events for iri in {*e.sources, *e.targets, *e.about})
    for thing in records.things.values():
        yield {
            "entity": thing.iri,
            "name": thing.name,
            "class": thing.cls,
            "iso3": thing.iso3,
            "kind": thing.kind,
            "state": records.things[thing.state].name if thing.state else "",
            "state_iri": thing.state,
            "wikidata": thing.wikidata,
            "aliases": BAR.join(thing.aliases),
            "events": events[thing.iri],
        }


def _documents(records: Records) -> Iterator[Row]:
    claims: dict[str, set[str]] = defaultdict(set)
    for event in records.events:
        for claim in event.claims:
            for quote in claim.quotes:
                claims[quote.document].add(claim.iri)
    for paper in records.papers.values():
        yield {
            "document": paper.iri,
            "title": paper.title,
            "date": paper.date,
            "publisher": paper.publisher,
            "source": paper.source,
            "text": paper.text,
            "sha256": paper.sha256,
            "claims": len(claims[paper.iri]),
        }


def _dyads(records: Records) -> Iterator[Row]:
    code = codes(records)
    for event in records.events:
        for dyad in dyads(records, event):
            yield {
                "event": event.iri,
                "source": code[dyad.source],
                "target": code[dyad.target],
                "source_name": records.things[dyad.source].name,
                "target_name": records.things[dyad.target].name,
                "source_actors": BAR.join(records.names(dyad.source_actors)),
                "target_actors": BAR.join(records.names(dyad.target_actors)),
                "joint": "yes" if dyad.joint else "no",
                "type": event.type,
                "quad_class": event.quad,
                "standing": event.standing,
                "date": event.date,
                "date_grain": grain(event.date),
            }
