"""What is what over all documents, and each document told in these terms."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from operator import itemgetter

from kg.events import same_act, sides, union
from kg.model import Claim, Decision, Entity, Event, Extraction, Overruled, Position, Term, surest

Named = tuple[str, Event]  # an event after its identifier


class Rows:
    """Numbers for each of many documents, one after the other in one array."""

    def __init__(self) -> None:
        self.documents: list[str] = []
        self._place: dict[str, int] = {}
        self._numbers = array("I")
        self._ends = array("Q", [0])

    def add(self, document: str, numbers: Iterable[int]) -> None:
        self._numbers.extend(numbers)
        self._place[document] = len(self.documents)
        self.documents.append(document)
        self._ends.append(len(self._numbers))

    def renumber(self, new: Sequence[int]) -> None:
        self._numbers = array("I", map(new.__getitem__, self._numbers))

    def __getitem__(self, document: str) -> array[int]:
        place = self._place[document]
        return self._numbers[self._ends[place] : self._ends[place + 1]]

    def __len__(self) -> int:
        return len(self.documents)


class Chosen(Mapping[str, Mapping[str, Entity]]):
    """For each document, in order, the entity of every identifier that the document uses.

    `rows` are its bearers of names; of each of these `ids` has what a document calls it, and `entities` what it is.
    """

    def __init__(self, rows: Rows, ids: Sequence[str], entities: Sequence[Entity]) -> None:
        self._rows = rows
        self._ids = ids
        self._entities = entities

    def __getitem__(self, document: str) -> dict[str, Entity]:
        return {self._ids[n]: self._entities[n] for n in self._rows[document]}

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows.documents)

    def __len__(self) -> int:
        return len(self._rows)


@dataclass(frozen=True, slots=True)
class Identities:
    """What is what over all documents.

    `chosen` has, for each document, the entity of every identifier that the document uses. `acts` has the fullest
    account of each act that may be told more than once, by the identifiers of its accounts in these terms; what these
    are like is in `retold` (see `likeness`).
    """

    chosen: Mapping[str, Mapping[str, Entity]]
    acts: Mapping[str, Named]
    decisions: tuple[Decision, ...]
    retold: Set[int] = frozenset()


def settled(x: Extraction, identities: Identities) -> Extraction:
    """The extraction with the identifiers that hold over all documents."""
    chosen = identities.chosen[x.document.id]
    new = new_ids(chosen)
    events, claims = settled_acts({e.id: e for e in x.events}, x.claims, new, identities.acts)
    return replace(
        x,
        entities=settled_entities(chosen),
        mentions=tuple(replace(m, entity=new[m.entity]) if m.entity in new else m for m in x.mentions),
        positions=tuple(_position(p, new) for p in x.positions) if new else x.positions,
        events=tuple(event for _, event in events),
        claims=surest(claims),  # two events may have come to be one
        overruled=tuple(_overruled(o, {e.id: e for e in x.events}, new, identities.acts) for o in x.overruled),
        terms=tuple(dict.fromkeys(_term(t, new) for t in x.terms)),  # some may have come to say the same
    )


def _overruled(
    o: Overruled, events: Mapping[str, Event], new: Mapping[str, str], acts: Mapping[str, Named]
) -> Overruled:
    ((_, event),), (claim,) = settled_acts({o.claim.event: o.event}, (o.claim,), new, acts)
    revised = settled_acts(events, (o.revision,), new, acts)[1][0] if o.revision else None
    return replace(o, claim=claim, event=event, revision=revised)


def _position(p: Position, new: Mapping[str, str]) -> Position:
    return replace(p, holder=new.get(p.holder, p.holder), of=new.get(p.of, p.of) if p.of else None)


def _term(t: Term, new: Mapping[str, str]) -> Term:
    value = new.get(t.value, t.value) if t.kind == "party" else t.value
    return replace(t, agreement=new.get(t.agreement, t.agreement), claimed_by=_ids(t.claimed_by, new), value=value)


def new_ids(chosen: Mapping[str, Entity]) -> dict[str, str]:
    """The identifiers of a document that are others over all documents."""
    return {old: entity.id for old, entity in chosen.items() if entity.id != old}


def settled_entities(chosen: Mapping[str, Entity]) -> tuple[Entity, ...]:
    """The entities of a document, each once, acting for the states that these identifiers mean."""
    new = new_ids(chosen)
    entities = {e.id: e for e in chosen.values()}
    return tuple(
        replace(e, state=new[e.state]) if e.state and e.state in new else e for _, e in sorted(entities.items())
    )


def all_entities(chosen: Mapping[str, Mapping[str, Entity]]) -> Iterator[Entity]:
    """The entities of all documents, in their order, each once for each state that it acts for."""
    seen: set[tuple[str, str | None]] = set()
    for entities in chosen.values():
        for entity in settled_entities(entities):
            if (mark := (entity.id, entity.state)) not in seen:
                seen.add(mark)
                yield entity


def settled_acts(
    events: Mapping[str, Event], claims: Iterable[Claim], new: Mapping[str, str], acts: Mapping[str, Named]
) -> tuple[tuple[Named, ...], tuple[Claim, ...]]:
    """The events of a document, each in its fullest account, and its claims of these."""
    found = {old: acts.get(named[0], named) for old, named in renamed(events, new).items()}
    if new or any(old != id_ for old, (id_, _) in found.items()):
        claims = (replace(c, event=found[c.event][0], claimed_by=_ids(c.claimed_by, new)) for c in claims)
    return tuple(sorted(dict.fromkeys(found.values()), key=itemgetter(0))), tuple(claims)


def renamed(events: Mapping[str, Event], new: Mapping[str, str]) -> dict[str, Named]:
    """The events of a document with new identifiers in them, by the events' own old identifiers."""
    return {old: _renamed(old, event, new) for old, event in events.items()}


def _renamed(id_: str, e: Event, new: Mapping[str, str]) -> Named:
    if new.keys().isdisjoint((*e.sources, *e.targets, *e.about, e.place)):
        return id_, e
    changed = replace(
        e, sources=_ids(e.sources, new), targets=_ids(e.targets, new), about=_ids(e.about, new),
        place=new.get(e.place, e.place) if e.place else None,
    )  # fmt: skip
    return changed.id, changed


def _ids(old: Iterable[str], new: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new.get(i, i) for i in old))


def likeness(id_: str, event: Event) -> int:
    """A number that is the same for accounts that may be of one act."""
    if event.date and not event.scope:
        return hash((event.type, sides(event), event.date))
    return hash(id_)


def one_act_each(events: Iterable[Named]) -> dict[str, Named]:
    """The one event for accounts of one act on one day, by the identifiers of the accounts."""
    blocks: dict[tuple[object, ...], dict[str, Event]] = defaultdict(dict)
    for id_, event in events:
        if event.date and not event.scope:
            blocks[event.type, sides(event), event.date][id_] = event
    whole: dict[str, Named] = {}
    for block in blocks.values():
        groups: list[list[str]] = []
        for id_ in sorted(block):
            home = next((g for g in groups if all(same_act(block[id_], block[o]) for o in g)), None)
            groups.append([id_]) if home is None else home.append(id_)
        for group in groups:
            together = union([block[id_] for id_ in group])
            whole |= dict.fromkeys(group, (together.id, together))
    return whole
