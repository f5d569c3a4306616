"""The table of memberships answers who belonged to what on a day."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kg.gazetteer import Gazetteer
from kg.memberships import Memberships
from kg.periods import covers

TABLE = Memberships.load()
REGISTER = Gazetteer.load()


@pytest.mark.parametrize(
    ("organisation", "date", "number"),
    [
        ("org-un", "1945-12-31", 51), ("org-un", "2012-01-01", 193), ("org-un", None, 193),
        ("org-nato", "1949-12-31", 12), ("org-nato", "2023-12-31", 31), ("org-nato", None, 32),
        ("org-eu", "1958-06-01", 6), ("org-eu", "1973-06-01", 9), ("org-eu", "1986-06-01", 12),
        ("org-eu", "1995-06-01", 15), ("org-eu", "2004-06-01", 25), ("org-eu", "2013-08-01", 28), ("org-eu", None, 27),
        ("org-council-of-europe", "2022-01-01", 47), ("org-council-of-europe", None, 46),
        ("org-osce", None, 57), ("org-african-union", None, 55),
        ("org-asean", "2000-01-01", 10), ("org-asean", None, 11),
        ("org-g7", None, 7), ("org-brics", "2011-06-01", 5), ("org-brics", None, 10), ("org-sco", None, 10),
        ("org-cis", None, 9), ("org-csto", None, 6), ("org-eaeu", None, 5), ("org-opec", None, 12),
        ("org-gcc", None, 6), ("org-arab-league", None, 22), ("org-oecd", None, 38), ("org-ecowas", None, 12),
        ("org-ecowas", "2024-06-01", 15), ("org-icc", None, 125),
    ],
)  # fmt: skip
def test_well_known_numbers_of_members(organisation: str, date: str | None, number: int) -> None:
    assert len(set(TABLE.members(organisation, date))) == number


def test_those_that_left_are_members_before_and_not_after() -> None:
    assert "state-gbr" in TABLE.members("org-eu", "2020-01-30")
    assert "state-gbr" not in TABLE.members("org-eu", "2020-02-01")
    assert "state-rus" not in TABLE.members("org-council-of-europe")


def test_a_membership_without_a_known_start_says_nothing_of_the_past() -> None:
    assert "state-fra" in TABLE.members("org-iaea")
    assert "state-fra" not in TABLE.members("org-iaea", "1970-01-01")


def test_every_row_is_of_known_things_dated_and_sourced() -> None:
    for row in TABLE.rows:
        member, organisation = REGISTER.get(row.member), REGISTER.get(row.of)
        assert member is not None, row
        assert member.cls in {"State", "InternationalOrganization"}, row
        assert organisation is not None, row
        assert organisation.cls == "InternationalOrganization", row
        assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", d) for d in (row.from_date, row.until) if d), row
        assert row.source, row


def test_rows_are_sorted_and_no_two_of_one_pair_overlap() -> None:
    keys = [(r.of, r.member, r.from_date or "") for r in TABLE.rows]
    assert keys == sorted(keys)
    for one, other in pairwise(TABLE.rows):
        if (one.of, one.member) == (other.of, other.member):
            assert one.until is not None
            assert other.from_date is not None
            assert one.until <= other.from_date


@pytest.mark.parametrize(
    ("start", "end", "date", "expected"),
    [
        ("1995", None, "1995-03-01", True), ("1995-04-01", None, "1995-03-01", False),
        ("1995-04-01", None, "1995", True),
        (None, "2000", "1990-01-01", True), ("1995", "2000", "2000-12-31", True), ("1995", "2000", "2001", False),
        ("1995", "2000", None, False), ("1995", None, None, True),
    ],
)  # fmt: skip
def test_a_period_covers_dates_of_any_grain(
    start: str | None, end: str | None, date: str | None, expected: bool
) -> None:
    assert covers(start, end, date) is expected
