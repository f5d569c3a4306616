"""Who belonged to which organisation when: the table `kg/data/memberships.jsonl`, dated and sourced row by row."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import InputError
from kg.periods import covers


@dataclass(frozen=True, slots=True)
class Membership:
    """One membership of a state, or of an organisation, in an organisation: identifiers of the name tables.

    Dates are ISO days, months or years. `from_date` is None where no source for it was read, `until` while it lasts.
    """

    member: str
    of: str
    from_date: str | None
    until: str | None
    source: str
    note: str = ""

    def covers(self, date: str | None) -> bool:
        """Whether it includes the day; where its start is not known, only today (None) is in it."""
        return covers(self.from_date, self.until, date) and (self.from_date is not None or date is None)


class Memberships:
    """The table, by organisation."""

    def __init__(self, rows: Iterable[Membership]) -> None:
        self.rows = tuple(rows)
        self._of: dict[str, list[Membership]] = defaultdict(list)
        for row in self.rows:
            self._of[row.of].append(row)

    @classmethod
    @cache
    def load(cls) -> Memberships:
        text = files("kg").joinpath("data/memberships.jsonl").read_text(encoding="utf-8")
        return cls(_row(line, number) for number, line in enumerate(text.splitlines(), 1))

    def of(self, organisation: str) -> tuple[Membership, ...]:
        """All memberships in an organisation, past ones too."""
        return tuple(self._of.get(organisation, ()))

    def members(self, organisation: str, date: str | None = None) -> tuple[str, ...]:
        """Who was a member on the day, or is one today."""
        return tuple(row.member for row in self.of(organisation) if row.covers(date))


def _row(line: str, number: int) -> Membership:
    row = json.loads(line)
    try:
        return Membership(
            row["member"], row["of"], row.get("from"), row.get("until"), row["source"], row.get("note", "")
        )
    except KeyError as missing:
        raise InputError(f"memberships.jsonl, line {number} has no {missing}: add it") from missing
