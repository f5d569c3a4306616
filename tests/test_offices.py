"""The office table: who held what when, by full name, surname, spelling and office."""

from __future__ import annotations

import pytest

from kg.offices import Office, Offices


def office(person: str, of: str, start: str, end: str | None, role: str = "president") -> Office:
    return Office(person, role, of, start, end, source="made for the test")


TABLE = Offices(
    [
        office("John Miller", "state-usa", "1989", "1993"),
        office("Walter Miller", "state-usa", "2001", "2009"),
        office("Omar al-Bashar", "state-sdn", "1993", "2019"),
        office("Abdullah II of Jordan", "state-jor", "1999", None, "king"),
        office("Ann Reed", "state-irl", "1990", "1997"),
        office("Ann Reed", "state-irl", "2001", None, "prime minister"),
    ]
)


def test_a_surname_is_the_one_who_was_in_office_on_the_day() -> None:
    assert TABLE.surnamed("Miller", "1990-05-01") == "John Miller"
    assert TABLE.surnamed("Miller", "2003-05-01") == "Walter Miller"
    assert TABLE.surnamed("Miller", None) is None


def test_what_all_of_a_surname_have_in_common_is_known_even_so() -> None:
    assert TABLE.realm("Miller", "President") == "state-usa"
    assert TABLE.realm("Miller", "King") is None


def test_nobody_is_called_by_his_realm() -> None:
    assert TABLE.surnamed("Jordan", "2020-01-01") is None


@pytest.mark.parametrize("spelling", ["Omar El Bashar", "Omar Bashar", "Omar Hassan al-Bashar"])
def test_other_spellings_are_recognised(spelling: str) -> None:
    assert TABLE.alike(spelling) == "Omar al-Bashar"


def test_a_surname_alone_is_no_spelling_of_anybody() -> None:
    assert TABLE.alike("Miller") is None


def test_the_holder_of_an_office_on_a_day() -> None:
    assert TABLE.holder("state-irl", frozenset({"prime minister"}), "2010-01-01") == "Ann Reed"
    assert TABLE.holder("state-irl", frozenset({"prime minister"}), "1995-01-01") is None
