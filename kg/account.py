"""What one document adds to what several share: who bears which names in it, its events, and how it claims them.

Resolution and the shared graphs need no more of a document than this, so that its text can stay on disk.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.model import Card, Claim, Entity, EntityClass, Event, Extraction

NAMING = frozenset({"name", "office", "titled", "model", "shape", "body", "community", "surname"})  # rules of mentions


@dataclass(frozen=True, slots=True)
class Bearing:
    """One entity in one document: the forms that name it, with their number, and (role, of) of its offices."""

    entity: Entity
    forms: tuple[tuple[str, int], ...] = ()
    offices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One document's part. Of its claims it has what they come to, without words, confidence and rule."""

    document: Card
    bearings: tuple[Bearing, ...] = ()
    events: Mapping[str, Event] = field(default_factory=dict)  # by identifier
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
            {e.id: e for e in x.events},
            tuple(Claim(c.event, (), c.stance, c.modality, c.certainty, c.claimed_by) for c in x.claims),
        )

    def to_json(self) -> str:
        """One line of JSON: rows of values in the order of their fields, which are quick to read again."""
        bearings = [[_row(b.entity), b.forms, b.offices] for b in self.bearings]
        events = [[id_, *_row(event)] for id_, event in self.events.items()]
        claims = [[c.event, c.stance, c.modality, c.certainty, c.claimed_by] for c in self.claims]
        return json.dumps([_row(self.document), bearings, events, claims], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Account:
        """Raise ValueError or TypeError where the line is not what `to_json` writes."""
        document, bearings, events, claims = json.loads(line)
        return cls(
            Card(*document),
            tuple(
                Bearing(_entity(*entity), tuple(map(tuple, forms)), tuple(map(tuple, offices)))
                for entity, forms, offices in bearings
            ),
            {id_: _event(*row) for id_, *row in events},
            tuple(Claim(event, (), stance, modal, certain, tuple(by)) for event, stance, modal, certain, by in claims),
        )


def _row(value: Card | Entity | Event) -> list[Any]:
    return [getattr(value, name) for name in value.__slots__]


def _entity(id_: str, cls: EntityClass, name: str, aliases: list[str], *rest: Any) -> Entity:
    iso3, state, kind, same_as = rest
    return Entity(id_, cls, name, tuple(aliases), iso3, state, kind, tuple(same_as))


def _event(type_: str, sources: list[str], targets: list[str], about: list[str], *rest: Any) -> Event:
    return Event(type_, tuple(sources), tuple(targets), tuple(about), *rest)
