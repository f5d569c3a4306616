"""Times as intervals of days, both ends included: joined where they overlap, or cut where their number changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date as day
from itertools import pairwise
from typing import TypeVar

Spell = tuple[str, str]  # first and last day; an end of "" is open
T = TypeVar("T")
OPEN = day.max.toordinal() + 1


def joined(spells: Iterable[Spell]) -> list[Spell]:
    """The same days in as few intervals as overlap allows."""
    found: list[Spell] = []
    for first, last in sorted(spells):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def cut(spells: Iterable[tuple[Spell, T]]) -> Iterator[tuple[Spell, list[T]]]:
    """Intervals that do not overlap, each with what holds in it, in their order."""
    begins: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    known: dict[int, T] = {}
    for place, ((first, last), what) in enumerate(spells):
        known[place] = what
        begins[_number(first)].append(place)
        ends[_number(last) + 1 if last else OPEN].append(place)
    held: set[int] = set()
    for start, stop in pairwise(sorted({*begins, *ends})):
        held = held.union(begins[start]).difference(ends[start])
        if held:
            yield (_day(start), _day(stop - 1) if stop < OPEN else ""), [known[place] for place in sorted(held)]


def _number(text: str) -> int:
    return day.fromisoformat(text).toordinal()


def _day(number: int) -> str:
    return day.fromordinal(number).isoformat()
