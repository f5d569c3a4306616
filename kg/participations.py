"""Who did what towards which treaty, as depositaries record it: the table `kg/data/participations.jsonl`.

A line holds one kind of act towards one instrument from one source: `{"instrument", "action", "source", "dates":
{participant: day, or several}}`, and where they apply `effective` (days that the depositary gave, where they are not
those of the treaty's own clause), `as_of` (up to when the list is complete) and `note`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import InputError

# The acts that a depositary records; ontology/treaty-actions.ttl says what each does.
ACTIONS = (
    "Signature", "SuccessionToSignature", "DefinitiveSignature", "Ratification", "Acceptance", "Approval", "Accession",
    "Succession", "FormalConfirmation", "ConsentToBeBound", "ProvisionalApplication", "WithdrawalAnnouncement",
    "Withdrawal", "WithdrawalRevocation", "Suspension", "Resumption",
)  # fmt: skip
BINDING = frozenset(
    {"DefinitiveSignature", "Ratification", "Acceptance", "Approval", "Accession", "Succession", "FormalConfirmation",
     "ConsentToBeBound"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Participation:
    """One act: identifiers of the name tables, an action of ACTIONS, ISO days, months or years."""

    participant: str
    instrument: str
    action: str
    date: str
    source: str
    effective: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """That a source lists every act towards an instrument up to a date."""

    instrument: str
    source: str
    as_of: str


class Participations:
    """Acts by instrument, and which lists of them are complete."""

    def __init__(self, rows: Iterable[Participation], listings: Iterable[Listing] = ()) -> None:
        self.rows = tuple(rows)
        self.listings = tuple(sorted(set(listings), key=lambda x: (x.instrument, x.source, x.as_of)))
        self._of: dict[str, list[Participation]] = defaultdict(list)
        for row in self.rows:
            self._of[row.instrument].append(row)

    @classmethod
    @cache
    def load(cls) -> Participations:
        """The table of the package."""
        text = files("kg").joinpath("data/participations.jsonl").read_text(encoding="utf-8")
        rows: list[Participation] = []
        listings: list[Listing] = []
        for number, line in enumerate(text.splitlines(), 1):
            found, listing = _line(line, number)
            rows += found
            listings += listing
        return cls(rows, listings)

    def of(self, instrument: str) -> tuple[Participation, ...]:
        """All acts towards an instrument."""
        return tuple(self._of.get(instrument, ()))

    def between(self, participants: Set[str], instruments: Iterable[str]) -> Participations:
        """The acts of these participants towards these instruments."""
        wanted = set(instruments)
        rows = [row for of in sorted(wanted) for row in self.of(of) if row.participant in participants]
        acted = {row.instrument for row in rows}
        return Participations(rows, (x for x in self.listings if x.instrument in acted))


def _line(line: str, number: int) -> tuple[list[Participation], list[Listing]]:
    row = json.loads(line)
    try:
        instrument, action, source, dates = row["instrument"], row["action"], row["source"], row["dates"]
    except KeyError as missing:
        raise InputError(f"participations.jsonl, line {number} has no {missing}: add it") from missing
    if action not in ACTIONS:
        raise InputError(f"participations.jsonl, line {number}: no action {action!r}; use one of {', '.join(ACTIONS)}")
    effective, note = row.get("effective", {}), row.get("note", "")
    rows = [
        Participation(who, instrument, action, day, source, effective.get(who), note)
        for who, days in dates.items()
        for day in ([days] if isinstance(days, str) else days)
    ]
    return rows, [Listing(instrument, source, row["as_of"])] if "as_of" in row else []


def lines(table: Participations) -> Iterator[str]:
    """The table as the lines of its file, sorted."""
    as_of = {(x.instrument, x.source): x.as_of for x in table.listings}
    groups: dict[tuple[str, str, str, str], list[Participation]] = defaultdict(list)
    for row in table.rows:
        groups[row.instrument, row.action, row.source, row.note].append(row)
    for (instrument, action, source, note), rows in sorted(groups.items()):
        rows.sort(key=lambda r: (r.participant, r.date))
        line: dict[str, object] = {"instrument": instrument, "action": action, "source": source}
        if (instrument, source) in as_of:
            line["as_of"] = as_of[instrument, source]
        if note:
            line["note"] = note
        days: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            days[row.participant].append(row.date)
        line["dates"] = {who: when[0] if len(when) == 1 else when for who, when in days.items()}
        if effective := {r.participant: r.effective for r in rows if r.effective}:
            line["effective"] = effective
        yield json.dumps(line, ensure_ascii=False)
