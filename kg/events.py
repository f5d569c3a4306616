"""When two accounts are of one act, and the account that they make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import VERBAL_ACTS, Event

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})


GENERAL = ("meeting", "mediation", "negotiation")  # modes that leave the manner open, the more telling first


def same_act(a: Event, b: Event) -> bool:
    """Whether type and actors are the same and nothing (date, matter, mode) tells the two apart."""
    if a.type != b.type or sides(a) != sides(b):
        return False
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return False
    if a.about and b.about and not set(a.about) & set(b.about):
        return False
    if a.type in VERBAL_ACTS and not set(a.about) & set(b.about) and not _same_matter(a, b):
        return False
    return not (a.mode and b.mode and a.mode != b.mode and not a.targets)


def _telling(mode: str) -> int:
    """How much a mode says: that they spoke by telephone more than that they talked."""
    return -GENERAL.index(mode) if mode in GENERAL else 1


def _same_matter(a: Event, b: Event) -> bool:
    """Whether one topic says no more than the other: 'to restore relations', 'to restore full relations in May'."""
    if not a.topic or not b.topic:
        return a.topic == b.topic and a.mode == b.mode
    mine, theirs = set(a.topic.casefold().split()), set(b.topic.casefold().split())
    return mine <= theirs or theirs <= mine


def sides(event: Event) -> tuple[frozenset[str], ...]:
    """Who acts and towards whom; in a symmetric act nobody is on either side."""
    source, target = frozenset(event.sources), frozenset(event.targets)
    return (source | target,) if event.type in SYMMETRIC else (source, target)


def union(events: Sequence[Event]) -> Event:
    """The fullest account of one act: the first with what the others add."""
    first = events[0]
    dated = max(events, key=lambda e: len(e.date or ""))
    return replace(
        first,
        mode=max((e.mode for e in events if e.mode), key=_telling, default=None),
        about=tuple(dict.fromkeys(i for e in events for i in e.about)),
        place=next((e.place for e in events if e.place), None),
        date=dated.date,
        date_end=dated.date_end,
        time_expression=dated.time_expression,
        topic=next((e.topic for e in events if e.topic), None),
        scope="" if dated.date and len(dated.date) == 10 else first.scope or dated.scope,
    )
