"""The dyad-month panel: what states do to each other, counted by month, each count with the sentences behind it.

The rules of counting are in `kg/data/export/panel.md`, which is written beside the tables as their codebook.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from string import Template
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.cells import table
from kg.graph.formats.codebook import columns, described, text
from kg.graph.formats.dyads import Dyad, dyads, undirected
from kg.graph.formats.made import Made
from kg.graph.formats.records import STANDINGS, Happening, Records
from kg.graph.formats.states import codes, named
from kg.graph.formats.when import grain, months
from kg.model import EVENT_TYPES

TABLES = ("panel.csv", "evidence.csv")
LIMIT = 5_000_000  # rows of a balanced panel
UNDATED = "without a date"
HINTS = {UNDATED: " (see --publication-dates)", **dict.fromkeys(STANDINGS, " (see --standing)")}
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What to count. `states` are codes or names, none for all; `since` and `until` are months or years."""

    since: str = ""
    until: str = ""
    standings: Sequence[str] = ("asserted",)
    states: Sequence[str] = ()
    lift: bool = True
    directed: bool = True
    balanced: bool = False
    publication_dates: bool = False

    def __post_init__(self) -> None:
        for name, date in (("since", self.since), ("until", self.until)):
            if date and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", date):
                raise InputError(f"{name}: {date!r} is no month; the panel is one of months, so write YYYY-MM or YYYY")
        if self.since and self.until and self.first > self.last:
            raise InputError(f"the period ends before it begins: {self.since} is after {self.until}")
        for name in self.standings:
            if name not in STANDINGS:
                raise InputError(f"{name!r} is no standing of an event; use one of {', '.join(STANDINGS)}")

    @property
    def first(self) -> str:
        return f"{self.since}-01" if len(self.since) == 4 else self.since

    @property
    def last(self) -> str:
        return f"{self.until}-12" if len(self.until) == 4 else self.until


class Cell(NamedTuple):
    """Where an event is counted; the order of cells is that of the rows."""

    month: str
    source: str
    target: str
    standing: str

    @property
    def key(self) -> str:
        return f"{self.source}-{self.target}-{self.month}-{self.standing}"


class Part(NamedTuple):
    """An event in a cell, and whether its month is its own or that of its first document."""

    event: Happening
    dyad: Dyad
    basis: str


