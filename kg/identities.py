"""What is what over all documents, and each document told in these terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.events import same_act, sides, union
from kg.model import Claim, Decision, Entity, Event, Extraction, Term


@dataclass(frozen=True, slots=True)
class Identities:
    """What is what over all documents.

    `chosen` has, for each document, the entity of every identifier that the document uses; `acts` the fullest account
    of each event, by its identifier once its entities are these.
    """

    chosen: Mapping[str, Mapping[str, Entity]]
    acts: Mapping[str, Event]
    decisions: tuple[Decision, ...]


def settled(x: Extraction, identities: Identities) -> Extraction:
    """The extraction with the identifiers that hold over all documents."""
    entities = settled_entities(identities.chosen[x.document.id])
    new = new_ids(identities.chosen[x.document.id])
    events, claims = settled_acts(x.document.id, x.events, x.claims, identities)
    return replace(
        x,
        entities=entities,
        mentions=tuple(replace(m, entity=new.get(m.entity, m.entity)) for m in x.mentions),
        positions=tuple(
            replace(p, holder=new.get(p.holder, p.holder), of=new.get(p.of, p.of) if p.of else None)
            for p in x.positions
        ),
        events=events,
        claims=claims,
        terms=_merged(
            replace(
                t, agreement=new.get(t.agreement, t.agreement), claimed_by=_ids(t.claimed_by, new),
                value=new.get(t.value, t.value) if t.kind == "party" else t.value,
            )
            for t in x.terms
        ),
    )  # fmt: skip


def settled_entities(chosen: Mapping[str, Entity]) -> tuple[Entity, ...]:
    """The entities of a document, each once, acting for the states that these identifiers mean."""
    new = new_ids(chosen)
    entities = {e.id: e for e in chosen.values()}
    return tuple(replace(e, state=new.get(e.state, e.state) if e.state else None) for _, e in sorted(entities.items()))


def settled_acts(
    document: str, events: Iterable[Event], claims: Iterable[Claim], identities: Identities
) -> tuple[tuple[Event, ...], tuple[Claim, ...]]:
    """The events of a document, each in its fullest account, and its claims of these."""
    new = new_ids(identities.chosen[document])
    whole = {old: identities.acts.get(event.id, event) for old, event in renamed(events, new).items()}
    unique = tuple(sorted(dict.fromkeys(whole.values()), key=lambda e: e.id))
    return unique, tuple(replace(c, event=whole[c.event].id, claimed_by=_ids(c.claimed_by, new)) for c in claims)


def new_ids(chosen: Mapping[str, Entity]) -> dict[str, str]:
    return {old: entity.id for old, entity in chosen.items()}


def _ids(old: Iterable[str], new: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new.get(i, i) for i in old))


def renamed(events: Iterable[Event], new: Mapping[str, str]) -> dict[str, Event]:
    """The events of a document with new identifiers in them, by the events' own old identifiers."""
    return {
        e.id: replace(
            e, sources=_ids(e.sources, new), targets=_ids(e.targets, new), about=_ids(e.about, new),
            place=new.get(e.place, e.place) if e.place else None,
        )
        for e in events
    }  # fmt: skip


def _merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms that have come to say the same, once."""
    return tuple(dict.fromkeys(terms))


def one_act_each(events: Iterable[Event]) -> dict[str, Event]:
    """The one event for accounts of one act on one day, by the identifiers of the accounts."""
    blocks: dict[tuple[object, ...], dict[str, Event]] = defaultdict(dict)
    for event in events:
        if event.date and not event.scope:
            blocks[event.type, sides(event), event.date][event.id] = event
    whole: dict[str, Event] = {}
    for block in blocks.values():
        groups: list[list[Event]] = []
        for event in (block[id_] for id_ in sorted(block)):
            home = next((g for g in groups if all(same_act(event, o) for o in g)), None)
            groups.append([event]) if home is None else home.append(event)
        for group in groups:
            whole |= dict.fromkeys((e.id for e in group), union(group))
    return whole
