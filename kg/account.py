"""What one document adds to what several share: who bears which names in it, its events, and how it claims them.

Resolution and the shared graphs need no more of a document than this, so that its text can stay on disk.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from kg.model import Card, Claim, Entity, Event, Extraction, events, to_json, values

NAMING = frozenset({"name", "office", "titled", "model", "shape", "body", "community", "surname"})  # rules of mentions


@dataclass(frozen=True, slots=True)
class Bearing:
    """One entity in one document: the forms that name it, with their number, and (role, of) of its offices."""

    entity: Entity
    forms: tuple[tuple[str, int], ...] = ()
    offices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One document's part. Its claims come without their evidence."""

    document: Card
    bearings: tuple[Bearing, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()

    @classmethod
    def of(cls, x: Extraction) -> Account:
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        offices: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for mention in x.mentions:
            if mention.rule in NAMING:
                forms[mention.entity][" ".join(mention.text.split())] += 1
        for position in x.positions:
            if position.of:
                offices[position.holder].add((position.role.casefold(), position.of))
        return cls(
            x.document.card,
            tuple(Bearing(e, tuple(forms[e.id].items()), tuple(sorted(offices[e.id]))) for e in x.entities),
            x.events,
            tuple(replace(claim, evidence=()) for claim in x.claims),
        )

    def to_json(self) -> str:
        return to_json(self)

    @classmethod
    def from_json(cls, line: str) -> Account:
        """Raise ValueError or TypeError where the line is not what `to_json` writes."""
        data = json.loads(line)
        return cls(
            Card(**data["document"]),
            tuple(
                Bearing(
                    values(Entity, [row["entity"]])[0],
                    tuple(map(tuple, row["forms"])),
                    tuple(map(tuple, row["offices"])),
                )
                for row in data["bearings"]
            ),
            events(data["events"]),
            values(Claim, data["claims"]),
        )
