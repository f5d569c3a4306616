"""What several documents say together, before it is RDF: each thing once, and each act once with all its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from kg.graph.label import INSTRUMENTS
from kg.identities import Named
from kg.model import Card, Claim, Entity, Event, Overruled


@dataclass(frozen=True, slots=True)
class Told:
    """One claim with the document that it stands in."""

    claim: Claim
    document: Card


class Act(NamedTuple):
    """An event, its identifier, and all that is told of it."""

    id: str
    event: Event
    told: Sequence[Told]

    @property
    def concerns_instruments(self) -> bool:
        return concerns_instruments(self.event)


def concerns_instruments(event: Event) -> bool:
    return event.type.startswith("TREATY") or any(i.startswith(INSTRUMENTS) for i in event.about)


def acts(
    parts: Iterable[tuple[Card, Iterable[Named], Iterable[Claim]]],
    *,
    is_retold: Callable[[Named], bool] = lambda _: True,
) -> Iterator[Act]:
    """The acts of documents, which come in the order of their identifiers.

    An act that is not told again is passed on at once; the others wait for the last document.
    """
    fullest: dict[str, Event] = {}
    waiting: dict[str, list[Told]] = defaultdict(list)
    for document, events, claims in parts:
        told: dict[str, list[Told]] = defaultdict(list)
        for claim in claims:
            told[claim.event].append(Told(claim, document))
        for id_, event in events:
            if is_retold((id_, event)):
                fullest[id_] = _fuller(fullest[id_], event) if id_ in fullest else event
                waiting[id_] += told.pop(id_, ())
            else:
                yield Act(id_, event, told[id_])
    yield from (Act(id_, event, waiting[id_]) for id_, event in fullest.items())


def with_overruled(told: Iterable[Act], overruled: Iterable[Overruled]) -> Iterator[Act]:
    """The acts, and those of which all that was told a curator has set aside: with nothing told of them."""
    left = {o.claim.event: o.event for o in overruled}
    for act in told:
        left.pop(act.id, None)
        yield act
    yield from (Act(id_, event, ()) for id_, event in left.items())


def _fuller(known: Event, event: Event) -> Event:
    return replace(
        known,
        place=known.place or event.place,
        date_end=known.date_end or event.date_end,
        time_expression=known.time_expression or event.time_expression,
        topic=known.topic or event.topic,
    )


def merged_entities(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Each entity once: all aliases, and of other attributes the first that is given, in their order."""
    merged: dict[str, Entity] = {}
    for entity in dict.fromkeys(entities):
        known = merged.get(entity.id)
        if known is None:
            merged[entity.id] = replace(entity, aliases=tuple(sorted(set(entity.aliases) - {entity.name})))
            continue
        aliases = {*known.aliases, *entity.aliases, entity.name} - {known.name}
        merged[entity.id] = replace(
            known,
            aliases=tuple(sorted(aliases)),
            iso3=known.iso3 or entity.iso3,
            state=known.state or entity.state,
            kind=known.kind or entity.kind,
            same_as=tuple(sorted({*known.same_as, *entity.same_as})),
        )
    return _without_seats(dict(sorted(merged.items())))


def _without_seats(entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """Outlets without the state in which they are seated, where no text speaks of it: a report by the BBC does not
    bring Britain into the story."""
    return {
        id_: replace(e, state=None) if e.kind == "media" and e.state not in entities else e
        for id_, e in entities.items()
    }


def status(told: Sequence[Told], originals: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """What the claims together make of an event: a concept of dkg:Status, or None where it is plainly asserted.

    `originals` are the documents that stand for the texts of others: what one text says in two papers is said once.
    """
    affirmed = [t for t in told if t.claim.stance == "Affirms"]
    if not affirmed:
        return "DeniedOnly" if told else "Overruled"
    actual = [t for t in affirmed if t.claim.modality == "Actual"]
    if len(affirmed) < len(told):
        return "Contested"
    if not actual:
        return "Announced"
    publishers = {t.document.publisher or t.document.source or t.document.id for t in actual}
    texts = {originals.get(t.document.id, t.document.id) for t in actual}
    if len(texts) > 1 and len(publishers) > 1:
        return "Corroborated"
    return "Reported" if all(t.claim.claimed_by for t in actual) else None


def asserted(claim: Claim) -> bool:
    return (
        claim.stance == "Affirms"
        and claim.modality == "Actual"
        and claim.certainty == "Certain"
        and not claim.claimed_by
    )
