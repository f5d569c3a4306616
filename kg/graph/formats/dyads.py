"""Events as acts of one state towards another: persons and bodies stand for the states that they act for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import permutations, product

from kg.graph.formats.records import Happening, Records
from kg.graph.network import SYMMETRIC


@dataclass(frozen=True, slots=True)
class Dyad:
    """One side and the other, as IRIs of states, with those who acted for them.

    A `joint` act is told without a target ("A and B met"): it goes both ways.
    """

    source: str
    target: str
    source_actors: tuple[str, ...]
    target_actors: tuple[str, ...]
    joint: bool


def dyads(records: Records, event: Happening, *, lift: bool = True) -> list[Dyad]:
    """The pairs of states between which an event is; without `lift` only states that are named themselves count."""
    found: dict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for one, other in _pairs(event):
        source, target = (_state(records, actor, lift) for actor in (one, other))
        if source and target and source != target:
            found[source, target][0].add(one)
            found[source, target][1].add(other)
    joint = not (event.sources and event.targets)
    return [
        Dyad(*ends, tuple(sorted(ones)), tuple(sorted(others)), joint) for ends, (ones, others) in sorted(found.items())
    ]


def undirected(found: Iterable[Dyad], order: Callable[[str], str]) -> list[Dyad]:
    """Each pair of states once, whichever of them acted; its source is the first in this order."""
    once: dict[tuple[str, str], Dyad] = {}
    for dyad in found:
        if order(dyad.source) > order(dyad.target):
            dyad = Dyad(dyad.target, dyad.source, dyad.target_actors, dyad.source_actors, dyad.joint)
        once.setdefault((dyad.source, dyad.target), dyad)
    return list(once.values())


def _pairs(event: Happening) -> Iterable[tuple[str, str]]:
    if event.sources and event.targets:
        return product(event.sources, event.targets)
    return permutations(event.sources or event.targets, 2) if event.type in SYMMETRIC else ()


def _state(records: Records, actor: str, lift: bool) -> str:
    return records.state_of(actor) if lift or records.things[actor].cls == "State" else ""
