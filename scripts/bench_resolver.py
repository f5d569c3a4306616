"""How resolution across documents grows: `python scripts/bench_resolver.py 1000 10000 100000`.

Invented people as news has them: the commonest surname is that of one in a hundred, the commonest given name that of
one in forty (Zipf and Mandelbrot's law), some are named by a surname or an initial alone, some act for a state or hold
an office. The same number and seed always give the same people.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from itertools import accumulate
from math import log
from random import Random
from typing import NamedTuple

from figures import Row, python

from kg.account import Account, Bearing
from kg.bearers import Bearers
from kg.blocks import Blocks
from kg.gazetteer import Gazetteer
from kg.model import Card, Entity, entity_id
from kg.resolver import identify

IN_A_DOCUMENT = 8
ROLES = ("president", "foreign minister", "spokesman", "ambassador", "general")
SYLLABLES = ("ba", "ren", "to", "mi", "lar", "sko", "vi", "dan", "hu", "pe", "gor", "wen", "a", "li", "tar", "no")


def word(n: int) -> str:
    """The name of a number, of two syllables and more."""
    n += len(SYLLABLES)
    letters = ""
    while n:
        n, rest = divmod(n, len(SYLLABLES))
        letters += SYLLABLES[rest]
    return letters.capitalize()


class Zipf:
    """Numbers, the lower the more frequent."""

    def __init__(self, size: int) -> None:
        self._weights = list(accumulate(1 / (n + 10) for n in range(size)))
        self._numbers = range(size)

    def draw(self, random: Random) -> int:
        return random.choices(self._numbers, cum_weights=self._weights)[0]


def people(count: int, seed: int = 1) -> list[Entity]:
    """So many persons, each of another name or another state."""
    random = Random(seed)  # noqa: S311 - nothing is secret here
    surnames, given, states = Zipf(max(100, count)), Zipf(500), Zipf(190)
    found: dict[tuple[str, str | None], Entity] = {}
    while len(found) < count:
        first, last = word(given.draw(random)), f"{word(surnames.draw(random))}son"
        kind = random.random()
        middle = f" {word(given.draw(random))[0]}." if kind > 0.9 else ""
        name = last if kind < 0.05 else f"{first[0]}. {last}" if kind < 0.1 else f"{first}{middle} {last}"
        state = f"state-{states.draw(random)}" if random.random() < 0.5 else None
        found.setdefault((name, state), Entity(entity_id("Person", name), "Person", name, state=state))
    return list(found.values())


def accounts(count: int, seed: int = 1) -> list[Account]:
    """Documents that name so many persons, each about twice."""
    persons = people(count, seed)
    random = Random(seed)  # noqa: S311
    number = 2 * count // IN_A_DOCUMENT
    return [_account(n, random, persons) for n in range(number)]


def _account(n: int, random: Random, persons: list[Entity]) -> Account:
    start = n * IN_A_DOCUMENT // 2
    own = persons[start : start + IN_A_DOCUMENT // 2]  # all are named, and others beside them
    named = {entity.id: entity for entity in (*own, *random.choices(persons, k=IN_A_DOCUMENT // 2))}
    return Account(Card(f"doc-{n:08}"), tuple(_bearings(named, random)))


def _bearings(named: dict[str, Entity], random: Random) -> Iterator[Bearing]:
    for _, entity in sorted(named.items()):
        office = ((random.choice(ROLES), entity.state),) if entity.state and random.random() < 0.2 else ()
        yield Bearing(entity, ((entity.name, 1),), office)


def compared(told: list[Account]) -> int:
    """How many pairs of persons resolution looks at."""
    return sum(1 for _ in Blocks(Bearers(told, (), Gazetteer.load()).all).pairs())


class Measured(NamedTuple):
    """Pairs looked at, processor seconds, kilobytes beside the documents, and decisions."""

    pairs: float
    seconds: float
    memory: float
    decisions: float


def measure(count: int) -> Measured:
    told = accounts(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    identities = identify(told)
    seconds = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return Measured(compared(told), seconds, memory, len(identities.decisions))


def rows(most: int) -> Iterator[Row]:
    """Lines of the table of benchmarks: what a person costs among so many, in shares of what it costs among fewer."""
    few, many = (_measured(count) for count in (most // 10, most))
    growth = many.seconds / few.seconds / 10
    yield Row(f"{most:,} persons, time for each: times that among {most // 10:,}", growth, 2, share=True)
    compared = many.pairs / few.pairs / 10
    yield Row(f"{most:,} persons, pairs compared for each: times that among {most // 10:,}", compared, 2, share=True)


def _measured(count: int) -> Measured:
    """In a process of its own, for the memory."""
    return Measured(*map(float, python(__file__, "--one", str(count)).split()))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("persons", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--one", action="store_true", help="print plain numbers, for the process that compares")
    given = parser.parse_args()
    if given.one:
        print(*measure(given.persons[0]))
        return
    print("| persons | pairs each | ms each | kB each | decisions | exponent |\n|---:|---:|---:|---:|---:|---:|")
    last: tuple[int, float] | None = None
    for count in given.persons:
        found = _measured(count)
        grown = f"{log(found.seconds / last[1]) / log(count / last[0]):.2f}" if last else ""
        each = f"{found.pairs / count:.1f} | {found.seconds / count * 1000:.2f} | {found.memory / count:.1f}"
        print(f"| {count:,} | {each} | {found.decisions:,.0f} | {grown} |", flush=True)
        last = count, found.seconds


if __name__ == "__main__":
    main()