class Panel:
    """The counts of a graph within a scope; `left_out` says how many events are in no cell, and why."""

    def __init__(self, store: ox.Store, scope: Scope) -> None:
        self.scope = scope
        self.records = Records(store)
        self.codes = codes(self.records)
        self.names = {code: self.records.things[iri].name for iri, code in self.codes.items()}
        self.left_out: Counter[str] = Counter()
        self.asked = named(store, self.records, scope.states)
        self.parts = self._parts()

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of panel.csv in their order."""
        cells = self._balanced() if self.scope.balanced else sorted(self.parts)
        return (self._row(cell) for cell in cells)

    def evidence(self) -> Iterator[dict[str, Any]]:
        """The rows of evidence.csv: for each event of each cell its claims with their words."""
        for cell in sorted(self.parts):
            for part in self.parts[cell]:
                yield from self._evidence(cell, part)

    @property
    def counted(self) -> int:
        return len({part.event.iri for parts in self.parts.values() for part in parts})

    def _parts(self) -> dict[Cell, list[Part]]:
        found: dict[Cell, list[Part]] = defaultdict(list)
        for event in self.records.events:
            pairs = self._dyads(event)
            month, basis, problem = self._month(event)
            if reason := self._unwanted(event, pairs) or problem:
                self.left_out[reason] += 1
                continue
            for dyad in pairs:
                cell = Cell(month, self.codes[dyad.source], self.codes[dyad.target], event.standing)
                found[cell].append(Part(event, dyad, basis))
        return dict(found)

    def _dyads(self, event: Happening) -> list[Dyad]:
        found = dyads(self.records, event, lift=self.scope.lift)
        if self.asked:
            found = [d for d in found if d.source in self.asked and d.target in self.asked]
        return found if self.scope.directed else undirected(found, self.codes.__getitem__)

    def _unwanted(self, event: Happening, pairs: Sequence[Dyad]) -> str:
        """Why an event is in no dyad of the panel, whatever its date; "" where it is in one."""
        if event.standing not in self.scope.standings:
            return event.standing
        if pairs:
            return ""
        if dyads(self.records, event, lift=self.scope.lift):
            return "not between the states asked for"
        return "not between two states"

    def _month(self, event: Happening) -> tuple[str, str, str]:
        """The month of an event and on what that rests, or why it has none."""
        date, basis, exact = event.date, "event", grain(event.date)
        if not exact and self.scope.publication_dates:
            date, basis = next((p.date for p in self.records.papers_of(event.behind)), ""), "publication"
            exact = grain(date)
        if not exact:
            return "", basis, UNDATED
        if exact == "year":
            return "", basis, "dated by no more than the year"
        if not (self.scope.first or "0") <= date[:7] <= (self.scope.last or "9"):
            return "", basis, "outside the period"
        return date[:7], basis, ""

    def _balanced(self) -> Iterator[Cell]:
        seen = [cell.month for cell in self.parts]
        in_cells = {state for cell in self.parts for state in (cell.source, cell.target)}
        states = sorted({self.codes[iri] for iri in self.asked} or in_cells)
        first, last = self.scope.first or min(seen, default=""), self.scope.last or max(seen, default="")
        if not first or not last:
            return
        span = list(months(first, last))
        pairs = list((permutations if self.scope.directed else combinations)(states, 2))
        if len(span) * len(pairs) * len(self.scope.standings) > LIMIT:
            raise InputError(
                f"a balanced panel of {len(states)} states over {len(span)} months has more than {LIMIT:,} rows: "
                "ask for a shorter period (--since, --until) or for some states (--state)"
            )
        for month in span:
            for source, target in pairs:
                for standing in sorted(set(self.scope.standings)):
                    yield Cell(month, source, target, standing)

    def _row(self, cell: Cell) -> dict[str, Any]:
        parts = self.parts.get(cell, [])
        types = Counter(part.event.type for part in parts)
        quads = Counter(part.event.quad for part in parts)
        papers = {p.iri: p.text for part in parts for p in self.records.papers_of(part.event.behind)}
        return {
            "cell": cell.key,
            "month": cell.month,
            "source": cell.source,
            "target": cell.target,
            "source_name": self.names[cell.source],
            "target_name": self.names[cell.target],
            "standing": cell.standing,
            "events": len(parts),
            **{quad.replace(" ", "_"): quads[quad] for quad in QUADS},
            **{type_.lower(): types[type_] for type_ in EVENT_TYPES},
            "sources": len(set(papers.values())),
            "documents": len(papers),
        }

    def _evidence(self, cell: Cell, part: Part) -> Iterator[dict[str, Any]]:
        event, dyad, records = part.event, part.dyad, self.records
        about = {
            "cell": cell.key,
            "event": event.iri,
            "event_type": event.type,
            "quad_class": event.quad,
            "mode": event.mode,
            "event_label": event.label,
            "event_date": event.date,
            "date_grain": grain(event.date),
            "date_basis": part.basis,
            "standing": event.standing,
            "source_actors": " | ".join(records.names(dyad.source_actors)),
            "target_actors": " | ".join(records.names(dyad.target_actors)),
            "joint": "yes" if dyad.joint else "no",
        }
        for claim in event.behind:
            said = {
                "claim": claim.iri,
                "stance": claim.stance,
                "modality": claim.modality,
                "certainty": claim.certainty,
                "speakers": " | ".join(records.names(claim.speakers)),
                "confidence": claim.confidence,
            }
            for quote in claim.quotes:
                paper = records.paper(quote.document)
                yield {
                    **about,
                    **said,
                    "document": paper.iri,
                    "document_title": paper.title,
                    "document_date": paper.date,
                    "publisher": paper.publisher,
                    "document_source": paper.source,
                    "text": paper.text,
                    "start": quote.start,
                    "end": quote.end,
                    "quote": quote.words,
                }


def panel_files(store: ox.Store, **options: Any) -> Made:
    """The tables and their codebook; `options` are those of Scope. The notes say what is counted, and what is not."""
    panel = Panel(store, Scope(**options))
    files = {
        "panel.csv": table(tuple(columns("panel.csv")), panel.rows()),
        "evidence.csv": table(tuple(columns("evidence.csv")), panel.evidence()),
        "codebook.md": [_codebook(panel)],
    }
    said = f"Events counted: {panel.counted}, in {len(panel.parts)} cells. Left out: {panel.left_out.total()}"
    return Made(files, (said, *(f"  {number} {reason}{HINTS.get(reason, '')}" for reason, number in _left_out(panel))))


def _left_out(panel: Panel) -> list[tuple[str, int]]:
    """Why events are in no cell, and how many: the most first."""
    return sorted(panel.left_out.items(), key=lambda found: (-found[1], found[0]))


def _codebook(panel: Panel) -> str:
    asked = "\n".join(f"- {name}: {value}" for name, value in _asked(panel))
    left = "\n".join(f"- {number} {reason}" for reason, number in _left_out(panel)) or "Nothing."
    return Template(text("panel.md")).substitute(asked=asked, left_out=left) + described(TABLES)


def _asked(panel: Panel) -> Iterator[tuple[str, str]]:
    scope = panel.scope
    yield "Period", f"{scope.first or 'the first event'} to {scope.last or 'the last event'}"
    yield "Standing", ", ".join(scope.standings)
    yield "States", ", ".join(sorted(panel.codes[iri] for iri in panel.asked)) or "all"
    yield "Dyads", "directed" if scope.directed else "undirected"
    yield "Persons and bodies", "count as the states that they act for" if scope.lift else "do not count"
    yield "Undated events", "in the month of their first document" if scope.publication_dates else "left out"
    yield "Zeros", "a row for each pair and month" if scope.balanced else "only pairs and months with an event"
