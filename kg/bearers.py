"""Who bears which names in which documents: what resolution knows of a corpus, in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.account import Account, Bearing
from kg.decisions import Ruling, Side
from kg.gazetteer import Gazetteer
from kg.identities import Rows
from kg.model import Entity
from kg.offices import Offices

Key = tuple[str, str]  # an identifier, and the part of its bearers that is looked at by itself
NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Bearer:
    """What several documents say of whoever has one identifier and, for persons, acts for one state.

    `documents` are their numbers, `forms` how they call it other than by its name, and `times` how often they name it.
    """

    entity: Entity
    part: str = ""
    known: bool = False
    documents: array[int] = field(default_factory=lambda: array("I"))
    offices: frozenset[tuple[str, str]] = frozenset()
    forms: frozenset[str] = NONE
    times: int = 0

    @property
    def key(self) -> Key:
        return self.entity.id, self.part

    @property
    def names(self) -> tuple[str, ...]:
        return self.entity.name, *self.entity.aliases

    @property
    def rank(self) -> tuple[bool, bool, int, int, str, str]:
        """The first of a cluster names it: known by a table, of several words, named most often, the fullest name."""
        short = " " not in self.entity.name
        return (not self.known, short, -self.times, -len(self.entity.name), *self.key)

    def meets(self, other: Bearer) -> bool:
        """Whether one document names both."""
        few, many = sorted((self.documents, other.documents), key=len)
        places = ((n, bisect_left(many, n)) for n in few)
        return any(place < len(many) and many[place] == n for n, place in places)

    def add(self, document: int, bearing: Bearing) -> None:
        self.documents.append(document)
        for form, times in bearing.forms:
            self.times += times
            if form != self.entity.name and form not in self.forms:
                self.forms |= {form}
        if bearing.offices:
            self.offices = self.offices.union(bearing.offices)

    def merge(self, other: Bearer) -> None:
        self.documents = array("I", sorted({*self.documents, *other.documents}))
        self.offices |= other.offices
        self.forms |= other.forms | {other.entity.name}
        self.times += other.times


class Bearers:
    """All bearers of the accounts, in the order of their keys, and their numbers for each document.

    The accounts come in the order of their documents. What `register` or the table of offices knows is one bearer in
    all documents but those for which a ruling says something else.
    """

    def __init__(self, accounts: Iterable[Account], rulings: Sequence[Ruling], register: Gazetteer) -> None:
        self._sides = [side for ruling in rulings for side in (ruling.one, ruling.other) if side.document]
        self._within: dict[Side, set[int]] = {side: set() for side in self._sides}
        self._known = _Known(register)
        self.rows = Rows()
        found: dict[Key, int] = {}
        bearers: list[Bearer] = []
        for account in accounts:
            self.rows.add(account.document.id, self._taken(account, found, bearers))
        self.all = self._ordered(bearers)

    def __getitem__(self, number: int) -> Bearer:
        return self.all[number]

    def __iter__(self) -> Iterator[Bearer]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def _taken(self, account: Account, found: dict[Key, int], bearers: list[Bearer]) -> Iterator[int]:
        """The numbers of one document's bearers, in the order in which they are met."""
        number, document = len(self.rows), account.document
        sides = [side for side in self._sides if side.within(document)]
        for side in sides:
            self._within[side].add(number)
        for bearing in account.bearings:
            entity = bearing.entity
            self._known.look(entity)
            ruled = any(side.names(entity) for side in sides)
            key = entity.id, document.id if ruled else entity.state or "" if entity.cls == "Person" else ""
            if key not in found:
                found[key] = len(bearers)
                bearers.append(Bearer(entity, key[1]))
            bearers[found[key]].add(number, bearing)
            yield found[key]

    def _ordered(self, met: Sequence[Bearer]) -> list[Bearer]:
        """The bearers by key. A person whom a table knows is one, whatever states documents have her act for."""
        kept: dict[Key, Bearer] = {}
        keys = []
        for bearer in met:
            bearer.known = bearer.entity.id in self._known.ids
            if bearer.known and bearer.part == (bearer.entity.state or ""):
                bearer.part = ""
            keys.append(bearer.key)
            if bearer.key in kept:
                kept[bearer.key].merge(bearer)
            else:
                kept[bearer.key] = bearer
        place = {key: n for n, key in enumerate(sorted(kept))}
        self.rows.renumber([place[key] for key in keys])
        return [kept[key] for key in sorted(kept)]

    def meant(self, side: Side) -> list[int]:
        """What a curator means: the things of that name or identifier, else those that a text calls so."""
        within = self._within.get(side)  # none is asked for where it reaches all documents
        near = [n for n, b in enumerate(self.all) if within is None or not within.isdisjoint(b.documents)]
        named = [n for n in near if side.names(self[n].entity)]
        return named or [n for n in near if side.names(self[n].entity, self[n].forms)]

    def document_ids(self, number: int) -> list[str]:
        return sorted(self.rows.documents[n] for n in self[number].documents)


class _Known:
    """Which identifiers a table has given."""

    def __init__(self, register: Gazetteer) -> None:
        self.ids: set[str] = set()
        self._register = register
        self._offices = Offices.load()
        self._seen: set[tuple[str, str]] = set()

    def look(self, entity: Entity) -> None:
        seen = entity.id, entity.name
        if seen not in self._seen:
            self._seen.add(seen)
            if self._register.get(entity.id) or (entity.cls == "Person" and self._offices.named(entity.name)):
                self.ids.add(entity.id)
