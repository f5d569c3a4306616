"""Resolution compares few of all pairs, and comes to what comparing all of them would."""

from __future__ import annotations

from random import Random

import pytest

from kg import blocks
from kg.account import Account, Bearing
from kg.bearers import Bearers
from kg.blocks import Blocks
from kg.gazetteer import Gazetteer
from kg.identities import Identities
from kg.model import Card, Entity, EntityClass, entity_id
from kg.resolver import identify

REGISTER = Gazetteer.load()
GIVEN = (
    "Anna",
    "Ana",
    "A.",
    "Ben",
    "B.",
    "Benjamin",
    "Carl J.",
    "Carl",
    "J.",
    "Joe",
    "Joseph",
    "Maria",
    "Robert J.",
    "",
)
SURNAMES = ("Miller", "Müller", "Smith", "Lopez", "Smith Lopez", "Lopez Smith")
STATES = ("state-usa", "state-gbr", None)
ROLES = ("ambassador", "minister")


def entity(name: str, state: str | None = None, cls: EntityClass = "Person") -> Entity:
    return Entity(entity_id(cls, name), cls, name, state=state)


def documents(count: int, seed: int) -> list[Account]:
    """Documents that name persons of few names, for many states and offices."""
    random = Random(seed)
    told = []
    for n in range(count):
        bearings = {}
        for _ in range(3):
            one = entity(f"{random.choice(GIVEN)} {random.choice(SURNAMES)}".strip(), random.choice(STATES))
            office = ((random.choice(ROLES), one.state),) if one.state and random.random() < 0.4 else ()
            bearings[one.id] = Bearing(one, ((one.name, 1),), office)
        told.append(Account(Card(f"doc-{n:04}"), tuple(bearings.values())))
    return told


def what_is_what(found: Identities) -> dict[str, dict[str, Entity]]:
    return {document: dict(found.chosen[document]) for document in found.chosen}


def compared(told: list[Account]) -> int:
    return sum(1 for _ in Blocks(Bearers(told, (), REGISTER).all).pairs())


@pytest.mark.parametrize("seed", range(12))
def test_a_large_block_comes_to_the_same_as_all_its_pairs(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told = documents(60, seed)
    monkeypatch.setattr(blocks, "LARGE", 10_000)
    all_pairs, number = identify(told, register=REGISTER), compared(told)
    monkeypatch.setattr(blocks, "LARGE", 3)
    assert compared(told) < number
    assert what_is_what(identify(told, register=REGISTER)) == what_is_what(all_pairs)


def test_a_surname_that_may_mean_two_of_a_large_family_means_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LARGE", 2)
    minister, ambassador = ("minister", "state-fin"), ("ambassador", "state-fin")
    family = {"Aino Virtanen": (minister,), "Eero Virtanen": (ambassador,), "Virtanen": (minister, ambassador)}
    told = [
        Account(Card(f"doc-{n}"), (Bearing(entity(name, "state-fin"), ((name, 1),), offices),))
        for n, (name, offices) in enumerate(family.items())
    ]
    found = what_is_what(identify(told, register=REGISTER))
    assert len({e.id for of_document in found.values() for e in of_document.values()}) == 3


@pytest.mark.parametrize("size", [1_000, 4_000])
def test_the_pairs_of_one_surname_grow_with_its_bearers_and_not_with_their_square(size: int) -> None:
    names = [f"{_given(n)} Smith" if n % 10 else f"{_given(n)[0]}. Smith" for n in range(size)]
    family = [entity(name, f"state-{n % 150}") for n, name in enumerate(("Smith", *names))]
    assert 0 < compared([Account(Card(f"doc-{n:05}"), (Bearing(one),)) for n, one in enumerate(family)]) < 10 * size


def test_an_abbreviation_is_compared_with_all_that_it_may_stand_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LARGE", 3)
    long = [
        entity(f"{word} Fisheries Board", cls="Organization") for word in ("Baltic", "Black Sea", "Brava", "Bering")
    ]
    told = [Account(Card(f"doc-{n}"), (Bearing(one, (("BFB", 1),)),)) for n, one in enumerate(long)]
    told.append(Account(Card("doc-9"), (Bearing(entity("BFB", cls="Organization")),)))
    assert compared(told) == 4


def _given(n: int) -> str:
    """A given name of its own for each number, unlike all others."""
    letters = "bdfglmnrtv"
    return "".join(f"{letters[int(digit)]}{'aeiou'[i % 5]}" for i, digit in enumerate(f"{n:04}")).capitalize()
